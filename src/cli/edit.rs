//! `andon edit`: a card's fields get new values.

use anyhow::Result;
use clap::Args;

use crate::board::{Change, Field};

use super::desk::Recording;
use super::{Context, find};

/// Change a card's title, text, class, kind, due day or parent
#[derive(Debug, Args)]
#[command(
    long_about = "Change a card's fields. An empty value clears a field.",
    after_help = "Examples:\n  andon edit 4f1a --title \"Retry on time-outs\" --due 2026-04-01\n  \
        andon edit 4f1a --due \"\""
)]
pub(super) struct Edit {
    /// The card, by any unique start of its id
    #[arg(value_name = "CARD")]
    card: String,
    #[command(flatten)]
    values: NewValues,
    #[command(flatten)]
    recording: Recording,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct NewValues {
    /// The new title
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The new description, in Markdown
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// The class of service; `standard` clears it
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// The kind of work
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The day it is due: fri, "in 3 days", "24 dec", 2026-12-24, none
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// The card it is part of
    #[arg(long, value_name = "CARD")]
    parent: Option<String>,
}

impl Edit {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let card = find::card(board, &self.card)?.id();
        let new = self.values;
        let class = new.class.map(|class| find::class(board, &class)).transpose()?;
        let parent = match new.parent {
            Some(parent) if !parent.is_empty() => Some(find::card(board, &parent)?.id().to_string()),
            parent => parent,
        };
        let due = new.due.map(|due| find::due(board, &due, desk.now)).transpose()?;
        let given = [
            (Field::Title, new.title),
            (Field::Text, new.text),
            (Field::Class, class),
            (Field::Kind, new.kind),
            (Field::Due, due),
            (Field::Parent, parent),
        ];
        let values = given.into_iter().filter_map(|(field, value)| Some((field, value?))).collect();
        desk.record(&self.recording, vec![Change::Edit { card, values }], &mut context.out)
    }
}
