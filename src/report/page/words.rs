//! A sentence, of which some parts are the board's.

use std::fmt;

/// A stretch of text, by whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Ours: harmless as it stands.
    Said(String),
    /// The board's: a name, a title, a reason. It may hold anything.
    Theirs(String),
}

/// Text made of parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(Vec<Part>);

/// Words of ours.
pub fn said(text: impl Into<String>) -> Words {
    Words::default().said(text)
}

/// A text of the board.
pub fn theirs(text: impl Into<String>) -> Words {
    Words::default().theirs(text)
}

impl Words {
    /// The same, followed by words of ours.
    #[must_use]
    pub fn said(mut self, text: impl Into<String>) -> Self {
        let text = text.into();
        match self.0.last_mut() {
            Some(Part::Said(before)) => before.push_str(&text),
            _ => self.0.push(Part::Said(text)),
        }
        self
    }

    /// The same, followed by a text of the board.
    #[must_use]
    pub fn theirs(mut self, text: impl Into<String>) -> Self {
        self.0.push(Part::Theirs(text.into()));
        self
    }

    /// The same, followed by other words.
    #[must_use]
    pub fn then(self, others: Self) -> Self {
        others.0.into_iter().fold(self, |words, part| match part {
            Part::Said(text) => words.said(text),
            Part::Theirs(text) => words.theirs(text),
        })
    }

    /// Several, with something between them.
    pub fn join(several: impl IntoIterator<Item = Self>, between: &str) -> Self {
        several.into_iter().fold(Self::default(), |words, next| {
            if words.0.is_empty() { next } else { words.said(between).then(next) }
        })
    }

    /// The parts, in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        said(text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        said(text)
    }
}

/// As plain text; what shows it on a terminal cleans it.
impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|part| match part {
            Part::Said(text) | Part::Theirs(text) => f.write_str(text),
        })
    }
}
