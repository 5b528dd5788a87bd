//! Words beside a picture, each as near as can be to the row it speaks of.

use ratatui::layout::Rect;

use crate::tui::view::panel::Line;
use crate::tui::view::pen::Pen;

/// Writes labels into `area`, given from top to bottom with the rows they speak of. Where two
/// want one row, the later goes below; what finds no room is left out, the last ones first.
pub fn beside(pen: &mut Pen<'_>, area: Rect, labels: &[(u16, Line)]) {
    if area.width == 0 {
        return;
    }
    let fitting = &labels[..labels.len().min(area.height.into())];
    let mut rows: Vec<u16> = Vec::with_capacity(fitting.len());
    for (row, _) in fitting {
        let least = rows.last().map_or(area.y, |last| last + 1);
        rows.push((*row).max(least));
    }
    // Those pushed out at the bottom push the others up.
    let mut most = area.bottom();
    for row in rows.iter_mut().rev() {
        *row = (*row).min(most.saturating_sub(1));
        most = *row;
    }
    for (y, (_, parts)) in rows.into_iter().zip(fitting) {
        parts.iter().fold(area.x, |x, (text, role)| pen.put(x, y, area.right(), text, *role));
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::theme::{Role, Theme};
    use crate::tui::view::panel::line;

    #[test]
    fn labels_make_room_for_each_other() {
        let draw = |rows: &[u16]| {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 4));
            let area = buffer.area;
            let labels: Vec<(u16, Line)> =
                rows.iter().zip("abcdef".chars()).map(|(row, c)| (*row, line(c, Role::Text))).collect();
            beside(&mut Pen::new(&mut buffer, area, &Theme::MONO), area, &labels);
            buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!(draw(&[0, 3]), "a  b");
        assert_eq!(draw(&[1, 1, 1]), " abc");
        assert_eq!(draw(&[3, 3, 3]), " abc");
        assert_eq!(draw(&[0, 0, 0, 0, 0]), "abcd");
        assert_eq!(draw(&[9]), "   a");
    }
}
