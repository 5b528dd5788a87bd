//! A file's content to a board, and a board to a file's content.

use super::Fingerprint;
use super::convert::{self, About};
use super::format::{self, Content, MAJOR};
use super::quick;
use super::read_error::{Fault, Finding, Misread, plain_words};
use super::row::Row;
use crate::board::{Board, Builder, Id};

/// A board as it was read.
#[derive(Debug)]
pub struct Loaded {
    /// The board: everything that was understood.
    pub board: Board,
    /// The rows that were not, or not wholly. They stay in the file.
    pub findings: Vec<Finding>,
    /// True when a newer andon wrote the file: it may be looked at and not changed.
    pub read_only: bool,
    /// True when the file stands as andon writes it; otherwise the next save puts it in order.
    pub canonical: bool,
}

const MAX_CARDS: usize = 1_000_000;

/// Reads a board.
pub fn load(content: &[u8]) -> Result<Loaded, Misread> {
    load_rows(&format::read(content)?)
}

/// Folds rows that were found.
pub fn load_rows(content: &Content<'_>) -> Result<Loaded, Misread> {
    let mut builder = Builder::new();
    let mut findings = Vec::new();
    let mut cards = 0;
    let mut last: Option<(About, Id)> = None;
    for (line, text) in content.rows() {
        let mut row = Row::default();
        let (about, id) = match understand(&mut row, text) {
            Ok(understood) => understood,
            Err(reason) => {
                findings.push(Finding { line, reason });
                continue;
            }
        };
        let same = last.as_ref().filter(|(of, _)| *of == about);
        if same.is_none() && matches!(about, About::Card(_)) {
            cards += 1;
            if cards > MAX_CARDS {
                return Err(Misread { line, column: 1, fault: Fault::TooManyCards });
            }
        }
        // Rows of one card and one id stand together, as they are sorted. Both are kept: the
        // second is known by a name made of what it says, the same in every clone.
        let mut known_as = id;
        if same.is_some_and(|(_, other)| *other == id) {
            known_as = Id::random(Fingerprint::of(text.as_bytes()).bits(), 12);
            findings
                .push(Finding { line, reason: format!("id {id} stands on another row too; both are kept") });
        }
        last = Some((about.clone(), id));
        if let Err(reason) = row.give(&mut builder, about, known_as) {
            findings.push(Finding { line, reason });
        }
    }
    findings.sort_by_key(|finding| finding.line);
    let read_only = content.major > MAJOR;
    Ok(Loaded { board: builder.build(), findings, read_only, canonical: content.canonical })
}

/// Fills the row in place: it is large, and there are many.
fn understand<'a>(row: &mut Row<'a>, text: &'a str) -> Result<(About, Id), String> {
    if !quick::fill(row, text) {
        *row = serde_json::from_str(text).map_err(|error| plain_words(&error))?;
    }
    let about = row.about()?;
    let id = row.id.ok_or("has no id")?.0;
    Ok((about, id))
}

/// The file content of a board.
pub fn content_of(board: &Board) -> Vec<u8> {
    let settings = board.settings().iter().map(convert::setting_line);
    let events = board
        .cards()
        .flat_map(|card| card.events().iter().map(|event| convert::event_line(board, card.id(), event)));
    format::file_of(settings.chain(events).collect())
}

/// The content as andon writes it. For a check that must not touch the file.
pub fn canonical(content: &[u8]) -> Result<Vec<u8>, Misread> {
    Ok(format::read(content)?.print())
}
