//! Boards for tests: from a line of columns and a log.

use andon::board::{AtLimit, Board, Builder, Operation};
use andon::exchange::{Import, Imported, import};
use andon::template::Plan;

/// Who did it all.
const BY: &str = "andon";

/// An empty board with columns such as `Ready:queue:3`, left to right.
pub fn empty(columns: &str, zone: &str) -> Board {
    named("Test", columns, zone)
}

/// The same, with a name.
pub fn named(name: &str, columns: &str, zone: &str) -> Board {
    let mut board = Builder::new().build();
    let plan: Plan = columns.parse().unwrap();
    let changes = plan.changes("board".parse().unwrap(), name, zone, AtLimit::Refuse);
    for (seed, change) in (0..).zip(changes) {
        let (at, by) = ("2026-01-05T09:00:00Z".parse().unwrap(), BY.to_owned());
        board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
    }
    board
}

/// A board of these columns with a log on it.
pub fn log(columns: &str, zone: &str, csv: &str) -> (Board, Imported) {
    let mut board = empty(columns, zone);
    let imported = take(&mut board, csv);
    (board, imported)
}

/// Takes a log over into a board.
pub fn take(board: &mut Board, csv: &str) -> Imported {
    let how = Import { name: "log.csv", by: BY, over: None, seed: 7 };
    import(csv.as_bytes(), board, &how).unwrap()
}
