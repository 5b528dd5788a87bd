//! Instants and windows in the board's local time, as people read them.

use chrono::{DateTime, Days};
use chrono_tz::Tz;

use super::Report;
use super::words::duration;
use crate::board::Timestamp;
use crate::flow::{Window, local_day, midnight};

/// A window and the zone it is told in: by its first and last day if it is of whole days.
pub fn period(window: Window, zone: Tz) -> String {
    let length = duration(window.to.since(window.from).max(0));
    let whole = |at: Timestamp| midnight(local_day(at, zone), zone) == at;
    if whole(window.from) && whole(window.to) && window.from < window.to {
        let last = local_day(window.to, zone);
        let last = last.checked_sub_days(Days::new(1)).unwrap_or(last);
        return format!("{} to {last} · {zone}", local_day(window.from, zone));
    }
    format!("{length} to {} · {zone}", minute(window.to, zone))
}

/// An instant to the minute.
pub fn minute(at: Timestamp, zone: Tz) -> String {
    let at = DateTime::from_timestamp_millis(at.ms()).unwrap_or_default();
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string()
}

impl Report {
    /// The window it is of.
    pub fn period(&self) -> String {
        period(self.metrics.window, self.zone())
    }

    /// An instant in the board's zone, to the minute.
    pub fn minute(&self, at: Timestamp) -> String {
        minute(at, self.zone())
    }

    pub(super) fn zone(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }
}
