//! The board is committed: its file and what belongs to it, and nothing else that is staged.

use super::super::FileState;
use super::super::command::Given;
use super::ground::{self, Ground};
use super::message::{message, subject};
use super::{SyncError, words};
use crate::board::{Board, Builder};
use crate::report::history;
use crate::store::{self, BoardFile, archive_name, git_attributes};
use crate::text::clean;

/// A board as it was before a sync, to tell what the sync committed.
#[derive(Debug)]
pub(super) struct Commits {
    before: Board,
    after: Option<Board>,
}

impl Commits {
    /// From the last commit on.
    pub fn since_head(ground: &Ground<'_>) -> Result<Self, SyncError> {
        Ok(Self { before: board_at(ground, "HEAD")?, after: None })
    }

    /// All that was committed, in words. `None` when nothing was.
    pub fn told(&self) -> Option<String> {
        let after = self.after.as_ref()?;
        Some(subject(after, &after.beyond(&self.before), NOTHING_HAPPENED))
    }

    /// The board as it was committed, or as it was before.
    pub fn board(&self) -> &Board {
        self.after.as_ref().unwrap_or(&self.before)
    }

    /// Commits the board as the file has it now. Nothing is done when it was not changed.
    pub fn commit(&mut self, ground: &Ground<'_>) -> Result<(), SyncError> {
        // No conflict marker is ever committed, and no row of an order that git would trip over.
        for name in [ground.name.clone(), archive_name(&ground.name)] {
            let path = ground.file(&name);
            if path.is_file() {
                let loaded = store::peek(&path)?;
                if !loaded.canonical && !loaded.read_only {
                    BoardFile::open(&path)?.make_canonical()?;
                }
            }
        }
        let Changed { paths, new } = changed(ground)?;
        if paths.is_empty() {
            return Ok(());
        }
        let now = store::peek_whole(&ground.board)?.board;
        let words = message(self.board(), &now, NOTHING_HAPPENED);
        let new: Vec<&str> = new.iter().map(String::as_str).collect();
        if !new.is_empty() {
            ground.act(&[&["add", "--"], &new[..]].concat())?.must()?;
        }
        let asked = ["commit", "--quiet", "--only", "--cleanup=whitespace", "--file=-", "--"];
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let given = Given { input: words.as_bytes(), ..Given::default() };
        let done = ground.act_with(&[&asked[..], &paths].concat(), given)?;
        if done.is_ok() {
            self.after = Some(now);
            return Ok(());
        }
        if !new.is_empty() {
            // As it was: what was not staged is not staged.
            let _ = ground.act(&[&["rm", "--cached", "--quiet", "--force", "--"], &new[..]].concat());
        }
        if ["nothing to commit", "no changes added", "nothing added to commit"]
            .iter()
            .any(|words| done.said.contains(words))
        {
            // A filter of the repository makes both the same.
            return Ok(());
        }
        let said = done.said.clone();
        if words::is_about_signing(&said) {
            return Err(SyncError::Signing { said });
        }
        if words::is_about_identity(&said) {
            return Err(SyncError::NoIdentity { by: ground.request.by.to_owned() });
        }
        if has_hook(ground, &["pre-commit", "prepare-commit-msg", "commit-msg"])? {
            return Err(SyncError::Hook { what: "commit", said });
        }
        done.must().map(drop)
    }
}

/// What a commit says in which nothing happened on the board.
const NOTHING_HAPPENED: &str = "the board's file put in order";

/// The board that a commit holds, with its archive: what goes from one to the other is no news. An
/// empty one where there is none or it cannot be read.
pub(super) fn board_at(ground: &Ground<'_>, commit: &str) -> Result<Board, SyncError> {
    let read = |name: &str| -> Result<Option<Board>, SyncError> {
        let content = ground.repository.content_at(commit, name)?;
        Ok(content.and_then(|content| store::load(&content).ok()).map(|loaded| loaded.board))
    };
    let board = read(&ground.name)?.unwrap_or_else(|| Builder::new().build());
    Ok(match read(&archive_name(&ground.name))? {
        Some(archive) => board.with_archive(archive),
        None => board,
    })
}

/// What `upstream` knows of the board and `start` did not, in words. `None` when that is nothing.
pub(super) fn received(
    ground: &Ground<'_>,
    start: Option<&str>,
    upstream: &str,
) -> Result<Option<String>, SyncError> {
    let Some(start) = start.filter(|start| *start != upstream) else { return Ok(None) };
    let (before, after) = (board_at(ground, start)?, board_at(ground, upstream)?);
    let told = history::summary(&after, &after.beyond(&before));
    Ok(told.map(|told| clean(&told).into_owned()))
}

/// Names of files to be committed, and those among them that git does not know yet.
struct Changed {
    paths: Vec<String>,
    new: Vec<String>,
}

fn changed(ground: &Ground<'_>) -> Result<Changed, SyncError> {
    let mut changed = Changed { paths: Vec::new(), new: Vec::new() };
    let attributes = match ground.name.rsplit_once('/') {
        Some((folder, _)) => format!("{folder}/.gitattributes"),
        None => ".gitattributes".to_owned(),
    };
    for name in [ground.name.clone(), archive_name(&ground.name), attributes] {
        let Some(content) = ground::content(&ground.file(&name))? else { continue };
        let state = ground.repository.file_state(&name, &content)?;
        if !matches!(state, FileState::New | FileState::Changed) {
            continue;
        }
        if !ground::is_board(&name) {
            let committed = ground.repository.content_at("HEAD", &name)?;
            let only_ours = match committed {
                Some(committed) => differ_by_our_line(&committed, &content),
                None => has_our_line(&content),
            };
            if !only_ours {
                continue;
            }
        }
        if state == FileState::New && !is_staged(ground, &name)? {
            changed.new.push(name.clone());
        }
        changed.paths.push(name);
    }
    Ok(changed)
}

fn is_staged(ground: &Ground<'_>, name: &str) -> Result<bool, SyncError> {
    Ok(ground.ask(&["ls-files", "--", name])?.is_some_and(|listed| !listed.is_empty()))
}

fn is_our_line(line: &[u8]) -> bool {
    line.trim_ascii() == git_attributes::LINE.as_bytes()
}

/// Whether attributes say how git merges boards.
pub(super) fn has_our_line(attributes: &[u8]) -> bool {
    attributes.split(|byte| *byte == b'\n').any(is_our_line)
}

/// Whether two contents of `.gitattributes` are the same but for the line that andon adds.
pub(super) fn differ_by_our_line(one: &[u8], other: &[u8]) -> bool {
    let rest = |content: &[u8]| -> Vec<Vec<u8>> {
        let lines = content.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
        lines.filter(|line| !line.is_empty() && !is_our_line(line)).map(<[u8]>::to_vec).collect()
    };
    rest(one) == rest(other)
}

/// Whether the repository has one of these hooks.
pub(super) fn has_hook(ground: &Ground<'_>, names: &[&str]) -> Result<bool, SyncError> {
    // Asked of the user's own git: questions are asked with hooks turned off.
    let folder = ground.act(&["rev-parse", "--git-path", "hooks"])?.must()?;
    let folder = ground.repository.root().join(folder);
    Ok(names.iter().any(|name| folder.join(name).is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_with_nothing_but_our_line_more_are_ours() {
        let ours = git_attributes::LINE;
        for (one, other, expected) in [
            ("", ours, true),
            ("*.png binary\n", &format!("*.png binary\n{ours}\n"), true),
            ("*.png binary\r\n", &format!("*.png binary\n{ours}\n"), true),
            ("*.png binary\n", &format!("*.jpg binary\n{ours}\n"), false),
            ("*.png binary\n", ours, false),
        ] {
            assert_eq!(differ_by_our_line(one.as_bytes(), other.as_bytes()), expected, "{one:?} {other:?}");
        }
        assert!(has_our_line(format!("x\n {ours}\r\n").as_bytes()));
        assert!(!has_our_line(b"*.board.json merge=binary"));
    }
}
