//! Axes: where a value lies, and the round values that are written beside it.
//!
//! An axis runs from 0 to 1; what draws it makes pixels or percent of that. Ticks are at round
//! numbers, round durations, or at midnights, Mondays and firsts of months of the board's zone.
//! Those that a narrow screen has no room for are marked as minor.

use chrono::{DateTime, Datelike as _, Days, Months, NaiveDate};
use chrono_tz::Tz;

use crate::board::Timestamp;
use crate::flow::{DAY_MS, local_day, midnight, monday};
use crate::report::words::duration;

/// A round value on an axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// Where, from 0 to 1.
    pub(super) at: f64,
    /// What is written there.
    pub(super) label: String,
    /// Whether it is left out where room is scarce.
    pub(super) minor: bool,
}

/// A straight scale with ticks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    from: f64,
    to: f64,
    pub(super) ticks: Vec<Tick>,
}

/// Ticks that even a narrow screen has room for, side by side.
const NARROW: usize = 4;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;
/// Round durations; above them, tens, twenties and fifties of days, and so on.
const ROUND_MS: [i64; 24] = [
    1,
    10,
    100,
    1000,
    2000,
    5000,
    10_000,
    15_000,
    30_000,
    MINUTE_MS,
    2 * MINUTE_MS,
    5 * MINUTE_MS,
    10 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
    4 * HOUR_MS,
    6 * HOUR_MS,
    12 * HOUR_MS,
    DAY_MS,
    2 * DAY_MS,
    4 * DAY_MS,
    5 * DAY_MS,
];

impl Axis {
    /// Where a value lies, from 0 to 1.
    pub(super) fn share(&self, value: f64) -> f64 {
        let span = self.to - self.from;
        if span > 0.0 { ((value - self.from) / span).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// Where a duration or an instant lies.
    pub(super) fn of_ms(&self, ms: i64) -> f64 {
        self.share(ms as f64)
    }

    /// Whole numbers from `from` to at least `to`, with about `most` ticks.
    pub(super) fn counts(from: u64, to: u64, most: u32) -> Self {
        let most = u64::from(most.max(1));
        let span = to.saturating_sub(from).max(1);
        let step = round_from(span.div_ceil(most));
        let from = from / step * step;
        let steps = to.saturating_sub(from).max(1).div_ceil(step);
        let label = |n: u64| (from + n * step).to_string();
        Self::even(from as f64, step as f64, steps, label)
    }

    /// Durations from 0 to at least `to_ms`, with at most about `most` ticks.
    pub(super) fn durations(to_ms: i64, most: u32) -> Self {
        let to_ms = to_ms.max(1);
        let step = round_ms(to_ms, most);
        let steps = u64::try_from((to_ms - 1) / step + 1).unwrap_or(1);
        let label = |n: u64| match i64::try_from(n) {
            Ok(n @ 1..) => duration(n * step),
            _ => "0".to_owned(),
        };
        Self::even(0.0, step as f64, steps, label)
    }

    fn even(from: f64, step: f64, steps: u64, label: impl Fn(u64) -> String) -> Self {
        let tick =
            |n: u64| Tick { at: n as f64 / steps as f64, label: label(n), minor: n % 2 == 1 && steps > 4 };
        Self { from, to: from + step * steps as f64, ticks: (0..=steps).map(tick).collect() }
    }

    /// The time from one instant to another, with the dates of `zone`.
    pub(super) fn dates(from: Timestamp, to: Timestamp, zone: Tz) -> Self {
        let axis = Self { from: from.ms() as f64, to: to.ms() as f64, ticks: Vec::new() };
        if from >= to {
            return axis;
        }
        let marks = dates(from, to, zone);
        let every = marks.len().div_ceil(NARROW).max(1);
        let tick = |(place, (at, label)): (usize, (Timestamp, String))| Tick {
            at: axis.share(at.ms() as f64),
            label,
            minor: place % every != 0,
        };
        Self { ticks: marks.into_iter().enumerate().map(tick).collect(), ..axis }
    }
}

/// The least round number (1, 2 or 5 and noughts) that is at least `least`.
fn round_from(least: u64) -> u64 {
    let mut ten = 1_u64;
    loop {
        if let Some(round) = [1, 2, 5].map(|n| ten.saturating_mul(n)).into_iter().find(|n| *n >= least) {
            return round;
        }
        ten = ten.saturating_mul(10);
    }
}

/// A round duration of which at most `most` make up `to_ms`.
pub(super) fn round_ms(to_ms: i64, most: u32) -> i64 {
    let least = div_up(to_ms.max(1), i64::from(most.max(1)));
    ROUND_MS.into_iter().find(|step| *step >= least).unwrap_or_else(|| {
        let days = u64::try_from(div_up(least, DAY_MS)).unwrap_or(1);
        i64::try_from(round_from(days)).unwrap_or(1).saturating_mul(DAY_MS)
    })
}

/// Division that rounds up. The standard library has none yet for numbers with a sign.
fn div_up(value: i64, by: i64) -> i64 {
    value / by + i64::from(value % by > 0)
}

/// Round instants between two, with what is written there: about a dozen at most.
fn dates(from: Timestamp, to: Timestamp, zone: Tz) -> Vec<(Timestamp, String)> {
    let first = local_day(from, zone);
    let days = to.since(from) / DAY_MS;
    let day = |date: NaiveDate| format!("{} {}", date.day(), date.format("%b"));
    let after = |days: u64| move |date: NaiveDate| date.checked_add_days(Days::new(days));
    let walk = Walk { from, to, zone };
    match days {
        ..=1 => hours(from, to, zone),
        2..=11 => walk.dates(first, after(1), day),
        12..=20 => walk.dates(first, after(2), day),
        21..=84 => walk.dates(monday(first), after(7), day),
        _ => {
            let step = MONTHS.into_iter().find(|step| days / (30 * i64::from(*step)) <= 11).unwrap_or(480);
            // Counted from January of a year that is a multiple of the step.
            let years = i32::try_from(step / 12).unwrap_or(1).max(1);
            let first = NaiveDate::from_ymd_opt(first.year() / years * years, 1, 1).unwrap_or(first);
            let label = |date: NaiveDate| date.format(if step < 12 { "%b %Y" } else { "%Y" }).to_string();
            walk.dates(first, |date| date.checked_add_months(Months::new(step)), label)
        }
    }
}

/// Steps of a calendar, in months.
const MONTHS: [u32; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 240];

/// A stretch of time through which dates are walked.
struct Walk {
    from: Timestamp,
    to: Timestamp,
    zone: Tz,
}

impl Walk {
    /// The first instants of dates, from `first` on, that lie in the stretch.
    fn dates(
        &self,
        first: NaiveDate,
        next: impl Fn(NaiveDate) -> Option<NaiveDate>,
        label: impl Fn(NaiveDate) -> String,
    ) -> Vec<(Timestamp, String)> {
        let mut marks: Vec<(Timestamp, String)> = Vec::new();
        let mut date = Some(first);
        while let Some(day) = date {
            let at = midnight(day, self.zone);
            // At the end of time, the calendar goes on and instants do not.
            if at > self.to || marks.last().is_some_and(|(last, _)| *last >= at) {
                break;
            }
            // Days before the first instant, or that a zone skipped, begin at that of another.
            if at >= self.from && local_day(at, self.zone) == day {
                marks.push((at, label(day)));
            }
            date = next(day);
        }
        marks
    }
}

/// Round hours or minutes of a stretch of less than two days.
fn hours(from: Timestamp, to: Timestamp, zone: Tz) -> Vec<(Timestamp, String)> {
    let step = round_ms(to.since(from), 8).max(MINUTE_MS);
    let start = midnight(local_day(from, zone), zone);
    let marks = (0..).map(|n| start.plus_ms(n * step)).take_while(|at| *at <= to && *at < Timestamp::END);
    let label = |at: Timestamp| {
        let local = DateTime::from_timestamp_millis(at.ms()).unwrap_or_default().with_timezone(&zone);
        (at, local.format("%H:%M").to_string())
    };
    marks.filter(|at| *at >= from).map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| &*tick.label).collect()
    }

    fn dated(from: &str, to: &str, zone: &str) -> Vec<String> {
        let axis = Axis::dates(from.parse().unwrap(), to.parse().unwrap(), zone.parse().unwrap());
        axis.ticks.into_iter().map(|tick| tick.label).collect()
    }

    #[test]
    fn counts_and_durations_end_at_a_round_value() {
        assert_eq!(labels(&Axis::counts(0, 9, 5)), ["0", "2", "4", "6", "8", "10"]);
        assert_eq!(labels(&Axis::counts(0, 0, 5)), ["0", "1"]);
        assert_eq!(labels(&Axis::counts(97, 151, 5)), ["80", "100", "120", "140", "160"]);
        assert_eq!(labels(&Axis::durations(9 * DAY_MS, 5)), ["0", "2d", "4d", "6d", "8d", "10d"]);
        assert_eq!(labels(&Axis::durations(40_000, 5)), ["0", "10s", "20s", "30s", "40s"]);
        assert_eq!(labels(&Axis::durations(0, 5)), ["0", "1ms"]);
        assert_eq!(labels(&Axis::durations(83_000 * DAY_MS, 5)).last(), Some(&"100000d"));
    }

    #[test]
    fn dates_are_round_in_the_zone_of_the_board() {
        let week = dated("2026-03-26T12:00:00Z", "2026-03-30T12:00:00Z", "Europe/Berlin");
        assert_eq!(week, ["27 Mar", "28 Mar", "29 Mar", "30 Mar"]);
        let month = dated("2026-03-01T00:00:00Z", "2026-03-31T00:00:00Z", "UTC");
        assert_eq!(month, ["2 Mar", "9 Mar", "16 Mar", "23 Mar", "30 Mar"]);
        let quarter = dated("2025-12-15T00:00:00Z", "2026-03-31T00:00:00Z", "UTC");
        assert_eq!(quarter, ["Jan 2026", "Feb 2026", "Mar 2026"]);
        let day = dated("2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "UTC");
        assert_eq!(day, ["00:00", "04:00", "08:00", "12:00", "16:00", "20:00", "00:00"]);
        let ages = dated("1970-01-01T00:00:00Z", "2199-12-31T00:00:00Z", "UTC");
        assert_eq!(ages.first().map(String::as_str), Some("1980"));
        assert!(ages.len() <= 13, "{ages:?}");
        assert_eq!(dated("2026-03-02T00:00:00Z", "2026-03-02T00:00:00Z", "UTC"), [""; 0]);
    }

    const TIMES: std::ops::Range<i64> = 0..7_258_118_400_000;

    proptest! {
        #[test]
        fn ticks_ascend_within_the_axis_and_are_few(from in TIMES, span in TIMES) {
            let (from, to) = (Timestamp::from_ms(from), Timestamp::from_ms(from.saturating_add(span)));
            for axis in [
                Axis::dates(from, to, chrono_tz::Pacific::Apia),
                Axis::durations(span, 5),
                Axis::counts(from.ms().unsigned_abs(), to.ms().unsigned_abs(), 5),
            ] {
                prop_assert!(axis.ticks.len() <= 30, "{:?}", axis);
                prop_assert!(axis.ticks.windows(2).all(|pair| pair[0].at < pair[1].at), "{:?}", axis);
                prop_assert!(axis.ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.at)), "{:?}", axis);
            }
        }
    }
}
