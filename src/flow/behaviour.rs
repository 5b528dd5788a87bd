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
