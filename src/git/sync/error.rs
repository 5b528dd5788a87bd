//! Why a sync stopped, what state the repository is in now, and what to do.

use std::path::PathBuf;

use super::super::{GitError, GoingOn};
use super::ground::is_board;
use super::words;
use crate::store::{CommitError, ReadError, ResolveError};

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
    #[error("git {} was begun in this repository and is not done", .what.word())]
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
    /// Two versions of a board cannot be joined.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A hook of the repository said no.
    #[error("a hook of this repository refused the {what}:\n{}", words::last_words(.said))]
    Hook {
        /// What it refused: "commit", "push".
        what: &'static str,
        /// What it said.
        said: String,
    },
    /// The commit was not made: it could not be signed.
    #[error("the commit could not be signed: {}", words::reason(.said))]
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
    #[error("{remote} cannot be reached: {}", words::reason(.said))]
    Offline {
        /// The remote, such as `origin`.
        remote: String,
        /// What git said.
        said: String,
    },
    /// The remote wants to know who asks, and was not told.
    #[error("{remote} does not let you in: {}", words::reason(.said))]
    Login {
        /// The remote.
        remote: String,
        /// What git said.
        said: String,
    },
    /// The remote refused what was pushed: a protected branch, a hook, no permission.
    #[error("{remote} refused the push to {branch}: {}", words::reason(.said))]
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
    /// Files that are changed here, or that git does not know, were changed by others too.
    #[error("{upstream} changes files that you have changed and not committed: {}", .files.join(", "))]
    InTheWay {
        /// The branch there.
        upstream: String,
        /// The files.
        files: Vec<String>,
    },
    /// Others removed or renamed the board while it was changed here.
    #[error("{upstream} has no {name} any more: it was removed or renamed there")]
    Removed {
        /// The branch there.
        upstream: String,
        /// The board, as git named it.
        name: String,
    },
    /// The branch was moved by another program while it was synced.
    #[error("another program moved {branch} while it was synced")]
    Moved {
        /// The branch.
        branch: String,
    },
}

const STAYS: &str = "your changes are committed here; the next sync pushes them";

impl SyncError {
    /// What state the repository is in, and what to do.
    pub fn hint(&self) -> String {
        match self {
            Self::Git(error) => error.hint().to_owned(),
            Self::Read(error) => error.hint().to_owned(),
            Self::Save(error) => error.hint().to_owned(),
            Self::Resolve(error) => error.hint().to_owned(),
            Self::NoRepository { .. } => {
                "git init makes one in this folder; without it the board is yours alone".to_owned()
            }
            Self::Ignored { name } => {
                format!("git check-ignore -v {} tells where; nothing was done", quoted(name))
            }
            Self::Detached { .. } => {
                "nothing was done; git switch BRANCH goes to a branch, git switch -c NAME makes one".to_owned()
            }
            Self::GoingOn { what, only_board } => going_on(*what, only_board.as_deref()),
            Self::Unmerged { files } => unmerged(files),
            Self::NoIdentity { by } => format!(
                "nothing was committed:\ngit config --global user.name {}\n\
                 git config --global user.email YOU@EXAMPLE.ORG",
                quoted(by)
            ),
            Self::Hook { what: "commit", .. } => {
                "nothing was committed, the board is saved; do what the hook asks for, then sync again".to_owned()
            }
            Self::Hook { .. } => format!("{STAYS}; do what the hook asks for first"),
            Self::Signing { .. } => {
                "nothing was committed, the board is saved; in a terminal of its own git may ask for the \
                 passphrase: andon sync"
                    .to_owned()
            }
            Self::Busy { .. } => "nothing was lost; try again when it is done".to_owned(),
            Self::Offline { .. } => STAYS.to_owned(),
            Self::Login { remote, .. } => {
                format!("{STAYS}; git fetch {remote} in a terminal of its own may ask who you are")
            }
            Self::Refused { .. } => {
                format!("{STAYS}; where a branch takes no pushes, commit boards on one that does")
            }
            Self::Raced { .. } => format!("{STAYS}; try again"),
            Self::Conflict { .. } => {
                "nothing was pushed, and everything is as it was, the board committed; git pull --rebase stops there \
                 for you to decide, then sync again"
                    .to_owned()
            }
            Self::InTheWay { .. } => {
                "nothing was taken in or pushed, the board is committed; commit or move them, then sync again"
                    .to_owned()
            }
            Self::Removed { name, .. } => format!(
                "nothing was pushed, the board is committed here; git log -1 --diff-filter=DR @{{upstream}} -- {} \
                 tells who did it",
                quoted(name)
            ),
            Self::Moved { .. } => "nothing was lost; try again".to_owned(),
        }
    }
}

fn going_on(what: GoingOn, only_board: Option<&str>) -> String {
    let word = what.word();
    let go_on = format!("git {word} --continue goes on, git {word} --abort takes it back");
    match only_board {
        // A name from the root of the repository would be wrong in every folder below it.
        Some(_) => {
            "nothing was done; it stopped over the board alone: andon resolve joins both sides and says how \
                    to go on"
                .to_owned()
        }
        None => format!("nothing was done; {go_on}"),
    }
}

fn unmerged(files: &[String]) -> String {
    let names: Vec<String> = files.iter().map(|name| quoted(name)).collect();
    if files.iter().all(|name| is_board(name)) {
        return "nothing was done; andon resolve joins both sides and says how to go on".to_owned();
    }
    format!("nothing was done; edit what stands between the markers, then git add {}", names.join(" "))
}

/// A word as a shell takes it for itself.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/+".contains(c);
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    let dash = if word.starts_with('-') { "./" } else { "" };
    format!("'{dash}{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_for_a_shell() {
        for (name, shown) in [
            ("team.board.json", "team.board.json"),
            ("our team.board.json", "'our team.board.json'"),
            ("-x.board.json", "'./-x.board.json'"),
            ("it's", "'it'\\''s'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(name), shown);
        }
    }
}
