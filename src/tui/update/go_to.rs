//! Going to a card, wherever it stands.

use crate::board::Id;
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::go_to::GoTo;
use crate::tui::layer::Layer;

impl App {
    pub(super) fn ask_for_card_to_go_to(&mut self) {
        self.layers.push(Layer::GoTo(GoTo::default()));
    }

    /// What is typed has changed.
    pub(super) fn go_to_typed(&mut self) {
        let (board, restore) = (std::sync::Arc::clone(&self.board), self.key_text(Command::Restore));
        if let Some(Layer::GoTo(go_to)) = self.layers.last_mut() {
            go_to.begin(&board, &restore);
        }
    }

    /// Takes the search for the card further.
    pub(super) fn go_to_on(&mut self, room: &mut usize) {
        let board = std::sync::Arc::clone(&self.board);
        if let Some(Layer::GoTo(go_to)) = self.layers.last_mut() {
            go_to.go_on(&board, room);
        }
    }

    /// Goes to the chosen card.
    pub(super) fn accept_go_to(&mut self) {
        // All that was typed counts, however fast Enter came after it.
        self.go_to_on(&mut { usize::MAX });
        let Some(Layer::GoTo(go_to)) = self.layers.last() else { return };
        if let Some(card) = go_to.found.get(go_to.selected).copied() {
            self.layers.pop();
            return self.find_card(card);
        }
        let told = go_to.gone.clone().unwrap_or_else(|| "no card on the board is called so".to_owned());
        self.tell(Tone::Unavailable, told, None);
    }

    /// Puts the cursor on a card, and shows it where it is hidden.
    fn find_card(&mut self, card: Id) {
        let Some(column) = self.board.card(card).map(|card| self.board.column(card.column()).id) else {
            return;
        };
        let mut told = Vec::new();
        if self.hiding().is_some_and(|found| !found.has(card)) {
            told.push(format!("the filter '{}' hid it, and is off now", self.filter.text()));
            self.set_filter("");
        }
        if self.look.folded.remove(&column) {
            told.push("its column was folded, and is open now".to_owned());
            self.refresh_shown();
        }
        self.select_card(card);
        if !told.is_empty() {
            self.tell(Tone::Done, format!("{}: {}", self.short(card), told.join("; ")), None);
        }
    }
}
