//! A folded column: how many cards it has, and its name from top to bottom.

use unicode_segmentation::UnicodeSegmentation;

use super::column::standing;
use super::pen::Pen;
use crate::board::Scope;
use crate::text;
use crate::tui::app::App;
use crate::tui::layout::Slot;
use crate::tui::theme::Role;

/// Draws the strip below its head.
pub fn draw(pen: &mut Pen<'_>, app: &App, slot: &Slot) {
    let area = slot.cards;
    let column = app.board.column(slot.column);
    let glyphs = pen.glyphs();
    let chosen = app.selection.column == Some(column.id);
    let mut pen = pen.within(area);
    pen.clear();
    if chosen {
        pen.bar(area.x, area.y, area.bottom(), glyphs.select, Role::Focus);
    }
    let look = standing(
        app.board.count(Scope::Column(slot.column)),
        app.board.limit(Scope::Column(slot.column)),
        glyphs,
    );
    let mut y = area.y;
    if !look.symbol.is_empty() {
        pen.put(area.x + 1, y, area.right(), look.symbol, look.role);
        y += 1;
    }
    let name = app.board.scope_name(Scope::Column(slot.column));
    let name = text::Clean::new(&name);
    let role = if chosen { Role::Focus } else { Role::Strong };
    for letter in name.as_str().graphemes(true) {
        if y >= area.bottom() {
            break;
        }
        pen.put(area.x + 1, y, area.right(), letter, role);
        y += 1;
    }
}

/// The number that stands in the strip's head, in at most three cells.
pub fn number(app: &App, slot: &Slot) -> String {
    match app.board.cards_in(slot.column).len() {
        cards @ 0..100 => format!(" {cards}"),
        cards @ 100..1_000 => cards.to_string(),
        cards @ 1_000..10_000 => format!("{}k", cards / 1_000),
        _ => "9k+".to_owned(),
    }
}
