//! Process behaviour charts: what is a signal, and what is noise.
//!
//! The X-mR chart of Walter Shewhart and Donald Wheeler (*Understanding Variation*): limits at
//! mean ± 2.66 × mean moving range, an upper range limit at 3.268 × mean moving range, the lower
//! limit not below 0. The baseline is all values of the window, and is told. It takes two values to
//! have limits; a single one has none.
//!
//! Signals, after Wheeler: (1) a value outside the limits; (2) eight in a row on one side of the
//! mean; (3) three of four in a row nearer to a limit than to the mean, on one side; and a move from
//! one value to the next beyond the upper range limit. Everything else is noise: asking why it
//! changed asks about nothing. What is nearer to the lower limit is judged by where that limit would
//! be without the floor of 0, so that small values of a wide process are no signal.

use chrono::{Days, NaiveDate};

use super::lead_time::Finished;
use super::{Journeys, Throughput, Window, midnight};
use crate::board::Id;

/// The limits are this many mean moving ranges from the mean: 3 ÷ d₂ for ranges of two values.
const TO_LIMIT: f64 = 2.66;
/// D₄ for ranges of two values.
const TO_RANGE_LIMIT: f64 = 3.268;
/// So many in a row on one side of the mean are a signal.
const RUN: usize = 8;

/// Why a value is a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// Outside the limits.
    Outside,
    /// One of eight in a row or more on one side of the mean.
    Run,
    /// One of three of four in a row nearer to a limit than to the mean.
    Near,
    /// Moved from the value before it by more than the upper range limit.
    Jump,
}

/// What a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A card that finished.
    Card(Id),
    /// A week, by its Monday.
    Week(NaiveDate),
}

/// A value in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What it is of.
    pub of: Of,
    /// The value: milliseconds, or cards.
    pub value: f64,
    /// Why it is a signal; empty for noise.
    pub signals: Vec<Signal>,
}

/// The limits of natural process behaviour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The mean of the baseline.
    pub mean: f64,
    /// The mean moving range.
    pub mean_range: f64,
    /// Upper natural process limit.
    pub upper: f64,
    /// Lower natural process limit, not below 0.
    pub lower: f64,
    /// Upper range limit.
    pub upper_range: f64,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Xmr {
    /// The values in order of time.
    pub points: Vec<Point>,
    /// The limits; `None` below two values.
    pub limits: Option<Limits>,
}

/// The charts of a window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Behaviour {
    /// Lead time of the finished cards, in milliseconds, by finish.
    pub lead_time: Xmr,
    /// Finished cards by whole week: weeks that lie in the window in part are left out.
    pub throughput: Xmr,
}

impl Behaviour {
    pub(super) fn of(
        finished: &[Finished],
        throughput: &Throughput,
        journeys: &Journeys,
        window: Window,
    ) -> Self {
        let lead = |card: &Finished| Some((Of::Card(card.card), card.times?[0]));
        let (zone, end) = (journeys.zone(), window.to.min(journeys.now()));
        let is_whole = |monday: NaiveDate| {
            let next = monday.checked_add_days(Days::new(7));
            midnight(monday, zone) >= window.from && next.is_some_and(|next| midnight(next, zone) <= end)
        };
        let weeks = throughput.weeks.iter().filter(|week| is_whole(week.day));
        Self {
            lead_time: Xmr::of(finished.iter().filter_map(lead)),
            throughput: Xmr::of(weeks.map(|week| (Of::Week(week.day), i64::from(week.finished)))),
        }
    }
}

impl Xmr {
    /// The chart of values in order of time.
    fn of(values: impl Iterator<Item = (Of, i64)>) -> Self {
        let (of, values): (Vec<Of>, Vec<i64>) = values.unzip();
        let limits = Limits::of(&values);
        let signals =
            limits.map_or_else(|| vec![Vec::new(); values.len()], |limits| signals(&values, limits));
        let point = |((of, value), signals)| Point { of, value: value as f64, signals };
        Self { points: of.into_iter().zip(values).zip(signals).map(point).collect(), limits }
    }
}

impl Limits {
    fn of(values: &[i64]) -> Option<Self> {
        if values.len() < 2 {
            return None;
        }
        let mean = mean(values.iter().copied())?;
        let mean_range = self::mean(values.windows(2).map(|pair| pair[0].abs_diff(pair[1])))?;
        let reach = TO_LIMIT * mean_range;
        Some(Self {
            mean,
            mean_range,
            upper: mean + reach,
            lower: (mean - reach).max(0.0),
            upper_range: TO_RANGE_LIMIT * mean_range,
        })
    }
}

/// The mean. Whole and rest are divided apart, so that the mean of equal values is that value and
/// none of them lies beside it by a rounding.
fn mean<N: Into<i128>>(values: impl ExactSizeIterator<Item = N>) -> Option<f64> {
    let n = i128::try_from(values.len()).ok().filter(|n| *n > 0)?;
    let sum: i128 = values.map(Into::into).sum();
    Some(sum.div_euclid(n) as f64 + sum.rem_euclid(n) as f64 / n as f64)
}

/// Why each value is a signal.
fn signals(values: &[i64], limits: Limits) -> Vec<Vec<Signal>> {
    let values: Vec<f64> = values.iter().map(|value| *value as f64).collect();
    let half = TO_LIMIT * limits.mean_range / 2.0;
    let mut run = vec![false; values.len()];
    let mut near = vec![false; values.len()];
    for side in [1.0, -1.0] {
        let beyond = |by: f64| move |value: &f64| (value - limits.mean) * side > by;
        mark(&mut run, &values, RUN, RUN, beyond(0.0));
        mark(&mut near, &values, 3, 4, beyond(half));
    }
    let of = |place: usize| {
        let value = values[place];
        let jump = place > 0 && (value - values[place - 1]).abs() > limits.upper_range;
        let reasons = [
            (value > limits.upper || value < limits.lower, Signal::Outside),
            (run[place], Signal::Run),
            (near[place], Signal::Near),
            (jump, Signal::Jump),
        ];
        reasons.into_iter().filter(|(holds, _)| *holds).map(|(_, signal)| signal).collect()
    };
    (0..values.len()).map(of).collect()
}

/// Marks the values that `counts` takes, wherever at least `least` of `of` in a row are such.
fn mark(marks: &mut [bool], values: &[f64], least: usize, of: usize, counts: impl Fn(&f64) -> bool) {
    for (start, stretch) in values.windows(of).enumerate() {
        if stretch.iter().filter(|value| counts(value)).count() >= least {
            for (value, mark) in stretch.iter().zip(&mut marks[start..]) {
                *mark |= counts(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[i64]) -> Xmr {
        let of = |value: &i64| (Of::Week(NaiveDate::default()), *value);
        Xmr::of(values.iter().map(of))
    }

    fn near(found: f64, expected: f64) -> bool {
        (found - expected).abs() < 1e-9
    }

    /// `.` for noise, else the first letters of the signals.
    fn code(signals: &[Vec<Signal>]) -> String {
        let letter = |signal: &Signal| match signal {
            Signal::Outside => "O",
            Signal::Run => "R",
            Signal::Near => "N",
            Signal::Jump => "J",
        };
        let of = |signals: &Vec<Signal>| match signals[..] {
            [] => ".".to_owned(),
            _ => signals.iter().map(letter).collect(),
        };
        signals.iter().map(of).collect::<Vec<_>>().join(" ")
    }

    /// The flow rates of the NIST/SEMATECH e-Handbook, 6.3.2.2, in tenths. It prints a mean of 50.81, a
    /// mean moving range of 1.8778, and limits of 55.8041 and 45.8159 with 3 ÷ 1.128 in place of 2.66.
    #[test]
    fn the_limits_of_the_nist_example() {
        let limits = chart(&[496, 476, 499, 513, 478, 512, 526, 524, 536, 521]).limits.unwrap();
        assert!(near(limits.mean, 508.1) && near(limits.mean_range, 18.777_777_777_777_78));
        assert!(near(limits.upper, 558.048_888_888_888_9) && near(limits.lower, 458.151_111_111_111_1));
        assert!(near(limits.upper_range, 61.365_777_777_777_8));
        let theirs = 3.0 / 1.128 * limits.mean_range;
        assert!(
            (limits.mean + theirs - 558.041).abs() < 5e-4 && (limits.mean - theirs - 458.159).abs() < 5e-4
        );
    }

    /// Other tools mark two of three beyond two sigma and four of five beyond one; Wheeler does not.
    #[test]
    fn a_week_outside_the_limits_is_a_signal() {
        let weeks = chart(&[3, 5, 2, 4, 6, 0, 3, 4, 18, 5, 2, 3]);
        let limits = weeks.limits.unwrap();
        assert!(near(limits.mean, 55.0 / 12.0) && near(limits.mean_range, 50.0 / 11.0));
        assert!(near(limits.upper, 16.674_242_424_242_426) && limits.lower == 0.0);
        let outside = |point: &Point| point.signals.contains(&Signal::Outside);
        assert_eq!(weeks.points.iter().position(outside), Some(8));
        assert_eq!(weeks.points.iter().filter(|point| outside(point)).count(), 1);
    }

    #[test]
    fn what_never_changes_is_noise() {
        for value in [0, 4, 7_258_118_400_000 / 7] {
            let chart = chart(&[value; 41]);
            let limits = chart.limits.unwrap();
            let mean = value as f64;
            let none = Limits { mean, mean_range: 0.0, upper: mean, lower: mean, upper_range: 0.0 };
            assert_eq!(limits, none);
            assert!(chart.points.iter().all(|point| point.signals.is_empty()), "{value}");
        }
    }

    #[test]
    fn one_value_has_no_limits() {
        assert_eq!(chart(&[]), Xmr::default());
        let one = chart(&[5]);
        assert_eq!((one.limits, one.points.len(), one.points[0].value), (None, 1, 5.0));
        assert_eq!(one.points[0].signals, []);
    }

    #[test]
    fn runs_and_values_near_a_limit() {
        // Nearer to a limit than to the mean: from 16 up and from 4 down.
        let limits =
            Limits { mean: 10.0, mean_range: 10.0 / TO_LIMIT, upper: 20.0, lower: 0.0, upper_range: 13.0 };
        for (values, expected) in [
            (vec![11, 12, 11, 13, 11, 12, 11], ". . . . . . ."),
            (vec![9, 11, 12, 11, 13, 11, 12, 11, 11, 9], ". R R R R R R R R ."),
            // A value at the mean is on neither side.
            (vec![11, 12, 11, 13, 10, 11, 12, 11, 11], ". . . . . . . . ."),
            (vec![9; 9], "R R R R R R R R R"),
            (vec![16, 16, 9], ". . ."),
            (vec![16, 9, 16, 17], "N . N N"),
            (vec![16, 9, 9, 16, 17], ". . . . ."),
            (vec![15, 15, 15, 15], ". . . ."),
            (vec![4, 3, 11, 4], "N N . N"),
            // Not on one side.
            (vec![16, 4, 16, 4], ". . . ."),
            (vec![10, 21, 8, 20, 5], ". O . . J"),
            (vec![10, 0, 10], ". . ."),
            (vec![5, 19], ". J"),
        ] {
            assert_eq!(code(&signals(&values, limits)), expected, "{values:?}");
        }
    }
}
