//! Lists to choose from: the palette and the pickers.

use crate::board::{Board, Card, Change, Field, Id, Scope};
use crate::memory::Note;
use crate::tui::app::{App, Tone};
use crate::tui::command::{Command, Group, Listed};
use crate::tui::layer::{Choice, Layer, Picker, PickerItem};
use crate::tui::message::Effect;

impl App {
    /// The next row or field, or the one before.
    pub(super) fn next(&mut self, by: isize) {
        let listed = self.matches().len();
        let feed = self.feed_len();
        let step = |at: usize, len: usize| at.saturating_add_signed(by).min(len.saturating_sub(1));
        match self.layers.last_mut() {
            Some(Layer::Prompt(prompt)) => {
                prompt.take_completion();
                self.typed();
            }
            Some(Layer::Form(_)) => self.form_step(by),
            Some(Layer::Palette(palette)) => palette.selected = step(palette.selected, listed),
            Some(Layer::Picker(picker)) => picker.selected = step(picker.selected, picker.len()),
            Some(Layer::GoTo(go_to)) => go_to.selected = step(go_to.selected, go_to.found.len()),
            Some(Layer::Help(help)) => help.selected = step(help.selected, listed),
            Some(Layer::Activity(activity)) => activity.selected = step(activity.selected, feed),
            _ => {}
        }
    }

    /// Chooses a row of the list on top.
    pub(super) fn go_to_row_on_top(&mut self, row: usize) {
        let selected = match self.layers.last_mut() {
            Some(Layer::Palette(palette)) => &mut palette.selected,
            Some(Layer::Picker(picker)) => &mut picker.selected,
            Some(Layer::GoTo(go_to)) => &mut go_to.selected,
            Some(Layer::Help(help)) => &mut help.selected,
            _ => return,
        };
        *selected = row;
    }

    pub(super) fn accept_palette(&mut self) -> Vec<Effect> {
        let Some(Layer::Palette(palette)) = self.layers.last() else { return Vec::new() };
        let Some(entry) = self.command_rows().get(palette.selected).copied() else { return Vec::new() };
        self.layers.pop();
        self.note(Note::Command(entry.command.name().to_owned()));
        self.perform(entry.command, None)
    }

    /// Does the command under the help's cursor; where it is not to be had, the help stays and
    /// says why.
    pub(super) fn accept_help(&mut self) -> Vec<Effect> {
        let Some(Layer::Help(help)) = self.layers.last() else { return Vec::new() };
        let selected = help.selected;
        let why = match self.matches().get(selected).map(|found| found.listed) {
            Some(Listed::Command(entry)) if entry.group == Group::Dialog => "it answers a dialog".to_owned(),
            Some(Listed::Command(entry)) => match (entry.available)(self) {
                Ok(()) => {
                    self.layers.pop();
                    self.note(Note::Command(entry.command.name().to_owned()));
                    return self.perform(entry.command, None);
                }
                Err(why) => format!("{}: {why}", entry.title),
            },
            Some(Listed::Term(term)) => {
                let filter = self.key_text(Command::Filter);
                format!("{} is typed into the filter; {filter} asks for one", term.form)
            }
            Some(Listed::Mark(mark)) => format!("{} is a mark of the board, no command", mark.word),
            None => return Vec::new(),
        };
        self.tell(Tone::Unavailable, why, None);
        Vec::new()
    }

    pub(super) fn pick(&mut self, title: String, items: Vec<PickerItem>, selected: usize) {
        self.layers.push(Layer::Picker(Picker::new(title, items, selected)));
    }

    pub(super) fn pick_column(&mut self) {
        let Some((card, from)) = self.subject().map(|card| (card.id(), card.column())) else { return };
        let board = &self.board;
        let mut items = Vec::new();
        for column in board.display_order() {
            let (count, limit) = (board.count(Scope::Column(*column)), board.column(*column).wip);
            let detail = limit.map_or_else(|| count.to_string(), |limit| format!("{count}/{limit}"));
            // A card that is in the stage counts there already.
            let stage = board.column(*column).stage.filter(|stage| board.column(from).stage != Some(*stage));
            let scopes = [Some(Scope::Column(*column)), stage.map(Scope::Stage)];
            let full = scopes
                .into_iter()
                .flatten()
                .find(|scope| board.limit(*scope).is_some_and(|limit| board.count(*scope) >= limit.cards()));
            let unavailable = match full {
                _ if *column == from => Some("it is here".to_owned()),
                Some(Scope::Stage(_)) => full.map(|scope| format!("{} is full", board.scope_name(scope))),
                Some(_) => Some("full".to_owned()),
                None => None,
            };
            let text = board.column(*column).name.to_string();
            let choice = Choice::Column { card, to: board.column(*column).id };
            items.push(PickerItem { text, detail, unavailable, choice });
        }
        let at = board.display_order().iter().position(|column| *column == from).unwrap_or(0);
        self.pick(format!("Move {} to", self.short(card)), items, at);
    }

    pub(super) fn pick_class(&mut self) {
        let Some((card, now)) = self.subject().map(|card| (card.id(), card.class())) else { return };
        let item = |text: String, detail: String, class: String, is: bool| PickerItem {
            text,
            detail,
            unavailable: is.then(|| "it is so".to_owned()),
            choice: Choice::Class { card, class },
        };
        let mut items = Vec::new();
        if self.board.classes().iter().all(|class| class.id.to_string() != "standard") {
            items.push(item("Standard".to_owned(), String::new(), String::new(), now.is_none()));
        }
        for class in self.board.classes() {
            let right_of_way = if class.expedite { "goes before others" } else { "" };
            items.push(item(
                class.name.to_string(),
                right_of_way.to_owned(),
                class.id.to_string(),
                now == Some(class.id),
            ));
        }
        self.pick(format!("Class of service of {}", self.short(card)), items, 0);
    }

    pub(super) fn pick_deleted(&mut self) {
        let mut deleted: Vec<&Card> = self.board.cards().filter(|card| !card.on_board()).collect();
        // What was deleted is more likely to be missed than what was archived.
        deleted.sort_by_key(|card| (card.is_archived(), std::cmp::Reverse((card.last_at(), card.id()))));
        let items = deleted.into_iter().map(|card| deleted_item(&self.board, card)).collect();
        self.pick("Put back".to_owned(), items, 0);
    }

    pub(super) fn accept_picker(&mut self) -> Vec<Effect> {
        let Some(Layer::Picker(picker)) = self.layers.last() else { return Vec::new() };
        let Some(item) = picker.row(picker.selected).cloned() else { return Vec::new() };
        if let (Some(why), false) = (&item.unavailable, matches!(item.choice, Choice::Column { .. })) {
            self.tell(Tone::Unavailable, format!("{}: {why}", item.text), None);
            return Vec::new();
        }
        self.layers.pop();
        match item.choice {
            // A full column refuses in its own words, which say who fills it.
            Choice::Column { card, to } => self.move_to(card, to),
            Choice::Restore(card) => self.restore(card),
            Choice::NewBoard(name, template) => vec![Effect::NewBoard { name, template }],
            Choice::Setting(subject, fields) => self.say(&subject, *fields),
            Choice::Card(card) => {
                self.go_to_card(card);
                Vec::new()
            }
            Choice::Parent { card, whole } => self.set_parent(card, whole),
            Choice::Link(link) => self.open_link(link),
            Choice::Filter(name, text) => {
                self.use_filter(&name, &text);
                Vec::new()
            }
            Choice::ForgetFilter(name) => {
                self.forget_filter(name);
                Vec::new()
            }
            Choice::Several(cards, bulk) => self.bulk(&bulk, &cards),
            Choice::Template { column, template } => {
                self.begin_as(column, template.as_deref());
                Vec::new()
            }
            Choice::Class { card, class } => self.set_class(card, class),
            Choice::Lanes(lanes) => {
                self.divide_by(lanes);
                Vec::new()
            }
            Choice::Version { card, field, value } => self.take_version(card, field, value),
            Choice::Board(path) => self.open_board(path),
        }
    }

    fn set_class(&mut self, card: Id, class: String) -> Vec<Effect> {
        let mut effects = Vec::new();
        let what = format!("changed the class of {}", self.short(card));
        let values = vec![(Field::Class, class)];
        self.act(&what, vec![Change::Edit { card, values }], &mut effects);
        effects
    }
}

fn deleted_item(board: &Board, card: &Card) -> PickerItem {
    let column = &board.column(card.column()).name;
    let detail = if card.is_archived() {
        // Whoever archived it archived hundreds.
        format!("archived, from {column}")
    } else {
        let who = card.events().last().map_or("", |event| board.names().text(event.by));
        format!("from {column}, by {who}")
    };
    PickerItem {
        text: format!("{} {}", board.short_id(card.id()), card.title()),
        detail,
        unavailable: None,
        choice: Choice::Restore(card.id()),
    }
}
