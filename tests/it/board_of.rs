//! Boards for tests: from a line of columns and a log.

use std::collections::BTreeSet;

use andon::board::{AtLimit, Board, Builder, Change, Fields, Id, Operation, Subject};
use andon::exchange::{Import, Imported, import};
use andon::template::Plan;

/// Who did it all.
const BY: &str = "andon";

/// An empty board with columns such as `Ready:queue:3`, left to right; `Doing:active@dev` is part
/// of the stage `dev`.
pub fn empty(columns: &str, zone: &str) -> Board {
    named("Test", columns, zone)
}

/// The same, with a name.
pub fn named(name: &str, columns: &str, zone: &str) -> Board {
    let mut board = Builder::new().build();
    let unstaged: Vec<&str> = columns.split(',').filter_map(|column| column.split('@').next()).collect();
    let mut plan: Plan = unstaged.join(",").parse().unwrap();
    for (column, text) in plan.columns.iter_mut().zip(columns.split(',')) {
        column.stage = text.split_once('@').and_then(|(_, stage)| Id::slug(stage));
    }
    let stages: BTreeSet<Id> = plan.columns.iter().filter_map(|column| column.stage).collect();
    let called = |stage: Id| Fields { name: Some(stage.to_string().into()), ..Fields::default() };
    let stages =
        stages.into_iter().map(|stage| Change::Set { subject: Subject::Stage(stage), fields: called(stage) });
    let changes = plan.changes("board".parse().unwrap(), name, zone, AtLimit::Refuse);
    for (seed, change) in (0..).zip(changes.into_iter().chain(stages)) {
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
