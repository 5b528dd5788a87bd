//! A filter's text to words, each with its place in it.

use std::ops::Range;

/// A word of a filter: a blank ends it, except within quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// It, with its quotes.
    pub text: &'t str,
}

impl Word<'_> {
    /// Its place in the text, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

/// What a text is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// A word.
    Word(Word<'t>),
    /// A bar between two words: one of them is enough.
    Or(usize),
}

/// The words and bars of a text.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start: Option<usize> = None;
    let mut quoted = false;
    let word = |start: usize, end: usize| Word { start, text: text.get(start..end).unwrap_or_default() };
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
            start = start.or(Some(at));
        } else if !quoted && (c.is_whitespace() || c == '|') {
            tokens.extend(start.take().map(|start| Token::Word(word(start, at))));
            if c == '|' {
                tokens.push(Token::Or(at));
            }
        } else {
            start = start.or(Some(at));
        }
    }
    tokens.extend(start.map(|start| Token::Word(word(start, text.len()))));
    tokens
}

/// The values of a list, each with its place: `api,"two words"`. Quotes are taken off.
pub(super) fn values(list: Word<'_>) -> Vec<(Range<usize>, String)> {
    let mut values = Vec::new();
    let (mut value, mut start, mut quoted) = (String::new(), 0, false);
    for (at, c) in list.text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => {
                values.push((list.start + start..list.start + at, std::mem::take(&mut value)));
                start = at + 1;
            }
            _ => value.push(c),
        }
    }
    values.push((list.start + start..list.start + list.text.len(), value));
    values
}

/// A value as it is typed: in quotes where it has blanks or signs of the language.
pub(super) fn quoted(value: &str) -> String {
    let plain = !value.chars().any(|c| c.is_whitespace() || matches!(c, '"' | '|' | ','));
    if plain { value.to_owned() } else { format!("\"{}\"", value.replace('"', "")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_bars_part_words_and_quotes_hold_them_together() {
        for (text, wanted) in [
            ("", ""),
            ("  a\tb ", "a@2 b@4"),
            ("a|b", "a@0 | b@2"),
            ("a | -b", "a@0 | -b@4"),
            ("\"a b\" c", "\"a b\"@0 c@6"),
            ("@\"Jon Doe\",li x", "@\"Jon Doe\",li@0 x@14"),
            ("\"open", "\"open@0"),
            ("ü | é", "ü@0 | é@5"),
        ] {
            let found: Vec<String> = tokens(text)
                .into_iter()
                .map(|token| match token {
                    Token::Word(word) => format!("{}@{}", word.text, word.start),
                    Token::Or(_) => "|".to_owned(),
                })
                .collect();
            assert_eq!(found.join(" "), wanted, "{text}");
        }
    }

    #[test]
    fn values_are_parted_by_commas() {
        for (text, wanted) in [
            ("api", vec![(2..5, "api")]),
            ("api,ui", vec![(2..5, "api"), (6..8, "ui")]),
            ("\"a, b\",", vec![(2..8, "a, b"), (9..9, "")]),
            ("", vec![(2..2, "")]),
        ] {
            let found = values(Word { start: 2, text });
            let found: Vec<_> = found.iter().map(|(range, value)| (range.clone(), value.as_str())).collect();
            assert_eq!(found, wanted, "{text}");
        }
        assert_eq!((quoted("api"), quoted("Jon Doe")), ("api".to_owned(), "\"Jon Doe\"".to_owned()));
    }
}
