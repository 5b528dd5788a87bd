//! What others pushed is taken in, and what was done here is put on top of it.
//!
//! Commits that touch other files than boards are left alone unless that is asked for: to put them
//! on top of others is to write them anew, with other names and without their signatures, and it
//! may stop over files that are none of the board's business.

use super::ahead::Ahead;
use super::commit::Commits;
use super::ground::{self, Ground, is_board};
use super::replant::replant;
use super::{Step, SyncError, rebase};
use crate::store::{self, Held};

/// How both sides stand after it.
#[derive(Debug)]
pub(super) enum Joined {
    /// Everything of the upstream is here.
    Together {
        /// Whether there is something to push.
        ahead: bool,
        /// Files whose changes that were not committed did not fit.
        stashed: Vec<String>,
    },
    /// Nothing was done: commits of other files are among those that were not pushed.
    OtherCommits {
        /// How many.
        count: usize,
        /// What the first is called.
        first: String,
        /// How many commits wait there.
        behind: u32,
    },
}

/// How often somebody may come in between: one who waited for too long, or a commit by hand.
const ROUNDS: u32 = 5;

/// Brings `upstream`, a commit, and the branch together.
pub(super) fn join(
    ground: &Ground<'_>,
    commits: &mut Commits,
    upstream: &str,
    upstream_name: &str,
    others: bool,
    tell: &mut dyn FnMut(Step),
) -> Result<Joined, SyncError> {
    let mut round = 0;
    loop {
        round += 1;
        let ahead = Ahead::of(ground, Some(upstream))?;
        let behind = count(ground, &format!("HEAD..{upstream}"))?;
        let foreign = foreign(&ahead);
        if !foreign.is_empty() && !others {
            return left_alone(ground, &foreign, behind);
        }
        if behind == 0 {
            return Ok(Joined::Together { ahead: !ahead.is_empty(), stashed: Vec::new() });
        }
        tell(Step::Joining);
        let held = hold(ground, upstream)?;
        let moved = bring_together(ground, commits, upstream, upstream_name);
        release(held)?;
        if let Some(stashed) = moved? {
            let ahead = count(ground, &format!("{upstream}..HEAD"))? > 0;
            return Ok(Joined::Together { ahead, stashed });
        }
        if round >= ROUNDS {
            return Err(SyncError::Moved { branch: ground.branch.clone() });
        }
    }
}

/// One try, while nobody saves. `None` when somebody was faster, and nothing was done.
fn bring_together(
    ground: &Ground<'_>,
    commits: &mut Commits,
    upstream: &str,
    upstream_name: &str,
) -> Result<Option<Vec<String>>, SyncError> {
    // What was saved since the commit goes along.
    if is_changed(ground)? {
        commits.commit(ground)?;
    }
    let ahead = Ahead::of(ground, Some(upstream))?;
    if foreign(&ahead).is_empty() {
        return take_in(ground, upstream, upstream_name, &ahead);
    }
    let merges = ahead.iter().any(|commit| commit.merge);
    rebase::rebase(ground, upstream, upstream_name, merges).map(Some)
}

/// The same where nothing was ever pushed.
pub(super) fn first(ground: &Ground<'_>, others: bool) -> Result<Joined, SyncError> {
    let ahead = Ahead::of(ground, None)?;
    let foreign = foreign(&ahead);
    if !foreign.is_empty() && !others {
        return left_alone(ground, &foreign, 0);
    }
    Ok(Joined::Together { ahead: !ahead.is_empty(), stashed: Vec::new() })
}

fn foreign(ahead: &[Ahead]) -> Vec<&Ahead> {
    ahead.iter().filter(|commit| !commit.ours).collect()
}

fn left_alone(ground: &Ground<'_>, foreign: &[&Ahead], behind: u32) -> Result<Joined, SyncError> {
    let first = foreign.first().map(|commit| commit.subject(ground)).transpose()?.unwrap_or_default();
    Ok(Joined::OtherCommits { count: foreign.len(), first, behind })
}

fn count(ground: &Ground<'_>, range: &str) -> Result<u32, SyncError> {
    let counted = ground.act(&["rev-list", "--count", range])?.must()?;
    Ok(counted.trim().parse().unwrap_or(0))
}

/// Holds this board and every other one that will be another file after it.
fn hold(ground: &Ground<'_>, upstream: &str) -> Result<Vec<Held>, SyncError> {
    let asked = ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", "HEAD", upstream, "--"];
    let listed = ground.ask(&asked)?.unwrap_or_default();
    let mut names: Vec<&str> = listed.split('\0').filter(|name| is_board(name)).collect();
    names.push(&ground.name);
    // In one order everywhere: two that hold several never wait for each other.
    names.sort_unstable();
    names.dedup();
    let files = names.into_iter().map(|name| ground.file(name)).filter(|file| file.is_file());
    Ok(files.map(|file| store::hold(&file)).collect())
}

fn release(held: Vec<Held>) -> Result<(), SyncError> {
    let released: Vec<_> = held.into_iter().map(Held::release).collect();
    released.into_iter().try_for_each(|released| released.map(drop)).map_err(SyncError::Save)
}

/// Whether the board is not as it was committed.
fn is_changed(ground: &Ground<'_>) -> Result<bool, SyncError> {
    let Some(content) = ground::content(&ground.board)? else { return Ok(false) };
    let state = ground.repository.file_state(&ground.name, &content)?;
    Ok(matches!(state, super::super::FileState::Changed | super::super::FileState::New))
}

/// Moves the branch to where its commits, which are about boards alone, stand on top of the
/// upstream. `None` when a save came in between, and nothing was done.
fn take_in(
    ground: &Ground<'_>,
    upstream: &str,
    upstream_name: &str,
    ahead: &[Ahead],
) -> Result<Option<Vec<String>>, SyncError> {
    let head = ground.act(&["rev-parse", "--verify", "HEAD"])?.must_name()?;
    let new = replant(ground, upstream, upstream_name, ahead)?;
    // Files that only look changed, as they were touched, are not in the way.
    ground.act(&["update-index", "-q", "--refresh"])?;
    let moved = if ahead.is_empty() {
        // The hooks of a pull are those of a merge.
        ground.act(&["merge", "--quiet", "--ff-only", "--no-stat", &new])?
    } else {
        ground.act(&["read-tree", "-m", "-u", &head, &new])?
    };
    if !moved.is_ok() {
        if is_changed(ground)? {
            return Ok(None);
        }
        // What is changed here and not committed was changed there too: git stashes it, goes on
        // and joins it again. Nothing is left to be rebased, so that nothing else can stop.
        return rebase::carry(ground, &head, &new, upstream_name).map(Some);
    }
    if !ahead.is_empty() {
        let branch = format!("refs/heads/{}", ground.branch);
        let why = format!("andon sync: on top of {upstream_name}");
        let asked = ["update-ref", "-m", &why, &branch, &new, &head];
        if !ground.act(&asked)?.is_ok() {
            // Somebody committed in this moment. Their commit counts: the files go back.
            ground.act(&["read-tree", "-m", "-u", &new, &head])?.must()?;
            return Ok(None);
        }
        // Best effort: an older git does not know how to run a hook.
        let hook = ["hook", "run", "--ignore-missing", "post-checkout", "--", &head, &new, "1"];
        let _ = ground.act(&hook);
    }
    Ok(Some(Vec::new()))
}
