//! What stands at the end of a card's last line: the people where there is room, then what is the
//! matter, then the time.

use super::{Parts, due, progress};
use crate::board::{Card, Cord};
use crate::tui::app::App;
use crate::tui::charts::Age;
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::Face;
use crate::tui::theme::Role;
use crate::tui::view::clock::age;

/// From this many cells on a card's people may be told.
const PEOPLE_FROM: usize = 18;
/// From this many cells on a card's marks may have words.
const WORDS_FROM: usize = 24;
/// From this many cells on the mark of a card's age may have a word beside others.
const AGE_IN_WORDS_FROM: usize = 28;

/// The end of the last line of a card that is `room` cells wide.
pub(super) fn tail(app: &App, card: &Card, face: Face, room: usize, glyphs: &Glyphs) -> Parts {
    let mut parts = Parts::with_capacity(6);
    // A face with lines for words says these things there.
    let bare = !matches!(face, Face::Worded | Face::Roomy | Face::Full);
    if bare && room >= PEOPLE_FROM {
        for name in card.who().iter().take(2) {
            parts.push((format!("{} ", initials(app.board.names().text(*name))), Role::Person));
        }
    }
    if bare && room >= PEOPLE_FROM {
        parts.extend(progress::in_short(app, card, room >= WORDS_FROM, glyphs));
    }
    if bare && let Some(due) = due::of(app, card).filter(due::Due::presses) {
        parts.push((format!("{} ", if room >= WORDS_FROM { &due.words } else { due.short }), due.role));
    }
    if let Some(cord) = card.cord() {
        let (symbol, word, role) = cord_look(&cord, glyphs);
        let worded = bare && room >= WORDS_FROM;
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
    if let Some(of) = app.age_of(card) {
        let (symbol, word, role) = age_look(of, glyphs);
        let worded = room >= AGE_IN_WORDS_FROM && !word.is_empty();
        parts.push((if worded { format!("{symbol} {word} ") } else { format!("{symbol} ") }, role));
    }
    match card.block() {
        Some(block) => {
            parts.push((format!("{} {}", glyphs.blocked, age(app.now.since(block.since))), Role::Blocked));
        }
        None => parts.push((age(app.now.since(card.entered())), Role::Faint)),
    }
    parts
}

/// How a pulled cord is told: its symbol, its word, its role. One that nobody has answered is
/// alarming.
pub fn cord_look(cord: &Cord<'_>, glyphs: &Glyphs) -> (&'static str, &'static str, Role) {
    match cord.answered {
        None => (glyphs.andon, "andon", Role::Andon),
        Some(_) => (glyphs.answered, "answered", Role::Answered),
    }
}

/// How the age of a card is told: its symbol, its word, its role.
fn age_look(age: Age, glyphs: &Glyphs) -> (&'static str, &'static str, Role) {
    let [median, most, late, latest] = glyphs.ages;
    match age {
        Age::PastHalf => (median, "", Role::Faint),
        Age::Past70 => (most, "slow", Role::Wait),
        Age::Past85 => (late, "late", Role::Warn),
        Age::Past95 => (latest, "very late", Role::Bad),
        Age::PastSle => (latest, "past SLE", Role::Bad),
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
