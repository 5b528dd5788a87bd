//! One writer at a time, by a lock on a side-car file.
//!
//! Never on the board itself: a save replaces the board's inode, and every waiter would then hold
//! a lock on a file that nobody can see any more (measured: more than half of all edits lost). A
//! lock that cannot be had within two seconds is gone without: the exchange in `atomic` is what
//! keeps every edit, the lock only keeps writers from doing work twice.

use super::fault::{self, Step, step};
use super::sidecar::SideCar;
use std::cell::RefCell;
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// How long to wait for another writer. A save takes milliseconds; who holds longer hangs.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long to wait while git rewrites the file: a rebase of a large work tree takes its time, and
/// git would remove what is saved in the middle of it.
const PATIENCE_WITH_GIT: Duration = Duration::from_secs(30);

/// Held until dropped; the system also drops it when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "closing the file is what unlocks it")] File);

thread_local! {
    /// Boards that this thread holds while git rewrites them.
    static HELD: RefCell<Vec<PathBuf>> = const { RefCell::new(Vec::new()) };
}

/// A board that this thread holds: it does not wait for itself when it saves.
#[derive(Debug)]
pub struct Mine(PathBuf);

impl Mine {
    /// From here on, until it is dropped.
    pub fn of(side: &SideCar) -> Self {
        let file = side.file("lock");
        HELD.with_borrow_mut(|held| held.push(file.clone()));
        Self(file)
    }
}

impl Drop for Mine {
    fn drop(&mut self) {
        HELD.with_borrow_mut(|held| {
            if let Some(place) = held.iter().position(|file| *file == self.0) {
                held.swap_remove(place);
            }
        });
    }
}

/// The board's lock, or `None` when it cannot be had in time or not at all.
pub fn lock(side: &SideCar) -> Option<Lock> {
    if HELD.with_borrow(|held| held.contains(&side.file("lock"))) {
        return None;
    }
    let start = Instant::now();
    wait_for(&side.file("lock"), || match start.elapsed() {
        elapsed if elapsed < PATIENCE => true,
        elapsed => elapsed < PATIENCE_WITH_GIT && git_is_at_work(side),
    })
}

/// The lock of whoever lets git rewrite the file. Who wants to save waits longer for it.
pub fn lock_for_git(side: &SideCar) -> Option<Lock> {
    let start = Instant::now();
    wait_for(&side.file("git"), || start.elapsed() < PATIENCE)
}

fn git_is_at_work(side: &SideCar) -> bool {
    let file = open_private(&side.file("git"));
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// The lock on this file. `None` once it is not waited for any longer.
pub fn wait_for(path: &Path, patient: impl Fn() -> bool) -> Option<Lock> {
    let file = open_private(path).ok()?;
    let mut pause = Duration::from_micros(200);
    loop {
        match fault::try_lock(&file) {
            Ok(()) => return Some(Lock(file)),
            Err(TryLockError::WouldBlock) if patient() => std::thread::sleep(pause),
            Err(_) => return None,
        }
        pause = (pause * 2).min(Duration::from_millis(5));
    }
}

/// Whether nobody holds the board's lock at this moment; the lock is ours then.
pub fn try_lock(side: &SideCar) -> Option<Lock> {
    let file = open_private(&side.file("lock")).ok()?;
    fault::try_lock(&file).ok().map(|()| Lock(file))
}

/// Opens or makes a side-car file for this user alone, and not through a link planted in its place.
pub fn open_private(path: &Path) -> io::Result<File> {
    step(Step::Make)?;
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::CLOEXEC;
        options.mode(0o600).custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side_car() -> (tempfile::TempDir, SideCar) {
        let root = tempfile::tempdir().unwrap();
        let side = SideCar::for_tests(root.path());
        (root, side)
    }

    #[test]
    fn a_second_writer_waits_and_then_goes_on_without() {
        let (_root, side) = side_car();
        let held = lock(&side).unwrap();
        assert!(try_lock(&side).is_none());
        let start = Instant::now();
        assert!(lock(&side).is_none());
        assert!(start.elapsed() >= PATIENCE);
        drop(held);
        assert!(lock(&side).is_some());
    }

    #[test]
    fn while_git_is_at_work_a_writer_waits_longer() {
        let (_root, side) = side_car();
        let (git, held) = (lock_for_git(&side).unwrap(), lock(&side).unwrap());
        let waiting = side.clone();
        let writer = std::thread::spawn(move || lock(&waiting).is_some());
        std::thread::sleep(PATIENCE + Duration::from_millis(300));
        assert!(!writer.is_finished(), "it would have gone on without");
        drop((held, git));
        assert!(writer.join().unwrap());
    }

    #[cfg(unix)]
    #[test]
    fn a_planted_link_is_not_followed() {
        let (root, side) = side_car();
        let target = root.path().join("victim");
        std::os::unix::fs::symlink(&target, side.file("lock")).unwrap();
        assert!(lock(&side).is_none());
        assert!(!target.exists());
    }
}
