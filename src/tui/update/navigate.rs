//! Where the cursor goes.

use crate::board::{ColumnIx, Id};
use crate::tui::app::App;

impl App {
    /// Brings the cursor to a card that is shown, as near as can be to where it was.
    pub(in crate::tui) fn settle(&mut self) {
        let order = self.board.display_order();
        let followed = self.card().map(crate::board::Card::column);
        let column = followed.or_else(|| self.column().filter(|column| order.contains(column)));
        let Some(column) = column.or_else(|| order.first().copied()) else {
            self.selection = crate::tui::app::Selection::default();
            return;
        };
        let row = self.card().and_then(|card| self.row_of(card)).unwrap_or(self.selection.row);
        self.select(column, row);
    }

    /// Puts the cursor in a row of a column, or the nearest there is.
    pub(in crate::tui) fn select(&mut self, column: ColumnIx, row: usize) {
        let row = row.min(self.len_in(column).saturating_sub(1));
        let card: Option<Id> = self.card_at(column, row).map(crate::board::Card::id);
        self.selection.column = Some(self.board.column(column).id);
        self.selection.card = card;
        self.selection.row = row;
    }
}
