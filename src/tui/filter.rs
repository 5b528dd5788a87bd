//! Which cards are shown: words, `@who`, `#label`, `is:andon`, `class:expedite`.

use crate::board::{Board, Card};

/// Something a card must have to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A text in its title, its text or the start of its id, whatever the case.
    Text(String),
    /// A person whose name begins so.
    Who(String),
    /// A label that begins so.
    Label(String),
    /// A class of service whose id or name begins so.
    Class(String),
    /// Its andon cord is pulled.
    Pulled,
    /// Work on it has stopped.
    Blocked,
    /// Nobody is on it.
    Unassigned,
}

/// Which cards are shown. All terms must hold; no terms show everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    text: String,
    terms: Vec<(bool, Term)>,
}

impl Filter {
    /// Reads a filter. There are no wrong ones: a word that is no term is looked for in the text.
    /// A `-` before a term turns it around.
    pub fn parse(text: &str) -> Self {
        let terms = text.split_whitespace().map(|word| match word.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => (false, term(rest)),
            _ => (true, term(word)),
        });
        Self { text: text.trim().to_owned(), terms: terms.collect() }
    }

    /// The filter as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True when everything is shown.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// True if the card is shown.
    pub fn shows(&self, board: &Board, card: &Card) -> bool {
        self.terms.iter().all(|(wanted, term)| term.holds(board, card) == *wanted)
    }
}

fn term(word: &str) -> Term {
    let lower = word.to_lowercase();
    let after = |prefix: &str| lower.strip_prefix(prefix).filter(|rest| !rest.is_empty()).map(str::to_owned);
    match lower.as_str() {
        "is:andon" => return Term::Pulled,
        "is:blocked" => return Term::Blocked,
        "is:unassigned" => return Term::Unassigned,
        _ => {}
    }
    let found = after("@").map(Term::Who);
    let found = found.or_else(|| after("#").map(Term::Label));
    found.or_else(|| after("class:").map(Term::Class)).unwrap_or(Term::Text(lower))
}

impl Term {
    fn holds(&self, board: &Board, card: &Card) -> bool {
        let begins = |text: &str, with: &str| text.to_lowercase().starts_with(with);
        match self {
            Self::Text(text) => {
                contains(card.title(), text)
                    || contains(card.value(crate::board::Field::Text), text)
                    || card.id().to_string().starts_with(text)
            }
            Self::Who(who) => card.who().iter().any(|name| begins(board.names().text(*name), who)),
            Self::Label(label) => card.labels().iter().any(|name| begins(board.names().text(*name), label)),
            Self::Class(class) => match card.class().and_then(|id| board.class(id)) {
                Some(of) => begins(&of.id.to_string(), class) || begins(&of.name, class),
                None => "standard".starts_with(class.as_str()),
            },
            Self::Pulled => card.cord().is_some(),
            Self::Blocked => card.block().is_some(),
            Self::Unassigned => card.who().is_empty(),
        }
    }
}

fn contains(text: &str, lower: &str) -> bool {
    if text.is_ascii() {
        // Every card of the board is asked at every letter typed: no copy of most texts.
        let wanted = lower.as_bytes();
        return !wanted.is_empty()
            && text.as_bytes().windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted));
    }
    text.to_lowercase().contains(lower)
}

/// True if every word of `query` occurs in `text`, whatever the case.
pub fn fits(query: &str, text: &str) -> bool {
    let text = text.to_lowercase();
    query.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn words_are_found_whatever_the_case() {
        for (text, word, found) in [
            ("Retry on Timeout", "timeout", true),
            ("Retry on Timeout", "on t", true),
            ("Retry", "retry!", false),
            ("Retry", "ü", false),
            ("Über uns", "über", true),
            ("", "a", false),
        ] {
            assert_eq!(contains(text, word), found, "{text} {word}");
        }
    }
}
