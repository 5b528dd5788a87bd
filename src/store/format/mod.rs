//! The file as a set of lines: finding the rows in whatever a merge left, and writing them so that
//! the next merge is easy.
//!
//! A row is never rewritten. What is read here are stretches of the file, what is written are the
//! same stretches, sorted by their bytes; the fixed order of keys makes that the order by kind,
//! card and event. So whatever a row says that this andon does not know survives by itself.

mod conflicts;
mod lines;

pub use self::conflicts::Conflicts;

use self::lines::{Lines, check};
use super::read_error::{Fault, Misread};
use super::{normal, strict};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// The first line of every board file.
pub const HEAD: &str = r#"{"andon":1,"rows":["#;
/// The last line. It closes the JSON, so that no row's comma ever changes.
pub const END: &str = r#"{"end":1}]}"#;
/// The format's major number. A file with a higher one opens read-only.
pub const MAJOR: u64 = 1;

/// The most rows of a file.
pub const MAX_ROWS: usize = 10_000_000;

/// The rows of a file.
#[derive(Debug)]
pub struct Content<'a> {
    text: Cow<'a, str>,
    spans: Vec<Span>,
    /// Whether the file is what `print` would make of its rows.
    pub canonical: bool,
    /// The format's major number.
    pub major: u64,
    /// What a merge could not decide; the rows of all sides are among the rows.
    pub conflicts: Conflicts,
}

/// Where a row stands: the cap on the file's size keeps offsets small.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    end: u32,
    line: u32,
}

impl Span {
    fn new(range: Range<usize>, line: usize) -> Self {
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { start: small(range.start), end: small(range.end), line: small(line) }
    }

    fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl Content<'_> {
    /// The rows in the order of their bytes, each once, with the line each was found in.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &str)> + Clone {
        self.spans.iter().map(|span| (span.line as usize, span.of(&self.text)))
    }

    /// The file these rows make.
    pub fn print(&self) -> Vec<u8> {
        print(self.rows().map(|(_, row)| row))
    }

    fn sort(&mut self) {
        let text = &self.text;
        let key = |span: &Span| span.of(text);
        if !self.spans.is_sorted_by(|a, b| key(a) < key(b)) {
            self.spans.sort_by(|a, b| key(a).cmp(key(b)));
            self.spans.dedup_by(|a, b| key(a) == key(b));
        }
    }
}

/// Finds the rows. Strict JSON with a row to a line is the rule; git's and jj's conflict markers,
/// doubled lines, any order, CRLF and a byte order mark are read as if they were not there.
pub fn read(content: &[u8]) -> Result<Content<'_>, Misread> {
    let not_text = |offset| Misread::at(content, offset, Fault::NotText);
    let text = std::str::from_utf8(content).map_err(|error| not_text(error.valid_up_to()))?;
    if let Some(offset) = memchr::memchr(0, content) {
        return Err(not_text(offset));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_ascii().is_empty() {
        return Err(Misread { line: 1, column: 1, fault: Fault::Empty });
    }
    let mut lines = Lines::scan(text)?;
    if lines.head.is_none() || lines.torn.is_some() || lines.foreign.is_some() {
        match strict::read(text) {
            Ok(rows) => return gather(rows),
            // Hand edits may tear one row; it is kept as it stands and the others are read.
            Err(_) if lines.head.is_some() && lines.ended && lines.foreign.is_none() => {}
            Err(error) => return Err(lines.blame(text, error)),
        }
    }
    if !lines.ended {
        return Err(Misread::at(content, content.trim_ascii_end().len(), Fault::Truncated));
    }
    let major = lines.head.unwrap_or(MAJOR);
    let conflicts = lines.marker.map_or_else(Conflicts::default, |_| conflicts::find(text));
    let out_of_order = |span: &Span| {
        let row = span.of(text);
        normal::needed(row) && normal::order(row) != row
    };
    if lines.spans.iter().any(out_of_order) {
        let rows = lines.spans.iter().map(|span| (span.line as usize, normal::order(span.of(text))));
        let gathered = gather(strict::Rows { major, rows: rows.collect() })?;
        return Ok(Content { conflicts, ..gathered });
    }
    // A byte order mark is read over, and not written.
    let plain = lines.plain && text.len() == content.len();
    let canonical = plain && lines.spans.is_sorted_by(|a, b| a.of(text) < b.of(text));
    let (text, spans) = (Cow::Borrowed(text), std::mem::take(&mut lines.spans));
    let mut found = Content { text, spans, canonical, major, conflicts };
    if !canonical {
        found.sort();
    }
    Ok(found)
}

/// The row of a line that is as andon writes it: one row with its comma, within the caps.
pub fn plain_row(line: &str) -> Option<&str> {
    lines::plain(line).filter(|row| check(row, 0).is_ok() && !normal::needed(row))
}

/// Rows that no longer stand in the file as they are.
fn gather(rows: strict::Rows) -> Result<Content<'static>, Misread> {
    let mut text = String::with_capacity(rows.rows.iter().map(|(_, row)| row.len()).sum());
    let mut spans = Vec::with_capacity(rows.rows.len());
    for (line, row) in rows.rows {
        check(&row, line)?;
        let start = text.len();
        text.push_str(&row);
        spans.push(Span::new(start..text.len(), line));
    }
    if spans.len() > MAX_ROWS {
        return Err(Misread { line: 1, column: 1, fault: Fault::TooManyRows });
    }
    let mut found = Content {
        text: Cow::Owned(text),
        spans,
        canonical: false,
        major: rows.major,
        conflicts: Conflicts::default(),
    };
    found.sort();
    Ok(found)
}

/// Whether this can be a finished file. Cheap: it looks at both ends only.
pub fn looks_whole(content: &[u8]) -> bool {
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content).trim_ascii();
    // A conflict may tear the head, the end or both.
    let last = memchr::memrchr(b'\n', content).map_or(0, |at| at + 1);
    if content[last..].starts_with(b">>>") {
        return true;
    }
    let end: &[u8] =
        if content.starts_with(b"{\"andon\":") || content.starts_with(b"<<<") { b"]}" } else { b"}" };
    content.ends_with(end)
}

/// The file that holds these rows, which must be sorted.
fn print<'a>(rows: impl Iterator<Item = &'a str> + Clone) -> Vec<u8> {
    let len = rows.clone().map(|row| row.len() + 2).sum::<usize>() + HEAD.len() + END.len() + 2;
    let mut out = Vec::with_capacity(len);
    out.extend_from_slice(HEAD.as_bytes());
    out.push(b'\n');
    for row in rows {
        out.extend_from_slice(row.as_bytes());
        out.extend_from_slice(b",\n");
    }
    out.extend_from_slice(END.as_bytes());
    out.push(b'\n');
    out
}

/// A new file with these rows.
pub fn file_of(mut rows: Vec<String>) -> Vec<u8> {
    rows.sort_unstable();
    rows.dedup();
    print(rows.iter().map(String::as_str))
}

/// The canonical file with rows added. Copies stretches: a save of a large board reads no row.
pub fn insert(canonical: &str, mut rows: Vec<String>) -> Vec<u8> {
    rows.sort_unstable();
    rows.dedup();
    let added: usize = rows.iter().map(|row| row.len() + 2).sum();
    let mut out = Vec::with_capacity(canonical.len() + added);
    let mut rest = (HEAD.len() + 1).min(canonical.len())..canonical.len().saturating_sub(END.len() + 1);
    let mut copied = 0;
    for row in &rows {
        rest.start = position(canonical, rest.clone(), row);
        if !stands_at(canonical, rest.start, row) {
            out.extend_from_slice(canonical.get(copied..rest.start).unwrap_or_default().as_bytes());
            out.extend_from_slice(row.as_bytes());
            out.extend_from_slice(b",\n");
            copied = rest.start;
        }
    }
    out.extend_from_slice(canonical.get(copied..).unwrap_or_default().as_bytes());
    out
}

/// The canonical file without these rows.
pub fn without(canonical: &str, rows: &HashSet<&str>) -> String {
    let stays = |line: &&str| line.strip_suffix(",\n").is_none_or(|row| !rows.contains(row));
    canonical.split_inclusive('\n').filter(stays).collect()
}

fn stands_at(text: &str, start: usize, row: &str) -> bool {
    let after = text.get(start..).and_then(|rest| rest.strip_prefix(row));
    after.is_some_and(|after| after.starts_with(",\n"))
}

/// Those of the rows that the file does not hold; none when it cannot be read. Reads no other row
/// while all of them stand where they do in a canonical file.
pub fn lacking(content: &[u8], mut rows: Vec<String>) -> Vec<String> {
    let text = std::str::from_utf8(content).unwrap_or_default();
    let range = (HEAD.len() + 1).min(text.len())..text.len().saturating_sub(END.len() + 1);
    rows.retain(|row| !stands_at(text, position(text, range.clone(), row), row));
    if !rows.is_empty() {
        let Ok(found) = read(content) else { return Vec::new() };
        let held: HashSet<&str> = found.rows().map(|(_, row)| row).collect();
        rows.retain(|row| !held.contains(row.as_str()));
    }
    rows
}

/// All rows of a file; none when it cannot be read.
pub fn rows_of(content: &[u8]) -> Vec<String> {
    read(content).map_or(Vec::new(), |found| found.rows().map(|(_, row)| row.to_owned()).collect())
}

/// The start of the first line in `range` that is not before `row`: a binary search that finds
/// lines where it lands.
fn position(canonical: &str, range: Range<usize>, row: &str) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        let middle = (low..=middle).rfind(|at| canonical.is_char_boundary(*at)).unwrap_or(low);
        let part = |range: Range<usize>| canonical.get(range).unwrap_or_default();
        let line_start = part(low..middle).rfind('\n').map_or(low, |at| low + at + 1);
        let line_end = part(middle..high).find('\n').map_or(high, |at| middle + at + 1);
        let line = part(line_start..line_end.saturating_sub(2));
        if line < row {
            low = line_end;
        } else {
            high = line_start;
        }
    }
    low
}

/// The rows of both files, each once.
pub fn join(one: &[u8], other: &[u8]) -> Result<Vec<u8>, Misread> {
    let (one, other) = (read(one)?, read(other)?);
    let rows = one.rows().chain(other.rows()).map(|(_, row)| row.to_owned()).collect();
    Ok(file_of(rows))
}

#[cfg(test)]
mod tests;
