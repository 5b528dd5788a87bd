//! Which cards are shown, and in which lanes: the filter and the look, applied.

use crate::board::Card;
use crate::tui::app::App;
use crate::tui::filter::Filter;
use crate::tui::shown::Shown;

impl App {
    /// Shows the cards a filter lets through; an empty one shows all.
    pub(super) fn set_filter(&mut self, text: &str) {
        self.filter = Filter::parse(text);
        self.refresh_shown();
        self.settle();
    }

    /// Applies the filter and the look to the board as it is now.
    pub(in crate::tui) fn refresh_shown(&mut self) {
        let board = &self.board;
        let fits = |card: &Card| self.filter.shows(board, card);
        let wanted: Option<&dyn Fn(&Card) -> bool> = if self.filter.is_empty() { None } else { Some(&fits) };
        self.shown = Shown::of(board, self.look.lanes, wanted, &self.session.by);
    }
}
