//! Names of weekdays and months, and the ends of weeks, months, quarters and years.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The last day that is taken: boards know no later instants.
pub(super) const LAST_YEAR: i32 = 2199;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The names of days and months, for guessing what a mistyped word was to be.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    WEEKDAYS.iter().map(|(name, _)| *name).chain(MONTHS)
}

/// A weekday by its name or at least its first three letters.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    let found = WEEKDAYS.iter().find(|(name, _)| begins(name, word));
    found.map(|(_, weekday)| *weekday)
}

/// A month, from 1, by its name or at least its first three letters.
pub(super) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    (1..).zip(MONTHS).find(|(_, name)| begins(name, word)).map(|(month, _)| month)
}

fn begins(name: &str, word: &str) -> bool {
    word.len() >= 3 && name.starts_with(word)
}

/// The day so many days on.
pub(super) fn plus_days(day: NaiveDate, days: u64) -> Option<NaiveDate> {
    day.checked_add_days(Days::new(days)).filter(|day| known(*day))
}

/// The same day so many months on; the month's last day where it has none of that number.
pub(super) fn plus_months(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    day.checked_add_months(Months::new(months)).filter(|day| known(*day))
}

/// The weekday in the week (Monday to Sunday) so many weeks on.
pub(super) fn in_week(day: NaiveDate, weeks: u64, weekday: Weekday) -> Option<NaiveDate> {
    let monday = crate::flow::monday(day);
    plus_days(monday, weeks * 7 + u64::from(weekday.num_days_from_monday()))
}

/// The last day of a month, so many months on.
pub(super) fn month_end(day: NaiveDate, months: u32) -> Option<NaiveDate> {
    plus_months(day.with_day(1)?, months + 1)?.pred_opt()
}

/// The last day of the quarter.
pub(super) fn quarter_end(day: NaiveDate) -> Option<NaiveDate> {
    month_end(day, 2 - day.month0() % 3)
}

/// The last day of the year.
pub(super) fn year_end(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), 12, 31)
}

fn known(day: NaiveDate) -> bool {
    (1970..=LAST_YEAR).contains(&day.year())
}

/// A date, if there is such a day and a board may know it.
pub(super) fn date(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).filter(|day| known(*day))
}
