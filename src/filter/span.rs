//! Lengths of time and days, as they are typed into a filter.

use chrono::{Datelike as _, Days, NaiveDate};

use super::term::Compare;

/// The units of a length, in milliseconds.
const UNITS: [(char, i64); 5] =
    [('w', 7 * 86_400_000), ('d', 86_400_000), ('h', 3_600_000), ('m', 60_000), ('s', 1000)];
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A day as it is typed. Which day that is depends on today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// That day.
    On(NaiveDate),
    /// So many days from today.
    In(i64),
    /// The next such day of the week, from 0 for Monday; today if it is one.
    Next(u8),
}

/// The sign before a value, and what follows it.
pub(super) fn compare(text: &str) -> (Compare, &str) {
    let signs =
        [("<=", Compare::AtMost), (">=", Compare::AtLeast), ("<", Compare::Less), (">", Compare::More)];
    let found = signs.into_iter().find_map(|(sign, how)| Some((how, text.strip_prefix(sign)?)));
    found.unwrap_or((Compare::Plain, text))
}

/// A length of time in milliseconds: `5d`, `90m`, `1d12h`. A number alone is days.
pub(super) fn length(text: &str) -> Option<i64> {
    let mut rest = text.trim();
    let mut sum: i64 = 0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at_checked(digits)?;
        let mut letters = after.chars();
        let unit = letters.next().map_or(Some('d'), |letter| Some(letter.to_ascii_lowercase()))?;
        let (_, ms) = UNITS.iter().find(|(known, _)| *known == unit)?;
        sum = sum.checked_add(number.parse::<i64>().ok()?.checked_mul(*ms)?)?;
        rest = letters.as_str();
    }
    Some(sum)
}

/// A day: `2026-03-01`, `3d` or `2w` from today, `today`, `tomorrow`, `yesterday`, `fri`.
pub(super) fn day(text: &str) -> Option<Day> {
    let text = text.trim().to_lowercase();
    match text.as_str() {
        "today" => return Some(Day::In(0)),
        "tomorrow" => return Some(Day::In(1)),
        "yesterday" => return Some(Day::In(-1)),
        _ => {}
    }
    if let Ok(day) = NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
        return Some(Day::On(day));
    }
    let weekday = DAYS.iter().position(|name| text.len() >= 2 && name.starts_with(&text));
    if let Some(weekday) = weekday {
        return u8::try_from(weekday).ok().map(Day::Next);
    }
    let (back, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
    let (digits, days) = match digits.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (digits.strip_suffix('d').unwrap_or(digits), 1),
    };
    let count: i64 = digits.parse::<u16>().ok()?.into();
    Some(Day::In(back * days * count))
}

impl Day {
    /// The day it is, seen from today.
    pub fn seen_from(self, today: NaiveDate) -> NaiveDate {
        match self {
            Self::On(day) => day,
            Self::In(days) => {
                let by = Days::new(days.unsigned_abs());
                let moved = if days < 0 { today.checked_sub_days(by) } else { today.checked_add_days(by) };
                moved.unwrap_or(today)
            }
            Self::Next(weekday) => {
                let from = u64::from(today.weekday().num_days_from_monday());
                let ahead = (u64::from(weekday) + 7 - from) % 7;
                today.checked_add_days(Days::new(ahead)).unwrap_or(today)
            }
        }
    }

    /// The days, first and last, that fit; `None` is without end.
    pub fn range(self, how: Compare, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let day = self.seen_from(today);
        match (how, self) {
            // "Due in 3 days" is said of everything that must be done by then.
            (Compare::Plain, Self::In(days)) if days > 1 => (Some(today), Some(day)),
            (Compare::Plain, _) => (Some(day), Some(day)),
            (Compare::Less, _) => (None, day.pred_opt()),
            (Compare::AtMost, _) => (None, Some(day)),
            (Compare::More, _) => (day.succ_opt(), None),
            (Compare::AtLeast, _) => (Some(day), None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let (hour, day) = (3_600_000, 86_400_000);
        for (text, ms) in [
            ("5d", Some(5 * day)),
            ("2h", Some(2 * hour)),
            ("2W", Some(14 * day)),
            ("90m", Some(hour + hour / 2)),
            ("1d12h", Some(day + day / 2)),
            ("3", Some(3 * day)),
            ("", None),
            ("d", None),
            ("5x", None),
            ("5 d", None),
            ("-5d", None),
            ("99999999999999999999d", None),
            ("9223372036854775807d", None),
        ] {
            assert_eq!(length(text), ms, "{text}");
        }
        assert_eq!(compare(">=5d"), (Compare::AtLeast, "5d"));
        assert_eq!(compare("5d"), (Compare::Plain, "5d"));
    }

    #[test]
    fn days() {
        // A Wednesday.
        let today = NaiveDate::from_ymd_opt(2026, 3, 4).unwrap();
        for (text, wanted) in [
            ("today", "2026-03-04"),
            ("tomorrow", "2026-03-05"),
            ("yesterday", "2026-03-03"),
            ("fri", "2026-03-06"),
            ("We", "2026-03-04"),
            ("tuesday", "2026-03-10"),
            ("3d", "2026-03-07"),
            ("-3d", "2026-03-01"),
            ("2w", "2026-03-18"),
            ("2026-12-24", "2026-12-24"),
        ] {
            assert_eq!(day(text).unwrap().seen_from(today).to_string(), wanted, "{text}");
        }
        for text in ["", "t", "soon", "2026-02-30", "99999d", "d", "friday13"] {
            assert_eq!(day(text), None, "{text}");
        }
        let range = |text: &str, how| {
            let (first, last) = day(text).unwrap().range(how, today);
            let told =
                |day: Option<NaiveDate>| day.map_or("…".to_owned(), |day| day.format("%d").to_string());
            format!("{}-{}", told(first), told(last))
        };
        for (text, how, wanted) in [
            ("3d", Compare::Plain, "04-07"),
            ("fri", Compare::Plain, "06-06"),
            ("today", Compare::Plain, "04-04"),
            ("fri", Compare::Less, "…-05"),
            ("fri", Compare::AtMost, "…-06"),
            ("fri", Compare::More, "07-…"),
            ("fri", Compare::AtLeast, "06-…"),
        ] {
            assert_eq!(range(text, how), wanted, "{text} {how:?}");
        }
    }
}
