//! One save of a board file: what `atomic` asks of it.
//!
//! `apply` may be called several times, each time with what is in the file then. The board in
//! memory is reused while the file is still what it was read from, so that a save of a large
//! board reads no row.

use super::atomic::{Edit, Intent};
use super::displaced::Late;
use super::file::{BoardFile, CommitError};
use super::load::load;
use super::read_error::Misread;
use super::{Fingerprint, convert, format};
use crate::board::{Applied, Board, Operation, Record, Refusal};

/// One save: what `atomic` asks of it.
pub struct Save<'a> {
    pub file: &'a mut BoardFile,
    pub late: &'a [Late],
    pub joined: Vec<Vec<u8>>,
    pub tidy: bool,
    pub guarded: Vec<Operation>,
    pub done: Done,
}

/// What a save did, beside what it wrote.
#[derive(Default)]
pub struct Done {
    pub outcomes: Vec<Result<Applied, Refusal>>,
    pub restored: usize,
    pub others: bool,
}

impl Save<'_> {
    fn misread(&self, misread: Misread) -> CommitError {
        misread.of(&self.file.path).into()
    }
}

impl Edit for Save<'_> {
    type Error = CommitError;

    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, CommitError> {
        let mut base = std::borrow::Cow::Borrowed(current);
        for other in self.joined.iter().chain(self.late.iter().map(|late| &late.content)) {
            // What cannot be read has no rows to save.
            base = format::join(&base, other).map_or(base, Into::into);
        }
        let hash = Fingerprint::of(&base);
        if hash != self.file.hash {
            self.done.others = true;
            self.file.loaded = load(&base).map_err(|misread| self.misread(misread))?;
            self.file.hash = hash;
        }
        if self.file.loaded.read_only {
            return Err(CommitError::Newer { path: self.file.path.clone() });
        }
        let mut lines = Vec::new();
        let board = &mut self.file.loaded.board;
        let mut apply = |operation: &Operation| {
            let outcome = board.apply(operation);
            if let Ok(applied) = &outcome
                && !applied.known
            {
                lines.extend(line_of(board, &applied.record));
            }
            outcome
        };
        let again: Vec<_> = self.guarded.iter().map(&mut apply).collect();
        self.done.outcomes = self.file.held.iter().map(&mut apply).collect();
        self.done.restored = again.iter().flatten().filter(|applied| !applied.known).count();
        let must = !lines.is_empty() || (self.tidy && !self.file.loaded.canonical);
        if !must {
            return Ok((*base != *current).then(|| base.into_owned()));
        }
        let canonical = if self.file.loaded.canonical {
            base
        } else {
            let canonical = format::read(&base).map_err(|misread| self.misread(misread))?.print();
            if lines.is_empty() {
                self.file.loaded = load(&canonical).map_err(|misread| self.misread(misread))?;
            }
            canonical.into()
        };
        // It is text: it was read a moment ago.
        let text = std::str::from_utf8(&canonical).unwrap_or_default();
        let new = format::insert(text, lines);
        self.file.loaded.canonical = true;
        self.file.hash = Fingerprint::of(&new);
        Ok(Some(new))
    }

    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, CommitError> {
        format::join(one, other).map_err(|misread| self.misread(misread))
    }

    fn is_whole(&self, content: &[u8]) -> bool {
        format::looks_whole(content)
    }

    fn about_to_write(&mut self, intent: &Intent) {
        self.file.known.expect(intent.written);
        if let Some(journal) = &mut self.file.journal {
            journal.intend(intent);
        }
    }
}

fn line_of(board: &Board, record: &Record) -> Option<String> {
    match record {
        Record::Event { card, event } => {
            Some(convert::event_line(board, *card, board.card(*card)?.event(*event)?))
        }
        Record::Setting { subject, id } => {
            let settings = board.settings();
            let setting = settings.iter().find(|setting| setting.id == *id && setting.subject == *subject)?;
            Some(convert::setting_line(setting))
        }
    }
}
