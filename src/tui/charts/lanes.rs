//! The cards in process, column by column, the youngest first: the lanes of the ageing picture.

use super::scale::Scale;
use crate::board::{ColumnIx, Id};
use crate::flow::pace::Paced;
use crate::flow::{PERCENTILES, Pace};

/// A column in process and the cards in it.
#[derive(Debug, Clone)]
pub struct Lane {
    /// The column.
    pub column: ColumnIx,
    /// Its cards, the youngest first.
    pub cards: Vec<Paced>,
}

/// All lanes, left to right.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// The lanes.
    pub lanes: Vec<Lane>,
    /// Age, upwards.
    pub ages: Scale,
    /// How many cards are past the 85th percentile of their column's pace.
    pub late: usize,
}

impl Lanes {
    /// The lanes of the columns in process.
    pub fn of(pace: &Pace) -> Self {
        let mut lanes: Vec<Lane> =
            pace.columns.iter().map(|of| Lane { column: of.column, cards: Vec::new() }).collect();
        // The pace has the oldest first.
        for card in pace.cards.iter().rev() {
            if let Some(lane) = lanes.iter_mut().find(|lane| lane.column == card.column) {
                lane.cards.push(*card);
            }
        }
        let oldest = pace.cards.first().map_or(0, |card| card.age_ms);
        let youngest = pace.cards.last().map_or(0, |card| card.age_ms);
        let median = pace.cards.get(pace.cards.len() / 2).map_or(0, |card| card.age_ms);
        let told =
            pace.columns.iter().flat_map(|of| PERCENTILES.into_iter().filter_map(|p| of.ages.told_ms(p)));
        let (low, high) = told.fold((i64::MAX, 0), |(low, high), ms| (low.min(ms), high.max(ms)));
        let ages = Scale::of_times(youngest.min(low), median.max(high / 2), oldest.max(high));
        let late = pace.cards.iter().filter(|card| card.past >= Some(85)).count();
        Self { lanes, ages, late }
    }

    /// The lane and the place in it of a card; of the oldest when there is no such card. `None`
    /// when nothing is in process.
    pub fn find(&self, card: Option<Id>) -> Option<(usize, usize)> {
        let places = self.lanes.iter().enumerate().flat_map(|(lane, of)| {
            of.cards.iter().enumerate().map(move |(place, card)| ((lane, place), card))
        });
        let known = card.and_then(|card| places.clone().find(|(_, of)| of.card == card));
        let oldest = || places.max_by_key(|(_, of)| of.age_ms);
        known.or_else(oldest).map(|(place, _)| place)
    }

    /// The card nearest in age to another one, in a lane.
    pub fn nearest(&self, lane: usize, age_ms: i64) -> Option<Id> {
        let cards = &self.lanes.get(lane)?.cards;
        cards.iter().min_by_key(|card| card.age_ms.abs_diff(age_ms)).map(|card| card.card)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, ColumnKind, Fields, Operation, Subject, Timestamp};
    use crate::flow::Distribution;
    use crate::flow::pace::ColumnPace;

    /// Two columns; `ages` are the cards' columns and ages.
    fn lanes(ages: &[(usize, i64)]) -> Lanes {
        let mut board = Builder::new().build();
        for (id, seed) in [("doing", 1), ("review", 2)] {
            let fields = Fields {
                kind: Some(ColumnKind::Active),
                rank: Some(if seed == 1 { "b" } else { "c" }.into()),
                ..Fields::default()
            };
            let change = Change::Set { subject: Subject::Column(id.parse().unwrap()), fields };
            let (at, by) = (Timestamp::from_ms(1_780_000_000_000), "maria".to_owned());
            board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
        }
        let column = |place: usize| board.display_order()[place];
        let mut cards: Vec<Paced> = ages
            .iter()
            .zip(1..)
            .map(|((place, age_ms), nth)| Paced {
                card: Id::random(nth, 8),
                column: column(*place),
                age_ms: *age_ms,
                past: (*age_ms > 50).then_some(85),
                blocked: false,
            })
            .collect();
        cards.sort_by_key(|card| -card.age_ms);
        let columns = [0, 1].map(|place| ColumnPace { column: column(place), ages: Distribution::default() });
        Lanes::of(&Pace { columns: columns.to_vec(), cards })
    }

    #[test]
    fn the_cursor_begins_at_the_oldest_and_keeps_its_card() {
        let of = lanes(&[(0, 10), (1, 60), (0, 30), (1, 20)]);
        assert_eq!(of.find(None), Some((1, 1)));
        assert_eq!(of.find(Some(Id::random(3, 8))), Some((0, 1)));
        assert_eq!(of.find(Some(Id::random(9, 8))), Some((1, 1)), "it is no longer in process");
        assert_eq!(of.nearest(0, 25), Some(Id::random(3, 8)));
        assert_eq!(of.nearest(7, 25), None);
        assert_eq!(of.late, 1);
        assert_eq!(lanes(&[]).find(None), None);
    }
}
