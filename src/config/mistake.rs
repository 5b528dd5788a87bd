//! What is wrong with a configuration file: where, what, and what would help.

use std::fmt;
use std::ops::Range;

/// Something wrong with a configuration file. It prints as `LINE:COLUMN: what (hint)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The letter in it, from 1.
    pub column: usize,
    /// What is wrong, in a sentence.
    pub what: String,
    /// What would help, if that is known.
    pub hint: Option<String>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { line, column, what, hint } = self;
        write!(f, "{line}:{column}: {what}")?;
        hint.as_ref().map_or(Ok(()), |hint| write!(f, " ({hint})"))
    }
}

/// Finds lines and columns in a text.
#[derive(Debug)]
pub(super) struct Places<'a>(&'a str);

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Self(text)
    }

    /// A mistake at a place of the text.
    pub(super) fn mistake(&self, span: &Range<usize>, what: String, hint: Option<String>) -> Mistake {
        let before = self.0.get(..span.start).unwrap_or(self.0);
        let last = before.rsplit('\n').next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        Mistake { line, column: last.chars().count() + 1, what, hint }
    }

    /// What the parser has to say.
    pub(super) fn syntax(&self, error: &toml::de::Error) -> Mistake {
        let what = error.message().lines().collect::<Vec<_>>().join(", ");
        self.mistake(&error.span().unwrap_or_default(), what, None)
    }
}
