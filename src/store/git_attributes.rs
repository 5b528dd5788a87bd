//! Lines that tell git how to treat boards.
//!
//! `union` is built into git and works in every clone without set-up. It keeps the lines of both
//! sides, which is right for lines that are never changed and never removed.

use super::{DiskError, atomic};
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// The line that makes git merge boards by itself, without its end.
pub const LINE: &str = "*.board.json merge=union text eol=lf";

/// The line that makes git show differences of boards by the program set up as `diff.andon`. It is
/// for one clone alone, where that program is set up.
pub const DIFF_LINE: &str = "*.board.json diff=andon";

/// Adds the merge line to `.gitattributes` in the folder, unless it is there. True when it was
/// added.
pub fn write(folder: &Path) -> Result<bool, DiskError> {
    add(&folder.join(".gitattributes"), LINE)
}

/// Adds a line at the end of a file of attributes, unless it is there. True when it was added.
///
/// A link is not followed, as git does not follow one either: it may lead out of the repository.
pub fn add(path: &Path, line: &str) -> Result<bool, DiskError> {
    if fs::symlink_metadata(path).is_ok_and(|meta| !meta.is_file()) {
        return Err(DiskError::NotAFile { path: path.to_owned() });
    }
    let before = match atomic::read(path) {
        Ok(before) => before,
        Err(DiskError::Missing { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    if before.split(|byte| *byte == b'\n').any(|there| there.trim_ascii() == line.as_bytes()) {
        return Ok(false);
    }
    let failed = |doing| move |error| DiskError::at(path, doing, error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed("making its folder"))?;
    }
    let gap = if before.is_empty() || before.ends_with(b"\n") { "" } else { "\n" };
    let mut file =
        OpenOptions::new().append(true).create(true).open(path).map_err(failed("opening it for writing"))?;
    let written = file.write_all(format!("{gap}{line}\n").as_bytes()).and_then(|()| file.sync_all());
    written.map(|()| true).map_err(failed("writing"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_is_added_once_and_nothing_else_changes() {
        for (before, after) in [
            (None, "LINE\n"),
            (Some("*.png binary"), "*.png binary\nLINE\n"),
            (Some("LINE\r\n*.png binary\n"), "LINE\r\n*.png binary\n"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(".gitattributes");
            if let Some(before) = before {
                fs::write(&path, before.replace("LINE", LINE)).unwrap();
            }
            let added = write(folder.path()).unwrap();
            assert_eq!(added, before.is_none_or(|before| !before.contains("LINE")));
            assert!(!write(folder.path()).unwrap());
            assert_eq!(fs::read_to_string(&path).unwrap(), after.replace("LINE", LINE));
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("profile");
        fs::write(&target, "mine\n").unwrap();
        std::os::unix::fs::symlink(&target, folder.path().join(".gitattributes")).unwrap();
        assert!(matches!(write(folder.path()), Err(DiskError::NotAFile { .. })));
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine\n");
    }
}
