//! What a card's time is made of: stays in columns, spans in process, halts.
//!
//! Each stretch begins at an instant and ends before one: what ends then and what begins then do not
//! overlap.

use crate::board::{ColumnIx, Name, Timestamp};

/// A card's time in one column, from coming in to going out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The column.
    pub column: ColumnIx,
    /// When the card came in.
    pub from: Timestamp,
    /// When it left; now, if it is still there.
    pub to: Timestamp,
    /// How long of this it was blocked, in milliseconds.
    pub blocked_ms: i64,
}

/// A stretch of time in which a card was in process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// From when.
    pub from: Timestamp,
    /// Until when; [`Timestamp::END`] when it still is.
    pub until: Timestamp,
    /// The card's place in [`Journeys::list`](super::Journeys::list).
    pub owner: u32,
}

impl Span {
    /// True if the card is in process now.
    pub fn is_open(&self) -> bool {
        self.until == Timestamp::END
    }

    /// True if the card was in process just before `at`.
    pub fn holds_before(&self, at: Timestamp) -> bool {
        self.from < at && self.until >= at
    }
}

/// A stretch of time in which a card was blocked in a queue or active column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halt {
    /// The card's place in [`Journeys::list`](super::Journeys::list).
    pub owner: u32,
    /// Where it stood: a block that a card carries to another column is a halt in each.
    pub column: ColumnIx,
    /// From when.
    pub from: Timestamp,
    /// Until when; now, if it still is.
    pub to: Timestamp,
    /// Whether it still is.
    pub open: bool,
    /// Whether it is the first halt of its block: the others were carried on from another column.
    /// A block that began before work did begins here where work meets it.
    pub begins: bool,
    /// The reason, in [`Journeys::reasons`](super::Journeys::reasons).
    pub why: Name,
}
