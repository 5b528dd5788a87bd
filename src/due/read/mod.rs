//! Reads a day as people say it.

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar as c;
use super::words::{named, told};
use crate::text::{alike, fit, nearest};

/// Why a text is no day that something can be due.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotADay {
    /// It is no form that is known.
    #[error("'{text}' is no day{meant}; write fri, tomorrow, in 3 days, 24 dec, 2026-12-24 or none")]
    Unknown {
        /// What was written.
        text: String,
        /// The word that may have been meant, as a clause; or nothing.
        meant: String,
    },
    /// It is a day before today.
    #[error("'{text}' is {day}, which is past{instead}")]
    Past {
        /// What was written.
        text: String,
        /// The day that was understood.
        day: String,
        /// What to write for a day to come, as a clause; or nothing.
        instead: String,
    },
    /// It can be read as two days.
    #[error("'{text}' can be {one} or {other}; write {write}")]
    Ambiguous {
        /// What was written.
        text: String,
        /// One day it can be.
        one: String,
        /// The other.
        other: String,
        /// How to say which.
        write: String,
    },
    /// It is a date that no calendar has, or none of that weekday.
    #[error("'{text}': {why}")]
    Impossible {
        /// What was written.
        text: String,
        /// Why there is no such day.
        why: String,
    },
    /// It lies beyond what a board knows.
    #[error("'{0}' is too far off: days up to the year {last} are known", last = c::LAST_YEAR)]
    TooFar(String),
}

/// Longer texts are no days, and are not looked at.
const LONGEST: usize = 60;
/// A day without a year that was at most so many days ago was hardly meant for next year.
const JUST_PAST: i64 = 31;

/// The day a text says, seen from `today`; `None` for "none" and for nothing at all.
///
/// "fri" is the next Friday, "next fri" that of the next week, "this fri" that of this one; weeks
/// begin on Monday. A day without a year is the next one to come. A whole date, as a file has it,
/// is taken as it is; any other day must not be past.
pub fn read(text: &str, today: NaiveDate) -> Result<Option<NaiveDate>, NotADay> {
    let asked = Asked { text, today };
    if text.trim().chars().count() > LONGEST {
        return Err(asked.unknown());
    }
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()).collect();
    let said = match &words[..] {
        ["due" | "by" | "on", rest @ ..] if !rest.is_empty() => rest,
        all => all,
    };
    match said {
        [] | ["none" | "never" | "no" | "-"] => return Ok(None),
        [word] => {
            if let Some(day) = super::of_value(word) {
                return if c::date(day.year(), day.month(), day.day()).is_some() {
                    Ok(Some(day))
                } else {
                    Err(asked.too_far())
                };
            }
        }
        _ => {}
    }
    let day = asked.said(said)?;
    if day < today { Err(asked.past(day, "")) } else { Ok(Some(day)) }
}

/// A text that is to be a day, and the day it is said on.
struct Asked<'a> {
    text: &'a str,
    today: NaiveDate,
}

type Day = Result<NaiveDate, NotADay>;

impl Asked<'_> {
    fn said(&self, words: &[&str]) -> Day {
        let today = self.today;
        let reached = |day: Option<NaiveDate>| day.ok_or_else(|| self.too_far());
        match words {
            ["today" | "tod"] => Ok(today),
            ["tomorrow" | "tom" | "tmrw"] => reached(c::plus_days(today, 1)),
            ["day", "after", "tomorrow"] => reached(c::plus_days(today, 2)),
            ["yesterday"] => today.pred_opt().ok_or_else(|| self.too_far()),
            ["next", "week"] => reached(c::in_week(today, 1, Weekday::Mon)),
            ["next", "month"] => reached(c::month_end(today, 0).and_then(|day| c::plus_days(day, 1))),
            ["next", "year"] => reached(c::date(today.year() + 1, 1, 1)),
            ["eow" | "this", ..] | ["end", "of", "week"] | ["end", "of", "this", "week"] => {
                self.this_week(words)
            }
            ["eom"] | ["end", "of", "month"] | ["end", "of", "this", "month"] => {
                reached(c::month_end(today, 0))
            }
            ["end", "of", "next", "month"] => reached(c::month_end(today, 1)),
            ["eoq"] | ["end", "of", "quarter"] => reached(c::quarter_end(today)),
            ["eoy"] | ["end", "of", "year"] => reached(c::year_end(today)),
            ["next", word] => match c::weekday(word) {
                Some(weekday) => reached(c::in_week(today, 1, weekday)),
                None => Err(self.unknown()),
            },
            ["in", amount @ ..] => self.amount(amount).unwrap_or_else(|| Err(self.unknown())),
            [word] if c::weekday(word).is_some() => self.weekday(word),
            [word, date @ ..] if c::weekday(word).is_some() => self.date_on(word, date),
            words => self.amount(words).or_else(|| self.date(words)).unwrap_or_else(|| Err(self.unknown())),
        }
    }

    /// `this fri`, `this week`, `eow`: of the week that today is in.
    fn this_week(&self, words: &[&str]) -> Day {
        let weekday = match words {
            ["eow"] | ["end", ..] | ["this", "week"] => Some(Weekday::Fri),
            ["this", word] => c::weekday(word),
            _ => None,
        };
        let day = weekday.ok_or_else(|| self.unknown())?;
        let day = c::in_week(self.today, 0, day).ok_or_else(|| self.too_far())?;
        if day < self.today {
            Err(self.past(day, "; write next before it for the one to come"))
        } else {
            Ok(day)
        }
    }

    /// The next day of that name. On that very day it could be either.
    fn weekday(&self, word: &str) -> Day {
        let weekday = c::weekday(word).ok_or_else(|| self.unknown())?;
        let ahead = (7 + weekday.num_days_from_monday() - self.today.weekday().num_days_from_monday()) % 7;
        let in_a_week = c::plus_days(self.today, 7).ok_or_else(|| self.too_far())?;
        if ahead == 0 {
            return Err(NotADay::Ambiguous {
                text: self.quoted(),
                one: format!("today, {}", named(self.today, self.today)),
                other: format!("in a week, {}", named(in_a_week, self.today)),
                write: format!("today, or next {word}"),
            });
        }
        c::plus_days(self.today, ahead.into()).ok_or_else(|| self.too_far())
    }

    /// `fri 27 nov`: a date that says its weekday must have it.
    fn date_on(&self, word: &str, date: &[&str]) -> Day {
        let day = self.date(date).unwrap_or_else(|| Err(self.unknown()))?;
        if c::weekday(word) == Some(day.weekday()) {
            return Ok(day);
        }
        let why = format!("that date is {}", day.format("%A, %-d %b %Y"));
        Err(NotADay::Impossible { text: self.quoted(), why })
    }

    /// `3 days`, `3d`, `+3d`, `a week`, `2 months`. `None` if it has another form.
    fn amount(&self, words: &[&str]) -> Option<Day> {
        let (number, unit) = match words {
            ["a" | "an" | "one", unit] => ("1", *unit),
            [number, unit] => (*number, *unit),
            [both] => {
                let both = both.trim_start_matches('+');
                both.split_at_checked(both.find(|c: char| !c.is_ascii_digit())?)?
            }
            _ => return None,
        };
        let number = number.trim_start_matches('+');
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let days = |each: u64| number.parse::<u64>().ok().and_then(|n| n.checked_mul(each));
        let months = |each: u32| number.parse::<u32>().ok().and_then(|n| n.checked_mul(each));
        let day = match unit {
            "d" | "day" | "days" => days(1).and_then(|days| c::plus_days(self.today, days)),
            "w" | "wk" | "week" | "weeks" => days(7).and_then(|days| c::plus_days(self.today, days)),
            "fortnight" => days(14).and_then(|days| c::plus_days(self.today, days)),
            "mo" | "month" | "months" => months(1).and_then(|months| c::plus_months(self.today, months)),
            "y" | "year" | "years" => months(12).and_then(|months| c::plus_months(self.today, months)),
            _ => return None,
        };
        Some(day.ok_or_else(|| self.too_far()))
    }

    /// `24 dec`, `dec 24th`, `24 dec 2027`, `24th`, `24.12.`, `24/12/2027`. `None` if it has another form.
    fn date(&self, words: &[&str]) -> Option<Day> {
        let year = |word: &str| word.parse::<i32>().ok().filter(|_| word.len() == 4);
        Some(match words {
            ["the", rest @ ..] if !rest.is_empty() => return self.date(rest),
            [day, "of", rest @ ..] if !rest.is_empty() => {
                let mut words = vec![*day];
                words.extend(rest);
                return self.date(&words);
            }
            [one, two, three] => {
                let (day, month) = day_and_month(one, two)?;
                self.of_year(year(three)?, month, day)
            }
            [one, two] => {
                let (day, month) = day_and_month(one, two)?;
                self.next_date(month, day)
            }
            [word] if word.contains(['.', '/']) => return self.numbers(word),
            [word] if word.bytes().all(|byte| byte.is_ascii_digit()) => {
                let number: u32 = word.parse().ok()?;
                Err(NotADay::Ambiguous {
                    text: self.quoted(),
                    one: format!("in {number} days"),
                    other: "a day of the month".to_owned(),
                    write: format!("{number}d, or {number}th"),
                })
            }
            [word] => self.day_of_month(ordinal(word)?),
            _ => return None,
        })
    }

    /// `24.12.`, `24.12.2027` with the day first; `12/24` only where one of them can be no month.
    fn numbers(&self, word: &str) -> Option<Day> {
        let dotted = word.contains('.');
        let parts: Vec<&str> = word.trim_end_matches('.').split(['.', '/']).collect();
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
        let (one, two, year) = match parts[..] {
            [one, two] => (number(one)?, number(two)?, None),
            [one, two, year] if year.len() == 4 => (number(one)?, number(two)?, Some(year.parse().ok()?)),
            _ => return None,
        };
        let read = |month, day| match year {
            Some(year) => self.of_year(year, month, day),
            None => self.next_date(month, day),
        };
        if dotted || one > 12 || one == two {
            return Some(read(two, one));
        }
        if two > 12 {
            return Some(read(one, two));
        }
        let (one, two) = match (read(two, one), read(one, two)) {
            (Ok(one), Ok(two)) => (named(one, self.today), named(two, self.today)),
            _ => return Some(Err(self.unknown())),
        };
        let write = "the month by its name".to_owned();
        Some(Err(NotADay::Ambiguous { text: self.quoted(), one, other: two, write }))
    }

    /// The next such day of a month.
    fn day_of_month(&self, day: u32) -> Day {
        let first = self.today.with_day(1).ok_or_else(|| self.too_far())?;
        let days = (0..=12).filter_map(|months| c::plus_months(first, months)?.with_day(day));
        days.into_iter().find(|day| *day >= self.today).ok_or_else(|| self.impossible(day, None))
    }

    fn of_year(&self, year: i32, month: u32, day: u32) -> Day {
        if year > c::LAST_YEAR {
            return Err(self.too_far());
        }
        c::date(year, month, day).ok_or_else(|| self.impossible(day, Some((month, year))))
    }

    /// The next such date. One that was just passed is more likely a slip.
    fn next_date(&self, month: u32, day: u32) -> Day {
        let year = self.today.year();
        let days = (year..=year + 8).filter_map(|year| c::date(year, month, day));
        let this = c::date(year, month, day);
        if let Some(this) = this.filter(|this| {
            *this < self.today && self.today.signed_duration_since(*this).num_days() <= JUST_PAST
        }) {
            return Err(self.past(this, "; write the year, too, for the next one"));
        }
        let mut days = days.filter(|day| *day >= self.today);
        days.next().ok_or_else(|| self.impossible(day, Some((month, year))))
    }

    fn quoted(&self) -> String {
        fit(self.text.trim(), 40).to_string()
    }

    fn too_far(&self) -> NotADay {
        NotADay::TooFar(self.quoted())
    }

    fn past(&self, day: NaiveDate, instead: &str) -> NotADay {
        let day = format!("{}, {}", named(day, self.today), told(day, self.today));
        NotADay::Past { text: self.quoted(), day, instead: instead.to_owned() }
    }

    fn impossible(&self, day: u32, of: Option<(u32, i32)>) -> NotADay {
        let month = of.and_then(|(month, year)| NaiveDate::from_ymd_opt(year, month, 1));
        let why = match month {
            Some(month) => format!("there is no {day} {}", month.format("%B %Y")),
            None => format!("no month has a day {day}"),
        };
        NotADay::Impossible { text: self.quoted(), why }
    }

    /// A guess helps where one letter is wrong: `tomorow`, `wendesday`.
    fn unknown(&self) -> NotADay {
        let text = self.quoted();
        let known = ["today", "tomorrow", "next week", "end of month"].into_iter().chain(c::names());
        let meant = nearest(&text, known).first().copied().filter(|word| alike(&text, word));
        let meant = meant.map(|word| format!(" (did you mean {word}?)")).unwrap_or_default();
        NotADay::Unknown { text, meant }
    }
}

/// Day and month, whichever comes first.
fn day_and_month(one: &str, two: &str) -> Option<(u32, u32)> {
    let number = |word: &str| {
        let word = word.strip_suffix('.').unwrap_or(word);
        let plain = word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
        if plain { word.parse().ok() } else { ordinal(word) }
    };
    match (number(one), c::month(two)) {
        (Some(day), Some(month)) => Some((day, month)),
        _ => Some((number(two)?, c::month(one)?)),
    }
}

/// `24th` is 24.
fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix))?;
    digits.parse().ok().filter(|_| digits.len() <= 2)
}

#[cfg(test)]
mod tests;
