//! What people type for a setting, read: on the command line and on screen in the same words.

use chrono_tz::Tz;

use super::values::word;
use super::{ColumnKind, Share, Sle, WipLimit, Workers};

/// Why a text is not what it should be, and what would be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Mistyped {
    /// What is wrong with it.
    pub message: String,
    /// What would be right.
    pub hint: &'static str,
}

fn mistyped(message: impl Into<String>, hint: &'static str) -> Mistyped {
    Mistyped { message: message.into(), hint }
}

/// A limit on cards, or `none`.
pub fn limit(text: &str) -> Result<Option<WipLimit>, Mistyped> {
    if is_none(text) {
        return Ok(None);
    }
    let limit = text.trim().parse().ok().and_then(WipLimit::new);
    let hint = "a limit is a number from 1 to 65535, or none";
    limit.map(Some).ok_or_else(|| mistyped(format!("'{text}' is no limit"), hint))
}

/// How many can work at a time, or `none` where that is not known.
pub fn workers(text: &str) -> Result<Option<Workers>, Mistyped> {
    number_or_none(text, Workers::new, "workers are a number from 1 to 65535, or none where it is not known")
}

/// The share of work that a kind of work should have, in percent, or `none`.
pub fn target(text: &str) -> Result<Option<Share>, Mistyped> {
    let number = text.trim().trim_end_matches('%').trim_end();
    number_or_none(number, Share::new, "a share is 1 to 100 percent, or none")
}

/// A service level expectation, "85% 8d", with or without the words people put between; or `none`.
pub fn service_level(text: &str) -> Result<Option<Sle>, Mistyped> {
    if is_none(text) {
        return Ok(None);
    }
    let no = |message: String| {
        mistyped(message, "give the share and the time, such as \"85% 8d\" or \"85% within 12h\"; or none")
    };
    let spaced = text.replace('%', " ");
    let parts: Vec<&str> =
        spaced.split_whitespace().filter(|word| !matches!(*word, "within" | "in")).collect();
    let [percent, span] = parts[..] else {
        return Err(no(format!("'{text}' is no service level expectation")));
    };
    let share = percent.parse().ok().and_then(Share::new);
    let share = share.ok_or_else(|| no(format!("'{percent}' is no share: a share is 1 to 100 percent")))?;
    let within_ms = span_ms(span).map_err(|wrong| no(wrong.message))?;
    let sle = Sle::new(within_ms, share);
    sle.map(Some).ok_or_else(|| no(format!("'{span}' is too long: at most 100 years")))
}

/// A length of time: `30d`, `12h`, `2w`, in milliseconds.
pub fn span_ms(text: &str) -> Result<i64, Mistyped> {
    const HOUR_MS: i64 = 3_600_000;
    let units = [("d", 24 * HOUR_MS), ("w", 168 * HOUR_MS), ("h", HOUR_MS), ("m", 60_000)];
    let found = units.iter().find_map(|(unit, ms)| {
        let count: i64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
        count.checked_mul(*ms).filter(|ms| *ms > 0)
    });
    found.ok_or_else(|| mistyped(format!("'{text}' is no length of time"), "give 30d, 2w or 12h"))
}

/// A time zone by its name.
pub fn zone(text: &str) -> Result<Tz, Mistyped> {
    let hint = "they are called Europe/Berlin, America/New_York, UTC";
    text.trim().parse().map_err(|_| mistyped(format!("there is no time zone '{text}'"), hint))
}

/// A kind of column by its word.
pub fn kind(text: &str) -> Result<ColumnKind, Mistyped> {
    let hint = "a column's kind is backlog, queue, active or done";
    text.trim().parse().map_err(|_| mistyped(format!("'{text}' is no kind of column"), hint))
}

/// A name for a part of the board: words in one line.
pub fn name(text: &str) -> Result<String, Mistyped> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match word("a name", &line) {
        Ok(name) => Ok(name.to_owned()),
        Err(refusal) => Err(mistyped(refusal.to_string(), "type a name")),
    }
}

/// True for the word that takes a value away.
pub fn is_none(text: &str) -> bool {
    text.trim().eq_ignore_ascii_case("none")
}

fn number_or_none<T>(
    text: &str,
    of: fn(u64) -> Option<T>,
    hint: &'static str,
) -> Result<Option<T>, Mistyped> {
    if is_none(text) {
        return Ok(None);
    }
    let number = text.trim().parse().ok().and_then(of);
    number.map(Some).ok_or_else(|| mistyped(format!("'{text}' cannot be"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expectations() {
        let day = 86_400_000;
        for (text, sle) in [
            ("85% 8d", Some((85, 8 * day))),
            ("85 % within 8d", Some((85, 8 * day))),
            ("  95%  in 12h ", Some((95, day / 2))),
            ("85%2w", Some((85, 14 * day))),
            ("100 1d", Some((100, day))),
            ("0% 8d", None),
            ("101% 8d", None),
            ("85.5% 8d", None),
            ("85%", None),
            ("8d", None),
            ("85% 8", None),
            ("85% 0d", None),
            ("85% 99999w", None),
            ("8d 85%", None),
            ("", None),
        ] {
            let read = service_level(text).ok().flatten();
            assert_eq!(read.map(|sle| (sle.share.percent(), sle.within_ms)), sle, "{text}");
        }
        assert_eq!(service_level(" None ").ok(), Some(None));
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

    #[test]
    fn limits_workers_and_shares() {
        for (text, number) in
            [("3", Some(3)), (" 65535 ", Some(65_535)), ("0", None), ("65536", None), ("x", None)]
        {
            assert_eq!(limit(text).ok().flatten().map(WipLimit::cards), number, "{text}");
            assert_eq!(workers(text).ok().flatten().map(Workers::number), number, "{text}");
        }
        for (text, percent) in
            [("20", Some(20)), ("20%", Some(20)), ("20 %", Some(20)), ("0", None), ("101", None)]
        {
            assert_eq!(target(text).ok().flatten().map(Share::percent), percent, "{text}");
        }
        for none in [limit("None").is_ok_and(|it| it.is_none()), target("none").is_ok_and(|it| it.is_none())]
        {
            assert!(none);
        }
        // Nothing at all is no answer: who takes a limit away says so.
        assert!(limit("").is_err() && workers("").is_err() && target("").is_err());
    }

    #[test]
    fn names_are_one_line_and_say_something() {
        assert_eq!(name("  In \n review ").as_deref(), Ok("In review"));
        assert!(name(" \t").is_err() && name(&"x".repeat(10_000)).is_err());
        assert!(zone("Europe/Berlin").is_ok() && zone("Berlin").is_err());
        assert!(kind("queue").is_ok() && kind("waiting").is_err());
    }
}
