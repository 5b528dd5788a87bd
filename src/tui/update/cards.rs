//! Commands that change a card at once, without asking anything.

use crate::board::{Card, Change, Id, Place};
use crate::tui::app::App;
use crate::tui::layer::Layer;
use crate::tui::message::Effect;

impl App {
    /// The card commands are about, by id.
    pub(super) fn subject_id(&self) -> Option<Id> {
        self.subject().map(Card::id)
    }

    /// Moves the card so many columns to the right, or to the left when negative.
    pub(super) fn move_by(&mut self, columns: isize) -> Vec<Effect> {
        let Some((card, from)) = self.subject().map(|card| (card.id(), card.column())) else {
            return Vec::new();
        };
        let order = self.board.display_order();
        let Some(place) = order.iter().position(|column| *column == from) else { return Vec::new() };
        let to = place.saturating_add_signed(columns).min(order.len() - 1);
        let to = self.board.column(order[to]).id;
        self.move_to(card, to)
    }

    pub(super) fn move_to(&mut self, card: Id, to: Id) -> Vec<Effect> {
        let mut effects = Vec::new();
        let column = self.board.find_column(to).map(|column| self.board.column(column).name.clone());
        let what = format!("moved {} to {}", self.short(card), column.unwrap_or_default());
        if self.act(&what, vec![Change::Move { card, to }], &mut effects) {
            self.keep_cursor_on(card);
        }
        effects
    }

    pub(super) fn reorder(&mut self, rows: isize) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(card) = self.subject_id() else { return effects };
        let rows_to_pass = self.rows_to_pass(card, rows).or_else(|| i32::try_from(rows).ok());
        let place = Place::By(rows_to_pass.unwrap_or(0));
        let direction = if rows < 0 { "up" } else { "down" };
        let what = format!("put {} further {direction}", self.short(card));
        self.act(&what, vec![Change::Reorder { card, place }], &mut effects);
        effects
    }

    pub(super) fn delete(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(card) = self.subject_id() else { return effects };
        let what = format!("deleted {}", self.short(card));
        if self.act(&what, vec![Change::Delete { card }], &mut effects) {
            self.close_details_of_the_gone();
        }
        effects
    }

    pub(super) fn restore(&mut self, card: Id) -> Vec<Effect> {
        let mut effects = Vec::new();
        let what = format!("restored {}", self.short(card));
        if self.act(&what, vec![Change::Restore { card }], &mut effects) {
            self.keep_cursor_on(card);
        }
        effects
    }

    pub(super) fn block_or_unblock(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(card) = self.subject() else { return effects };
        let (id, blocked) = (card.id(), card.block().is_some());
        if blocked {
            let what = format!("unblocked {}", self.short(id));
            self.act(&what, vec![Change::Unblock { card: id }], &mut effects);
        } else {
            self.ask_why_blocked(id);
        }
        effects
    }

    /// After a change: the cursor goes with the card when it was on it, or when the card is new.
    pub(super) fn keep_cursor_on(&mut self, card: Id) {
        if self.layers.is_empty() {
            self.select_card(card);
        }
    }

    /// A detail shows a card of the board; when the card goes, it goes.
    pub(super) fn close_details_of_the_gone(&mut self) {
        let board = &self.board;
        self.layers.retain(|layer| match layer {
            Layer::Detail(detail) => board.card(detail.card).is_some_and(Card::on_board),
            _ => true,
        });
    }
}
