//! The cards whose history was awkward: counted and listed, never hidden.
//!
//! Each [`Oddity`] is a case for which the definitions have a rule. A rule that touched a card may
//! have bent its numbers away from what somebody expects, so a report says how often each did.

use std::mem::size_of;

use super::{Journeys, Window};
use crate::board::Id;

/// A case that a rule was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// Finished without having been in process: counted as throughput, left out of all times.
    NeverInProcess,
    /// Left done again: its first finish no longer counts.
    Reopened,
    /// Taken off the board unfinished: it departs, and counts in nothing else.
    Abandoned,
    /// Put back into the backlog after it had been started: its clocks run on.
    Uncommitted,
    /// Moved back: the time stays in the columns where it was spent.
    MovedBack,
    /// Went past columns: it spent no time there.
    SkippedColumns,
    /// A stamp lay before that of the event before it, and was read as that one.
    StampBeforePredecessor,
    /// Events lie after now, and were ignored.
    FutureEvents,
    /// A block was not taken back: it was cut off at the finish, or now.
    BlockOpen,
    /// Events were undone, and were skipped.
    UndoneEvents,
    /// People moved it at the same time; one move holds, the others were skipped.
    MovedAtOnce,
    /// The row that put it on the board is missing: its history starts with the first that is not.
    StartLost,
    /// In process when the window began: it counts from there.
    MidFlight,
    /// Archived, and its history was not read: it counts in nothing.
    HistoryUnread,
}

impl Oddity {
    /// All of them, the ones that change numbers most first.
    pub const ALL: [Self; 14] = [
        Self::NeverInProcess,
        Self::Reopened,
        Self::Abandoned,
        Self::Uncommitted,
        Self::MovedBack,
        Self::SkippedColumns,
        Self::StampBeforePredecessor,
        Self::FutureEvents,
        Self::BlockOpen,
        Self::UndoneEvents,
        Self::MovedAtOnce,
        Self::StartLost,
        Self::MidFlight,
        Self::HistoryUnread,
    ];
}

/// A set of [`Oddity`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Oddities(u16);

const _: () = assert!(Oddity::ALL.len() <= size_of::<Oddities>() * 8);

impl Oddities {
    /// The set of one.
    pub fn only(oddity: Oddity) -> Self {
        let mut set = Self::default();
        set.add(oddity);
        set
    }

    /// Adds one.
    pub fn add(&mut self, oddity: Oddity) {
        self.0 |= 1 << oddity as u16;
    }

    /// True if it is among them.
    pub fn has(self, oddity: Oddity) -> bool {
        self.0 & (1 << oddity as u16) != 0
    }

    /// True if there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Which cards each oddity touched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DataQuality {
    /// For each oddity that occurred, in the order of [`Oddity::ALL`], its cards.
    pub cases: Vec<(Oddity, Vec<Id>)>,
    /// How many cards are touched by at least one rule.
    pub cards: usize,
}

impl DataQuality {
    /// Of all cards ever on the board, and of those in process when the window began, if it has.
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let mut cards = [const { Vec::new() }; Oddity::ALL.len()];
        let mut touched = 0;
        for journey in journeys.list().iter().filter(|journey| !journey.oddities.is_empty()) {
            touched += 1;
            for (oddity, cards) in Oddity::ALL.into_iter().zip(&mut cards) {
                if journey.oddities.has(oddity) {
                    cards.push(journey.card);
                }
            }
        }
        let began = window.observed_ms(journeys.now()) > 0;
        for span in journeys.spans().iter().filter(|span| began && span.holds_before(window.from)) {
            let journey = &journeys.list()[span.owner as usize];
            touched += usize::from(journey.oddities.is_empty());
            cards[Oddity::MidFlight as usize].push(journey.card);
        }
        touched += journeys.unread().len();
        cards[Oddity::HistoryUnread as usize] = journeys.unread().to_vec();
        let cases = Oddity::ALL.into_iter().zip(cards).filter(|(_, cards)| !cards.is_empty()).collect();
        Self { cases, cards: touched }
    }

    /// The cards an oddity touched.
    pub fn cards_with(&self, oddity: Oddity) -> &[Id] {
        self.cases.iter().find(|(of, _)| *of == oddity).map_or(&[], |(_, cards)| cards)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_added() {
        let mut set = Oddities::default();
        assert!(set.is_empty());
        for oddity in Oddity::ALL {
            assert!(!set.has(oddity));
            set.add(oddity);
            assert!(set.has(oddity));
        }
    }

    #[test]
    fn the_list_follows_the_enum() {
        for (place, oddity) in Oddity::ALL.into_iter().enumerate() {
            assert_eq!(oddity as usize, place);
        }
    }
}
