//! Which cards a person means: the language of the filter on the screen, of filters kept under a
//! name, and of `andon list --filter`.
//!
//! ```text
//! retry @maria #api,ui -is:blocked age:>5d | is:expedite
//! ```
//!
//! Terms stand side by side and must all hold; `-` turns one around; a comma between values and a
//! bar between terms mean "or", and a bar binds closer than a blank.
//!
//! | file | what it does |
//! |---|---|
//! | `table` | every term, with its values and what they mean: what all help is made of |
//! | `term` | a term, as data |
//! | `lexer` | a text to words, each with its place |
//! | `parse` | words to terms, and what is wrong with them |
//! | `span` | lengths of time and days, as they are typed |
//! | `sieve` | a filter made ready for a board: does this card fit? |
//! | `complete` | how the word at the end can go on |
//!
//! Nothing here reads a clock or a file: the instant and the person come in with a [`Scene`].

mod complete;
mod lexer;
mod parse;
mod sieve;
mod span;
mod table;
mod term;

pub use complete::{Offer, Vocabulary, last_word, offers};
pub use parse::Mistake;
pub use sieve::{Scene, Sieve};
pub use table::{SIGNS, TERMS, TermRow, help};

use term::Item;

/// Which cards are meant. Without terms: all of them.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    text: String,
    /// Each group must have one that holds.
    groups: Vec<Vec<Item>>,
    mistakes: Vec<Mistake>,
}

impl Filter {
    /// The filter as it was typed, without blanks around it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True when every card is meant.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// What is wrong with the text. Terms that are wrong are left out.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// True if what it means changes with time alone.
    pub fn follows_the_clock(&self) -> bool {
        self.items().any(|item| item.term.follows_the_clock())
    }

    /// True if it asks what others changed a moment ago.
    pub fn asks_for_changed(&self) -> bool {
        self.items().any(|item| item.term.asks_for(term::State::Changed))
    }

    /// True if it asks what is selected.
    pub fn asks_for_selected(&self) -> bool {
        self.items().any(|item| item.term.asks_for(term::State::Selected))
    }

    /// True if it asks which cards have parts, which only a look at all cards tells.
    pub fn asks_for_parents(&self) -> bool {
        self.items().any(|item| item.term.asks_for(term::State::Parent))
    }

    fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flatten()
    }
}
