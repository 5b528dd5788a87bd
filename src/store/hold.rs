//! Saves wait while git rewrites the file.
//!
//! git looks whether a file was changed, and then removes it and writes its own: what is saved in
//! between is gone with it. So whoever lets git do that holds the board meanwhile, and the savers
//! wait. One that has waited for too long goes on without, as it must when a holder hangs; for
//! that, what was saved meanwhile is looked for in the end, and put back.

use super::commit_error::CommitError;
use super::file::BoardFile;
use super::lock::{self, Lock, Mine};
use super::sidecar::SideCar;
use super::{atomic, format, guard};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// A board that nobody saves to for now.
#[derive(Debug)]
#[must_use = "dropped without `release` it looks after nothing that was saved meanwhile"]
pub struct Held {
    path: PathBuf,
    side: Option<SideCar>,
    since: SystemTime,
    /// In the order in which they are let go: a saver that waits must not give up in between.
    locks: (Option<Lock>, Option<Lock>),
    mine: Option<Mine>,
}

/// Holds the board at this path.
pub fn hold(board: &Path) -> Held {
    let path = board.canonicalize().unwrap_or_else(|_| board.to_owned());
    let side = SideCar::of(&path);
    let git = side.as_ref().and_then(lock::lock_for_git);
    let board = side.as_ref().and_then(lock::lock);
    let mine = board.as_ref().and(side.as_ref()).map(Mine::of);
    Held { path, side, since: SystemTime::now(), locks: (board, git), mine }
}

impl Held {
    /// Lets savers go on. What was saved meanwhile and is not in the file any more is put back;
    /// tells how many rows that were.
    pub fn release(self) -> Result<usize, CommitError> {
        let Self { path, side, since, locks, mine } = self;
        drop((mine, locks));
        let Some(side) = side else { return Ok(0) };
        let saved = guard::since(&side, since);
        if saved.is_empty() {
            return Ok(0);
        }
        let lacking = match atomic::read(&path) {
            Ok(content) => format::lacking(&content, saved),
            // The file is gone because someone wanted it gone.
            Err(super::DiskError::Missing { .. }) => return Ok(0),
            Err(error) => return Err(error.into()),
        };
        if lacking.is_empty() {
            return Ok(0);
        }
        let rows = lacking.len();
        BoardFile::open(&path)?.write(vec![format::file_of(lacking)], false)?;
        Ok(rows)
    }
}

/// Whose turn it is to commit and push: of all boards of a repository, one after the other.
#[derive(Debug)]
pub enum Turn {
    /// Ours until it is dropped. There is no lock where there is no place for one.
    Ours(Option<Lock>),
    /// Somebody else's, for longer than was waited.
    Theirs,
}

/// Waits for a turn in the repository that holds this board.
pub fn turn(board: &Path, patience: Duration) -> Turn {
    let path = board.canonicalize().unwrap_or_else(|_| board.to_owned());
    let Some(side) = SideCar::of(&path) else { return Turn::Ours(None) };
    let place = side.shared("sync.lock");
    let start = Instant::now();
    match lock::wait_for(&place, || start.elapsed() < patience) {
        None if lock::open_private(&place).is_ok() => Turn::Theirs,
        turn => Turn::Ours(turn),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Change, Draft, Field, Operation, Timestamp};
    use std::fs;

    fn board() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join(".git/objects")).unwrap();
        fs::write(folder.path().join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        let path = folder.path().join("a.board.json");
        fs::write(&path, r#"{"name":"Team","columns":[{"name":"To do"},{"name":"Done"}]}"#).unwrap();
        BoardFile::open(&path).unwrap().make_canonical().unwrap();
        (folder, path)
    }

    fn add(path: &Path, title: &str) {
        let values = vec![(Field::Title, title.to_owned())];
        let change = Change::Add(Draft { values, ..Draft::default() });
        let at = Timestamp::from_ms(1_767_225_600_000);
        let seed = u64::try_from(title.len()).unwrap() << 32;
        let operation = Operation { change, at, by: "maria".into(), seed, over: None, backdated: false };
        let mut file = BoardFile::open(path).unwrap();
        assert!(file.commit(&[operation]).unwrap().outcomes.iter().all(Result::is_ok));
    }

    #[test]
    fn what_was_saved_meanwhile_and_overwritten_by_git_is_put_back() {
        let (_folder, path) = board();
        let before = fs::read(&path).unwrap();
        let held = hold(&path);
        // It has waited for too long.
        let Held { path: held_path, side, since, locks, mine } = held;
        drop((mine, locks));
        add(&path, "late");
        fs::write(&path, &before).unwrap();
        fs::write(path.with_file_name(".git").join("index"), "git was here").unwrap();
        let held = Held { path: held_path, side, since, locks: (None, None), mine: None };
        assert_eq!(held.release().unwrap(), 1);
        let titles: Vec<_> =
            BoardFile::open(&path).unwrap().board().cards().map(|card| card.title().to_owned()).collect();
        assert_eq!(titles, ["late"]);
        assert_eq!(hold(&path).release().unwrap(), 0);
    }

    #[test]
    fn a_save_waits_until_git_is_done() {
        let (_folder, path) = board();
        let held = hold(&path);
        let saving = path.clone();
        let saver = std::thread::spawn(move || add(&saving, "waits"));
        std::thread::sleep(Duration::from_millis(100));
        assert!(!saver.is_finished());
        // Who holds the board does not wait for itself.
        let start = Instant::now();
        add(&path, "the holder's");
        assert!(start.elapsed() < Duration::from_secs(1));
        held.release().unwrap();
        saver.join().unwrap();
        assert_eq!(BoardFile::open(&path).unwrap().board().cards().count(), 2);
    }

    #[test]
    fn boards_of_a_repository_take_turns() {
        let (folder, path) = board();
        let other = folder.path().join("b.board.json");
        let first = turn(&path, Duration::ZERO);
        assert!(matches!(first, Turn::Ours(Some(_))));
        assert!(matches!(turn(&other, Duration::from_millis(20)), Turn::Theirs));
        drop(first);
        assert!(matches!(turn(&other, Duration::ZERO), Turn::Ours(Some(_))));
    }
}
