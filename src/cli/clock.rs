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
}
