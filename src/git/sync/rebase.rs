//! The rebase of git itself: for commits of other files, and for changes that are not committed and
//! lie where others changed something too.
//!
//! Where it stops over boards, they are healed: rows are never changed, so the rows of all versions
//! are the board. Where it stops over another file it is taken back, and everything is as before.

use super::super::{GitError, Stage};
use super::ground::{self, Done, Ground, is_board};
use super::{SyncError, words};
use crate::store::{self, Sides};

/// Settings that would do more than was asked for: melt commits, move other branches.
const PLAIN: [&str; 4] = ["-c", "rebase.autoSquash=false", "-c", "rebase.updateRefs=false"];

/// Stops after so many: a rebase that does not end.
const STOPS: usize = 10_000;

/// Puts all commits of the branch on top of `upstream`. Tells the files whose changes, which were
/// not committed, did not fit.
pub(super) fn rebase(
    ground: &Ground<'_>,
    upstream: &str,
    upstream_name: &str,
    merges: bool,
) -> Result<Vec<String>, SyncError> {
    let merges = if merges { "--rebase-merges" } else { "--no-rebase-merges" };
    let asked = ["rebase", "--merge", "--autostash", merges, upstream];
    run(ground, &asked, upstream_name)
}

/// Moves the branch from `head` to `new`, which holds everything that `head` does, and takes along
/// what is not committed.
pub(super) fn carry(
    ground: &Ground<'_>,
    head: &str,
    new: &str,
    upstream_name: &str,
) -> Result<Vec<String>, SyncError> {
    run(ground, &["rebase", "--merge", "--autostash", "--onto", new, head], upstream_name)
}

fn run(ground: &Ground<'_>, asked: &[&str], upstream_name: &str) -> Result<Vec<String>, SyncError> {
    let stash = stash(ground)?;
    let mut done = ground.act(&[&PLAIN[..], asked].concat())?;
    let mut stops = 0;
    while !done.is_ok() && ground::is_rebasing(&ground.repository) {
        stops += 1;
        let files = ground.repository.unmerged()?;
        let boards_only = !files.is_empty() && files.iter().all(|name| is_board(name));
        let healed = boards_only && stops < STOPS && files.iter().all(|name| ground.file(name).is_file());
        if !healed {
            let said = done.said.clone();
            ground.act(&["rebase", "--abort"])?.must()?;
            let upstream = upstream_name.to_owned();
            return Err(if files.is_empty() {
                SyncError::Git(GitError::Failed { what: "rebase".to_owned(), said })
            } else {
                SyncError::Conflict { upstream, files }
            });
        }
        for name in &files {
            heal(ground, name)?;
            ground.act(&["add", "--", name])?.must()?;
        }
        done = ground.act(&[&PLAIN[..], &["rebase", "--continue"]].concat())?;
    }
    if !done.is_ok() {
        return Err(refused(ground, done, upstream_name));
    }
    unstash(ground, stash.as_deref())
}

/// Why it did not even begin.
fn refused(ground: &Ground<'_>, done: Done, upstream_name: &str) -> SyncError {
    let said = done.said.clone();
    if words::is_in_the_way(&said) {
        let files = words::files_in_the_way(&said);
        return SyncError::InTheWay { upstream: upstream_name.to_owned(), files };
    }
    let hook = super::commit::has_hook(ground, &["pre-rebase"]);
    match (hook, done.must()) {
        (Ok(true), _) => SyncError::Hook { what: "rebase", said },
        (_, Err(error)) => error,
        (_, Ok(_)) => SyncError::Git(GitError::Failed { what: "rebase".to_owned(), said }),
    }
}

/// Writes the rows of all versions of a board into its file.
fn heal(ground: &Ground<'_>, name: &str) -> Result<(), SyncError> {
    let version = |stage| ground.repository.content_of_stage(stage, name);
    let sides =
        Sides { base: version(Stage::Base)?, ours: version(Stage::Ours)?, theirs: version(Stage::Theirs)? };
    store::resolve_file(&ground.file(name), &sides, false)?;
    Ok(())
}

/// The newest stash.
fn stash(ground: &Ground<'_>) -> Result<Option<String>, SyncError> {
    Ok(ground.ask(&["rev-parse", "--verify", "--quiet", "refs/stash"])?)
}

/// Looks after what git had put away and could not bring back: it keeps that as the newest stash.
fn unstash(ground: &Ground<'_>, before: Option<&str>) -> Result<Vec<String>, SyncError> {
    let Some(kept) = stash(ground)?.filter(|now| Some(&**now) != before) else { return Ok(Vec::new()) };
    let stopped = ground.repository.unmerged()?;
    let asked =
        ["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", &format!("{kept}^1"), &kept, "--"];
    let listed = ground.ask(&asked)?.unwrap_or_default();
    let files: Vec<String> = listed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    for name in files.iter().filter(|name| is_board(name)) {
        if stopped.contains(name) {
            heal(ground, name)?;
            // The file has the rows of both: it is changed, and no longer in dispute.
            ground.act(&["reset", "--quiet", "--", name])?.must()?;
        } else if ground.file(name).is_file() {
            let base = ground.repository.content_at(&format!("{kept}^1"), name)?;
            let theirs = ground.repository.content_at(&kept, name)?;
            let ours = ground.repository.content_at("HEAD", name)?;
            store::resolve_file(&ground.file(name), &Sides { base, ours, theirs }, false)?;
        }
    }
    // Where git stopped over some files it brought back all others; where over none, nothing.
    let lost = if stopped.is_empty() { files } else { stopped };
    let lost: Vec<String> = lost.into_iter().filter(|name| !is_board(name)).collect();
    if lost.is_empty() && stash(ground)?.as_deref() == Some(&kept) {
        ground.act(&["stash", "drop", "--quiet"])?.must()?;
    }
    Ok(lost)
}
