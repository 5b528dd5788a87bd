//! Which class of service or card a person means by a few letters.

use crate::board::{Board, Card, Id};
use crate::text::{alike, fit, nearest};

/// The id of a class of service, by its id or its name; empty for the standard one. The error is
/// a sentence that lists the classes.
pub fn class(board: &Board, text: &str) -> Result<String, String> {
    let wanted = text.trim().to_lowercase();
    let classes = board.classes();
    let found =
        classes.iter().find(|class| class.id.to_string() == wanted || class.name.to_lowercase() == wanted);
    match found {
        Some(class) => Ok(class.id.to_string()),
        None if matches!(&*wanted, "" | "standard" | "none") => Ok(String::new()),
        None => {
            let mut known = vec!["standard".to_owned()];
            known.extend(classes.iter().map(|class| class.id.to_string()));
            let text = fit(text.trim(), 40);
            let close = nearest(text.as_str(), known.iter().map(String::as_str)).first().copied();
            let close = close.filter(|word| alike(text.as_str(), word));
            let close = close.map(|word| format!(" (did you mean {word}?)")).unwrap_or_default();
            let known = known.join(", ");
            Err(format!("there is no class of service '{text}'{close}; the classes are {known}"))
        }
    }
}

/// The whole id of the card that a text names by the start of its id; what stands behind a blank
/// is for people. Empty for none. The error is a sentence.
pub fn parent(board: &Board, text: &str) -> Result<String, String> {
    let first = text.split_whitespace().next().unwrap_or_default();
    let wanted = first.trim_start_matches('#').to_lowercase();
    if matches!(&*wanted, "" | "none" | "-") {
        return Ok(String::new());
    }
    let mut found = board.cards_with_prefix(&wanted);
    let exact = wanted.parse::<Id>().ok().and_then(|id| board.card(id));
    let text = fit(first, 40).to_string();
    match (exact, found.next(), found.next()) {
        (Some(card), ..) | (None, Some(card), None) => Ok(card.id().to_string()),
        (None, Some(one), Some(other)) => {
            let named = |card: &Card| format!("{} {}", board.short_id(card.id()), fit(card.title(), 30));
            Err(format!(
                "'{text}' is the start of several ids: {}, {}; give more of it",
                named(one),
                named(other)
            ))
        }
        (None, None, _) => Err(format!("no card's id starts with '{text}'")),
    }
}
