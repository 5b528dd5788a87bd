//! The finished cards that have times: in order of their finish, and in order of each clock.
//!
//! A card is remembered by its finish and its id. When the data change under the cursor, it stays
//! on its card, or goes to the one that finished next to it.

use crate::board::{Id, Timestamp};
use crate::flow::Finished;

/// A clock that a card's time is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Clock {
    /// From started to finished.
    #[default]
    Cycle,
    /// From created to finished.
    Lead,
    /// Of work.
    Process,
}

impl Clock {
    /// All clocks.
    pub const ALL: [Self; 3] = [Self::Cycle, Self::Lead, Self::Process];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cycle => "Cycle time",
            Self::Lead => "Lead time",
            Self::Process => "Process time",
        }
    }

    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Cycle => Self::Lead,
            Self::Lead => Self::Process,
            Self::Process => Self::Cycle,
        }
    }
}

/// A finished card with its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimedCard {
    /// The card.
    pub card: Id,
    /// When it finished.
    pub at: Timestamp,
    /// Lead, cycle and process time, in milliseconds.
    times: [i64; 3],
}

impl TimedCard {
    /// Its time by a clock, in milliseconds.
    pub fn time(&self, clock: Clock) -> i64 {
        let [lead, cycle, process] = self.times;
        match clock {
            Clock::Lead => lead,
            Clock::Cycle => cycle,
            Clock::Process => process,
        }
    }

    /// What it is remembered by.
    pub fn key(&self) -> (Timestamp, Id) {
        (self.at, self.card)
    }
}

/// The finished cards that have times.
#[derive(Debug, Clone, Default)]
pub struct Timed {
    cards: Vec<TimedCard>,
    /// For each clock the cards' places, the shortest time first.
    by_clock: [Vec<u32>; 3],
}

impl Timed {
    /// Of cards in order of their finish.
    pub fn of(finished: &[Finished]) -> Self {
        let timed = finished
            .iter()
            .filter_map(|card| Some(TimedCard { card: card.card, at: card.at, times: card.times? }));
        let mut cards: Vec<TimedCard> = timed.collect();
        cards.sort_by_key(TimedCard::key);
        let by_clock = Clock::ALL.map(|clock| {
            let mut places: Vec<u32> = (0..u32::try_from(cards.len()).unwrap_or(u32::MAX)).collect();
            places.sort_by_key(|place| cards[*place as usize].time(clock));
            places
        });
        Self { cards, by_clock }
    }

    /// The cards, by their finish.
    pub fn cards(&self) -> &[TimedCard] {
        &self.cards
    }

    /// The place of the card that is remembered, or of the one that finished next to it; of the
    /// last when none is remembered. `None` when there are no cards.
    pub fn find(&self, key: Option<(Timestamp, Id)>) -> Option<usize> {
        let last = self.cards.len().checked_sub(1)?;
        let Some(key) = key else { return Some(last) };
        let near = self.cards.partition_point(|card| card.key() < key);
        // A card that was reopened and finished again has moved.
        match self.cards.get(near) {
            Some(card) if card.key() == key => Some(near),
            _ => self.cards.iter().position(|card| card.card == key.1).or(Some(near.min(last))),
        }
    }

    /// How many cards have a shorter time than the one at a place, or the same and finished before.
    pub fn rank(&self, clock: Clock, place: usize) -> usize {
        let Some(card) = self.cards.get(place) else { return 0 };
        let key = (card.time(clock), place);
        self.by(clock).partition_point(|other| {
            let other = *other as usize;
            (self.cards[other].time(clock), other) < key
        })
    }

    /// The place of the card with so many shorter ones.
    pub fn ranked(&self, clock: Clock, rank: usize) -> Option<usize> {
        self.by(clock).get(rank).map(|place| *place as usize)
    }

    /// How many cards took less than so many milliseconds.
    pub fn below(&self, clock: Clock, ms: i64) -> usize {
        self.by(clock).partition_point(|place| self.cards[*place as usize].time(clock) < ms)
    }

    /// The time of the card with so many shorter ones.
    pub fn time_ranked(&self, clock: Clock, rank: usize) -> Option<i64> {
        Some(self.cards[self.ranked(clock, rank)?].time(clock))
    }

    fn by(&self, clock: Clock) -> &[u32] {
        &self.by_clock[clock as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timed(of: &[(i64, u64, i64)]) -> Timed {
        let finished = of.iter().map(|(at, id, cycle)| Finished {
            card: Id::random(*id, 8),
            at: Timestamp::from_ms(*at),
            times: Some([*cycle + 1, *cycle, 0]),
        });
        Timed::of(&finished.collect::<Vec<_>>())
    }

    #[test]
    fn the_cursor_stays_on_its_card_or_near() {
        let cards = timed(&[(10, 1, 5), (20, 2, 9), (30, 3, 1)]);
        let key = |at: i64, id: u64| Some((Timestamp::from_ms(at), Id::random(id, 8)));
        assert_eq!(cards.find(key(20, 2)), Some(1));
        assert_eq!(cards.find(key(21, 9)), Some(2));
        assert_eq!(cards.find(key(99, 1)), Some(0), "finished at another time");
        assert_eq!(cards.find(None), Some(2));
        assert_eq!(timed(&[]).find(key(1, 1)), None);
    }

    #[test]
    fn ranks_go_there_and_back() {
        let cards = timed(&[(10, 1, 5), (20, 2, 9), (30, 3, 1), (40, 4, 5)]);
        let order: Vec<_> = (0..4).map(|rank| cards.ranked(Clock::Cycle, rank).unwrap()).collect();
        assert_eq!(order, [2, 0, 3, 1]);
        for place in 0..4 {
            assert_eq!(cards.ranked(Clock::Cycle, cards.rank(Clock::Cycle, place)), Some(place));
        }
        assert_eq!(cards.below(Clock::Cycle, 5), 1);
        assert_eq!(cards.below(Clock::Lead, 7), 3);
    }
}
