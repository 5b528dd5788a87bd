//! The commits that are here and not at the upstream, and whether they are about boards alone.

use super::super::command;
use super::SyncError;
use super::commit::{differ_by_our_line, has_our_line};
use super::ground::{Ground, is_board};

/// A commit that is not pushed.
#[derive(Debug)]
pub(super) struct Ahead {
    /// Its name.
    pub id: String,
    /// The files it changes.
    pub files: Vec<String>,
    /// It changes boards, their archives and how git merges them, and nothing else.
    pub ours: bool,
    /// It joins several.
    pub merge: bool,
}

/// Looked at one by one up to here; who has more has other commits among them.
const LOOKED_AT: usize = 300;

impl Ahead {
    /// The commits from `upstream` to HEAD, the oldest first. All of them when there is none.
    pub fn of(ground: &Ground<'_>, upstream: Option<&str>) -> Result<Vec<Self>, SyncError> {
        let range = upstream.map_or_else(|| "HEAD".to_owned(), |upstream| format!("{upstream}..HEAD"));
        let asked = ["rev-list", "--reverse", "--topo-order", "--parents", &range];
        let listed = ground.ask(&asked)?.unwrap_or_default();
        let lines = listed.lines().enumerate();
        lines.map(|(place, line)| Self::read(ground, upstream, line, place < LOOKED_AT)).collect()
    }

    fn read(ground: &Ground<'_>, upstream: Option<&str>, line: &str, look: bool) -> Result<Self, SyncError> {
        let mut names = line.split(' ');
        let id = names.next().unwrap_or_default().to_owned();
        let parent = names.next().map(str::to_owned);
        let merge = names.next().is_some();
        // What a merge took in from the upstream is no change of it: it is compared with that.
        let before = match upstream {
            Some(upstream) if merge => ground.repository.merge_base(upstream, &id)?,
            _ => parent,
        };
        if !look || (merge && before.is_none()) {
            return Ok(Self { id, files: Vec::new(), ours: false, merge });
        }
        let files = changed(ground, before.as_deref(), &id)?;
        // An empty commit is somebody's own; a merge may have nothing to add.
        let mut ours = merge || !files.is_empty();
        for name in &files {
            ours = ours && is_ours(ground, &id, before.as_deref(), name)?;
        }
        Ok(Self { id, files, ours, merge })
    }

    /// The first line of its message.
    pub fn subject(&self, ground: &Ground<'_>) -> Result<String, SyncError> {
        let asked = ["show", "--no-patch", "--no-notes", "--format=%s", &self.id];
        Ok(ground.ask(&asked)?.unwrap_or_default())
    }
}

/// The files in which a commit differs from one before it, or all that it holds.
fn changed(ground: &Ground<'_>, before: Option<&str>, id: &str) -> Result<Vec<String>, SyncError> {
    const ASKED: [&str; 6] = ["diff-tree", "-r", "-z", "--no-commit-id", "--no-renames", "--name-only"];
    let commits = before.map_or_else(|| vec!["--root", id], |before| vec![before, id]);
    let listed = command::bytes(ground.repository.root(), &[&ASKED[..], &commits].concat())?;
    let names = listed.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| String::from_utf8_lossy(name).into_owned()).collect())
}

/// Whether a commit does to this file only what andon does: rows more, or its line of attributes.
fn is_ours(ground: &Ground<'_>, commit: &str, parent: Option<&str>, name: &str) -> Result<bool, SyncError> {
    let file_name = name.rsplit('/').next().unwrap_or(name);
    if !is_board(name) && file_name != ".gitattributes" {
        return Ok(false);
    }
    // To remove or to rename a board is a decision of its own.
    let Some(after) = ground.repository.content_at(commit, name)? else { return Ok(false) };
    if is_board(name) {
        return Ok(true);
    }
    let before = match parent {
        Some(parent) => ground.repository.content_at(parent, name)?.unwrap_or_default(),
        None => Vec::new(),
    };
    Ok(has_our_line(&after) && differ_by_our_line(&before, &after))
}
