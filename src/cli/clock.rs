//! What time it is, and the times people type.
//!
//! The only clock of the command line. `ANDON_NOW`, an RFC 3339 instant, stops it: for tests, and
//! for scripts whose output should not change from run to run.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;

use crate::board::Timestamp;
use crate::flow::midnight;

use super::problem::Problem;

/// Now, to the millisecond: cards put into a column one after the other stay in that order.
pub(super) fn now() -> Result<Timestamp, Problem> {
    let Some(frozen) = std::env::var("ANDON_NOW").ok().filter(|text| !text.is_empty()) else {
        return Ok(Timestamp::from_ms(chrono::Utc::now().timestamp_millis()));
    };
    let hint = "unset it, or give an instant such as 2026-03-02T08:00:00Z";
    frozen.parse().map_err(|error| Problem::usage(format!("ANDON_NOW is '{frozen}': {error}"), hint))
}

/// An instant as people type it: RFC 3339, or a day, with or without a time of day, in the
/// zone of the board.
pub(super) fn instant(text: &str, zone: Tz) -> Result<Timestamp, Problem> {
    let text = text.trim();
    if let Ok(at) = text.parse() {
        return Ok(at);
    }
    if let Some(day) = day(text) {
        return Ok(midnight(day, zone));
    }
    let forms = ["%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let hint = "give 2026-03-02T08:00:00Z, or 2026-03-02 09:00 in the board's time zone";
    let Some(local) = local else {
        return Err(Problem::usage(format!("'{text}' is no time"), hint));
    };
    match from_local(local, zone) {
        Some(at) => Ok(at),
        None => {
            Err(Problem::usage(format!("'{text}' does not exist in {zone}, between 1970 and 2200"), hint))
        }
    }
}

/// A day as people type it.
fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10)
}

/// A time zone by its name.
pub(super) fn zone(text: &str) -> Result<Tz, &'static str> {
    text.parse()
        .map_err(|_| "there is no such time zone; they are called Europe/Berlin, America/New_York, UTC")
}

/// A length of time as people type it: `30d`, `12h`, `2w`.
pub(super) fn span_ms(text: &str) -> Result<i64, Problem> {
    const HOUR_MS: i64 = 3_600_000;
    let units = [("d", 24 * HOUR_MS), ("w", 168 * HOUR_MS), ("h", HOUR_MS), ("m", 60_000)];
    let found = units.iter().find_map(|(unit, ms)| {
        let count: i64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
        count.checked_mul(*ms).filter(|ms| *ms > 0)
    });
    found.ok_or_else(|| Problem::usage(format!("'{text}' is no length of time"), "give 30d, 2w or 12h"))
}

/// An instant as people read it: in the board's zone, to the minute.
pub(super) fn shown(at: Timestamp, zone: Tz) -> String {
    match DateTime::from_timestamp_millis(at.ms()) {
        Some(utc) => utc.with_timezone(&zone).format("%Y-%m-%d %H:%M").to_string(),
        None => at.to_string(),
    }
}

/// The earlier instant where clocks are set back; none where they skip it.
fn from_local(local: NaiveDateTime, zone: Tz) -> Option<Timestamp> {
    let ms = zone.from_local_datetime(&local).earliest()?.timestamp_millis();
    (Timestamp::MIN.ms()..Timestamp::END.ms()).contains(&ms).then(|| Timestamp::from_ms(ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_as_people_type_them() {
        let berlin: Tz = "Europe/Berlin".parse().unwrap();
        for (text, utc) in [
            ("2026-03-02T08:00:00Z", Some("2026-03-02T08:00:00Z")),
            ("2026-03-02 09:00", Some("2026-03-02T08:00:00Z")),
            ("2026-07-02 09:00:30", Some("2026-07-02T07:00:30Z")),
            ("2026-03-02", Some("2026-03-01T23:00:00Z")),
            // Twice there, and never there.
            ("2026-10-25 02:30", Some("2026-10-25T00:30:00Z")),
            ("2026-03-29 02:30", None),
            ("yesterday", None),
            ("1969-12-31 12:00", None),
            ("2200-01-02 12:00", None),
        ] {
            assert_eq!(instant(text, berlin).ok().map(|at| at.to_string()).as_deref(), utc, "{text}");
        }
    }

    #[test]
    fn lengths_of_time() {
        for (text, ms) in [
            ("30d", Some(2_592_000_000)),
            ("2w", Some(1_209_600_000)),
            ("0d", None),
            ("-1d", None),
            ("3", None),
            ("99999999999999999d", None),
            ("", None),
        ] {
            assert_eq!(span_ms(text).ok(), ms, "{text}");
        }
    }
}
