//! `andon assign` and `andon label`: people and labels come to a card and go.

use anyhow::Result;
use clap::Args;

use crate::board::Change;

use super::desk::Recording;
use super::{Context, find};

/// Put people on a card, and take people off
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  andon assign 4f1a maria jon\n  andon assign 4f1a lena --drop jon")]
pub(super) struct Assign {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    /// Who comes on it
    #[arg(value_name = "NAME", required_unless_present = "drop")]
    add: Vec<String>,
    /// Who is no longer on it; may be given several times
    #[arg(long, value_name = "NAME")]
    drop: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Assign {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let card = find::card(desk.board(), &self.card)?.id();
        let change = Change::Assign { card, add: self.add, drop: self.drop };
        desk.record(&self.recording, vec![change], &mut context.out)
    }
}

/// Put labels on a card, and take labels off
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  andon label 4f1a api urgent --drop later")]
pub(super) struct Label {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    /// Labels to put on
    #[arg(value_name = "LABEL", required_unless_present = "drop")]
    add: Vec<String>,
    /// A label to take off; may be given several times
    #[arg(long, value_name = "LABEL")]
    drop: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Label {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let card = find::card(desk.board(), &self.card)?.id();
        let change = Change::Label { card, add: self.add, drop: self.drop };
        desk.record(&self.recording, vec![change], &mut context.out)
    }
}
