//! What can happen to the screen, and what it can ask of the world: both as data.

use std::path::PathBuf;

use ratatui::crossterm::event::KeyEvent;

use super::app::{Problem, Unsaved};
use super::command::Command;
use super::drag::Gesture;
use super::in_git::{Origin, Standing, Told, Trouble};
use super::open_boards::{BoardTab, FoundBoard};
use super::pane::Measured;
use super::recall::Recalled;
use crate::board::{Board, Id, Operation, Refusal};
use crate::memory::Note;
use crate::template::Template;

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The wheel was turned so many notches down, or up when negative.
    Wheel(i32),
    /// A card or an empty place was clicked.
    Click {
        /// The column.
        column: Id,
        /// The row in it.
        row: usize,
    },
    /// The mouse did something at a place of the screen.
    Mouse {
        /// What it did.
        gesture: Gesture,
        /// The column of the screen.
        column: u16,
        /// The row of the screen.
        row: u16,
    },
    /// The terminal has another size.
    Resize(u16, u16),
    /// The person looks at this terminal, or at something else.
    Focus(bool),
    /// Time went by.
    Tick,
    /// A command was asked for, with the count typed before it.
    Do(Command, Option<u32>),
    /// A board was opened.
    Opened {
        /// Its file.
        path: PathBuf,
        /// The board.
        board: Box<Board>,
        /// Why it cannot be written, if it cannot.
        read_only: Option<String>,
    },
    /// The file has other content; nothing of ours.
    Reloaded {
        /// The board as it is now.
        board: Box<Board>,
        /// Why it cannot be written, if it cannot.
        read_only: Option<String>,
    },
    /// The same board with the history of cards that are in its archive.
    History(Box<Board>),
    /// Operations went into the file.
    Saved {
        /// The board as the file has it now. `None` when it holds nothing but what is on screen.
        board: Option<Box<Board>>,
        /// For each operation, oldest first, why it was not taken, if it was not.
        refusals: Vec<Option<Refusal>>,
    },
    /// Operations could not be saved. They are tried again.
    SaveFailed(Unsaved),
    /// The file cannot be read at the moment.
    Broken(Problem),
    /// Something happened to a board that is open, on screen or not.
    Of(BoardTab, Box<Message>),
    /// A board that is open was clicked.
    ShowBoard(BoardTab),
    /// A board was made, and is to be shown.
    Made(PathBuf),
    /// What was found out about the boards that can be opened.
    BoardsFound(Vec<FoundBoard>),
    /// How the board stands in git.
    InGit {
        /// How.
        standing: Standing,
        /// Whether the person's settings sync this board by itself.
        covered: bool,
    },
    /// A sync goes on: what it is doing, in a word or two.
    SyncGoesOn(String),
    /// A sync has ended.
    Synced(Synced),
    /// The measures are there.
    Measured(Measured),
    /// What was asked of the history is there.
    Recalled(Recalled),
    /// The editor was closed.
    Edited {
        /// The card.
        card: Id,
        /// What the editor was given.
        before: String,
        /// What it left.
        after: String,
    },
    /// The editor could not be used, or failed.
    Unedited {
        /// The card.
        card: Id,
        /// What the editor was given.
        before: String,
        /// What it left, if that is something else.
        left: Option<String>,
        /// Why it is not taken.
        why: String,
    },
    /// Something asked of the world did not work; why.
    Failed(String),
    /// Something to know.
    News(String),
}

impl Message {
    /// True if the person at the terminal did it, by keys or with the mouse.
    pub fn is_typed(&self) -> bool {
        matches!(
            self,
            Self::Key(_)
                | Self::Paste(_)
                | Self::Wheel(_)
                | Self::Click { .. }
                | Self::Mouse { .. }
                | Self::Do(..)
                | Self::ShowBoard(_)
        )
    }
}

/// How a sync ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// What it did; or why it could not.
    pub outcome: Result<Told, Trouble>,
}

/// Something asked of the world.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Put operations into the file.
    Commit(Vec<Operation>),
    /// Open a card's text in the editor of the person.
    Edit {
        /// The card.
        card: Id,
        /// Its title and text.
        before: String,
        /// What the editor shows: the same, or what was written before and not taken.
        text: String,
    },
    /// Make a board in the folder, and open it.
    NewBoard {
        /// Its name.
        name: String,
        /// The columns and limits it begins with.
        template: Template,
    },
    /// Open the board of this file in the tab on screen.
    Open(PathBuf),
    /// Save what is to be saved of the board of a tab, and let it go.
    Close(BoardTab),
    /// Find out about these boards, and those of the folder.
    FindBoards(Vec<PathBuf>),
    /// Something asked for a board that is not on screen.
    Of(BoardTab, Box<Effect>),
    /// Commit the board, take in what others did, push.
    Sync(Origin),
    /// Measure the board on screen over the window of the pane.
    Measure,
    /// Put a text on the person's clipboard. News that say so are told before; a text that is too
    /// long comes back as [`Message::Failed`].
    Copy(String),
    /// Open a link with the system's opener; only `http`, `https` and `mailto` are.
    OpenLink(String),
    /// Write down what is to be remembered of the person.
    Remember(Vec<Note>),
    /// Recall what the screen needs of the history.
    Recall,
    /// Call the person: by the bell, and by a notification of the desktop that says something.
    Call {
        /// Ring the bell.
        bell: bool,
        /// What the notification says.
        notice: Option<String>,
    },
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Draw every cell anew.
    Redraw,
    /// Stop, and come back at `fg`.
    Suspend,
    /// Leave.
    Quit,
}
