//! Says when git's own files changed: a commit, a checkout, a fetch, a merge that begins or ends.

use std::path::{Path, PathBuf};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Repository;
use super::command;

/// Says when git's own files changed, while it lives. What it says is a hint: look and see.
#[derive(Debug)]
pub struct Watch(#[allow(dead_code, reason = "it watches while it lives")] RecommendedWatcher);

impl Repository {
    /// Calls `changed` when git's own files changed, or may have. `None` where the system cannot
    /// watch: then somebody has to look from time to time.
    pub fn watch(&self, changed: impl Fn() + Send + 'static) -> Option<Watch> {
        let look = move |event: notify::Result<notify::Event>| {
            // Reading changes nothing, and our own questions read.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                changed();
            }
        };
        let mut watcher = notify::recommended_watcher(look).ok()?;
        // HEAD, the index and what a merge leaves lie in the one; branches in the other's `refs`.
        watcher.watch(self.git_dir(), RecursiveMode::NonRecursive).ok()?;
        if let Some(common) = self.common_dir() {
            if common != self.git_dir() {
                let _ = watcher.watch(&common, RecursiveMode::NonRecursive);
            }
            let _ = watcher.watch(&common.join("refs"), RecursiveMode::Recursive);
        }
        Some(Watch(watcher))
    }

    /// The git directory that all work trees of the repository share.
    fn common_dir(&self) -> Option<PathBuf> {
        let asked = ["rev-parse", "--git-common-dir"];
        let answer = command::text(self.root(), &asked).ok().flatten()?;
        // It is told from where git was asked.
        self.root().join(Path::new(&answer)).canonicalize().ok()
    }
}
