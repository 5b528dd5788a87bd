//! `andon block` and `andon unblock`: work on a card stops and goes on.

use anyhow::Result;
use clap::Args;

use crate::board::Change;

use super::desk::Recording;
use super::{Context, Problem, find};

/// Say that work on a card has stopped, and why
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  andon block 4f1a waiting for the bank's sandbox")]
pub(super) struct Block {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    /// The reason; several words need no quotes
    #[arg(required = true, value_name = "REASON")]
    why: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Block {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let card = find::card(desk.board(), &self.card)?.id();
        let change = Change::Block { card, why: self.why.join(" ") };
        desk.record(&self.recording, vec![change], &mut context.out)
    }
}

/// Say that work on cards can go on
#[derive(Debug, Args)]
pub(super) struct Unblock {
    /// The cards, each by any unique start of its id
    #[arg(required = true, value_name = "CARD")]
    cards: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Unblock {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let unblock =
            |card: &String| Ok::<_, Problem>(Change::Unblock { card: find::card(board, card)?.id() });
        let changes: Result<Vec<Change>, Problem> = self.cards.iter().map(unblock).collect();
        desk.record(&self.recording, changes?, &mut context.out)
    }
}
