//! Pace: how old the finished cards were when they went past each column.
//!
//! For each column in process, the age (time since start) at which the cards that finished in the
//! window left it for good: it, and every column left of it. A column a card skipped it left at the
//! moment it went past. So the ages grow from column to column, and a card in process can be held
//! against those that came through: one that is older than 85 % of them were when they left its
//! column is late, whatever it does next. (Ageing chart with pace percentiles, as known from
//! Actionable Agile.)

use super::{Distribution, Journey, Journeys, PERCENTILES, Stay, Window};
use crate::board::{ColumnIx, Id};

/// The pace of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnPace {
    /// The column.
    pub column: ColumnIx,
    /// The ages at which finished cards went past it.
    pub ages: Distribution,
}

/// A card in process beside the pace of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paced {
    /// The card.
    pub card: Id,
    /// Its column.
    pub column: ColumnIx,
    /// Its age, in milliseconds.
    pub age_ms: i64,
    /// The greatest of [`PERCENTILES`] that it is past: 50, 70, 85 or 95; 0
    /// when it is past none; `None` when too few cards went past the column to tell, or when it is
    /// back in the backlog.
    pub past: Option<u8>,
    /// Whether it is blocked.
    pub blocked: bool,
}

/// The pace of all columns in process.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pace {
    /// The columns in process, left to right: of today's board, and those removed that hold cards.
    pub columns: Vec<ColumnPace>,
    /// The cards in process, the oldest first.
    pub cards: Vec<Paced>,
}

impl Pace {
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let mut open: Vec<&Journey> = journeys
            .spans()
            .iter()
            .filter(|span| span.is_open())
            .map(|span| &journeys.list()[span.owner as usize])
            .collect();
        open.sort_unstable_by_key(|journey| (journey.started, journey.card));
        let mut pace =
            Self { columns: columns(journeys, window, &open), cards: Vec::with_capacity(open.len()) };
        for journey in open {
            let (Some(column), Some(age_ms)) = (journey.column, journey.age_ms(journeys.now())) else {
                continue;
            };
            let past = pace.column(column).and_then(|pace| pace.past(age_ms));
            let (card, blocked) = (journey.card, journey.blocked);
            pace.cards.push(Paced { card, column, age_ms, past, blocked });
        }
        pace
    }

    /// The pace of a column; `None` for one that is not in process.
    pub fn column(&self, column: ColumnIx) -> Option<&ColumnPace> {
        self.columns.iter().find(|pace| pace.column == column)
    }
}

impl ColumnPace {
    /// The greatest percentile that an age is past, of those that can be told.
    fn past(&self, age_ms: i64) -> Option<u8> {
        let mut past = None;
        for percentile in PERCENTILES {
            let Some(told) = self.ages.told_ms(percentile) else { break };
            let reached = if age_ms > told { u8::try_from(percentile).ok() } else { Some(0) };
            past = past.max(reached);
        }
        past
    }
}

fn columns(journeys: &Journeys, window: Window, open: &[&Journey]) -> Vec<ColumnPace> {
    let line = journeys.line();
    let shown = |column: &ColumnIx| {
        let stop = line.stop(*column);
        stop.kind.in_process() && (stop.live || open.iter().any(|journey| journey.column == Some(*column)))
    };
    let columns: Vec<ColumnIx> = line.columns().iter().copied().filter(shown).collect();
    let mut ages: Vec<Vec<i64>> = vec![Vec::new(); columns.len()];
    let mut left = vec![0; line.columns().len()];
    for journey in journeys.since(window.from).filter(|journey| journey.is_timed()) {
        let (Some(started), Some(finished)) = (journey.started, journey.finished) else { continue };
        if !window.contains(finished) {
            continue;
        }
        // The age at which it left each place for the last time, then each place and all to its left.
        left.fill(0);
        // In and out at one instant is no stay.
        let before = |stay: &&Stay| stay.to <= finished && stay.from < stay.to;
        for stay in journeys.stays(journey).iter().filter(before) {
            let place = line.stop(stay.column).position;
            left[place] = stay.to.since(started).max(left[place]);
        }
        for place in 1..left.len() {
            left[place] = left[place].max(left[place - 1]);
        }
        for (column, ages) in columns.iter().zip(&mut ages) {
            ages.push(left[line.stop(*column).position]);
        }
    }
    let pace =
        |(column, mut ages): (ColumnIx, Vec<i64>)| ColumnPace { column, ages: Distribution::of(&mut ages) };
    columns.into_iter().zip(ages).map(pace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_is_past_what_can_be_told() {
        for (cards, age, past) in [
            (0, 100, None),
            (4, 100, None),
            // With five to nine cards there is a median and no more.
            (5, 3, Some(0)),
            (5, 4, Some(50)),
            (9, 100, Some(50)),
            (10, 7, Some(50)),
            (10, 8, Some(70)),
            (10, 9, Some(70)),
            (10, 10, Some(85)),
            (19, 100, Some(85)),
            (20, 19, Some(85)),
            (20, 20, Some(95)),
            (20, 0, Some(0)),
        ] {
            let ages = Distribution::of(&mut (1..=cards).collect::<Vec<_>>());
            let column = crate::board::Builder::new().column("dev".parse().unwrap()).unwrap();
            assert_eq!(ColumnPace { column, ages }.past(age), past, "{age} beside {cards} cards");
        }
    }
}
