//! Points and lines in dots finer than cells: eight dots of braille in each. Where there is no
//! braille a cell shows how many of its dots are set.

use ratatui::layout::Rect;

use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

/// Dots of a cell: across, down.
const CELL: (usize, usize) = (2, 4);
/// The bit of each dot in a character of braille, by column and by row from the top.
const BITS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
/// What stands for cells with few, some and many dots in poor fonts.
const PLAIN: [&str; 3] = [".", ":", "*"];

/// A picture in dots.
pub struct Raster {
    area: Rect,
    cells: Vec<u8>,
}

impl Raster {
    /// An empty one.
    pub fn new(area: Rect) -> Self {
        Self { area, cells: vec![0; usize::from(area.width) * usize::from(area.height)] }
    }

    /// How many dots it has, across and up.
    pub fn dots(&self) -> (usize, usize) {
        (usize::from(self.area.width) * CELL.0, usize::from(self.area.height) * CELL.1)
    }

    /// Sets a dot, counted from the lower left.
    pub fn set(&mut self, x: usize, y: usize) {
        let (wide, high) = self.dots();
        if x < wide && y < high {
            let down = high - 1 - y;
            let cell = down / CELL.1 * usize::from(self.area.width) + x / CELL.0;
            self.cells[cell] |= BITS[x % CELL.0][down % CELL.1];
        }
    }

    /// Sets the dots from one to another.
    pub fn line(&mut self, (x0, y0): (usize, usize), (x1, y1): (usize, usize)) {
        let steps = x0.abs_diff(x1).max(y0.abs_diff(y1));
        for step in 0..=steps {
            let between = |from: usize, to: usize| {
                let part = from.abs_diff(to) * step / steps.max(1);
                if to > from { from + part } else { from - part }
            };
            self.set(between(x0, x1), between(y0, y1));
        }
    }

    /// Draws it; `role` says what a row is.
    pub fn draw(&self, pen: &mut Pen<'_>, role: impl Fn(u16) -> Role) {
        let braille = pen.glyphs().braille;
        let mut buffer = [0; 4];
        for (nth, dots) in self.cells.iter().enumerate().filter(|(_, dots)| **dots != 0) {
            let width = usize::from(self.area.width);
            let (Ok(x), Ok(y)) = (u16::try_from(nth % width), u16::try_from(nth / width)) else { continue };
            let (x, y) = (self.area.x + x, self.area.y + y);
            let symbol = if braille {
                &*char::from_u32(0x2800 + u32::from(*dots)).unwrap_or(' ').encode_utf8(&mut buffer)
            } else {
                PLAIN[usize::from(dots.count_ones() > 2) + usize::from(dots.count_ones() > 5)]
            };
            pen.cell(x, y, symbol, role(y), None);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;

    use super::*;
    use crate::tui::theme::Theme;

    #[test]
    fn dots_lie_where_they_are_set() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
        let area = buffer.area;
        let mut raster = Raster::new(area);
        raster.line((0, 0), (3, 3));
        raster.set(9, 9);
        raster.draw(&mut Pen::new(&mut buffer, area, &Theme::MONO), |_| Role::Text);
        assert_eq!(buffer, Buffer::with_lines(["⡠⠊"]));
        raster.draw(&mut Pen::new(&mut buffer, area, &Theme::MONO.ascii()), |_| Role::Text);
        assert_eq!(buffer, Buffer::with_lines([".."]));
        Raster::new(Rect::ZERO).draw(&mut Pen::new(&mut buffer, area, &Theme::MONO), |_| Role::Text);
    }
}
