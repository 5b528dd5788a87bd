//! The only code that runs git.
//!
//! | file | what it does |
//! |---|---|
//! | `command` | how git is started: an argument list, never a shell |
//! | `patience` | a git that hangs is ended, with everything it started |
//! | `repository` | the repository a board lies in, and what it holds of the board |
//! | `treatment` | how git treats it in this clone: merging, line ends, filters, flags |
//! | `attributes` | which line of which file of attributes says so |
//! | `status` | how the board stands in it: changed, ahead, behind, in the middle of a merge |
//! | `sync` | commits the board, takes in what others did, gives out what was done here |
//! | `watch` | says when git's own files changed |
//!
//! What only reads is run so that a repository's own configuration cannot make it run another
//! program: no hook, no pager, no file system monitor, no filter, no diff driver. What writes —
//! a commit, a pull, a push — is the user's own git with the user's hooks and credentials.

mod attributes;
mod command;
mod patience;
mod repository;
mod status;
pub mod sync;
mod treatment;
mod watch;

use std::path::Path;

pub use attributes::{Said, Source, deciding};
pub use command::{Asking, GitError, while_none_starts};
pub use repository::{Repository, Stage};
pub use status::{FileState, GoingOn, Head, Status, Upstream, of as status_of};
pub use treatment::{Flags, Treatment, Version, version};
pub use watch::Watch;

/// The name git would put on a commit made in `folder`. `None` without git, or without a name.
pub fn user_name(folder: &Path) -> Option<String> {
    let name = command::text(folder, &["config", "--get", "user.name"]).ok().flatten()?;
    (!name.is_empty()).then_some(name)
}
