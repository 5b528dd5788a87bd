//! The cards an app shows, by column and row. A folded column shows none.

use std::ops::Range;

use super::Swimlane;
use crate::board::{Card, ColumnIx};
use crate::tui::app::App;
use crate::tui::layout::ONE_COLUMN_BELOW;

impl App {
    /// True if a column is folded to a strip. Where one column has the whole width, none is.
    pub fn is_folded(&self, column: ColumnIx) -> bool {
        let look = &self.look;
        !look.folded.is_empty()
            && !look.zoomed
            && self.size.0 >= ONE_COLUMN_BELOW
            && look.folded.contains(&self.board.column(column).id)
    }

    /// How many cards of a column are shown.
    pub fn len_in(&self, column: ColumnIx) -> usize {
        if self.is_folded(column) { 0 } else { self.shown.len_in(&self.board, column) }
    }

    /// The card in a row of a column, counting the cards that are shown.
    pub fn card_at(&self, column: ColumnIx, row: usize) -> Option<&Card> {
        if self.is_folded(column) {
            return None;
        }
        self.shown.card_at(&self.board, column, row)
    }

    /// The row of a card in its column, counting the cards that are shown.
    pub fn row_of(&self, card: &Card) -> Option<usize> {
        if self.is_folded(card.column()) {
            return None;
        }
        self.shown.row_of(&self.board, card)
    }

    /// The lanes that divide the board, top to bottom; none where nothing does.
    pub fn lanes(&self) -> &[Swimlane] {
        self.shown.lanes()
    }

    /// The cards of the lanes one above the other, in the fullest columns in process.
    pub fn lanes_tall(&self) -> usize {
        self.shown.tall()
    }

    /// The rows of a column that are in a lane.
    pub fn rows(&self, column: ColumnIx, lane: usize) -> Range<usize> {
        self.shown.rows(column, lane, self.len_in(column))
    }

    /// The lane of a row of a column.
    pub fn lane_of(&self, column: ColumnIx, row: usize) -> usize {
        self.shown.lane(column, row)
    }

    /// The lane the cursor is in.
    pub fn lane(&self) -> usize {
        self.column().map_or(0, |column| self.lane_of(column, self.selection.row))
    }
}
