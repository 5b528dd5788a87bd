//! Transfer batches: how many cards cross a column's border together.
//!
//! Cards that came forward into the same column within one hour of the first of them crossed
//! together; the next crossing begins a new batch. In single-piece flow every batch is one card.
//! (*The DevOps Handbook*, chapter 1, "reduce batch sizes"; a batch is seen where it is handed on.)

use super::{Journey, Journeys, Window};
use crate::board::{ColumnIx, Timestamp};

/// Crossings less than this apart from the first of them are one batch, in milliseconds.
pub const TOGETHER_MS: i64 = 3_600_000;

/// The largest batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Largest {
    /// The column they came into.
    pub column: ColumnIx,
    /// When the first of them did.
    pub at: Timestamp,
    /// How many they were.
    pub cards: usize,
}

/// The batches of a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batches {
    /// How many batches.
    pub batches: usize,
    /// How many cards crossed, all batches together.
    pub crossings: usize,
    /// The largest of them, the first if there are several; `None` when nothing crossed.
    pub largest: Option<Largest>,
}

impl Batches {
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let mut batches = Self::default();
        // Only how many: nothing but instants is put in order.
        each(
            journeys,
            window,
            |_| (),
            |column, crossings| {
                batches.batches += 1;
                batches.crossings += crossings.len();
                batches.see(Largest { column, at: crossings[0].0, cards: crossings.len() });
            },
        );
        batches
    }

    fn see(&mut self, batch: Largest) {
        let smaller = |known: &Largest| (known.cards, batch.at) < (batch.cards, known.at);
        if self.largest.as_ref().is_none_or(smaller) {
            self.largest = Some(batch);
        }
    }

    /// The mean number of cards in a batch; `None` when nothing crossed.
    pub fn mean(&self) -> Option<f64> {
        (self.batches > 0).then(|| self.crossings as f64 / self.batches as f64)
    }
}

/// Tells `see` of every batch: the column, and when each card came into it and what `of` says of the
/// card, the first one first. There is at least one.
pub fn each<T: Copy + Ord>(
    journeys: &Journeys,
    window: Window,
    of: impl Fn(&Journey) -> T,
    mut see: impl FnMut(ColumnIx, &[(Timestamp, T)]),
) {
    let line = journeys.line();
    let mut crossings: Vec<Vec<(Timestamp, T)>> = vec![Vec::new(); line.columns().len()];
    for journey in journeys.since(window.from) {
        for pair in journeys.stays(journey).windows(2) {
            let (from, to) = (line.stop(pair[0].column), line.stop(pair[1].column));
            if !from.goes_back(to) && window.contains(pair[1].from) {
                crossings[to.position].push((pair[1].from, of(journey)));
            }
        }
    }
    for (column, crossings) in line.columns().iter().zip(&mut crossings) {
        crossings.sort_unstable();
        let mut rest = &crossings[..];
        while let Some((first, _)) = rest.first() {
            // Batches are short: a search of all the rest would look far beyond their ends.
            let cards = rest.iter().take_while(|(at, _)| at.since(*first) < TOGETHER_MS).count();
            see(*column, &rest[..cards]);
            rest = &rest[cards..];
        }
    }
}
