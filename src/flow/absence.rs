//! Why there is nothing to tell: the reason that stands where a number would.
//!
//! Nothing is ever told as 0, as NaN or as an average of nothing. What is not known is `None`,
//! and where people look for a number they find one of these.

use super::{Journeys, Window};

/// Why a measure has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absence {
    /// There is no card, and never was.
    NoCards,
    /// There are cards, and none of them is of those that were asked for.
    NoneChosen,
    /// The window lies before the first card was put on the board.
    BeforeTheBoard,
    /// None of the window has passed yet, or it is empty.
    NothingObserved,
    /// No card finished in the window.
    NothingFinished,
    /// Cards finished, but none of them was ever in process.
    NothingTimed,
    /// No card is in process now.
    NothingInProcess,
    /// No card moved forward in the window.
    NothingMoved,
    /// Nobody pulled the andon cord in the window.
    NothingPulled,
    /// The board has no active column: nothing can be seen to be worked on.
    NoActiveColumn,
    /// The board has no queue column: nothing can be seen to wait.
    NoQueueColumn,
    /// The board has no queue column, and no block was ever recorded: waiting is not told from
    /// working.
    WaitingNotRecorded,
    /// No card moved forward out of a stage that works.
    NoHandoffs,
    /// No place has a limit, and nobody said how many work where.
    NoLimits,
    /// Too few values: there are `n`, and it takes `needed`.
    TooFew {
        /// How many there are.
        n: usize,
        /// How many it takes.
        needed: usize,
    },
    /// Limits hold for all cards; these are some of them.
    Filtered,
}

impl Absence {
    /// Why the window has no finished card with times, if it has none.
    pub(super) fn of_times(
        journeys: &Journeys,
        window: Window,
        finished: usize,
        timed: usize,
    ) -> Option<Self> {
        if timed > 0 {
            return None;
        }
        Self::of_window(journeys, window).or(Some(match finished {
            0 => Self::NothingFinished,
            _ => Self::NothingTimed,
        }))
    }

    /// Why nothing at all can be told of the window, if nothing can.
    pub(super) fn of_window(journeys: &Journeys, window: Window) -> Option<Self> {
        let Some(first) = journeys.list().iter().map(|journey| journey.created).min() else {
            return Some(if journeys.are_all() { Self::NoCards } else { Self::NoneChosen });
        };
        if window.observed_ms(journeys.now()) == 0 {
            return Some(Self::NothingObserved);
        }
        (first >= window.to).then_some(Self::BeforeTheBoard)
    }
}
