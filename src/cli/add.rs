//! `andon add`: a card comes on the board.

use anyhow::Result;
use clap::Args;

use crate::board::{Change, Draft, Field};

use super::desk::Recording;
use super::{Context, find};

/// Put a card on the board
#[derive(Debug, Args)]
#[command(
    long_about = "Put a card on the board, into its first column or the one given with --to. \
        A column at its limit refuses it (exit code 3).",
    after_help = "Examples:\n  andon add \"Retry on timeout\" --label api --who jon\n  \
        andon add Certificate has run out --to ready --class expedite"
)]
pub(super) struct Add {
    /// The title; several words need no quotes
    #[arg(required = true, value_name = "TITLE")]
    title: Vec<String>,
    /// The column [default: the first]
    #[arg(long, visible_alias = "column", value_name = "COLUMN")]
    to: Option<String>,
    /// The description, in Markdown
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The class of service, such as expedite
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The kind of work: feature, defect, debt, risk, or the team's own word
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The day it is due: fri, "in 3 days", "24 dec", 2026-12-24
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// The card it is part of
    #[arg(long, value_name = "CARD")]
    parent: Option<String>,
    /// A label; may be given several times
    #[arg(long, value_name = "LABEL")]
    label: Vec<String>,
    /// Who is on it; may be given several times
    #[arg(long, value_name = "NAME")]
    who: Vec<String>,
    #[command(flatten)]
    recording: Recording,
}

impl Add {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let mut values = vec![(Field::Title, self.title.join(" "))];
        values.extend(self.text.map(|text| (Field::Text, text)));
        values.extend(self.kind.map(|kind| (Field::Kind, kind)));
        if let Some(due) = &self.due {
            values.push((Field::Due, find::due(board, due, desk.now)?));
        }
        if let Some(class) = &self.class {
            values.push((Field::Class, find::class(board, class)?));
        }
        if let Some(parent) = &self.parent {
            values.push((Field::Parent, find::card(board, parent)?.id().to_string()));
        }
        let to = self.to.as_deref().map(|to| find::column(board, to)).transpose()?;
        let to = to.map(|column| board.column(column).id);
        let draft = Draft { to, values, labels: self.label, who: self.who, ..Draft::default() };
        desk.record(&self.recording, vec![Change::Add(draft)], &mut context.out)
    }
}
