//! The place beside a board for what must not be committed with it: lock, journal, displaced files.
//!
//! In a git repository that is `andon/` in the common git directory, where all work trees meet and
//! nothing is ever committed; elsewhere the user's state directory. git is not run to find it:
//! the three kinds of file that lead there are simple, and a save must not wait for a process.

use super::Fingerprint;
use super::fault::{Step, step};
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The side-car of one board.
#[derive(Debug, Clone)]
pub struct SideCar {
    folder: PathBuf,
    stem: String,
    git_dir: Option<PathBuf>,
}

impl SideCar {
    /// The side-car of the board at this canonical path, with its folder made. `None` when no
    /// place can be written: andon then works without lock and journal.
    pub fn of(board: &Path) -> Option<Self> {
        Self::at(board, is_writable_folder)
    }

    /// The side-car of the board at this canonical path, if it was ever made.
    pub fn existing(board: &Path) -> Option<Self> {
        Self::at(board, |folder| folder.is_dir() && is_writable_folder(folder))
    }

    fn at(board: &Path, fits: impl Fn(&Path) -> bool) -> Option<Self> {
        let git = board.parent().and_then(git_dirs);
        let places = git.as_ref().map(|git| git.common.join("andon")).into_iter().chain(state_folder());
        let folder = places.into_iter().find(|folder| fits(folder))?;
        Some(Self { folder, stem: stem(board), git_dir: git.map(|git| git.own) })
    }

    /// A side-car in the folder itself, for a board named `a.board.json`.
    #[cfg(test)]
    pub fn for_tests(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), stem: stem(&folder.join("a.board.json")), git_dir: None }
    }

    /// The file of this board with the given ending.
    pub fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.stem))
    }

    /// A file that all boards of the repository share.
    pub fn shared(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The files of this board whose ending starts with `prefix`, with the rest of the ending.
    pub fn files(&self, prefix: &str) -> Vec<(PathBuf, String)> {
        let start = format!("{}.{prefix}", self.stem);
        let Ok(entries) = self.folder.read_dir() else { return Vec::new() };
        let ours = entries.flatten().filter_map(|entry| {
            let rest = entry.file_name().to_str()?.strip_prefix(&start)?.to_owned();
            Some((entry.path(), rest))
        });
        ours.collect()
    }

    /// When git last rewrote its index or its head here: every command of git that writes files of
    /// the work tree does. `None` outside a repository.
    pub fn git_was_here(&self) -> Option<SystemTime> {
        let git = self.git_dir.as_ref()?;
        let changed = |name: &str| fs::metadata(git.join(name)).and_then(|meta| meta.modified()).ok();
        changed("index").max(changed("HEAD"))
    }
}

/// A name for the board's files that is readable, and unique by the whole path's fingerprint.
fn stem(board: &Path) -> String {
    let name = board.file_name().unwrap_or(OsStr::new("board")).to_string_lossy();
    let plain = |c: char| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' };
    let name: String = name.chars().take(60).map(plain).collect();
    format!("{name}-{}", Fingerprint::of(board.as_os_str().as_encoded_bytes()))
}

struct GitDirs {
    /// Of this work tree: holds its index and head.
    own: PathBuf,
    /// Shared by all work trees.
    common: PathBuf,
}

/// gitrepository-layout(5): `.git` is a folder, or a file `gitdir: PATH`; `commondir` in it leads
/// from a linked work tree to the shared folder.
fn git_dirs(folder: &Path) -> Option<GitDirs> {
    let (root, dot_git) = folder.ancestors().map(|up| (up, up.join(".git"))).find(|(_, git)| git.exists())?;
    let own = if dot_git.is_dir() {
        dot_git
    } else {
        root.join(short_text(&dot_git)?.strip_prefix("gitdir:")?.trim())
    };
    let common = match short_text(&own.join("commondir")) {
        Some(text) => own.join(text.trim()),
        None => own.clone(),
    };
    // The file may name any folder at all; only write into what looks like git's.
    (own.join("HEAD").is_file() && common.join("objects").is_dir()).then_some(GitDirs { own, common })
}

fn short_text(path: &Path) -> Option<String> {
    let short = fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() < 8192);
    short.then(|| fs::read_to_string(path).ok())?
}

/// The folder for what programs keep of a person between sessions; `ANDON_STATE_DIR` names another.
pub fn state_folder() -> Option<PathBuf> {
    if let Some(folder) = std::env::var_os("ANDON_STATE_DIR").filter(|folder| !folder.is_empty()) {
        return Some(folder.into());
    }
    let dirs = directories::ProjectDirs::from("", "", "andon")?;
    Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
}

/// Makes the folder where it is missing, and tries it: permission bits do not tell of read-only
/// mounts or of the superuser.
fn is_writable_folder(folder: &Path) -> bool {
    fs::create_dir_all(folder).is_ok()
        && fs::symlink_metadata(folder).is_ok_and(|meta| meta.is_dir())
        && step(Step::Make).and_then(|()| tempfile::tempfile_in(folder)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn git_folder(path: &Path) {
        fs::create_dir_all(path.join("objects")).unwrap();
        fs::write(path.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    }

    #[test]
    fn lies_in_the_git_directory_that_all_work_trees_share() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        let main = root.join("main");
        let linked = root.join("linked");
        git_folder(&main.join(".git"));
        let own = main.join(".git/worktrees/linked");
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("HEAD"), "x").unwrap();
        fs::write(own.join("commondir"), "../..\n").unwrap();
        fs::create_dir_all(linked.join("deep")).unwrap();
        fs::write(linked.join(".git"), format!("gitdir: {}\n", own.display())).unwrap();

        let shared = main.join(".git/andon").canonicalize().unwrap_or(main.join(".git/andon"));
        for board in [main.join("a.board.json"), linked.join("deep/a.board.json")] {
            let side = SideCar::of(&board).unwrap();
            let folder = side.file("lock").parent().unwrap().canonicalize().unwrap();
            assert_eq!(folder, shared.canonicalize().unwrap(), "{}", board.display());
        }
        let stems = [main, linked].map(|root| stem(&root.join("a.board.json")));
        assert_ne!(stems[0], stems[1], "two work trees, two boards, two locks");
    }

    #[test]
    fn a_git_file_that_leads_elsewhere_is_not_followed() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("secrets");
        fs::create_dir_all(&target).unwrap();
        fs::write(root.path().join(".git"), "gitdir: secrets").unwrap();
        assert!(git_dirs(root.path()).is_none());
        assert_eq!(target.read_dir().unwrap().count(), 0);
    }

    #[test]
    fn names_are_plain_whatever_the_board_is_called() {
        let stem = stem(Path::new("/x/../we ird\n\u{202e}é.board.json"));
        assert!(stem.starts_with("we_ird___.board.json-"), "{stem}");
    }
}
