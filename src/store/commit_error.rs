//! Why a board was not saved, and what to do then.

use super::{DiskError, ReadError};
use std::path::PathBuf;

/// Why nothing was saved. The file is unharmed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// What is in the file now cannot be read, so it is not written.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The file system said no.
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// A newer andon wrote the file.
    #[error("{}: a newer andon wrote this board; it opens read-only here, update andon to change it", .path.display())]
    Newer {
        /// The board file.
        path: PathBuf,
    },
}

impl CommitError {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read(error) => error.hint(),
            Self::Disk(error) if error.is_read_only() => "the board can be looked at, not changed",
            Self::Disk(DiskError::Missing { .. }) => {
                "bring it back: git checkout -- FILE, if it was committed"
            }
            Self::Disk(_) => "nothing was changed; try again",
            Self::Newer { .. } => "cargo install andon",
        }
    }
}
