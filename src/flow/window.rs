//! The stretch of time that is measured, and the local days and weeks in it.
//!
//! A window is half-open: what happens at `from` is in it, what happens at `to` is not, so that
//! windows that touch share nothing and leave nothing out. "The last 30 days" are the 30 × 24
//! hours before now; a window given by dates runs from local midnight to local midnight and may
//! be an hour shorter or longer than its days × 24, where clocks change.
//!
//! Days and weeks are those of the board's time zone. A day begins at the first instant that
//! bears its date; weeks begin on Monday (ISO 8601).

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;

use crate::board::Timestamp;

/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 86_400_000;

/// A stretch of time, `from` included and `to` not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Its first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

impl Window {
    /// The `days` × 24 hours before `now`.
    pub fn last(days: u32, now: Timestamp) -> Self {
        Self { from: now.plus_ms(-i64::from(days) * DAY_MS), to: now }
    }

    /// From the start of one local day to the start of another, which is not in it.
    pub fn dates(from: NaiveDate, to: NaiveDate, zone: Tz) -> Self {
        Self { from: midnight(from, zone), to: midnight(to, zone) }
    }

    /// The window of the same length that ends where this one begins.
    #[must_use]
    pub fn before(self) -> Self {
        Self { from: self.from.plus_ms(-self.to.since(self.from).max(0)), to: self.from }
    }

    /// True if `at` lies in the window.
    pub fn contains(self, at: Timestamp) -> bool {
        self.from <= at && at < self.to
    }

    /// How much of the window has passed by `now`, in milliseconds.
    pub fn observed_ms(self, now: Timestamp) -> i64 {
        self.to.min(now).since(self.from).max(0)
    }

    /// How much of the stretch from `from` to `to` lies in the window, in milliseconds.
    pub fn overlap_ms(self, from: Timestamp, to: Timestamp) -> i64 {
        to.min(self.to).since(from.max(self.from)).max(0)
    }

    /// The local days the window touches and that have begun by `now`, with their first instants.
    pub fn days(self, zone: Tz, now: Timestamp) -> Vec<(NaiveDate, Timestamp)> {
        let end = self.to.min(now.plus_ms(1));
        let mut days = Vec::new();
        if self.from >= end {
            return days;
        }
        let mut day = Some(local_day(self.from, zone));
        while let Some(date) = day {
            let start = midnight(date, zone);
            if start >= end && !days.is_empty() {
                break;
            }
            days.push((date, start));
            day = date.checked_add_days(Days::new(1));
        }
        days
    }
}

/// The place, among days as [`Window::days`] gives them, of the last that begins at or before `at`;
/// the first if none does. Days are 24 hours long but for a few, so a division finds it, or one
/// close by.
pub(super) fn day_of(starts: &[(NaiveDate, Timestamp)], at: Timestamp) -> usize {
    let begins = |place: usize| starts.get(place).map_or(Timestamp::END, |(_, start)| *start);
    let guess = usize::try_from(at.since(begins(0)) / DAY_MS).unwrap_or(0);
    let mut place = guess.min(starts.len().saturating_sub(1));
    while place > 0 && begins(place) > at {
        place -= 1;
    }
    while place + 1 < starts.len() && begins(place + 1) <= at {
        place += 1;
    }
    place
}

/// The date that `zone` has at `at`.
pub fn local_day(at: Timestamp, zone: Tz) -> NaiveDate {
    // Every timestamp lies between 1970 and 2200, far inside what chrono knows.
    DateTime::from_timestamp_millis(at.ms()).unwrap_or_default().with_timezone(&zone).date_naive()
}

/// The first instant that bears the date `day` in `zone`.
pub fn midnight(day: NaiveDate, zone: Tz) -> Timestamp {
    // Where clocks are put forward at midnight, the day begins later; on the islands that skipped
    // a day at the date line, by all its 24 hours.
    (0..=100)
        .filter_map(|quarter| day.and_hms_opt(0, 0, 0)?.checked_add_signed(TimeDelta::minutes(15 * quarter)))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map_or(Timestamp::MIN, |at| Timestamp::from_ms(at.timestamp_millis()))
}

/// The Monday of the week of `day`.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_begin_where_clocks_say() {
        for (zone, day, start) in [
            ("UTC", "2024-03-31", "2024-03-31T00:00:00Z"),
            ("Europe/Berlin", "2024-03-31", "2024-03-30T23:00:00Z"),
            ("Europe/Berlin", "2024-04-01", "2024-03-31T22:00:00Z"),
            ("Europe/Berlin", "2024-10-27", "2024-10-26T22:00:00Z"),
            ("Europe/Berlin", "2024-10-28", "2024-10-27T23:00:00Z"),
            // Midnight did not exist: clocks went from 00:00 to 01:00.
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
            // Midnight came twice.
            ("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z"),
            // The whole day did not exist.
            ("Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"),
            ("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"),
            ("Asia/Kathmandu", "2024-01-01", "2023-12-31T18:15:00Z"),
        ] {
            assert_eq!(midnight(date(day), zone.parse().unwrap()), at(start), "{zone} {day}");
        }
    }

    #[test]
    fn a_window_of_dates_counts_the_night_of_the_clock_change() {
        let zone = "Europe/Berlin".parse().unwrap();
        let window = Window::dates(date("2024-03-25"), date("2024-04-08"), zone);
        assert_eq!(window.observed_ms(Timestamp::END), 14 * DAY_MS - 3_600_000);
        assert_eq!(window.days(zone, Timestamp::END).len(), 14);
        assert_eq!(window.days(zone, at("2024-03-25T12:00:00Z")).len(), 1);
    }

    #[test]
    fn the_last_days_are_whole_and_end_now() {
        let now = at("2024-04-01T12:00:00Z");
        let window = Window::last(30, now);
        assert_eq!(window.observed_ms(now), 30 * DAY_MS);
        assert!(!window.contains(now) && window.contains(now.plus_ms(-1)) && window.contains(window.from));
    }

    #[test]
    fn an_empty_window_has_no_days() {
        let now = at("2024-04-01T12:00:00Z");
        assert_eq!(Window { from: now, to: now }.days(Tz::UTC, Timestamp::END), []);
        assert_eq!(Window { from: now.plus_ms(DAY_MS), to: now.plus_ms(2 * DAY_MS) }.days(Tz::UTC, now), []);
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!(monday(date("2024-03-31")), date("2024-03-25"));
        assert_eq!(monday(date("2024-04-01")), date("2024-04-01"));
    }
}
