//! What a report says, before a form is chosen: sections of sentences, facts, tables and pictures.
//!
//! What the board says is told apart from what we say, by type: each form has its own way to make
//! a board's text harmless, and none of them can forget to.

mod print;
mod table;
mod words;

pub use print::{PAGE, print};
pub use table::{Holds, Table};
pub use words::{Part, Words, said, theirs};

/// A part of a report under a title of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub title: &'static str,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// Something a section says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A sentence or two.
    Line(Words),
    /// What is told in a line or two each, under a name.
    Facts(Vec<(&'static str, Words)>),
    /// Rows and columns.
    Table(Table),
    /// Lines drawn in text; a number stands beside each of them somewhere in the section.
    Picture(Vec<Words>),
}

impl Section {
    /// A section with nothing in it yet.
    pub fn new(title: &'static str) -> Self {
        Self { title, blocks: Vec::new() }
    }

    /// Adds a sentence.
    pub fn line(&mut self, words: impl Into<Words>) {
        self.blocks.push(Block::Line(words.into()));
    }

    /// Adds a fact, to the facts before it if there are any.
    pub fn fact(&mut self, name: &'static str, words: impl Into<Words>) {
        let fact = (name, words.into());
        match self.blocks.last_mut() {
            Some(Block::Facts(facts)) => facts.push(fact),
            _ => self.blocks.push(Block::Facts(vec![fact])),
        }
    }

    /// Adds a table; nothing, if it has no rows.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }

    /// Adds a picture; nothing, if it has no lines.
    pub fn picture(&mut self, lines: Vec<Words>) {
        if !lines.is_empty() {
            self.blocks.push(Block::Picture(lines));
        }
    }
}
