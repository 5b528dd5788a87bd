//! The face of a card: its id and title, how long it has been here, what is the matter with it.

use super::clock::age;
use super::pen::Pen;
use crate::board::{Card, Cord};
use crate::report::asides;
use crate::text;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::Face;
use crate::tui::theme::Role;

/// From this many cells on a card's marks may have words.
const WORDY: usize = 24;

/// Draws a card on the whole of the pen's area.
pub fn face(pen: &mut Pen<'_>, app: &App, card: &Card, face: Face, selected: bool) {
    let (area, glyphs) = (pen.area, pen.glyphs());
    let right = area.right().saturating_sub(1);
    let mark = app.mark(card.id());
    if selected {
        pen.bar(area.x, area.y, area.bottom(), glyphs.select, Role::Focus);
    } else if mark.is_some() {
        pen.put(area.x, area.y, area.right(), glyphs.changed, Role::News);
    }
    let left = area.x.saturating_add(1);
    let id = app.board.short_id(card.id());
    let x = pen.parts(
        left,
        area.y,
        right,
        &[(&id, if selected { Role::Focus } else { Role::Faint }), (" ", Role::Faint)],
    );

    let tail = tail(app, card, face, usize::from(right.saturating_sub(left)), glyphs);
    let parts: Vec<(&str, Role)> = tail.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    let tail_width: usize = parts.iter().map(|(text, _)| text::width(text)).sum();

    // The tail shares the last line of the title, or has the line below to itself and the people.
    let first = usize::from(right.saturating_sub(x));
    let whole = usize::from(right.saturating_sub(left));
    let shared = whole.saturating_sub(tail_width + 1);
    let (widths, lines) = match face {
        Face::Compact => ([first, shared, 0], 2),
        Face::Snug | Face::Tall => ([first, whole, shared], 3),
        Face::Roomy => ([first, whole, 0], 2),
    };
    // Next to a tail that leaves no room for a word the title has a line less.
    let lines = if widths[lines - 1] < 4 { lines - 1 } else { lines };
    let title = text::wrap_in(card.title(), widths.get(..lines).unwrap_or_default());
    let role = if selected { Role::Strong } else { Role::Text };
    for (nth, (line, y)) in title.iter().zip(area.y..).enumerate() {
        pen.put(if nth == 0 { x } else { left }, y, right, line.as_str(), role);
    }
    let last = area.y.saturating_add(face.lines() - 1);
    let under = area.y.saturating_add(u16::try_from(title.len()).unwrap_or(0));
    let tail_y = match face {
        Face::Compact => last,
        // A title that ends early lets the tail up, so that a card stays together.
        Face::Snug | Face::Tall => {
            under.saturating_sub(u16::from(title.len() == 3)).clamp(area.y + 1, last.max(area.y + 1))
        }
        Face::Roomy => under.min(last),
    };
    let tail_x = pen.parts_right(left, tail_y, right, &parts);
    if face == Face::Roomy {
        about(pen, app, card, (left, tail_y, tail_x.saturating_sub(1)));
    }
}

/// How a pulled cord is told: its symbol, its word, its role. One that nobody has answered is
/// alarming.
pub fn cord_look(cord: &Cord<'_>, glyphs: &Glyphs) -> (&'static str, &'static str, Role) {
    match cord.answered {
        None => (glyphs.andon, "andon", Role::Andon),
        Some(_) => (glyphs.answered, "answered", Role::Answered),
    }
}

/// What stands at the end of a card's last line: the people where there is room, then what is
/// the matter, then the time.
fn tail(app: &App, card: &Card, face: Face, room: usize, glyphs: &Glyphs) -> Vec<(String, Role)> {
    let mut parts: Vec<(String, Role)> = Vec::with_capacity(4);
    if face != Face::Roomy && room >= 18 {
        for name in card.who().iter().take(2) {
            parts.push((format!("{} ", initials(app.board.names().text(*name))), Role::Person));
        }
    }
    if let Some(cord) = card.cord() {
        let (symbol, word, role) = cord_look(&cord, glyphs);
        // A roomy card says it on a line of its own.
        let worded = face != Face::Roomy && room >= WORDY;
        parts.push((if worded { format!("{symbol} {word} ") } else { format!("{symbol} ") }, role));
    }
    if card.also_moved().is_some() || card.deletion_outlived().is_some() || card.has_versions() {
        parts.push((format!("{} ", glyphs.elsewhere), Role::News));
    }
    if card.over().is_some() {
        parts.push((format!("{} ", glyphs.forced), Role::Bad));
    }
    if app.board.expedited(card) {
        parts.push((format!("{} ", glyphs.expedite), Role::Expedite));
    }
    match card.block() {
        Some(block) => {
            parts.push((format!("{} {}", glyphs.blocked, age(app.now.since(block.since))), Role::Blocked));
        }
        None => parts.push((age(app.now.since(card.entered())), Role::Faint)),
    }
    parts
}

/// The line a roomy card has for words: the most urgent thing there is to say about it.
fn about(pen: &mut Pen<'_>, app: &App, card: &Card, (left, y, end): (u16, u16, u16)) {
    let names = app.board.names();
    if let Some(mark) = app.mark(card.id()) {
        pen.parts(left, y, end, &[(&mark.by, Role::Person), (": ", Role::News), (&mark.what, Role::News)]);
    } else if let Some(cord) = card.cord() {
        let (_, word, role) = cord_look(&cord, pen.glyphs());
        pen.parts(left, y, end, &[(word, role), (": ", role), (cord.why, Role::Faint)]);
    } else if let Some(aside) = asides(&app.board, card).first() {
        pen.put(left, y, end, &aside.sentence(), Role::News);
    } else if let Some(block) = card.block() {
        pen.parts(left, y, end, &[("blocked: ", Role::Blocked), (block.why, Role::Faint)]);
    } else if let Some(reason) = card.over() {
        pen.parts(left, y, end, &[("over the limit: ", Role::Bad), (reason, Role::Faint)]);
    } else {
        let mut x = left;
        if let Some(class) = card.class().and_then(|id| app.board.class(id)).filter(|class| class.expedite) {
            x = pen.parts(x, y, end, &[(&class.name, Role::Expedite), (" ", Role::Faint)]);
        }
        for name in card.who() {
            x = pen.parts(
                x,
                y,
                end,
                &[("@", Role::Person), (names.text(*name), Role::Person), (" ", Role::Faint)],
            );
        }
        for name in card.labels() {
            x = pen.parts(
                x,
                y,
                end,
                &[("#", Role::Label), (names.text(*name), Role::Label), (" ", Role::Faint)],
            );
        }
    }
}

/// The first letters of a name's first two words, or its first two letters.
pub fn initials(name: &str) -> String {
    let mut words = name.split([' ', '.', '-', '_']).filter(|word| !word.is_empty());
    let letters: String = match (words.next(), words.next()) {
        (Some(first), Some(second)) => first.chars().take(1).chain(second.chars().take(1)).collect(),
        (Some(only), None) => only.chars().take(2).collect(),
        _ => String::new(),
    };
    letters.to_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_names() {
        for (name, letters) in [("maria", "MA"), ("Jon Doe", "JD"), ("a.b-c", "AB"), ("", ""), ("李", "李")]
        {
            assert_eq!(initials(name), letters);
        }
    }
}
