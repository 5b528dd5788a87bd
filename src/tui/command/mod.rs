//! Every command, declared once: its keys, its words, and when it is not to be had.
//!
//! The keys themselves, the hint line, the help, the palette and README's table of keys all
//! derive from [`COMMANDS`]. A new command is a row in `command/table.rs` and an arm in
//! [`update`](super::update).

mod available;
mod context;
mod hints;
mod inside;
mod name;
mod search;
mod table;
mod words;

use std::fmt::Write as _;

use super::app::App;
use super::tab::Tab;

pub(super) use available::settings as change_is_available;
pub use context::Context;
pub use hints::{Hint, hints_of};
pub use name::named;
pub use search::{Listed, Match};
pub use table::COMMANDS;
pub use words::Following;

/// What a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each command's help in the table says what it does")]
pub enum Command {
    Down,
    Up,
    Right,
    Left,
    First,
    Last,
    PageDown,
    PageUp,
    FirstColumn,
    LastColumn,
    Open,
    Add,
    MoveRight,
    MoveLeft,
    MoveTo,
    MoveAnyway,
    Lower,
    Raise,
    EditTitle,
    EditFields,
    EditText,
    Block,
    Cord,
    Assign,
    Label,
    Due,
    Class,
    CopyId,
    CopyTitle,
    CopyBoth,
    CopyMarkdown,
    OtherVersion,
    AddFromTemplate,
    AddItem,
    NextSpot,
    PreviousSpot,
    OpenSpot,
    TickItem,
    TakeOff,
    SetParent,
    GoToParent,
    GoToParts,
    OpenLink,
    Delete,
    Restore,
    Undo,
    Redo,
    Filter,
    Density,
    Lanes,
    Fold,
    UnfoldAll,
    Zoom,
    SavedFilters,
    SaveFilter,
    GoToCard,
    NextMatch,
    PreviousMatch,
    HideOrHighlight,
    Select,
    SelectRange,
    SelectColumn,
    Metrics,
    Window,
    NextTheme,
    Symbols,
    NextTab,
    PreviousTab,
    Tab(Tab),
    NextPoint,
    PreviousPoint,
    HigherPoint,
    LowerPoint,
    FirstPoint,
    LastPoint,
    Series,
    Jump,
    Boards,
    NewBoard,
    Settings,
    ColumnLimit,
    Setting(Act),
    NextBoard,
    PreviousBoard,
    CloseBoard,
    Travel,
    EventBack,
    EventOn,
    DayBack,
    DayOn,
    WeekBack,
    WeekOn,
    FirstEvent,
    Now,
    Activity,
    TallerPane,
    LowerPane,
    Mouse,
    Sync,
    InGit,
    Help,
    Palette,
    SkipLesson,
    Redraw,
    Suspend,
    Quit,
    Accept,
    Next,
    Previous,
    Save,
    Back,
}

/// What a person can ask for in the board's settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each command's help in the table says what it does")]
pub enum Act {
    Down,
    Up,
    Right,
    Left,
    PageDown,
    PageUp,
    First,
    Last,
    NextSection,
    PreviousSection,
    Change,
    Raise,
    Lower,
    Add,
    Remove,
    Later,
    Earlier,
}

/// Under which heading a command is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Moving the cursor.
    Around,
    /// Moving cards.
    Flow,
    /// Changing cards.
    Card,
    /// Seeing more, or less.
    View,
    /// Boards, and the board itself.
    Boards,
    /// Going through time.
    Time,
    /// In the board's settings.
    Settings,
    /// The team's repository.
    Git,
    /// In the pictures of the measures.
    Measures,
    /// The program itself.
    Program,
    /// Answering a question.
    Dialog,
}

impl Group {
    /// All groups, in the order they are listed.
    pub const ALL: [Self; 11] = [
        Self::Around,
        Self::Flow,
        Self::Card,
        Self::View,
        Self::Boards,
        Self::Time,
        Self::Settings,
        Self::Git,
        Self::Measures,
        Self::Program,
        Self::Dialog,
    ];

    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Around => "Around the board",
            Self::Flow => "Moving cards",
            Self::Card => "Changing cards",
            Self::View => "Seeing",
            Self::Boards => "Boards",
            Self::Time => "What happened",
            Self::Settings => "In the board's settings",
            Self::Git => "In git",
            Self::Measures => "In the measures, full screen",
            Self::Program => "andon",
            Self::Dialog => "In a dialog",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Entry {
    /// What it does.
    pub command: Command,
    /// Its keys, the one people should learn first; in the notation of
    /// [`keymap::Key`](super::keymap::Key).
    pub keys: &'static [&'static str],
    /// The heading it is listed under.
    pub group: Group,
    /// Its name, two or three words.
    pub title: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
    /// Where its keys work.
    pub contexts: &'static [Context],
    /// Why it is not to be had now, if it is not.
    pub available: fn(&App) -> Result<(), String>,
}

/// The row of a command.
pub fn entry(command: Command) -> &'static Entry {
    // A test holds that every command has its row.
    COMMANDS.iter().find(|entry| entry.command == command).unwrap_or(&COMMANDS[0])
}

/// What the hint line offers in a context, the most useful first.
pub fn hints(context: Context) -> &'static [Command] {
    match context {
        Context::Board => &[
            Command::Help,
            Command::Palette,
            Command::Metrics,
            Command::NextTab,
            Command::Add,
            Command::MoveRight,
            Command::MoveLeft,
            Command::Open,
            Command::Undo,
            Command::Quit,
        ],
        Context::Metrics => &[
            Command::Back,
            Command::NextTab,
            Command::NextPoint,
            Command::Jump,
            Command::Series,
            Command::Window,
            Command::Metrics,
            Command::Help,
            Command::Quit,
        ],
        Context::Travel => &[
            Command::EventBack,
            Command::EventOn,
            Command::DayBack,
            Command::DayOn,
            Command::Travel,
            Command::WeekBack,
            Command::FirstEvent,
            Command::Metrics,
            Command::Help,
        ],
        Context::Activity => {
            &[Command::Accept, Command::Travel, Command::Filter, Command::Back, Command::Help]
        }
        Context::Detail => &[
            Command::Back,
            Command::OtherVersion,
            Command::NextSpot,
            Command::TickItem,
            Command::AddItem,
            Command::EditFields,
            Command::EditText,
            Command::Block,
            Command::MoveRight,
        ],
        Context::Typing => &[Command::Accept, Command::Back, Command::Next],
        Context::List => &[Command::Accept, Command::Back, Command::Next, Command::Previous],
        Context::Settings => &[
            Command::Setting(Act::Change),
            Command::Setting(Act::Add),
            Command::Setting(Act::Remove),
            Command::Setting(Act::Later),
            Command::Setting(Act::NextSection),
            Command::Undo,
            Command::Back,
            Command::Help,
        ],
        Context::Question => &[Command::Accept, Command::Back],
        Context::Aside => &[Command::Sync, Command::Boards, Command::Help, Command::Quit],
    }
}

/// The table of keys, in Markdown, for README.
pub fn key_table() -> String {
    let mut text = String::new();
    for group in Group::ALL {
        let _ = write!(text, "| {} | |\n|---|---|\n", group.title());
        for entry in COMMANDS.iter().filter(|entry| entry.group == group) {
            let keys: Vec<String> =
                entry.keys.iter().map(|key| format!("`{}`", super::keymap::spoken(key))).collect();
            let help = super::keymap::STANDARD.told(entry.help);
            let _ = writeln!(text, "| {} | {help} |", keys.join(" "));
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
