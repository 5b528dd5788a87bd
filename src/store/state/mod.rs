//! The file of what andon remembers of a person: `state.json` in the person's state folder.
//!
//! Several sessions write it. Each adds its [`Note`]s to what the file holds by then, under a
//! lock, so none takes away what another remembered. Nothing in it is worth an error on screen: a
//! file that cannot be understood is set aside under another name and begun anew, one of a newer
//! andon is read as far as it is understood and left as it is.

mod format;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use self::format::{NotState, State};
use super::atomic::{self, Edit, Intent, ReplaceError};
use super::fault::{Step, step};
use super::{DiskError, lock, sidecar};
use crate::memory::{Memory, Note};

/// How long to wait for another session. It writes a few kilobytes.
const PATIENCE: Duration = Duration::from_secs(1);

/// The file of what is remembered.
#[derive(Debug, Clone)]
pub struct StateFile {
    path: PathBuf,
}

/// Why something is not remembered.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The file system said no.
    #[error("what andon remembers of you cannot be kept: {0}")]
    Disk(#[from] DiskError),
    /// The file was written by a newer andon.
    #[error("{}: written by a newer andon; this one remembers nothing in it", .0.display())]
    Newer(PathBuf),
}

/// What became of notes that were to be remembered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where the file went that could not be understood, if it could not.
    pub set_aside: Option<PathBuf>,
}

impl StateFile {
    /// The file of the person who runs this. `None` where there is no folder for it.
    pub fn of_this_person() -> Option<Self> {
        Some(Self::in_folder(&sidecar::state_folder()?))
    }

    /// The file in a folder.
    pub fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("state.json") }
    }

    /// What is remembered. A file that is missing or cannot be understood is nothing to remember;
    /// it is left as it is.
    pub fn read(&self) -> Memory {
        let content = atomic::read(&self.path).unwrap_or_default();
        State::read(&content).map(|state| state.memory()).unwrap_or_default()
    }

    /// Adds notes to what is remembered.
    pub fn record(&self, notes: &[Note]) -> Result<Kept, StateError> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let failed = |doing| move |said: io::Error| DiskError::at(&self.path, doing, said);
        step(Step::Make).and_then(|()| fs::create_dir_all(folder)).map_err(failed("making its folder"))?;
        let start = Instant::now();
        // Without the lock the exchange of the two files still keeps both sessions' notes.
        let _lock = lock::wait_for(&self.path.with_extension("lock"), || start.elapsed() < PATIENCE);
        match self.write(notes) {
            Err(ReplaceError::Edit(NotState::Broken)) => {
                let aside = self.path.with_extension("broken.json");
                step(Step::Rename)
                    .and_then(|()| fs::rename(&self.path, &aside))
                    .map_err(failed("setting it aside"))?;
                match self.write(notes) {
                    Ok(()) => Ok(Kept { set_aside: Some(aside) }),
                    Err(error) => Err(self.error(error)),
                }
            }
            Err(error) => Err(self.error(error)),
            Ok(()) => Ok(Kept { set_aside: None }),
        }
    }

    fn write(&self, notes: &[Note]) -> Result<(), ReplaceError<NotState>> {
        let made = lock::open_private(&self.path);
        made.map_err(|said| DiskError::at(&self.path, "making it", said))?;
        let path = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        atomic::replace(&path, None, &mut Adding(notes)).map(drop)
    }

    fn error(&self, error: ReplaceError<NotState>) -> StateError {
        match error {
            ReplaceError::Disk(error) => StateError::Disk(error),
            ReplaceError::Edit(_) => StateError::Newer(self.path.clone()),
        }
    }
}

/// Notes to add to whatever the file holds.
struct Adding<'a>(&'a [Note]);

impl Edit for Adding<'_> {
    type Error = NotState;

    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, NotState> {
        let state = State::read(current)?;
        if state.is_newer() {
            return Err(NotState::Newer);
        }
        let before = state.memory();
        let mut memory = before.clone();
        for note in self.0 {
            memory.take(note);
        }
        Ok((memory != before).then(|| state.with(&memory)))
    }

    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, NotState> {
        // What is ours is in the notes; the rest is whatever was there last.
        Ok(self.apply(other)?.unwrap_or_else(|| one.to_vec()))
    }

    fn is_whole(&self, _: &[u8]) -> bool {
        true
    }

    fn about_to_write(&mut self, _: &Intent) {}
}

#[cfg(test)]
mod tests;
