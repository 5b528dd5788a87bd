//! Texts for the person's clipboard.

use crate::card_markdown::{Sheet, page};
use crate::text::{clean, fit};
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::message::Effect;

impl App {
    /// Copies what a command says of the card. It may be pasted into a shell: it is clean, and an
    /// id or a title is one line.
    pub(super) fn copy(&mut self, command: Command) -> Vec<Effect> {
        let Some(card) = self.subject() else { return Vec::new() };
        let (id, sheet) = (card.id().to_string(), Sheet::of(&self.board, card));
        let (what, text) = match command {
            Command::CopyId => (format!("the id {id}"), id),
            Command::CopyTitle => (format!("the title '{}'", fit(&sheet.title, 60)), sheet.title),
            Command::CopyMarkdown => (format!("{} as Markdown", self.short(card.id())), page(&sheet)),
            _ => {
                let text = format!("{id} {}", sheet.title);
                (format!("'{}'", fit(&text, 60)), text)
            }
        };
        let lines: Vec<_> = text.split('\n').map(clean).collect();
        self.tell(Tone::Done, format!("copied {what}"), None);
        vec![Effect::Copy(lines.join("\n"))]
    }
}
