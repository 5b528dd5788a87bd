//! The andon cord: how often it was pulled, how soon somebody came, how soon it was resolved.
//!
//! Toyota asks two things of a cord: that pulling it is normal, and that somebody comes at once
//! (*The DevOps Handbook*, part I, the second way). So the measures are:
//!
//! - **time to respond**: from the pull to its answer. A pull that was resolved without an answer
//!   was answered when it was resolved: whoever resolved it had come.
//! - **time to resolve**: from the pull to its countermeasure.
//! - **repeat pulls**: pulls on a step after the first one there in the window. The step is where
//!   the card stood when the cord was pulled. A cord that is pulled again and again at one place
//!   has got answers and no countermeasure.
//!
//! Counted and timed are the pulls made in the window and by now, whatever became of them later up
//! to now; **open** are all that are so now, whenever they were pulled. Open pulls have no time to
//! resolve yet, so the times of a window get longer as its last pulls are resolved. A pull whose
//! card left the board is not open and was not resolved; its answer counts.

use super::{Countermeasure, Distribution, Journeys, Said, Window};
use crate::board::{Id, Scope, Timestamp};

/// A pull of the cord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pulled {
    /// The card.
    pub card: Id,
    /// The step where it stood: a stage, or the column that is in none.
    pub scope: Scope,
    /// When it was pulled, and by whom.
    pub pulled: Said,
    /// What was wrong.
    pub why: Box<str>,
    /// When somebody came, and who.
    pub answered: Option<Said>,
    /// When it was resolved, by whom, and what was done.
    pub resolved: Option<Countermeasure>,
    /// Whether it is open now.
    pub open: bool,
}

impl Pulled {
    /// From the pull to the answer, else to the countermeasure, in milliseconds.
    pub fn respond_ms(&self) -> Option<i64> {
        let came = self.answered.as_ref().or_else(|| self.resolved.as_ref().map(|end| &end.said))?;
        Some(came.at.since(self.pulled.at))
    }

    /// From the pull to the countermeasure, in milliseconds.
    pub fn resolve_ms(&self) -> Option<i64> {
        Some(self.resolved.as_ref()?.said.at.since(self.pulled.at))
    }

    /// How long it has been open, in milliseconds, if it is.
    pub fn open_ms(&self, now: Timestamp) -> Option<i64> {
        self.open.then(|| now.since(self.pulled.at))
    }
}

/// Pulls of the window, together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many there were.
    pub pulls: usize,
    /// How many of them are open now.
    pub open: usize,
    /// How many were answered, or resolved without an answer.
    pub answered: usize,
    /// How many were resolved.
    pub resolved: usize,
    /// Pulls after the first on the same step.
    pub repeats: usize,
    /// Time to respond.
    pub respond: Distribution,
    /// Time to resolve.
    pub resolve: Distribution,
}

impl Tally {
    fn of<'a>(pulls: impl Iterator<Item = &'a Pulled> + Clone) -> Self {
        let mut respond: Vec<i64> = pulls.clone().filter_map(Pulled::respond_ms).collect();
        let mut resolve: Vec<i64> = pulls.clone().filter_map(Pulled::resolve_ms).collect();
        let n = pulls.clone().count();
        Self {
            pulls: n,
            open: pulls.filter(|pull| pull.open).count(),
            answered: respond.len(),
            resolved: resolve.len(),
            repeats: n.saturating_sub(1),
            respond: Distribution::of(&mut respond),
            resolve: Distribution::of(&mut resolve),
        }
    }
}

/// The pulls on a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepPulls {
    /// The stage, or the column that is in none.
    pub scope: Scope,
    /// Its pulls of the window.
    pub tally: Tally,
}

/// The cord over a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cord {
    /// The pulls of the window, the first one first. Those that are resolved tell the
    /// countermeasure.
    pub pulls: Vec<Pulled>,
    /// Every pull that is open now, the longest open first.
    pub open: Vec<Pulled>,
    /// All pulls of the window together. Its repeats are the sum of those of the steps.
    pub all: Tally,
    /// The steps with any pull in the window, left to right.
    pub steps: Vec<StepPulls>,
}

impl Cord {
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let line = journeys.line();
        let told = journeys.pulls().iter().map(|pull| {
            let journey = &journeys.list()[pull.owner as usize];
            let told = Pulled {
                card: journey.card,
                scope: line.step_of(pull.column).scope,
                pulled: pull.pulled.clone(),
                why: pull.why.clone(),
                answered: pull.answered.clone(),
                resolved: pull.resolved.clone(),
                open: pull.resolved.is_none() && journey.column.is_some(),
            };
            (line.stop(pull.column).step, told)
        });
        let mut pulls: Vec<(usize, Pulled)> = told.collect();
        pulls.sort_by_key(|(_, pull)| (pull.pulled.at, pull.card));
        let open = pulls.iter().map(|(_, pull)| pull).filter(|pull| pull.open).cloned().collect();
        pulls.retain(|(_, pull)| window.contains(pull.pulled.at));
        let mut by_step: Vec<&(usize, Pulled)> = pulls.iter().collect();
        by_step.sort_by_key(|(step, _)| *step);
        let steps: Vec<StepPulls> = by_step
            .chunk_by(|(one, _), (other, _)| one == other)
            .filter_map(|here| {
                let scope = here.first()?.1.scope;
                Some(StepPulls { scope, tally: Tally::of(here.iter().map(|(_, pull)| pull)) })
            })
            .collect();
        let repeats = steps.iter().map(|step| step.tally.repeats).sum();
        let all = Tally { repeats, ..Tally::of(pulls.iter().map(|(_, pull)| pull)) };
        Self { pulls: pulls.into_iter().map(|(_, pull)| pull).collect(), open, all, steps }
    }
}
