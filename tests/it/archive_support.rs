//! Boards with an archive beside them, for the tests of archiving.

use andon::board::{Board, Id, Timestamp};
use andon::store::{Archived, Archiving, BoardFile, archive_of, peek_whole};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What is asked for: all that was over before that day of 2026.
pub fn before(day: i64, seed: u64) -> Archiving {
    let new_year = Timestamp::from_ms(1_767_225_600_000);
    let (before, at) = (new_year.plus_ms(day * 86_400_000), new_year.plus_ms(365 * 86_400_000));
    Archiving { before, at, by: "maria".to_owned(), seed }
}

/// Writes the file long ago: nobody looks after what was saved a moment before.
pub fn write(path: &Path, content: &[u8]) {
    let _ = fs::remove_dir_all(path.with_file_name(".git").join("andon"));
    fs::write(path, content).unwrap();
}

/// Archives all that is over.
pub fn archive_all(path: &Path, seed: u64) -> Archived {
    BoardFile::open(path).unwrap().archive(&before(365, seed)).unwrap()
}

/// The rows of a board and of its archive, each once.
pub fn rows_of_both(path: &Path) -> BTreeSet<String> {
    let mut rows = rows_of(path);
    rows.extend(rows_of(&archive_of(path).unwrap()));
    rows
}

/// The rows of a file; none when it is not there.
pub fn rows_of(path: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().filter(|line| line.starts_with("{\"") && line.ends_with("},"));
    rows.map(|line| line.trim_end_matches(',').to_owned()).collect()
}

/// The board with all history there is.
pub fn whole(path: &Path) -> Board {
    peek_whole(path).unwrap().board
}

/// The cards on the board.
pub fn on_board(board: &Board) -> Vec<Id> {
    let mut cards: Vec<Id> =
        board.cards().filter(|card| card.on_board()).map(andon::board::Card::id).collect();
    cards.sort_unstable();
    cards
}
