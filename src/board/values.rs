//! What may be recorded: the forms of values, and how long they may be.

use super::event::{Field, Membership};
use super::{Board, Id, Name, Refusal};

/// The longest title that is taken, in characters.
pub const TITLE_MAX: usize = 500;
/// The longest text that is taken, in characters.
pub const TEXT_MAX: usize = 100_000;
/// The longest name, label, kind or reason that is taken, in characters.
pub const WORD_MAX: usize = 1_000;

impl Board {
    pub(super) fn membership(
        &mut self,
        has: &[Name],
        add: &[String],
        drop: &[String],
    ) -> Result<Membership, Refusal> {
        let (mut add, mut drop) = (self.intern(add)?, self.intern(drop)?);
        add.retain(|name| !has.contains(name));
        drop.retain(|name| has.contains(name) && !add.contains(name));
        if add.is_empty() && drop.is_empty() {
            return Err(Refusal::Nothing);
        }
        Ok(Membership { add, drop })
    }

    pub(super) fn intern(&mut self, texts: &[String]) -> Result<Vec<Name>, Refusal> {
        let mut names = Vec::with_capacity(texts.len());
        for text in texts {
            let name = self.names.intern(word("a name or label", text)?);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Values as they may be recorded.
    pub(super) fn checked(&self, values: &[(Field, String)]) -> Result<Vec<(Field, Box<str>)>, Refusal> {
        let mut checked = Vec::with_capacity(values.len());
        for (field, value) in values {
            let value: Box<str> = match field {
                Field::Title => one_line("the title", value, TITLE_MAX)?.into(),
                Field::Text => limited("the text", value.trim_end(), TEXT_MAX)?.into(),
                Field::Kind => one_line("the kind", value, WORD_MAX)?.into(),
                Field::Class => self.checked_class(value.trim())?.into(),
                Field::Due => checked_due(value.trim())?.into(),
                Field::Parent => self.checked_parent(value.trim())?.into(),
            };
            if *field == Field::Title && value.is_empty() {
                return Err(Refusal::Empty("the title"));
            }
            checked.retain(|(other, _)| other != field);
            checked.push((*field, value));
        }
        checked.sort_by_key(|(field, _)| *field);
        Ok(checked)
    }

    pub(super) fn checked_class<'a>(&self, value: &'a str) -> Result<&'a str, Refusal> {
        let known = value.parse::<Id>().is_ok_and(|id| self.class(id).is_some());
        // "standard" is what a card without a class is.
        match value {
            "" | "standard" if !known => Ok(""),
            _ if known => Ok(value),
            _ => {
                let mut known: Vec<String> = vec!["standard".to_owned()];
                known.extend(self.classes().iter().map(|class| class.id.to_string()));
                Err(Refusal::NoSuchClass(value.to_owned(), known.join(", ")))
            }
        }
    }

    pub(super) fn checked_parent<'a>(&self, value: &'a str) -> Result<&'a str, Refusal> {
        if value.is_empty() || value.parse::<Id>().is_ok_and(|id| self.card(id).is_some()) {
            return Ok(value);
        }
        Err(Refusal::Malformed {
            field: Field::Parent,
            value: value.to_owned(),
            form: "give a card's whole id",
        })
    }
}

pub(super) fn one_line(what: &'static str, text: &str, max: usize) -> Result<String, Refusal> {
    let line: Vec<&str> = text.split_whitespace().collect();
    limited(what, &line.join(" "), max).map(str::to_owned)
}

pub(super) fn limited<'a>(what: &'static str, text: &'a str, max: usize) -> Result<&'a str, Refusal> {
    let len = text.chars().count();
    if len > max { Err(Refusal::TooLong { what, len, max }) } else { Ok(text) }
}

/// A text that must say something.
pub(super) fn word<'a>(what: &'static str, text: &'a str) -> Result<&'a str, Refusal> {
    let text = limited(what, text.trim(), WORD_MAX)?;
    if text.is_empty() { Err(Refusal::Empty(what)) } else { Ok(text) }
}

fn checked_due(value: &str) -> Result<&str, Refusal> {
    let form = "give a day as YYYY-MM-DD";
    let day = chrono::NaiveDate::parse_from_str(value, "%Y-%m-%d");
    let fits = value.is_empty() || (value.len() == 10 && day.is_ok());
    if fits {
        Ok(value)
    } else {
        Err(Refusal::Malformed { field: Field::Due, value: value.to_owned(), form })
    }
}
