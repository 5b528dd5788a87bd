//! A log row by row into a board, through the board's one door.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::rows::{Row, Word};
use super::{Fault, Import, Imported, Remark};
use crate::board::{Board, Change, ColumnIx, Draft, Field, Id, Operation, Refusal, TEXT_MAX};

/// A log on its way into a board.
pub struct Taking<'a> {
    pub board: Board,
    how: &'a Import<'a>,
    /// Each card's notes, as text.
    notes: HashMap<&'a str, String>,
    /// Each card's id on the board, and the line it was created on.
    cards: HashMap<&'a str, (Id, u64)>,
    seed: u64,
    pub imported: Imported,
}

impl<'a> Taking<'a> {
    pub fn new(board: Board, how: &'a Import<'a>, rows: &'a [Row]) -> Self {
        let mut notes: HashMap<&str, String> = HashMap::new();
        for row in rows.iter().filter(|row| !row.note.is_empty()) {
            let text = notes.entry(&row.card).or_default();
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{} {}", row.at, row.note);
        }
        let (cards, imported) = (HashMap::new(), Imported::default());
        Self { board, how, notes, cards, seed: how.seed, imported }
    }

    pub fn take(&mut self, row: &'a Row) -> Result<(), Fault> {
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
