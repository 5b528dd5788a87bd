//! A board file: opened, followed, and changed by operations.
//!
//! A save re-applies operations to what is in the file at that moment; no picture of the board is
//! ever written back. So of two sessions, each with its own operations, neither loses anything,
//! and a limit is checked against what is really there.

use super::archive::History;
use super::atomic::{self, ReplaceError};
use super::commit_error::CommitError;
use super::displaced::{self, Late};
use super::fault::{Step, step};
use super::guard::{self, Guarded};
use super::journal::Journal;
use super::load::{Loaded, load};
use super::lock::lock;
use super::read_error::{Finding, ReadError};
use super::recover::Recovered;
use super::save::{Change, Done, Save};
use super::sidecar::SideCar;
use super::{DiskError, Fingerprint, Known, Sight, Watch, content_of, format, operation, recover, stream};
use crate::board::{Applied, Board, Builder, Id, Operation, Refusal};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// An open board file.
#[derive(Debug)]
pub struct BoardFile {
    pub(super) path: PathBuf,
    side: Option<SideCar>,
    pub(super) journal: Option<Journal>,
    pub(super) loaded: Loaded,
    pub(super) hash: Fingerprint,
    pub(super) known: Known,
    pub(super) held: Vec<Operation>,
    /// A save that failed has seen what others did, and nobody was told of it yet.
    unseen: bool,
    /// Whether the board is folded with its archive, and what came of it.
    pub(super) whole: bool,
    pub(super) history: History,
    /// Rows of cards that came back from the archive and that the file lacks.
    pub(super) returned: Vec<String>,
    recovered: Recovered,
}

/// What a save did.
#[derive(Debug)]
pub struct Committed {
    /// For each operation asked for, in order: what it did, or why the board said no.
    pub outcomes: Vec<Result<Applied, Refusal>>,
    /// The file's content after it.
    pub hash: Fingerprint,
    /// Whether the file held something this session had not seen: the board is more than what it
    /// was with the operations applied, and has to be drawn anew.
    pub others: bool,
    /// Rows that were saved a moment ago, here or by others, and that a program which had not seen
    /// them had overwritten: put back.
    pub restored: usize,
    /// How often somebody else's save came in between and was built upon.
    pub collisions: u32,
    /// The cards whose histories left for the archive.
    pub archived: Vec<Id>,
    /// How many rows that was.
    pub let_go: usize,
}

/// Waits, when a file that is opened looks as if it were being written.
const OPEN_RETRIES_MS: [u64; 3] = [20, 50, 100];

impl BoardFile {
    /// Opens a board and recovers what crashed sessions left.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let canonical = path.canonicalize().map_err(|error| DiskError::at(path, "opening", error))?;
        let (loaded, hash) = read(&canonical)?;
        let side = SideCar::of(&canonical);
        let known = Known::default();
        known.remember(hash);
        let journal = side.clone().map(Journal::new);
        let mut file = Self { side, journal, known, ..Self::of(&canonical, loaded, hash)? };
        if !file.loaded.read_only {
            file.recovered = recover::recover(&mut file);
        }
        Ok(file)
    }

    /// A file as it was just read, with nothing beside it.
    fn of(path: &Path, loaded: Loaded, hash: Fingerprint) -> Result<Self, ReadError> {
        let mut file = Self {
            path: path.to_owned(),
            side: None,
            journal: None,
            loaded: Loaded::of_nothing(),
            hash,
            known: Known::default(),
            held: Vec::new(),
            unseen: false,
            whole: false,
            history: History::default(),
            returned: Vec::new(),
            recovered: Recovered::default(),
        };
        let taken = file.take(loaded, || atomic::read(path).ok());
        taken.map_err(|misread| misread.of(path))?;
        Ok(file)
    }

    /// Makes a file that must not exist yet and holds this board.
    pub fn create(path: &Path, board: &Board) -> Result<Self, CommitError> {
        atomic::create(path, &content_of(board))?;
        Ok(Self::open(path)?)
    }

    /// Makes a new file from operations, without any if one of them is refused.
    pub fn create_with(path: &Path, operations: &[Operation]) -> Result<Result<Self, Refusal>, CommitError> {
        let mut board = Builder::new().build();
        for operation in operations {
            if let Err(refusal) = board.apply(operation) {
                return Ok(Err(refusal));
            }
        }
        Self::create(path, &board).map(Ok)
    }

    /// The file, by its canonical path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The board, as of the last look at the file.
    pub fn board(&self) -> &Board {
        &self.loaded.board
    }

    /// Leaves the board's memory to the end of the program, which is near.
    pub fn forget_board(&mut self) {
        let board = std::mem::replace(&mut self.loaded.board, Builder::new().build());
        std::mem::forget(board);
    }

    /// The content that `board` was read from.
    pub fn hash(&self) -> Fingerprint {
        self.hash
    }

    /// Rows of the file that are not understood.
    pub fn findings(&self) -> &[Finding] {
        &self.loaded.findings
    }

    /// Whether a newer andon wrote the file.
    pub fn is_newer(&self) -> bool {
        self.loaded.read_only
    }

    /// Why the file cannot be changed here, if it cannot.
    pub fn read_only(&self) -> Option<CommitError> {
        if self.loaded.read_only {
            return Some(CommitError::Newer { path: self.path.clone() });
        }
        atomic::check_writable(&self.path).err().map(CommitError::Disk)
    }

    /// Whether the file stands as andon writes it.
    pub fn is_canonical(&self) -> bool {
        self.loaded.canonical
    }

    /// Conflicts that a merge left in the file; it is read as the rows of all sides, and the next
    /// save writes it clean.
    pub fn conflicts(&self) -> usize {
        self.loaded.conflicts
    }

    /// What was recovered when the file was opened.
    pub fn recovered(&self) -> &Recovered {
        &self.recovered
    }

    /// Watches the file. What this session reads and writes is not told.
    pub fn watch(&self, tell: impl FnMut(Sight) + Send + 'static) -> Watch {
        Watch::start(&self.path, self.known.clone(), format::looks_whole, tell)
    }

    /// Watches a file that could not be opened, until it can be.
    pub fn watch_unopened(path: &Path, tell: impl FnMut(Sight) + Send + 'static) -> Watch {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let known = Known::default();
        if let Ok(content) = atomic::read(&path) {
            known.remember(Fingerprint::of(&content));
        }
        Watch::start(&path, known, format::looks_whole, tell)
    }

    /// Reads the file again. True when the board is another one than before. Edits that another
    /// program has just overwritten without having seen them are put back.
    pub fn reload(&mut self) -> Result<bool, CommitError> {
        let content = atomic::read(&self.path)?;
        let hash = Fingerprint::of(&content);
        self.known.remember(hash);
        if hash == self.hash {
            return Ok(std::mem::take(&mut self.unseen));
        }
        let loaded = load(&content).map_err(|misread| misread.of(&self.path))?;
        self.take(loaded, || Some(content.clone())).map_err(|misread| misread.of(&self.path))?;
        self.hash = hash;
        self.unseen = false;
        if self.lacks(|| Some(content)) && !self.loaded.read_only {
            match self.commit_held(&[]) {
                // Who may not write cannot put it back either.
                Err(CommitError::Disk(error)) if error.is_read_only() => {}
                put_back => drop(put_back?),
            }
        }
        Ok(true)
    }

    /// Saves operations. If it fails they are forgotten: whoever asked is told.
    pub fn commit(&mut self, operations: &[Operation]) -> Result<Committed, CommitError> {
        let committed = self.commit_held(operations);
        if committed.is_err() {
            self.held.truncate(self.held.len().saturating_sub(operations.len()));
            if let Some(journal) = &mut self.journal {
                journal.withdraw(operations.len());
            }
        }
        committed
    }

    /// Saves operations. If it fails they are held in the journal, and saved with the next ones or
    /// at the next start: for sessions that show a banner and go on.
    pub fn commit_held(&mut self, operations: &[Operation]) -> Result<Committed, CommitError> {
        let earlier = self.held.len();
        self.held.extend_from_slice(operations);
        if let Some(journal) = &mut self.journal {
            let lines: Vec<String> = operations.iter().map(operation::print).collect();
            // Where no journal can be written a crash may lose what is under way, as it may
            // anywhere else. The board may be on another disk than the journal, so whether it can
            // be written is for the write itself to find out.
            let _ = journal.ask(lines.iter().map(String::as_str));
        }
        let mut committed = self.write(Vec::new(), false)?;
        self.held.clear();
        if let Some(journal) = &mut self.journal {
            journal.saved();
        }
        committed.outcomes.drain(..earlier);
        Ok(committed)
    }

    /// Operations that could not be saved yet.
    pub fn held(&self) -> &[Operation] {
        &self.held
    }

    /// Whether what is held survives the end of this process. Where the disk took neither a save nor
    /// a journal, the journal is tried again.
    pub fn keeps_held(&mut self) -> bool {
        self.held.is_empty() || self.journal.as_mut().is_some_and(|journal| journal.settle().is_ok())
    }

    /// Writes the file as andon does, conflict markers resolved, and changes nothing else. True when
    /// it was not so before.
    pub fn make_canonical(&mut self) -> Result<bool, CommitError> {
        let before = self.loaded.canonical;
        self.write(Vec::new(), true)?;
        Ok(!before)
    }

    /// Adds the rows of contents that the file should have held.
    pub(super) fn write(&mut self, joined: Vec<Vec<u8>>, tidy: bool) -> Result<Committed, CommitError> {
        self.save(Change { joined, tidy, sweep: None })
    }

    /// One save, while nobody else saves.
    pub(super) fn save(&mut self, change: Change) -> Result<Committed, CommitError> {
        // Who archives holds it already.
        let _lock = self.side.as_ref().filter(|_| change.sweep.is_none()).and_then(lock);
        let late = self.side.as_ref().map(|side| displaced::written_since(side, format::looks_whole));
        let late = late.unwrap_or_default();
        let looked = SystemTime::now();
        let guarded = self.guarded();
        let shown = self.hash;
        let mut save = Save { file: self, late: &late, change, guarded, done: Done::default() };
        let (path, side) = (save.file.path.clone(), save.file.side.clone());
        let replaced = atomic::replace(&path, side.as_ref(), &mut save);
        let done = save.done;
        let replaced = replaced.map_err(|error| match error {
            ReplaceError::Edit(error) => error,
            ReplaceError::Disk(error) => error.into(),
        });
        let replaced = match replaced {
            Ok(replaced) => replaced,
            Err(error) => {
                self.look_again(shown);
                return Err(error);
            }
        };
        if let Some(side) = &self.side {
            // Best effort: without the note only a program that looks after nobody can do harm.
            let _ = guard::note(side, &[done.added, done.carried].concat(), false);
            let _ = guard::let_go(side, &done.let_go);
            guard::forget(side, looked);
        }
        late.into_iter().for_each(Late::done);
        let hash = Fingerprint::of(&replaced.content);
        if hash != self.hash {
            let loaded = load(&replaced.content).map_err(|misread| misread.of(&self.path))?;
            let content = replaced.content;
            self.take(loaded, || Some(content)).map_err(|misread| misread.of(&self.path))?;
            self.hash = hash;
        }
        self.returned.clear();
        self.known.remember(hash);
        let others = std::mem::take(&mut self.unseen) || done.others || replaced.collisions > 0;
        let (outcomes, restored, collisions) = (done.outcomes, done.restored, replaced.collisions);
        let (archived, let_go) = (done.archived, done.let_go.len());
        Ok(Committed { outcomes, hash, others, restored, collisions, archived, let_go })
    }

    fn guarded(&self) -> Guarded {
        self.side.as_ref().map(|side| Guarded::of(side, &self.path)).unwrap_or_default()
    }

    /// Whether the content lacks what was saved a moment ago.
    pub(super) fn lacks(&self, content: impl FnOnce() -> Option<Vec<u8>>) -> bool {
        let rows = self.side.as_ref().map(|side| self.guarded().rows(side)).unwrap_or_default();
        !rows.is_empty() && content().is_some_and(|content| !format::lacking(&content, rows).is_empty())
    }

    /// After a save that failed the board in memory may hold what the file does not. What it holds
    /// beyond what was `shown` is still news.
    fn look_again(&mut self, shown: Fingerprint) {
        let Ok(content) = atomic::read(&self.path) else { return };
        let hash = Fingerprint::of(&content);
        if hash == shown {
            self.known.remember(hash);
        } else {
            self.known.expect_nothing();
            self.unseen = true;
        }
        if hash != self.hash
            && let Ok(loaded) = load(&content)
        {
            let _ = self.take(loaded, || Some(content));
            self.hash = hash;
        }
    }

    pub(super) fn side(&self) -> Option<&SideCar> {
        self.side.as_ref()
    }

    pub(super) fn hold(&mut self, operations: impl IntoIterator<Item = Operation>) {
        self.held.extend(operations);
    }

    pub(super) fn release(&mut self) {
        self.held.clear();
    }
}

/// Reads a board without opening it: nothing is recovered, watched or written.
pub fn peek(path: &Path) -> Result<Loaded, ReadError> {
    Ok(read(path)?.0)
}

/// The same with the history of cards that its archive holds.
pub fn peek_whole(path: &Path) -> Result<Loaded, ReadError> {
    let (loaded, hash) = read(path)?;
    let mut file = BoardFile::of(path, loaded, hash)?;
    file.read_history();
    Ok(file.loaded)
}

/// Why the file at this path cannot be written here, if it cannot.
pub fn unwritable(path: &Path) -> Option<DiskError> {
    atomic::check_writable(path).err()
}

/// Reads a board, and what its content is known by.
pub(super) fn read(path: &Path) -> Result<(Loaded, Fingerprint), ReadError> {
    let failed = |error| DiskError::at(path, "reading", error);
    let file = atomic::open(path)?.0;
    if let Some(read) = step(Step::Read).and_then(|()| stream::load(file)).map_err(failed)? {
        return Ok(read);
    }
    let mut content = atomic::read(path)?;
    for wait in OPEN_RETRIES_MS {
        if format::looks_whole(&content) {
            break;
        }
        std::thread::sleep(Duration::from_millis(wait));
        content = atomic::read(path)?;
    }
    let loaded = load(&content).map_err(|misread| misread.of(path))?;
    Ok((loaded, Fingerprint::of(&content)))
}
