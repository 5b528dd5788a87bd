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

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Read;

use crate::board::{
    Board, Change, ColumnIx, Draft, Field, Id, NotATimestamp, Operation, Refusal, TEXT_MAX, Timestamp,
};

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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Create,
    Move,
    Block,
    Unblock,
    Abandon,
}

/// A row, its fields told apart and nothing looked up yet.
struct Row {
    line: u64,
    seq: u64,
    card: String,
    at: Timestamp,
    /// What the row says happened; the short shape leaves it to be told from the columns.
    word: Option<Word>,
    from: String,
    to: String,
    note: String,
}

fn read(mut log: impl Read) -> Result<Vec<Row>, (u64, Fault)> {
    let mut bytes = Vec::new();
    log.read_to_end(&mut bytes).map_err(|error| (1, Fault::NotCsv(error.into())))?;
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(&*bytes);
    let line_of = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
    let header = reader.headers().map_err(|error| (line_of(&error), error.into()))?.clone();
    let place = |name: &'static str| {
        let is = |field: &str| field.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name);
        header.iter().position(is).ok_or((1, Fault::NoField(name)))
    };
    let (card, ts, from, to) = (place("card")?, place("ts")?, place("from")?, place("to")?);
    let (seq, event, note) = (place("seq").ok(), place("event").ok(), place("note").ok());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| (line_of(&error), error.into()))?;
        let line = record.position().map_or(1, |position| line_of_row(&bytes, position));
        let field = |place: usize| record.get(place).unwrap_or_default();
        let optional = |place: Option<usize>| place.map_or("", field);
        let fault = |fault| (line, fault);
        let number = |text: &str| text.parse().map_err(|_| fault(Fault::NotANumber(text.to_owned())));
        rows.push(Row {
            line,
            seq: seq.map_or(Ok(0), |place| number(field(place)))?,
            card: Some(field(card)).filter(|id| !id.is_empty()).ok_or(fault(Fault::NoCard))?.to_owned(),
            at: field(ts).parse().map_err(|error| fault(Fault::NotATime(field(ts).to_owned(), error)))?,
            word: event.map(|place| word(field(place))).transpose().map_err(fault)?,
            from: field(from).to_owned(),
            to: field(to).to_owned(),
            note: optional(note).to_owned(),
        });
    }
    Ok(rows)
}

/// The line a row is on. The reader tells where it began to look for it, which may be some empty
/// lines earlier.
fn line_of_row(bytes: &[u8], looked_from: &csv::Position) -> u64 {
    let from =
        usize::try_from(looked_from.byte()).ok().and_then(|from| bytes.get(from..)).unwrap_or_default();
    let skipped = from.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n');
    looked_from.line() + skipped.count() as u64
}

fn word(text: &str) -> Result<Word, Fault> {
    Ok(match text.to_ascii_lowercase().as_str() {
        "create" => Word::Create,
        "move" => Word::Move,
        "block" => Word::Block,
        "unblock" => Word::Unblock,
        "abandon" => Word::Abandon,
        _ => return Err(Fault::NotAnEvent(text.to_owned())),
    })
}

/// A log on its way into a board.
struct Taking<'a> {
    board: Board,
    how: &'a Import<'a>,
    /// Each card's notes, as text.
    notes: HashMap<&'a str, String>,
    /// Each card's id on the board, and the line it was created on.
    cards: HashMap<&'a str, (Id, u64)>,
    seed: u64,
    imported: Imported,
}

impl<'a> Taking<'a> {
    fn new(board: Board, how: &'a Import<'a>, rows: &'a [Row]) -> Self {
        let mut notes: HashMap<&str, String> = HashMap::new();
        for row in rows.iter().filter(|row| !row.note.is_empty()) {
            let text = notes.entry(&row.card).or_default();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{} {}", row.at, row.note);
        }
        let (cards, imported) = (HashMap::new(), Imported::default());
        Self { board, how, notes, cards, seed: how.seed, imported }
    }

    fn take(&mut self, row: &'a Row) -> Result<(), Fault> {
        match self.word_of(row) {
            Word::Create => {
                if let Some((_, line)) = self.cards.get(&*row.card) {
                    return Err(Fault::CreatedTwice(row.card.clone(), *line));
                }
                self.create(row, &row.to)
            }
            Word::Move => {
                let to = self.column(&row.to)?;
                if !self.cards.contains_key(&*row.card) {
                    self.create(row, &row.from)?;
                    self.remark(
                        row,
                        format!("is the first of card {}, which is created in {}", row.card, row.from),
                    );
                }
                let card = self.card(row)?;
                self.check_from(row, card)?;
                let to = self.board.column(to).id;
                self.apply(row, Change::Move { card, to })
            }
            Word::Block => {
                let why = if row.note.is_empty() { "no reason in the log" } else { &row.note };
                let card = self.card(row)?;
                self.apply(row, Change::Block { card, why: why.to_owned() })
            }
            Word::Unblock => {
                let card = self.card(row)?;
                self.apply(row, Change::Unblock { card })
            }
            Word::Abandon => {
                let card = self.card(row)?;
                self.check_from(row, card)?;
                self.apply(row, Change::Delete { card })
            }
        }
    }

    fn word_of(&self, row: &Row) -> Word {
        row.word.unwrap_or_else(|| {
            if row.from.is_empty() {
                Word::Create
            } else if row.to.eq_ignore_ascii_case("abandoned") && self.column(&row.to).is_err() {
                Word::Abandon
            } else {
                Word::Move
            }
        })
    }

    fn card(&self, row: &Row) -> Result<Id, Fault> {
        self.cards.get(&*row.card).map(|(id, _)| *id).ok_or_else(|| Fault::NotCreated(row.card.clone()))
    }

    /// The column of that name, or else of that id.
    fn column(&self, name: &str) -> Result<ColumnIx, Fault> {
        let order = self.board.display_order();
        let named = |column: &&ColumnIx| self.board.column(**column).name.eq_ignore_ascii_case(name);
        let of_id = || self.board.find_column(name.parse().ok()?);
        order.iter().find(named).copied().or_else(of_id).ok_or_else(|| {
            let known: Vec<&str> = order.iter().map(|column| &*self.board.column(*column).name).collect();
            Fault::NoColumn(name.to_owned(), known.join(", "))
        })
    }

    fn check_from(&self, row: &Row, card: Id) -> Result<(), Fault> {
        let Some(card) = self.board.card(card).filter(|_| !row.from.is_empty()) else { return Ok(()) };
        let from = self.column(&row.from)?;
        if from == card.column() {
            return Ok(());
        }
        let column = self.board.column(card.column()).name.to_string();
        Err(Fault::NotThere { card: row.card.clone(), from: row.from.clone(), column })
    }

    fn create(&mut self, row: &'a Row, column: &str) -> Result<(), Fault> {
        let to = self.board.column(self.column(column)?).id;
        let mut values = vec![(Field::Title, row.card.clone())];
        if let Some(text) = self.notes.get(&*row.card) {
            values.push((Field::Text, text.chars().take(TEXT_MAX).collect()));
        }
        let source = Some(row.card.clone());
        self.apply(row, Change::Add(Draft { to: Some(to), values, source, ..Draft::default() }))
    }

    /// Makes the change, unless it is so already: a log may say a thing twice.
    fn apply(&mut self, row: &'a Row, change: Change) -> Result<(), Fault> {
        let mut operation = Operation {
            change,
            at: row.at,
            by: self.how.by.to_owned(),
            seed: 0,
            over: self.how.over.map(str::to_owned),
            backdated: false,
        };
        loop {
            // Odd, so that seeds go through all values before one comes again.
            self.seed = self.seed.wrapping_add(0xd1b5_4a32_d192_ed03);
            operation.seed = self.seed;
            match self.board.apply(&operation) {
                // Another event of the card has this id: take the next one.
                Ok(applied) if applied.known => {}
                Ok(applied) => {
                    if let (Change::Add(_), Some(card)) = (&operation.change, applied.card()) {
                        self.cards.insert(&row.card, (card, row.line));
                        self.imported.cards += 1;
                    }
                    self.imported.operations.push(operation);
                    return Ok(());
                }
                Err(
                    refusal @ (Refusal::AlreadyThere(..)
                    | Refusal::AlreadyBlocked(..)
                    | Refusal::NotBlocked(..)),
                ) => {
                    self.remark(row, format!("changes nothing: {refusal}"));
                    return Ok(());
                }
                Err(refusal) => return Err(Fault::Refused(row.card.clone(), refusal)),
            }
        }
    }

    fn remark(&mut self, row: &Row, what: String) {
        self.imported.remarks.push(Remark { line: row.line, what });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{AtLimit, Builder, Card, Fields, Subject, WipLimit};

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
