//! What the file system may say no to, in words that name the place, the reason and a next step.

use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be read or written. The file on disk is as it was.
#[derive(Debug, thiserror::Error)]
pub enum DiskError {
    /// Nothing is there (any more). A missing board is never made anew behind the team's back.
    #[error("{}: there is no such file", .path.display())]
    Missing {
        /// The board.
        path: PathBuf,
    },
    /// Something is there already where a new file was to be made.
    #[error("{}: a file of this name exists already; nothing was written", .path.display())]
    Exists {
        /// The board that was to be made.
        path: PathBuf,
    },
    /// A folder, a pipe, a device.
    #[error("{}: this is not a file", .path.display())]
    NotAFile {
        /// What was opened.
        path: PathBuf,
    },
    /// What goes to an archive goes there from its board.
    #[error("{}: this is an archive; name its board instead", .path.display())]
    IsAnArchive {
        /// The archive.
        path: PathBuf,
    },
    /// Larger than andon reads.
    #[error("{}: {len} bytes; a board file is at most {} MiB", .path.display(), MAX_BYTES >> 20)]
    TooLarge {
        /// The board.
        path: PathBuf,
        /// Its length in bytes.
        len: u64,
    },
    /// The file may not be written.
    #[error("{}: the file is read-only; make it writable to change the board", .path.display())]
    ReadOnlyFile {
        /// The board.
        path: PathBuf,
    },
    /// The folder may not be written, so no new version of the file can be put beside the old.
    #[error("{}: the folder is read-only; make it writable to change the board", .path.display())]
    ReadOnlyFolder {
        /// The folder that holds the board.
        path: PathBuf,
    },
    /// No space, or no quota, for the new version. The old one is whole.
    #[error("{}: the disk is full; the board is unchanged, make room and try again", .path.display())]
    Full {
        /// The board.
        path: PathBuf,
    },
    /// Someone writes the file faster than it can be looked at.
    #[error("{}: another program keeps rewriting this file; try again", .path.display())]
    Busy {
        /// The board.
        path: PathBuf,
    },
    /// A limit on the size of files is lower than the board. The old one is whole.
    #[error(
        "{}: files may not become this large here (ulimit -f); the board is unchanged, raise the limit",
        .path.display()
    )]
    Limited {
        /// The board.
        path: PathBuf,
    },
    /// Anything else.
    #[error("{}: {doing}: {said}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was being done to it.
        doing: &'static str,
        /// What the system said, without its number.
        said: String,
    },
}

/// The largest board file: 256 MiB.
pub const MAX_BYTES: u64 = 256 << 20;

impl DiskError {
    /// What `error` means when it came from `doing` something to the file at `path`.
    #[expect(clippy::needless_pass_by_value, reason = "who maps an error has no other use for it")]
    pub(super) fn at(path: &Path, doing: &'static str, error: io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::AlreadyExists => Self::Exists { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            io::ErrorKind::FileTooLarge => Self::Limited { path },
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnlyFile { path },
            io::ErrorKind::IsADirectory => Self::NotAFile { path },
            _ => {
                let said = error.to_string();
                let said = said.split_once(" (os error").map_or(&*said, |(words, _)| words).to_owned();
                Self::Io { path, doing, said }
            }
        }
    }

    /// Whether waiting may help: a checkout or another program is in the middle of its work.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Busy { .. } | Self::Full { .. })
    }

    /// Whether the place itself forbids writing.
    pub fn is_read_only(&self) -> bool {
        matches!(self, Self::ReadOnlyFile { .. } | Self::ReadOnlyFolder { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_names_the_place_and_the_reason() {
        let path = Path::new("/team/a.board.json");
        for (kind, words) in [
            (io::ErrorKind::NotFound, "there is no such file"),
            (io::ErrorKind::AlreadyExists, "exists already"),
            (io::ErrorKind::StorageFull, "the disk is full; the board is unchanged"),
            (io::ErrorKind::QuotaExceeded, "the disk is full"),
            (io::ErrorKind::FileTooLarge, "ulimit -f"),
            (io::ErrorKind::ReadOnlyFilesystem, "read-only"),
            (io::ErrorKind::IsADirectory, "not a file"),
            (io::ErrorKind::PermissionDenied, "reading: permission denied"),
        ] {
            let text = DiskError::at(path, "reading", kind.into()).to_string();
            assert!(text.starts_with("/team/a.board.json: "), "{text}");
            assert!(text.contains(words), "{text}");
        }
    }
}
