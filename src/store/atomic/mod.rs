//! Puts a new version of a file in place of the old one, so that nobody ever sees half a file and
//! nobody's edit is lost, not even that of a program that knows nothing of our lock.
//!
//! The order of things: read; let the caller make the new content from it; write that into a
//! temporary file of the same folder and fsync it; **exchange** the two names; look at what came
//! out. What came out must be what was read. If it is not, someone wrote in between, and the
//! caller's edit is made again on top of what they wrote. If they wrote twice, once before and
//! once after our exchange, two contents exist that never saw each other, and the caller joins
//! them. Last, fsync the folder.
//!
//! Until the next exchange the file lacks what the last one displaced, and a program that reads in
//! that moment may write a version without it after we have looked for the last time. No order
//! of steps can prevent that; the caller is told what to look after, see `guard`.
//!
//! A program that writes in place through a descriptor it opened earlier writes into the file
//! that was displaced; such a file is waited for while it is visibly unfinished and then kept for
//! a while, see `displaced`.

mod owed;
mod place;

use self::owed::{Owed, carry_over_later};
use self::place::{Place, Put, is_same};
use super::disk_error::{DiskError, MAX_BYTES};
use super::displaced::{self, Stamp};
use super::fault::{Step, step};
use super::{Fingerprint, sidecar::SideCar};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Duration;

/// How new content is made from old. The edit must be one that can be made again on any content:
/// "move this card", not "write these bytes".
pub trait Edit {
    /// Why it cannot be made.
    type Error;
    /// The content with the edit made, or `None` when there is nothing to write.
    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, Self::Error>;
    /// One content that holds what both hold.
    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, Self::Error>;
    /// Told when `theirs` came out although `ours` was put in without having seen it: whoever reads
    /// before the next exchange sees a file that lacks what only they hold.
    fn carries_over(&mut self, _ours: &[u8], _theirs: &[u8]) {}
    /// Told when what somebody else wrote could neither be given back nor be kept aside: it stays
    /// under this temporary name.
    fn strands(&mut self, _temporary: &str) {}
    /// Whether this is a finished file, and not one that is still being written.
    fn is_whole(&self, content: &[u8]) -> bool;
    /// Told before each exchange, so that a crash in the middle of it can be understood later.
    fn about_to_write(&mut self, intent: &Intent);
}

/// What is about to be exchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intent {
    /// The temporary file's name in the board's folder.
    pub temporary: String,
    /// The content that was read, and that should come out.
    pub read: Fingerprint,
    /// The content that goes in.
    pub written: Fingerprint,
}

/// What became of an edit.
#[derive(Debug)]
pub struct Replaced {
    /// What the file holds now, as far as this process knows.
    pub content: Vec<u8>,
    /// How often someone else's write came in between.
    pub collisions: u32,
}

/// Why an edit was not made. The file is unharmed.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError<E> {
    /// The caller said no.
    #[error(transparent)]
    Edit(E),
    /// The file system said no.
    #[error(transparent)]
    Disk(#[from] DiskError),
}

/// Waits between looks at a file that is missing or unfinished: a checkout takes that long.
pub const RETRIES_MS: [u64; 6] = [20, 50, 100, 250, 500, 1000];

/// After so many collisions in a row the other writes faster than the disk can sync. The new
/// version is then put in place first and synced there: a race is only won by being quick.
const PATIENT_ROUNDS: u32 = 2;

/// Writers that collide this often in a row are not going to stop.
const MAX_ROUNDS: u32 = 1000;

/// The whole file, its length checked before any of it is read.
pub fn read(path: &Path) -> Result<Vec<u8>, DiskError> {
    let (file, len) = open(path)?;
    let mut content = Vec::with_capacity(usize::try_from(len).unwrap_or(0) + 1);
    // It may grow while it is read.
    let read = step(Step::Read).and_then(|()| file.take(MAX_BYTES + 1).read_to_end(&mut content));
    let len = read.map_err(|error| DiskError::at(path, "reading", error))? as u64;
    if len > MAX_BYTES { Err(DiskError::TooLarge { path: path.to_owned(), len }) } else { Ok(content) }
}

/// Opens a file to read it, and tells its length, which is not too large.
pub fn open(path: &Path) -> Result<(File, u64), DiskError> {
    let failed = |error| DiskError::at(path, "reading", error);
    let file = open_at_once(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if !meta.is_file() {
        return Err(DiskError::NotAFile { path: path.to_owned() });
    }
    match meta.len() {
        len if len > MAX_BYTES => Err(DiskError::TooLarge { path: path.to_owned(), len }),
        len => Ok((file, len)),
    }
}

/// What is no file at all must not make us wait: a named pipe opens when somebody writes into it,
/// which may be never.
fn open_at_once(path: &Path) -> io::Result<File> {
    step(Step::Open)?;
    let mut options = File::options();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    options.open(path)
}

/// Makes a file that must not exist yet.
pub fn create(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    let place = Place::of(path);
    let temporary = place.write_temporary(content, None, true)?;
    temporary.persist_noclobber(path).map_err(|error| DiskError::at(path, "making the file", error.error))?;
    place.sync(false)
}

/// Whether the file and its folder may be written.
pub fn check_writable(path: &Path) -> Result<(), DiskError> {
    Place::of(path).writable().map(drop)
}

/// Replaces the content of the file at `path`, which must be canonical: a symbolic link would
/// otherwise be replaced by a file.
pub fn replace<E: Edit>(
    path: &Path,
    side: Option<&SideCar>,
    edit: &mut E,
) -> Result<Replaced, ReplaceError<E::Error>> {
    let mut owed = None;
    let replaced = exchange(path, side, edit, &mut owed);
    match (owed, &replaced) {
        (Some(owed), Ok(_)) => owed.settled(side),
        (Some(owed), Err(_)) => owed.give_back(path, side, edit),
        (None, _) => {}
    }
    replaced
}

/// `owed` is what somebody else wrote and the file lacks while this goes on.
fn exchange<E: Edit>(
    path: &Path,
    side: Option<&SideCar>,
    edit: &mut E,
    owed: &mut Option<Owed>,
) -> Result<Replaced, ReplaceError<E::Error>> {
    let place = Place::of(path);
    let meta = place.writable()?;
    let mut expected = settled(path, edit)?;
    let Some(mut next) = edit.apply(&expected).map_err(ReplaceError::Edit)? else {
        return Ok(Replaced { content: expected, collisions: 0 });
    };
    let mut temporary = place.write_temporary(&next, Some(&meta), true)?;
    for collisions in 0..MAX_ROUNDS {
        edit.about_to_write(&Intent {
            temporary: file_name(&temporary),
            read: Fingerprint::of(&expected),
            written: Fingerprint::of(&next),
        });
        match place.put(&temporary, &expected)? {
            Put::Exchanged => {}
            Put::Renamed => {
                place.sync(collisions > PATIENT_ROUNDS)?;
                return Ok(Replaced { content: next, collisions });
            }
            // Someone was quicker, or took the file away for a moment. What an earlier round
            // displaced is in `next` and must stay.
            Put::NotNow => {
                expected = settled(path, edit)?;
                next = match edit.apply(&expected).map_err(ReplaceError::Edit)? {
                    _ if collisions > 0 => edit.join(&next, &expected).map_err(ReplaceError::Edit)?,
                    Some(again) => again,
                    None => return Ok(Replaced { content: expected, collisions }),
                };
                temporary = place.write_temporary(&next, Some(&meta), collisions < PATIENT_ROUNDS)?;
                continue;
            }
        }
        // From here the temporary name holds what was displaced, and ours is in place, with what
        // was displaced before.
        if let Some(owed) = owed.take() {
            owed.settled(side);
        }
        let displaced = temporary;
        let stamp = Stamp::of(&displaced);
        if is_same(&displaced, &expected) {
            drop(displaced::keep(side, displaced, &stamp));
            place.sync(collisions > PATIENT_ROUNDS)?;
            return Ok(Replaced { content: next, collisions });
        }
        let theirs = match settled(&displaced, edit) {
            Ok(theirs) if edit.is_whole(&theirs) => theirs,
            // Never finished: there is nothing of theirs to carry over, yet. What cannot be read is
            // for the next look to carry over.
            unfinished => {
                match unfinished {
                    Ok(_) => drop(displaced::keep(side, displaced, &stamp)),
                    Err(_) => carry_over_later(displaced, side, edit),
                }
                place.sync(collisions > PATIENT_ROUNDS)?;
                return Ok(Replaced { content: next, collisions });
            }
        };
        *owed = Some(Owed { file: displaced, stamp, ours: next.clone() });
        let again = if collisions == 0 {
            // Not joined: a checkout of another branch may just have replaced the file, and a
            // join would carry this branch's cards over there.
            edit.apply(&theirs).map(|again| again.unwrap_or_else(|| theirs.clone()))
        } else {
            edit.join(&next, &theirs)
        };
        let again = again.map_err(ReplaceError::Edit)?;
        temporary = place.write_temporary(&again, Some(&meta), collisions < PATIENT_ROUNDS)?;
        edit.carries_over(&next, &theirs);
        expected = std::mem::replace(&mut next, again);
    }
    Err(DiskError::Busy { path: path.to_owned() }.into())
}

/// The file's content once it looks finished, or what it is after the last look.
fn settled<E: Edit>(path: &Path, edit: &E) -> Result<Vec<u8>, DiskError> {
    let mut waits = RETRIES_MS.iter();
    loop {
        let content = read(path);
        let pass = match &content {
            Ok(content) => edit.is_whole(content),
            Err(error) => !error.may_pass(),
        };
        match waits.next() {
            Some(wait) if !pass => std::thread::sleep(Duration::from_millis(*wait)),
            _ => return content,
        }
    }
}

/// How the names of our temporary files start. Long names are shortened: the system allows 255.
pub fn temporary_prefix(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name =
        if name.len() > 200 { Fingerprint::of(name.as_bytes()).to_string() } else { name.into_owned() };
    format!(".{name}.andon-")
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
