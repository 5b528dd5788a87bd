//! Work in process: how many cards now, how many on average, and the traffic in and out.
//!
//! N(t) counts the cards that are started and neither finished nor abandoned at t; blocked cards
//! count. Its mean over a window is the exact integral of N, in whole card-milliseconds, divided by
//! the window's length, never a mean of daily counts. What is done in a window of which a part
//! lies ahead is over the part that has passed.
//!
//! For any window N₀ + arrivals − departures = N₁, where N₀ and N₁ are the cards in process just
//! before its ends. A reopened card arrives again.

use super::{Journeys, Window};
use crate::board::Timestamp;

/// The cards in process, now and over a window.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Wip {
    /// In process now.
    pub now: usize,
    /// Of those, blocked.
    pub blocked: usize,
    /// ∫N dt over the window so far, in card-milliseconds.
    pub card_ms: i128,
    /// Its mean over the window so far; `None` while none of it has passed.
    pub mean: Option<f64>,
    /// In process just before the window: N₀.
    pub start: usize,
    /// In process just before its end, or now: N₁.
    pub end: usize,
    /// Starts in the window, reopenings too: A.
    pub arrivals: usize,
    /// Finishes and abandonments in the window: D.
    pub departures: usize,
}

impl Wip {
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let mut wip = Self::default();
        let now = journeys.now();
        for span in journeys.spans() {
            wip.card_ms += i128::from(window.overlap_ms(span.from, span.until.min(now)));
            wip.start += usize::from(span.holds_before(window.from));
            wip.arrivals += usize::from(window.contains(span.from));
            wip.departures += usize::from(!span.is_open() && window.contains(span.until));
            wip.end += usize::from(span.holds_before(window.to));
            if span.is_open() {
                wip.now += 1;
                wip.blocked += usize::from(journeys.list()[span.owner as usize].blocked);
            }
        }
        let observed = window.observed_ms(now);
        wip.mean = (observed > 0).then(|| wip.card_ms as f64 / observed as f64);
        wip
    }
}

impl Journeys {
    /// The cards in process at `at`: those that start then count, those that finish then do not.
    pub fn wip_at(&self, at: Timestamp) -> usize {
        self.spans().iter().filter(|span| span.from <= at && at < span.until).count()
    }
}
