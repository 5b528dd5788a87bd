//! Questions: a line to type, a yes or no.

use ratatui::layout::{Position, Rect};

use super::panel;
use super::pen::Pen;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::input::Input;
use crate::tui::layer::{Confirm, Prompt};
use crate::tui::theme::Role;

const YES: &str = "y ";
const GAP: &str = "   ";
const NO: &str = "n ";
const BACK: &str = "back";

/// A line to type, at the bottom, so that the board stays in sight.
pub fn prompt(pen: &mut Pen<'_>, app: &App, prompt: &Prompt) -> Option<Position> {
    let inner = panel::bottom(pen, 2, &prompt.title);
    let row = Rect { height: 1.min(inner.height), ..inner };
    let cursor = input(&mut pen.within(row), &prompt.input, true);
    let below = inner.y.saturating_add(1);
    if below < inner.bottom() {
        match &prompt.error {
            Some(error) => {
                let bad = pen.glyphs().bad;
                pen.parts(
                    inner.x,
                    below,
                    inner.right(),
                    &[(bad, Role::Bad), (" ", Role::Bad), (error, Role::Bad)],
                );
            }
            None if !prompt.means.is_empty() => {
                pen.put(inner.x, below, inner.right(), &prompt.means, Role::Good);
            }
            None if prompt.completions.is_empty() => {
                pen.put(inner.x, below, inner.right(), &prompt.hint, Role::Faint);
            }
            None => {
                let key = app.key_text(Command::Next);
                let mut x = pen.parts(inner.x, below, inner.right(), &[(&key, Role::Key), (" ", Role::Key)]);
                for (nth, word) in prompt.completions.iter().enumerate() {
                    let role = if nth == 0 { Role::Strong } else { Role::Faint };
                    x = pen.parts(x, below, inner.right(), &[(word, role), ("  ", Role::Faint)]);
                }
            }
        }
    }
    cursor
}

/// A question to answer with yes or no.
pub fn confirm(pen: &mut Pen<'_>, confirm: &Confirm) -> Option<Position> {
    let (lines, size) = question(pen.area, confirm);
    let inner = panel::centred(pen, size, "");
    for (line, y) in lines.iter().zip(inner.y..inner.bottom()) {
        pen.put(inner.x, y, inner.right(), line.as_str(), Role::Text);
    }
    let (yes, no) = answers(inner, confirm);
    pen.parts(yes.x, yes.y, yes.right(), &[(YES, Role::Key), (confirm.then, Role::Faint)]);
    pen.parts(no.x, no.y, no.right(), &[(NO, Role::Key), (BACK, Role::Faint)]);
    None
}

/// The lines of a question, and the cells of its box.
fn question(room: Rect, confirm: &Confirm) -> (Vec<text::Clean<'static>>, (u16, u16)) {
    let width = if room.width < 72 { room.width } else { 64 };
    let inner = width.saturating_sub(4);
    let lines = text::wrap(&confirm.question, inner.into(), 6);
    let rows = u16::try_from(lines.len()).unwrap_or(1) + u16::from(!is_one_row(inner, confirm));
    (lines, (width, rows.saturating_add(4)))
}

/// True if both answers fit on one row.
fn is_one_row(width: u16, confirm: &Confirm) -> bool {
    YES.len() + text::width(confirm.then) + GAP.len() + NO.len() + BACK.len() <= width.into()
}

/// Where yes and no stand within the box of a question.
fn answers(inner: Rect, confirm: &Confirm) -> (Rect, Rect) {
    let last = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
    if !is_one_row(inner.width, confirm) {
        return (Rect { y: last.y.saturating_sub(1).max(inner.y), ..last }, last);
    }
    let yes = cells(YES.len() + text::width(confirm.then)).min(inner.width);
    let right = inner.width.min(yes + cells(GAP.len()));
    let no = cells(NO.len() + BACK.len()).min(inner.width - right);
    (Rect { width: yes, ..last }, Rect { x: inner.x + right, width: no, ..last })
}

fn cells(of: usize) -> u16 {
    u16::try_from(of).unwrap_or(u16::MAX)
}

/// The answer at a place: true for yes.
pub fn answer(room: Rect, confirm: &Confirm, place: Position) -> Option<bool> {
    let inner = panel::inside(room, question(room, confirm).1);
    let (yes, no) = answers(inner, confirm);
    match () {
        () if no.contains(place) => Some(false),
        () if yes.contains(place) => Some(true),
        () => None,
    }
}

/// Draws text being typed on the pen's area, moved so that the cursor is in it. Answers where
/// the cursor is.
pub fn input(pen: &mut Pen<'_>, input: &Input, focused: bool) -> Option<Position> {
    let area = pen.area;
    if area.width == 0 || area.height == 0 {
        return None;
    }
    let (line, character) = input.cursor();
    let first = line.saturating_sub(usize::from(area.height) - 1);
    let mut cursor = None;
    for (nth, (row, y)) in input.rows().iter().skip(first).zip(area.y..area.bottom()).enumerate() {
        if first + nth != line || !focused {
            pen.put(area.x, y, area.right(), row, Role::Text);
            continue;
        }
        let at = row.char_indices().nth(character).map_or(row.len(), |(at, _)| at);
        let (before, after) = row.split_at_checked(at).unwrap_or((row, ""));
        // The cursor takes a cell behind the last letter.
        let seen = text::tail(before, usize::from(area.width) - 1);
        let x = pen.put(area.x, y, area.right(), seen.as_str(), Role::Text);
        pen.put(x, y, area.right(), after, Role::Text);
        cursor = Some(Position { x: x.min(area.right() - 1), y });
    }
    cursor
}
