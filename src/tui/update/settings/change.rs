//! One value changed: typed, chosen, turned over, raised or lowered.

use crate::board::{AtLimit, Change, ColumnKind, Fields, Id, Scope, Subject};
use crate::report::words::count;
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Ask, Choice, PickerItem};
use crate::tui::message::Effect;
use crate::tui::settings::{Cell, Register};

impl App {
    /// Changes the value under the cursor, in the way that suits it.
    pub(super) fn change_setting(&mut self) -> Vec<Effect> {
        let Some(cell) = self.setting_cell() else { return Vec::new() };
        match cell.register {
            Register::Kind => self.pick_kind(&cell),
            Register::Stage => self.pick_stage(&cell),
            Register::Members => self.pick_members(&cell),
            Register::RightOfWay => {
                let fields = Fields { expedite: Some(cell.value != "yes"), ..Fields::default() };
                return self.say(&cell.subject, fields);
            }
            Register::AtLimit => {
                let other = match self.board.at_limit() {
                    AtLimit::Refuse => AtLimit::Reason,
                    AtLimit::Reason => AtLimit::Refuse,
                };
                let fields = Fields { at_limit: Some(other), ..Fields::default() };
                return self.say(&cell.subject, fields);
            }
            _ => self.ask_for_setting(&cell),
        }
        Vec::new()
    }

    /// The limit of the column under the cursor of the board, in one line.
    pub(in crate::tui::update) fn ask_for_limit(&mut self) {
        let Some(column) = self.column().map(|column| self.board.column(column)) else { return };
        let subject = Subject::Column(column.id);
        let value = column.wip.map_or_else(String::new, |wip| wip.to_string());
        self.ask_for_setting(&Cell { subject, register: Register::Limit, value });
    }

    fn ask_for_setting(&mut self, cell: &Cell) {
        let question = match cell.register {
            Register::Limit | Register::EachPerson => {
                format!("At most how many cards: {}", self.called(&cell.subject))
            }
            register => format!("{}: {}", register.title(), self.called(&cell.subject)),
        };
        // What is typed is taken as it is shown, but for the sign of a share.
        let text = cell.value.trim_end_matches(" %").to_owned();
        let ask = Ask::Setting(cell.subject.clone(), cell.register);
        self.ask(ask, question, cell.register.hint(), &text, Vec::new());
    }

    /// Takes what was typed for a value. True if it was taken.
    pub(in crate::tui::update) fn setting_typed(
        &mut self,
        subject: &Subject,
        register: Register,
        text: &str,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let fields = match register.typed(text) {
            Ok(fields) => fields,
            Err(wrong) => {
                self.tell(Tone::Unavailable, format!("{wrong}: {}", wrong.hint), None);
                return false;
            }
        };
        if self.board.is_so(subject, &fields) {
            return true;
        }
        let target = match (subject, fields.target.flatten()) {
            (Subject::WorkKind(kind), Some(share)) => Some((kind, u32::from(share.percent()))),
            _ => None,
        };
        if let Some((kind, percent)) = target {
            let others = self.board.work_targets().iter().filter(|target| target.kind != *kind);
            let sum: u32 = others.map(|target| u32::from(target.share.percent())).sum::<u32>() + percent;
            if sum > 100 {
                self.tell(Tone::Unavailable, format!("the targets would add up to {sum} %"), None);
                return false;
            }
        }
        let what = self.said_shortly(subject, &fields);
        let over = self.over_after(subject, &fields);
        let taken = self.act(&what, vec![Change::Set { subject: subject.clone(), fields }], effects);
        if let (true, Some(over)) = (taken, over) {
            self.tell(Tone::Refused, format!("{what}. {over}"), None);
        }
        self.settle_settings();
        taken
    }

    /// Says something of a part of the board, as one step of undo.
    pub(in crate::tui::update) fn say(&mut self, subject: &Subject, fields: Fields) -> Vec<Effect> {
        let mut effects = Vec::new();
        let what = self.said_shortly(subject, &fields);
        self.act(&what, vec![Change::Set { subject: subject.clone(), fields }], &mut effects);
        self.settle_settings();
        effects
    }

    /// Raises a number, or lowers it when negative. There is no number below one.
    pub(super) fn raise_setting(&mut self, by: isize) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(cell) = self.setting_cell() else { return effects };
        if !cell.register.is_number() {
            self.tell(
                Tone::Unavailable,
                format!("{} is no number", cell.register.title().to_lowercase()),
                None,
            );
            return effects;
        }
        let digits: String = cell.value.chars().take_while(char::is_ascii_digit).collect();
        let number = digits.parse::<isize>().unwrap_or(0).saturating_add(by);
        if number < 1 {
            let text = "no number is below 1; Enter and an empty line take it away".to_owned();
            self.tell(Tone::Unavailable, text, None);
            return effects;
        }
        self.setting_typed(&cell.subject, cell.register, &number.to_string(), &mut effects);
        effects
    }

    fn pick_kind(&mut self, cell: &Cell) {
        let about = |kind: ColumnKind| match kind {
            ColumnKind::Backlog => "asked for, not promised",
            ColumnKind::Queue => "promised, waiting",
            ColumnKind::Active => "being worked on",
            ColumnKind::Done => "delivered",
        };
        let items = ColumnKind::ALL.map(|kind| {
            let fields = Fields { kind: Some(kind), ..Fields::default() };
            Self::setting_item(kind.word(), about(kind), cell.value == kind.word(), &cell.subject, fields)
        });
        let at = ColumnKind::ALL.iter().position(|kind| kind.word() == cell.value).unwrap_or(0);
        self.pick(format!("What cards do in {}", self.called(&cell.subject)), items.into(), at);
    }

    fn pick_stage(&mut self, cell: &Cell) {
        let Subject::Column(column) = &cell.subject else { return };
        let now = self.board.find_column(*column).and_then(|column| self.board.column(column).stage);
        let fields = |stage: Option<Id>| Fields { stage: Some(stage), ..Fields::default() };
        let mut items = vec![Self::setting_item("no stage", "", now.is_none(), &cell.subject, fields(None))];
        for stage in self.board.stages() {
            let limit = stage.wip.map_or_else(String::new, |wip| format!("at most {wip}"));
            let is = now == Some(stage.id);
            items.push(Self::setting_item(&stage.name, &limit, is, &cell.subject, fields(Some(stage.id))));
        }
        let at = items.iter().position(|item| item.unavailable.is_some()).unwrap_or(0);
        if items.len() == 1 {
            items.push(PickerItem {
                unavailable: Some("made in the section Stages".to_owned()),
                ..Self::setting_item("another stage", "", false, &cell.subject, fields(None))
            });
        }
        self.pick(format!("The stage of {}", self.called(&cell.subject)), items, at);
    }

    /// The columns, to be put into a stage or taken out of it.
    fn pick_members(&mut self, cell: &Cell) {
        let Subject::Stage(stage) = cell.subject else { return };
        let mut items = Vec::new();
        for column in self.board.display_order().iter().map(|ix| self.board.column(*ix)) {
            let is_in = column.stage == Some(stage);
            let other = column.stage.filter(|_| !is_in).and_then(|id| self.board.stage(id));
            let aside = match (is_in, other) {
                (true, _) => "is in it; Enter takes it out".to_owned(),
                (false, Some(other)) => format!("is in {}", other.name),
                (false, None) => String::new(),
            };
            let fields = Fields { stage: Some((!is_in).then_some(stage)), ..Fields::default() };
            items.push(Self::setting_item(&column.name, &aside, false, &Subject::Column(column.id), fields));
        }
        self.pick(format!("The columns of {}", self.called(&cell.subject)), items, 0);
    }

    fn setting_item(text: &str, detail: &str, is: bool, subject: &Subject, fields: Fields) -> PickerItem {
        PickerItem {
            text: text.to_owned(),
            detail: detail.to_owned(),
            unavailable: is.then(|| "it is so".to_owned()),
            choice: Choice::Setting(subject.clone(), Box::new(fields)),
        }
    }

    /// What is said, as news tells it.
    fn said_shortly(&self, subject: &Subject, fields: &Fields) -> String {
        crate::report::history::said_of(&self.board, subject, fields)
    }

    /// What people call a part of the board.
    pub(super) fn called(&self, subject: &Subject) -> String {
        match subject {
            Subject::Board(_) => "the board".to_owned(),
            Subject::Column(id) => self
                .board
                .find_column(*id)
                .map_or_else(|| id.to_string(), |column| self.board.column(column).name.to_string()),
            Subject::Stage(id) => {
                self.board.stage(*id).map_or_else(|| id.to_string(), |stage| stage.name.to_string())
            }
            Subject::Class(id) => {
                self.board.class(*id).map_or_else(|| id.to_string(), |class| class.name.to_string())
            }
            Subject::Person(name) => format!("@{name}"),
            Subject::WorkKind(kind) | Subject::Template(kind) => kind.to_string(),
        }
    }

    /// Where a new limit is below what is there: what that means.
    fn over_after(&self, subject: &Subject, fields: &Fields) -> Option<String> {
        let limit = fields.wip.flatten()?.cards();
        let scope = match subject {
            Subject::Column(id) => Scope::Column(self.board.find_column(*id)?),
            Subject::Stage(id) => Scope::Stage(*id),
            Subject::Class(id) => Scope::Class(*id),
            Subject::Board(_) => Scope::Board,
            Subject::Person(name) => Scope::Person(self.board.names().find(name)?),
            Subject::WorkKind(_) | Subject::Template(_) => return None,
        };
        let holds = self.board.count(scope);
        let cards = count(holds, "card");
        (holds > limit)
            .then(|| format!("It holds {cards}: they stay, and nothing more is admitted until it is back"))
    }
}
