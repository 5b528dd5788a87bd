//! %C/A: how often a stage's work was complete and accurate for those who came after it.
//!
//! A **hand-off** is a move forward out of a stage that has an active column, from where cards are
//! in process there. It fails when a later move gives the card back TO that stage, to any of its
//! columns (a column without a stage is its own). The blame is that stage's alone, and once per
//! hand-off: of several hand-offs of one card by one stage the last before the return is meant.
//! A move back across the commitment point is an un-commit, no defect, and taking the card up from
//! the backlog again is no return, on whichever side the backlog is drawn. Leaving done is a return
//! by the customer; it fails the hand-off of the stage it leads to. **%C/A** = 1 − failed ÷
//! hand-offs; **rolled %C/A** is the product over the stages that have hand-offs (Karen Martin and
//! Mike Osterling, *Value Stream Mapping*; *The DevOps Handbook*, chapter 1).
//!
//! Hand-offs of the window are counted, by the instant they were made, and judged by all that
//! happened up to now. **First-pass yield** is of the cards that finished in the window: the share
//! that was never given back, by anybody; un-commits aside. It needs no independence of the stages.

use super::{Journeys, Window};
use crate::board::{ColumnKind, Scope};

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
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let line = journeys.line();
        let mut accuracy = Self::default();
        let mut stages: Vec<StageAccuracy> = line
            .steps()
            .iter()
            .map(|step| StageAccuracy { scope: step.scope, handoffs: 0, failed: 0 })
            .collect();
        // For each step, whether the card's last hand-off out of it was made in the window; `None`
        // once that came back.
        let mut pending = vec![None; stages.len()];
        for journey in journeys.list() {
            pending.fill(None);
            let mut given_back = false;
            for pair in journeys.stays(journey).windows(2) {
                let (from, to) = (line.stop(pair[0].column), line.stop(pair[1].column));
                let in_window = window.contains(pair[1].from);
                given_back |= from.gives_back(to) || from.reopens(to);
                accuracy.customer_returns += usize::from(in_window && from.reopens(to));
                if from.step == to.step {
                    continue;
                }
                if from.gives_back(to) {
                    let failed = pending[to.step].take() == Some(true);
                    stages[to.step].failed += usize::from(failed);
                } else if !from.goes_back(to) && from.kind.in_process() {
                    stages[from.step].handoffs += usize::from(in_window);
                    pending[from.step] = Some(in_window);
                }
            }
            if journey.is_timed() && journey.finished.is_some_and(|at| window.contains(at)) {
                accuracy.finished += 1;
                accuracy.first_pass += usize::from(!given_back);
            }
        }
        let stages = stages.into_iter().zip(line.steps());
        let told = stages.filter(|(stage, step)| {
            step.kind == ColumnKind::Active && (line.is_live(step) || stage.handoffs > 0)
        });
        accuracy.stages = told.map(|(stage, _)| stage).collect();
        accuracy
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
