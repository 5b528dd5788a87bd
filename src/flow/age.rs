//! How long the cards in process have been so: the Kanban Guide's work item age.
//!
//! Age is now − started, for cards that are started and neither finished nor abandoned. It is the
//! only measure of time that can still be changed by acting on it.

use super::{Journey, Journeys};
use crate::board::{Id, Timestamp};

/// A card in process and its age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aged {
    /// The card.
    pub card: Id,
    /// When it was started.
    pub started: Timestamp,
    /// How long ago that is, in milliseconds.
    pub age_ms: i64,
}

/// The ages of the cards in process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ages {
    /// Every card in process, the oldest first.
    pub cards: Vec<Aged>,
}

impl Ages {
    pub(super) fn of(journeys: &Journeys) -> Self {
        let now = journeys.now();
        let aged = |journey: &Journey| {
            let started = journey.started?;
            Some(Aged { card: journey.card, started, age_ms: journey.age_ms(now)? })
        };
        let open = journeys.spans().iter().filter(|span| span.is_open());
        let mut cards: Vec<Aged> =
            open.filter_map(|span| aged(&journeys.list()[span.owner as usize])).collect();
        cards.sort_unstable_by_key(|card| (card.started, card.card));
        Self { cards }
    }

    /// The card that has been in process longest.
    pub fn oldest(&self) -> Option<&Aged> {
        self.cards.first()
    }
}
