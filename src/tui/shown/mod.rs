//! Which cards are shown, in which order, and in which lane: worked out once for each board,
//! filter and look. A key and a frame look things up.
//!
//! A row counts the cards of a column from the top of its first lane to the bottom of its last.
//! So everything that speaks of a column and a row holds with lanes as without.

mod divide;
mod of_app;

use std::ops::Range;

use super::finding::Found;
use super::look::Lanes;
use crate::board::{Board, Card, ColumnIx, Id, WipLimit};

/// Which cards are shown, and where.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// For each column, by its index, its cards as they are shown; `None` where these are the
    /// board's own, in its order.
    columns: Option<Vec<Vec<Id>>>,
    /// The lanes, top to bottom; none where nothing divides the board.
    lanes: Vec<Swimlane>,
    /// For each column, by its index, the lanes it has cards in.
    cells: Vec<Vec<Cell>>,
    /// The cards of the lanes one above the other, as many of each as its tallest column in
    /// process has.
    tall: usize,
}

/// A lane across the columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swimlane {
    /// What it is called.
    pub name: String,
    /// Whether its cards have right of way.
    pub expedite: bool,
    /// How many of its cards count against its limit, or are shown where it has none.
    pub count: usize,
    /// The most cards it may have in process.
    pub limit: Option<WipLimit>,
    /// How many cards one above the other it wants room for: those of its fullest column in
    /// process, and one at least.
    pub tall: usize,
}

/// Where a lane begins in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cell {
    lane: usize,
    first: usize,
}

impl Shown {
    /// The cards of a board that are `wanted`, or all of them, divided by `lanes`. The lane of `me`
    /// is the first of the people's.
    pub fn of(board: &Board, lanes: Lanes, wanted: Option<&Found>, me: &str) -> Self {
        match (wanted, lanes) {
            (None, Lanes::None) => Self::default(),
            // Cards with right of way stand first in their columns already.
            (None, Lanes::Expedite) => divide::right_of_way(board),
            (Some(found), Lanes::None | Lanes::Expedite) if !divide::divides(board, lanes, found) => {
                let found = board.column_numbers().map(|column| found.lane(column).to_vec());
                Self { columns: Some(found.collect()), ..Self::default() }
            }
            _ => divide::by(board, lanes, wanted, me),
        }
    }

    /// The lanes, top to bottom; none where nothing divides the board.
    pub fn lanes(&self) -> &[Swimlane] {
        &self.lanes
    }

    /// The cards of the lanes one above the other, in the fullest columns in process.
    pub fn tall(&self) -> usize {
        self.tall
    }

    /// How many cards of a column are shown.
    pub fn len_in(&self, board: &Board, column: ColumnIx) -> usize {
        match &self.columns {
            Some(columns) => columns.get(column.index()).map_or(0, Vec::len),
            None => board.cards_in(column).len(),
        }
    }

    /// The card in a row of a column.
    pub fn card_at<'b>(&self, board: &'b Board, column: ColumnIx, row: usize) -> Option<&'b Card> {
        match &self.columns {
            Some(columns) => board.card(*columns.get(column.index())?.get(row)?),
            None => board.card_in(column, row),
        }
    }

    /// The row of a card in its column.
    pub fn row_of(&self, board: &Board, card: &Card) -> Option<usize> {
        match &self.columns {
            Some(columns) => columns.get(card.column().index())?.iter().position(|id| *id == card.id()),
            None => board.row(card),
        }
    }

    /// The rows of a column, which has `len`, that are in a lane. Where the lane has no card
    /// there, they are none, at the row where its cards would be.
    pub fn rows(&self, column: ColumnIx, lane: usize, len: usize) -> Range<usize> {
        let Some(cells) = self.cells.get(column.index()).filter(|_| !self.lanes.is_empty()) else {
            return 0..len;
        };
        let at = cells.partition_point(|cell| cell.lane < lane);
        let first = |at: usize| cells.get(at).map_or(len, |cell: &Cell| cell.first.min(len));
        match cells.get(at).filter(|cell| cell.lane == lane) {
            Some(_) => first(at)..first(at + 1),
            None => first(at)..first(at),
        }
    }

    /// The lane of a row of a column; the first where nothing divides the board.
    pub fn lane(&self, column: ColumnIx, row: usize) -> usize {
        let cells = self.cells.get(column.index()).map_or(&[][..], Vec::as_slice);
        let at = cells.partition_point(|cell| cell.first <= row);
        at.checked_sub(1).and_then(|at| cells.get(at)).map_or(0, |cell| cell.lane)
    }

    /// The row of another column that lies beside a row: as far down the same lane, or the end of
    /// the lane nearest to it.
    pub fn beside(&self, (column, row): (ColumnIx, usize), to: ColumnIx, len: usize) -> usize {
        if self.lanes.is_empty() {
            return row;
        }
        let lane = self.lane(column, row);
        let down = row.saturating_sub(self.rows(column, lane, usize::MAX).start);
        let rows = self.rows(to, lane, len);
        if rows.is_empty() {
            // The lane below it begins there; where there is none, the last card is above.
            return rows.start.min(len.saturating_sub(1));
        }
        (rows.start + down).min(rows.end - 1)
    }
}
