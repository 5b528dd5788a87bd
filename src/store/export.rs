//! Files that are no boards: a report put where somebody asked for it.
//!
//! Such a file can be made again at any time, so it is simply written; and it is never put in the
//! place of a board.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::BOARD_SUFFIX;

/// Why a report was not put into a file.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file is named like a board.
    #[error("{}: this is the name of a board; nothing was written", .0.display())]
    Board(PathBuf),
    /// The file system said no.
    #[error("{}: this cannot be written: {said}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        said: io::Error,
    },
}

/// Writes `text` to the file at `path`, in place of what it held.
pub fn export(path: &Path, text: &str) -> Result<(), ExportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if name.to_lowercase().ends_with(BOARD_SUFFIX) {
        return Err(ExportError::Board(path.to_owned()));
    }
    fs::write(path, text).map_err(|said| ExportError::Io { path: path.to_owned(), said })
}

/// Writes a page to a new file of its own in the system's folder for temporary files, where the
/// system removes it one day: a browser reads it after this program has ended.
pub fn export_aside(page: &str) -> Result<PathBuf, ExportError> {
    let failed = |said: io::Error| ExportError::Io { path: std::env::temp_dir(), said };
    // A name nobody can know before, and a file that others cannot read.
    let mut file =
        tempfile::Builder::new().prefix("andon-report-").suffix(".html").tempfile().map_err(failed)?;
    file.write_all(page.as_bytes()).map_err(failed)?;
    let (_, path) = file.keep().map_err(|error| failed(error.error))?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_never_takes_the_place_of_a_board() {
        let folder = tempfile::tempdir().unwrap();
        let board = folder.path().join("Team.Board.json");
        fs::write(&board, "{}").unwrap();
        assert!(matches!(export(&board, "text"), Err(ExportError::Board(_))));
        assert_eq!(fs::read_to_string(&board).unwrap(), "{}");
        let report = folder.path().join("report.html");
        export(&report, "one").unwrap();
        export(&report, "two").unwrap();
        assert_eq!(fs::read_to_string(&report).unwrap(), "two");
        let error = export(&folder.path().join("none/report.html"), "text").unwrap_err();
        assert!(error.to_string().contains("cannot be written"), "{error}");
    }

    #[test]
    fn a_page_put_aside_stays() {
        let path = export_aside("page").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "page");
        assert!(path.extension().is_some_and(|end| end == "html"));
        fs::remove_file(path).unwrap();
    }
}
