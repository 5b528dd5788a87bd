//! The row of tabs: the number that shows each one, its name, and the window that is measured.

use ratatui::layout::Rect;

use crate::tui::tab::{Tab, row};
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Draws the tabs on a rule; the window stands at the right end.
pub fn draw(pen: &mut Pen<'_>, area: Rect, shown: Tab, days: u32) {
    let glyphs = pen.glyphs();
    pen.rule(area.x, area.y, area.right(), glyphs.rule, Role::Rule);
    let mut end = area.x;
    for placed in row(area.width, shown) {
        let (mark, role) =
            if placed.tab == shown { (glyphs.select, Role::Focus) } else { (" ", Role::Faint) };
        let number = placed.tab.number().to_string();
        let x = area.x.saturating_add(placed.cells.start);
        end = pen.parts(x, area.y, area.right(), &[(mark, Role::Focus), (&number, Role::Key)]);
        if !placed.name.is_empty() {
            end = pen.parts(end, area.y, area.right(), &[(" ", role), (placed.name, role)]);
        }
    }
    end = pen.put(end, area.y, area.right(), " ", Role::Faint);
    for words in [format!(" last {days} days "), format!(" {days} days ")] {
        let last = area.right().saturating_sub(1);
        if pen.parts_right(end, area.y, last, &[(&words, Role::Faint)]) < last {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::{Buffer, Cell};

    use super::*;
    use crate::tui::theme::Theme;

    #[test]
    fn as_much_of_the_names_as_fits() {
        let row = |width: u16| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
            let area = buffer.area;
            draw(&mut Pen::new(&mut buffer, area, &Theme::MONO), area, Tab::Ageing, 30);
            buffer.content.iter().map(Cell::symbol).collect::<String>()
        };
        assert!(row(130).contains("2 Cumulative flow 3 Scatter"));
        assert!(row(80).contains("4 Hist▌5 Age 6 Rate"), "{}", row(80));
        assert!(row(80).ends_with("9 XmR ── 30 days ─"), "{}", row(80));
        assert_eq!(row(30), "─ 1 2 3 4▌5 Age 6 7 8 9 ──────");
    }
}
