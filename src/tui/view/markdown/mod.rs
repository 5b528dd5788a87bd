//! Markdown as lines of a screen: headings, lists, quotes, code, tables, links.
//!
//! [`blocks`] walks what the parser finds and stacks quotes and lists up, [`wrap`] breaks runs of
//! styled text between words, [`table`] sets cells side by side. All text is cleaned before its
//! width is counted, so that no line is wider than it was asked to be.

mod blocks;
mod table;
mod wrap;

use std::cell::RefCell;
use std::rc::Rc;

use super::panel::Line;
use crate::tui::glyphs::Glyphs;

/// The most lines a text is laid out in: far more than anybody scrolls through.
const LINES_MAX: usize = 2_000;
/// No more of a text is parsed, in bytes: a board takes longer ones, a screen does not.
const BYTES_MAX: usize = 200_000;

/// A text that was laid out.
struct Laid {
    text: String,
    width: usize,
    glyphs: &'static Glyphs,
    lines: Rc<Vec<Line>>,
}

thread_local! {
    /// The last text: a detail is drawn again at every key, and its text hardly ever differs.
    static LAST: RefCell<Option<Laid>> = const { RefCell::new(None) };
}

/// The lines of a text, none wider than `width` cells.
pub fn lines(text: &str, width: usize, glyphs: &'static Glyphs) -> Rc<Vec<Line>> {
    LAST.with_borrow_mut(|last| {
        if let Some(laid) = last
            && laid.width == width
            && std::ptr::eq(laid.glyphs, glyphs)
            && laid.text == text
        {
            return Rc::clone(&laid.lines);
        }
        let lines = Rc::new(lay_out(text, width, glyphs));
        *last = Some(Laid { text: text.to_owned(), width, glyphs, lines: Rc::clone(&lines) });
        lines
    })
}

fn lay_out(text: &str, width: usize, glyphs: &Glyphs) -> Vec<Line> {
    if width == 0 {
        return Vec::new();
    }
    let end = (0..=BYTES_MAX.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    blocks::lay_out(text.get(..end.unwrap_or(0)).unwrap_or_default(), width, LINES_MAX, glyphs)
}

#[cfg(test)]
mod tests;
