//! Which cards are shown: the filter, applied.

use crate::board::Card;
use crate::tui::app::App;
use crate::tui::filter::Filter;

impl App {
    /// Shows the cards a filter lets through; an empty one shows all.
    pub(super) fn set_filter(&mut self, text: &str) {
        self.filter = Filter::parse(text);
        self.refresh_shown();
        self.settle();
    }

    /// Applies the filter to the board as it is now.
    pub(super) fn refresh_shown(&mut self) {
        if self.filter.is_empty() {
            self.shown = None;
            return;
        }
        let board = &self.board;
        let mut shown = vec![Vec::new(); board.columns().len()];
        for column in board.display_order() {
            let cards = board.cards_in(*column).filter(|card| self.filter.shows(board, card));
            shown[column.index()] = cards.map(Card::id).collect();
        }
        self.shown = Some(shown);
    }
}
