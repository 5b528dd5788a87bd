//! Where the points of a scatter lie, on a grid finer than any screen.
//!
//! Made once, when measured. Drawing asks the grid, so a frame takes the same time for a hundred
//! cards as for a hundred thousand.

use std::ops::Range;

use super::scale::Scale;
use super::timed::{Clock, Timed};
use crate::board::Timestamp;

/// Columns of the grid: more than a terminal of 300 columns has dots of braille.
const WIDE: usize = 1024;
/// Rows of the grid: more than a terminal of 100 rows has dots of braille.
const HIGH: usize = 512;
/// Bits of a word.
const WORD: usize = 64;

/// The points of one clock.
#[derive(Debug, Clone)]
pub struct Cloud {
    /// How long the cards took, upwards.
    pub times: Scale,
    /// When they finished, to the right.
    pub finishes: Scale,
    /// A bit for each place of the grid, row by row from the bottom. Empty without cards.
    bits: Vec<u64>,
}

impl Cloud {
    /// The points of the cards that finished between two instants.
    pub fn of(cards: &Timed, clock: Clock, from: Timestamp, to: Timestamp) -> Self {
        let n = cards.cards().len();
        let time = |rank: usize| cards.time_ranked(clock, rank).unwrap_or(0);
        let times = Scale::of_times(time(0), time(n / 2), time(n.saturating_sub(1)));
        let finishes = Scale::even(from.ms(), to.ms());
        let mut bits = vec![0; if n == 0 { 0 } else { WIDE / WORD * HIGH }];
        for card in cards.cards() {
            let x = finishes.place(card.at.ms(), WIDE);
            let y = times.place(card.time(clock), HIGH);
            bits[(y * WIDE + x) / WORD] |= 1 << (x % WORD);
        }
        Self { times, finishes, bits }
    }

    /// True if a point lies in dot (`x`, `y`) of a picture of so many dots, counted from the lower
    /// left.
    pub fn has(&self, (x, y): (usize, usize), (wide, high): (usize, usize)) -> bool {
        if self.bits.is_empty() || x >= wide || y >= high {
            return false;
        }
        let columns = part(x, wide, WIDE);
        part(y, high, HIGH).any(|row| self.any(row, columns.clone()))
    }

    /// True if a point lies in some columns of a row.
    fn any(&self, row: usize, columns: Range<usize>) -> bool {
        let mut from = columns.start;
        while from < columns.end {
            // What lies in one word is looked at in one go.
            let word = from / WORD;
            let to = columns.end.min((word + 1) * WORD);
            let mask = u64::MAX >> (WORD - (to - from)) << (from % WORD);
            if self.bits[row * (WIDE / WORD) + word] & mask != 0 {
                return true;
            }
            from = to;
        }
        false
    }
}

/// The places of `all` that the `nth` of `parts` stands for: none is left out, none is twice,
/// as long as there are no more parts than places.
fn part(nth: usize, parts: usize, all: usize) -> Range<usize> {
    nth * all / parts..(nth + 1) * all / parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Id;
    use crate::flow::Finished;

    #[test]
    fn every_card_lies_in_the_dot_of_its_place() {
        let at = |ms: i64| Timestamp::from_ms(1_000_000 + ms);
        let finished: Vec<Finished> = (0..500_i64)
            .map(|nth| Finished {
                card: Id::random(nth.unsigned_abs() + 1, 8),
                at: at(nth * 7),
                times: Some([nth * nth % 911, nth * 37 % 100, 0]),
            })
            .collect();
        let timed = Timed::of(&finished);
        for clock in Clock::ALL {
            let cloud = Cloud::of(&timed, clock, at(0), at(3500));
            for size in [(1, 1), (7, 3), (140, 64), (600, 400)] {
                let mut found = 0;
                for x in 0..size.0 {
                    found += (0..size.1).filter(|y| cloud.has((x, *y), size)).count();
                }
                assert!(found > 0 && found <= 500, "{found} at {size:?}");
            }
            assert!(!cloud.has((9, 0), (9, 9)));
        }
    }
}
