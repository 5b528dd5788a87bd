//! Lead, cycle and process time of the cards that finished in the window.
//!
//! - **Lead time**, finished − created: the customer's clock (*The DevOps Handbook*, chapter 1).
//! - **Cycle time**, finished − started: what the Kanban Guide (May 2025) means by the word.
//! - **Process time**: in active columns and not blocked, all visits together. Waiting is left out;
//!   that is the Handbook's point.
//!
//! A card that was never in process has no times that tell how work went; it counts as finished
//! and is left out of all three. Where the board has no active column, no process time is told.

use super::{Distribution, Journeys, Window};
use crate::board::{Id, Timestamp};

/// A card that finished in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// The card.
    pub card: Id,
    /// When it finished for good.
    pub at: Timestamp,
    /// Lead, cycle and process time in milliseconds; `None` for one that was never in process.
    pub times: Option<[i64; 3]>,
}

/// The cards whose final finish lies in the window, by that finish.
pub(super) fn finished_in(journeys: &Journeys, window: Window) -> Vec<Finished> {
    let mut finished = Vec::new();
    for journey in journeys.since(window.from) {
        let Some(at) = journey.finished.filter(|at| window.contains(*at)) else { continue };
        let times = journey.lead_ms().zip(journey.cycle_ms()).filter(|_| journey.is_timed());
        let times = times.map(|(lead, cycle)| [lead, cycle, journey.process_ms]);
        finished.push(Finished { card: journey.card, at, times });
    }
    finished.sort_unstable_by_key(|card| (card.at, card.card));
    finished
}

/// How long the finished cards took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Times {
    /// From request to delivery.
    pub lead: Distribution,
    /// From commitment to delivery.
    pub cycle: Distribution,
    /// Of work.
    pub process: Distribution,
}

impl Times {
    pub(super) fn of(finished: &[Finished], journeys: &Journeys) -> Self {
        let mut values: Vec<i64> = Vec::with_capacity(finished.len());
        let mut of = |which: usize| {
            values.clear();
            values.extend(finished.iter().filter_map(|card| card.times).map(|times| times[which]));
            Distribution::of(&mut values)
        };
        let (lead, cycle) = (of(0), of(1));
        Self { lead, cycle, process: if journeys.shows_work() { of(2) } else { Distribution::default() } }
    }
}
