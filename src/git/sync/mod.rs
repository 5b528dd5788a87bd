//! Commit the board, take in what others did, give out what was done here.
//!
//! | file | what it does |
//! |---|---|
//! | `ground` | everything that would be in the way later, refused before anything is touched |
//! | `commit`, `message` | the board's file as a commit that says what happened |
//! | `join` | what others pushed is taken in; what is here is put on top of it |
//! | `ahead`, `replant`, `tree` | commits of boards made anew on top, without a work tree |
//! | `rebase` | git's own rebase, for commits of other files; boards that stop it are healed |
//! | `remote` | fetch and push |
//! | `words` | what git says when something is not done, sorted by what helps |
//!
//! Nothing here is lost by stopping anywhere: the file holds every row, and what was committed stays
//! committed. History is never rewritten once it is pushed.

mod ahead;
mod commit;
mod error;
mod ground;
mod join;
mod message;
mod rebase;
mod remote;
mod replant;
mod told;
mod tree;
mod words;

use std::path::Path;
use std::time::Duration;

use super::Asking;
use crate::store::{self, Turn};

use commit::Commits;
use ground::Ground;
use join::Joined;
use remote::Push;

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
    let _turn = match store::turn(request.board, PATIENCE) {
        Turn::Theirs => return Err(SyncError::Busy { said: String::new() }),
        turn @ Turn::Ours(_) => turn,
    };
    let ground = Ground::of(request)?;
    tell(Step::Committing);
    let mut commits = Commits::since_head(&ground)?;
    commits.commit(&ground)?;
    let mut synced = Synced { commit: None, received: None, pushed: Pushed::NotAsked, stashed: Vec::new() };
    if let Scope::Sync { others } = request.scope {
        synced.pushed = exchange(&ground, &mut commits, others, &mut synced, tell)?;
    }
    synced.commit = commits.told();
    Ok(synced)
}

/// How long another sync of the same repository is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How often a push is tried when others are faster.
const ATTEMPTS: u32 = 5;

/// How long to wait before the next try: longer each time, and not as long as those do who were
/// turned away in the same moment.
fn pause(attempt: u32) -> Duration {
    let chance = uuid::Uuid::new_v4().as_u64_pair().0 % 50;
    Duration::from_millis(25 + chance) * attempt * attempt
}

/// Takes in what others pushed and pushes what was done here, until both are one.
fn exchange(
    ground: &Ground<'_>,
    commits: &mut Commits,
    others: bool,
    synced: &mut Synced,
    tell: &mut dyn FnMut(Step),
) -> Result<Pushed, SyncError> {
    let start = ground.ask(&["rev-parse", "--verify", "--quiet", "HEAD"])?;
    for attempt in 1.. {
        let Some(upstream) = ground.repository.upstream(&ground.branch)? else {
            return no_upstream(ground, None);
        };
        tell(Step::Fetching);
        let is_there = remote::fetch(ground, &upstream)?;
        let up =
            if is_there { ground.ask(&["rev-parse", "--verify", "--quiet", "@{upstream}"])? } else { None };
        if up.is_none() && (is_there || !is_empty(ground, &upstream.remote)?) {
            return no_upstream(ground, Some(upstream.name));
        }
        let joined = match &up {
            Some(up) => join::join(ground, commits, up, &upstream.name, others, tell)?,
            None => join::first(ground, others)?,
        };
        let (ahead, stashed) = match joined {
            Joined::Together { ahead, stashed } => (ahead, stashed),
            Joined::OtherCommits { count, first, behind } => {
                return Ok(Pushed::OtherCommits { count, first, behind });
            }
        };
        synced.stashed.extend(stashed);
        if let Some(up) = &up {
            synced.received = commit::received(ground, start.as_deref(), up)?;
        }
        if !ahead {
            return Ok(Pushed::NothingToPush { upstream: upstream.name });
        }
        tell(Step::Pushing { attempt });
        let head = ground.act(&["rev-parse", "--verify", "HEAD"])?.must_name()?;
        if remote::push(ground, &upstream, &head)? == Push::Done {
            return Ok(Pushed::Yes { upstream: upstream.name });
        }
        if attempt == ATTEMPTS {
            return Err(SyncError::Raced { upstream: upstream.name, attempts: attempt });
        }
        std::thread::sleep(pause(attempt));
    }
    unreachable!("the last attempt ends it")
}

/// Whether nothing is known of a remote: nothing was ever pushed there.
fn is_empty(ground: &Ground<'_>, remote: &str) -> Result<bool, SyncError> {
    let asked = ["for-each-ref", "--count=1", &format!("refs/remotes/{remote}/")];
    Ok(ground.ask(&asked)?.is_none_or(|listed| listed.is_empty()))
}

fn no_upstream(ground: &Ground<'_>, gone: Option<String>) -> Result<Pushed, SyncError> {
    let remote = ground.repository.remote()?;
    Ok(Pushed::NoUpstream { branch: ground.branch.clone(), remote, gone })
}
