//! `andon delete` and `andon restore`: cards leave the board and come back.

use anyhow::Result;
use clap::Args;

use crate::board::{Board, Change, Id};

use super::desk::Recording;
use super::{Context, Problem, find};

/// Take cards off the board; their history stays
#[derive(Debug, Args)]
#[command(
    long_about = "Take cards off the board. Nothing is lost: their history stays in the file, and andon restore \
    puts them back."
)]
pub(super) struct Delete {
    /// The cards, each by any unique start of its id
    #[arg(required = true, value_name = "CARD")]
    cards: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Delete {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let changes = each(desk.board(), &self.cards, |card| Change::Delete { card })?;
        desk.record(&self.recording, changes, &mut context.out)
    }
}

/// Put deleted or archived cards back where they were
#[derive(Debug, Args)]
#[command(
    long_about = "Put deleted or archived cards back where they were, with their history. The limits hold for them as for any card."
)]
pub(super) struct Restore {
    /// The cards, each by any unique start of its id
    #[arg(required = true, value_name = "CARD")]
    cards: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Restore {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let changes = each(desk.board(), &self.cards, |card| Change::Restore { card })?;
        desk.record(&self.recording, changes, &mut context.out)
    }
}

fn each(board: &Board, cards: &[String], change: impl Fn(Id) -> Change) -> Result<Vec<Change>, Problem> {
    cards.iter().map(|card| Ok(change(find::card(board, card)?.id()))).collect()
}
