//! %C/A: how often a stage's work was complete and accurate for those who came after it.
//!
//! A **hand-off** is a move forward out of a stage that has an active column. It fails when a later
//! move brings the card back TO that stage, to any of its columns (a column without a stage is its
//! own). The blame is that stage's alone, and once per hand-off. A move back across the commitment
//! point is an un-commit, no defect; leaving done for a stage is a return by the customer, and
//! fails that stage's hand-off. **%C/A** = 1 − failed ÷ hand-offs; **rolled %C/A** is the product
//! over the stages that have hand-offs (Karen Martin and Mike Osterling, *Value Stream Mapping*;
//! *The DevOps Handbook*, chapter 1).
//!
//! Hand-offs of the window are counted, by the instant they were made, and judged by all that
//! happened up to now. **First-pass yield** is of the cards that finished in the window: the share
//! that was never moved back, un-commits aside. It needs no independence of the stages.

use super::{Journeys, Window};
use crate::board::Scope;

/// Hand-offs of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageAccuracy {
    /// The stage, or the column that is in none.
    pub scope: Scope,
    /// Its hand-offs.
    pub handoffs: usize,
    /// Those that came back.
    pub failed: usize,
}

impl StageAccuracy {
    /// 1 − failed ÷ hand-offs; `None` without hand-offs.
    pub fn share(&self) -> Option<f64> {
        (self.handoffs > 0)
            .then(|| (self.handoffs - self.failed.min(self.handoffs)) as f64 / self.handoffs as f64)
    }
}

/// How complete and accurate work was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accuracy {
    /// The stages that have an active column, left to right.
    pub stages: Vec<StageAccuracy>,
    /// The cards that finished in the window and were in process.
    pub finished: usize,
    /// Those of them that were never moved back.
    pub first_pass: usize,
    /// Moves out of done within the window: returns by the customer.
    pub customer_returns: usize,
}

impl Accuracy {
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }

    /// How many hand-offs the rolled share rests on.
    pub fn handoffs(&self) -> usize {
        self.stages.iter().map(|stage| stage.handoffs).sum()
    }

    /// The product of the stages' %C/A; `None` when no stage has hand-offs.
    pub fn rolled(&self) -> Option<f64> {
        self.stages.iter().filter_map(StageAccuracy::share).reduce(|product, share| product * share)
    }

    /// First-pass yield; `None` when nothing finished.
    pub fn first_pass_yield(&self) -> Option<f64> {
        (self.finished > 0).then(|| self.first_pass as f64 / self.finished as f64)
    }
}
