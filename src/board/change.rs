//! What can be asked of a board, as data.

use super::setting::{Fields, Subject};
use super::{Checking, Field, Id, Timestamp};

/// A card about to be put on the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// The column; without one, the first of the board.
    pub to: Option<Id>,
    /// Its fields. A title must be among them.
    pub values: Vec<(Field, String)>,
    /// Its labels.
    pub labels: Vec<String>,
    /// Who is on it.
    pub who: Vec<String>,
    /// Its id in the log it comes from.
    pub source: Option<String>,
    /// The items of its checklist, and whether they are ticked.
    pub items: Vec<(String, bool)>,
    /// Its links.
    pub links: Vec<String>,
}

/// Where a card goes among the cards of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// So many rows down, or up when negative.
    By(i32),
    /// First of its kind in the column.
    Top,
    /// Last of its kind in the column.
    Bottom,
}

/// A change to ask of [`Board::apply`](super::Board::apply).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Put a card on the board.
    Add(Draft),
    /// Move a card to a column.
    Move {
        /// The card.
        card: Id,
        /// The column.
        to: Id,
    },
    /// Give fields new values; an empty value clears the field.
    Edit {
        /// The card.
        card: Id,
        /// The values.
        values: Vec<(Field, String)>,
    },
    /// Put labels on and take labels off.
    Label {
        /// The card.
        card: Id,
        /// Labels to put on.
        add: Vec<String>,
        /// Labels to take off.
        drop: Vec<String>,
    },
    /// Put people on and take people off.
    Assign {
        /// The card.
        card: Id,
        /// People to put on.
        add: Vec<String>,
        /// People to take off.
        drop: Vec<String>,
    },
    /// Change what a card's checklist says.
    Check {
        /// The card.
        card: Id,
        /// What is asked.
        checking: Checking,
    },
    /// Put links on and take links off.
    Link {
        /// The card.
        card: Id,
        /// Links to put on.
        add: Vec<String>,
        /// Links to take off.
        drop: Vec<String>,
    },
    /// Say that work has stopped, and why.
    Block {
        /// The card.
        card: Id,
        /// The reason.
        why: String,
    },
    /// Say that work can go on.
    Unblock {
        /// The card.
        card: Id,
    },
    /// Pull the andon cord on a card.
    Pull {
        /// The card.
        card: Id,
        /// What is wrong.
        why: String,
    },
    /// Come to a pulled cord, and take it up.
    Answer {
        /// The card.
        card: Id,
    },
    /// Say that what the cord was pulled for is dealt with.
    Resolve {
        /// The card.
        card: Id,
        /// The countermeasure.
        what: String,
    },
    /// Place a card by hand within its column.
    Reorder {
        /// The card.
        card: Id,
        /// Where to.
        place: Place,
    },
    /// Take a card off the board. Its history stays.
    Delete {
        /// The card.
        card: Id,
    },
    /// Put a deleted card back where it was.
    Restore {
        /// The card.
        card: Id,
    },
    /// Say that a card's history goes to the archive.
    Archive {
        /// The card.
        card: Id,
    },
    /// Cancel an event of a card; cancelling an undo is a redo.
    Undo {
        /// The card.
        card: Id,
        /// The event.
        event: Id,
    },
    /// Change the board itself: a column, a stage, a class, a person's limit, a policy, a template.
    Set {
        /// What is changed.
        subject: Subject,
        /// The new values.
        fields: Fields,
    },
}

impl Change {
    /// The card it changes; `None` for a new card and for the board itself.
    pub fn card(&self) -> Option<Id> {
        match self {
            Self::Move { card, .. }
            | Self::Edit { card, .. }
            | Self::Label { card, .. }
            | Self::Assign { card, .. }
            | Self::Check { card, .. }
            | Self::Link { card, .. }
            | Self::Block { card, .. }
            | Self::Unblock { card }
            | Self::Pull { card, .. }
            | Self::Answer { card }
            | Self::Resolve { card, .. }
            | Self::Reorder { card, .. }
            | Self::Delete { card }
            | Self::Restore { card }
            | Self::Archive { card }
            | Self::Undo { card, .. } => Some(*card),
            Self::Add(_) | Self::Set { .. } => None,
        }
    }

    /// True if it may bring a card back that is not on the board.
    pub fn brings_back(&self) -> bool {
        matches!(self, Self::Restore { .. } | Self::Undo { .. })
    }
}

/// A change with all that makes it repeatable: who, when, and the randomness its new ids take.
///
/// Applying the same operation to a board that already holds its events does nothing, so an
/// operation may be applied again after a crash, or to the file another program has written
/// meanwhile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// What to do.
    pub change: Change,
    /// When it happens.
    pub at: Timestamp,
    /// Who does it.
    pub by: String,
    /// Random bits: new ids are made of them.
    pub seed: u64,
    /// The reason for going over a limit, where the board's policy asks for one.
    pub over: Option<String>,
    /// True when a person gave the time. It may then not lie before the card's last event; a
    /// clock that runs behind another's may.
    pub backdated: bool,
}

/// Where the row of a change was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// An event of a card.
    Event {
        /// The card.
        card: Id,
        /// The event.
        event: Id,
    },
    /// A setting of the board.
    Setting {
        /// What it is about.
        subject: Subject,
        /// The setting.
        id: Id,
    },
}

/// A change that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// Its row.
    pub record: Record,
    /// The change that takes it back.
    pub inverse: Change,
    /// True when the board held it before it was applied again.
    pub known: bool,
}

impl Applied {
    /// The card it changed, if it changed one.
    pub fn card(&self) -> Option<Id> {
        match self.record {
            Record::Event { card, .. } => Some(card),
            Record::Setting { .. } => None,
        }
    }
}
