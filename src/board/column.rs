//! Columns, the stages they make up, and limits on the work in them.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use super::{Id, Workers};

/// What a card is doing while it stands in a column. Every time measure rests on this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnKind {
    /// Requested, not committed to.
    Backlog,
    /// Committed to, waiting.
    Queue,
    /// Being worked on.
    Active,
    /// Delivered.
    Done,
}

impl ColumnKind {
    /// All kinds, from request to delivery.
    pub const ALL: [Self; 4] = [Self::Backlog, Self::Queue, Self::Active, Self::Done];

    /// The kind's word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Backlog => "backlog",
            Self::Queue => "queue",
            Self::Active => "active",
            Self::Done => "done",
        }
    }

    /// True where cards are work in process: committed to and not delivered.
    pub fn in_process(self) -> bool {
        matches!(self, Self::Queue | Self::Active)
    }
}

/// Why a text is not a [`ColumnKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a column's kind is backlog, queue, active or done")]
pub struct NotAKind;

impl FromStr for ColumnKind {
    type Err = NotAKind;

    fn from_str(text: &str) -> Result<Self, NotAKind> {
        Self::ALL.into_iter().find(|kind| kind.word() == text).ok_or(NotAKind)
    }
}

/// The most cards a place may hold: at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WipLimit(NonZeroU16);

impl WipLimit {
    /// A limit of `cards`; `None` for 0 and for more than 65,535.
    pub fn new(cards: u64) -> Option<Self> {
        u16::try_from(cards).ok().and_then(NonZeroU16::new).map(Self)
    }

    /// The number of cards.
    pub fn cards(self) -> usize {
        usize::from(self.0.get())
    }
}

impl fmt::Display for WipLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// A column's number in its board; stays the same while the board is in memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnIx(pub(super) u16);

impl ColumnIx {
    /// The place of this column in [`Board::columns`](super::Board::columns).
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A column, as its rows fold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name events know it by; a rename leaves it.
    pub id: Id,
    /// The name people know it by.
    pub name: Box<str>,
    /// What cards do here.
    pub kind: ColumnKind,
    /// The most cards, expedited ones aside.
    pub wip: Option<WipLimit>,
    /// How many can work here at a time, where the team said so.
    pub workers: Option<Workers>,
    /// The stage it is part of, if it is.
    pub stage: Option<Id>,
    /// Where it stands on the board, left to right.
    pub rank: Box<str>,
    /// Taken off the board. Shown only while cards are in it.
    pub gone: bool,
    /// What must be so before a card leaves it; empty where nothing was agreed on.
    pub done_when: Box<str>,
    /// False when only events name it and no row describes it.
    pub described: bool,
}

impl Column {
    /// True if the column is on the board as a part of a stage.
    pub(super) fn is_in(&self, stage: Id) -> bool {
        self.stage == Some(stage) && !self.gone
    }
}

/// Several columns that share one limit, such as Development: Doing and Done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The name rows know it by.
    pub id: Id,
    /// The name people know it by.
    pub name: Box<str>,
    /// The most cards in its columns together, expedited ones aside.
    pub wip: Option<WipLimit>,
    /// How many can work in it at a time, where the team said so.
    pub workers: Option<Workers>,
    /// What must be so before a card leaves it; empty where nothing was agreed on.
    pub done_when: Box<str>,
}

/// A class of service: how cards are treated, such as "expedite".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Class {
    /// The name rows know it by.
    pub id: Id,
    /// The name people know it by.
    pub name: Box<str>,
    /// The most cards of this class in process at a time.
    pub wip: Option<WipLimit>,
    /// Goes before other cards, and is not counted in column and stage limits.
    pub expedite: bool,
}

/// A person's own limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's name.
    pub name: Box<str>,
    /// The most cards in process that carry the name.
    pub wip: Option<WipLimit>,
}
