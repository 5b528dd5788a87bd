//! How the word at the end of a filter can go on.

use super::lexer::{self, Token, Word};
use super::table::{TERMS, TermRow};
use crate::board::Board;

/// What the cards of a board use, in alphabetical order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vocabulary {
    /// People on cards.
    pub people: Vec<String>,
    /// Labels.
    pub labels: Vec<String>,
    /// Kinds of work.
    pub kinds: Vec<String>,
}

/// A way to go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What the last word would be; `None` if it only tells what can be typed.
    pub word: Option<String>,
    /// How it is written.
    pub form: String,
    /// What it finds.
    pub help: &'static str,
}

/// How the last word of a text can go on, the likeliest first. After a blank: every term, to be
/// read.
pub fn offers(text: &str, board: &Board, vocabulary: &Vocabulary) -> Vec<Offer> {
    let Some(word) = last(text) else {
        let told = |row: &TermRow| Offer { word: None, form: row.form.to_owned(), help: row.help };
        return TERMS.iter().map(told).collect();
    };
    let (sign, word) = match word.text.strip_prefix('-') {
        Some(text) => ("-", Word { start: word.start + 1, text }),
        None => ("", word),
    };
    let mut offers = Vec::new();
    let lower = word.text.to_lowercase();
    for row in TERMS.iter().filter(|row| !matches!(row.key, "" | "\"")) {
        if let Some(list) = lower.strip_prefix(row.key) {
            // What stands before the last comma stays as it is.
            let kept = list.rfind(',').map_or(row.key.len(), |comma| row.key.len() + comma + 1);
            let (kept, begun) = word.text.split_at_checked(kept).unwrap_or((word.text, ""));
            let begun = begun.trim_matches('"').to_lowercase();
            let values = values(row, board, vocabulary).into_iter();
            let fitting = values.filter(|(value, _)| goes_on(value, &begun));
            offers.extend(fitting.map(|(value, help)| offer(sign, kept, &value, help)));
            return offers;
        }
        if !lower.is_empty() && row.key.starts_with(&lower) {
            offers.push(Offer {
                word: Some(format!("{sign}{}", row.key)),
                form: row.form.to_owned(),
                help: row.help,
            });
        }
    }
    // `blo` may be on its way to `is:blocked`.
    if lower.chars().count() > 1 {
        for row in TERMS.iter().filter(|row| matches!(row.key, "is:" | "has:")) {
            let fitting = row.values.iter().filter(|(value, _)| value.starts_with(&lower));
            offers.extend(fitting.map(|(value, help)| offer(sign, row.key, value, help)));
        }
    }
    offers
}

fn offer(sign: &str, kept: &str, value: &str, help: &'static str) -> Offer {
    let word = format!("{sign}{kept}{}", lexer::quoted(value));
    Offer { form: word.clone(), word: Some(word), help }
}

/// A text without the word it ends with, and that word; it is empty after a blank.
pub fn last_word(text: &str) -> (&str, &str) {
    text.split_at_checked(last(text).map_or(text.len(), |word| word.start)).unwrap_or((text, ""))
}

/// The word that the text ends with, if it ends with one.
fn last(text: &str) -> Option<Word<'_>> {
    match lexer::tokens(text).pop()? {
        Token::Word(word) if word.range().end == text.len() => Some(word),
        _ => None,
    }
}

fn goes_on(value: &str, begun: &str) -> bool {
    let value = value.to_lowercase();
    value.starts_with(begun) && value != begun
}

fn values(row: &TermRow, board: &Board, vocabulary: &Vocabulary) -> Vec<(String, &'static str)> {
    let plain = |words: &[String]| words.iter().map(|word| (word.clone(), "")).collect::<Vec<_>>();
    match row.key {
        "@" => [("me".to_owned(), "you")].into_iter().chain(plain(&vocabulary.people)).collect(),
        "#" => plain(&vocabulary.labels),
        "kind:" => plain(&vocabulary.kinds),
        "in:" => {
            let columns = board.display_order().iter().map(|column| board.column(*column));
            columns.map(|column| (column.name.to_string(), "")).collect()
        }
        "class:" => {
            let classes = board.classes().iter().map(|class| (class.id.to_string(), ""));
            let known = board.classes().iter().any(|class| class.id.to_string() == "standard");
            classes.chain((!known).then(|| ("standard".to_owned(), "cards without a class"))).collect()
        }
        _ => row.values.iter().map(|(value, help)| ((*value).to_owned(), *help)).collect(),
    }
}
