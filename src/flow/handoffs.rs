//! Hand-offs: how often a card went from hand to hand.
//!
//! A hand-off is a change of who is on the card, or a move forward from one step to another. They
//! are counted over the whole journey of each card that finished in the window.

use std::cmp::Reverse;

use super::{Journeys, Window, needed};
use crate::board::{Id, Timestamp};

/// The hand-offs of the cards that finished in a window and were in process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Handoffs {
    /// How many cards.
    pub cards: usize,
    /// Σ hand-offs.
    pub total: u64,
    /// The median, by nearest rank; `None` below five cards.
    pub median: Option<u32>,
    /// The card with the most, and how many; the first to finish if there are several.
    pub most: Option<(Id, u32)>,
}

impl Handoffs {
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let finished = journeys.since(window.from).filter(|journey| journey.is_timed());
        let finished = finished.filter_map(|journey| Some((journey.finished?, journey)));
        let mut counts: Vec<u32> = Vec::new();
        let mut most: Option<(u32, Reverse<(Timestamp, Id)>)> = None;
        for (at, journey) in finished.filter(|(at, _)| window.contains(*at)) {
            counts.push(journey.handoffs);
            most = most.max(Some((journey.handoffs, Reverse((at, journey.card)))));
        }
        Self {
            cards: counts.len(),
            total: counts.iter().copied().map(u64::from).sum(),
            median: median(&mut counts),
            most: most.map(|(handoffs, Reverse((_, card)))| (card, handoffs)),
        }
    }

    /// The mean per card; `None` without cards.
    pub fn mean(&self) -> Option<f64> {
        (self.cards > 0).then(|| self.total as f64 / self.cards as f64)
    }
}

/// The median by nearest rank, where there are enough values to tell one.
fn median(counts: &mut [u32]) -> Option<u32> {
    let enough = counts.len() >= needed(50);
    enough.then(|| *counts.select_nth_unstable((counts.len() - 1) / 2).1)
}
