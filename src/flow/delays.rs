//! Where cards waited and were blocked within the window, and why.
//!
//! All cards count, finished or not: each with the part of its waiting that lies in the window
//! and between its start and its finish. Waiting is time in a queue column, not blocked; being
//! blocked is told apart, wherever it happened.

use std::collections::HashMap;

use super::{Halt, Journeys, Step, Stop, Window};
use crate::board::{ColumnKind, Name, Names, Scope, Timestamp};

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
    /// Blocks that are open now and were in the window.
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
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let line = journeys.line();
        let none = |step: &Step| StepDelay { scope: step.scope, queue_ms: 0, blocked_ms: 0, blocks: 0 };
        let mut steps: Vec<StepDelay> = line.steps().iter().map(none).collect();
        for stay in journeys.since(window.from).flat_map(|journey| journeys.stays(journey)) {
            let Stop { kind, step, .. } = line.stop(stay.column);
            if kind == ColumnKind::Queue {
                steps[step].queue_ms += i128::from(window.overlap_ms(stay.from, stay.to));
            }
        }
        let mut reasons = Reasons::of(journeys.reasons());
        for halt in journeys.halts() {
            let Stop { kind, step, .. } = line.stop(halt.column);
            let ms = window.overlap_ms(halt.from, halt.to);
            let step = &mut steps[step];
            step.blocked_ms += i128::from(ms);
            step.blocks += usize::from(halt.begins && window.contains(halt.from));
            if kind == ColumnKind::Queue {
                step.queue_ms -= i128::from(ms);
            }
            reasons.add(halt, ms, window);
        }
        let queue_ms = steps.iter().map(|step| step.queue_ms).sum();
        let blocked_ms = steps.iter().map(|step| step.blocked_ms).sum();
        steps.retain(|step| step.queue_ms > 0 || step.blocked_ms > 0 || step.blocks > 0);
        Self { steps, reasons: reasons.told(), queue_ms, blocked_ms }
    }
}

/// Reasons, those that differ in case and outer blanks only taken together.
struct Reasons<'a> {
    names: &'a Names,
    /// For each of the names its place among those told apart.
    places: Vec<usize>,
    apart: Vec<Reason>,
}

struct Reason {
    /// How it was spelled by the first halt, and when that was.
    why: Name,
    first: Timestamp,
    blocks: usize,
    open: usize,
    blocked_ms: i128,
}

impl<'a> Reasons<'a> {
    fn of(names: &'a Names) -> Self {
        let mut known = HashMap::new();
        let mut reasons = Self { names, places: Vec::new(), apart: Vec::new() };
        for (why, text) in names.iter() {
            let next = reasons.apart.len();
            let place = *known.entry(text.trim().to_lowercase()).or_insert(next);
            reasons.places.push(place);
            if place == next {
                let first = Timestamp::END;
                reasons.apart.push(Reason { why, first, blocks: 0, open: 0, blocked_ms: 0 });
            }
        }
        reasons
    }

    /// Adds a halt, of which `ms` lie in the window.
    fn add(&mut self, halt: &Halt, ms: i64, window: Window) {
        let reason = &mut self.apart[self.places[halt.why.index()]];
        let spelled = |name| self.names.text(name).trim();
        if (halt.from, spelled(halt.why)) < (reason.first, spelled(reason.why)) {
            (reason.first, reason.why) = (halt.from, halt.why);
        }
        reason.blocked_ms += i128::from(ms);
        reason.blocks += usize::from(halt.begins && window.contains(halt.from));
        reason.open += usize::from(halt.open && halt.from < window.to && halt.to >= window.from);
    }

    /// Those that cost something in the window, the costliest first.
    fn told(&self) -> Vec<ReasonDelay> {
        let told = self.apart.iter().filter(|it| it.blocked_ms > 0 || it.blocks > 0 || it.open > 0);
        let mut told: Vec<ReasonDelay> = told
            .map(|&Reason { why, blocks, open, blocked_ms, .. }| ReasonDelay {
                why: self.names.text(why).trim().into(),
                blocks,
                open,
                blocked_ms,
            })
            .collect();
        told.sort_by(|a, b| (b.blocked_ms, b.blocks, &a.why).cmp(&(a.blocked_ms, a.blocks, &b.why)));
        told
    }
}
