//! `andon resolve`: a file that a merge left with conflicts, made whole.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::git::{GoingOn, Repository};
use crate::report::words::count;
use crate::store::{BOARD_SUFFIX, Before, ResolveError, Resolved, Sides, resolve_file};

use super::Context;
use super::check::Unsound;
use super::desk::{self, shown};
use super::output::note;

/// Make a board whole that a merge left with conflicts
#[derive(Debug, Args)]
#[command(
    long_about = "Make a board whole that a merge left with conflicts. Nobody has to choose: the rows of both sides are \
        kept, and the file is written in order.\n\n\
        It reads the markers of git and jj in all their styles, doubled lines, lines in any order. Where git has the \
        file unmerged without markers, because a merge driver or a person took one side, or one side removed the \
        file, the rows that the other side added are brought in from git.\n\n\
        It stages and commits nothing; it says what to do next. Opening a board with andon reads such a file the same \
        way, and the next change writes it in order.",
    after_help = "Examples:\n  andon resolve\n  andon resolve boards/team.board.json\n  \
        andon resolve --check && git commit"
)]
pub(super) struct Resolve {
    /// The files [default: the board that is meant, and its archive]
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Change nothing; the exit code is 1 if there is something to resolve
    #[arg(long, visible_alias = "dry-run")]
    check: bool,
    /// Print JSON (andon-resolve/1)
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    checked_only: bool,
    files: Vec<FileJson>,
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct FileJson {
    path: String,
    found: &'static str,
    conflicts: usize,
    sides: Vec<usize>,
    brought: BroughtJson,
    unmerged: bool,
}

#[derive(Debug, Serialize)]
struct BroughtJson {
    ours: usize,
    theirs: usize,
}

/// The files that could not be made whole; the others were.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub(super) struct NotWhole(pub(super) Vec<ResolveError>);

/// A file that was looked at.
struct Looked {
    path: PathBuf,
    /// Where git has it, and whether it was to join versions of it.
    repository: Option<Repository>,
    unmerged: bool,
    resolved: Resolved,
}

impl Resolve {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let files =
            if self.files.is_empty() { meant(&desk::path(&context.global)?) } else { self.files.clone() };
        let (mut looked, mut failed) = (Vec::new(), Vec::new());
        for path in files {
            let (repository, sides) = sides(&path);
            let unmerged = sides.is_some();
            match resolve_file(&path, &sides.unwrap_or_default(), self.check) {
                Ok(resolved) => looked.push(Looked { path, repository, unmerged, resolved }),
                Err(error) => failed.push(error),
            }
        }
        // To be out of order is no conflict: merges by `union` leave it so.
        let to_do = looked.iter().any(|file| !matches!(file.resolved.found, Before::Whole | Before::Untidy));
        let next = if self.check { to_do.then(|| "andon resolve".to_owned()) } else { next(&looked) };
        if self.json {
            let files = looked.iter().map(FileJson::of).collect();
            let answer = Answer { schema: "andon-resolve/1", checked_only: self.check, files, next };
            context.out.json(&answer)?;
        } else {
            for file in &looked {
                context.out.line(&format!("{}: {}", shown(&file.path), told(file, self.check)))?;
            }
            if let Some(next) = next {
                context.out.line(&format!("next: {next}"))?;
            }
        }
        if !failed.is_empty() {
            return Err(NotWhole(failed).into());
        }
        if self.check && to_do { Err(Unsound.into()) } else { Ok(()) }
    }
}

/// The board and its archive, if that is there.
fn meant(board: &Path) -> Vec<PathBuf> {
    let name = board.file_name().unwrap_or_default().to_string_lossy();
    let archive = name.strip_suffix(BOARD_SUFFIX).map(|name| format!("{name}.archive{BOARD_SUFFIX}"));
    let archive = archive.map(|name| board.with_file_name(name)).filter(|path| path.exists());
    [board.to_owned()].into_iter().chain(archive).collect()
}

/// The repository, and the versions of the file that it was to join. What the file itself holds
/// is made whole without git, too.
fn sides(path: &Path) -> (Option<Repository>, Option<Sides>) {
    let asked = || {
        let Some(repository) = Repository::of(path)? else { return Ok((None, None)) };
        let name = repository.name_of(path);
        let sides = name.map(|name| repository.sides(&name)).transpose()?.flatten();
        Ok((Some(repository), sides))
    };
    asked().unwrap_or_else(|error: crate::git::GitError| {
        note(&format!("git was not asked for its versions of {}: {error}", shown(path)));
        (None, None)
    })
}

impl FileJson {
    fn of(file: &Looked) -> Self {
        let Resolved { conflicts, sides, brought: [ours, theirs], found, .. } = &file.resolved;
        Self {
            path: shown(&file.path),
            found: match found {
                Before::Whole => "whole",
                Before::Untidy => "untidy",
                Before::Torn => "torn",
                Before::Unreadable => "unreadable",
                Before::Missing => "missing",
            },
            conflicts: *conflicts,
            sides: sides.clone(),
            brought: BroughtJson { ours: *ours, theirs: *theirs },
            unmerged: file.unmerged,
        }
    }
}

/// What was found and done, or is to be done.
fn told(file: &Looked, only_look: bool) -> String {
    let Resolved { conflicts, sides, brought, found, .. } = &file.resolved;
    let lacked = brought.iter().sum::<usize>();
    match found {
        Before::Whole => return "nothing to resolve".to_owned(),
        Before::Untidy if only_look => {
            return "nothing to resolve; the next change puts it in order".to_owned();
        }
        Before::Untidy => return "nothing to resolve; put in order".to_owned(),
        Before::Missing if only_look => {
            return "removed by one side; the other side has changed it".to_owned();
        }
        Before::Missing => {
            return format!("one side had removed it; it is back, with {}", count(lacked, "row"));
        }
        Before::Unreadable => {
            let made = if only_look { "to be made anew" } else { "made anew" };
            return format!("{made} of the versions that git has of it: {}", count(lacked, "row"));
        }
        Before::Torn => {}
    }
    let mut said = Vec::new();
    if *conflicts > 0 {
        let done = if only_look { "to resolve" } else { "resolved" };
        said.push(format!("{} {done}", count(*conflicts, "conflict")));
    }
    match sides[..] {
        [] => {}
        [one] => said.push(format!("{} of one side, all kept", count(one, "row"))),
        [one, other] => {
            said.push(format!("{} of one side, {other} of the other, all kept", count(one, "row")));
        }
        _ => {
            let rows: Vec<String> = sides.iter().map(ToString::to_string).collect();
            said.push(format!("{} rows of {} sides, all kept", rows.join(", "), sides.len()));
        }
    }
    if lacked > 0 {
        let [ours, theirs] = brought;
        let lacked = count(lacked, "row");
        let done = if only_look { "lacks" } else { "lacked" };
        said.push(format!("it {done} {lacked} that git has: {ours} of \"ours\", {theirs} of \"theirs\""));
    }
    if said.is_empty() {
        said.push(if only_look { "markers to clear away" } else { "markers cleared away" }.to_owned());
    }
    said.join("; ")
}

/// The command that takes what was resolved into the repository.
fn next(looked: &[Looked]) -> Option<String> {
    let done = |file: &&Looked| file.unmerged || file.resolved.found != Before::Whole;
    let files: Vec<&Looked> = looked.iter().filter(done).collect();
    let repository = files.iter().find_map(|file| file.repository.as_ref())?;
    if repository.root().join(".jj").exists() {
        return Some("jj takes the file as resolved with its next command".to_owned());
    }
    let add: Vec<String> = files.iter().map(|file| quoted(&shown(&file.path))).collect();
    let going_on = repository.going_on();
    if going_on.is_none() && !files.iter().any(|file| file.unmerged) {
        return Some(format!("git commit -- {}", add.join(" ")));
    }
    let add = format!("git add -- {}", add.join(" "));
    let ours: Vec<String> = files.iter().filter_map(|file| repository.name_of(&file.path)).collect();
    // Where git does not say, going on says it.
    let mut others = repository.unmerged().unwrap_or_default();
    others.retain(|name| !ours.contains(name));
    if !others.is_empty() {
        return Some(format!("{add}, then decide about {}: git status tells how", others.join(", ")));
    }
    let go_on = going_on.map(|what| match what {
        GoingOn::Merge => " && git commit --no-edit".to_owned(),
        what => format!(" && git {} --continue", what.word()),
    });
    Some(add + &go_on.unwrap_or_default())
}

/// A word for a shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "._-/+,@".contains(c);
    if word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_a_shell() {
        for (word, quoted_word) in [
            ("a/b.board.json", "a/b.board.json"),
            ("a b", "'a b'"),
            ("it's", r"'it'\''s'"),
            ("$(x)", "'$(x)'"),
        ] {
            assert_eq!(quoted(word), quoted_word);
        }
    }
}
