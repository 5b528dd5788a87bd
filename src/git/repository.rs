//! The repository a board lies in, and what it holds of the board.

use std::path::{Path, PathBuf};

use super::command::{self, GitError, words};
use crate::store::Sides;

/// A work tree of git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repository {
    root: PathBuf,
    own: PathBuf,
}

/// Which version of a file a merge left in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What both sides started from.
    Base = 1,
    /// The side that was merged into.
    Ours = 2,
    /// The side that was merged.
    Theirs = 3,
}

impl Repository {
    /// The repository that a file lies in. `None` when it lies in none.
    pub fn of(file: &Path) -> Result<Option<Self>, GitError> {
        let file =
            file.canonicalize().or_else(|_| std::path::absolute(file)).unwrap_or_else(|_| file.to_owned());
        // A file that is not there yet may stand in a folder that is not there either.
        let Some(folder) = file.ancestors().skip(1).find(|folder| folder.is_dir()) else { return Ok(None) };
        let asked = ["rev-parse", "--show-toplevel", "--absolute-git-dir"];
        let output = command::ask(folder, &asked)?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            // Under no repository, in one without files, or inside of `.git` itself. All else that
            // git says of a repository is no reason to take it for none.
            let is_none =
                said.contains("not a git repository") || said.contains("must be run in a work tree");
            return if is_none { Ok(None) } else { Err(command::failed(&asked, &output)) };
        }
        let answer = String::from_utf8_lossy(&output.stdout);
        let mut lines = answer.lines();
        let (Some(root), Some(own)) = (lines.next(), lines.next()) else { return Ok(None) };
        Ok(Some(Self { root: root.into(), own: own.into() }))
    }

    /// The top folder of its files.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The git directory of this work tree; several work trees of one repository have their own.
    pub fn git_dir(&self) -> &Path {
        &self.own
    }

    /// A file's name as git knows it: from the root, with slashes. `None` when it lies elsewhere.
    pub fn name_of(&self, file: &Path) -> Option<String> {
        let file = file.canonicalize().ok().or_else(|| {
            let file = std::path::absolute(file).ok()?;
            Some(file.parent()?.canonicalize().ok()?.join(file.file_name()?))
        })?;
        let root = self.root.canonicalize().ok()?;
        let name = file.strip_prefix(root).ok()?.to_str()?;
        Some(name.replace(std::path::MAIN_SEPARATOR, "/"))
    }

    /// The commit that a person names. `None` when there is none of that name.
    pub fn commit(&self, revision: &str) -> Result<Option<String>, GitError> {
        let revision = format!("{revision}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &revision];
        command::text(&self.root, &asked)
    }

    /// The commit at which two commits parted. `None` when they have nothing in common.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<Option<String>, GitError> {
        command::text(&self.root, &["merge-base", one, other])
    }

    /// What a commit holds under a name that [`Self::name_of`] gave. `None` when it holds nothing there.
    pub fn content_at(&self, commit: &str, name: &str) -> Result<Option<Vec<u8>>, GitError> {
        self.content(&format!("{commit}:{name}"))
    }

    /// What the index holds of a file that a merge has stopped over.
    pub fn content_of_stage(&self, stage: Stage, name: &str) -> Result<Option<Vec<u8>>, GitError> {
        self.content(&format!(":{}:{name}", stage as u8))
    }

    /// The versions of a file that the merge which is going on was to join. Those of the index when
    /// it has the file unmerged: all of both sides. After a merge that took one side's word (`-X`, a
    /// driver that says all is well) and is not committed yet, those of the commits: what one of
    /// them has taken out since they parted is out. `None` when there is nothing to join.
    pub fn sides(&self, name: &str) -> Result<Option<Sides>, GitError> {
        let [base, ours, theirs] =
            [Stage::Base, Stage::Ours, Stage::Theirs].map(|stage| self.content_of_stage(stage, name));
        let (base, ours, theirs) = (base?, ours?, theirs?);
        if base.is_some() || ours.is_some() || theirs.is_some() {
            return Ok(Some(Sides { base: None, ours, theirs }));
        }
        if self.content(&format!(":{name}"))?.is_none() {
            // Whoever removed it has resolved it.
            return Ok(None);
        }
        let (Some(ours), Some(theirs)) = (self.commit("HEAD")?, self.commit("MERGE_HEAD")?) else {
            return Ok(None);
        };
        let base = self.merge_base(&ours, &theirs)?;
        let base = base.map(|base| self.content_at(&base, name)).transpose()?.flatten();
        let (ours, theirs) = (self.content_at(&ours, name)?, self.content_at(&theirs, name)?);
        Ok(Some(Sides { base, ours, theirs }))
    }

    /// The names of all files that a merge stopped over.
    pub fn unmerged(&self) -> Result<Vec<String>, GitError> {
        let listed = command::bytes(&self.root, &["ls-files", "--unmerged", "-z"])?;
        let names = listed.split(|byte| *byte == 0).filter_map(|entry| {
            let tab = entry.iter().position(|byte| *byte == b'\t')?;
            Some(String::from_utf8_lossy(entry.get(tab + 1..)?).into_owned())
        });
        let mut names: Vec<String> = names.collect();
        names.dedup();
        Ok(names)
    }

    fn content(&self, object: &str) -> Result<Option<Vec<u8>>, GitError> {
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", object];
        let Some(blob) = command::text(&self.root, &asked)? else { return Ok(None) };
        command::bytes(&self.root, &["cat-file", "blob", &blob]).map(Some)
    }

    /// The value of an attribute that is in force for a file, such as `union` for `merge`. `None`
    /// when it is not given.
    pub fn attribute(&self, attribute: &str, name: &str) -> Result<Option<String>, GitError> {
        let answer = command::bytes(&self.root, &["check-attr", "-z", attribute, "--", name])?;
        let value = answer.split(|byte| *byte == 0).nth(2).map(String::from_utf8_lossy);
        Ok(value.map(std::borrow::Cow::into_owned).filter(|value| value != "unspecified"))
    }

    /// The name under which git knows content, without keeping it. Line ends count as LF, as the
    /// attribute that boards have makes them.
    pub(super) fn hash(&self, content: &[u8]) -> Result<String, GitError> {
        let content = if memchr::memchr(b'\r', content).is_some() {
            String::from_utf8_lossy(content).replace("\r\n", "\n").into_bytes()
        } else {
            content.to_vec()
        };
        command::ask_about(&self.root, &words(&[&"hash-object", &"--stdin"]), &content)
    }
}
