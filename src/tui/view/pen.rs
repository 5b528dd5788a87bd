//! Writing into a frame, never outside the part that was given.
//!
//! Everything that is written passes [`text::fit`](crate::text::fit), so no view can send a
//! board's text to the terminal uncleaned, and none can write over its neighbour.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier, Style};

use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::{Role, Theme};

/// Writes into a rectangle of a frame.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    /// What may be written on.
    pub area: Rect,
    theme: &'a Theme,
}

impl<'a> Pen<'a> {
    /// A pen for the part of `area` that is in the frame.
    pub fn new(buffer: &'a mut Buffer, area: Rect, theme: &'a Theme) -> Self {
        let area = area.intersection(buffer.area);
        Self { buffer, area, theme }
    }

    /// A pen for the part of `area` that this one may write on.
    pub fn within(&mut self, area: Rect) -> Pen<'_> {
        Pen { area: area.intersection(self.area), buffer: self.buffer, theme: self.theme }
    }

    /// The symbols.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.theme.glyphs
    }

    /// Writes `text` from `x` to before `end`, cut with `…`. Returns where it ended.
    pub fn put(&mut self, x: u16, y: u16, end: u16, text: &str, role: Role) -> u16 {
        let end = end.min(self.area.right());
        if x >= end || x < self.area.x || y < self.area.y || y >= self.area.bottom() {
            return x;
        }
        let width = usize::from(end - x);
        let fitted = text::fit(text, width);
        let style = self.style(role);
        let text = self.theme.glyphs.spell(fitted.as_str());
        if text.is_ascii() {
            // A cell is a byte: no need to look for clusters, which would cost most of a frame.
            let mut at = x;
            for byte in 0..text.len() {
                self.buffer[(at, y)].set_symbol(text.get(byte..=byte).unwrap_or(" ")).set_style(style);
                at += 1;
            }
            return at;
        }
        self.buffer.set_stringn(x, y, text, width, style).0
    }

    /// Writes parts one after the other, as [`put`](Self::put) does.
    pub fn parts(&mut self, x: u16, y: u16, end: u16, parts: &[(&str, Role)]) -> u16 {
        parts.iter().fold(x, |x, (text, role)| self.put(x, y, end, text, *role))
    }

    /// Writes parts so that they end before `end`, or nothing if they do not fit after `start`.
    /// Returns where they begin.
    pub fn parts_right(&mut self, start: u16, y: u16, end: u16, parts: &[(&str, Role)]) -> u16 {
        let end = end.min(self.area.right());
        let width: usize = parts.iter().map(|(text, _)| text::width(text)).sum();
        match u16::try_from(width).ok().and_then(|width| end.checked_sub(width)) {
            Some(x) if x >= start => {
                self.parts(x, y, end, parts);
                x
            }
            _ => end,
        }
    }

    /// Repeats a symbol from `x` to before `end`.
    pub fn rule(&mut self, x: u16, y: u16, end: u16, symbol: &str, role: Role) {
        let style = self.style(role);
        for x in x.max(self.area.x)..end.min(self.area.right()) {
            if (self.area.y..self.area.bottom()).contains(&y) {
                self.buffer[(x, y)].set_symbol(symbol).set_style(style);
            }
        }
    }

    /// Draws a symbol in one cell, on the ground of another role where there is one.
    pub fn cell(&mut self, x: u16, y: u16, symbol: &str, role: Role, ground: Option<Role>) {
        if !self.area.contains(Position::new(x, y)) {
            return;
        }
        let style = self.style(role);
        let style = ground.map_or(style, |ground| Style { bg: self.theme.on(role, ground).bg, ..style });
        self.buffer[(x, y)].set_symbol(symbol).set_style(style);
    }

    /// True if roles differ in colour.
    pub fn has_colours(&self) -> bool {
        self.theme.has_colours()
    }

    /// Draws a symbol down from `y` to before `end`.
    pub fn bar(&mut self, x: u16, y: u16, end: u16, symbol: &str, role: Role) {
        for y in y..end.min(self.area.bottom()) {
            self.rule(x, y, x.saturating_add(1), symbol, role);
        }
    }

    /// A role's style, which takes the place of what a cell had instead of mixing with it.
    fn style(&self, role: Role) -> Style {
        let style = self.theme.style(role);
        let none = style.fg.unwrap_or(Color::Reset);
        style.fg(none).remove_modifier(Modifier::all() - style.add_modifier)
    }

    /// Lifts what is written there off the rest, where colours allow: the card under the cursor.
    pub fn lift(&mut self, area: Rect) {
        let Some(style) = self.theme.lifted() else { return };
        self.buffer.set_style(area.intersection(self.area), style);
    }

    /// Makes everything in the area recede: what lies on top is read first.
    pub fn recede(&mut self) {
        let style = self.style(Role::Faint);
        self.buffer.set_style(self.area, style);
    }

    /// Wipes the area.
    pub fn clear(&mut self) {
        let area = self.area;
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                self.buffer[(x, y)].reset();
                self.buffer[(x, y)].set_style(self.theme.screen());
            }
        }
        // A wide letter that begins left of the area would cover its first cell.
        if let Some(left) = area.x.checked_sub(1).filter(|left| *left >= self.buffer.area.x) {
            for y in area.y..area.bottom() {
                if text::width(self.buffer[(left, y)].symbol()) > 1 {
                    self.buffer[(left, y)].set_symbol(" ");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 3));
        let mut pen = Pen::new(&mut buffer, Rect::new(1, 1, 4, 1), &Theme::MONO);
        for (x, y) in [(0, 0), (0, 1), (1, 0), (5, 1), (9, 9), (1, 2)] {
            assert_eq!(pen.put(x, y, u16::MAX, "out", Role::Text), x);
        }
        pen.put(1, 1, u16::MAX, "\u{1b}[31m", Role::Text);
        pen.rule(0, 0, 6, "-", Role::Rule);
        pen.bar(5, 0, 3, "|", Role::Rule);
        assert_eq!(buffer, Buffer::with_lines(["      ", " ␛[3… ", "      "]));
    }

    #[test]
    fn where_fonts_are_poor_no_sign_of_ours_needs_a_good_one() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let theme = Theme::MONO.ascii();
        Pen::new(&mut buffer, Rect::new(0, 0, 12, 1), &theme).put(0, 0, 12, "9 ÷ 2 × – and more", Role::Text);
        assert_eq!(buffer, Buffer::with_lines(["9 / 2 x - a~"]));
    }

    #[test]
    fn what_does_not_fit_on_the_right_is_left_out() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        let mut pen = Pen::new(&mut buffer, Rect::new(0, 0, 6, 2), &Theme::MONO);
        assert_eq!(pen.parts_right(2, 0, 6, &[("ab", Role::Text), ("cd", Role::Text)]), 2);
        assert_eq!(pen.parts_right(3, 1, 6, &[("ab", Role::Text), ("cd", Role::Text)]), 6);
        assert_eq!(buffer, Buffer::with_lines(["  abcd", "      "]));
    }
}
