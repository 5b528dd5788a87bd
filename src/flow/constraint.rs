//! The constraint: the one stage that sets the pace of the line.
//!
//! "In any value stream, there is always a direction of flow, and there is always one and only one
//! constraint" (*The DevOps Handbook*, chapter 2, after Goldratt). The tallest pile of cards finds
//! it less than half the time, so:
//!
//! - where the number of workers of every working stage is known (said by the team, or the limit of
//!   its active column where the board tells working from waiting there), **utilisation** ranks:
//!   ∫ min(cards being worked on, workers) dt ÷ (workers × T);
//! - else **drop of fullness**: the share of time at its limit here − the share of time the next
//!   stage is at its limit, with the limits that held at each moment.
//!
//! When the first two are close there is no clear constraint, and saying so is the answer. Beside
//! each stage stands its evidence. **Starvation** is the share of time a stage was empty while work
//! waited in the backlog.

use super::{Absence, Journeys, Window};
use crate::board::{Board, Scope};

/// What a stage that works did over the window. Shares are of the observed time, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The stage, or the column that is in none.
    pub scope: Scope,
    /// How many work in it, where that is known now.
    pub workers: Option<usize>,
    /// Its limit as it is now.
    pub limit: Option<usize>,
    /// Share of its workers' time spent working; `None` where workers are not known.
    pub utilisation: Option<f64>,
    /// Share of time in which at least one card was worked on.
    pub busy: f64,
    /// Share of time at its limit; `None` if it never had one.
    pub full: Option<f64>,
    /// Share of time without a card.
    pub empty: f64,
    /// Share of time without a card while work waited in the backlog.
    pub starved: f64,
    /// Mean number of cards that were finished here and waited to be pulled on.
    pub finished_waiting: f64,
    /// Mean number of cards in the queues in front of it.
    pub queue_in_front: f64,
    /// What it is ranked by: utilisation, or drop of fullness (-1 to 1).
    pub score: Option<f64>,
}

/// What the ranking rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yardstick {
    /// Share of the workers' time spent working.
    Utilisation,
    /// Share of time at the limit, less that of the next stage.
    DropOfFullness,
}

/// The answer. Numbers are places in [`Constraint::stages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This stage is the constraint.
    Named {
        /// Which.
        stage: usize,
        /// The second in rank, if there is another stage.
        runner_up: Option<usize>,
    },
    /// The first two are too close to tell.
    NoClear {
        /// The first in rank.
        first: usize,
        /// The second.
        second: usize,
    },
    /// It cannot be told.
    Unknown(Absence),
}

/// The constraint and the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// The stages that work, left to right.
    pub stages: Vec<Evidence>,
    /// What ranks them.
    pub yardstick: Yardstick,
    /// The answer.
    pub verdict: Verdict,
}

impl Constraint {
    pub(super) fn of(_board: &Board, _journeys: &Journeys, _window: Window) -> Self {
        Self {
            stages: Vec::new(),
            yardstick: Yardstick::DropOfFullness,
            verdict: Verdict::Unknown(Absence::NoActiveColumn),
        }
    }

    /// The stage that is named, if one is.
    pub fn named(&self) -> Option<&Evidence> {
        match self.verdict {
            Verdict::Named { stage, .. } => self.stages.get(stage),
            _ => None,
        }
    }
}
