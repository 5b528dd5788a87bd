//! Bars: from the ground up, or up and down from a line in the middle.

use ratatui::layout::Rect;

use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// A bar from the bottom of `area` up, as wide as `area`: `value` of `most`, in eighths of a
/// cell. What is not nothing shows. Answers the row above it.
pub fn rising(pen: &mut Pen<'_>, area: Rect, value: u64, most: u64, role: Role) -> u16 {
    let glyphs = pen.glyphs();
    let eighths = parts(value, most, u64::from(area.height) * 8);
    let full = u16::try_from(eighths / 8).unwrap_or(u16::MAX).min(area.height);
    for nth in 0..full {
        pen.rule(area.x, area.bottom() - 1 - nth, area.right(), glyphs.rising[7], role);
    }
    let top = area.bottom() - full;
    match usize::try_from(eighths % 8) {
        Ok(rest @ 1..) if top > area.y => {
            pen.rule(area.x, top - 1, area.right(), glyphs.rising[rest - 1], role);
            (top - 1).saturating_sub(1)
        }
        _ => top.saturating_sub(1),
    }
}

/// A bar from the middle of `area`, up when positive and down when negative: `value` of at most
/// `most` either way, in half cells. What is not nothing shows.
pub fn around(pen: &mut Pen<'_>, area: Rect, value: i64, most: u64, role: Role) {
    let glyphs = pen.glyphs();
    let zero = middle(area);
    let rows = if value > 0 { zero - area.y } else { area.bottom() - zero };
    let halves = parts(value.unsigned_abs(), most, u64::from(rows) * 2);
    for nth in 0..u16::try_from(halves.div_ceil(2)).unwrap_or(0).min(rows) {
        let last = u64::from(nth) == halves / 2;
        let (y, half) =
            if value > 0 { (zero - 1 - nth, glyphs.halves[1]) } else { (zero + nth, glyphs.halves[0]) };
        pen.rule(area.x, y, area.right(), if last { half } else { glyphs.rising[7] }, role);
    }
}

/// The row under the line in the middle of an area.
fn middle(area: Rect) -> u16 {
    area.y + area.height / 2
}

fn parts(value: u64, most: u64, of: u64) -> u64 {
    let parts = u128::from(value.min(most)) * u128::from(of) / u128::from(most.max(1));
    u64::try_from(parts).unwrap_or(of).max(u64::from(value > 0 && of > 0))
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::theme::Theme;

    #[test]
    fn bars_rise_and_hang() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 4));
        let mut pen = Pen::new(&mut buffer, Rect::new(0, 0, 6, 4), &Theme::MONO);
        for (x, value) in (0_u16..).zip([0, 1, 3, 8, 99]) {
            rising(&mut pen, Rect::new(x, 0, 1, 4), value, 8, Role::Text);
        }
        assert_eq!(buffer, Buffer::with_lines(["   ██ ", "   ██ ", "  ▄██ ", " ▄███ "]));
        let mut buffer = Buffer::empty(Rect::new(0, 0, 5, 4));
        let mut pen = Pen::new(&mut buffer, Rect::new(0, 0, 5, 4), &Theme::MONO);
        for (x, value) in (0_u16..).zip([0, 1, 4, -3, i64::MIN]) {
            around(&mut pen, Rect::new(x, 0, 1, 4), value, 4, Role::Text);
        }
        assert_eq!(buffer, Buffer::with_lines(["  █  ", " ▄█  ", "   ██", "   ▀█"]));
        rising(&mut Pen::new(&mut buffer, Rect::ZERO, &Theme::MONO), Rect::ZERO, 1, 0, Role::Text);
    }
}
