//! Commits of boards are made anew on top of what others pushed, in git's store of objects alone.
//!
//! It is a rebase without one. A board is a set of rows that are never changed, so the version that
//! a commit becomes is known without a merge: the rows of both sides, without those that one of
//! them moved to the archive. Nothing can stop, with the
//! line of `.gitattributes` or without it; no file of the work tree is in a state in between, what
//! is staged stays staged, and a crash leaves a few objects that nobody asks for.

use super::super::command::Given;
use super::SyncError;
use super::ahead::Ahead;
use super::commit::has_our_line;
use super::ground::{Ground, is_board};
use super::tree;
use crate::store::{self, Sides, git_attributes};

/// The commit that `commits`, which are about boards alone, come to on top of `upstream`. It is
/// `upstream` itself when that has all of their rows.
pub(super) fn replant(
    ground: &Ground<'_>,
    upstream: &str,
    upstream_name: &str,
    commits: &[Ahead],
) -> Result<String, SyncError> {
    let mut tip = upstream.to_owned();
    let mut tree = tree_of(ground, &tip)?;
    let base = ground.ask(&["merge-base", upstream, "HEAD"])?;
    for commit in commits {
        let before = tree.clone();
        for name in &commit.files {
            let here = ground.repository.content_at(&tree, name)?;
            let ours = ground.repository.content_at(&commit.id, name)?.unwrap_or_default();
            if here.is_none()
                && is_board(name)
                && let Some(base) = &base
                && ground.repository.content_at(base, name)?.is_some()
            {
                let upstream = upstream_name.to_owned();
                return Err(SyncError::Removed { upstream, name: name.clone() });
            }
            let joined = match here {
                None => ours,
                Some(here) if is_board(name) => {
                    let base = ground.repository.content_at(&format!("{}^", commit.id), name)?;
                    let sides = Sides { base, ours: Some(here), theirs: Some(ours) };
                    store::resolve(&ground.file(name), None, &sides)?.content
                }
                Some(here) => with_our_line(here),
            };
            let blob = tree::blob(ground, &joined)?;
            tree = tree::plant(ground, Some(&tree), name, &blob)?;
        }
        if tree != before {
            tip = again(ground, commit, &tree, &tip)?;
        }
    }
    Ok(tip)
}

fn tree_of(ground: &Ground<'_>, commit: &str) -> Result<String, SyncError> {
    ground.act(&["rev-parse", "--verify", "--end-of-options", &format!("{commit}^{{tree}}")])?.must_name()
}

fn with_our_line(mut attributes: Vec<u8>) -> Vec<u8> {
    if !has_our_line(&attributes) {
        if !attributes.is_empty() && !attributes.ends_with(b"\n") {
            attributes.push(b'\n');
        }
        attributes.extend_from_slice(git_attributes::LINE.as_bytes());
        attributes.push(b'\n');
    }
    attributes
}

/// The commit with another tree and another parent: its author, its time and its words stay.
fn again(ground: &Ground<'_>, commit: &Ahead, tree: &str, parent: &str) -> Result<String, SyncError> {
    const FORMAT: &str = "--format=%an%x00%ae%x00%ad%x00%B";
    let asked = ["show", "--no-patch", "--no-notes", "--encoding=UTF-8", "--date=raw", FORMAT, &commit.id];
    let told = ground.ask(&asked)?.unwrap_or_default();
    let mut parts = told.splitn(4, '\0').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    let (name, email, date, message) = (part(), part(), part(), part());
    let env = [
        ("GIT_AUTHOR_NAME", name),
        ("GIT_AUTHOR_EMAIL", email),
        // The sign tells seconds of an early year from a day written as a number.
        ("GIT_AUTHOR_DATE", format!("@{date}")),
    ];
    let signed = ground.ask(&["config", "--type=bool", "--get", "commit.gpgSign"])?;
    let signed = if signed.as_deref() == Some("true") { &["-S"][..] } else { &[] };
    let asked = ["-c", "i18n.commitEncoding=UTF-8", "commit-tree", tree, "-p", parent, "-F", "-"];
    let given = Given { input: message.as_bytes(), env: &env, ..Given::default() };
    let done = ground.act_with(&[&asked[..], signed].concat(), given)?;
    if !done.is_ok() && !signed.is_empty() {
        return Err(SyncError::Signing { said: done.said });
    }
    done.must_name()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_line_is_added_once() {
        let line = git_attributes::LINE;
        for (before, after) in [
            ("", format!("{line}\n")),
            ("*.png binary", format!("*.png binary\n{line}\n")),
            (line, line.to_owned()),
        ] {
            assert_eq!(with_our_line(before.as_bytes().to_vec()), after.as_bytes());
        }
    }
}
