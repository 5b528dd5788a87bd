//! A table of the file, read key by key with the types it must have. What nobody asked for is a
//! mistake: a misspelled setting that does nothing would be believed to do something.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::mistake::{Mistake, Places};
use super::word::Word;
use crate::text::{alike, nearest};

/// A key, its place, and its texts, each with its place.
pub(super) type List = (String, Range<usize>, Vec<(String, Range<usize>)>);

const LENGTHS: &str = "such as \"5m\", \"90s\" or \"1h\"";

/// The units a length of time is written in, in milliseconds.
const UNITS: [(&str, i64); 4] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000)];

/// A table of the file.
#[derive(Debug)]
pub(super) struct Section<'a> {
    /// Its name; empty for the whole file.
    name: Cow<'static, str>,
    table: Option<&'a DeTable<'a>>,
    places: &'a Places<'a>,
    /// The keys it may have: those that were asked for.
    known: Vec<&'static str>,
    mistakes: Vec<Mistake>,
}

impl<'a> Section<'a> {
    pub(super) fn new(name: &'static str, table: &'a DeTable<'a>, places: &'a Places<'a>) -> Self {
        Self { name: name.into(), table: Some(table), places, known: Vec::new(), mistakes: Vec::new() }
    }

    /// The sections within this one, whatever their names: name, place and keys, in the order of the
    /// file. What is no section is a mistake.
    pub(super) fn tables(&mut self) -> Vec<(String, Range<usize>, Section<'a>)> {
        let mut tables = Vec::new();
        for (key, value) in self.table.take().into_iter().flatten() {
            let name = key.get_ref().to_string();
            if let DeValue::Table(table) = value.get_ref() {
                let section = Section {
                    name: format!("{}.{name}", self.name).into(),
                    table: Some(table),
                    places: self.places,
                    known: Vec::new(),
                    mistakes: Vec::new(),
                };
                tables.push((name, key.span(), section));
            } else {
                let hint = format!("write [{}.{name}] on a line of its own", self.name);
                self.mistyped::<()>(&name, value, "a section", Some(hint));
            }
        }
        tables.sort_by_key(|(_, span, _)| span.start);
        tables
    }

    /// The section of that name within this one; one without keys where it is missing.
    pub(super) fn section(&mut self, key: &'static str) -> Section<'a> {
        let mut table = None;
        if let Some(value) = self.value(key) {
            if let DeValue::Table(found) = value.get_ref() {
                table = Some(found);
            } else {
                let hint = format!("write [{key}] on a line of its own");
                self.mistyped::<()>(key, value, "a section", Some(hint));
            }
        }
        Section { name: key.into(), table, places: self.places, known: Vec::new(), mistakes: Vec::new() }
    }

    /// Yes or no.
    pub(super) fn flag(&mut self, key: &'static str) -> Option<bool> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::Boolean(is) => Some(*is),
            _ => self.mistyped(key, value, "true or false", None),
        }
    }

    /// A text, with its place.
    pub(super) fn text(&mut self, key: &'static str) -> Option<(String, Range<usize>)> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some((text.to_string(), value.span())),
            _ => self.mistyped(key, value, "a text", None),
        }
    }

    /// A text or a number, as it is written, with its place.
    pub(super) fn text_or_number(
        &mut self,
        key: &'static str,
        must: &str,
        example: &str,
    ) -> Option<(String, Range<usize>)> {
        let value = self.value(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some((text.to_string(), value.span())),
            DeValue::Integer(number) => Some((number.as_str().to_owned(), value.span())),
            _ => self.mistyped(key, value, must, Some(example.to_owned())),
        }
    }

    /// One of a few texts.
    pub(super) fn one_of(&mut self, key: &'static str, words: &[&'static str]) -> Option<&'static str> {
        let (text, span) = self.text(key)?;
        if let Some(word) = words.iter().find(|word| **word == text) {
            return Some(word);
        }
        let meant = nearest(&text, words.iter().copied()).into_iter().find(|known| alike(&text, known));
        let hint = match meant {
            Some(meant) => format!("did you mean '{meant}'?"),
            None => format!("one of {}", words.join(", ")),
        };
        self.wrong(&span, format!("'{key}' cannot be '{text}'"), Some(hint));
        None
    }

    /// One of the words of a setting; its default where it is missing.
    pub(super) fn word<W: Word + Default>(&mut self, key: &'static str) -> W {
        let words: Vec<&'static str> = W::WORDS.iter().map(|(word, _)| *word).collect();
        let word = self.one_of(key, &words);
        let found = W::WORDS.iter().find(|(known, _)| Some(*known) == word);
        found.map_or_else(W::default, |(_, value)| *value)
    }

    /// A whole number within bounds.
    pub(super) fn number(&mut self, key: &'static str, (least, most): (u32, u32)) -> Option<u32> {
        let value = self.value(key)?;
        let DeValue::Integer(written) = value.get_ref() else {
            return self.mistyped(key, value, "a whole number", None);
        };
        let number = written.as_str().parse().ok().filter(|number| (least..=most).contains(number));
        if number.is_none() {
            let what = format!("'{key}' must be between {least} and {most}, not {}", written.as_str());
            self.wrong(&value.span(), what, None);
        }
        number
    }

    /// A length of time in milliseconds, within bounds.
    pub(super) fn length_ms(&mut self, key: &'static str, (least, most): (i64, i64)) -> Option<i64> {
        let value = self.value(key)?;
        let DeValue::String(text) = value.get_ref() else {
            return self.mistyped(key, value, "a length of time", Some(LENGTHS.to_owned()));
        };
        let Some(ms) = length_of(text) else {
            let what = format!("'{text}' is no length of time");
            self.wrong(&value.span(), what, Some(LENGTHS.to_owned()));
            return None;
        };
        if !(least..=most).contains(&ms) {
            let bounds = format!("between {} and {}", length(least), length(most));
            self.wrong(&value.span(), format!("'{key}' must be {bounds}, not {text}"), None);
            return None;
        }
        Some(ms)
    }

    /// A list of texts, each with its place.
    pub(super) fn texts(&mut self, key: &'static str, example: &str) -> Vec<(String, Range<usize>)> {
        self.value(key).map_or_else(Vec::new, |value| self.texts_of(key, value, example))
    }

    fn texts_of(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        example: &str,
    ) -> Vec<(String, Range<usize>)> {
        let hint = Some(format!("such as {example}"));
        let DeValue::Array(values) = value.get_ref() else {
            self.mistyped::<()>(key, value, "a list of texts", hint);
            return Vec::new();
        };
        let mut texts = Vec::new();
        for value in values {
            match value.get_ref() {
                DeValue::String(text) => texts.push((text.to_string(), value.span())),
                other => {
                    let what = format!("'{key}' holds {} where it must hold texts", kind(other));
                    self.wrong(&value.span(), what, hint.clone());
                }
            }
        }
        texts
    }

    /// Every key of a section whose keys are not known here, in the order of the file: its name and
    /// place, and its texts with theirs. One text may stand without the brackets of a list.
    pub(super) fn lists(&mut self, example: &str) -> Vec<List> {
        let mut lists = Vec::new();
        for (key, value) in self.table.take().into_iter().flatten() {
            let texts = match value.get_ref() {
                DeValue::String(text) => vec![(text.to_string(), value.span())],
                _ => self.texts_of(key.get_ref(), value, example),
            };
            lists.push((key.get_ref().to_string(), key.span(), texts));
        }
        lists.sort_by_key(|(_, span, _)| span.start);
        lists
    }

    /// Something wrong with a value.
    pub(super) fn wrong(&mut self, span: &Range<usize>, what: String, hint: Option<String>) {
        self.mistakes.push(self.places.mistake(span, what, hint));
    }

    /// Takes what a section within this one has found.
    pub(super) fn takes(&mut self, inner: Section<'_>) {
        self.mistakes.extend(inner.finish());
    }

    /// Every mistake, in the order of the file; keys that nobody asked for are among them.
    pub(super) fn finish(mut self) -> Vec<Mistake> {
        for (key, _) in self.table.into_iter().flatten() {
            if self.known.iter().all(|known| known != key.get_ref()) {
                let (what, hint) = self.unknown(key.get_ref());
                self.wrong(&key.span(), what, Some(hint));
            }
        }
        self.mistakes.sort();
        self.mistakes
    }

    fn unknown(&self, key: &str) -> (String, String) {
        let whole = self.name.is_empty();
        let is_section = self
            .table
            .and_then(|table| table.get(key))
            .is_some_and(|value| matches!(value.get_ref(), DeValue::Table(_)));
        let what = match (whole, is_section) {
            (true, true) => format!("there is no section [{key}]"),
            (true, false) => format!("there is no key '{key}'"),
            (false, _) => format!("[{}] has no key '{key}'", self.name),
        };
        let named = |key: &str| if whole { format!("[{key}]") } else { key.to_owned() };
        let meant = nearest(key, self.known.iter().copied()).into_iter().find(|known| alike(key, known));
        let hint = match meant {
            Some(meant) if whole => format!("did you mean [{meant}]?"),
            Some(meant) => format!("did you mean '{meant}'?"),
            None => {
                let all: Vec<String> = self.known.iter().map(|key| named(key)).collect();
                let which = if whole { "the file has sections:" } else { "its keys are" };
                format!("{which} {}", all.join(", "))
            }
        };
        (what, hint)
    }

    fn value(&mut self, key: &'static str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.known.push(key);
        self.table.and_then(|table| table.get(key))
    }

    fn mistyped<T>(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        must: &str,
        hint: Option<String>,
    ) -> Option<T> {
        let what = format!("'{key}' is {} where it must be {must}", kind(value.get_ref()));
        self.wrong(&value.span(), what, hint);
        None
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}

/// A length of time as people write it, in milliseconds: `5m`.
fn length_of(text: &str) -> Option<i64> {
    let (unit, ms) = UNITS.iter().find(|(unit, _)| text.trim().ends_with(unit))?;
    let count: i64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
    count.checked_mul(*ms).filter(|ms| *ms > 0)
}

/// A length of time as people write it, in the greatest unit that makes it a whole number.
pub(super) fn length(ms: i64) -> String {
    let (unit, each) = UNITS.into_iter().find(|(_, each)| ms % each == 0).unwrap_or(("s", 1000));
    format!("{}{unit}", ms / each)
}

/// A text of TOML.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        for (text, ms) in [
            ("5m", Some(300_000)),
            (" 90 s ", Some(90_000)),
            ("1h", Some(3_600_000)),
            ("7d", Some(604_800_000)),
            ("0m", None),
            ("-5m", None),
            ("m", None),
            ("5", None),
            ("5w", None),
            ("9999999999999999d", None),
        ] {
            assert_eq!(length_of(text), ms, "{text}");
        }
        for (ms, text) in [(300_000, "5m"), (90_000, "90s"), (7_200_000, "2h"), (86_400_000, "1d")] {
            assert_eq!(length(ms), text);
        }
    }
}
