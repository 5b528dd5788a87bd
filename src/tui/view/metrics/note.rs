//! The line under a picture that tells what the cursor is on.

use ratatui::layout::Rect;

use super::{View, cells, part};
use crate::board::Id;
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::panel::Line;
use crate::tui::view::pen::Pen;

/// Below this height a picture has its room for itself.
const HEIGHT_MIN: u16 = 5;
/// Cells of a title that it takes to know a card by.
const TITLE_MIN: usize = 28;

/// The room of the picture, and of the line under it if the picture has the cursor.
pub fn room(view: &View<'_>, area: Rect) -> (Rect, Option<Rect>) {
    if !view.has_cursor || area.height < HEIGHT_MIN {
        return (area, None);
    }
    let air = u16::from(area.height > 16);
    let picture = Rect { height: area.height - 1 - air, ..area };
    (picture, Some(Rect { y: area.bottom() - 1, height: 1, ..area }))
}

/// Tells a card with as many of its facts as leave enough of the title to be known by.
pub fn card(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, card: Id, facts: &[Line]) {
    let (id, title) = view.card(card);
    let room = usize::from(area.width).saturating_sub(text::width(&id) + 2);
    let least = text::width(title).min(TITLE_MIN);
    let mut used = 0;
    let told = facts.iter().take_while(|parts| {
        used += cells(parts) + 2;
        used + least <= room
    });
    let told: Vec<Line> = told.cloned().collect();
    let used: usize = told.iter().map(|parts| cells(parts) + 2).sum();
    let title = text::fit(title, room.saturating_sub(used)).to_string();
    let name = vec![part(format!("{id} "), Role::Faint), part(title, Role::Strong)];
    words(pen, area, &[vec![name], told].concat());
}

/// Tells what the cursor is on, the first first, as far as there is room.
pub fn words(pen: &mut Pen<'_>, area: Rect, facts: &[Line]) {
    let mut x = pen.put(area.x, area.y, area.right(), pen.glyphs().select, Role::Focus);
    for (nth, parts) in facts.iter().enumerate() {
        if nth > 0 {
            if usize::from(area.right().saturating_sub(x)) < cells(parts) + 2 {
                break;
            }
            x = pen.put(x, area.y, area.right(), "  ", Role::Text);
        }
        x = parts.iter().fold(x, |x, (text, role)| pen.put(x, area.y, area.right(), text, *role));
    }
}
