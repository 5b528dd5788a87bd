//! `andon add`: a card comes on the board.

use anyhow::Result;
use clap::Args;

use crate::board::{Change, Draft, Field};

use super::desk::Recording;
use super::{Context, find, template};

/// Put a card on the board
#[derive(Debug, Args)]
#[command(
    long_about = "Put a card on the board, into its first column or the one given with --to. \
        A column at its limit refuses it (exit code 3).",
    after_help = "Examples:\n  andon add \"Retry on timeout\" --label api --who jon\n  \
        andon add Certificate has run out --to ready --class expedite\n  \
        andon add --template bug \"Fix the rounding\""
)]
pub(super) struct Add {
    /// The title; several words need no quotes
    #[arg(required_unless_present = "template", value_name = "TITLE")]
    title: Vec<String>,
    /// Begin as this template of the board says; what else is given goes before it
    #[arg(long, value_name = "NAME")]
    template: Option<String>,
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
    /// An item of its checklist; may be given several times
    #[arg(long, value_name = "TEXT")]
    item: Vec<String>,
    /// A link: https://, http:// or mailto:; may be given several times
    #[arg(long, value_name = "LINK")]
    link: Vec<String>,
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
        let to = self.to.as_deref().map(|to| find::column(board, to)).transpose()?;
        let to = to.map(|column| board.column(column).id);
        let mut draft = match &self.template {
            Some(name) => {
                let template = find::template(board, name)?;
                template::draft(board, &template.name, &template.body, to, desk.now)?
            }
            None => Draft { to, ..Draft::default() },
        };
        let title = (!self.title.is_empty()).then(|| (Field::Title, self.title.join(" ")));
        let mut values: Vec<(Field, String)> = title.into_iter().collect();
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
        // What is given on the command line holds instead of what the template says.
        draft.values.retain(|(field, _)| values.iter().all(|(given, _)| given != field));
        draft.values.extend(values);
        draft.labels.extend(self.label);
        draft.who.extend(self.who);
        draft.items.extend(self.item.into_iter().map(|item| (item, false)));
        draft.links.extend(self.link);
        desk.record(&self.recording, vec![Change::Add(draft)], &mut context.out)
    }
}
