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

use super::{Journey, Journeys, Window};
use crate::board::{ColumnIx, ColumnKind, Id, Scope, Timestamp};

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
        let mut walk = Walk::over(journeys);
        for journey in journeys.since(window.from) {
            walk.along(journey);
            for handed in walk.handed.iter().filter(|handed| window.contains(handed.at)) {
                stages[handed.step].handoffs += 1;
                stages[handed.step].failed += usize::from(handed.back.is_some());
            }
            accuracy.customer_returns += walk.reopened.iter().filter(|at| window.contains(**at)).count();
            if journey.is_timed() && journey.finished.is_some_and(|at| window.contains(at)) {
                accuracy.finished += 1;
                accuracy.first_pass += usize::from(!walk.given_back);
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

/// A hand-off, and what came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedOn {
    /// The card.
    pub card: Id,
    /// The place of the step it left in [`Line::steps`](super::Line::steps).
    pub step: usize,
    /// The column it left.
    pub from: ColumnIx,
    /// The column it came to.
    pub to: ColumnIx,
    /// When.
    pub at: Timestamp,
    /// The move that brought it back to the step, if one did.
    pub back: Option<Back>,
}

/// The move that made a hand-off fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Back {
    /// When.
    pub at: Timestamp,
    /// The column it came back from.
    pub from: ColumnIx,
    /// The column it came back to.
    pub to: ColumnIx,
}

/// Every hand-off out of a step that works that was made in the window, by its instant: what
/// [`Accuracy::stages`] counts.
pub fn handed_on(journeys: &Journeys, window: Window) -> Vec<HandedOn> {
    let steps = journeys.line().steps();
    let mut handed: Vec<HandedOn> = Vec::new();
    let mut walk = Walk::over(journeys);
    for journey in journeys.since(window.from) {
        walk.along(journey);
        let works = |it: &&HandedOn| steps[it.step].kind == ColumnKind::Active;
        handed.extend(walk.handed.iter().filter(works).filter(|it| window.contains(it.at)));
    }
    handed.sort_unstable_by_key(|it| (it.at, it.card));
    handed
}

/// The cards that finished in the window, were in process, and were moved back on their way: those
/// that [`Accuracy::first_pass`] leaves out, by their finish.
pub fn moved_back(journeys: &Journeys, window: Window) -> Vec<Id> {
    let mut walk = Walk::over(journeys);
    let mut back: Vec<(Timestamp, Id)> = Vec::new();
    for journey in journeys.list().iter().filter(|journey| journey.is_timed()) {
        let Some(at) = journey.finished.filter(|at| window.contains(*at)) else { continue };
        walk.along(journey);
        if walk.given_back {
            back.push((at, journey.card));
        }
    }
    back.sort_unstable();
    back.into_iter().map(|(_, card)| card).collect()
}

/// A walk along one journey after the other, in search of hand-offs.
struct Walk<'a> {
    journeys: &'a Journeys,
    /// For each step the place in `handed` of the last hand-off out of it that did not come back.
    pending: Vec<Option<usize>>,
    /// The hand-offs of the journey at hand.
    handed: Vec<HandedOn>,
    /// When it left done for a step before it.
    reopened: Vec<Timestamp>,
    /// Whether it was ever moved back, un-commits aside.
    given_back: bool,
}

impl<'a> Walk<'a> {
    fn over(journeys: &'a Journeys) -> Self {
        let pending = vec![None; journeys.line().steps().len()];
        Self { journeys, pending, handed: Vec::new(), reopened: Vec::new(), given_back: false }
    }

    fn along(&mut self, journey: &Journey) {
        self.pending.fill(None);
        self.handed.clear();
        self.reopened.clear();
        self.given_back = false;
        let line = self.journeys.line();
        for pair in self.journeys.stays(journey).windows(2) {
            let (from, to) = (line.stop(pair[0].column), line.stop(pair[1].column));
            let at = pair[1].from;
            if from.reopens(to) {
                self.reopened.push(at);
            }
            self.given_back |= from.gives_back(to) || from.reopens(to);
            if from.step == to.step {
                continue;
            }
            if from.gives_back(to) {
                if let Some(handed) = self.pending[to.step].take() {
                    self.handed[handed].back = Some(Back { at, from: pair[0].column, to: pair[1].column });
                }
            } else if !from.goes_back(to) && from.kind.in_process() {
                self.pending[from.step] = Some(self.handed.len());
                let (card, step) = (journey.card, from.step);
                let (from, to) = (pair[0].column, pair[1].column);
                self.handed.push(HandedOn { card, step, from, to, at, back: None });
            }
        }
    }
}
