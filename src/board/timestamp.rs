//! Instants in whole milliseconds, and the one text form they have in a board file.

use std::fmt;
use std::num::NonZeroI64;
use std::str::FromStr;

/// An instant: milliseconds since 1970-01-01T00:00:00Z, between the years 1970 and 2200.
///
/// The clock is for people and for metrics. What happened before what on a card is decided by
/// the event's revision first, see [`Event`](super::Event).
///
/// Kept as one more than the milliseconds, so that an instant that may be missing takes no more
/// room than one that is there: a large board has millions of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(NonZeroI64);

const DAY_MS: i64 = 86_400_000;
/// From 1970 to 2200.
const SPAN_MS: i64 = 7_258_118_400_000;

impl Timestamp {
    /// 1970-01-01T00:00:00Z.
    pub const MIN: Self = Self::at(0);
    /// 2200-01-01T00:00:00Z, the first instant that is refused.
    pub const END: Self = Self::at(SPAN_MS);

    /// The instant that a text begins with, and what follows it.
    pub fn leading(text: &str) -> Option<(Self, &str)> {
        let (ms, len) = leading(text.as_bytes()).filter(|(ms, _)| (0..SPAN_MS).contains(ms))?;
        Some((Self::from_ms(ms), text.get(len..)?))
    }

    /// The instant, clamped to 1970..2200.
    pub fn from_ms(ms: i64) -> Self {
        Self::at(ms.clamp(0, SPAN_MS))
    }

    const fn at(ms: i64) -> Self {
        match NonZeroI64::new(ms + 1) {
            Some(kept) => Self(kept),
            // No instant is a millisecond before 1970.
            None => Self(NonZeroI64::MAX),
        }
    }

    /// Milliseconds since the epoch.
    pub fn ms(self) -> i64 {
        self.0.get() - 1
    }

    /// Milliseconds from `earlier` to `self`; negative when `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.get() - earlier.0.get()
    }

    /// The instant `ms` later (or earlier, when negative), clamped to 1970..2200.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self::from_ms(self.ms().saturating_add(ms))
    }
}

/// Why a text is not an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an RFC 3339 instant between 1970 and 2200, such as 2026-03-02T08:00:00Z")]
pub struct NotATimestamp;

impl FromStr for Timestamp {
    type Err = NotATimestamp;

    /// RFC 3339, section 5.6, with any offset. chrono's parser takes several times longer, and a
    /// board's load is mostly this.
    fn from_str(text: &str) -> Result<Self, NotATimestamp> {
        Self::leading(text).filter(|(_, rest)| rest.is_empty()).map(|(at, _)| at).ok_or(NotATimestamp)
    }
}

/// The instant that a text begins with, in milliseconds since the epoch, and its length.
fn leading(text: &[u8]) -> Option<(i64, usize)> {
    let (whole, _) = text.split_first_chunk::<19>()?;
    let digit = |place: usize| whole[place].wrapping_sub(b'0');
    if PLACES.iter().fold(false, |wrong, place| wrong | (digit(*place) > 9)) {
        return None;
    }
    let two = |place: usize| i64::from(digit(place)) * 10 + i64::from(digit(place + 1));
    let is = |place: usize, byte: u8| text.get(place) == Some(&byte);
    let (year, month, day) = (two(0) * 100 + two(2), two(5), two(8));
    let (hour, minute, second) = (two(11), two(14), two(17));
    let separators = [whole[4], whole[7], whole[13], whole[16]] == *b"--::";
    let t = matches!(whole[10], b'T' | b't' | b' ');
    let fields = (1..=12).contains(&month) && day >= 1 && day <= days_in(year, month);
    // 23:59:60 is a leap second; it counts as the next minute's first.
    if !(separators && t && fields && hour < 24 && minute < 60 && second <= 60) {
        return None;
    }
    let mut place = 19;
    let mut ms = 0;
    if is(place, b'.') {
        place += 1;
        let start = place;
        let mut scale = 100;
        while let Some(byte) = text.get(place).filter(|byte| byte.is_ascii_digit()) {
            ms += i64::from(byte - b'0') * scale;
            scale /= 10;
            place += 1;
        }
        if place == start {
            return None;
        }
    }
    let offset = match text.get(place)? {
        b'Z' | b'z' => {
            place += 1;
            0
        }
        sign @ (b'+' | b'-') if is(place + 3, b':') => {
            let offset = |place: usize| two_digits(*text.get(place)?, *text.get(place + 1)?);
            let (hours, minutes) = (offset(place + 1)?, offset(place + 4)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            place += 6;
            (hours * 60 + minutes) * if *sign == b'-' { -60_000 } else { 60_000 }
        }
        _ => return None,
    };
    let clock = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
    Some((days_from_civil(year, month, day) * DAY_MS + clock - offset, place))
}

/// Where digits stand in 2026-03-02T08:00:00.
const PLACES: [usize; 14] = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18];

fn two_digits(tens: u8, ones: u8) -> Option<i64> {
    let both = tens.is_ascii_digit() && ones.is_ascii_digit();
    both.then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since the epoch of a date in the proleptic Gregorian calendar: years begin in March, so
/// that the leap day is the last of its year, and repeat every 400.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC; a fraction only where there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(self.ms().div_euclid(DAY_MS));
        let clock = self.ms().rem_euclid(DAY_MS);
        let (hour, minute, second, ms) =
            (clock / 3_600_000, clock / 60_000 % 60, clock / 1000 % 60, clock % 1000);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")?;
        if ms == 0 { f.write_str("Z") } else { write!(f, ".{ms:03}Z") }
    }
}

impl Default for Timestamp {
    fn default() -> Self {
        Self::MIN
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_every_form_of_rfc_3339() {
        for (text, ms) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2024-02-29T12:00:00Z", 1_709_208_000_000),
            ("2024-02-29T14:00:00.25+02:00", 1_709_208_000_250),
            ("2024-02-29 07:30:00-04:30", 1_709_208_000_000),
            ("2024-02-29t12:00:00.1239z", 1_709_208_000_123),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000),
        ] {
            assert_eq!(text.parse::<Timestamp>().map(Timestamp::ms), Ok(ms), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_none() {
        for text in [
            "",
            "2024",
            "2024-02-30T00:00:00Z",
            "2023-02-29T00:00:00Z",
            "2024-13-01T00:00:00Z",
            "2024-01-01T24:00:00Z",
            "2024-01-01T00:00:00",
            "2024-01-01T00:00:00.Z",
            "1969-12-31T23:59:59Z",
            "2200-01-01T00:00:00Z",
            "2024-01-01T00:00:00+99:00",
            "2024-01-01T00:00:00Zx",
            "２024-01-01T00:00:00Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(NotATimestamp), "{text}");
        }
    }

    proptest! {
        #[test]
        fn print_then_parse_is_the_identity_and_agrees_with_chrono(ms in 0..SPAN_MS) {
            let at = Timestamp::from_ms(ms);
            let text = at.to_string();
            prop_assert_eq!(text.parse::<Timestamp>(), Ok(at));
            let peer = chrono::DateTime::parse_from_rfc3339(&text).unwrap();
            prop_assert_eq!(peer.timestamp_millis(), ms);
        }
    }
}
