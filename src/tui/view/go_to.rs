//! Going to a card: the line to type, and the cards that may be meant.

use ratatui::layout::{Position, Rect};

use super::list::Rows;
use super::pen::Pen;
use super::{ask, panel};
use crate::text::fuzzy::{self, Finder, Query};
use crate::tui::app::App;
use crate::tui::go_to::GoTo;
use crate::tui::theme::Role;

/// Rows of cards, at most.
const ROWS: u16 = 12;

/// The cells of the box.
const SIZE: (u16, u16) = (76, ROWS + 4);

fn rows(inner: Rect, go_to: &GoTo) -> Rows {
    let area = Rect { y: inner.y.saturating_add(2), height: inner.height.saturating_sub(2), ..inner };
    Rows::new(area, go_to.selected)
}

/// The card at a place, as its row.
pub fn row(room: Rect, go_to: &GoTo, place: Position) -> Option<usize> {
    rows(panel::inside(room, SIZE), go_to).at(place, go_to.found.len())
}

/// Draws the question and the cards.
pub fn draw(pen: &mut Pen<'_>, app: &App, go_to: &GoTo) -> Option<Position> {
    let inner = panel::centred(pen, SIZE, "Go to a card");
    let glyphs = pen.glyphs();
    let x = pen.parts(inner.x, inner.y, inner.right(), &[(glyphs.right, Role::Key), (" ", Role::Key)]);
    let line = Rect { x, y: inner.y, width: inner.right().saturating_sub(x), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(line), &go_to.query, true);
    let top = inner.y.saturating_add(2);
    if go_to.found.is_empty() {
        let told = match &go_to.gone {
            Some(gone) => gone.as_str(),
            None if go_to.query.is_empty() => "The beginning of an id, or letters of a title in their order.",
            None if go_to.is_searching() => "Looking.",
            None => "No card on the board is called so.",
        };
        pen.put(inner.x, top, inner.right(), told, Role::Faint);
        return cursor;
    }
    let query = Query::fuzzy(&go_to.query.text());
    let mut finder = Finder::default();
    let rows = rows(inner, go_to);
    for ((nth, id), y) in go_to.found.iter().enumerate().skip(rows.first).zip(rows.area.y..rows.area.bottom())
    {
        let Some(card) = app.board.card(*id) else { continue };
        let chosen = nth == go_to.selected;
        let (mark, role) = if chosen { (glyphs.select, Role::Focus) } else { (" ", Role::Text) };
        let short = app.board.short_id(*id);
        let column = &app.board.column(card.column()).name;
        let end = pen.parts_right(inner.x + inner.width / 2, y, inner.right(), &[(column, Role::Faint)]);
        let end = end.saturating_sub(2);
        let mut x = pen.parts(inner.x, y, end, &[(mark, Role::Focus), (&short, Role::Key), ("  ", role)]);
        let letters = finder.find(&query, card.title()).unwrap_or_default().ranges;
        for (part, fits) in fuzzy::parts(card.title(), &letters) {
            x = pen.put(x, y, end, part, if fits { Role::Warn } else { role });
        }
    }
    cursor
}
