//! What work was done on: kinds of work beside their targets, and how much came in between.
//!
//! The share of finished cards and of process time per kind (feature, defect, debt, risk, or the
//! board's own words), beside the share the team set itself: *The DevOps Handbook* (chapter 6)
//! reserves 20 % for improvement work. **Expedited** cards are of a class with right of way: the
//! unplanned work of the window.

use super::{Journeys, Window};
use crate::board::{Board, Share};

/// A kind of work in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkKind {
    /// Its name; empty for cards that have none.
    pub kind: Box<str>,
    /// Cards of it that finished in the window.
    pub finished: usize,
    /// Their process time, in milliseconds.
    pub process_ms: i128,
    /// The share of work it should have.
    pub target: Option<Share>,
}

/// The mix of work in a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkKinds {
    /// The kinds that finished or have a target, the most finished first, cards without one last.
    pub kinds: Vec<WorkKind>,
    /// All cards that finished.
    pub finished: usize,
    /// Their process time.
    pub process_ms: i128,
    /// Expedited cards that finished.
    pub expedited: usize,
    /// Their process time.
    pub expedited_process_ms: i128,
}

impl WorkKinds {
    pub(super) fn of(_board: &Board, _journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }

    /// Part ÷ all finished cards; `None` when nothing finished.
    pub fn share_of_cards(&self, part: usize) -> Option<f64> {
        (self.finished > 0).then(|| part as f64 / self.finished as f64)
    }

    /// Part ÷ all process time; `None` when nothing was worked on.
    pub fn share_of_work(&self, part_ms: i128) -> Option<f64> {
        (self.process_ms > 0).then(|| part_ms as f64 / self.process_ms as f64)
    }
}
