//! The row of tabs: the number that shows each one, and its name.

use ratatui::layout::Rect;

use crate::text;
use crate::tui::tab::Tab;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Draws the tabs on a rule: with their names where there is room, with short ones, or with
/// numbers and the name of the tab that is shown. The window stands at the right end.
pub fn draw(pen: &mut Pen<'_>, area: Rect, shown: Tab, days: u32) {
    let glyphs = pen.glyphs();
    pen.rule(area.x, area.y, area.right(), glyphs.rule, Role::Rule);
    let room = usize::from(area.width.saturating_sub(2));
    let spelled: [fn(Tab, Tab) -> &'static str; 3] =
        [|tab, _| tab.name(), |tab, _| tab.short(), |tab, shown| if tab == shown { tab.short() } else { "" }];
    let width = |name: &fn(Tab, Tab) -> &'static str| -> usize {
        Tab::ALL.into_iter().map(|tab| cells(name(tab, shown))).sum::<usize>() + 1
    };
    let name = spelled.iter().find(|name| width(name) <= room).unwrap_or(&spelled[2]);
    let mut x = area.x.saturating_add(1);
    for tab in Tab::ALL {
        let (mark, role) = if tab == shown { (glyphs.select, Role::Focus) } else { (" ", Role::Faint) };
        let number = tab.number().to_string();
        x = pen.parts(x, area.y, area.right(), &[(mark, Role::Focus), (&number, Role::Key)]);
        let name = name(tab, shown);
        if !name.is_empty() {
            x = pen.parts(x, area.y, area.right(), &[(" ", role), (name, role)]);
        }
    }
    x = pen.put(x, area.y, area.right(), " ", Role::Faint);
    for words in [format!(" last {days} days "), format!(" {days} days ")] {
        let end = area.right().saturating_sub(1);
        if pen.parts_right(x, area.y, end, &[(&words, Role::Faint)]) < end {
            break;
        }
    }
}

/// Cells a tab takes: the mark or a blank, the number, a blank, the name.
fn cells(name: &str) -> usize {
    if name.is_empty() { 2 } else { 3 + text::width(name) }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::theme::Theme;

    #[test]
    fn as_much_of_the_names_as_fits() {
        let row = |width: u16| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, 1));
            let area = buffer.area;
            draw(&mut Pen::new(&mut buffer, area, &Theme::MONO), area, Tab::Ageing, 30);
            buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert!(row(130).contains("2 Cumulative flow 3 Scatter"));
        assert!(row(80).contains("4 Hist▌5 Age 6 Rate"), "{}", row(80));
        assert!(row(80).contains("9 XmR "), "{}", row(80));
        assert!(row(80).ends_with("─ 30 days ─"), "{}", row(80));
        assert_eq!(row(30), "─ 1 2 3 4▌5 Age 6 7 8 9 ──────");
    }
}
