//! Where a sync stands: looked at before anything is touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::super::command::{self, Given};
use super::super::{FileState, GitError, GoingOn, Head, Repository};
use super::{Request, SyncError};
use crate::store::{self, BOARD_SUFFIX, DiskError};

/// The repository of a board, found fit for a sync.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub request: Request<'a>,
    pub repository: Repository,
    /// The board's file.
    pub board: PathBuf,
    /// The board, as git names it.
    pub name: String,
    /// The branch that is checked out.
    pub branch: String,
}

impl<'a> Ground<'a> {
    /// Looks at everything that would be in the way later.
    pub fn of(request: &Request<'a>) -> Result<Self, SyncError> {
        // A board that cannot be read is not sent to anybody.
        let loaded = store::peek(request.board)?;
        drop(loaded);
        let board = request.board.canonicalize().unwrap_or_else(|_| request.board.to_owned());
        let none = || SyncError::NoRepository { board: request.board.to_owned() };
        let repository = Repository::of(&board)?.ok_or_else(none)?;
        let name = repository.name_of(&board).ok_or_else(none)?;
        let unmerged = repository.unmerged()?;
        if let Some(what) = repository.going_on() {
            let only = !unmerged.is_empty() && unmerged.iter().all(|name| is_board(name));
            let only_board = only.then(|| unmerged.first().cloned()).flatten();
            return Err(SyncError::GoingOn { what, only_board });
        }
        if !unmerged.is_empty() {
            return Err(SyncError::Unmerged { files: unmerged });
        }
        let branch = match repository.head()? {
            Head::Branch(branch) | Head::Unborn(branch) => branch,
            Head::Detached(at) => return Err(SyncError::Detached { at }),
        };
        let content = fs::read(&board).unwrap_or_default();
        if repository.file_state(&name, &content)? == FileState::Ignored {
            return Err(SyncError::Ignored { name });
        }
        let ident = command::ask(repository.root(), &["var", "GIT_COMMITTER_IDENT"])?;
        if !ident.status.success() {
            return Err(SyncError::NoIdentity { by: request.by.to_owned() });
        }
        Ok(Self { request: *request, repository, board, name, branch })
    }

    /// The file of a name.
    pub fn file(&self, name: &str) -> PathBuf {
        self.repository.root().join(name)
    }

    /// Does something with the user's own git.
    pub fn act(&self, args: &[&str]) -> Result<Done, SyncError> {
        self.act_with(args, Given::default())
    }

    /// The same, with something to read. Another git that is at work for a moment, such as an
    /// editor's that looks at the state of files, is waited for.
    pub fn act_with(&self, args: &[&str], given: Given<'_>) -> Result<Done, SyncError> {
        // Names of files are names, and no patterns.
        let args = [&["--literal-pathspecs"][..], args].concat();
        let mut waits = [50, 100, 200, 400, 800, 1600].into_iter();
        loop {
            let output = command::act(self.repository.root(), &args, self.request.asking, given)?;
            let said = command::said(&output);
            if output.status.success() {
                return Ok(Done { args: args.iter().map(ToString::to_string).collect(), output, said });
            }
            let busy = said.contains(".lock': File exists") || said.contains("Unable to create '");
            if !busy {
                return Ok(Done { args: args.iter().map(ToString::to_string).collect(), output, said });
            }
            let Some(wait) = waits.next() else { return Err(SyncError::Busy { said }) };
            std::thread::sleep(std::time::Duration::from_millis(wait));
        }
    }

    /// A question that has an answer of one line. `None` when git says no.
    pub fn ask(&self, args: &[&str]) -> Result<Option<String>, GitError> {
        command::text(self.repository.root(), args)
    }
}

/// What a git that was let act did.
#[derive(Debug)]
pub(super) struct Done {
    args: Vec<String>,
    output: std::process::Output,
    /// All that it said.
    pub said: String,
}

impl Done {
    /// Whether it did what it was asked for.
    pub fn is_ok(&self) -> bool {
        self.output.status.success()
    }

    /// Its answer, when it did.
    pub fn must(self) -> Result<String, SyncError> {
        if self.is_ok() {
            Ok(String::from_utf8_lossy(&self.output.stdout).trim_end().to_owned())
        } else {
            Err(command::failed(&self.args, &self.output).into())
        }
    }

    /// The name of an object, which its answer is. An empty one would mean something else wherever
    /// it is used: in a push, to remove the branch.
    pub fn must_name(self) -> Result<String, SyncError> {
        let failed = command::failed(&self.args, &self.output);
        let name = self.must()?;
        let is_name = name.len() >= 40 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_name { Ok(name) } else { Err(failed.into()) }
    }
}

/// Whether a file is a board or the archive of one, by its name.
pub(super) fn is_board(name: &str) -> bool {
    name.ends_with(BOARD_SUFFIX)
}

/// Whether something that git started is still going on.
pub(super) fn is_rebasing(repository: &Repository) -> bool {
    repository.going_on() == Some(GoingOn::Rebase)
}

/// What a file holds. Nothing when it is not there.
pub(super) fn content(path: &Path) -> Result<Option<Vec<u8>>, SyncError> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let said = error.to_string();
            let error = DiskError::Io { path: path.to_owned(), doing: "reading", said };
            Err(SyncError::Read(error.into()))
        }
    }
}
