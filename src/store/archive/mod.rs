//! The board's archive: `NAME.archive.board.json`, a board file of the same format that holds the
//! histories of cards that are over.
//!
//! The board keeps one `archived` row for each of them, its mark: with it a clone that has not heard
//! of the archiving cannot bring the card back by merging its rows in again. The row says by a sum
//! which events its writer saw. While the rows of both files together come to that, the card is at
//! rest, wherever its rows stand; with any other event of it, it is on the board.
//!
//! Nothing is ever in neither file: rows are put into the archive and synced first, and leave the
//! board only if they are read there. A crash in between leaves them in both, which is one set.
//! What is in the archive stays there: a card that comes back has its rows copied to the board.
//! The archive repeats what is said about the board itself, so that it can be read alone.
//!
//! | file | what it does |
//! |---|---|
//! | `history` | reads the archive to what the board knows |
//! | `rows` | tells which rows are about which card |
//! | `sweep` | what leaves a board's content, and what takes its place |
//! | `archiving` | both files in turn, so that nothing is lost whatever happens in between |

mod archiving;
mod history;
mod rows;
mod sweep;

pub use self::archiving::Archived;
pub use self::history::History;
pub use self::rows::lacking_of;
pub use self::sweep::{Archiving, sweep};

use super::discover::{ARCHIVE_SUFFIX, BOARD_SUFFIX};
use std::path::{Path, PathBuf};

/// Where the archive of a board stands. `None` for a file that is one.
pub fn archive_of(board: &Path) -> Option<PathBuf> {
    let name = board.file_name()?.to_string_lossy();
    if name.ends_with(ARCHIVE_SUFFIX) {
        return None;
    }
    Some(board.with_file_name(archive_name(&name)))
}

/// What the archive of a board of that name is called, wherever it stands: `team.board.json` has
/// `team.archive.board.json`.
pub fn archive_name(board: &str) -> String {
    format!("{}{ARCHIVE_SUFFIX}", board.strip_suffix(BOARD_SUFFIX).unwrap_or(board))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_is_called_like_its_board_and_has_none_itself() {
        for (board, archive) in [
            ("/a/team.board.json", Some("/a/team.archive.board.json")),
            ("/a/team.json", Some("/a/team.json.archive.board.json")),
            ("/a/team.archive.board.json", None),
            ("/", None),
        ] {
            assert_eq!(archive_of(Path::new(board)), archive.map(PathBuf::from), "{board}");
        }
    }
}
