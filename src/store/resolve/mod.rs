//! Makes whole what a merge left: the file that stands in the work tree, and the versions of it
//! that git has where the merge stopped.
//!
//! Rows are written once and never changed, so there is nothing to decide: every row of both sides
//! is in the answer, and what stands in the file is never taken out.
//!
//! A merge leaves no markers in the file when its driver is `binary` or cannot be started, when one
//! side was chosen (`git checkout --ours`, `-X`), and when one side removed the file. Then the
//! versions hold rows that the file lacks.

use super::DiskError;
use super::atomic::{self, Edit, Intent, ReplaceError};
use super::commit_error::CommitError;
use super::file::BoardFile;
use super::format::{self, Content, MAJOR};
use super::lock::lock;
use super::read_error::{Fault, Misread};
use super::sidecar::SideCar;
use std::collections::HashSet;
use std::path::Path;

/// The versions of a file that a merge was to join. A side that removed the file has none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sides {
    /// What both sides started from, where a row of it that one side has taken out is to stay out.
    /// Without it every row of both sides is kept, whatever became of it on the other one.
    pub base: Option<Vec<u8>>,
    /// The side that was merged into. In a rebase this is the other branch.
    pub ours: Option<Vec<u8>>,
    /// The side that was merged.
    pub theirs: Option<Vec<u8>>,
}

/// A file made whole, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// What the file should hold, as andon writes it.
    pub content: Vec<u8>,
    /// Conflicts between markers.
    pub conflicts: usize,
    /// For each side of them: how many rows only that side has. All are kept.
    pub sides: Vec<usize>,
    /// Rows that the file lacked: those of ours, and those that only theirs has.
    pub brought: [usize; 2],
    /// What was there.
    pub found: Before,
}

/// What was there before a file was made whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// What the answer is: there was nothing to do.
    Whole,
    /// All rows, and not as andon writes them: in another order, doubled, with other line ends. A
    /// merge by `union` may well leave them so.
    Untidy,
    /// Rows with markers around them, or not all of them.
    Torn,
    /// No rows that could be taken one by one; the versions of both sides could be read.
    Unreadable,
    /// No file.
    Missing,
}

/// Why a file cannot be made whole. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// A version that git has cannot be read.
    #[error("the version that git has as \"{side}\" cannot be read: line {}: {}", .at.line, .at.fault)]
    Side {
        /// "ours" or "theirs".
        side: &'static str,
        /// Where in it, and what.
        at: Misread,
    },
    /// The file itself cannot be read or written.
    #[error(transparent)]
    File(#[from] CommitError),
}

impl ResolveError {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Side { side: "ours", .. } => {
                "git show :2:FILE shows it; take the other one: git checkout --theirs -- FILE"
            }
            Self::Side { .. } => "git show :3:FILE shows it; take the other one: git checkout --ours -- FILE",
            Self::File(CommitError::Disk(DiskError::Missing { .. })) => {
                "andon resolve FILE names another one"
            }
            Self::File(error) => error.hint(),
        }
    }
}

/// What the file should hold. Pure: nothing is read or written. `file` is what is in the work tree,
/// `None` if it is gone; `path` is for errors.
pub fn resolve(path: &Path, file: Option<&[u8]>, sides: &Sides) -> Result<Resolved, ResolveError> {
    let ours = side("ours", sides.ours.as_deref())?;
    let theirs = side("theirs", sides.theirs.as_deref())?;
    // It only tells what a side has taken out; a broken one tells nothing.
    let base = sides.base.as_deref().and_then(|base| format::read(base).ok());
    let (found, work) = match file.map(format::read) {
        None => (Before::Missing, None),
        Some(Ok(work)) => (Before::Torn, Some(work)),
        // Whatever was in it came from the two sides, which are at hand.
        Some(Err(Misread { fault: Fault::Markers | Fault::Empty, .. }))
            if ours.is_some() && theirs.is_some() =>
        {
            (Before::Unreadable, None)
        }
        Some(Err(misread)) => return Err(CommitError::from(misread.of(path)).into()),
    };
    if [&work, &ours, &theirs].into_iter().flatten().any(|version| version.major > MAJOR) {
        return Err(CommitError::Newer { path: path.to_owned() }.into());
    }
    let [base_rows, our_rows, their_rows] = [&base, &ours, &theirs].map(|version| rows(version.as_ref()));
    // Who removed the whole file has not said anything about its rows.
    let taken_out = |row: &str| {
        let lacks = |side: &Option<Content<'_>>, rows: &HashSet<&str>| side.is_some() && !rows.contains(row);
        base_rows.contains(row) && (lacks(&ours, &our_rows) || lacks(&theirs, &their_rows))
    };
    let mut kept = rows(work.as_ref());
    let brought = [&our_rows, &their_rows].map(|side| {
        let lacked = side.iter().filter(|row| !taken_out(row) && kept.insert(*row));
        lacked.count()
    });
    let content = format::file_of(kept.into_iter().map(str::to_owned).collect());
    let conflicts = work.as_ref().map(|work| work.conflicts.clone()).unwrap_or_default();
    let found = match found {
        Before::Torn if file.is_some_and(|file| file == content) => Before::Whole,
        Before::Torn if !conflicts.marked && brought == [0, 0] => Before::Untidy,
        found => found,
    };
    Ok(Resolved { content, conflicts: conflicts.count, sides: conflicts.sides, brought, found })
}

/// The version of a side. An empty file has no rows to lose.
fn side<'a>(side: &'static str, content: Option<&'a [u8]>) -> Result<Option<Content<'a>>, ResolveError> {
    match content.map(format::read).transpose() {
        Err(Misread { fault: Fault::Empty, .. }) => Ok(None),
        read => read.map_err(|at| ResolveError::Side { side, at }),
    }
}

fn rows<'a>(version: Option<&'a Content<'_>>) -> HashSet<&'a str> {
    version.into_iter().flat_map(Content::rows).map(|(_, row)| row).collect()
}

/// Makes the file whole, in place, by the same protocol as every save. With `only_look` nothing is
/// written. What is whole already is not written either.
pub fn resolve_file(path: &Path, sides: &Sides, only_look: bool) -> Result<Resolved, ResolveError> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let content = match atomic::read(&path) {
        Ok(content) => Some(content),
        Err(DiskError::Missing { .. }) if *sides != Sides::default() => None,
        Err(error) => return Err(CommitError::from(error).into()),
    };
    let resolved = resolve(&path, content.as_deref(), sides)?;
    match resolved.found {
        _ if only_look => {}
        Before::Whole => {}
        Before::Missing => atomic::create(&path, &resolved.content).map_err(CommitError::from)?,
        Before::Untidy | Before::Torn => {
            let mut file = BoardFile::open(&path).map_err(CommitError::from)?;
            file.write(vec![resolved.content.clone()], true)?;
        }
        Before::Unreadable => {
            let side_car = SideCar::of(&path);
            let _lock = side_car.as_ref().and_then(lock);
            let mut anew = Anew { path: &path, sides };
            atomic::replace(&path, side_car.as_ref(), &mut anew).map_err(|error| match error {
                ReplaceError::Edit(error) => error,
                ReplaceError::Disk(error) => CommitError::from(error).into(),
            })?;
        }
    }
    Ok(resolved)
}

/// A file that no row can be taken from, made of the versions that git has.
struct Anew<'a> {
    path: &'a Path,
    sides: &'a Sides,
}

impl Edit for Anew<'_> {
    type Error = ResolveError;

    fn apply(&mut self, current: &[u8]) -> Result<Option<Vec<u8>>, ResolveError> {
        let resolved = resolve(self.path, Some(current), self.sides)?;
        Ok((resolved.found != Before::Whole).then_some(resolved.content))
    }

    fn join(&mut self, one: &[u8], other: &[u8]) -> Result<Vec<u8>, ResolveError> {
        format::join(one, other).map_err(|misread| CommitError::from(misread.of(self.path)).into())
    }

    fn is_whole(&self, content: &[u8]) -> bool {
        format::looks_whole(content)
    }

    /// No operation is under way that a crash could lose: the command can be given again.
    fn about_to_write(&mut self, _: &Intent) {}
}

#[cfg(test)]
mod tests;
