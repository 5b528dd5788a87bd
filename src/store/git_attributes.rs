//! The line that makes git merge boards by itself.
//!
//! `union` is built into git and works in every clone without set-up. It keeps the lines of both
//! sides, which is right for lines that are never changed and never removed.

use super::{DiskError, atomic};
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

/// The line, without its end.
pub const LINE: &str = "*.board.json merge=union text eol=lf";

/// Adds the line to `.gitattributes` in the folder, unless it is there. True when it was added.
pub fn write(folder: &Path) -> Result<bool, DiskError> {
    let path = folder.join(".gitattributes");
    let before = match atomic::read(&path) {
        Ok(before) => before,
        Err(DiskError::Missing { .. }) => Vec::new(),
        Err(error) => return Err(error),
    };
    if before.split(|byte| *byte == b'\n').any(|line| line.trim_ascii() == LINE.as_bytes()) {
        return Ok(false);
    }
    let gap = if before.is_empty() || before.ends_with(b"\n") { "" } else { "\n" };
    let mut file = OpenOptions::new()
        .append(true)
        .create(true)
        .open(&path)
        .map_err(|error| DiskError::at(&path, "opening it for writing", error))?;
    let written = file.write_all(format!("{gap}{LINE}\n").as_bytes()).and_then(|()| file.sync_all());
    written.map(|()| true).map_err(|error| DiskError::at(&path, "writing", error))
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
                std::fs::write(&path, before.replace("LINE", LINE)).unwrap();
            }
            let added = write(folder.path()).unwrap();
            assert_eq!(added, before.is_none_or(|before| !before.contains("LINE")));
            assert!(!write(folder.path()).unwrap());
            assert_eq!(std::fs::read_to_string(&path).unwrap(), after.replace("LINE", LINE));
        }
    }
}
