//! Parts of the board added, removed and put elsewhere.

use crate::board::{Card, Change, ColumnKind, Fields, Id, Subject, typed};
use crate::report::words::count;
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Ask, Confirm, Layer, Yes};
use crate::tui::message::Effect;
use crate::tui::settings::{Register, Section};

impl App {
    /// Asks for what is to be added to the section in sight.
    pub(super) fn ask_for_part(&mut self) {
        let Some(section) = self.settings().map(|settings| settings.section) else { return };
        let hint = match section {
            Section::Columns => "its name; it goes behind the column under the cursor",
            Section::Stages | Section::Classes => "its name",
            Section::People => "a name and a limit, such as jon 2",
            Section::Policies => "a kind of work and its share, such as debt 20",
        };
        let words = self.settings().map(|settings| &settings.known);
        let words = match (section, words) {
            (Section::People, Some(known)) => known.people.iter().map(ToString::to_string).collect(),
            (Section::Policies, Some(known)) => known.kinds.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        self.ask(Ask::NewPart(section), format!("New {}", section.thing()), hint, "", words);
    }

    /// Adds what was typed. True if it was added.
    pub(in crate::tui::update) fn add_part(
        &mut self,
        section: Section,
        text: &str,
        effects: &mut Vec<Effect>,
    ) -> bool {
        match section {
            Section::People | Section::Policies => return self.add_number(section, text, effects),
            Section::Columns | Section::Stages | Section::Classes => {}
        }
        let name = match typed::name(text) {
            Ok(name) => name,
            Err(wrong) => {
                self.tell(Tone::Unavailable, wrong.to_string(), None);
                return false;
            }
        };
        let id = self.new_id(section, &name);
        let fields = Fields { name: Some(name.as_str().into()), ..Fields::default() };
        let (subject, changes) = match section {
            Section::Columns => (Subject::Column(id), self.new_column(id, &fields)),
            Section::Stages => (Subject::Stage(id), vec![set(Subject::Stage(id), fields)]),
            _ => (Subject::Class(id), vec![set(Subject::Class(id), fields)]),
        };
        let taken = self.act(&format!("added the {} {name}", section.thing()), changes, effects);
        if taken {
            let register = if section == Section::Columns { Register::Kind } else { Register::Limit };
            self.point_to(subject, register);
        }
        taken
    }

    /// A name and a number: a person's limit, a kind of work's share.
    fn add_number(&mut self, section: Section, text: &str, effects: &mut Vec<Effect>) -> bool {
        let pair = text.trim().rsplit_once(char::is_whitespace);
        let Some((name, number)) = pair.map(|(name, number)| (name.trim(), number)) else {
            let like = if section == Section::People { "jon 2" } else { "debt 20" };
            self.tell(Tone::Unavailable, format!("give a name and a number, such as {like}"), None);
            return false;
        };
        let (subject, register) = match section {
            Section::People => (Subject::Person(name.trim_start_matches('@').into()), Register::Limit),
            _ => (Subject::WorkKind(name.into()), Register::Target),
        };
        let taken = self.setting_typed(&subject, register, number, effects);
        if taken {
            self.point_to(subject, register);
        }
        taken
    }

    /// An id for a new part: its name where nothing has it yet, so that two people who add the
    /// same column at the same time add one.
    fn new_id(&mut self, section: Section, name: &str) -> Id {
        let taken = |id: &Id| {
            let is_column = self.board.find_column(*id).is_some();
            let was = self.board.settings().iter().any(|setting| match (section, &setting.subject) {
                (Section::Columns, Subject::Column(other))
                | (Section::Stages, Subject::Stage(other))
                | (Section::Classes, Subject::Class(other)) => other == id,
                _ => false,
            });
            was || (section == Section::Columns && is_column) || id.to_string() == "standard"
        };
        let slug = Id::slug(name).filter(|id| !taken(id));
        slug.unwrap_or_else(|| Id::random(self.next_seed(), Id::CARD_LEN))
    }

    /// The changes that put a new column behind the one under the cursor.
    fn new_column(&mut self, id: Id, fields: &Fields) -> Vec<Change> {
        let at = self.settings().and_then(|settings| settings.at.clone());
        let order = self.board.display_order();
        let place = order.iter().position(|ix| match &at {
            Some((Subject::Column(at), _)) => self.board.column(*ix).id == *at,
            _ => false,
        });
        let place = place.map_or(order.len(), |place| place + 1);
        let jitter = self.next_seed();
        let mut changes = self.board.placing_column(id, place, jitter);
        for change in &mut changes {
            match change {
                Change::Set { subject: Subject::Column(column), fields: placed } if *column == id => {
                    let rank = placed.rank.take();
                    *placed = Fields { rank, kind: Some(ColumnKind::Active), ..fields.clone() };
                }
                _ => {}
            }
        }
        changes
    }

    /// Moves the column under the cursor so many places to the right, or to the left.
    pub(super) fn move_column(&mut self, by: isize) -> Vec<Effect> {
        let mut effects = Vec::new();
        let at = self.settings().and_then(|settings| settings.at.clone());
        let Some((Subject::Column(id), _)) = at else {
            self.tell(
                Tone::Unavailable,
                "only columns stand in an order that can be changed".to_owned(),
                None,
            );
            return effects;
        };
        let order = self.board.display_order();
        let Some(now) = order.iter().position(|ix| self.board.column(*ix).id == id) else { return effects };
        let place = now.saturating_add_signed(by).min(order.len() - 1);
        let name = self.called(&Subject::Column(id));
        if place == now {
            let end = if by < 0 { "first" } else { "last" };
            self.tell(Tone::Unavailable, format!("{name} is the {end} column"), None);
            return effects;
        }
        let jitter = self.next_seed();
        let changes = self.board.placing_column(id, place, jitter);
        let side = if by < 0 { "left" } else { "right" };
        self.act(&format!("moved {name} to the {side}"), changes, &mut effects);
        self.settle_settings();
        effects
    }

    /// Takes away what the cursor is on: a part of the board, or a value that need not be.
    pub(super) fn remove_part(&mut self) -> Vec<Effect> {
        let Some(cell) = self.setting_cell() else { return Vec::new() };
        let name = self.called(&cell.subject);
        match cell.subject {
            Subject::Column(id) => self.remove_column(id, &name),
            Subject::Stage(id) => {
                let columns = self.board.columns().iter().filter(|column| column.stage == Some(id));
                let out = Fields { stage: Some(None), ..Fields::default() };
                let mut changes: Vec<Change> =
                    columns.map(|column| set(Subject::Column(column.id), out.clone())).collect();
                changes.push(set(Subject::Stage(id), gone()));
                self.removed(&format!("removed the stage {name}; its columns stay"), changes)
            }
            Subject::Class(id) => {
                let of_it = |card: &&Card| card.on_board() && card.class() == Some(id);
                let cards = self.board.cards().filter(of_it).count();
                if cards > 0 {
                    let text = format!("{} of the class {name}; give them another one first (c)", are(cards));
                    self.tell(Tone::Unavailable, text, None);
                    return Vec::new();
                }
                self.removed(&format!("removed the class {name}"), vec![set(Subject::Class(id), gone())])
            }
            subject => {
                let mut effects = Vec::new();
                if cell.value.is_empty() {
                    self.tell(Tone::Unavailable, "there is nothing to take away".to_owned(), None);
                } else if matches!(cell.register, Register::Name | Register::Zone | Register::AtLimit) {
                    let text = "every board has one; Enter changes it".to_owned();
                    self.tell(Tone::Unavailable, text, None);
                } else {
                    self.setting_typed(&subject, cell.register, "none", &mut effects);
                }
                effects
            }
        }
    }

    /// A column is asked about first when that has consequences that are not seen at once.
    fn remove_column(&mut self, id: Id, name: &str) -> Vec<Effect> {
        let Some(ix) = self.board.find_column(id) else { return Vec::new() };
        if self.board.column(ix).gone {
            let text = format!("{name} is removed already; it goes from sight with its last card");
            self.tell(Tone::Unavailable, text, None);
            return Vec::new();
        }
        if self.board.columns().iter().filter(|column| column.described && !column.gone).count() <= 1 {
            self.tell(Tone::Unavailable, format!("{name} is the last column, and a board needs one"), None);
            return Vec::new();
        }
        let cards = self.board.cards_in(ix).len();
        let delivers = |column: &crate::board::Column| column.kind == ColumnKind::Done && !column.gone;
        let last = delivers(self.board.column(ix))
            && self.board.columns().iter().filter(|column| delivers(column)).count() == 1;
        let mut said = Vec::new();
        if cards > 0 {
            let (they, are) = if cards == 1 { ("It stays", "it is") } else { ("They stay", "they are") };
            said.push(format!(
                "{name} holds {}. {they} in sight, in \u{201c}(removed) {name}\u{201d}, until {are} moved.",
                count(cards, "card")
            ));
        }
        if last {
            said.push("No other column delivers: nothing can be finished then.".to_owned());
        }
        if said.is_empty() {
            return self.remove_column_anyway(id);
        }
        let question = format!("{} Remove the column?", said.join(" "));
        let then = "remove it; u brings it back";
        self.layers.push(Layer::Confirm(Confirm { question, then, yes: Yes::RemoveColumn(id) }));
        Vec::new()
    }

    pub(in crate::tui::update) fn remove_column_anyway(&mut self, id: Id) -> Vec<Effect> {
        let name = self.called(&Subject::Column(id));
        self.removed(&format!("removed the column {name}"), vec![set(Subject::Column(id), gone())])
    }

    fn removed(&mut self, what: &str, changes: Vec<Change>) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.act(what, changes, &mut effects);
        self.settle_settings();
        effects
    }
}

fn set(subject: Subject, fields: Fields) -> Change {
    Change::Set { subject, fields }
}

fn gone() -> Fields {
    Fields { gone: Some(true), ..Fields::default() }
}

fn are(cards: usize) -> String {
    if cards == 1 { "1 card is".to_owned() } else { format!("{cards} cards are") }
}
