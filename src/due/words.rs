//! Days told to people: "Fri 27 Nov", "in 6 days", "3 days overdue".

use chrono::{Datelike, NaiveDate};

use super::read::{NotADay, read};

/// How near a day is that something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// There is time.
    Later,
    /// It is today or tomorrow.
    Soon,
    /// It is past.
    Overdue,
}

/// Days told by their number up to here; what lies further off is told by its date.
const NEAR: i64 = 14;

/// The day of a board's value, `YYYY-MM-DD`. Of what is no day, none.
pub fn of_value(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value, "%Y-%m-%d").ok().filter(|_| value.len() == 10)
}

/// A day by its weekday and date: `Fri 27 Nov`, with the year where it is not this one.
pub fn named(day: NaiveDate, today: NaiveDate) -> String {
    let form = if day.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.format(form).to_string()
}

/// How far off a day is: `today`, `tomorrow`, `in 6 days`, `3 days ago`.
pub fn told(day: NaiveDate, today: NaiveDate) -> String {
    match days(day, today) {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        ahead @ 2.. => format!("in {}", many(ahead)),
        behind => format!("{} ago", many(behind)),
    }
}

/// What a card that is due then says: `due tomorrow`, `due in 5 days`, `due Thu 24 Dec`,
/// `3 days overdue`.
pub fn due(day: NaiveDate, today: NaiveDate) -> String {
    match days(day, today) {
        behind @ ..0 => format!("{} overdue", many(behind)),
        0..=NEAR => format!("due {}", told(day, today)),
        _ => format!("due {}", named(day, today)),
    }
}

/// How near the day is.
pub fn urgency(day: NaiveDate, today: NaiveDate) -> Urgency {
    match days(day, today) {
        ..0 => Urgency::Overdue,
        0 | 1 => Urgency::Soon,
        _ => Urgency::Later,
    }
}

/// What is shown while a day is typed: `= Fri 27 Nov, in 6 days`; of nothing, nothing.
pub fn echo(text: &str, today: NaiveDate) -> Result<String, NotADay> {
    let day = read(text, today)?;
    Ok(match day {
        Some(day) => format!("= {}, {}", named(day, today), told(day, today)),
        None if text.trim().is_empty() => String::new(),
        None => "= never".to_owned(),
    })
}

fn days(day: NaiveDate, today: NaiveDate) -> i64 {
    day.signed_duration_since(today).num_days()
}

fn many(days: i64) -> String {
    match days.unsigned_abs() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_in_words() {
        let today = of_value("2026-11-21").unwrap();
        for (day, named_, told_, due_, urgency_) in [
            ("2026-11-21", "Sat 21 Nov", "today", "due today", Urgency::Soon),
            ("2026-11-22", "Sun 22 Nov", "tomorrow", "due tomorrow", Urgency::Soon),
            ("2026-11-27", "Fri 27 Nov", "in 6 days", "due in 6 days", Urgency::Later),
            ("2026-12-05", "Sat 5 Dec", "in 14 days", "due in 14 days", Urgency::Later),
            ("2026-12-24", "Thu 24 Dec", "in 33 days", "due Thu 24 Dec", Urgency::Later),
            ("2027-01-01", "Fri 1 Jan 2027", "in 41 days", "due Fri 1 Jan 2027", Urgency::Later),
            ("2026-11-20", "Fri 20 Nov", "yesterday", "1 day overdue", Urgency::Overdue),
            ("2025-11-21", "Fri 21 Nov 2025", "365 days ago", "365 days overdue", Urgency::Overdue),
        ] {
            let day = of_value(day).unwrap();
            assert_eq!(named(day, today), named_);
            assert_eq!(told(day, today), told_);
            assert_eq!(due(day, today), due_);
            assert_eq!(urgency(day, today), urgency_);
        }
    }

    #[test]
    fn what_is_typed_is_shown_back() {
        let today = of_value("2026-11-21").unwrap();
        for (text, shown) in [("fri", "= Fri 27 Nov, in 6 days"), ("", ""), (" none ", "= never")] {
            assert_eq!(echo(text, today).as_deref(), Ok(shown), "{text:?}");
        }
        assert!(echo("frx", today).is_err());
    }

    #[test]
    fn what_is_no_day_in_a_file_is_none() {
        for value in ["", "tomorrow", "2026-1-1", "2026-02-30", "26-01-01"] {
            assert_eq!(of_value(value), None, "{value:?}");
        }
    }
}
