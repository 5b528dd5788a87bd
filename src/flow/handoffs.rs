//! Hand-offs: how often a card went from hand to hand.
//!
//! A hand-off is a change of who is on the card, or a move forward from one step to another. They
//! are counted over the whole journey of each card that finished in the window.

use super::{Journeys, Window};
use crate::board::Id;

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
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }

    /// The mean per card; `None` without cards.
    pub fn mean(&self) -> Option<f64> {
        (self.cards > 0).then(|| self.total as f64 / self.cards as f64)
    }
}
