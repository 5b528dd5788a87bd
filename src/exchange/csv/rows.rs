//! The rows of a log as they are written: fields told apart and spelled right, nothing looked up.

use std::io::Read;

use super::Fault;
use crate::board::Timestamp;

/// What a row says happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    Create,
    Move,
    Block,
    Unblock,
    Abandon,
}

/// A row, its fields told apart and nothing looked up yet.
pub struct Row {
    pub line: u64,
    pub seq: u64,
    pub card: String,
    pub at: Timestamp,
    /// What the row says happened; the short shape leaves it to be told from the columns.
    pub word: Option<Word>,
    pub from: String,
    pub to: String,
    pub note: String,
}

/// The rows of a log, or the line that is none and why.
pub fn read(mut log: impl Read) -> Result<Vec<Row>, (u64, Fault)> {
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes).map_err(|error| (1, Fault::NotCsv(error.into())))?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(&*bytes);
    let line_of = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
    let header = reader.headers().map_err(|error| (line_of(&error), error.into()))?.clone();
    let place = |name: &'static str| {
        let is = |field: &str| field.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name);
        header.iter().position(is).ok_or((1, Fault::NoField(name)))
    };
    let (card, ts, from, to) = (place("card")?, place("ts")?, place("from")?, place("to")?);
    let (seq, event, note) = (place("seq").ok(), place("event").ok(), place("note").ok());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| (line_of(&error), error.into()))?;
        let line = record.position().map_or(1, |position| line_of_row(&bytes, position));
        let field = |place: usize| record.get(place).unwrap_or_default();
        let optional = |place: Option<usize>| place.map_or("", field);
        let fault = |fault| (line, fault);
        let number = |text: &str| text.parse().map_err(|_| fault(Fault::NotANumber(text.to_owned())));
        rows.push(Row {
            line,
            seq: seq.map_or(Ok(0), |place| number(field(place)))?,
            card: Some(field(card)).filter(|id| !id.is_empty()).ok_or(fault(Fault::NoCard))?.to_owned(),
            at: field(ts).parse().map_err(|error| fault(Fault::NotATime(field(ts).to_owned(), error)))?,
            word: event.map(|place| word(field(place))).transpose().map_err(fault)?,
            from: field(from).to_owned(),
            to: field(to).to_owned(),
            note: optional(note).to_owned(),
        });
    }
    Ok(rows)
}

/// The line a row is on. The reader tells where it began to look for it, which may be some empty
/// lines earlier.
fn line_of_row(bytes: &[u8], looked_from: &csv::Position) -> u64 {
    let from =
        usize::try_from(looked_from.byte()).ok().and_then(|from| bytes.get(from..)).unwrap_or_default();
    let skipped = from.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    looked_from.line() + skipped.count() as u64
}

fn word(text: &str) -> Result<Word, Fault> {
    Ok(match text.to_ascii_lowercase().as_str() {
        "create" => Word::Create,
        "move" => Word::Move,
        "block" => Word::Block,
        "unblock" => Word::Unblock,
        "abandon" => Word::Abandon,
        _ => return Err(Fault::NotAnEvent(text.to_owned())),
    })
}
