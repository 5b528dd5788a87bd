//! The journeys that a window has to do with.
//!
//! A card that is finished for good, or was given up, does nothing any more. On a board of many
//! years nearly all cards are such, and what is asked for is most often the last month: the
//! journeys are put in the order of their ends once, and a measure begins where its window does.

use super::{Journey, Journeys};
use crate::board::Timestamp;

impl Journey {
    /// When the card was finished for good or given up; [`Timestamp::END`] before that.
    pub fn end(&self) -> Timestamp {
        self.finished.or(self.abandoned).unwrap_or(Timestamp::END)
    }
}

impl Journeys {
    /// The journeys that had not ended before `from`, in no order that means anything. What
    /// happened from then on happened to these, but that finished cards may have been taken off
    /// the board.
    pub fn since(&self, from: Timestamp) -> impl Iterator<Item = &Journey> + '_ {
        let ends = self.ends.get_or_init(|| self.by_end());
        let ended = ends.partition_point(|(end, _)| *end < from);
        // Where most are wanted, it is quicker to look at all of them as they lie.
        let (few, all): (&[_], &[_]) =
            if ended > ends.len() / 2 { (&ends[ended..], &[]) } else { (&[], &self.list) };
        let few = few.iter().map(|(_, place)| &self.list[*place as usize]);
        few.chain(all.iter().filter(move |journey| journey.end() >= from))
    }

    fn by_end(&self) -> Vec<(Timestamp, u32)> {
        let mut ends: Vec<(Timestamp, u32)> = self.list.iter().map(Journey::end).zip(0..).collect();
        ends.sort_unstable_by_key(|(end, _)| *end);
        ends
    }
}

#[cfg(test)]
mod tests {
    use crate::board::{Builder, Id, Timestamp};
    use crate::demo;
    use crate::flow::{Journeys, local_day, midnight};

    #[test]
    fn from_any_day_they_are_those_that_had_not_ended() {
        let end: Timestamp = demo::END.parse().unwrap();
        let mut board = Builder::new().build();
        for operation in demo::operations(end) {
            board.apply(&operation).unwrap();
        }
        let journeys = Journeys::of(&board, end);
        let (mut few, mut all) = (0, 0);
        for day in 0..100 {
            let from = midnight(local_day(end.plus_ms(-day * 86_400_000), board.zone()), board.zone());
            let mut found: Vec<Id> = journeys.since(from).map(|journey| journey.card).collect();
            let going = journeys.list().iter().filter(|journey| journey.end() >= from);
            let mut expected: Vec<Id> = going.map(|journey| journey.card).collect();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected);
            *if found.len() * 2 < journeys.list().len() { &mut few } else { &mut all } += 1;
        }
        assert!(few > 10 && all > 10, "both ways are taken: {few}, {all}");
    }
}
