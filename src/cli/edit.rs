//! `andon edit`: a card's fields get new values.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use crate::board::{Change, Field};

use super::desk::Recording;
use super::{Context, edit_page, find};

/// Change a card's title, text, class, kind, due day or parent
#[derive(Debug, Args)]
#[command(
    long_about = "Change a card's fields. An empty value clears a field.",
    after_help = "Examples:\n  andon edit 4f1a --title \"Retry on time-outs\" --due 2026-04-01\n  \
        andon edit 4f1a --due fri\n  andon edit 4f1a --due \"\"\n  \
        andon show 4f1a --markdown > card.md; andon edit 4f1a --markdown card.md\n  \
        andon edit 4f1a --editor"
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
    /// The whole card from a page of Markdown, as `andon show --markdown` prints it; `-` reads
    /// standard input. What the page leaves out is cleared
    #[arg(long, value_name = "FILE", conflicts_with_all = ["title", "text", "class", "kind", "due", "parent", "editor"])]
    markdown: Option<PathBuf>,
    /// The whole card, as a page of Markdown in $VISUAL or $EDITOR
    #[arg(long, conflicts_with_all = ["title", "text", "class", "kind", "due", "parent"])]
    editor: bool,
}

impl Edit {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let found = find::card(board, &self.card)?;
        let card = found.id();
        let new = self.values;
        if new.editor || new.markdown.is_some() {
            let changes = match new.markdown {
                Some(path) => edit_page::of_file(board, found, &path, desk.now)?,
                None => edit_page::in_editor(board, found, desk.now, &mut context.out)?,
            };
            if changes.is_empty() {
                let short = board.short_id(card);
                return Ok(context.out.line(&format!("{short} is as it was"))?);
            }
            return desk.record(&self.recording, changes, &mut context.out);
        }
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
