//! Why a sync stopped, what state the repository is in now, and what to do.

use std::path::PathBuf;

use super::super::{GitError, GoingOn};
use crate::store::{CommitError, ReadError};

/// Why a sync stopped. Whatever it was: the board file holds everything, and what was committed
/// stays committed.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// git is not there, does not trust the repository, or failed in a way not known here.
    #[error(transparent)]
    Git(#[from] GitError),
    /// The board lies in no repository.
    #[error("{}: this board is in no git repository", .board.display())]
    NoRepository {
        /// The board file.
        board: PathBuf,
    },
    /// git is told to ignore the board.
    #[error("git is told to ignore {name}")]
    Ignored {
        /// The board, as git names it.
        name: String,
    },
    /// No branch is checked out.
    #[error("no branch is checked out: HEAD is at commit {at}")]
    Detached {
        /// The start of the commit's name.
        at: String,
    },
    /// Somebody started something and did not finish it.
    #[error("a {} is going on in this repository", .what.word())]
    GoingOn {
        /// What was started.
        what: GoingOn,
        /// The board, as git names it, when it stopped over nothing but boards.
        only_board: Option<String>,
    },
    /// A stash or a merge left files of two versions.
    #[error("git waits for a decision about {}", .files.join(", "))]
    Unmerged {
        /// The files.
        files: Vec<String>,
    },
    /// git does not know who commits.
    #[error("git does not know who you are")]
    NoIdentity {
        /// Who uses the board.
        by: String,
    },
    /// The board cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The board cannot be written.
    #[error(transparent)]
    Save(#[from] CommitError),
    /// The commit was not made: a hook said no.
    #[error("a hook of this repository refused the commit: {}", last_words(.said))]
    Hook {
        /// What it said.
        said: String,
    },
    /// The commit was not made: it could not be signed.
    #[error("the commit could not be signed: {}", last_words(.said))]
    Signing {
        /// What git said.
        said: String,
    },
    /// Another git is at work in the repository.
    #[error("another git is at work in this repository")]
    Busy {
        /// What git said.
        said: String,
    },
    /// The remote cannot be reached.
    #[error("{remote} cannot be reached: {}", last_words(.said))]
    Offline {
        /// The remote, such as `origin`.
        remote: String,
        /// What git said.
        said: String,
    },
    /// git was stopped, as nothing came for so long.
    #[error("git {what} was stopped: nothing came for {seconds} seconds")]
    Silent {
        /// What was asked of git, such as "push".
        what: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The remote wants to know who asks, and was not told.
    #[error("{remote} does not let you in: {}", last_words(.said))]
    Login {
        /// The remote.
        remote: String,
        /// What git said.
        said: String,
    },
    /// The remote refused what was pushed: a protected branch, a hook, no permission.
    #[error("{remote} refused the push to {branch}: {}", last_words(.said))]
    Refused {
        /// The remote.
        remote: String,
        /// The branch there.
        branch: String,
        /// What git said.
        said: String,
    },
    /// Others pushed first, each time.
    #[error("others pushed to {upstream} first, {attempts} times in a row")]
    Raced {
        /// The branch there, such as `origin/main`.
        upstream: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// Commits of other files do not fit what others pushed; everything was put back.
    #[error("your commits and those of {upstream} change the same lines of {}", .files.join(", "))]
    Conflict {
        /// The branch there.
        upstream: String,
        /// The files.
        files: Vec<String>,
    },
    /// The branch was moved by another program while it was synced.
    #[error("another program moved {branch} while it was synced")]
    Moved {
        /// The branch.
        branch: String,
    },
}

impl SyncError {
    /// What state the repository is in, and what to do.
    pub fn hint(&self) -> String {
        match self {
            Self::Git(error) => error.hint().to_owned(),
            _ => String::new(),
        }
    }
}

/// What git or a hook said last: that is where the reason stands.
fn last_words(said: &str) -> &str {
    said.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or("it did not say why")
}
