//! Ages and dates as cards show them: one unit, one glance.

use chrono::{DateTime, Datelike};
use chrono_tz::Tz;

use crate::board::Timestamp;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// A time span in one unit, rounded down: `4m`, `3h`, `12d`.
pub fn age(ms: i64) -> String {
    for (unit, letter) in [(DAY, 'd'), (HOUR, 'h'), (MINUTE, 'm')] {
        if ms >= unit {
            return format!("{}{letter}", ms / unit);
        }
    }
    "now".to_owned()
}

/// An instant as the board's people read it: `14 May 16:40`, with the year if it is not `now`'s.
pub fn date(at: Timestamp, now: Timestamp, zone: Tz) -> String {
    let local = |at: Timestamp| DateTime::from_timestamp_millis(at.ms()).map(|at| at.with_timezone(&zone));
    let Some(then) = local(at) else { return String::new() };
    let same_year = local(now).is_some_and(|now| now.year() == then.year());
    then.format(if same_year { "%e %b %H:%M" } else { "%e %b %Y" }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_unit() {
        for (ms, text) in
            [(-5, "now"), (59_999, "now"), (MINUTE, "1m"), (DAY - 1, "23h"), (400 * DAY, "400d")]
        {
            assert_eq!(age(ms), text);
        }
    }

    #[test]
    fn dates_are_local_to_the_board() {
        let at: Timestamp = "2026-05-14T22:40:00Z".parse().unwrap();
        let now: Timestamp = "2026-06-01T00:00:00Z".parse().unwrap();
        assert_eq!(date(at, now, Tz::Europe__Berlin), "15 May 00:40");
        assert_eq!(date(at, Timestamp::MIN, Tz::UTC), "14 May 2026");
    }
}
