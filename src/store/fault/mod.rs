//! Lets a test make the disk fail at any step of the store.
//!
//! Whatever the store asks of the system and must not take for granted, it announces here first.
//! In a build for use that is nothing at all; in a test the n-th step fails with the error that
//! was chosen, see `plan`.

use std::fs::{File, TryLockError};
use std::io::{self, Write as _};

/// What is about to be asked of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Opening a file that is there.
    Open,
    /// Making a file, or opening one that may have to be made.
    Make,
    /// Reading what a file holds.
    Read,
    /// Writing into a file, or cutting it.
    Write,
    /// Making content or a name survive a power cut.
    Sync,
    /// Locking a file.
    Lock,
    /// Giving a file its mode.
    Mode,
    /// Exchanging two names.
    #[cfg_attr(
        not(any(target_os = "linux", target_os = "macos")),
        allow(dead_code, reason = "there is no exchange there")
    )]
    Exchange,
    /// Giving a file another name.
    Rename,
    /// Removing a file.
    Remove,
}

/// Announces a step. An error stands for the one that the system would give.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "a test gives errors")]
pub const fn step(_: Step) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
pub use self::plan::step;

/// Writes all bytes. A disk that fills up takes some of them first.
pub fn write_all(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    let announced = step(Step::Write);
    #[cfg(test)]
    if announced.is_err() && plan::is_short() {
        file.write_all(bytes.split_at(bytes.len() / 2).0)?;
    }
    announced?;
    file.write_all(bytes)
}

/// Locks the file, if nobody else holds it.
pub fn try_lock(file: &File) -> Result<(), TryLockError> {
    step(Step::Lock).map_err(TryLockError::Error)?;
    file.try_lock()
}

#[cfg(test)]
mod plan;
#[cfg(test)]
mod tests;
