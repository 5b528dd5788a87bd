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
//! A program that writes in place through a descriptor it opened earlier writes into the file
//! that was displaced; such a file is waited for while it is visibly unfinished and then kept for
//! a while, see `displaced`.

use super::disk_error::{DiskError, MAX_BYTES};
use super::displaced::{self, Stamp};
use super::{Fingerprint, sidecar::SideCar};
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempPath;

/// How new content is made from old. The edit must be one that can be made again on any content:
/// "move this card", not "write these bytes".
pub trait Edit {
    /// Why it cannot be made.
    type Error;
    /// The content with the edit made, or `None` when there is nothing to write.
    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, Self::Error>;
    /// One content that holds what both hold.
    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, Self::Error>;
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
    let failed = |error| DiskError::at(path, "reading", error);
    let mut file = File::open(path).map_err(failed)?;
    let meta = file.metadata().map_err(failed)?;
    if !meta.is_file() {
        return Err(DiskError::NotAFile { path: path.to_owned() });
    }
    let too_large = |len| DiskError::TooLarge { path: path.to_owned(), len };
    if meta.len() > MAX_BYTES {
        return Err(too_large(meta.len()));
    }
    let mut content = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0) + 1);
    // It may grow while it is read.
    let len = (&mut file).take(MAX_BYTES + 1).read_to_end(&mut content).map_err(failed)? as u64;
    if len > MAX_BYTES { Err(too_large(len)) } else { Ok(content) }
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
        // From here the temporary name holds what was displaced, and ours is in place.
        let displaced = temporary;
        let stamp = Stamp::of(&displaced);
        if is_same(&displaced, &expected) {
            place.sync(collisions > PATIENT_ROUNDS)?;
            displaced::keep(side, displaced, &stamp);
            return Ok(Replaced { content: next, collisions });
        }
        let theirs = match settled(&displaced, edit) {
            Ok(theirs) if edit.is_whole(&theirs) => theirs,
            // Never finished: there is nothing of theirs to carry over.
            _ => {
                displaced::keep(side, displaced, &stamp);
                return Ok(Replaced { content: next, collisions });
            }
        };
        let again = if collisions == 0 {
            // Not joined: a checkout of another branch may just have replaced the file, and a
            // join would carry this branch's cards over there.
            edit.apply(&theirs).map(|again| again.unwrap_or_else(|| theirs.clone()))
        } else {
            edit.join(&next, &theirs)
        };
        let again = again.map_err(ReplaceError::Edit).and_then(|again| {
            let temporary = place.write_temporary(&again, Some(&meta), collisions < PATIENT_ROUNDS)?;
            Ok((temporary, again))
        });
        match again {
            Ok((written, again)) => {
                displaced::keep(side, displaced, &stamp);
                temporary = written;
                expected = std::mem::replace(&mut next, again);
            }
            Err(error) => {
                // Give them back their file; what may have been written since is kept aside.
                let back = place.put(&displaced, &next);
                if matches!(back, Ok(Put::Exchanged)) && !is_same(&displaced, &next) {
                    // A stamp of nothing: the next look finds it changed and carries it over.
                    displaced::keep(side, displaced, &Stamp::of(Path::new("")));
                }
                return Err(error);
            }
        }
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

/// Compares without holding a second copy in memory.
fn is_same(path: &Path, content: &[u8]) -> bool {
    let compare = || -> io::Result<bool> {
        let mut file = File::open(path)?;
        if file.metadata()?.len() != content.len() as u64 {
            return Ok(false);
        }
        let mut buffer = vec![0_u8; 256 << 10];
        let mut rest = content;
        loop {
            let len = file.read(&mut buffer)?;
            if len == 0 {
                return Ok(rest.is_empty());
            }
            match rest.split_at_checked(len) {
                Some((head, tail)) if Some(head) == buffer.get(..len) => rest = tail,
                _ => return Ok(false),
            }
        }
    };
    compare().unwrap_or(false)
}

/// Where a file lives: everything that is done beside it.
struct Place<'a> {
    path: &'a Path,
    folder: PathBuf,
}

enum Put {
    /// The names were exchanged: the temporary name holds what was displaced.
    Exchanged,
    /// The old file is gone, and was what was expected when last looked at.
    Renamed,
    /// The file was missing or had changed; nothing was done.
    NotNow,
}

impl<'a> Place<'a> {
    fn of(path: &'a Path) -> Self {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        Self { path, folder: parent.unwrap_or(Path::new(".")).to_owned() }
    }

    /// The file's metadata, when it and its folder may be written. A rename would replace a
    /// read-only file without a word, so the question is asked first.
    fn writable(&self) -> Result<Metadata, DiskError> {
        let meta =
            fs::metadata(self.path).map_err(|error| DiskError::at(self.path, "looking at it", error))?;
        if meta.is_dir() {
            return Err(DiskError::NotAFile { path: self.path.to_owned() });
        }
        let read_only = || DiskError::ReadOnlyFile { path: self.path.to_owned() };
        if meta.permissions().readonly() {
            return Err(read_only());
        }
        if let Err(error) = fs::OpenOptions::new().append(true).open(self.path) {
            return Err(match error.kind() {
                io::ErrorKind::PermissionDenied => read_only(),
                _ => DiskError::at(self.path, "opening it for writing", error),
            });
        }
        if fs::metadata(&self.folder).is_ok_and(|meta| meta.permissions().readonly()) {
            return Err(DiskError::ReadOnlyFolder { path: self.folder.clone() });
        }
        Ok(meta)
    }

    /// A file of the same folder with this content, on the disk to stay.
    fn write_temporary(
        &self,
        content: &[u8],
        like: Option<&Metadata>,
        durable: bool,
    ) -> Result<TempPath, DiskError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::PermissionDenied => DiskError::ReadOnlyFolder { path: self.folder.clone() },
            _ => DiskError::at(self.path, "writing a new version beside it", error),
        };
        let prefix = temporary_prefix(self.path);
        let mut builder = tempfile::Builder::new();
        builder.prefix(&prefix).rand_bytes(8);
        // A new board is for the team, not for this user alone; the umask still has its say.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(&self.folder).map_err(failed)?;
        file.write_all(content).map_err(failed)?;
        if let Some(like) = like {
            file.as_file().set_permissions(like.permissions()).map_err(failed)?;
            keep_owner(file.as_file(), like);
        }
        if durable {
            file.as_file().sync_all().map_err(failed)?;
        }
        Ok(file.into_temp_path())
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    fn put(&self, temporary: &Path, expected: &[u8]) -> Result<Put, DiskError> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, temporary, CWD, self.path, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(Put::Exchanged),
            Err(Errno::NOENT) => Ok(Put::NotNow),
            // Network and user-space file systems have no exchange.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.put_plainly(temporary, expected),
            Err(error) => Err(DiskError::at(self.path, "putting the new version in place", error.into())),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    fn put(&self, temporary: &Path, expected: &[u8]) -> Result<Put, DiskError> {
        self.put_plainly(temporary, expected)
    }

    /// Look, then rename: between the two someone may write unseen. The best there is without an
    /// exchange.
    fn put_plainly(&self, temporary: &Path, expected: &[u8]) -> Result<Put, DiskError> {
        if !is_same(self.path, expected) {
            return Ok(Put::NotNow);
        }
        let renamed = fs::rename(temporary, self.path);
        renamed.map_err(|error| DiskError::at(self.path, "putting the new version in place", error))?;
        Ok(Put::Renamed)
    }

    /// Makes the new name itself survive a power cut, and the content where that is still to do.
    /// Not every file system can sync a folder, and none that cannot says so in a way worth
    /// stopping for.
    fn sync(&self, content: bool) -> Result<(), DiskError> {
        if content {
            let synced = File::open(self.path).and_then(|file| file.sync_all());
            synced.map_err(|error| DiskError::at(self.path, "syncing it", error))?;
        }
        if cfg!(unix) {
            let _ = File::open(&self.folder).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

/// A file edited with `sudo` stays its owner's. Only the superuser may; others keep it anyway.
fn keep_owner(file: &File, like: &Metadata) {
    #[cfg(unix)]
    {
        use rustix::fs::{Gid, Uid, fchown};
        use std::os::unix::fs::MetadataExt as _;
        let ours = file.metadata().is_ok_and(|ours| (ours.uid(), ours.gid()) == (like.uid(), like.gid()));
        if !ours {
            let _ = fchown(file, Some(Uid::from_raw(like.uid())), Some(Gid::from_raw(like.gid())));
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
