//! Boxes on top of the board, and lines that scroll in them.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::tui::theme::Role;

/// A line of text in parts, each with its role.
pub type Line = Vec<(String, Role)>;

/// A line of one part.
pub fn line(text: impl Into<String>, role: Role) -> Line {
    vec![(text.into(), role)]
}

/// Draws a box of at most `size` in the middle of the pen's area. Answers the room within.
pub fn centred(pen: &mut Pen<'_>, (width, height): (u16, u16), title: &str) -> Rect {
    let room = pen.area;
    pen.recede();
    boxed(pen, amid(room, (width, height)), title)
}

/// The room within a box in the middle of `room`.
pub fn inside(room: Rect, size: (u16, u16)) -> Rect {
    within(amid(room, size)).unwrap_or(room)
}

fn amid(room: Rect, (width, height): (u16, u16)) -> Rect {
    // A strip of the board too narrow to be read beside the box would only disturb.
    let width = if width.saturating_add(8) > room.width { room.width } else { width };
    let height = height.min(room.height);
    let x = room.x + (room.width - width) / 2;
    let y = room.y + (room.height - height) / 2;
    Rect { x, y, width, height }
}

/// The room within a box; `None` where lines around it would leave none.
fn within(area: Rect) -> Option<Rect> {
    let inner = || Rect { x: area.x + 2, y: area.y + 1, width: area.width - 4, height: area.height - 2 };
    (area.width >= 6 && area.height >= 3).then(inner)
}

/// Draws a box with room for `lines` at the bottom of the pen's area. Answers the room within.
pub fn bottom(pen: &mut Pen<'_>, lines: u16, title: &str) -> Rect {
    let room = pen.area;
    let height = lines.saturating_add(2).min(room.height);
    boxed(pen, Rect { y: room.bottom() - height, height, ..room }, title)
}

/// Draws a box on top of what is there. Answers the room within.
pub fn popup(pen: &mut Pen<'_>, area: Rect) -> Rect {
    let area = area.intersection(pen.area);
    boxed(pen, area, "")
}

/// Draws a box. Answers the room within; where lines around it would leave none, there are none.
fn boxed(pen: &mut Pen<'_>, area: Rect, title: &str) -> Rect {
    pen.within(area).clear();
    let Some(inner) = within(area) else { return area };
    let glyphs = pen.glyphs();
    let (right, bottom) = (area.right() - 1, area.bottom() - 1);
    for y in [area.y, bottom] {
        pen.rule(area.x, y, area.right(), glyphs.rule, Role::Rule);
    }
    for x in [area.x, right] {
        pen.bar(x, area.y, area.bottom(), glyphs.bar, Role::Rule);
    }
    let corners = [(area.x, area.y), (right, area.y), (area.x, bottom), (right, bottom)];
    for ((x, y), corner) in corners.into_iter().zip(glyphs.corners) {
        pen.rule(x, y, x + 1, corner, Role::Rule);
    }
    if !title.is_empty() {
        pen.parts(area.x + 2, area.y, right, &[(" ", Role::Rule), (title, Role::Strong), (" ", Role::Rule)]);
    }
    inner
}

/// Draws lines from the one at `scroll` on, and how many more there are below on the row under
/// `area`, which is the box's lower edge.
pub fn scrolled(pen: &mut Pen<'_>, area: Rect, lines: &[Line], scroll: u16) {
    let last_first = lines.len().saturating_sub(area.height.into());
    let first = usize::from(scroll).min(last_first);
    for (parts, y) in lines.iter().skip(first).zip(area.y..area.bottom()) {
        parts.iter().fold(area.x, |x, (text, role)| pen.put(x, y, area.right(), text, *role));
    }
    let glyphs = pen.glyphs();
    let below = lines.len().saturating_sub(first + usize::from(area.height));
    for (symbol, cards, y) in
        [(glyphs.up, first, area.y.wrapping_sub(1)), (glyphs.down, below, area.bottom())]
    {
        if cards > 0 && y < pen.area.bottom() && y >= pen.area.y {
            let words = format!(" {symbol} {cards} more ");
            pen.parts_right(area.x, y, area.right(), &[(&words, Role::Faint)]);
        }
    }
}
