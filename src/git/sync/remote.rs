//! What goes over the network: what others pushed is fetched, what was done here is pushed.

use std::time::Duration;

use super::super::Upstream;
use super::super::command::Given;
use super::ground::Ground;
use super::words::{self, Trouble};
use super::{SyncError, commit};

/// How long a remote may be silent where nobody can stop it. Both commands tell their progress, so
/// that a large push over a slow line is not silent.
const SILENCE: Duration = Duration::from_secs(60);

const TALKING: Given<'static> = Given { input: b"", env: &[], silence: Some(SILENCE) };

/// Fetches the branch that is followed. False when it is not there.
pub(super) fn fetch(ground: &Ground<'_>, upstream: &Upstream) -> Result<bool, SyncError> {
    // A branch of this very repository is where it is.
    if upstream.remote == "." {
        return Ok(true);
    }
    let asked = ["fetch", "--progress", "--recurse-submodules=no", "--", &upstream.remote, &upstream.branch];
    let done = ground.act_with(&asked, TALKING)?;
    if done.is_ok() {
        return Ok(true);
    }
    match words::trouble(&done.said) {
        Trouble::NoBranch => Ok(false),
        _ => Err(unreachable(&upstream.remote, done)),
    }
}

/// How a push ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Push {
    /// It is there.
    Done,
    /// Somebody else's came first.
    TooLate,
}

/// Pushes a commit to the branch that is followed, whatever `push.default` says.
pub(super) fn push(ground: &Ground<'_>, upstream: &Upstream, commit: &str) -> Result<Push, SyncError> {
    let what = format!("{commit}:{}", upstream.branch);
    let asked = ["push", "--porcelain", "--progress", "--", &upstream.remote, &what];
    let done = ground.act_with(&asked, TALKING)?;
    if done.is_ok() {
        return Ok(Push::Done);
    }
    let said = done.said.clone();
    if words::is_a_race(&said) {
        return Ok(Push::TooLate);
    }
    if words::is_refused_there(&said) {
        let branch = upstream.branch.strip_prefix("refs/heads/").unwrap_or(&upstream.branch);
        return Err(SyncError::Refused { remote: upstream.remote.clone(), branch: branch.to_owned(), said });
    }
    if words::trouble(&said) == Trouble::Other && commit::has_hook(ground, &["pre-push"])? {
        return Err(SyncError::Hook { what: "push", said });
    }
    Err(unreachable(&upstream.remote, done))
}

fn unreachable(remote: &str, done: super::ground::Done) -> SyncError {
    let (remote, said) = (remote.to_owned(), done.said.clone());
    match words::trouble(&said) {
        Trouble::Offline => SyncError::Offline { remote, said },
        Trouble::Login => SyncError::Login { remote, said },
        Trouble::NoBranch | Trouble::Other => match done.must() {
            Err(error) => error,
            Ok(_) => SyncError::Offline { remote, said },
        },
    }
}
