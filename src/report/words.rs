//! Durations, shares and numbers as people read them: two units, two digits.

const UNITS: [(i64, &str); 4] = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1000, "s")];

/// A duration in its two greatest units: `2d 4h`, `5m 10s`, `45s`. Less than the smaller unit is
/// cut off, and what is less than a second is told in milliseconds.
pub fn duration(ms: i64) -> String {
    let (sign, ms) = (if ms < 0 { "-" } else { "" }, ms.saturating_abs());
    let Some(place) = UNITS.iter().position(|(unit, _)| ms >= *unit) else {
        return if ms == 0 { "0s".to_owned() } else { format!("{sign}{ms}ms") };
    };
    let (unit, name) = UNITS[place];
    let whole = ms / unit;
    match UNITS.get(place + 1).map(|(smaller, name)| (ms % unit / smaller, name)) {
        Some((rest, smaller)) if rest > 0 => format!("{sign}{whole}{name} {rest}{smaller}"),
        _ => format!("{sign}{whole}{name}"),
    }
}

/// A duration, or a dash where there is none.
pub fn duration_or_dash(ms: Option<i64>) -> String {
    ms.map_or_else(|| "–".to_owned(), duration)
}

/// A duration that is a mean or a limit, to the millisecond.
#[expect(clippy::cast_possible_truncation, reason = "it saturates, and nothing takes so long")]
pub fn duration_of(ms: f64) -> String {
    duration(ms.round() as i64)
}

/// A share: `60 %`, and `1.8 %` below ten; `<0.1 %` where something is not nothing.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    if percent != 0.0 && percent.abs() < 0.05 {
        return if percent > 0.0 { "<0.1 %" } else { ">-0.1 %" }.to_owned();
    }
    match percent.abs() {
        0.0 => "0 %".to_owned(),
        ..9.95 => format!("{percent:.1} %"),
        _ => format!("{percent:.0} %"),
    }
}

/// A number with at most two decimals: `7.75`, `0.8`, `12`; `<0.01` where something is not nothing.
pub fn number(value: f64) -> String {
    if value > 0.0 && value < 0.005 {
        return "<0.01".to_owned();
    }
    let text = if value.abs() < 100.0 { format!("{value:.2}") } else { format!("{value:.0}") };
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// `1 card`, `2 cards`.
pub fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        for (ms, text) in [
            (0, "0s"),
            (999, "999ms"),
            (1000, "1s"),
            (310_000, "5m 10s"),
            (3_600_000, "1h"),
            (3_661_000, "1h 1m"),
            (187_200_000, "2d 4h"),
            (86_400_000 + 59_000, "1d"),
            (-90_000, "-1m 30s"),
            (i64::MIN, "-106751991167d 7h"),
        ] {
            assert_eq!(duration(ms), text, "{ms}");
        }
    }

    #[test]
    fn numbers_and_shares() {
        for (value, text) in [
            (7.75, "7.75"),
            (1.0, "1"),
            (0.8, "0.8"),
            (0.0, "0"),
            (0.001, "<0.01"),
            (1234.56, "1235"),
            (100.0, "100"),
        ] {
            assert_eq!(number(value), text);
        }
        for (share, text) in [
            (0.6013, "60 %"),
            (0.0181, "1.8 %"),
            (0.0, "0 %"),
            (1.0, "100 %"),
            (-0.5, "-50 %"),
            (0.0004, "<0.1 %"),
            (-0.0004, ">-0.1 %"),
            (-0.0, "0 %"),
        ] {
            assert_eq!(percent(share), text);
        }
    }
}
