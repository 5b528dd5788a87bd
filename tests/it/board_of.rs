//! Boards for tests: from a line of columns and a log.

use andon::board::{Board, Builder, Change, Fields, Id, Operation, Subject, Timestamp, WipLimit, rank};
use andon::exchange::{Import, Imported, import};

/// A change by nobody in particular, long ago.
pub fn operation(change: Change, seed: u64) -> Operation {
    Operation { change, at: Timestamp::MIN, by: "tester".to_owned(), seed, over: None, backdated: false }
}

/// An empty board with columns such as `Ready:queue:3`, left to right.
pub fn empty(columns: &str, zone: &str) -> Board {
    let mut board = Builder::new().build();
    let whole = Fields { zone: Some(zone.into()), name: Some("Test".into()), ..Fields::default() };
    let mut changes = vec![(Subject::Board("board".parse().unwrap()), whole)];
    let mut key = String::new();
    for column in columns.split(',') {
        let mut parts = column.split(':');
        let name = parts.next().unwrap();
        key = rank::between(key.as_bytes(), b"", 0).unwrap();
        let fields = Fields {
            name: Some(name.into()),
            kind: parts.next().map(|kind| kind.parse().unwrap()),
            wip: parts.next().map(|wip| WipLimit::new(wip.parse().unwrap())),
            rank: Some(key.as_str().into()),
            ..Fields::default()
        };
        changes.push((Subject::Column(Id::slug(name).unwrap()), fields));
    }
    for (seed, (subject, fields)) in (0..).zip(changes) {
        board.apply(&operation(Change::Set { subject, fields }, seed)).unwrap();
    }
    board
}

/// A board of these columns with a log on it.
pub fn log(columns: &str, zone: &str, csv: &str) -> (Board, Imported) {
    let mut board = empty(columns, zone);
    let how = Import { name: "log.csv", by: "tester", over: None, seed: 7 };
    let imported = import(csv.as_bytes(), &mut board, &how).unwrap();
    (board, imported)
}
