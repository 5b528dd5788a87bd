//! Event logs in CSV (RFC 4180): one row for each thing that happened to a card.
//!
//! Two shapes are read, told apart by their header; the order of the columns is free:
//!
//! - `card,ts,from,to`: an empty `from` creates the card; a `to` of `Abandoned`, if no column is
//!   called so, takes it off the board; everything else moves it. A card whose first row is a move
//!   is created where it came from.
//! - `seq,ts,card,event,from,to,note`: `event` is `create`, `move`, `block`, `unblock` or
//!   `abandon`; `seq` and `note` may be missing.
//!
//! Rows are taken in the order of `seq`, else as they stand in the file. Time stamps are kept
//! as they are, also where one lies before its predecessor: the measures have a rule for that. The
//! card's id in the log becomes its source and its title, the notes become its text, and a note
//! beside a block is its reason. Either the whole log is taken or nothing of it.

mod rows;
mod taking;

use std::io::Read;

use self::rows::read;
use self::taking::Taking;
use crate::board::{Board, NotATimestamp, Operation, Refusal};

/// Who imports, and on what terms.
#[derive(Debug, Clone, Copy)]
pub struct Import<'a> {
    /// What errors call the log: its path.
    pub name: &'a str,
    /// Who is recorded as having done it all.
    pub by: &'a str,
    /// The reason for going over limits, where the board's policy takes one.
    pub over: Option<&'a str>,
    /// New ids are made of it: the same log and seed make the same board.
    pub seed: u64,
}

/// What was taken over.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// The changes that were made, in their order.
    pub operations: Vec<Operation>,
    /// How many cards were created.
    pub cards: usize,
    /// Rows that changed nothing, and why.
    pub remarks: Vec<Remark>,
}

/// Something about a row that is worth knowing and no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The row's line in the log.
    pub line: u64,
    /// What about it.
    pub what: String,
}

/// Why a log was not imported. The board is as it was.
#[derive(Debug, thiserror::Error)]
#[error("{name}:{line}: {fault}")]
pub struct ImportError {
    /// The log.
    pub name: String,
    /// The line.
    pub line: u64,
    /// What is wrong there.
    pub fault: Box<Fault>,
}

/// What is wrong with a row.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// No rows of fields, or not in UTF-8.
    #[error("this is no CSV: {0}")]
    NotCsv(#[from] csv::Error),
    /// A column of the log is missing.
    #[error("the header has no column '{0}'; it should be card,ts,from,to or seq,ts,card,event,from,to,note")]
    NoField(&'static str),
    /// A row without a card.
    #[error("the card has no id; give every row one")]
    NoCard,
    /// A time stamp that is none.
    #[error("'{0}' is {1}")]
    NotATime(String, NotATimestamp),
    /// A sequence number that is none.
    #[error("'{0}' is no sequence number; leave out the column 'seq' to take rows as they stand")]
    NotANumber(String),
    /// An event that is none.
    #[error("'{0}' is no event; it is create, move, block, unblock or abandon")]
    NotAnEvent(String),
    /// A column the board does not have.
    #[error("there is no column '{0}' on this board; its columns are {1}. Name it in --columns")]
    NoColumn(String, String),
    /// A second creation.
    #[error("card {0} was already created on line {1}; leave out one of the two rows")]
    CreatedTwice(String, u64),
    /// Something happens to a card before it is created.
    #[error("card {0} was not created before this; put its first row first")]
    NotCreated(String),
    /// A move from where the card is not.
    #[error("card {card} is said to leave {from}, but it is in {column}; are the rows in order?")]
    NotThere {
        /// The card.
        card: String,
        /// Where the row says it was.
        from: String,
        /// Where it is.
        column: String,
    },
    /// The board refused.
    #[error("card {0}: {1}")]
    Refused(String, Refusal),
}

/// Takes a log over into `board`.
pub fn import(log: impl Read, board: &mut Board, how: &Import<'_>) -> Result<Imported, ImportError> {
    let failed = |(line, fault)| ImportError { name: how.name.to_owned(), line, fault: Box::new(fault) };
    let mut rows = read(log).map_err(failed)?;
    rows.sort_by_key(|row| row.seq);
    let mut taking = Taking::new(board.clone(), how, &rows);
    for row in &rows {
        taking.take(row).map_err(|fault| failed((row.line, fault)))?;
    }
    *board = taking.board;
    Ok(taking.imported)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{AtLimit, Builder, Card, Change, Field, Fields, Subject, Timestamp, WipLimit};

    fn board(limit: u64, at_limit: AtLimit) -> Board {
        let mut board = Builder::new().build();
        let whole = Fields { at_limit: Some(at_limit), ..Fields::default() };
        let column = |name: &str, rank: &str, wip| {
            let (name, rank) = (Some(name.into()), Some(rank.into()));
            Fields { name, rank, wip: WipLimit::new(wip).map(Some), ..Fields::default() }
        };
        let settings = [
            (Subject::Board("b".parse().unwrap()), whole),
            (Subject::Column("ready".parse().unwrap()), column("Ready", "a", 0)),
            (Subject::Column("dev".parse().unwrap()), column("Dev", "b", limit)),
        ];
        for (seed, (subject, fields)) in (0..).zip(settings) {
            let change = Change::Set { subject, fields };
            let (at, by) = (Timestamp::MIN, "t".to_owned());
            board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
        }
        board
    }

    fn take(board: &mut Board, log: &str, over: Option<&str>) -> Result<Imported, String> {
        let how = Import { name: "a.csv", by: "t", over, seed: 1 };
        import(log.as_bytes(), board, &how).map_err(|error| error.to_string())
    }

    #[test]
    fn logs_that_are_refused_say_where_and_what_next() {
        for (log, says) in [
            ("", "a.csv:1: the header has no column 'card'"),
            ("card,ts,from\n", "a.csv:1: the header has no column 'to'"),
            ("card,ts,from,to\nA,2026-01-01,,Ready\n", "a.csv:2: '2026-01-01' is not an RFC 3339 instant"),
            ("card,ts,from,to\n,2026-01-01T00:00:00Z,,Ready\n", "a.csv:2: the card has no id"),
            (
                "card,ts,from,to\nA,2026-01-01T00:00:00Z,,Nowhere\n",
                "a.csv:2: there is no column 'Nowhere' on this board; its columns are Ready, Dev",
            ),
            (
                "card,ts,from,to\n\nA,2026-01-01T00:00:00Z,,Ready\nA,2026-01-01T00:00:00Z,,Dev\n",
                "a.csv:4: card A was already created on line 3",
            ),
            (
                "card,ts,from,to\nA,2026-01-01T00:00:00Z,,Ready\nA,2026-01-02T00:00:00Z,Dev,Ready\n",
                "a.csv:3: card A is said to leave Dev, but it is in Ready",
            ),
            (
                "seq,ts,card,event,from,to,note\nx,2026-01-01T00:00:00Z,A,create,,Ready,\n",
                "a.csv:2: 'x' is no sequence number",
            ),
            (
                "seq,ts,card,event,from,to,note\n1,2026-01-01T00:00:00Z,A,jump,,Ready,\n",
                "a.csv:2: 'jump' is no event",
            ),
            (
                "seq,ts,card,event,from,to,note\n1,2026-01-01T00:00:00Z,A,block,,,\n",
                "a.csv:2: card A was not created",
            ),
            (
                "seq,ts,card,event,from,to,note\n2,2026-01-01T00:00:00Z,A,block,,,\n1,2026-01-01T00:00:00Z,A,abandon,,,\n",
                "a.csv:3: card A was not created",
            ),
        ] {
            let mut board = board(0, AtLimit::Refuse);
            let error = take(&mut board, log, None).unwrap_err();
            assert!(error.starts_with(says), "{error}\nexpected {says}");
            assert!(board.cards().len() == 0, "a refused log leaves the board as it was");
        }
        let latin = Import { name: "a.csv", by: "t", over: None, seed: 1 };
        let error =
            import(&b"card,ts,from,to\n\xfc,,,\n"[..], &mut board(0, AtLimit::Refuse), &latin).unwrap_err();
        assert!(error.to_string().starts_with("a.csv:2: this is no CSV"), "{error}");
    }

    #[test]
    fn a_log_meets_the_limits() {
        let log = "card,ts,from,to\nA,2026-01-01T00:00:00Z,,Dev\nB,2026-01-01T00:00:00Z,,Dev\n";
        let error = take(&mut board(1, AtLimit::Reason), log, None).unwrap_err();
        assert!(error.starts_with("a.csv:3: card B: Dev is full (1 of 1)"), "{error}");
        let error = take(&mut board(1, AtLimit::Refuse), log, Some("history")).unwrap_err();
        assert!(error.starts_with("a.csv:3"), "{error}");
        let mut board = board(1, AtLimit::Reason);
        take(&mut board, log, Some("history")).unwrap();
        let reasons: Vec<_> = board.cards().map(Card::over).collect();
        assert_eq!(reasons, [None, Some("history")]);
    }

    #[test]
    fn both_shapes_make_the_same_board_and_the_same_log_makes_it_again() {
        let short = "\u{feff}card,ts,from,to\r\nA,2026-01-03T00:00:00Z,,Ready\r\nA,2026-01-02T00:00:00+01:00,Ready,Dev\r\nA,2026-01-05T00:00:00Z,Dev,abandoned\r\n";
        let long = "note,card,seq,event,to,from,ts\n,A,30,abandon,,Dev,2026-01-05T00:00:00Z\n,A,2,move,dev,Ready,2026-01-01T23:00:00Z\n,A,1,create,Ready,,2026-01-03T00:00:00Z\n";
        let of = |log| {
            let mut board = board(0, AtLimit::Refuse);
            let imported = take(&mut board, log, None).unwrap();
            assert_eq!((imported.cards, imported.operations.len()), (1, 3));
            board.cards().cloned().collect::<Vec<_>>()
        };
        assert_eq!(of(short), of(long));
        assert_eq!(of(short), of(short));
        let card = &of(short)[0];
        assert_eq!((card.title(), card.source(), card.on_board()), ("A", Some("A"), false));
        let stamps: Vec<i64> = card.events().iter().map(|event| event.at.ms() / 3_600_000 % 24).collect();
        assert_eq!(stamps, [0, 23, 0], "stamps are kept, also one before its predecessor");
    }

    #[test]
    fn what_changes_nothing_is_told_and_notes_are_kept() {
        let log = "seq,ts,card,event,from,to,note\n1,2026-01-01T00:00:00Z,A,move,Ready,Dev,by hand\n\
            2,2026-01-02T00:00:00Z,A,unblock,,,\n3,2026-01-03T00:00:00Z,A,block,,,waits\n4,2026-01-04T00:00:00Z,A,block,,,\n";
        let mut board = board(0, AtLimit::Refuse);
        let imported = take(&mut board, log, None).unwrap();
        assert_eq!(imported.remarks.iter().map(|remark| remark.line).collect::<Vec<_>>(), [2, 3, 5]);
        let card = &board.cards().next().unwrap();
        assert_eq!(card.block().map(|block| block.why), Some("waits"));
        assert_eq!(card.value(Field::Text), "2026-01-01T00:00:00Z by hand\n2026-01-03T00:00:00Z waits");
    }
}
