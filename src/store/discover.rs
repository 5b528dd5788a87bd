//! Finds the board that is meant from where one stands.

use std::path::{Path, PathBuf};

/// How a board file's name ends.
pub const BOARD_SUFFIX: &str = ".board.json";

/// How the name of a board's archive ends. It ends as a board's does, and is none.
pub const ARCHIVE_SUFFIX: &str = ".archive.board.json";

/// The board files nearest to `from`: those of the first folder upwards that has any, in itself
/// or in its `boards/`, sorted by path. Empty when there is none up to the root.
///
/// A folder that may not be read counts as one without boards: the walk upwards goes through
/// other people's homes.
pub fn discover(from: &Path) -> Vec<PathBuf> {
    let start = from.canonicalize().unwrap_or_else(|_| from.to_owned());
    start.ancestors().map(boards_of).find(|found| !found.is_empty()).unwrap_or_default()
}

fn boards_of(folder: &Path) -> Vec<PathBuf> {
    let mut found = boards_in(folder);
    found.extend(boards_in(&folder.join("boards")));
    found.sort();
    found
}

fn boards_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = folder.read_dir() else { return Vec::new() };
    entries
        .flatten()
        .filter(|entry| is_board(&entry.file_name().to_string_lossy()))
        .map(|e| e.path())
        .filter(|path| path.is_file())
        .collect()
}

/// Whether a file of this name is a board. A name that starts with a dot is an editor's or our own
/// temporary file, and an archive is none.
pub fn is_board(name: &str) -> bool {
    name.ends_with(BOARD_SUFFIX) && !name.ends_with(ARCHIVE_SUFFIX) && !name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    /// Makes the files, asks from the folder, and gives the answer relative to the root.
    fn found(files: &[&str], from: &str) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        let root = root.path().canonicalize().unwrap();
        fs::create_dir_all(root.join(from)).unwrap();
        for file in files {
            let path = root.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let inside = |path: PathBuf| Some(path.strip_prefix(&root).ok()?.to_str()?.to_owned());
        discover(&root.join(from)).into_iter().filter_map(inside).collect()
    }

    #[test]
    fn the_nearest_folder_that_has_any_wins() {
        for (files, from, expected) in [
            (&["a.board.json"][..], "", &["a.board.json"][..]),
            (&["a.board.json", "x/b.board.json"], "x/y", &["x/b.board.json"]),
            (&["b.board.json", "boards/a.board.json"], "x", &["b.board.json", "boards/a.board.json"]),
            (&["b.board.json", "a.board.json", "board.json"], "", &["a.board.json", "b.board.json"]),
            (&["a.archive.board.json", ".a.board.json.andon-x1", ".b.board.json"], "", &[]),
            (&["d.board.json/inside"], "", &[]),
        ] {
            assert_eq!(found(files, from), expected, "{files:?} from {from:?}");
        }
    }
}
