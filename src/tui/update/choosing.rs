//! Selecting cards.

use crate::board::{Card, Id};
use crate::tui::app::App;
use crate::tui::chosen::Anchor;

impl App {
    /// True if commands on cards are about those that are selected.
    pub(in crate::tui) fn acts_on_several(&self) -> bool {
        self.layers.is_empty() && !self.chosen.is_empty()
    }

    /// The selected cards as they stand: left to right, top to bottom.
    pub(super) fn chosen_cards(&self) -> Vec<Id> {
        let board = &self.board;
        let place = |card: &Card| board.display_order().iter().position(|column| *column == card.column());
        let mut cards: Vec<&Card> = self.chosen.iter().filter_map(|card| board.card(card)).collect();
        cards.sort_by_cached_key(|card| (place(card), board.row(card)));
        cards.into_iter().map(Card::id).collect()
    }

    /// How many of the selected cards the filter hides.
    pub fn chosen_out_of_sight(&self) -> usize {
        let Some(found) = self.hiding() else { return 0 };
        self.chosen.iter().filter(|card| !found.has(*card)).count()
    }

    /// Selects the card under the cursor, or leaves it out, and goes on to the next.
    pub(super) fn toggle_chosen(&mut self, times: isize) {
        for _ in 0..times.max(1) {
            let Some(card) = self.card().map(Card::id) else { return };
            self.chosen.toggle(card);
            let row = self.selection.row;
            self.go_to_row(row + 1);
            if self.selection.row == row {
                return;
            }
        }
    }

    /// Begins a range that goes to the cursor; again, its cards stay selected.
    pub(super) fn toggle_range(&mut self) {
        if self.chosen.range().is_some() {
            return self.chosen.keep_range();
        }
        if let (Some(column), Some(card)) = (self.selection.column, self.selection.card) {
            self.chosen.begin_range(Anchor { column, card });
        }
    }

    /// Selects all cards of the column that are shown.
    pub(super) fn choose_column(&mut self) {
        let Some(column) = self.column() else { return };
        let cards: Vec<Id> =
            (0..self.len_in(column)).filter_map(|row| self.card_at(column, row)).map(Card::id).collect();
        self.chosen.extend(cards);
    }

    /// The range goes to where the cursor is; what is gone is not selected any more.
    pub(super) fn follow_chosen(&mut self) {
        if self.chosen.is_empty() {
            return;
        }
        let board = &self.board;
        if self.chosen.of.replace(self.revision) != Some(self.revision) {
            self.chosen.retain(|card| board.card(card).is_some_and(Card::on_board));
        }
        let Some(anchor) = self.chosen.range() else { return };
        let column = self.column().filter(|_| self.selection.column == Some(anchor.column));
        let from = self.board.card(anchor.card).and_then(|card| self.row_of(card));
        match column.zip(from) {
            Some((column, from)) => {
                let to = self.selection.row;
                let rows = from.min(to)..=from.max(to);
                let cards = rows.filter_map(|row| self.card_at(column, row)).map(Card::id).collect();
                self.chosen.set_range(cards);
            }
            // A range is of one column: going to another ends it.
            None => self.chosen.keep_range(),
        }
    }
}
