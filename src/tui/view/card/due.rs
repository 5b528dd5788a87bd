//! When a card is due, in words that need no calendar.

use chrono::{DateTime, Datelike, NaiveDate};

use crate::board::{Card, ColumnKind, Field};
use crate::tui::app::App;
use crate::tui::theme::Role;

/// When a card is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Due {
    /// In words: "overdue 3d", "due tomorrow", "due Fri", "due 30 Jun".
    pub words: String,
    /// In four letters, where there is no room for more.
    pub short: &'static str,
    /// How much it presses.
    pub role: Role,
}

impl Due {
    /// True from the day before on.
    pub fn presses(&self) -> bool {
        !self.short.is_empty()
    }
}

/// When a card is due; `None` where no day is given, and for what was delivered.
pub(super) fn of(app: &App, card: &Card) -> Option<Due> {
    let value = card.value(Field::Due);
    if value.is_empty() || app.board.column(card.column()).kind == ColumnKind::Done {
        return None;
    }
    let day = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok()?;
    let now = DateTime::from_timestamp_millis(app.now.ms())?.with_timezone(&app.board.zone());
    Some(told(day, now.date_naive()))
}

fn told(day: NaiveDate, today: NaiveDate) -> Due {
    let due = |words: String, short, role| Due { words, short, role };
    match day.signed_duration_since(today).num_days() {
        days @ ..0 => due(format!("overdue {}d", days.unsigned_abs()), "due!", Role::Bad),
        0 => due("due today".to_owned(), "due", Role::Warn),
        1 => due("due tomorrow".to_owned(), "due", Role::Warn),
        2..7 => due(format!("due {}", day.format("%a")), "", Role::Text),
        _ if day.year() == today.year() => due(format!("due {}", day.format("%-d %b")), "", Role::Faint),
        _ => due(format!("due {}", day.format("%-d %b %Y")), "", Role::Faint),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_in_words() {
        let today: NaiveDate = "2026-06-15".parse().unwrap();
        for (day, words, presses) in [
            ("2026-06-01", "overdue 14d", true),
            ("2026-06-14", "overdue 1d", true),
            ("2026-06-15", "due today", true),
            ("2026-06-16", "due tomorrow", true),
            ("2026-06-17", "due Wed", false),
            ("2026-06-21", "due Sun", false),
            ("2026-06-22", "due 22 Jun", false),
            ("2027-01-02", "due 2 Jan 2027", false),
        ] {
            let due = told(day.parse().unwrap(), today);
            assert_eq!((due.words.as_str(), due.presses()), (words, presses), "{day}");
        }
    }
}
