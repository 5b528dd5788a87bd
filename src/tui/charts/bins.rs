//! The bars of a histogram: how many cards took how long, in steps people count in.
//!
//! There are as many bars whatever the size of the screen, so that a bar under the cursor stays
//! the same one when the terminal grows. Where a few cards took far longer than the others, the
//! last bar holds all of them, and says so.

use std::ops::Range;

use super::scale::Unit;
use super::timed::{Clock, Timed};

/// The most bars.
const MOST: i64 = 24;
/// How far bars go at least: this many percent of the cards.
const COVERED: usize = 95;

/// The bars of one clock.
#[derive(Debug, Clone, Default)]
pub struct Bins {
    /// How much time a bar stands for, in milliseconds.
    pub step_ms: i64,
    /// The ranks, by time, of the cards in each bar.
    pub bars: Vec<Range<usize>>,
    /// Whether the last bar holds everything longer, too.
    pub open_end: bool,
}

impl Bins {
    /// The bars of a clock.
    pub fn of(timed: &Timed, clock: Clock) -> Self {
        let n = timed.cards().len();
        let Some(longest) = n.checked_sub(1).and_then(|last| timed.time_ranked(clock, last)) else {
            return Self::default();
        };
        let covered = timed.time_ranked(clock, (n * COVERED).div_ceil(100).saturating_sub(1));
        // The step is such that the covered ones take about three quarters of the bars.
        let step_ms = Unit::Time.step(covered.unwrap_or(longest).max(1) * 4 / (3 * MOST) + 1);
        let bars = (longest / step_ms + 1).min(MOST);
        let open_end = longest / step_ms + 1 > MOST;
        let mut from = 0;
        let bars = (1..=bars)
            .map(|nth| {
                let is_last = nth == bars;
                let to = if is_last { n } else { timed.below(clock, nth.saturating_mul(step_ms)) };
                let bar = from..to;
                from = to;
                bar
            })
            .collect();
        Self { step_ms, bars, open_end }
    }

    /// The bar that holds the card of a rank.
    pub fn bar_of(&self, rank: usize) -> usize {
        self.bars.iter().position(|bar| bar.contains(&rank)).unwrap_or(0)
    }

    /// The time at which a bar begins, in milliseconds.
    pub fn begins_ms(&self, bar: usize) -> i64 {
        i64::try_from(bar).unwrap_or(i64::MAX).saturating_mul(self.step_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Id, Timestamp};
    use crate::flow::Finished;
    use proptest::prelude::*;

    fn timed(times: &[i64]) -> Timed {
        let finished = times.iter().zip(1_u64..).map(|(time, nth)| Finished {
            card: Id::random(nth, 8),
            at: Timestamp::from_ms(1_000_000 + i64::try_from(nth).unwrap()),
            times: Some([*time; 3]),
        });
        Timed::of(&finished.collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn every_card_is_in_one_bar(times in prop::collection::vec(prop_oneof![0..1000_i64, 0..i64::MAX / 8], 0..80)) {
            let timed = timed(&times);
            let bins = Bins::of(&timed, Clock::Cycle);
            let sum: usize = bins.bars.iter().map(Range::len).sum();
            prop_assert_eq!(sum, times.len());
            prop_assert!(bins.bars.len() <= 24);
            for rank in 0..times.len() {
                let bar = bins.bar_of(rank);
                let time = timed.time_ranked(Clock::Cycle, rank).unwrap();
                prop_assert!(bins.begins_ms(bar) <= time);
                if bar + 1 < bins.bars.len() {
                    prop_assert!(time < bins.begins_ms(bar + 1));
                }
            }
        }
    }

    #[test]
    fn the_last_bar_holds_the_outliers() {
        let mut times = vec![3_600_000; 60];
        times.push(86_400_000 * 400);
        let bins = Bins::of(&timed(&times), Clock::Cycle);
        assert!(bins.open_end);
        assert_eq!(bins.bars.last().map(Range::len), Some(1));
        assert!(!Bins::of(&timed(&[1, 2, 3]), Clock::Cycle).open_end);
    }
}
