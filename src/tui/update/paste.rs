//! Pasted text: into what is being typed, or as many cards as it has lines.

use crate::board::{Change, Id, Operation, Refusal};
use crate::tui::app::{App, Tone};
use crate::tui::command::Command;
use crate::tui::layer::{Ask, Confirm, Layer, Prompt, Yes};
use crate::tui::message::Effect;

use super::act::No;

/// The most cards a paste makes; who has more has a file, and `andon add` for it.
const CARDS_MAX: usize = 1_000;

impl App {
    pub(super) fn paste(&mut self, text: &str) -> Vec<Effect> {
        match self.layers.last_mut() {
            Some(Layer::Prompt(Prompt { ask: Ask::NewCard(column), input, .. })) => {
                let column = *column;
                let lines = titles(&(input.text() + text));
                if lines.len() > 1 {
                    self.ask_for_cards(column, lines);
                } else {
                    input.paste(text.trim_matches(['\r', '\n']));
                    self.typed();
                }
            }
            Some(Layer::Prompt(Prompt { ask: Ask::Item(card), input, .. })) => {
                let card = *card;
                let lines = titles(&(input.text() + text));
                if lines.len() > 1 {
                    return self.paste_items(card, lines);
                }
                input.paste(text.trim_matches(['\r', '\n']));
                self.typed();
            }
            Some(layer) => {
                if let Some(input) = layer.input() {
                    input.paste(text);
                    self.typed();
                }
            }
            None => {
                // A paste on the board is no row of commands: a pasted `x` must delete nothing.
                let key = self.keys_text(Command::Add);
                self.tell(Tone::Unavailable, format!("to paste cards, press {key} first"), None);
            }
        }
        Vec::new()
    }

    /// Each line of a pasted list is an item.
    fn paste_items(&mut self, card: Id, lines: Vec<String>) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.add_items(card, lines, &mut effects) {
            self.layers.pop();
        }
        effects
    }

    /// A list that is pasted is hardly ever one title: asks whether each line is a card.
    fn ask_for_cards(&mut self, column: Id, lines: Vec<String>) {
        let cards = lines.len();
        if cards > CARDS_MAX {
            let news = format!("that is {cards} lines; at most {CARDS_MAX} cards are added at a time");
            self.tell(Tone::Unavailable, news, None);
            return;
        }
        let name = self.name_of(column);
        let question = format!("Add {cards} cards to {name}, one for each line?");
        self.layers.push(Layer::Confirm(Confirm {
            question,
            then: "add them",
            yes: Yes::AddCards(column, lines),
        }));
    }

    /// Adds a card for each line: all of them, as one step of undo, or none.
    pub(super) fn add_cards(&mut self, column: Id, lines: &[String]) -> Vec<Effect> {
        let mut effects = Vec::new();
        let changes = lines.iter().map(|line| Change::Add(self.draft(column, line)));
        let changes: Vec<Change> = changes.collect();
        let operations: Vec<Operation> = changes.into_iter().map(|change| self.operation(change)).collect();
        let cards = operations.len();
        let seeds: Vec<u64> = operations.iter().map(|operation| operation.seed).collect();
        match self.make(operations, &mut effects) {
            Ok(inverses) => {
                self.layers.pop();
                let last = inverses.first().and_then(|change| match change {
                    Change::Undo { card, .. } => Some(*card),
                    _ => None,
                });
                self.remember(format!("added {cards} cards to {}", self.name_of(column)), inverses);
                if let Some(card) = last {
                    self.keep_cursor_on(card);
                }
            }
            // The board's own words would name cards that are not there.
            Err(No::Refused { refusal, operation, .. }) => {
                let fit = seeds.iter().position(|seed| *seed == operation.seed).unwrap_or(0);
                let why = match &*refusal {
                    Refusal::AtLimit { scope, limit, .. } => {
                        format!("{fit} of the {cards} would fit, then {scope} is full ({limit} of {limit})")
                    }
                    other => format!("line {}: {other}", fit + 1),
                };
                self.refused = None;
                self.tell(Tone::Refused, format!("no card was added: {why}"), Some(column));
            }
            Err(no) => self.refuse(no),
        }
        effects
    }

    fn name_of(&self, column: Id) -> String {
        let column = self.board.find_column(column).map(|column| self.board.column(column).name.to_string());
        column.unwrap_or_default()
    }
}

/// The lines that say something, without the marks of a list.
fn titles(text: &str) -> Vec<String> {
    let marks = ["- [ ] ", "- [x] ", "- ", "* ", "+ ", "\u{2022} "];
    let lines = text.split(['\n', '\r']).map(str::trim);
    let titles =
        lines.map(|line| marks.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim());
    titles.filter(|title| !title.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::titles;

    #[test]
    fn a_list_is_its_lines() {
        let wanted = ["Retry", "Refund - all", "C"];
        for list in [
            "Retry\nRefund - all\nC",
            "- Retry\r\n\r\n- [ ] Refund - all\r\n * C\r\n",
            "Retry\rRefund - all\rC",
        ] {
            assert_eq!(titles(list), wanted, "{list:?}");
        }
        assert!(titles(" \n\n").is_empty());
    }
}
