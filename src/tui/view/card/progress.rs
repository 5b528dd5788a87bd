//! How far a card is: its checklist, and the cards that are part of it.

use super::Parts;
use crate::board::Card;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// In as few cells as can be told: `✓2/5`, and `1/3 parts` where there is room for the word.
pub(super) fn in_short(app: &App, card: &Card, wordy: bool, glyphs: &Glyphs) -> Parts {
    let mut told = Parts::new();
    if let (done, all @ 1..) = card.checked() {
        told.push((format!("{}{done}/{all} ", glyphs.good), role(done, all)));
    }
    let parts = app.board.parts(card.id());
    if parts.all > 0 && wordy {
        told.push((format!("{}/{} parts ", parts.done, parts.all), role(parts.done, parts.all)));
    }
    told
}

/// In words: `checklist 2/5`, `parts 1/3`.
pub(super) fn in_words(app: &App, card: &Card) -> Parts {
    let mut told = Parts::new();
    if let (done, all @ 1..) = card.checked() {
        told.push((format!("checklist {done}/{all}"), role(done, all)));
    }
    let parts = app.board.parts(card.id());
    if parts.all > 0 {
        told.push((format!("parts {}/{}", parts.done, parts.all), role(parts.done, parts.all)));
    }
    told
}

fn role(done: usize, all: usize) -> Role {
    if done == all { Role::Good } else { Role::Faint }
}
