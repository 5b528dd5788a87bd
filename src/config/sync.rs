//! `[sync]`: boards that are committed and synced by themselves. Nothing is by default.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::section::{Section, length, quoted};

/// The section as a text that explains it.
pub(super) const EXAMPLE: &str = "\
[sync]
# Boards below these folders are committed and synced by themselves, such as [\"~/code/payments\"].
#auto = []
# How often.
#every = \"5m\"
# Also on leaving.
#on_exit = true
# Fetch and push; with false, changes are only committed.
#push = true
";

/// Five minutes: long enough not to be noticed, short enough to see the others' work.
const EVERY_MS: i64 = 300_000;
/// More often than this would only be a load on the remote.
const LEAST_MS: i64 = 30_000;
const MOST_MS: i64 = 7 * 86_400_000;

/// `[sync]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sync {
    /// The folders below which boards are synced by themselves, as whole paths.
    pub folders: Vec<PathBuf>,
    /// What holds for the boards in them.
    auto: Auto,
}

/// How a board is synced by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Auto {
    /// How often, in milliseconds.
    pub every_ms: i64,
    /// Also on leaving.
    pub on_exit: bool,
    /// Fetch and push; without it, changes are only committed.
    pub push: bool,
}

impl Default for Sync {
    fn default() -> Self {
        Self { folders: Vec::new(), auto: Auto { every_ms: EVERY_MS, on_exit: true, push: true } }
    }
}

impl Sync {
    /// Reads the section. What is wrong with it goes to the one it is in.
    pub(super) fn read(mut section: Section<'_>, home: Option<&Path>, within: &mut Section<'_>) -> Self {
        let default = Self::default();
        let mut folders = Vec::new();
        for (text, span) in section.texts("auto", "[\"~/code/payments\"]") {
            match whole_path(&text, home) {
                Ok(path) => folders.push(path),
                Err((what, hint)) => section.wrong(&span, what, Some(hint.to_owned())),
            }
        }
        let auto = Auto {
            every_ms: section.length_ms("every", (LEAST_MS, MOST_MS)).unwrap_or(default.auto.every_ms),
            on_exit: section.flag("on_exit").unwrap_or(default.auto.on_exit),
            push: section.flag("push").unwrap_or(default.auto.push),
        };
        within.takes(section);
        Self { folders, auto }
    }

    /// The section as the file would say it.
    pub(super) fn to_toml(&self) -> String {
        let folders: Vec<String> =
            self.folders.iter().map(|folder| quoted(&folder.display().to_string())).collect();
        let Auto { every_ms, on_exit, push } = self.auto;
        let mut text = "[sync]\n".to_owned();
        let _ = writeln!(text, "auto = [{}]", folders.join(", "));
        let _ = writeln!(text, "every = \"{}\"", length(every_ms));
        let _ = writeln!(text, "on_exit = {on_exit}\npush = {push}");
        text
    }

    /// How boards are synced by themselves, if any is.
    pub fn auto(&self) -> Option<Auto> {
        (!self.folders.is_empty()).then_some(self.auto)
    }

    /// True if a board lies below one of the folders. Both are compared as they are written: where
    /// links lead is the caller's to find out.
    pub fn covers(&self, board: &Path) -> bool {
        self.folders.iter().any(|folder| board.starts_with(folder))
    }
}

/// A path that is the same wherever it is read.
fn whole_path(text: &str, home: Option<&Path>) -> Result<PathBuf, (String, &'static str)> {
    let below_home = match text.strip_prefix('~') {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix('/'),
        None => None,
    };
    match (below_home, home) {
        (Some(rest), Some(home)) => Ok(home.join(rest)),
        (Some(_), None) => {
            Err((format!("'{text}' cannot be found: there is no home folder"), "give the whole path"))
        }
        (None, _) if Path::new(text).is_absolute() => Ok(text.into()),
        (None, _) => Err((
            format!("'{text}' could be any folder of that name"),
            "give the whole path, or begin it with ~/",
        )),
    }
}
