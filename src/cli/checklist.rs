//! `andon checklist` and `andon link`: what is to be done on a card, and what it points to.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Board, Card, Change, Checking};

use super::desk::Recording;
use super::{Context, Problem, find};

/// Show a card's checklist, or add, tick, untick and drop its items
#[derive(Debug, Args)]
#[command(
    long_about = "Show a card's checklist, or change it: add items, tick and untick them, take them off. An item is \
        named by its number in the list, its text, or a start of the text that no other item has.",
    after_help = "Examples:\n  andon checklist 4f1a\n  \
        andon checklist 4f1a --add \"write the test\" --add \"ask the bank\"\n  \
        andon checklist 4f1a --tick 1\n  andon checklist 4f1a --tick write --drop ask"
)]
pub(super) struct Checklist {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    /// An item to add; may be given several times
    #[arg(long, value_name = "TEXT")]
    add: Vec<String>,
    /// An item that is done; may be given several times
    #[arg(long, value_name = "ITEM")]
    tick: Vec<String>,
    /// An item that is not done after all; may be given several times
    #[arg(long, value_name = "ITEM")]
    untick: Vec<String>,
    /// An item to take off; may be given several times
    #[arg(long, value_name = "ITEM")]
    drop: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

/// A checklist, in the JSON of every command that prints a card.
#[derive(Debug, Serialize)]
pub(super) struct ItemJson {
    text: String,
    done: bool,
}

impl ItemJson {
    pub(super) fn of(board: &Board, card: &Card) -> Vec<Self> {
        let item = |item: &crate::board::Item| Self {
            text: board.names().text(item.text).to_owned(),
            done: item.done,
        };
        card.items().iter().map(item).collect()
    }
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    card: String,
    items: Vec<ItemJson>,
}

impl Checklist {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let card = find::card(board, &self.card)?;
        let meant = |items: &[String]| -> Result<Vec<String>, Problem> {
            items.iter().map(|item| find::item(board, card, item).map(str::to_owned)).collect()
        };
        let checking = Checking {
            drop: meant(&self.drop)?,
            // What is added may be ticked at once.
            tick: self
                .tick
                .iter()
                .map(|item| meant_or_new(board, card, item, &self.add))
                .collect::<Result<_, _>>()?,
            untick: meant(&self.untick)?,
            add: self.add,
        };
        if checking == Checking::default() {
            return show(board, card, self.recording.json, context);
        }
        let change = Change::Check { card: card.id(), checking };
        desk.record(&self.recording, vec![change], &mut context.out)
    }
}

fn meant_or_new(board: &Board, card: &Card, item: &str, new: &[String]) -> Result<String, Problem> {
    if new.iter().any(|new| new.trim() == item.trim()) {
        return Ok(item.to_owned());
    }
    find::item(board, card, item).map(str::to_owned)
}

fn show(board: &Board, card: &Card, json: bool, context: &mut Context) -> Result<()> {
    if json {
        let items = ItemJson::of(board, card);
        return context.out.json(&Answer { schema: "andon-checklist/1", card: card.id().to_string(), items });
    }
    for (number, line) in (1..).zip(lines(board, card)) {
        context.out.line(&format!("{number:>3}  {line}"))?;
    }
    if card.items().is_empty() {
        let short = board.short_id(card.id());
        context.out.line(&format!("No checklist yet. andon checklist {short} --add TEXT begins one."))?;
    }
    Ok(())
}

/// The items as people write them: "[x] write the test".
pub(super) fn lines(board: &Board, card: &Card) -> impl Iterator<Item = String> {
    card.items()
        .iter()
        .map(|item| format!("[{}] {}", if item.done { 'x' } else { ' ' }, board.names().text(item.text)))
}

/// Put links on a card, and take links off
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  andon link 4f1a https://example.org/42\n  \
        andon link 4f1a --drop https://example.org/42")]
pub(super) struct Link {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    /// A link to put on: an address that begins with https://, http:// or mailto:
    #[arg(value_name = "LINK", required_unless_present = "drop")]
    add: Vec<String>,
    /// A link to take off; may be given several times
    #[arg(long, value_name = "LINK")]
    drop: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Link {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let card = find::card(desk.board(), &self.card)?.id();
        let change = Change::Link { card, add: self.add, drop: self.drop };
        desk.record(&self.recording, vec![change], &mut context.out)
    }
}
