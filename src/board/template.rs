//! What a team writes down once and uses often: what a card begins as, and when it is done.
//!
//! Both are words for people. A definition of done is shown where a card stands; it never keeps
//! a card from moving on.

use super::setting::{Fields, Subject};
use super::values::{limited, one_line, word};
use super::{Board, Refusal};

/// The longest definition of done that is taken, in characters.
pub const DONE_WHEN_MAX: usize = 500;
/// The longest template that is taken, in characters.
pub const TEMPLATE_MAX: usize = 100_000;

/// A template of cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What people call it.
    pub name: Box<str>,
    /// What a card begins as, in Markdown. Never empty.
    pub body: Box<str>,
}

impl Board {
    /// The template of that name.
    pub fn template(&self, name: &str) -> Option<&Template> {
        self.templates().iter().find(|template| &*template.name == name)
    }

    /// What must be so before a card leaves a column: what was agreed on for the column, else for
    /// its stage. Empty where nothing was.
    pub fn done_when(&self, column: super::ColumnIx) -> &str {
        let column = self.column(column);
        let stage = || column.stage.and_then(|stage| self.stage(stage)).map_or("", |stage| &*stage.done_when);
        if column.done_when.is_empty() { stage() } else { &column.done_when }
    }
}

/// The same fields, their words as they may be recorded.
pub(super) fn agreed(subject: &Subject, fields: &Fields) -> Result<Fields, Refusal> {
    let mut fields = fields.clone();
    if let Some(done_when) = &mut fields.done_when {
        *done_when = one_line("the definition of done", done_when, DONE_WHEN_MAX)?.into();
    }
    if let Some(body) = &mut fields.body {
        *body = limited("the template", body.trim(), TEMPLATE_MAX)?.into();
    }
    if let Subject::Template(name) = subject {
        word("the template's name", name)?;
    }
    Ok(fields)
}
