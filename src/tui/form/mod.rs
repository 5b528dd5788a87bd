//! The form: all fields of a card at once, of one that is there or of a new one.
//!
//! What was not touched is not recorded, and what was typed is not thrown away: a form that is
//! left without saving is kept, and its card's next form begins with it.

mod complete;

use crate::board::{Field, Id};
use crate::tui::input::Input;

pub use complete::{Completion, Source};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormOf {
    /// A card.
    Card(Id),
    /// A new card in a column.
    New(Id),
}

/// What a field of a form is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormLine {
    /// A field that holds one value.
    Value(Field),
    /// Who is on the card.
    Who,
    /// The labels.
    Labels,
    /// The checklist, an item a line.
    Checklist,
    /// The links, one a line.
    Links,
}

impl FormLine {
    /// True for a list of names, separated by commas.
    pub fn is_list(self) -> bool {
        matches!(self, Self::Who | Self::Labels)
    }

    /// True for what takes several lines.
    pub fn has_lines(self) -> bool {
        matches!(self, Self::Value(Field::Text) | Self::Checklist | Self::Links)
    }
}

/// A field of a form.
#[derive(Debug, Clone)]
pub struct FormField {
    /// What it is about.
    pub line: FormLine,
    /// What stands before it.
    pub title: &'static str,
    /// What can be typed.
    pub hint: String,
    /// Its text.
    pub input: Input,
    /// The text that is recorded already.
    pub before: String,
    /// The text the form was opened with: a template's, where it begins as one says.
    pub begun: String,
    /// What the text means, where it is not plain: the day, the card it is part of.
    pub means: String,
    /// Why the text cannot be taken.
    pub error: Option<String>,
}

impl FormField {
    /// A field with a text.
    pub fn new(line: FormLine, title: &'static str, hint: &str, text: &str) -> Self {
        let input = if line.has_lines() { Input::lines(text) } else { Input::line(text) };
        let before = input.text();
        let begun = before.clone();
        Self { line, title, hint: hint.to_owned(), input, before, begun, means: String::new(), error: None }
    }

    /// True if its text is to be recorded.
    pub fn is_changed(&self) -> bool {
        self.input.text() != self.before
    }

    /// True if its text is another than the form was opened with.
    pub fn is_typed(&self) -> bool {
        self.input.text() != self.begun
    }
}

/// The fields of a card.
#[derive(Debug, Clone)]
pub struct Form {
    /// What it is for.
    pub of: FormOf,
    /// The fields, top to bottom.
    pub fields: Vec<FormField>,
    /// The field that takes the keys.
    pub focus: usize,
    /// Why the board did not take it.
    pub error: Option<String>,
    /// What the word being typed may become.
    pub completion: Completion,
    /// It began with what was typed before, and nothing was typed since.
    pub again: bool,
}

impl Form {
    /// A form with its first field in focus.
    pub fn new(of: FormOf, fields: Vec<FormField>) -> Self {
        Self { of, fields, focus: 0, error: None, completion: Completion::default(), again: false }
    }

    /// The field that takes the keys.
    pub fn focused(&self) -> Option<&FormField> {
        self.fields.get(self.focus)
    }

    /// True if something was typed that is not recorded.
    pub fn is_typed(&self) -> bool {
        self.fields.iter().any(FormField::is_typed)
    }

    /// Puts what was typed into an earlier form of the same card in its place here.
    pub fn begin_with(&mut self, earlier: Self) {
        for field in earlier.fields.into_iter().filter(FormField::is_changed) {
            if let Some(place) = self.fields.iter().position(|own| own.line == field.line) {
                self.fields[place] = field;
            }
        }
        self.focus = earlier.focus.min(self.fields.len().saturating_sub(1));
        self.again = true;
    }

    /// The next field, or the one before; round and round, as Tab does everywhere.
    pub fn step(&mut self, by: isize) {
        let len = isize::try_from(self.fields.len()).unwrap_or(1).max(1);
        let at = isize::try_from(self.focus).unwrap_or(0) + by.signum();
        self.focus = usize::try_from(at.rem_euclid(len)).unwrap_or(0);
        self.completion = Completion::default();
    }

    /// Goes to the first field whose text cannot be taken. True if there is one.
    pub fn go_to_mistake(&mut self) -> bool {
        let found = self.fields.iter().position(|field| field.error.is_some());
        self.focus = found.unwrap_or(self.focus);
        found.is_some()
    }

    /// Puts the chosen completion in the place of the word being typed. True if there was one.
    pub fn take_completion(&mut self) -> bool {
        let completion = std::mem::take(&mut self.completion);
        let Some(field) = self.fields.get_mut(self.focus) else { return false };
        let Some(word) = completion.chosen() else { return false };
        let text = complete::completed(&field.input.text(), field.line.is_list(), word);
        field.input.replace(&text);
        true
    }

    /// Looks for what the word being typed in the field in focus may become.
    pub fn complete(&mut self, source: &Source) {
        let Some(field) = self.fields.get(self.focus) else { return };
        let text = field.input.text();
        self.completion = Completion::of(&text, field.line.is_list(), source);
    }
}
