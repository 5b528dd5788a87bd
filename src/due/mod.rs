//! Days as people say them, and days told back to people in words.
//!
//! [`read`] takes "fri", "in 3 days", "24 dec" and "2026-12-24"; [`named`], [`told`] and [`due`]
//! say a day in the other direction. Nothing here reads a clock: every function is told the day
//! that is today, in the time zone of the board. A board's file knows one form only, YYYY-MM-DD.

mod calendar;
mod read;
mod words;

pub use read::{NotADay, read};
pub use words::{Urgency, due, echo, named, of_value, told, urgency};

use chrono::NaiveDate;

/// The form a day has in a board's file.
pub fn value(day: Option<NaiveDate>) -> String {
    day.map(|day| day.format("%Y-%m-%d").to_string()).unwrap_or_default()
}
