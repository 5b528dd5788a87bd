//! A look at each line of a file: which are rows, and what the others are.

use super::{END, Fault, HEAD, MAX_ROWS, Misread, Span};

const MAX_LINE: usize = 1 << 20;
const MAX_DEPTH: usize = 128;
/// Heads and ends are no longer than this, whatever spaces stand in them.
const SHORT: usize = 64;

/// The caps on a row.
pub fn check(row: &str, line: usize) -> Result<(), Misread> {
    if row.len() > MAX_LINE {
        return Err(Misread { line, column: 1, fault: Fault::LineTooLong });
    }
    // A short row has no room for it.
    if row.len() > 2 * MAX_DEPTH && depth(row) > MAX_DEPTH {
        return Err(Misread { line, column: 1, fault: Fault::TooDeep });
    }
    Ok(())
}

fn depth(row: &str) -> usize {
    let (mut deepest, mut now, mut quoted, mut escaped) = (0_usize, 0_usize, false, false);
    for byte in row.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => now += 1,
            b'}' | b']' if !quoted => now = now.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(now);
    }
    deepest
}

/// What a look at each line found.
pub struct Lines {
    pub spans: Vec<Span>,
    /// The head's major number.
    pub head: Option<u64>,
    pub ended: bool,
    /// Nothing but head, rows with their commas, and end.
    pub plain: bool,
    /// Offset of the first row that is cut off, of the first line that is no row, and of the first
    /// conflict marker.
    pub torn: Option<usize>,
    pub foreign: Option<usize>,
    pub marker: Option<usize>,
}

enum Line {
    Head(u64),
    End,
    Row,
    Torn,
    Marker,
    Blank,
    Foreign,
}

impl Lines {
    /// Looks at each line once.
    pub fn scan(text: &str) -> Result<Self, Misread> {
        let mut lines = Self {
            spans: Vec::with_capacity(text.len() / 128),
            head: None,
            ended: false,
            plain: text.starts_with(HEAD) && text.ends_with(&format!("{END}\n")),
            torn: None,
            foreign: None,
            marker: None,
        };
        let mut offset = 0;
        for (number, line) in (1..).zip(text.split('\n')) {
            let (row, shift, kind) = if let Some(row) = ordinary(line) {
                (row, 0, Line::Row)
            } else {
                let (row, shift) = bare(line);
                (row, shift, classify(row))
            };
            let start = offset + shift;
            match kind {
                Line::Row | Line::Torn if row.len() > MAX_LINE => {
                    return Err(Misread { line: number, column: 1, fault: Fault::LineTooLong });
                }
                kind @ (Line::Row | Line::Torn) => {
                    check(row, number)?;
                    // Exactly one comma and nothing else stands around a row.
                    lines.plain &= line.strip_suffix(',') == Some(row) && !lines.ended;
                    lines.spans.push(Span::new(start..start + row.len(), number));
                    if matches!(kind, Line::Torn) {
                        lines.torn.get_or_insert(start);
                    }
                }
                Line::Head(major) => {
                    lines.plain &= number == 1 && line == HEAD;
                    lines.head = lines.head.max(Some(major));
                }
                Line::End => {
                    lines.plain &= !lines.ended && line == END;
                    lines.ended = true;
                }
                Line::Blank => lines.plain &= offset == text.len(),
                Line::Marker => {
                    lines.plain = false;
                    lines.marker.get_or_insert(start);
                }
                Line::Foreign => {
                    lines.foreign.get_or_insert(start);
                }
            }
            if lines.spans.len() > MAX_ROWS {
                return Err(Misread { line: number, column: 1, fault: Fault::TooManyRows });
            }
            offset += line.len() + 1;
        }
        Ok(lines)
    }

    /// Which of several things that are wrong to tell.
    pub fn blame(&self, text: &str, error: Misread) -> Misread {
        let at = |offset, fault| Misread::at(text.as_bytes(), offset, fault);
        match (self.head, self.marker, self.foreign) {
            (None, Some(marker), _) | (Some(_), Some(marker), Some(_)) => at(marker, Fault::Markers),
            (Some(_), _, Some(foreign)) if self.ended => at(foreign, Fault::NotARow),
            (Some(_), ..) if !self.ended => at(text.trim_ascii_end().len(), Fault::Truncated),
            _ => error,
        }
    }
}

/// The row of a line that holds a row, its comma and nothing else.
pub fn plain(line: &str) -> Option<&str> {
    let other =
        || line.strip_suffix(',').filter(|row| matches!(classify(row), Line::Row) && bare(line).0 == *row);
    ordinary(line).or_else(other)
}

/// The row of a line as andon writes it, which is nearly every line: `bare` and `classify` come to
/// the same, and take longer.
fn ordinary(line: &str) -> Option<&str> {
    let row = line.strip_suffix(',').filter(|row| row.len() > SHORT)?;
    (row.starts_with("{\"c") && row.ends_with('}')).then_some(row)
}

/// A line without what merges, editors and diffs put around a row, and where it starts.
pub fn bare(line: &str) -> (&str, usize) {
    // A side may have brought its byte order mark into the middle.
    let mut row = line.trim_start_matches('\u{feff}').trim_ascii_start();
    // jj shows a conflict as a diff. Rows are never removed, so a minus means nothing either.
    if let Some(rest) = row.strip_prefix(['+', '-'])
        && rest.trim_ascii_start().starts_with('{')
    {
        row = rest.trim_ascii_start();
    }
    let shift = line.len() - row.len();
    let row = row.trim_ascii_end();
    let row = row.strip_suffix(',').unwrap_or(row).trim_ascii_end();
    (row, shift)
}

fn classify(row: &str) -> Line {
    if let Some(rest) = row.strip_prefix('{') {
        if row.len() <= SHORT {
            let plain: String = row.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            if let Some(major) =
                plain.strip_prefix(r#"{"andon":"#).and_then(|rest| rest.strip_suffix(r#","rows":["#))
            {
                return major.parse().map_or(Line::Foreign, Line::Head);
            }
            if plain == END || plain == r#"{"end":1}"# {
                return Line::End;
            }
        }
        let rest = rest.trim_ascii_start();
        return if rest.starts_with(r#""andon""#) || !rest.starts_with('"') {
            Line::Foreign
        } else if row.ends_with('}') {
            Line::Row
        } else {
            Line::Torn
        };
    }
    match row {
        "" => Line::Blank,
        "]}" => Line::End,
        _ if is_marker(row) => Line::Marker,
        _ => Line::Foreign,
    }
}

/// Whether a line without what stands around it is a row.
pub fn is_row(row: &str) -> bool {
    matches!(classify(row), Line::Row)
}

fn is_marker(line: &str) -> bool {
    marker(line).is_some()
}

/// The fewest characters of a marker. It has seven, unless `conflict-marker-size` says otherwise.
const MARKER_MIN: usize = 3;

/// The character of git's or jj's conflict marker, and how often it stands there.
pub fn marker(line: &str) -> Option<(u8, usize)> {
    let first = line.bytes().next().filter(|byte| b"<=>|%+-\\".contains(byte))?;
    let size = line.bytes().take_while(|byte| *byte == first).count();
    let labelled = line.as_bytes().get(size).is_none_or(|byte| *byte == b' ');
    (size >= MARKER_MIN && labelled).then_some((first, size))
}
