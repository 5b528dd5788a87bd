//! The board's own settings as people see and change them: sections of rows, each cell one value
//! that was said about a part of the board.
//!
//! Nothing here changes anything: a cell knows its subject and its [`Register`], and what is typed
//! into it becomes [`Fields`](crate::board::Fields) by [`Register::typed`].

mod cells;
mod register;
mod rows;
mod said;

use std::collections::BTreeSet;

use crate::board::{Board, Field, Name, Subject};

pub use register::Register;
pub use rows::{Cell, Row, heads, rows};
pub use said::{Said, said};

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// The columns, left to right.
    Columns,
    /// Stages, which columns share.
    Stages,
    /// Classes of service.
    Classes,
    /// Limits of people.
    People,
    /// What the team agreed on beside.
    Policies,
}

impl Section {
    /// All sections, in their order.
    pub const ALL: [Self; 5] = [Self::Columns, Self::Stages, Self::Classes, Self::People, Self::Policies];

    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Columns => "Columns",
            Self::Stages => "Stages",
            Self::Classes => "Classes",
            Self::People => "People",
            Self::Policies => "Policies",
        }
    }

    /// What is added in it.
    pub fn thing(self) -> &'static str {
        match self {
            Self::Columns => "column",
            Self::Stages => "stage",
            Self::Classes => "class of service",
            Self::People => "person's limit",
            Self::Policies => "target for a kind of work",
        }
    }

    /// The section so many further, round and round.
    #[must_use]
    pub fn turned(self, by: isize) -> Self {
        let place = Self::ALL.iter().position(|one| *one == self).unwrap_or(0);
        let count = Self::ALL.len();
        let by = usize::try_from(by.rem_euclid(isize::try_from(count).unwrap_or(1))).unwrap_or(0);
        Self::ALL[(place + by) % count]
    }
}

/// The settings on top of the board, with their cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The section in sight.
    pub section: Section,
    /// What the cursor is on, by what it is about: rows come and go.
    pub at: Option<(Subject, Register)>,
    /// The row the cursor was last seen in.
    pub row: usize,
    /// Who and which kinds of work the cards speak of.
    pub known: Known,
}

/// What cards speak of that no setting may speak of: looked for once, when the settings open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Known {
    /// People, in alphabetical order.
    pub people: Vec<Box<str>>,
    /// Kinds of work.
    pub kinds: Vec<Box<str>>,
}

impl Known {
    /// Looks at every card.
    pub fn of(board: &Board) -> Self {
        let (mut people, mut kinds) = (BTreeSet::<Name>::new(), BTreeSet::<&str>::new());
        for card in board.cards().filter(|card| card.on_board()) {
            people.extend(card.who());
            kinds.extend(Some(card.value(Field::Kind)).filter(|kind| !kind.is_empty()));
        }
        let mut people: Vec<Box<str>> =
            people.into_iter().map(|name| board.names().text(name).into()).collect();
        people.sort_unstable();
        Self { people, kinds: kinds.into_iter().map(Into::into).collect() }
    }
}

impl Settings {
    /// The settings with the cursor on a value.
    pub fn new(board: &Board, section: Section, at: Option<(Subject, Register)>) -> Self {
        let mut settings = Self { section, at, row: 0, known: Known::of(board) };
        settings.settle(board);
        settings
    }

    /// The rows in sight.
    pub fn rows(&self, board: &Board) -> Vec<Row> {
        rows(board, self.section, &self.known)
    }

    /// The cell under the cursor.
    pub fn cell(&self, board: &Board) -> Option<Cell> {
        let (subject, register) = self.at.as_ref()?;
        let cells = self.rows(board).into_iter().flat_map(|row| row.cells);
        cells.into_iter().find(|cell| cell.subject == *subject && cell.register == *register)
    }

    /// Brings the cursor to a cell there is, as near as can be to where it was.
    pub fn settle(&mut self, board: &Board) {
        let rows = self.rows(board);
        let place = self.at.as_ref().and_then(|(subject, register)| {
            rows.iter().position(|row| {
                row.cells.iter().any(|cell| cell.subject == *subject && cell.register == *register)
            })
        });
        if let Some(place) = place {
            self.row = place;
            return;
        }
        let register = self.at.as_ref().map(|(_, register)| *register);
        self.row = self.row.min(rows.len().saturating_sub(1));
        self.at = rows.get(self.row).and_then(|row| {
            let same = row.cells.iter().find(|cell| Some(cell.register) == register);
            same.or(row.cells.first()).map(|cell| (cell.subject.clone(), cell.register))
        });
    }

    /// Moves the cursor so many rows down and cells to the right.
    pub fn step(&mut self, board: &Board, down: isize, right: isize) {
        let rows = self.rows(board);
        self.settle(board);
        let place = rows.get(self.row).and_then(|row| {
            row.cells.iter().position(|cell| Some((&cell.subject, cell.register)) == self.at_ref())
        });
        let row = self.row.saturating_add_signed(down).min(rows.len().saturating_sub(1));
        let Some(cells) = rows.get(row).map(|row| &row.cells).filter(|cells| !cells.is_empty()) else {
            return;
        };
        let cell = place.unwrap_or(0).saturating_add_signed(right).min(cells.len() - 1);
        self.row = row;
        self.at = Some((cells[cell].subject.clone(), cells[cell].register));
    }

    fn at_ref(&self) -> Option<(&Subject, Register)> {
        self.at.as_ref().map(|(subject, register)| (subject, *register))
    }
}

#[cfg(test)]
mod tests;
