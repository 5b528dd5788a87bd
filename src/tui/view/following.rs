//! The keys that may follow a chord that has begun: a small panel at the bottom, the board stays in
//! sight.

use super::panel;
use super::pen::Pen;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Following;
use crate::tui::theme::Role;

/// Cells of one of them, at least.
const CELL: u16 = 26;
/// The most that stand side by side.
const SIDE_BY_SIDE: u16 = 4;

/// Draws them above the last line, top to bottom and then left to right.
pub fn draw(pen: &mut Pen<'_>, app: &App) {
    let following = app.following();
    let chord = app.chord_text();
    let about = app.chord_about();
    let title = if about.is_empty() { format!("{chord} …") } else { format!("{chord} … {about}") };
    let inside = pen.area.width.saturating_sub(4);
    // A reason needs room: columns only as far as everything stays readable.
    let widest = following.iter().map(cells).max().unwrap_or(0);
    let cell = u16::try_from(widest + 2).unwrap_or(u16::MAX).max(CELL);
    let columns = (inside / cell.min(inside.max(1))).clamp(1, SIDE_BY_SIDE);
    let count = u16::try_from(following.len()).unwrap_or(u16::MAX);
    let columns = columns.min(count.max(1));
    // The board is what is looked at: half of the screen stays its own.
    let rows = count.div_ceil(columns).min((pen.area.height / 2).max(1));
    let inner = panel::bottom(pen, rows, &title);
    let key_width = following.iter().map(|next| text::width(&next.key)).max().unwrap_or(1);
    let width = inner.width / columns;
    let shown = usize::from(inner.height) * usize::from(columns);
    for (nth, next) in following.iter().take(shown).enumerate() {
        let nth = u16::try_from(nth).unwrap_or(0);
        let (column, row) = (nth / inner.height.max(1), nth % inner.height.max(1));
        let (x, y) = (inner.x + column * width, inner.y + row);
        let end = x.saturating_add(width.saturating_sub(1)).min(inner.right());
        let key = format!("{:>key_width$}  ", next.key);
        match &next.unavailable {
            None => pen.parts(x, y, end, &[(&key, Role::Key), (next.title, Role::Text)]),
            Some(why) => {
                let parts = [
                    (key.as_str(), Role::Faint),
                    (next.title, Role::Faint),
                    (": ", Role::Faint),
                    (why, Role::Faint),
                ];
                pen.parts(x, y, end, &parts)
            }
        };
    }
    if let Some(more) = following.len().checked_sub(shown).filter(|more| *more > 0) {
        let words = format!(" {more} more ");
        pen.parts_right(inner.x, inner.bottom(), inner.right(), &[(&words, Role::Faint)]);
    }
}

fn cells(next: &Following) -> usize {
    let why = next.unavailable.as_ref().map_or(0, |why| 2 + text::width(why));
    text::width(&next.key) + 2 + text::width(next.title) + why
}
