//! The line under a picture that tells what the cursor is on.

use ratatui::layout::Rect;

use super::{View, part};
use crate::board::Id;
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::panel::Line;
use crate::tui::view::pen::Pen;

/// Below this height a picture has its room for itself.
const HEIGHT_MIN: u16 = 5;

/// The room of the picture, and of the line under it if the picture has the cursor.
pub fn room(view: &View<'_>, area: Rect) -> (Rect, Option<Rect>) {
    if !view.has_cursor || area.height < HEIGHT_MIN {
        return (area, None);
    }
    let air = u16::from(area.height > 16);
    let picture = Rect { height: area.height - 1 - air, ..area };
    (picture, Some(Rect { y: area.bottom() - 1, height: 1, ..area }))
}

/// Tells a card, with its facts; the title gives way to them.
pub fn card(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, card: Id, facts: &[(String, Role)]) {
    let (id, title) = view.card(card);
    let told: usize = facts.iter().map(|(text, _)| text::width(text)).sum();
    let used = told + text::width(&id) + 4;
    let title = text::fit(title, usize::from(area.width).saturating_sub(used).max(8)).to_string();
    let mut parts = vec![part(format!("{id} "), Role::Faint), part(title, Role::Strong), part("  ", Role::Text)];
    parts.extend(facts.iter().cloned());
    words(pen, area, &parts);
}

/// Tells what the cursor is on.
pub fn words(pen: &mut Pen<'_>, area: Rect, parts: &Line) {
    let x = pen.put(area.x, area.y, area.right(), pen.glyphs().select, Role::Focus);
    parts.iter().fold(x, |x, (text, role)| pen.put(x, area.y, area.right(), text, *role));
}
