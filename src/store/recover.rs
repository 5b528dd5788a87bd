//! What earlier sessions left, made good at the next start: operations that were asked for and not
//! saved, temporary files of saves that never ended, rows that were saved and then overwritten, and
//! what was written into a file that had just been displaced.

use super::atomic;
use super::fault::{Step, step};
use super::file::BoardFile;
use super::journal::{Leftover, leftovers};
use super::lock::try_lock;
use super::{Fingerprint, displaced, format, left, operation};
use std::fs;
use std::path::PathBuf;

/// What was found at the start of what earlier sessions left, and done about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Changes that were asked for and not saved before the end of their session; they are now.
    pub applied: usize,
    /// Changes that could not be made any more, in the board's words.
    pub refused: Vec<String>,
    /// Temporary files of saves that never ended, removed.
    pub strays: usize,
}

impl Recovered {
    /// True when there was nothing to recover.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Recovers what can be; what cannot stays for the next start.
pub fn recover(file: &mut BoardFile) -> Recovered {
    let Some(side) = file.side().cloned() else { return Recovered::default() };
    let left = leftovers(&side);
    let (strays, joined) = strays(file, &left);
    let unsaved: Vec<_> = left.iter().flat_map(Leftover::unsaved).filter_map(operation::parse).collect();
    let lacks = file.lacks(|| atomic::read(file.path()).ok());
    // The save takes them up by itself.
    let late = !displaced::written_since(&side, format::looks_whole).is_empty();
    if left.is_empty() && strays.is_empty() && !lacks && !late {
        return Recovered::default();
    }
    let mut recovered = Recovered { strays: strays.len(), ..Recovered::default() };
    if lacks || late || !unsaved.is_empty() || !joined.is_empty() {
        file.hold(unsaved);
        let saved = file.write(joined, false);
        file.release();
        let Ok(saved) = saved else { return Recovered::default() };
        recovered.applied = saved.restored;
        for outcome in &saved.outcomes {
            match outcome {
                Ok(applied) => recovered.applied += usize::from(!applied.known),
                Err(refusal) => recovered.refused.push(refusal.to_string()),
            }
        }
    }
    for stray in strays {
        let _ = step(Step::Remove).and_then(|()| fs::remove_file(stray));
    }
    for left in left {
        left.done();
    }
    recovered
}

/// Temporary files that nobody is writing any more, and the contents among them that somebody else
/// wrote and that a crash in the middle of an exchange took out of the board.
fn strays(file: &BoardFile, left: &[Leftover]) -> (Vec<PathBuf>, Vec<Vec<u8>>) {
    let none = (Vec::new(), Vec::new());
    let strays = left::strays(file.path());
    // While anybody holds the lock, what looks stray may be the save that is going on.
    let Some(_lock) = file.side().filter(|_| !strays.is_empty()).and_then(try_lock) else { return none };
    let strays: Vec<PathBuf> = strays.into_iter().filter(|stray| stray.exists()).collect();
    let foreign = |stray: &PathBuf| {
        let name = stray.file_name()?.to_str()?;
        let intent = left.iter().find_map(|left| left.intent(name))?;
        let content = atomic::read(stray).ok()?;
        let hash = Fingerprint::of(&content);
        let unknown = hash != intent.read && hash != intent.written && format::looks_whole(&content);
        unknown.then_some(content)
    };
    let joined = strays.iter().filter_map(foreign).collect();
    (strays, joined)
}
