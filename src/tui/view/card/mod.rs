//! The face of a card: its id and title, how long it has been here, what is the matter with it.
//!
//! Nothing on it is told by a colour alone, and no symbol stands without a word where there is
//! room for one.

mod due;
mod facts;
mod progress;
mod tail;

use super::pen::Pen;
use crate::board::Card;
use crate::text;
use crate::tui::app::App;
use crate::tui::layout::Face;
use crate::tui::theme::Role;

pub use tail::cord_look;

/// From this many cells on the second line of two has room for words.
const TOLD_FROM: usize = 36;

/// Texts, each with what it is.
type Parts = Vec<(String, Role)>;

/// Draws a card on the whole of the pen's area.
pub fn face(pen: &mut Pen<'_>, app: &App, card: &Card, face: Face, selected: bool) {
    let (area, glyphs) = (pen.area, pen.glyphs());
    let right = area.right().saturating_sub(1);
    let left = area.x.saturating_add(1);
    let id = app.board.short_id(card.id());
    let chosen = app.chosen.has(card.id());
    let id_role = match (selected, chosen) {
        (true, _) => Role::Focus,
        (false, true) => Role::Key,
        (false, false) => Role::Faint,
    };
    let x = pen.parts(left, area.y, right, &[(&id, id_role), (" ", Role::Faint)]);
    let room = usize::from(right.saturating_sub(left));
    let face = told_below_a_line(card, face, room, usize::from(right.saturating_sub(x)));
    let tail = tail::tail(app, card, face, room, glyphs);
    let role = if selected { Role::Strong } else { Role::Text };
    match face {
        Face::Line => in_a_line(pen, card, (x, right), role, &tail),
        Face::Compact | Face::Snug | Face::Tall => {
            under_a_title(pen, card, face, (x, left, right), role, &tail);
        }
        Face::Worded | Face::Roomy | Face::Full => {
            in_words(pen, app, card, face, (x, left, right), role, &tail);
        }
    }
    if selected {
        pen.bar(area.x, area.y, area.bottom(), glyphs.select, Role::Focus);
        pen.lift(area);
    } else if app.mark(card.id()).is_some() {
        pen.put(area.x, area.y, area.right(), glyphs.changed, Role::News);
    }
    if chosen {
        pen.put(area.x, area.y, area.right(), glyphs.chosen, Role::Key);
    }
}

/// Where a title needs one line of two, the other one tells what a larger face would.
fn told_below_a_line(card: &Card, face: Face, room: usize, first: usize) -> Face {
    let told = face == Face::Compact && room >= TOLD_FROM && text::width(card.title()) <= first;
    if told { Face::Worded } else { face }
}

/// All in one line.
fn in_a_line(pen: &mut Pen<'_>, card: &Card, (x, right): (u16, u16), role: Role, tail: &Parts) {
    let y = pen.area.y;
    let end = written_right(pen, (x, y, right), tail);
    pen.put(x, y, end.saturating_sub(1), card.title(), role);
}

/// A title of as many lines as there are, whose last it shares with the tail.
fn under_a_title(
    pen: &mut Pen<'_>,
    card: &Card,
    face: Face,
    (x, left, right): (u16, u16, u16),
    role: Role,
    tail: &Parts,
) {
    let area = pen.area;
    let first = usize::from(right.saturating_sub(x));
    let whole = usize::from(right.saturating_sub(left));
    let shared = whole.saturating_sub(wide(tail) + 1);
    let (widths, lines) = match face {
        Face::Compact => ([first, shared, 0], 2),
        _ => ([first, whole, shared], 3),
    };
    // Next to a tail that leaves no room for a word the title has a line less.
    let lines = if widths[lines - 1] < 4 { lines - 1 } else { lines };
    let taken = title(pen, card, widths.get(..lines).unwrap_or_default(), (x, left, right), role);
    let last = area.y.saturating_add(face.lines() - 1);
    let y = if face == Face::Compact {
        last
    } else {
        // A title that ends early lets the tail up, so that a card stays together.
        let under = area.y.saturating_add(taken);
        under.saturating_sub(u16::from(taken == 3)).clamp(area.y + 1, last.max(area.y + 1))
    };
    written_right(pen, (left, y, right), tail);
}

/// A title of two lines at most; below it what there is to say, with the tail at the end.
fn in_words(
    pen: &mut Pen<'_>,
    app: &App,
    card: &Card,
    face: Face,
    (x, left, right): (u16, u16, u16),
    role: Role,
    tail: &Parts,
) {
    let area = pen.area;
    let first = usize::from(right.saturating_sub(x));
    let whole = usize::from(right.saturating_sub(left));
    let taken = title(pen, card, &[first, whole], (x, left, right), role);
    let lines: Vec<Parts> = match face {
        Face::Full => facts::two_lines(app, card, pen.glyphs()),
        _ => vec![facts::one_line(app, card, pen.glyphs())],
    };
    let mut y = area.y.saturating_add(taken).min(area.y.saturating_add(face.lines() - 1));
    for (nth, line) in lines.iter().enumerate() {
        let last = nth + 1 == lines.len();
        let end = if last { written_right(pen, (left, y, right), tail).saturating_sub(1) } else { right };
        let parts: Vec<(&str, Role)> = line.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        pen.parts(left, y, end, &parts);
        y = y.saturating_add(1);
    }
}

/// Writes the title into lines of these widths. Returns how many it took.
fn title(
    pen: &mut Pen<'_>,
    card: &Card,
    widths: &[usize],
    (x, left, right): (u16, u16, u16),
    role: Role,
) -> u16 {
    let lines = text::wrap_in(card.title(), widths);
    for (nth, (line, y)) in lines.iter().zip(pen.area.y..).enumerate() {
        pen.put(if nth == 0 { x } else { left }, y, right, line.as_str(), role);
    }
    u16::try_from(lines.len()).unwrap_or(0)
}

/// Writes parts so that they end before `right`. Returns where they begin.
fn written_right(pen: &mut Pen<'_>, (left, y, right): (u16, u16, u16), parts: &Parts) -> u16 {
    let parts: Vec<(&str, Role)> = parts.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    pen.parts_right(left, y, right, &parts)
}

fn wide(parts: &Parts) -> usize {
    parts.iter().map(|(text, _)| text::width(text)).sum()
}
