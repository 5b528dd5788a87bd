//! Archiving: both files in turn, so that nothing is lost whatever happens in between.
//!
//! First the archive gets every row that may leave, and is synced. Then the board is saved as ever,
//! by operations on what is in the file at that moment; rows leave it only if they are read in the
//! archive then. What somebody did to a card in between stays, and so the card stays.

use super::super::atomic::{self, Edit, Intent, ReplaceError};
use super::super::commit_error::CommitError;
use super::super::file::BoardFile;
use super::super::format;
use super::super::lock::lock;
use super::super::save::Change;
use super::super::sidecar::SideCar;
use super::super::{DiskError, Misread};
use super::rows::card_of;
use super::sweep::{Archiving, sweep};
use super::{History, archive_of};
use crate::board::{Id, Sweep};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What was archived, or would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    /// The archive.
    pub path: PathBuf,
    /// What may go and what stays.
    pub sweep: Sweep,
    /// The cards that went.
    pub cards: Vec<Id>,
    /// How many rows left the board. Some may be of cards archived earlier: a merge with somebody
    /// who had not heard of it brings rows back.
    pub rows: usize,
    /// The sizes of the board before and after, in bytes.
    pub board_bytes: (u64, u64),
    /// The sizes of the archive before and after, in bytes.
    pub archive_bytes: (u64, u64),
}

impl BoardFile {
    /// Moves the histories of cards that are over to the archive. The board keeps a mark for each.
    pub fn archive(&mut self, ask: &Archiving) -> Result<Archived, CommitError> {
        self.sweep(ask, true)
    }

    /// What `archive` would do. Writes nothing.
    pub fn archive_trial(&mut self, ask: &Archiving) -> Result<Archived, CommitError> {
        self.sweep(ask, false)
    }

    fn sweep(&mut self, ask: &Archiving, for_good: bool) -> Result<Archived, CommitError> {
        let Some(path) = archive_of(&self.path) else {
            return Err(DiskError::IsAnArchive { path: self.path.clone() }.into());
        };
        if let Some(no) = self.read_only().filter(|_| for_good) {
            return Err(no);
        }
        self.reload()?;
        // The sums of events must be of all there are.
        self.read_history();
        if matches!(self.history, History::Unreadable(_))
            && let History::Unreadable(error) = std::mem::take(&mut self.history)
        {
            return Err(error.into());
        }
        let _lock = self.side().filter(|_| for_good).and_then(lock);
        let before = atomic::read(&self.path)?;
        let canonical = format::read(&before).map_err(|misread| misread.of(&self.path))?.print();
        let canonical = String::from_utf8_lossy(&canonical);
        let trial = sweep(&canonical, &mut self.board().clone(), ask, |_| true);
        let archive = if path.exists() { atomic::read(&path)? } else { Vec::new() };
        let len = |content: &[u8]| content.len() as u64;
        let mut done = Archived {
            path,
            sweep: trial.sweep,
            cards: trial.cards,
            rows: trial.rows.len(),
            board_bytes: (len(&before), len(&before)),
            archive_bytes: (len(&archive), len(&archive)),
        };
        if trial.rows.is_empty() {
            return Ok(done);
        }
        let mut rows = trial.rows;
        rows.extend(
            canonical
                .lines()
                .filter_map(|line| line.strip_suffix(','))
                .filter(|row| is_setting(row))
                .map(str::to_owned),
        );
        if !for_good {
            let added = if archive.is_empty() { Ok(format::file_of(rows)) } else { joined(&archive, rows) };
            done.archive_bytes.1 = len(&added.map_err(|misread| misread.of(&done.path))?);
            done.board_bytes.1 = len(&trial.content);
            return Ok(done);
        }
        done.archive_bytes.1 = put(&done.path, rows)?;
        let saved = self.save(Change { sweep: Some(ask.clone()), ..Change::default() })?;
        (done.cards, done.rows) = (saved.archived, saved.let_go);
        done.board_bytes.1 = len(&atomic::read(&self.path)?);
        Ok(done)
    }

    /// The rows about cards that the archive holds now.
    pub(in crate::store) fn safe_rows(&self) -> HashSet<String> {
        let archive = archive_of(&self.path).and_then(|archive| atomic::read(&archive).ok());
        archive.map(|archive| format::rows_of(&archive)).unwrap_or_default().into_iter().collect()
    }
}

/// A row about the board itself. The first line is none.
fn is_setting(row: &str) -> bool {
    card_of(row).is_none() && row.ends_with('}')
}

fn joined(archive: &[u8], rows: Vec<String>) -> Result<Vec<u8>, Misread> {
    format::join(archive, &format::file_of(rows))
}

/// Puts rows into the archive, which is made if it is not there, and tells its length.
fn put(path: &Path, rows: Vec<String>) -> Result<u64, CommitError> {
    if !path.exists() {
        let content = format::file_of(rows.clone());
        match atomic::create(path, &content) {
            // Somebody else was quicker.
            Err(DiskError::Exists { .. }) => {}
            made => return made.map(|()| content.len() as u64).map_err(Into::into),
        }
    }
    let path = path.canonicalize().map_err(|error| DiskError::at(path, "opening", error))?;
    let side = SideCar::of(&path);
    let _lock = side.as_ref().and_then(lock);
    let mut gather = Gather { path: &path, rows };
    match atomic::replace(&path, side.as_ref(), &mut gather) {
        Ok(replaced) => Ok(replaced.content.len() as u64),
        Err(ReplaceError::Edit(error)) => Err(error),
        Err(ReplaceError::Disk(error)) => Err(error.into()),
    }
}

/// Rows that come to an archive.
struct Gather<'a> {
    path: &'a Path,
    rows: Vec<String>,
}

impl Edit for Gather<'_> {
    type Error = CommitError;

    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, CommitError> {
        let misread = |misread: Misread| misread.of(self.path);
        if format::read(current).map_err(misread)?.major > format::MAJOR {
            return Err(CommitError::Newer { path: self.path.to_owned() });
        }
        let joined = joined(current, self.rows.clone()).map_err(misread)?;
        Ok((joined != current).then_some(joined))
    }

    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, CommitError> {
        Ok(format::join(one, other).map_err(|misread| misread.of(self.path))?)
    }

    fn is_whole(&self, content: &[u8]) -> bool {
        format::looks_whole(content)
    }

    fn about_to_write(&mut self, _: &Intent) {}
}
