//! How a board stands in its repository.
//!
//! It is told without git looking at other files, and without a filter: the content is compared
//! by its name. `git status` would run the filters that a repository names.

use std::fs;
use std::path::Path;

use super::Repository;
use super::command::{self, GitError};

/// How a board stands in its repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What is checked out.
    pub head: Head,
    /// The branch it follows, and how far apart they are as of the last fetch.
    pub upstream: Option<Upstream>,
    /// The board file.
    pub board: FileState,
    /// What git is in the middle of.
    pub going_on: Option<GoingOn>,
}

/// What is checked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Head {
    /// A branch, by its short name.
    Branch(String),
    /// A branch without a commit yet.
    Unborn(String),
    /// A commit that no branch follows, by the start of its name.
    Detached(String),
}

impl Head {
    /// The name to show.
    pub fn name(&self) -> &str {
        match self {
            Self::Branch(name) | Self::Unborn(name) | Self::Detached(name) => name,
        }
    }
}

/// The branch that a branch follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its short name, such as `origin/main`.
    pub name: String,
    /// The remote, such as `origin`.
    pub remote: String,
    /// The branch's full name there, such as `refs/heads/main`.
    pub branch: String,
    /// Commits here that are not there.
    pub ahead: u32,
    /// Commits there that are not here.
    pub behind: u32,
    /// It was deleted there.
    pub gone: bool,
}

/// The board file, compared with the last commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileState {
    /// It is as it was committed.
    Clean,
    /// It differs from the last commit.
    Changed,
    /// It was never committed.
    New,
    /// It was never committed, and git is told to ignore it.
    Ignored,
    /// A merge stopped over it.
    Unmerged,
}

/// Something that git started and did not finish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GoingOn {
    /// A merge.
    Merge,
    /// A rebase.
    Rebase,
    /// A cherry-pick.
    CherryPick,
    /// A revert.
    Revert,
    /// Patches being applied.
    Patches,
}

impl GoingOn {
    /// Its name, as git's command.
    pub fn word(self) -> &'static str {
        match self {
            Self::Merge => "merge",
            Self::Rebase => "rebase",
            Self::CherryPick => "cherry-pick",
            Self::Revert => "revert",
            Self::Patches => "am",
        }
    }
}

impl Repository {
    /// How a board stands. `name` is what [`Repository::name_of`] gave, `content` what is in the
    /// file now.
    pub fn status(&self, name: &str, content: &[u8]) -> Result<Status, GitError> {
        let head = self.head()?;
        let upstream = match &head {
            Head::Branch(branch) => self.upstream(branch)?,
            Head::Unborn(_) | Head::Detached(_) => None,
        };
        let (board, going_on) = (self.file_state(name, content)?, self.going_on());
        Ok(Status { head, upstream, board, going_on })
    }

    /// What is checked out.
    pub fn head(&self) -> Result<Head, GitError> {
        let commit = command::text(self.root(), &["rev-parse", "--verify", "--quiet", "--short", "HEAD"])?;
        let branch = command::text(self.root(), &["symbolic-ref", "--quiet", "--short", "HEAD"])?;
        Ok(match (branch, commit) {
            (Some(branch), Some(_)) => Head::Branch(branch),
            (Some(branch), None) => Head::Unborn(branch),
            (None, commit) => Head::Detached(commit.unwrap_or_default()),
        })
    }

    /// The branch that a branch follows.
    pub fn upstream(&self, branch: &str) -> Result<Option<Upstream>, GitError> {
        const FORMAT: &str = "--format=%(upstream:short)%00%(upstream:remotename)%00%(upstream:remoteref)%00%(upstream:track,nobracket)";
        let of = format!("refs/heads/{branch}");
        let Some(answer) = command::text(self.root(), &["for-each-ref", FORMAT, &of])? else {
            return Ok(None);
        };
        Ok(upstream_of(answer.lines().next().unwrap_or_default()))
    }

    /// The remote that a branch could be pushed to: `origin`, or the first. `None` when there is none.
    pub fn remote(&self) -> Result<Option<String>, GitError> {
        let remotes = command::text(self.root(), &["remote"])?.unwrap_or_default();
        let origin = remotes.lines().find(|name| *name == "origin");
        Ok(origin.or_else(|| remotes.lines().next()).map(str::to_owned))
    }

    /// A file, compared with the last commit.
    pub(super) fn file_state(&self, name: &str, content: &[u8]) -> Result<FileState, GitError> {
        let index = command::bytes(self.root(), &["ls-files", "--stage", "-z", "--", name])?;
        let entries = index.split(|byte| *byte == 0).filter(|entry| !entry.is_empty());
        // MODE NAME STAGE, a tab, the path.
        let stages: Vec<u8> =
            entries.filter_map(|entry| entry.split(|byte| *byte == b'\t').next()?.last().copied()).collect();
        if stages.iter().any(|stage| *stage != b'0') {
            return Ok(FileState::Unmerged);
        }
        let committed = format!("HEAD:{name}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &committed];
        let committed = command::text(self.root(), &asked)?;
        Ok(match committed {
            Some(committed) if committed == self.hash(content)? => FileState::Clean,
            Some(_) => FileState::Changed,
            None if !stages.is_empty() => FileState::New,
            None => {
                if self.ignored_by(name)?.is_some() {
                    FileState::Ignored
                } else {
                    FileState::New
                }
            }
        })
    }

    /// What git is in the middle of: it leaves files that tell.
    pub fn going_on(&self) -> Option<GoingOn> {
        let is_there = |name: &str| fs::symlink_metadata(self.git_dir().join(name)).is_ok();
        let applying = || is_there("rebase-apply/applying");
        [
            (GoingOn::Patches, applying()),
            (GoingOn::Rebase, is_there("rebase-merge") || is_there("rebase-apply")),
            (GoingOn::CherryPick, is_there("CHERRY_PICK_HEAD")),
            (GoingOn::Revert, is_there("REVERT_HEAD")),
            (GoingOn::Merge, is_there("MERGE_HEAD")),
        ]
        .into_iter()
        .find_map(|(what, is)| is.then_some(what))
    }
}

/// Reads what `for-each-ref` says of an upstream: "ahead 1, behind 2", "gone" or nothing.
fn upstream_of(line: &str) -> Option<Upstream> {
    let mut parts = line.split('\0').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    let (name, remote, branch, track) = (part(), part(), part(), part());
    let number = |word: &str| {
        let rest = track.split(", ").find_map(|part| part.strip_prefix(word))?;
        rest.trim().parse().ok()
    };
    let (ahead, behind) = (number("ahead").unwrap_or(0), number("behind").unwrap_or(0));
    (!name.is_empty()).then(|| Upstream { name, remote, branch, ahead, behind, gone: track == "gone" })
}

/// The state of the board file at this path, which is read for it. `None` outside a repository.
pub fn of(board: &Path) -> Result<Option<Status>, GitError> {
    let Some(repository) = Repository::of(board)? else { return Ok(None) };
    let Some(name) = repository.name_of(board) else { return Ok(None) };
    let content = fs::read(board).unwrap_or_default();
    repository.status(&name, &content).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_of_an_upstream() {
        let of = |line: &str| upstream_of(line).map(|up| (up.name, up.ahead, up.behind, up.gone));
        for (line, expected) in [
            ("\0\0\0", None),
            ("", None),
            ("origin/main\0origin\0refs/heads/main\0", Some(("origin/main".to_owned(), 0, 0, false))),
            ("o/m\0o\0refs/heads/m\0ahead 2, behind 11", Some(("o/m".to_owned(), 2, 11, false))),
            ("o/m\0o\0refs/heads/m\0behind 1", Some(("o/m".to_owned(), 0, 1, false))),
            ("o/m\0o\0refs/heads/m\0gone", Some(("o/m".to_owned(), 0, 0, true))),
        ] {
            assert_eq!(of(line), expected, "{line:?}");
        }
    }
}
