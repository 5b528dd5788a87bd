//! What sessions that ended too early left beside a board, looked at and not touched.
//!
//! [`BoardFile::open`](super::BoardFile::open) makes it good.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::atomic::{self, temporary_prefix};
use super::guard::Guarded;
use super::journal::{Leftover, leftovers};
use super::sidecar::SideCar;
use super::{displaced, format};

/// What is left beside a board.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Left {
    /// Temporary files of saves that never ended.
    pub strays: Vec<PathBuf>,
    /// Changes in journals of sessions that are gone, asked for and perhaps never saved.
    pub unsaved: usize,
    /// Versions that other programs wrote into a file that was just being replaced.
    pub late: usize,
    /// Rows that were saved a moment ago and that a program which had not seen them overwrote.
    pub overwritten: usize,
    /// The lock, when somebody has held it for longer than any save takes.
    pub lock: Option<PathBuf>,
}

impl Left {
    /// True when there is something for the next start to make good.
    pub fn is_recoverable(&self) -> bool {
        !self.strays.is_empty() || self.unsaved + self.late + self.overwritten > 0
    }
}

/// How long a lock may be held before its holder counts as hanging.
const PATIENCE: Duration = Duration::from_secs(2);

/// Looks at what is left beside the board at this path. Changes nothing.
pub fn left(board: &Path) -> Left {
    let board = board.canonicalize().unwrap_or_else(|_| board.to_owned());
    let side = SideCar::existing(&board);
    let lock = side.as_ref().map(|side| side.file("lock")).filter(|lock| !is_free(lock));
    let Some(side) = side else { return Left { strays: strays(&board), ..Left::default() } };
    let unsaved = leftovers(&side).iter().map(|left| Leftover::unsaved(left).count()).sum();
    let rows = Guarded::of(&side, &board).rows(&side);
    let overwritten = match atomic::read(&board) {
        Ok(content) if !rows.is_empty() => format::lacking(&content, rows).len(),
        _ => 0,
    };
    // While somebody saves, what looks stray may be that save.
    let strays = if lock.is_none() { strays(&board) } else { Vec::new() };
    Left { strays, unsaved, late: displaced::late(&side), overwritten, lock }
}

/// Temporary files of this board's saves.
pub(super) fn strays(board: &Path) -> Vec<PathBuf> {
    let prefix = temporary_prefix(board);
    let entries = board.parent().and_then(|folder| folder.read_dir().ok());
    let ours = entries.into_iter().flatten().flatten().filter(|entry| {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(&prefix));
        rest.is_some_and(|rest| rest.len() == 8) && entry.file_type().is_ok_and(|kind| kind.is_file())
    });
    ours.map(|entry| entry.path()).collect()
}

/// Whether the lock can be had within the time that a save may take. Who asks makes no file.
fn is_free(lock: &Path) -> bool {
    let Ok(file) = File::open(lock) else { return true };
    let deadline = Instant::now() + PATIENCE;
    while let Err(TryLockError::WouldBlock) = file.try_lock() {
        if Instant::now() > deadline {
            return false;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_stray_is_seen_and_stays() {
        let root = tempfile::tempdir().unwrap();
        let board = root.path().canonicalize().unwrap().join("a.board.json");
        fs::write(&board, "").unwrap();
        assert!(strays(&board).is_empty());
        let stray = root.path().join(format!("{}abcdefgh", temporary_prefix(&board)));
        for name in [".a.board.json.andon-abc", ".b.board.json.andon-abcdefgh", "a.board.json.andon-abcdefgh"]
        {
            fs::write(root.path().join(name), "").unwrap();
        }
        fs::write(&stray, "").unwrap();
        assert_eq!(strays(&board).len(), 1);
        assert!(stray.exists());
    }

    #[test]
    fn a_lock_that_is_held_on_and_on_is_told() {
        let root = tempfile::tempdir().unwrap();
        let lock = root.path().join("lock");
        assert!(is_free(&lock) && !lock.exists(), "asking makes no file");
        let holder = File::create(&lock).unwrap();
        assert!(is_free(&lock));
        holder.lock().unwrap();
        assert!(!is_free(&lock));
        drop(holder);
        assert!(is_free(&lock));
    }
}
