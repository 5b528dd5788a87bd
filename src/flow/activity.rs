//! Which part of the time is work.
//!
//! **Activity ratio** = Σ process time ÷ Σ lead time, after Karen Martin and Mike Osterling (*Value
//! Stream Mapping*), as *The DevOps Handbook* uses it; **flow efficiency** = Σ process time ÷ Σ
//! cycle time. Both are ratios of sums over the cards that finished in the window, never means of
//! ratios, in which a card of a minute weighs as much as one of a month.
//!
//! A board that has no queue column and on which no block was ever recorded does not tell waiting
//! from working. It would always read 100 %, so it reads "unknown"; and on a board that has no active
//! column it would read 0 %.

use super::lead_time::Finished;
use super::{Absence, Journeys};

/// Process time beside the clocks it is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// How many cards are summed.
    pub n: usize,
    /// Σ process time, in milliseconds.
    pub process_ms: i128,
    /// Σ lead time.
    pub lead_ms: i128,
    /// Σ cycle time.
    pub cycle_ms: i128,
    /// Whether the board tells waiting from working.
    pub is_known: bool,
    /// Whether work can be seen at all: the board has an active column, or had one.
    pub is_seen: bool,
}

impl Activity {
    pub(super) fn of(finished: &[Finished], journeys: &Journeys) -> Self {
        let (is_known, is_seen) = (journeys.tells_waiting(), journeys.shows_work());
        let mut activity = Self { is_known, is_seen, ..Self::default() };
        for [lead, cycle, process] in finished.iter().filter_map(|card| card.times) {
            activity.n += 1;
            activity.lead_ms += i128::from(lead);
            activity.cycle_ms += i128::from(cycle);
            activity.process_ms += i128::from(process);
        }
        activity
    }

    /// Process time ÷ lead time; `None` when unknown or when nothing finished.
    pub fn ratio(&self) -> Option<f64> {
        self.of_clock(self.lead_ms)
    }

    /// Process time ÷ cycle time; `None` when unknown or when nothing finished.
    pub fn flow_efficiency(&self) -> Option<f64> {
        self.of_clock(self.cycle_ms)
    }

    /// Why the ratios are not known, though cards finished.
    pub fn absence(&self) -> Option<Absence> {
        match (self.is_seen, self.is_known) {
            (false, _) => Some(Absence::NoActiveColumn),
            (true, false) => Some(Absence::WaitingNotRecorded),
            (true, true) => None,
        }
    }

    fn of_clock(&self, clock_ms: i128) -> Option<f64> {
        (self.absence().is_none() && clock_ms > 0).then(|| self.process_ms as f64 / clock_ms as f64)
    }
}
