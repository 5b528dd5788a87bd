//! A file's content to a board, and a board to a file's content.

use super::Fingerprint;
use super::convert::{self, About};
use super::event_row::EventRow;
use super::format::{self, Content, MAJOR};
use super::quick;
use super::read_error::{Fault, Finding, Misread, plain_words};
use super::row::Row;
use crate::board::{Board, Builder, Event, Id};

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
    /// Conflicts that a merge left between markers; the rows of all sides are on the board.
    pub conflicts: usize,
}

impl Loaded {
    /// What was read before anything was.
    pub(super) fn of_nothing() -> Self {
        Folding::default().end(MAJOR, true)
    }
}

const MAX_CARDS: usize = 1_000_000;

/// Reads a board.
pub fn load(content: &[u8]) -> Result<Loaded, Misread> {
    load_rows(&format::read(content)?)
}

/// Folds rows that were found.
pub fn load_rows(content: &Content<'_>) -> Result<Loaded, Misread> {
    let mut folding = Folding::default();
    for (line, text) in content.rows() {
        folding.take(line, text, EventRow::of(text).as_ref())?;
    }
    Ok(Loaded { conflicts: content.conflicts.count, ..folding.end(content.major, content.canonical) })
}

/// Rows on their way into a board, in the order of their bytes.
#[derive(Debug, Default)]
pub struct Folding {
    builder: Builder,
    findings: Vec<Finding>,
    cards: usize,
    last: Option<(About, Id)>,
}

impl Folding {
    /// Takes the next row, which stands in this line, and what it begins with.
    pub fn take(&mut self, line: usize, text: &str, begins: Option<&EventRow<'_>>) -> Result<(), Misread> {
        if let Some(begins) = begins
            && let Some(event) = begins.event(&mut self.builder)
        {
            let id = self.name(line, &About::Card(begins.card), event.id, text)?;
            self.builder.event(begins.card, Event { id, ..event });
            return Ok(());
        }
        let mut row = Row::default();
        let (about, id) = match understand(&mut row, text, begins) {
            Ok(understood) => understood,
            Err(reason) => {
                self.findings.push(Finding { line, reason });
                return Ok(());
            }
        };
        let known_as = self.name(line, &about, id, text)?;
        if let Err(reason) = row.give(&mut self.builder, about, known_as) {
            self.findings.push(Finding { line, reason });
        }
        Ok(())
    }

    /// What the event or setting of this row is known by. Rows of one card and one id stand
    /// together, as they are sorted. Both are kept: the second is known by a name made of what it
    /// says, the same in every clone.
    fn name(&mut self, line: usize, about: &About, id: Id, text: &str) -> Result<Id, Misread> {
        if let Some((of, last)) = &mut self.last
            && of == about
        {
            if *last == id {
                let reason = format!("id {id} stands on another row too; both are kept");
                self.findings.push(Finding { line, reason });
                return Ok(Id::random(Fingerprint::of(text.as_bytes()).bits(), 12));
            }
            *last = id;
            return Ok(id);
        }
        self.cards += usize::from(matches!(about, About::Card(_)));
        if self.cards > MAX_CARDS {
            return Err(Misread { line, column: 1, fault: Fault::TooManyCards });
        }
        self.last = Some((about.clone(), id));
        Ok(id)
    }

    /// The board of all rows that were taken.
    pub fn end(mut self, major: u64, canonical: bool) -> Loaded {
        self.findings.sort_by_key(|finding| finding.line);
        let read_only = major > MAJOR;
        Loaded { board: self.builder.build(), findings: self.findings, read_only, canonical, conflicts: 0 }
    }
}

/// Fills the row in place: it is large, and there are many.
fn understand<'a>(
    row: &mut Row<'a>,
    text: &'a str,
    begins: Option<&EventRow<'a>>,
) -> Result<(About, Id), String> {
    if !quick::fill(row, text, begins) {
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
