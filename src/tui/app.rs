//! What the screen shows, as data: the board, where the cursor is, what lies on top of it.
//!
//! Drawing reads an [`App`]; [`update`](super::update) alone writes it. Nothing here draws, reads
//! a clock or touches a file. Cards and columns are remembered by their ids, never by their
//! places: the file changes under the cursor.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::attention::Attention;
use super::charts::Age;
use super::chosen::Chosen;
use super::drag::{Drag, Place};
use super::finding::{Finding, Fit, Found};
use super::form::Form;
pub use super::health::{Health, Problem, Unsaved};
use super::in_git::InGit;
use super::keymap::{self, Key, Keymap};
use super::layer::Layer;
use super::look::Look;
use super::open_boards::{BoardTab, Others};
use super::pane::MetricsPane;
use super::recall::Recall;
pub use super::selection::{Scroll, Selection};
use super::settings::Settings;
use super::shown::Shown;
use super::theme::Themes;
use super::travel::{History, Travel};
use super::tutorial::Tutorial;
use crate::board::{Board, Builder, Card, Change, ColumnIx, Id, Operation, Timestamp};
use crate::config::{Config, Motion};
use crate::filter::Filter;
use crate::memory::{Memory, Note};

/// Everything the screen is drawn from.
#[derive(Debug, Clone)]
pub struct App {
    /// The board as people see it: the file's, with the operations not yet saved on top.
    ///
    /// Shared with the thread that measures; a change copies it only while that thread reads.
    pub board: Arc<Board>,
    /// Counts the boards shown: tells whether a measure is of the board on screen.
    pub revision: u64,
    /// Operations on the board that are not in the file yet, oldest first.
    pub pending: Vec<Operation>,
    /// Which of the boards that are open this is.
    pub tab: BoardTab,
    /// The other boards that are open.
    pub others: Others,
    /// Who works here, on what.
    pub session: Session,
    /// How it stands with the file.
    pub health: Health,
    /// The card and column under the cursor.
    pub selection: Selection,
    /// What part of the board is in sight.
    pub scroll: Scroll,
    /// What lies on top of the board; the last is the uppermost and takes the keys.
    pub layers: Vec<Layer>,
    /// The one line of news.
    pub notice: Option<Notice>,
    /// How the person wants to see the board.
    pub look: Look,
    /// Which cards are shown, and in which lanes.
    pub(super) shown: Shown,
    /// Which cards are looked for.
    pub filter: Filter,
    /// The search for them, and what was found.
    pub finding: Finding,
    /// The cards that are selected, to be worked on together.
    pub chosen: Chosen,
    /// What `u` takes back, the latest last.
    pub past: Vec<Step>,
    /// What `U` does again, the latest last.
    pub future: Vec<Step>,
    /// The measures of flow.
    pub metrics: MetricsPane,
    /// Cards others changed a moment ago.
    pub marks: HashMap<Id, Mark>,
    /// What is known of git.
    pub git: InGit,
    /// The person's settings.
    pub config: Config,
    /// What is remembered of the person between sessions.
    pub memory: Memory,
    /// What is to be remembered and was not handed on yet; see [`App::note`].
    pub(super) notes: Vec<Note>,
    /// The themes to choose from, and the one that is in force.
    pub themes: Themes,
    /// Whether the person is to be called.
    pub attention: Attention,
    /// Digits typed before a command.
    pub count: Option<u32>,
    /// Keys of a chord that has begun.
    pub chord: Vec<Key>,
    /// When its last key was typed.
    pub chord_since: Timestamp,
    /// Which keys stand for which command.
    pub keymap: Arc<Keymap>,
    /// The move that a limit refused last, for moving anyway.
    pub refused: Option<Operation>,
    /// What the mouse holds.
    pub drag: Option<Drag>,
    /// Where the mouse was pressed last, and when.
    pub(super) pressed: Option<(Place, Timestamp)>,
    /// Whether the mouse is ours. When it is, the terminal selects no text.
    pub mouse_is_ours: bool,
    /// Where in time the screen is, if not at home.
    pub travel: Option<Box<Travel>>,
    /// What happened to the board, while something on screen tells of it.
    pub history: Option<Arc<History>>,
    /// What of the history was asked for and has not come.
    pub(super) recall: Option<Recall>,
    /// Events that came from others and were not looked at in the feed.
    pub unread: HashSet<Id>,
    /// The lessons, while somebody takes them.
    pub tutorial: Option<Box<Tutorial>>,
    /// What an editor left that was not taken: the card's next edit begins with it.
    pub kept_text: Option<KeptText>,
    /// A form that was left without saving: the card's next form begins with it.
    pub kept_form: Option<Form>,
    /// The size of the terminal: columns, rows.
    pub size: (u16, u16),
    /// The instant the screen is of: of the last message, or travelled to. Ages are told by it.
    pub now: Timestamp,
    /// When the latest change of this session was made.
    pub(super) changed_at: Timestamp,
    /// Random bits for the next operation.
    pub(super) seed: u64,
}

/// Who works here, on what.
#[derive(Debug, Clone, Default)]
pub struct Session {
    /// The name changes are recorded under.
    pub by: String,
    /// The board's file, if a board is open.
    pub path: Option<PathBuf>,
    /// Other boards that can be opened from here.
    pub boards: Vec<PathBuf>,
    /// The folder that was searched upwards for boards.
    pub folder: PathBuf,
    /// The person's own folder, written `~`.
    pub home: Option<PathBuf>,
    /// True while the saver works on operations.
    pub saving: bool,
}

/// What a line of news is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something is not to be had, and why.
    Unavailable,
    /// The board refused.
    Refused,
    /// Something failed.
    Failed,
    /// Somebody else did something.
    Other,
}

/// A line of news. It goes at the next key or when its time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub tone: Tone,
    /// The text.
    pub text: String,
    /// The column it speaks of, which is marked while it shows.
    pub column: Option<Id>,
    /// The stage it speaks of, marked likewise.
    pub stage: Option<Id>,
    /// When it goes by itself.
    pub until: Timestamp,
}

/// A card somebody else changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Who changed it last.
    pub by: String,
    /// What they did: "moved from Ready to Review".
    pub what: String,
    /// When the mark goes.
    pub until: Timestamp,
}

/// What an editor left that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptText {
    /// The card.
    pub card: Id,
    /// The page the editor was given at first: what differs from it was typed.
    pub before: String,
    /// What it left, with what is wrong above the lines.
    pub text: String,
}

/// Something that can be taken back or done again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it was, as news tells it: "move 4f1a to Review".
    pub what: String,
    /// The changes that take it back (or do it again), in the order to make them.
    pub changes: Vec<Change>,
}

impl App {
    /// An app that shows `board`. `seed` are random bits that new ids are made of.
    pub fn new(board: Board, session: Session, seed: u64, now: Timestamp) -> Self {
        let mut app = Self {
            board: Arc::new(board),
            revision: 0,
            pending: Vec::new(),
            tab: BoardTab::default(),
            others: Others::default(),
            session,
            health: Health::Well,
            selection: Selection::default(),
            scroll: Scroll::default(),
            layers: Vec::new(),
            notice: None,
            look: Look::default(),
            filter: Filter::default(),
            shown: Shown::default(),
            finding: Finding::default(),
            chosen: Chosen::default(),
            past: Vec::new(),
            future: Vec::new(),
            metrics: MetricsPane::default(),
            marks: HashMap::new(),
            git: InGit::default(),
            config: Config::default(),
            memory: Memory::default(),
            notes: Vec::new(),
            themes: Themes::default(),
            attention: Attention::default(),
            count: None,
            chord: Vec::new(),
            chord_since: now,
            keymap: Arc::clone(&keymap::STANDARD),
            refused: None,
            drag: None,
            pressed: None,
            mouse_is_ours: true,
            travel: None,
            history: None,
            recall: None,
            unread: HashSet::new(),
            tutorial: None,
            kept_text: None,
            kept_form: None,
            size: (80, 24),
            now,
            changed_at: Timestamp::MIN,
            seed,
        };
        app.refresh_shown();
        app.settle();
        app
    }

    /// An app without a board, for the welcome and for a file that cannot be read.
    pub fn without_board(session: Session, seed: u64, now: Timestamp) -> Self {
        Self::new(Builder::new().build(), session, seed, now)
    }

    /// True if there is a board to work on.
    pub fn has_board(&self) -> bool {
        // Of a time when there was none it is told as well.
        !self.board.display_order().is_empty() || self.travel.is_some()
    }

    /// True from the start until the board was read, or could not be.
    pub fn is_opening(&self) -> bool {
        self.session.path.is_some() && self.revision == 0
    }

    /// The uppermost layer.
    pub fn top(&self) -> Option<&Layer> {
        self.layers.last()
    }

    /// The selected column.
    pub fn column(&self) -> Option<ColumnIx> {
        self.board.find_column(self.selection.column?)
    }

    /// The place of the selected column among the columns on the board.
    pub fn column_place(&self) -> Option<usize> {
        let column = self.column()?;
        self.board.display_order().iter().position(|other| *other == column)
    }

    /// The selected card.
    pub fn card(&self) -> Option<&Card> {
        self.board.card(self.selection.card?).filter(|card| card.on_board())
    }

    /// What was found, while all other cards are hidden.
    pub(super) fn hiding(&self) -> Option<&Found> {
        self.finding.found.as_ref().filter(|_| self.finding.fit == Fit::Hide)
    }

    /// True if the card fits the filter; without one every card does.
    pub fn is_found(&self, card: Id) -> bool {
        self.finding.found.as_ref().is_none_or(|found| found.has(card))
    }

    /// Who changed a card a moment ago, if somebody else did.
    pub fn mark(&self, card: Id) -> Option<&Mark> {
        self.marks.get(&card)
    }

    /// How old a card is beside others, as it was measured last; `None` where it is as others are.
    pub fn age_of(&self, card: &Card) -> Option<Age> {
        self.metrics.measured.as_ref()?.charts.ages.get(&card.id()).copied()
    }

    /// The board's name for a title: its own, else its file's.
    pub fn title(&self) -> String {
        if !self.board.name().is_empty() {
            return self.board.name().to_owned();
        }
        let name = self.session.path.as_ref().and_then(|path| path.file_name());
        name.map_or_else(
            || "andon".to_owned(),
            |name| {
                let name = name.to_string_lossy();
                name.strip_suffix(".board.json").unwrap_or(&name).to_owned()
            },
        )
    }

    /// Remembers something, for this session and the next ones.
    pub(super) fn note(&mut self, note: Note) {
        self.memory.take(&note);
        self.notes.push(note);
    }

    /// True if nothing shall come or go by itself.
    pub fn is_still(&self) -> bool {
        self.config.screen.motion == Motion::Reduced
    }

    /// The next instant at which something on the screen changes by itself.
    pub fn deadline(&self) -> Option<Timestamp> {
        let passing = !self.is_still();
        let notice = self.notice.iter().filter(|_| passing).map(|notice| notice.until);
        let marks = self.marks.values().filter(|_| passing).map(|mark| mark.until);
        let resting = self.others.iter().filter(|app| app.git.leaving.is_none());
        let resting = resting.filter_map(|app| app.git.deadline());
        let chord = self.follows_at().filter(|at| *at > self.now);
        notice.chain(marks).chain(chord).chain(self.git.deadline()).chain(resting).min()
    }
}

impl App {
    /// The board's settings, if they are open.
    pub fn settings(&self) -> Option<&Settings> {
        self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Settings(settings) => Some(&**settings),
            _ => None,
        })
    }

    /// The card that commands are about: that of the detail on top, else the selected one.
    pub fn subject(&self) -> Option<&Card> {
        match self.layers.iter().rev().find_map(|layer| match layer {
            Layer::Detail(detail) => Some(detail.card),
            _ => None,
        }) {
            Some(card) => self.board.card(card).filter(|card| card.on_board()),
            None => self.card(),
        }
    }
}
