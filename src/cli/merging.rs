//! Tells git to join versions of a new board by itself, and asks git whether it will.

use std::path::{Path, PathBuf};

use crate::git::{GitError, Repository, Said};
use crate::store::{DiskError, git_attributes};

use super::desk::near;

/// What git was told, and what it answered.
#[derive(Debug)]
pub(super) struct Told {
    /// The file that the line was written into, unless it was in force before.
    wrote: Option<PathBuf>,
    answer: Answer,
}

#[derive(Debug)]
enum Answer {
    /// It joins the rows of both sides, by this line of the repository.
    Joins(Option<Said>),
    /// It does not: by this line, if it is found.
    Overridden(Option<Said>),
    /// There is no repository yet.
    NoRepository,
    /// It cannot say.
    Failed(GitError),
}

impl Told {
    /// Writes the line beside the board, unless a line of the repository is in force for it already.
    pub(super) fn tell(board: &Path) -> Result<Self, DiskError> {
        let before = ask(board);
        if let Ok(Some((true, said))) = before {
            return Ok(Self { wrote: None, answer: Answer::Joins(said) });
        }
        let folder = board.parent().unwrap_or(Path::new("."));
        let wrote = git_attributes::write(folder)?.then(|| folder.join(".gitattributes"));
        let answer = match ask(board) {
            Ok(Some((true, said))) => Answer::Joins(said),
            Ok(Some((false, said))) => Answer::Overridden(said),
            Ok(None) => Answer::NoRepository,
            Err(error) => Answer::Failed(error),
        };
        Ok(Self { wrote, answer })
    }

    /// The file that was written.
    pub(super) fn wrote(&self) -> Option<&Path> {
        self.wrote.as_deref()
    }

    /// True if there is no repository around the board yet.
    pub(super) fn needs_repository(&self) -> bool {
        matches!(self.answer, Answer::NoRepository)
    }

    /// What to say about it, to somebody who stands in this folder.
    pub(super) fn lines(&self, here: &Path) -> Vec<String> {
        let wrote = self.wrote.as_ref().map(|path| format!("wrote  {}", near(path, here).display()));
        let mut lines: Vec<String> = wrote.into_iter().collect();
        match &self.answer {
            Answer::Joins(said) => {
                let by = said.as_ref().filter(|_| self.wrote.is_none());
                let by = by.map(|said| format!(", by {}:{}", said.source, said.line)).unwrap_or_default();
                lines.push(format!("       git joins two people's changes to it by itself{by}"));
            }
            Answer::Overridden(said) => {
                let by =
                    said.as_ref().map(|said| format!(": {}:{} says '{}'", said.source, said.line, said.text));
                lines
                    .push(format!("but    git will not join two people's changes{}", by.unwrap_or_default()));
                lines.push("       andon doctor tells what to do".to_owned());
            }
            Answer::NoRepository => {}
            Answer::Failed(error) => {
                lines.push(format!("but    whether git joins two people's changes is not known: {error}"));
                lines.push(format!("       {}", error.hint()));
            }
        }
        lines
    }
}

/// Whether a line of the repository is in force for the board, and which line decides. `None`
/// where there is no repository.
fn ask(board: &Path) -> Result<Option<(bool, Option<Said>)>, GitError> {
    let Some(repository) = Repository::of(board)? else { return Ok(None) };
    let Some(name) = repository.name_of(board) else { return Ok(None) };
    let treatment = repository.treatment(&name)?;
    let said = repository.said_here(&name, "merge")?;
    // What only this clone or its user is set to does not reach the others.
    let shared = said.as_ref().is_some_and(Said::in_tree);
    Ok(Some((treatment.joins() && treatment.settles_line_ends() && shared, said)))
}
