//! Sections on a page of text: 80 cells wide, every letter clean.

use super::{Block, Section, Words};
use crate::text::{fit, wrap};

/// How many cells wide a page is.
pub const PAGE: usize = 80;
/// Where facts begin; their names stand left of it.
const INDENT: usize = 18;
/// The most lines a sentence, a fact or a story takes: a flood of text ends there.
pub const MOST: usize = 8;

/// The sections one after the other, lines ended by a newline each.
pub fn print(sections: &[Section]) -> String {
    let mut lines: Vec<String> = Vec::new();
    for section in sections {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let rule = "─".repeat(PAGE.saturating_sub(section.title.chars().count() + 4));
        lines.push(format!("── {} {rule}", section.title));
        let mut before = None;
        for block in &section.blocks {
            // Sentences and facts that follow each other are one paragraph.
            let flows = matches!(block, Block::Line(_) | Block::Facts(_));
            if before.is_some_and(|before| !(flows && before)) {
                lines.push(String::new());
            }
            before = Some(flows);
            self::block(&mut lines, block);
        }
    }
    lines.iter().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn block(lines: &mut Vec<String>, block: &Block) {
    match block {
        Block::Line(words) => lines.extend(wrapped(words, PAGE)),
        Block::Facts(facts) => {
            for (name, words) in facts {
                let mut name = *name;
                for line in wrapped(words, PAGE - INDENT) {
                    lines.push(format!("{name:<INDENT$}{line}"));
                    name = "";
                }
            }
        }
        Block::Table(table) => lines.extend(table.lines(PAGE)),
        Block::Picture(picture) => {
            lines.extend(picture.iter().map(|line| fit(&line.to_string(), PAGE).to_string()));
        }
    }
}

fn wrapped(words: &Words, width: usize) -> Vec<String> {
    // A line end in a board's text is one of its letters, not one of our lines.
    let text = crate::text::clean(&words.to_string()).into_owned();
    wrap(&text, width, MOST).iter().map(ToString::to_string).collect()
}
