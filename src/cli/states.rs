//! Two states of a board to compare: commits, the file as it is, a copy.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::board::{Board, Builder};
use crate::git::Repository;
use crate::store::{archive_name, load, peek};

use super::Problem;
use super::desk::shown;

/// The board at one moment.
pub(super) struct State {
    pub board: Board,
    /// As the person called it: a revision, or a file.
    pub name: String,
    /// The commit's full name.
    pub commit: Option<String>,
    /// False when the commit does not have the file.
    pub there: bool,
}

/// Two states, the earlier one first.
pub(super) struct States {
    /// The file's name, for the answer's first line.
    pub name: String,
    pub old: State,
    pub new: State,
    /// The archive as of the new state, if there is one.
    pub archive: Option<Board>,
}

impl State {
    fn of_file(path: &Path) -> Result<Self> {
        Ok(Self { board: peek(path)?.board, name: shown(path), commit: None, there: true })
    }

    /// A commit by its name for people: "HEAD (1f3e2a4)".
    pub(super) fn title(&self) -> String {
        let short = |commit: &String| commit.chars().take(7).collect::<String>();
        match self.commit.as_ref().map(short) {
            Some(short) if self.name.starts_with(&short) => short,
            Some(short) => format!("{} ({short})", self.name),
            None => self.name.clone(),
        }
    }
}

impl States {
    /// A copy, and the file as it is.
    pub(super) fn of_files(old: &Path, new: &Path) -> Result<Self> {
        let (old, new) = (State::of_file(old)?, State::of_file(new)?);
        Ok(Self { name: new.name.clone(), old, new, archive: None })
    }

    /// A commit and the file as it is, or two commits.
    pub(super) fn of_commits(from: Option<&str>, to: Option<&str>, path: &Path) -> Result<Self> {
        let repository = Repository::of(path)?;
        let named = repository.and_then(|repository| Some((repository.name_of(path)?, repository)));
        let Some((name, repository)) = named else {
            let message = format!("{} lies in no git repository", shown(path));
            return Err(Problem::failed(message, "andon diff --against FILE compares it with a copy").into());
        };
        let commits = Commits { repository: &repository, name: &name };
        let (old, new) = match asked(from, to) {
            Asked::Since(from) => (commits.state(from)?, None),
            Asked::Between(from, to) => (commits.state(from)?, Some(commits.state(to)?)),
            Asked::Parted(from, to) => (commits.parted(from, to)?, Some(commits.state(to)?)),
        };
        let archive = archive_name(&name);
        let archive = match &new {
            Some(State { commit: Some(commit), .. }) => {
                repository.content_at(commit, &archive)?.and_then(|content| Some(load(&content).ok()?.board))
            }
            _ => peek(&repository.root().join(archive)).ok().map(|loaded| loaded.board),
        };
        let new = new.map_or_else(|| State::of_file(path), Ok)?;
        Ok(Self { name: shown(path), old, new, archive })
    }

    /// What lies between them, in words: "since HEAD (1f3e2a4)".
    pub(super) fn span(&self) -> String {
        match self.new.commit {
            Some(_) => format!("from {} to {}", self.old.title(), self.new.title()),
            None => format!("since {}", self.old.title()),
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Asked<'a> {
    /// The file as it is, since a commit.
    Since(&'a str),
    /// From one commit to another.
    Between(&'a str, &'a str),
    /// What the second did since they parted.
    Parted(&'a str, &'a str),
}

/// `A`, `A B`, `A..B` and `A...B` as git has them: a side that is left out is HEAD.
fn asked<'a>(from: Option<&'a str>, to: Option<&'a str>) -> Asked<'a> {
    let or_head = |name: &'a str| if name.is_empty() { "HEAD" } else { name };
    let from = from.unwrap_or("HEAD");
    match (from.split_once("..."), from.split_once(".."), to) {
        (_, _, Some(to)) => Asked::Between(from, to),
        (Some((from, to)), _, _) => Asked::Parted(or_head(from), or_head(to)),
        (_, Some((from, to)), _) => Asked::Between(or_head(from), or_head(to)),
        _ => Asked::Since(from),
    }
}

struct Commits<'a> {
    repository: &'a Repository,
    name: &'a str,
}

impl Commits<'_> {
    fn commit(&self, revision: &str) -> Result<Option<String>> {
        let commit = self.repository.commit(revision)?;
        // A repository without a commit has no HEAD either.
        if commit.is_none() && revision != "HEAD" {
            let hint = if Path::new(revision).exists() {
                format!("it is a file: andon diff --against {revision}")
            } else {
                format!("git log --oneline -- {} shows the commits that changed the board", self.name)
            };
            return Err(Problem::failed(format!("there is no commit '{revision}'"), hint).into());
        }
        Ok(commit)
    }

    fn state(&self, revision: &str) -> Result<State> {
        let commit = self.commit(revision)?;
        self.state_of(revision, commit)
    }

    fn parted(&self, from: &str, to: &str) -> Result<State> {
        let (one, other) = (self.commit(from)?, self.commit(to)?);
        let base = match (one, other) {
            (Some(one), Some(other)) => self.repository.merge_base(&one, &other)?,
            _ => None,
        };
        self.state_of(&format!("where {from} and {to} parted"), base)
    }

    fn state_of(&self, revision: &str, commit: Option<String>) -> Result<State> {
        let content =
            commit.as_ref().map(|commit| self.repository.content_at(commit, self.name)).transpose()?;
        let content = content.flatten();
        let there = content.is_some();
        let board = match content {
            Some(content) => load(&content).map(|loaded| loaded.board).map_err(|at| {
                let place = format!("{revision}:{}:{}:{}", self.name, at.line, at.column);
                let hint = "compare with a commit that has a sound board: andon diff COMMIT";
                Problem::failed(format!("{place}: {}", at.fault), hint)
            }),
            None => Ok(Builder::new().build()),
        };
        let board = board.with_context(|| "the board cannot be read there".to_owned())?;
        Ok(State { board, name: revision.to_owned(), commit, there })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_are_named_as_in_git() {
        for (from, to, expected) in [
            (None, None, Asked::Since("HEAD")),
            (Some("HEAD~2"), None, Asked::Since("HEAD~2")),
            (Some("a"), Some("b"), Asked::Between("a", "b")),
            (Some("a..b"), None, Asked::Between("a", "b")),
            (Some("a.."), None, Asked::Between("a", "HEAD")),
            (Some("..b"), None, Asked::Between("HEAD", "b")),
            (Some("v1.0...b"), None, Asked::Parted("v1.0", "b")),
            (Some("main..."), None, Asked::Parted("main", "HEAD")),
        ] {
            assert_eq!(asked(from, to), expected);
        }
    }
}
