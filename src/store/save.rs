//! One save of a board file: what `atomic` asks of it.
//!
//! `apply` may be called several times, each time with what is in the file then. The board in
//! memory is reused while the file is still what it was read from, so that a save of a large
//! board reads no row.

use super::archive::{Archiving, sweep};
use super::atomic::{Edit, Intent};
use super::commit_error::CommitError;
use super::displaced::Late;
use super::file::BoardFile;
use super::guard::{self, Guarded};
use super::load::load;
use super::read_error::Misread;
use super::{Fingerprint, convert, format};
use crate::board::{Applied, Board, Id, Operation, Record, Refusal};
use std::borrow::Cow;
use std::collections::HashSet;

/// One save: what `atomic` asks of it.
pub struct Save<'a> {
    pub file: &'a mut BoardFile,
    pub late: &'a [Late],
    pub change: Change,
    pub guarded: Guarded,
    pub done: Done,
}

/// What a save does beside the operations that the file holds.
#[derive(Debug, Default)]
pub struct Change {
    /// Contents whose rows the file should have held.
    pub joined: Vec<Vec<u8>>,
    /// Whether the file is put in order though nothing else is to do.
    pub tidy: bool,
    /// What is to be archived. The board is then folded with its archive.
    pub sweep: Option<Archiving>,
}

/// What a save did, beside what it wrote.
#[derive(Default)]
pub struct Done {
    pub outcomes: Vec<Result<Applied, Refusal>>,
    pub restored: usize,
    pub others: bool,
    /// Rows that the file had not held.
    pub added: Vec<String>,
    /// Rows of others that our version had displaced for a moment.
    pub carried: Vec<String>,
    /// The cards that were archived, and the rows that left with them.
    pub archived: Vec<Id>,
    pub let_go: Vec<String>,
}

impl Save<'_> {
    /// Rows that the file should hold and does not; counts those that it held a moment ago.
    fn lacking(&mut self, current: &[u8]) -> Vec<String> {
        let guarded = self.file.side().map(|side| self.guarded.rows(side)).unwrap_or_default();
        let mut lacking = format::lacking(current, guarded);
        self.done.restored = lacking.len();
        for other in self.change.joined.iter().chain(self.late.iter().map(|late| &late.content)) {
            lacking.extend(format::lacking(current, format::rows_of(other)));
        }
        lacking
    }

    /// The content with rows added, if there are any.
    fn with<'a>(&mut self, content: Cow<'a, [u8]>, rows: &[String]) -> Result<Cow<'a, [u8]>, CommitError> {
        if rows.is_empty() {
            return Ok(content);
        }
        Ok(self.join(&content, &format::file_of(rows.to_vec()))?.into())
    }

    fn take(&mut self, content: &[u8]) -> Result<(), CommitError> {
        let loaded = load(content).map_err(|misread| self.misread(misread))?;
        let taken = self.file.take(loaded, || Some(content.to_vec()));
        taken.map_err(|misread| self.misread(misread))?;
        self.file.hash = Fingerprint::of(content);
        self.done.others = true;
        Ok(())
    }

    /// Rows that the archive holds of cards that are on the board again, or that an operation may
    /// bring back to it.
    fn back(&self, content: &[u8]) -> Vec<String> {
        let changes = self.file.held.iter().map(|operation| &operation.change);
        let called = changes.filter(|change| change.brings_back()).filter_map(crate::board::Change::card);
        let resting = |card: &Id| self.file.board().card(*card).is_some_and(crate::board::Card::is_archived);
        let called: HashSet<Id> = called.filter(resting).collect();
        let mut rows = self.file.returned.clone();
        if !called.is_empty() {
            rows.extend(self.file.of_the_archive(&called, content));
        }
        format::lacking(content, rows)
    }

    fn misread(&self, misread: Misread) -> CommitError {
        misread.of(&self.file.path).into()
    }
}

impl Edit for Save<'_> {
    type Error = CommitError;

    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, CommitError> {
        self.done.added = self.lacking(current);
        let lacking = self.done.added.clone();
        let mut base = self.with(current.into(), &lacking)?;
        if Fingerprint::of(&base) != self.file.hash {
            self.take(&base)?;
        }
        let back = self.back(&base);
        if !back.is_empty() {
            base = self.with(base, &back)?;
            self.take(&base)?;
            self.done.added.extend(back);
        }
        if self.file.loaded.read_only {
            return Err(CommitError::Newer { path: self.file.path.clone() });
        }
        let mut lines = Vec::new();
        let board = &mut self.file.loaded.board;
        let apply = |operation: &Operation| {
            let outcome = board.apply(operation);
            if let Ok(applied) = &outcome
                && !applied.known
            {
                lines.extend(line_of(board, &applied.record));
            }
            outcome
        };
        self.done.outcomes = self.file.held.iter().map(apply).collect();
        self.done.added.extend_from_slice(&lines);
        let sweeping = self.change.sweep.clone();
        let must =
            !lines.is_empty() || sweeping.is_some() || (self.change.tidy && !self.file.loaded.canonical);
        if !must {
            return Ok((*base != *current).then(|| base.into_owned()));
        }
        let canonical = if self.file.loaded.canonical {
            base
        } else {
            let canonical = format::read(&base).map_err(|misread| self.misread(misread))?.print();
            if lines.is_empty() {
                let loaded = load(&canonical).map_err(|misread| self.misread(misread))?;
                let taken = self.file.take(loaded, || Some(canonical.clone()));
                taken.map_err(|misread| self.misread(misread))?;
            }
            canonical.into()
        };
        // It is text: it was read a moment ago.
        let text = std::str::from_utf8(&canonical).unwrap_or_default();
        let mut new = format::insert(text, lines);
        if let Some(ask) = sweeping {
            let safe = self.file.safe_rows();
            let text = std::str::from_utf8(&new).unwrap_or_default();
            let swept = sweep(text, &mut self.file.loaded.board, &ask, |row| safe.contains(row));
            // Nobody looks after the marks: without them the cards are on the board, and no row is lost.
            (self.done.archived, self.done.let_go) = (swept.cards, swept.rows);
            new = swept.content;
        }
        self.file.loaded.canonical = true;
        self.file.loaded.conflicts = 0;
        self.file.hash = Fingerprint::of(&new);
        Ok(Some(new))
    }

    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, CommitError> {
        format::join(one, other).map_err(|misread| self.misread(misread))
    }

    fn carries_over(&mut self, ours: &[u8], theirs: &[u8]) {
        let rows = format::lacking(ours, format::rows_of(theirs));
        // Best effort, as all that is done for programs that look after nobody.
        let _ = self.file.side().map(|side| guard::note(side, &rows, true));
        self.done.carried.extend(rows);
    }

    fn strands(&mut self, temporary: &str) {
        if let Some(journal) = &mut self.file.journal {
            journal.strand(temporary);
        }
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

#[cfg(test)]
mod tests {
    use super::super::atomic::replace;
    use super::*;
    use crate::board::{Builder, Change, ColumnKind, Draft, Field, Fields, Subject, Timestamp};
    use std::fs;
    use std::path::Path;

    /// A save beside which others act, each time before names are exchanged.
    struct Beside<'a, F> {
        save: Save<'a>,
        meanwhile: F,
    }

    impl<F: FnMut()> Edit for Beside<'_, F> {
        type Error = CommitError;

        fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, CommitError> {
            self.save.apply(current)
        }

        fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, CommitError> {
            self.save.join(one, other)
        }

        fn carries_over(&mut self, ours: &[u8], theirs: &[u8]) {
            self.save.carries_over(ours, theirs);
        }

        fn is_whole(&self, content: &[u8]) -> bool {
            self.save.is_whole(content)
        }

        fn about_to_write(&mut self, intent: &Intent) {
            self.save.about_to_write(intent);
            (self.meanwhile)();
        }
    }

    fn operation(seed: u64, change: Change) -> Operation {
        let (at, by) = (Timestamp::from_ms(1_767_225_600_000), "maria".to_owned());
        Operation { change, at, by, seed, over: None, backdated: false }
    }

    fn add(seed: u64, title: &str) -> Operation {
        let values = vec![(Field::Title, title.to_owned())];
        operation(seed << 32, Change::Add(Draft { values, ..Draft::default() }))
    }

    /// The content with a card more, renamed over whatever is there.
    fn put_with(path: &Path, content: &[u8], seed: u64, title: &str) {
        let mut board = load(content).unwrap().board;
        board.apply(&add(seed, title)).unwrap();
        let own = path.with_extension("theirs");
        fs::write(&own, super::super::content_of(&board)).unwrap();
        fs::rename(own, path).unwrap();
    }

    #[test]
    fn what_a_program_writes_that_read_our_version_in_a_bad_moment_loses_nothing_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        fs::create_dir_all(root.join(".git/objects")).unwrap();
        fs::write(root.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        let path = root.join("a.board.json");
        let mut board = Builder::new().build();
        let kind = Some(ColumnKind::Backlog);
        let fields = Fields { name: Some("Todo".into()), kind, rank: Some("b".into()), ..Fields::default() };
        let subject = Subject::Column("todo".parse().unwrap());
        board.apply(&operation(1, Change::Set { subject, fields })).unwrap();

        let mut file = BoardFile::create(&path, &board).unwrap();
        let side = file.side().cloned();
        file.hold([add(2, "ours")]);
        let (mut looks, mut seen) = (0, Vec::new());
        let meanwhile = || {
            looks += 1;
            let now = fs::read(&path).unwrap();
            match looks {
                1 => put_with(&path, &now, 3, "their first"),
                // Ours is in place, and theirs not in it: they read that.
                _ => seen = now,
            }
        };
        let (guarded, done) = (Guarded::default(), Done::default());
        let change = super::Change::default();
        let save = Save { file: &mut file, late: &[], change, guarded, done };
        let done = replace(&path, side.as_ref(), &mut Beside { save, meanwhile }).unwrap();
        assert_eq!((done.collisions, looks), (1, 2));
        drop(file);
        // They write when we have looked for the last time.
        put_with(&path, &seen, 4, "their second");

        let file = BoardFile::open(&path).unwrap();
        let mut titles: Vec<_> = file.board().cards().map(|card| card.title().to_owned()).collect();
        titles.sort();
        assert_eq!(titles, ["ours", "their first", "their second"]);
        assert_eq!(file.recovered().applied, 1);
    }
}
