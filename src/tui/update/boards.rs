//! Several boards at a time: opened, switched, closed, and told what happens to them.

use std::path::PathBuf;

use crate::board::typed;
use crate::template::Template;
use crate::tui::app::{App, Health, Tone, Unsaved};
use crate::tui::command::Command;
use crate::tui::layer::{Ask, Choice, Confirm, Layer, PickerItem, Yes};
use crate::tui::message::{Effect, Message};
use crate::tui::open_boards::BoardTab;

impl App {
    /// Takes over what is the person's and the program's, not a board's.
    pub(super) fn inherit(&mut self, from: &mut Self) {
        self.session.by.clone_from(&from.session.by);
        self.session.boards.clone_from(&from.session.boards);
        self.session.folder.clone_from(&from.session.folder);
        self.session.home.clone_from(&from.session.home);
        self.size = from.size;
        self.mouse_is_ours = from.mouse_is_ours;
        self.config = from.config.clone();
        self.themes = from.themes.clone();
        self.attention = from.attention.clone();
        self.keymap = from.keymap.clone();
        self.memory = std::mem::take(&mut from.memory);
        self.notes.append(&mut from.notes);
        self.now = from.now;
        self.seed = from.seed;
    }

    /// Shows a board: where it is open already, else in a tab of its own. A screen without a board
    /// takes it itself.
    pub(super) fn open_board(&mut self, path: PathBuf) -> Vec<Effect> {
        if let Some(place) = self.place_of_file(&path) {
            self.show_open_board(place);
            return Vec::new();
        }
        if self.session.path.is_some() {
            let place = self.others.place;
            self.add_resting(path.clone(), place + 1);
            self.show_open_board(place + 1);
        } else {
            self.session.path = Some(path.clone());
        }
        vec![Effect::Open(path)]
    }

    /// Asks how a new board is to be called: like its folder, if nobody says otherwise.
    pub(super) fn ask_for_board(&mut self) {
        let hint = match self.folder_name() {
            folder if folder.is_empty() => String::new(),
            folder => format!("nothing typed: {folder}; "),
        };
        let hint = format!("{hint}its file goes into this folder; columns and limits are chosen next");
        self.ask(Ask::BoardName, "Name of the new board".to_owned(), &hint, "", Vec::new());
    }

    fn folder_name(&self) -> String {
        self.session.folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Takes the name, and asks what the board begins with. True if it is one.
    pub(super) fn name_board(&mut self, text: &str) -> bool {
        let folder = self.folder_name();
        let name = match typed::name(if text.trim().is_empty() { &folder } else { text }) {
            Ok(name) => name,
            Err(wrong) => {
                self.tell(Tone::Unavailable, wrong.to_string(), None);
                return false;
            }
        };
        let item = |(template, called): (Template, &str)| PickerItem {
            text: called.to_owned(),
            detail: template.about().to_owned(),
            unavailable: None,
            choice: Choice::NewBoard(name.clone(), template),
        };
        let shapes =
            [(Template::Basic, "Simple"), (Template::Dev, "Development"), (Template::Ops, "Operations")];
        self.pick(format!("What {name} begins with"), shapes.map(item).into(), 0);
        true
    }

    /// A board was made: it is shown, and what to do first is said.
    pub(super) fn made_board(&mut self, path: PathBuf) -> Vec<Effect> {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let effects = self.open_board(path);
        let (add, settings) = (self.key_text(Command::Add), self.key_text(Command::Settings));
        let text =
            format!("made {file}; {add} adds the first card; columns and limits are behind {settings}");
        self.tell(Tone::Done, text, None);
        effects
    }

    /// A tab for a board that is going to be read, without showing it. Answers which.
    pub(in crate::tui) fn add_resting(&mut self, path: PathBuf, place: usize) -> BoardTab {
        let session = crate::tui::app::Session { path: Some(path), saving: false, ..self.session.clone() };
        let mut fresh = Self::without_board(session, self.seed, self.now);
        fresh.tab = self.others.next_tab();
        fresh.config = self.config.clone();
        fresh.metrics.window = self.metrics.window;
        let (tab, place) = (fresh.tab, place.min(self.others.resting.len() + 1));
        // Among those that rest, the one on screen is left out.
        let among = if place > self.others.place { place - 1 } else { place };
        self.others.place += usize::from(place <= self.others.place);
        self.others.resting.insert(among, fresh);
        tab
    }

    /// Shows the board at a place among those that are open, as it was left.
    pub(super) fn show_open_board(&mut self, place: usize) {
        let shown = self.others.place;
        if place == shown || place > self.others.resting.len() {
            return;
        }
        let mut others = std::mem::take(&mut self.others);
        let mut next = others.resting.remove(if place > shown { place - 1 } else { place });
        self.count = None;
        self.chord.clear();
        next.inherit(self);
        let left = std::mem::replace(self, next);
        // What was measured of another board may have overtaken the question about this one.
        if self.metrics.behind(self.revision) != Some(0) {
            self.metrics.asked = None;
        }
        others.resting.insert(if place > shown { shown } else { shown - 1 }, left);
        others.place = place;
        self.others = others;
        self.settle();
    }

    /// So many boards on, round and round.
    pub(super) fn turn_board(&mut self, by: isize) {
        let count = isize::try_from(self.others.resting.len() + 1).unwrap_or(1);
        let at = isize::try_from(self.others.place).unwrap_or(0);
        let place = at.saturating_add(by).rem_euclid(count);
        self.show_open_board(usize::try_from(place).unwrap_or(0));
    }

    /// Shows the board of a tab, if it is open.
    pub(super) fn show_board_of(&mut self, tab: BoardTab) -> Vec<Effect> {
        let place = self.open_boards().position(|app| app.tab == tab);
        if let Some(place) = place {
            self.show_open_board(place);
        }
        Vec::new()
    }

    /// Closes the board on screen; asks first when something could be lost.
    pub(super) fn close_board(&mut self) -> Vec<Effect> {
        let (unsaved, failing) = (self.pending.len(), self.health != Health::Well);
        if unsaved == 0 || !failing {
            return self.close_board_anyway();
        }
        let changes =
            if unsaved == 1 { "One change is".to_owned() } else { format!("{unsaved} changes are") };
        let question = format!("{changes} not in the file of {} yet. Close it?", self.title());
        let then = match &self.health {
            Health::SaveFailed(Unsaved { kept: false, .. }) => {
                "close and lose them: the journal cannot be written either"
            }
            _ => "close it; the journal keeps them for the next time",
        };
        self.layers.push(Layer::Confirm(Confirm { question, then, yes: Yes::CloseBoard }));
        Vec::new()
    }

    pub(super) fn close_board_anyway(&mut self) -> Vec<Effect> {
        if self.others.is_empty() {
            return Vec::new();
        }
        let (closed, title, place) = (self.tab, self.title(), self.others.place);
        self.show_open_board(if place == 0 { 1 } else { place - 1 });
        // The one that was left rests where it was.
        self.others.resting.retain(|app| app.tab != closed);
        self.others.place = if place == 0 { 0 } else { place - 1 };
        self.tell(Tone::Done, format!("closed {title}; everything of it is saved"), None);
        vec![Effect::Close(closed)]
    }

    /// Something happened to a board that may not be on screen.
    pub(super) fn heard_of(&mut self, tab: BoardTab, message: Message) -> Vec<Effect> {
        if tab == self.tab {
            return self.take(message);
        }
        let now = self.now;
        let Some(other) = self.others.resting.iter_mut().find(|app| app.tab == tab) else {
            // It was closed meanwhile.
            return Vec::new();
        };
        other.memory = std::mem::take(&mut self.memory);
        other.now = now;
        if !other.is_still() {
            other.expire();
        }
        let was_well = !is_failing(&other.health);
        let mut effects = other.take(message);
        other.start_sync(&mut effects);
        self.memory = std::mem::take(&mut other.memory);
        self.notes.append(&mut other.notes);
        let failed = is_failing(&other.health) && was_well;
        let trouble = other.notice.as_ref().filter(|_| failed).map(|notice| notice.text.clone());
        let trouble = trouble.or_else(|| match &other.health {
            Health::Broken(problem) if failed => Some(problem.reason.clone()),
            _ => None,
        });
        let title = other.title();
        if let Some(trouble) = trouble {
            self.tell(Tone::Failed, format!("{title}: {trouble}"), None);
        }
        effects.into_iter().map(|effect| Effect::Of(tab, Box::new(effect))).collect()
    }

    /// Boards that rest sync by themselves, too.
    pub(super) fn rest_on(&mut self, effects: &mut Vec<Effect>) {
        let now = self.now;
        for other in &mut self.others.resting {
            other.now = now;
            let mut asked = Vec::new();
            other.start_sync(&mut asked);
            effects.extend(asked.into_iter().map(|effect| Effect::Of(other.tab, Box::new(effect))));
        }
    }
}

fn is_failing(health: &Health) -> bool {
    matches!(health, Health::Broken(_) | Health::SaveFailed(_))
}
