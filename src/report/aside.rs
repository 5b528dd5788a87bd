//! What was done to a card at the same time as what holds, in words: one way of saying it for the
//! card's face, its detail and the command line. Nobody has to decide anything: it is there to
//! be known.

use super::history::column;
use crate::board::{Board, Card, Field, Timestamp, Version};
use crate::text;

/// Cells of a value that are quoted.
const QUOTED: usize = 60;

/// Something that does not hold, done by somebody who did not know of what does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// What it is, in two or three words: "also moved", "title: 2 versions".
    pub what: String,
    /// The rest of the sentence: "to Review by jon".
    pub story: String,
    /// When the last of it was done.
    pub at: Timestamp,
    /// The field it is about, where another of its values can be taken.
    pub field: Option<Field>,
}

impl Aside {
    /// The whole sentence: "also moved to Review by jon".
    pub fn sentence(&self) -> String {
        let colon = if self.field.is_some() { ":" } else { "" };
        format!("{}{colon} {}", self.what, self.story)
    }
}

/// Everything of that kind there is to say about a card.
pub fn asides(board: &Board, card: &Card) -> Vec<Aside> {
    let name = |name| board.names().text(name);
    let mut told = Vec::new();
    if let Some(event) = card.also_moved() {
        let to = event.destination().map_or_else(String::new, |to| column(board, to));
        let story = format!("to {to} by {}", name(event.by));
        told.push(Aside { what: "also moved".to_owned(), story, at: event.at, field: None });
    }
    if let Some(event) = card.deletion_outlived() {
        let story = format!("by {}, while somebody worked on it", name(event.by));
        told.push(Aside { what: "also deleted".to_owned(), story, at: event.at, field: None });
    }
    for versions in card.all_versions() {
        let what = format!("{}: {} versions", versions.field.word(), versions.others.len() + 1);
        let one = |other: &Version<'_>| format!("{} by {}", quoted(other.value), name(other.by));
        let story = versions.others.iter().map(one).collect::<Vec<_>>().join("; ");
        let at = versions.others.iter().map(|other| other.at).max().unwrap_or_default();
        told.push(Aside { what, story, at, field: Some(versions.field) });
    }
    told
}

/// A value as part of a sentence: its first line, in quotation marks.
pub fn quoted(value: &str) -> String {
    match value.trim().lines().next() {
        None => "nothing".to_owned(),
        Some(line) if line.len() < value.trim().len() => format!("“{} …”", text::fit(line, QUOTED)),
        Some(line) => format!("“{}”", text::fit(line, QUOTED)),
    }
}
