//! `andon move`: cards go to another column.

use anyhow::Result;
use clap::Args;

use crate::board::Change;

use super::desk::Recording;
use super::{Context, find};

/// Move cards to a column
#[derive(Debug, Args)]
#[command(
    long_about = "Move cards to a column. A limit that would be exceeded refuses a card (exit code 3); the \
        other cards are moved.",
    after_help = "Examples:\n  andon move 4f1a review\n  andon move 4f1a 90bc done\n  \
        andon move 4f1a review --over \"release today\"\n  andon move 4f1a done --at \"2026-03-02 16:30\""
)]
pub(super) struct Move {
    /// The cards, each by any unique start of its id
    #[arg(required = true, num_args = 1.., value_name = "CARD")]
    cards: Vec<String>,
    /// The column: its id, its name, or a unique start of either
    #[arg(value_name = "COLUMN")]
    to: String,
    #[command(flatten)]
    recording: Recording,
}

impl Move {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let to = board.column(find::column(board, &self.to)?).id;
        let changes: Result<Vec<Change>, _> = self
            .cards
            .iter()
            .map(|card| Ok::<_, super::Problem>(Change::Move { card: find::card(board, card)?.id(), to }))
            .collect();
        desk.record(&self.recording, changes?, &mut context.out)
    }
}
