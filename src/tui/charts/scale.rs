//! From values to places on the screen, and the values worth writing beside an axis.
//!
//! Whole numbers in, whole numbers out: a card's place in a picture is the same whoever asks.

use crate::report::words::duration;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Steps between times that people count in.
const TIME_STEPS: [i64; 22] = [
    1,
    10,
    100,
    1000,
    5_000,
    15_000,
    MINUTE,
    5 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    5 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    90 * DAY,
];

/// What the values of an axis are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds.
    Time,
    /// Cards.
    Count,
}

impl Unit {
    /// The smallest step people count in that is at least `least`.
    pub fn step(self, least: i64) -> i64 {
        let known = match self {
            Self::Time => TIME_STEPS.into_iter().find(|step| *step >= least),
            Self::Count => None,
        };
        known.unwrap_or_else(|| {
            let unit = if self == Self::Time { 100 * DAY } else { 1 };
            let mut power = unit;
            loop {
                for step in [1, 2, 5].map(|factor| power.saturating_mul(factor)) {
                    if step >= least {
                        return step;
                    }
                }
                power = power.saturating_mul(10);
            }
        })
    }

    /// The smallest multiple of a round step that is at least `value`: where an axis may end.
    pub fn ceiling(self, value: i64) -> i64 {
        let step = self.step((value / 4).max(1));
        value.div_ceil_of(step)
    }

    /// A value as an axis has it.
    pub fn label(self, value: i64) -> String {
        match self {
            Self::Time if value == 0 => "0".to_owned(),
            Self::Time => duration(value),
            Self::Count => value.to_string(),
        }
    }
}

trait Ceiling {
    fn div_ceil_of(self, step: Self) -> Self;
}

impl Ceiling for i64 {
    /// The smallest multiple of `step`, at least 1, that is not less than a value of 0 or more.
    fn div_ceil_of(self, step: Self) -> Self {
        let rest = self % step;
        if rest == 0 { self } else { self.saturating_add(step - rest) }
    }
}

/// How values are spread over cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    low: i64,
    high: i64,
    /// By powers rather than evenly.
    pub is_log: bool,
}

impl Scale {
    /// Evenly from `low` to `high`.
    pub fn even(low: i64, high: i64) -> Self {
        Self { low, high: high.max(low.saturating_add(1)), is_log: false }
    }

    /// For times up to `most`, half of which are at most `median`: evenly from 0, or by powers
    /// where a few took so long that the others would lie flat on the floor.
    pub fn of_times(least: i64, median: i64, most: i64) -> Self {
        let high = Unit::Time.ceiling(most.max(1));
        if median <= 0 || most / 8 <= median {
            return Self::even(0, high);
        }
        let low = least.clamp(median / 64, median / 2).max(1);
        Self { low, high: high.max(low.saturating_add(1)), is_log: true }
    }

    /// The smallest value it has a place for.
    pub fn low(&self) -> i64 {
        self.low
    }

    /// The greatest value it has a place for.
    pub fn high(&self) -> i64 {
        self.high
    }

    /// The place of a value among `places`, the lowest value's being 0. Values beyond the ends
    /// have the places of the ends.
    pub fn place(&self, value: i64, places: usize) -> usize {
        let last = places.saturating_sub(1);
        let value = value.clamp(self.low, self.high);
        if self.is_log {
            let ln = |value: i64| (value.max(1) as f64).ln();
            let share = (ln(value) - ln(self.low)) / (ln(self.high) - ln(self.low));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between 0 and the number of places"
            )]
            let place = (share.clamp(0.0, 1.0) * places as f64) as usize;
            return place.min(last);
        }
        let wide = i128::from(self.high) - i128::from(self.low);
        let place = (i128::from(value) - i128::from(self.low)) * places as i128 / wide;
        usize::try_from(place).unwrap_or(0).min(last)
    }

    /// At most `most` values to write beside the axis, from low to high.
    pub fn ticks(&self, unit: Unit, most: usize) -> Vec<i64> {
        let most = i64::try_from(most.max(1)).unwrap_or(i64::MAX);
        if self.is_log {
            let days = std::iter::successors(Some(DAY), |at| at.checked_mul(2));
            let powers: Vec<i64> = TIME_STEPS
                .into_iter()
                .filter(|step| *step < DAY)
                .chain(days)
                .filter(|step| (self.low..=self.high).contains(step))
                .collect();
            let every = powers.len().div_ceil(usize::try_from(most).unwrap_or(1)).max(1);
            // From the top: long times are the ones people look for.
            let mut ticks: Vec<i64> = powers.into_iter().rev().step_by(every).collect();
            ticks.reverse();
            return ticks;
        }
        let wide = self.high.saturating_sub(self.low);
        let step = unit.step((wide / most + i64::from(wide % most > 0)).max(1));
        let first = if self.low <= 0 { 0 } else { self.low.div_ceil_of(step) };
        let ticks = std::iter::successors(Some(first), |at| at.checked_add(step));
        ticks.take_while(|at| *at <= self.high).take(usize::try_from(most).unwrap_or(1) + 1).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn steps_are_those_people_count_in() {
        for (least, step) in [(1, 1), (HOUR + 1, 2 * HOUR), (3 * DAY, 5 * DAY), (91 * DAY, 100 * DAY)] {
            assert_eq!(Unit::Time.step(least), step);
        }
        for (least, step) in [(0, 1), (3, 5), (11, 20), (501, 1000)] {
            assert_eq!(Unit::Count.step(least), step);
        }
        assert_eq!(Unit::Time.step(i64::MAX), i64::MAX);
        assert_eq!(Unit::Time.ceiling(9 * DAY), 10 * DAY);
    }

    #[test]
    fn ends_have_places_and_so_has_what_lies_beyond_them() {
        let scale = Scale::even(0, 10);
        for (value, place) in [(-5, 0), (0, 0), (5, 10), (10, 19), (99, 19)] {
            assert_eq!(scale.place(value, 20), place, "{value}");
        }
        assert_eq!(scale.place(5, 0), 0);
        assert_eq!(Scale::even(3, 3).place(3, 4), 0);
    }

    #[test]
    fn outliers_make_the_scale_go_by_powers() {
        assert!(!Scale::of_times(HOUR, 2 * DAY, 16 * DAY).is_log);
        let scale = Scale::of_times(HOUR, 2 * DAY, 40 * DAY);
        assert!(scale.is_log);
        assert!(scale.ticks(Unit::Time, 6).len() <= 6);
        assert!(scale.place(2 * DAY, 100) > 20);
    }

    proptest! {
        #[test]
        fn places_grow_with_values(
            low in 0..1_000_000_i64, median in 0..1_000_000_000_i64, most in 0..i64::MAX / 4,
            a in any::<i64>(), b in any::<i64>(), places in 0..400_usize, log in any::<bool>(),
        ) {
            let scale = if log { Scale::of_times(low, median, most) } else { Scale::even(low, most) };
            let (a, b) = (a.min(b), a.max(b));
            prop_assert!(scale.place(a, places) <= scale.place(b, places));
            prop_assert!(scale.place(b, places) <= places.saturating_sub(1));
            let ticks = scale.ticks(Unit::Time, places);
            prop_assert!(ticks.len() <= places.max(1) + 1);
            prop_assert!(ticks.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
