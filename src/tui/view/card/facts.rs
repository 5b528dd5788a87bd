//! What a card's face has words for. What is urgent comes first and has the line to itself; then
//! what the card is, who is on it and how it is labelled.

use super::tail::cord_look;
use super::{Parts, due, progress};
use crate::board::{Card, Field};
use crate::report::asides;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// The one line a roomy card has for words.
pub(super) fn one_line(app: &App, card: &Card, glyphs: &Glyphs) -> Parts {
    urgent(app, card, glyphs).unwrap_or_else(|| {
        let mut parts = Parts::new();
        if let Some(name) = right_of_way(app, card) {
            parts.push((format!("{name} "), Role::Expedite));
        }
        if let Some(due) = due::of(app, card).filter(due::Due::presses) {
            parts.push((format!("{} ", due.words), due.role));
        }
        parts.extend(people(app, card));
        parts
    })
}

/// The two lines a full card has for words: what is urgent or what the card is, and whose it is.
/// A line that would be empty is left out; there is one at least.
pub(super) fn two_lines(app: &App, card: &Card, glyphs: &Glyphs) -> Vec<Parts> {
    let state = urgent(app, card, glyphs).unwrap_or_else(|| what(app, card, glyphs));
    let mut lines = vec![state, people(app, card)];
    lines.retain(|line| !line.is_empty());
    if lines.is_empty() { vec![Parts::new()] } else { lines }
}

/// The most urgent thing there is to say, if there is one.
fn urgent(app: &App, card: &Card, glyphs: &Glyphs) -> Option<Parts> {
    let part = |text: &str, role| (text.to_owned(), role);
    if let Some(mark) = app.mark(card.id()) {
        return Some(vec![
            part(&mark.by, Role::Person),
            part(": ", Role::News),
            part(&mark.what, Role::News),
        ]);
    }
    if let Some(cord) = card.cord() {
        let (_, word, role) = cord_look(&cord, glyphs);
        return Some(vec![part(word, role), part(": ", role), part(cord.why, Role::Faint)]);
    }
    if let Some(aside) = asides(&app.board, card).first() {
        return Some(vec![(aside.sentence(), Role::News)]);
    }
    if let Some(block) = card.block() {
        return Some(vec![part("blocked: ", Role::Blocked), part(block.why, Role::Faint)]);
    }
    card.over().map(|reason| vec![part("over the limit: ", Role::Bad), part(reason, Role::Faint)])
}

/// What the card is: its class, its kind, when it is due, how far it is.
fn what(app: &App, card: &Card, glyphs: &Glyphs) -> Parts {
    let class = card.class().and_then(|id| app.board.class(id));
    let class = class
        .map(|class| (class.name.to_string(), if class.expedite { Role::Expedite } else { Role::Label }));
    let kind = Some((card.value(Field::Kind).to_owned(), Role::Faint));
    let due = due::of(app, card).map(|due| (due.words, due.role));
    let told = [class, kind, due].into_iter().flatten().chain(progress::in_words(app, card));
    let told = told.filter(|(text, _)| !text.is_empty());
    let mut parts = Parts::new();
    for part in told {
        if !parts.is_empty() {
            parts.push((format!(" {} ", glyphs.dot), Role::Faint));
        }
        parts.push(part);
    }
    parts
}

/// Who is on it, and its labels.
fn people(app: &App, card: &Card) -> Parts {
    let names = app.board.names();
    let who = card.who().iter().map(|name| (format!("@{} ", names.text(*name)), Role::Person));
    who.chain(card.labels().iter().map(|name| (format!("#{} ", names.text(*name)), Role::Label))).collect()
}

/// The name of the class that gives the card right of way, if one does.
fn right_of_way<'a>(app: &'a App, card: &Card) -> Option<&'a str> {
    let class = card.class().and_then(|id| app.board.class(id))?;
    class.expedite.then_some(&*class.name)
}
