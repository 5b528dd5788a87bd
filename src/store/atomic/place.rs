//! What is done beside a file, step by step: may it be written, a temporary file next to it, the
//! exchange of the two names, the sync.

use super::{DiskError, temporary_prefix};
use crate::store::fault::{self, Step, step};
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use tempfile::TempPath;

/// Where a file lives: everything that is done beside it.
pub struct Place<'a> {
    path: &'a Path,
    folder: PathBuf,
}

/// What became of an attempt to put a new version in place.
pub enum Put {
    /// The names were exchanged: the temporary name holds what was displaced.
    #[cfg_attr(
        not(any(target_os = "linux", target_os = "macos")),
        allow(dead_code, reason = "there is no exchange there")
    )]
    Exchanged,
    /// The old file is gone, and was what was expected when last looked at.
    Renamed,
    /// The file was missing or had changed; nothing was done.
    NotNow,
}

impl<'a> Place<'a> {
    pub fn of(path: &'a Path) -> Self {
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty());
        Self { path, folder: parent.unwrap_or(Path::new(".")).to_owned() }
    }

    /// The file's metadata, when it and its folder may be written. A rename would replace a
    /// read-only file without a word, so the question is asked first.
    pub fn writable(&self) -> Result<Metadata, DiskError> {
        let meta =
            fs::metadata(self.path).map_err(|error| DiskError::at(self.path, "looking at it", error))?;
        if meta.is_dir() {
            return Err(DiskError::NotAFile { path: self.path.to_owned() });
        }
        let read_only = || DiskError::ReadOnlyFile { path: self.path.to_owned() };
        if meta.permissions().readonly() {
            return Err(read_only());
        }
        let opened = step(Step::Open).and_then(|()| fs::OpenOptions::new().append(true).open(self.path));
        if let Err(error) = opened {
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
    pub fn write_temporary(
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
        step(Step::Make).map_err(failed)?;
        let mut file = builder.tempfile_in(&self.folder).map_err(failed)?;
        fault::write_all(file.as_file_mut(), content).map_err(failed)?;
        if let Some(like) = like {
            step(Step::Mode).map_err(failed)?;
            file.as_file().set_permissions(like.permissions()).map_err(failed)?;
            keep_owner(file.as_file(), like);
        }
        if durable {
            step(Step::Sync).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
        }
        Ok(file.into_temp_path())
    }

    #[cfg(any(target_os = "linux", target_os = "macos"))]
    pub fn put(&self, temporary: &Path, expected: &[u8]) -> Result<Put, DiskError> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::{Errno, retry_on_intr};
        let exchange = || {
            step(Step::Exchange).map_err(|error| Errno::from_io_error(&error).unwrap_or(Errno::IO))?;
            renameat_with(CWD, temporary, CWD, self.path, RenameFlags::EXCHANGE)
        };
        match retry_on_intr(exchange) {
            Ok(()) => Ok(Put::Exchanged),
            Err(Errno::NOENT) => Ok(Put::NotNow),
            // Network and user-space file systems have no exchange.
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => self.put_plainly(temporary, expected),
            Err(error) => Err(DiskError::at(self.path, "putting the new version in place", error.into())),
        }
    }

    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    pub fn put(&self, temporary: &Path, expected: &[u8]) -> Result<Put, DiskError> {
        self.put_plainly(temporary, expected)
    }

    /// Look, then rename: between the two someone may write unseen. The best there is without an
    /// exchange.
    fn put_plainly(&self, temporary: &Path, expected: &[u8]) -> Result<Put, DiskError> {
        if !is_same(self.path, expected) {
            return Ok(Put::NotNow);
        }
        let renamed = step(Step::Rename).and_then(|()| fs::rename(temporary, self.path));
        renamed.map_err(|error| DiskError::at(self.path, "putting the new version in place", error))?;
        Ok(Put::Renamed)
    }

    /// Makes the new name itself survive a power cut, and the content where that is still to do.
    /// Not every file system can sync a folder, and none that cannot says so in a way worth
    /// stopping for.
    pub fn sync(&self, content: bool) -> Result<(), DiskError> {
        if content {
            let synced = step(Step::Sync).and_then(|()| File::open(self.path)?.sync_all());
            synced.map_err(|error| DiskError::at(self.path, "syncing it", error))?;
        }
        if cfg!(unix) {
            let _ = step(Step::Sync).and_then(|()| File::open(&self.folder)?.sync_all());
        }
        Ok(())
    }
}

/// A file edited with `sudo` stays its owner's. Only the superuser may; others keep it anyway.
#[cfg(unix)]
fn keep_owner(file: &File, like: &Metadata) {
    use rustix::fs::{Gid, Uid, fchown};
    use std::os::unix::fs::MetadataExt as _;
    let ours = file.metadata().is_ok_and(|ours| (ours.uid(), ours.gid()) == (like.uid(), like.gid()));
    if !ours {
        let _ = fchown(file, Some(Uid::from_raw(like.uid())), Some(Gid::from_raw(like.gid())));
    }
}

/// The folder says who owns a new file.
#[cfg(not(unix))]
const fn keep_owner(_: &File, _: &Metadata) {}

/// Compares without holding a second copy in memory.
pub fn is_same(path: &Path, content: &[u8]) -> bool {
    let compare = || -> io::Result<bool> {
        step(Step::Read)?;
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
