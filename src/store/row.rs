//! A line of the board file as a structure: every key that any row may have, all of them optional.
//!
//! One plain struct for all rows: an enum tagged by a key is read half as fast. Texts are borrowed
//! from the file wherever they carry no escapes. Which keys a row must have is for `convert`.

use serde::de::{self, Deserialize, Deserializer, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use crate::board::{Id, Timestamp};

/// A row as it is read.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, expecting = "a row")]
pub struct Row<'a> {
    pub card: Option<Parsed<Id>>,
    pub board: Option<Parsed<Id>>,
    pub column: Option<Parsed<Id>>,
    #[serde(borrow)]
    pub person: Option<Text<'a>>,
    #[serde(borrow)]
    pub work_kind: Option<Text<'a>>,
    #[serde(borrow)]
    pub template: Option<Text<'a>>,

    pub id: Option<Parsed<Id>>,
    pub rev: Option<u32>,
    pub at: Option<Parsed<Timestamp>>,
    #[serde(borrow)]
    pub by: Option<Text<'a>>,
    #[serde(borrow, rename = "do")]
    pub what: Option<Text<'a>>,

    pub from: Option<Parsed<Id>>,
    pub to: Option<Parsed<Id>>,
    #[serde(borrow)]
    pub title: Given<Text<'a>>,
    #[serde(borrow)]
    pub text: Given<Text<'a>>,
    /// A card's class; alone, the subject of a setting.
    #[serde(borrow)]
    pub class: Given<Text<'a>>,
    /// A card's kind of work or a column's kind.
    #[serde(borrow)]
    pub kind: Given<Text<'a>>,
    #[serde(borrow)]
    pub due: Given<Text<'a>>,
    #[serde(borrow)]
    pub parent: Given<Text<'a>>,
    #[serde(borrow)]
    pub labels: Vec<Text<'a>>,
    #[serde(borrow)]
    pub who: Vec<Text<'a>>,
    #[serde(borrow)]
    pub source: Option<Text<'a>>,
    #[serde(borrow)]
    pub rank: Option<Text<'a>>,
    #[serde(borrow)]
    pub add: Vec<Text<'a>>,
    #[serde(borrow)]
    pub drop: Vec<Text<'a>>,
    #[serde(borrow)]
    pub tick: Vec<Text<'a>>,
    #[serde(borrow)]
    pub untick: Vec<Text<'a>>,
    /// The checklist and the links that a card was added with.
    #[serde(borrow)]
    pub items: Vec<Text<'a>>,
    #[serde(borrow)]
    pub links: Vec<Text<'a>>,
    #[serde(borrow)]
    pub why: Option<Text<'a>>,
    /// The countermeasure that a resolve tells.
    #[serde(borrow, rename = "what")]
    pub countermeasure: Option<Text<'a>>,
    pub undoes: Option<Parsed<Id>>,
    /// A sum of the events that an archived card had.
    pub saw: Option<Parsed<Id>>,
    #[serde(borrow)]
    pub over: Option<Text<'a>>,

    #[serde(borrow)]
    pub name: Option<Text<'a>>,
    pub wip: Given<i64>,
    /// A column's stage; alone, the subject of a setting.
    #[serde(borrow)]
    pub stage: Given<Text<'a>>,
    pub gone: Option<bool>,
    pub expedite: Option<bool>,
    #[serde(borrow)]
    pub zone: Option<Text<'a>>,
    #[serde(borrow)]
    pub at_limit: Option<Text<'a>>,
    pub person_wip: Given<i64>,
    pub sle: Given<SleValue>,
    pub workers: Given<i64>,
    pub target: Given<i64>,
    #[serde(borrow)]
    pub done_when: Given<Text<'a>>,
    #[serde(borrow)]
    pub body: Given<Text<'a>>,
}

/// A service level expectation: one value, so that a merge takes it whole. What it must say is
/// checked where it is understood.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default, expecting = r#"an sle such as {"percent":85,"within_ms":691200000}"#)]
pub struct SleValue {
    pub percent: Option<i64>,
    pub within_ms: Option<i64>,
}

/// A text, borrowed when it can be. (serde borrows a `Cow` by itself, but not inside an `Option`.)
#[derive(Debug)]
pub struct Text<'a>(pub Cow<'a, str>);

impl Text<'_> {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A value that is spelled as text.
#[derive(Debug, Clone, Copy)]
pub struct Parsed<T>(pub T);

/// A key that may be missing, null or have a value: null clears what the key names.
#[derive(Debug)]
#[expect(clippy::option_option, reason = "not given, taken away, given: what a register knows")]
pub struct Given<T>(pub Option<Option<T>>);

impl<T> Default for Given<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Some).map(Self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrow;

        impl<'de> Visitor<'de> for Borrow {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Borrow)
    }
}

impl<'de, T: FromStr<Err: fmt::Display>> Deserialize<'de> for Parsed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Parse<T>(PhantomData<T>);

        impl<T: FromStr<Err: fmt::Display>> Visitor<'_> for Parse<T> {
            type Value = Parsed<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Parsed<T>, E> {
                let wrong = |why| E::custom(format_args!("'{}': {why}", text.escape_debug()));
                text.parse().map(Parsed).map_err(wrong)
            }
        }

        deserializer.deserialize_str(Parse(PhantomData))
    }
}

/// A row as it is written: keys in the order they are put, nothing else.
#[derive(Debug)]
pub struct Line(String);

impl Line {
    /// A row that starts with this key.
    pub fn new(key: &str, value: &str) -> Self {
        let mut line = Self(String::with_capacity(160));
        line.text(key, value);
        line
    }

    pub fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.key(key);
        self.quote(value);
        self
    }

    /// A value that needs no escapes: an id, an instant, a number, `true`, `null`.
    pub fn plain(&mut self, key: &str, value: impl fmt::Display) -> &mut Self {
        use fmt::Write as _;
        self.key(key);
        // Writing to a string does not fail.
        let _ = write!(self.0, "{value}");
        self
    }

    pub fn id(&mut self, key: &str, id: Id) -> &mut Self {
        self.plain(key, format_args!("\"{id}\""))
    }

    pub fn maybe(&mut self, key: &str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.text(key, value),
            None => self,
        }
    }

    /// Nothing at all when there are none.
    pub fn list<'a>(&mut self, key: &str, values: impl IntoIterator<Item = &'a str>) -> &mut Self {
        let mut some = false;
        for value in values {
            if some {
                self.0.push(',');
            } else {
                self.key(key);
                self.0.push('[');
            }
            self.quote(value);
            some = true;
        }
        if some {
            self.0.push(']');
        }
        self
    }

    pub fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn key(&mut self, key: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.quote(key);
        self.0.push(':');
    }

    fn quote(&mut self, text: &str) {
        use fmt::Write as _;
        self.0.push('"');
        for c in text.chars() {
            match c {
                '"' => self.0.push_str("\\\""),
                '\\' => self.0.push_str("\\\\"),
                '\n' => self.0.push_str("\\n"),
                '\t' => self.0.push_str("\\t"),
                '\r' => self.0.push_str("\\r"),
                // C1 controls as well: a terminal that shows the file must not obey it.
                c if c.is_control() => {
                    let _ = write!(self.0, "\\u{:04x}", u32::from(c));
                }
                c => self.0.push(c),
            }
        }
        self.0.push('"');
    }
}
