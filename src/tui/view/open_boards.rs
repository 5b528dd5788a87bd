//! The names of the boards that are open, where one alone has its title.

use super::pen::Pen;
use crate::tui::app::App;
use crate::tui::layout::Plan;
use crate::tui::open_boards::{GAP, Sign, room};
use crate::tui::theme::Role;

/// Draws the names in the header, to before `end`. Answers where they end.
pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan, end: u16) -> u16 {
    let (left, y) = (plan.header.x + 1, plan.header.y);
    let mut last = left;
    for label in app.board_labels(room(plan.header.width)) {
        let start = left.saturating_add(label.cells.start);
        if label.cells.start > 0 {
            pen.put(start.saturating_sub(GAP - 1), y, end, pen.glyphs().bar, Role::Rule);
        }
        let role = if label.shown { Role::Focus } else { Role::Faint };
        last = pen.put(start, y, end, &label.text, role);
        let (sign, role) = match label.sign {
            Sign::None => continue,
            Sign::Changed => (pen.glyphs().changed, Role::News),
            Sign::Unsaved => (pen.glyphs().dot, Role::Warn),
            Sign::Trouble => (pen.glyphs().bad, Role::Bad),
        };
        last = pen.parts(last, y, end, &[(" ", Role::Faint), (sign, role)]);
    }
    last
}
