//! Boards that are one JSON value but not one row to a line: files that a formatter went over, and
//! boards written by hand.

use super::read_error::{Fault, Misread, plain_words};
use super::row::Line;
use super::{Fingerprint, convert, normal};
use crate::board::{ColumnKind, Fields, Id, Subject, Timestamp, WipLimit};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashSet;

/// Rows with the lines they begin in.
#[derive(Debug)]
pub struct Rows {
    pub major: u64,
    pub rows: Vec<(usize, String)>,
}

/// What kind of thing a JSON value is, whatever else it says.
#[derive(Debug, Default, Deserialize)]
#[serde(default, expecting = "a board")]
struct Probe<'a> {
    andon: Option<u64>,
    #[serde(borrow)]
    rows: Option<&'a RawValue>,
    #[serde(borrow)]
    columns: Option<&'a RawValue>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a board")]
struct Document<'a> {
    #[serde(rename = "andon")]
    _andon: Option<u64>,
    #[serde(borrow)]
    rows: Vec<&'a RawValue>,
}

/// A board as one writes it by hand.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a board")]
struct Short {
    #[serde(default)]
    name: String,
    columns: Vec<ShortColumn>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a column")]
struct ShortColumn {
    name: String,
    #[serde(default)]
    wip: Option<i64>,
    #[serde(default)]
    kind: Option<String>,
}

/// The rows of a JSON document.
pub fn read(text: &str) -> Result<Rows, Misread> {
    let failed = |error: serde_json::Error| misread(text, &error);
    let start = |fault| Misread { line: 1, column: 1, fault };
    if text.trim_ascii_start().starts_with('[') {
        return Err(start(Fault::NotABoard));
    }
    let probe: Probe<'_> = serde_json::from_str(text).map_err(failed)?;
    match (probe.rows, probe.columns) {
        (Some(_), _) => {
            let major = probe.andon.unwrap_or(super::format::MAJOR);
            // A newer format may say more outside the rows; it is never written back.
            let rows: Vec<&RawValue> = if major > super::format::MAJOR {
                serde_json::from_str(probe.rows.map_or("[]", RawValue::get)).map_err(failed)?
            } else {
                serde_json::from_str::<Document<'_>>(text).map_err(failed)?.rows
            };
            let mut place = Place { text, offset: 0, line: 1 };
            let rows = rows.into_iter().map(|row| place.row(row)).filter_map(Result::transpose);
            Ok(Rows { major, rows: rows.collect::<Result<_, _>>()? })
        }
        (None, Some(_)) => {
            let short: Short = serde_json::from_str(text).map_err(failed)?;
            let rows = short.rows().map_err(|reason| start(Fault::ShortForm(reason)))?;
            Ok(Rows { major: super::format::MAJOR, rows })
        }
        (None, None) => Err(start(Fault::NotABoard)),
    }
}

/// Counts lines while it goes from row to row.
struct Place<'a> {
    text: &'a str,
    offset: usize,
    line: usize,
}

impl Place<'_> {
    fn row(&mut self, row: &RawValue) -> Result<Option<(usize, String)>, Misread> {
        let at = (row.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let between = self.text.as_bytes().get(self.offset..at).unwrap_or_default();
        self.line += between.split(|byte| *byte == b'\n').skip(1).count();
        self.offset = at.max(self.offset);
        let row = normal::compact(row.get());
        if !row.starts_with('{') {
            return Err(Misread { line: self.line, column: 1, fault: Fault::NotARow });
        }
        Ok((row != r#"{"end":1}"#).then(|| (self.line, normal::order(&row))))
    }
}

fn misread(text: &str, error: &serde_json::Error) -> Misread {
    if error.is_eof() {
        return Misread::at(text.as_bytes(), text.trim_ascii_end().len(), Fault::Truncated);
    }
    Misread {
        line: error.line().max(1),
        column: error.column().max(1),
        fault: Fault::Json(plain_words(error)),
    }
}

impl Short {
    /// The rows this board stands for: the same in every clone, so that two people who open the
    /// same hand-written board make one of it.
    fn rows(self) -> Result<Vec<(usize, String)>, String> {
        let board = Id::slug(&self.name).unwrap_or(Id::random(0, 1));
        let name = (!self.name.is_empty()).then(|| self.name.as_str().into());
        let mut rows = vec![row(&Subject::Board(board), &Fields { name, ..Fields::default() })];
        let last = self.columns.len().saturating_sub(1);
        let mut taken = HashSet::new();
        for (place, column) in self.columns.iter().enumerate() {
            if column.name.trim().is_empty() {
                return Err(format!("column {} has no name", place + 1));
            }
            let kind = match &column.kind {
                Some(kind) => {
                    kind.parse().map_err(|why| format!("column '{}': {why}", column.name.escape_debug()))?
                }
                None if place == last && last > 0 => ColumnKind::Done,
                None if place == 0 => ColumnKind::Backlog,
                None => ColumnKind::Active,
            };
            let wip = column.wip.map(|wip| {
                let limit = u64::try_from(wip).ok().and_then(WipLimit::new);
                let name = column.name.escape_debug();
                limit.ok_or_else(|| format!("column '{name}': wip {wip}: a limit is 1 to 65535"))
            });
            let subject = Subject::Column(free_id(&column.name, place, &mut taken));
            let fields = Fields {
                name: Some(column.name.as_str().into()),
                kind: Some(kind),
                wip: wip.transpose()?.map(Some),
                rank: Some(rank(place).into()),
                ..Fields::default()
            };
            rows.push(row(&subject, &fields));
        }
        if self.columns.is_empty() {
            return Err("a board needs at least one column".to_owned());
        }
        Ok(rows.into_iter().map(|row| (1, row)).collect())
    }
}

/// The column's slug, or the first numbered one that is free.
fn free_id(name: &str, place: usize, taken: &mut HashSet<Id>) -> Id {
    let numbered = |number: usize| Id::slug(&format!("column-{number}"));
    let mut candidates = Id::slug(name).into_iter().chain((place + 1..).filter_map(numbered));
    // Every number up to twelve characters is a candidate; a file cannot hold as many columns.
    candidates.find(|id| taken.insert(*id)).unwrap_or(Id::random(place as u64, 12))
}

/// Two digits leave room between columns and sort by themselves.
fn rank(place: usize) -> String {
    const DIGITS: &[u8; 35] = b"123456789abcdefghijklmnopqrstuvwxyz";
    // A third digit never comes first: past 1,225 columns they share the last place, in id order.
    let digit = |number: usize| char::from(DIGITS[number.min(DIGITS.len() - 1)]);
    [digit(place / DIGITS.len()), digit(place % DIGITS.len())].into_iter().collect()
}

fn row(subject: &Subject, fields: &Fields) -> String {
    let mut line: Line = convert::subject_line(subject);
    let id = Id::random(Fingerprint::of(format!("{subject:?}").as_bytes()).bits(), Id::EVENT_LEN);
    line.id("id", id)
        .plain("rev", 1)
        .plain("at", format_args!("\"{}\"", Timestamp::MIN))
        .text("by", "board file");
    convert::put_fields(&mut line, fields);
    line.finish()
}
