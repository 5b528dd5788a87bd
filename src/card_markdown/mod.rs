//! A card as a page of Markdown, and back.
//!
//! ```text
//! # Retry on timeout          the title
//!
//! class: expedite             fields, one a line
//! due: 2026-12-24
//! labels: api, slow
//!
//! The bank gives up early.    the description
//!
//! ## Checklist                comes last
//!
//! - [ ] ask the bank
//! - [x] measure
//! ```
//!
//! An editor is given such a page, `andon show --markdown` prints it, a template is one. What is
//! read back becomes [`changes`]: only what differs from the page that was given out, so that what
//! others changed meanwhile stays. Whatever cannot be understood is told with its line.

mod changes;
mod meant;
mod names;
mod read;
mod write;

use std::fmt;

use crate::board::{self, Board, Card, Field, Name};

pub use changes::{changes, checking, difference, draft};
pub use meant::{class, parent};
pub use names::{listed, names};
pub use read::{Page, item, read};
pub use write::{annotated, for_editor, page};

/// The heading over a checklist.
const CHECKLIST: &str = "## Checklist";
/// How a line begins that explains and is no part of the card.
const REMARK: &str = "<!-- andon:";

/// A card as a page tells it: texts, as a person would type them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// The title, one line.
    pub title: String,
    /// The class of service; empty for the standard one.
    pub class: String,
    /// The kind of work.
    pub kind: String,
    /// The day it is due, in any form that [`due`](crate::due) reads.
    pub due: String,
    /// Who is on it.
    pub who: Vec<String>,
    /// Its labels.
    pub labels: Vec<String>,
    /// The card it is part of: a start of its id, and what else there is to say.
    pub parent: String,
    /// Addresses.
    pub links: Vec<String>,
    /// The description, in Markdown.
    pub text: String,
    /// The checklist.
    pub checklist: Vec<Item>,
}

/// A line of a checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Whether it is ticked.
    pub done: bool,
    /// What is to be done.
    pub text: String,
}

/// A field that has a line of its own, under the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Class,
    Kind,
    Due,
    Who,
    Labels,
    Parent,
    Links,
}

impl Key {
    const ALL: [Self; 7] =
        [Self::Class, Self::Kind, Self::Due, Self::Who, Self::Labels, Self::Parent, Self::Links];

    fn word(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Kind => "kind",
            Self::Due => "due",
            Self::Who => "who",
            Self::Labels => "labels",
            Self::Parent => "parent",
            Self::Links => "links",
        }
    }
}

/// What could not be understood, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to write, in a sentence without its full stop.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

impl Sheet {
    /// A card of a board.
    pub fn of(board: &Board, card: &Card) -> Self {
        let names = |names: &[Name]| -> Vec<String> {
            names.iter().map(|name| board.names().text(*name).to_owned()).collect()
        };
        let value = |field| one_line(card.value(field));
        let item =
            |item: &board::Item| Item { done: item.done, text: board.names().text(item.text).to_owned() };
        let parent = card.value(Field::Parent);
        let parent = match parent.parse().ok().and_then(|id| board.card(id)) {
            Some(parent) => format!("{} {}", board.short_id(parent.id()), one_line(parent.title())),
            None => one_line(parent),
        };
        Self {
            title: one_line(card.title()),
            class: value(Field::Class),
            kind: value(Field::Kind),
            due: value(Field::Due),
            who: names(card.who()),
            labels: names(card.labels()),
            parent,
            links: names(card.links()),
            text: card.value(Field::Text).to_owned(),
            checklist: card.items().iter().map(item).collect(),
        }
    }

    fn value(&self, key: Key) -> String {
        match key {
            Key::Class => self.class.clone(),
            Key::Kind => self.kind.clone(),
            Key::Due => self.due.clone(),
            Key::Who => listed(&self.who),
            Key::Labels => listed(&self.labels),
            Key::Parent => self.parent.clone(),
            Key::Links => self.links.join(" "),
        }
    }
}

/// A file may hold line ends where no person can type them.
fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ")
}
