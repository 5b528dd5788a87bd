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
    let width = if pen.area.width < 72 { pen.area.width } else { 64 };
    let lines = text::wrap(&confirm.question, width.saturating_sub(4).into(), 6);
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let inner = panel::centred(pen, (width, rows.saturating_add(4)), "");
    for (line, y) in lines.iter().zip(inner.y..inner.bottom()) {
        pen.put(inner.x, y, inner.right(), line.as_str(), Role::Text);
    }
    let last = inner.bottom().saturating_sub(1);
    let yes = [("y ", Role::Key), (confirm.then, Role::Faint), ("   ", Role::Faint)];
    let x = pen.parts(inner.x, last, inner.right(), &yes);
    pen.parts(x, last, inner.right(), &[("n ", Role::Key), ("back", Role::Faint)]);
    None
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
