//! `andon cord`: pull it, answer it, resolve it, and see which cords are pulled.

use anyhow::Result;
use clap::{Args, Subcommand};
use serde::Serialize;

use crate::board::{Board, Card, Change, Cord, Timestamp};
use crate::report::history;
use crate::report::words::duration;

use super::desk::Recording;
use super::{Context, find};

/// Pull the andon cord on a card, answer it, resolve it; alone, list what is pulled
#[derive(Debug, Args)]
#[command(
    long_about = "Pull the andon cord on a card: something is wrong, and somebody should come. Whoever comes answers; \
        what was done about it resolves the pull and is kept. Without a subcommand, lists the cords that are pulled, \
        the longest first. The cord moves no card and stops no clock: andon block says that work has stopped.",
    after_help = "Examples:\n  andon cord\n  andon cord pull 4f1a every second test run fails\n  \
        andon cord answer 4f1a\n  andon cord resolve 4f1a the test waits for the port now"
)]
pub(super) struct CordCommand {
    #[command(subcommand)]
    action: Option<CordAction>,
    /// Print JSON (andon-cord/1)
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum CordAction {
    /// Say what is wrong, so that somebody comes
    Pull {
        /// The card, by any unique start of its id
        #[arg(value_name = "CARD")]
        card: String,
        /// What is wrong; several words need no quotes
        #[arg(required = true, value_name = "WHY")]
        why: Vec<String>,
        #[command(flatten)]
        recording: Recording,
    },
    /// Come, and take it up
    Answer {
        /// The card, by any unique start of its id
        #[arg(value_name = "CARD")]
        card: String,
        #[command(flatten)]
        recording: Recording,
    },
    /// Say what was done so that it does not come back
    Resolve {
        /// The card, by any unique start of its id
        #[arg(value_name = "CARD")]
        card: String,
        /// The countermeasure; several words need no quotes
        #[arg(required = true, value_name = "WHAT")]
        what: Vec<String>,
        #[command(flatten)]
        recording: Recording,
    },
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    open: Vec<OpenJson>,
}

#[derive(Debug, Serialize)]
struct OpenJson {
    card: String,
    short_id: String,
    title: String,
    column: String,
    column_name: String,
    open_ms: i64,
    #[serde(flatten)]
    cord: CordJson,
}

/// A pulled cord, in the JSON of every command that prints a card.
#[derive(Debug, Serialize)]
pub(super) struct CordJson {
    since: String,
    why: String,
    by: String,
    answered: Option<AnsweredJson>,
}

#[derive(Debug, Serialize)]
struct AnsweredJson {
    at: String,
    by: String,
}

impl CordJson {
    pub(super) fn of(board: &Board, cord: &Cord<'_>) -> Self {
        let name = |name| board.names().text(name).to_owned();
        Self {
            since: cord.since.to_string(),
            why: cord.why.to_owned(),
            by: name(cord.by),
            answered: cord.answered.map(|(at, by)| AnsweredJson { at: at.to_string(), by: name(by) }),
        }
    }
}

impl CordCommand {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let Some(action) = self.action else { return list(desk.board(), desk.now, self.json, context) };
        let find = |card: &str| Ok::<_, super::Problem>(find::card(desk.board(), card)?.id());
        let (change, mut recording) = match action {
            CordAction::Pull { card, why, recording } => {
                (Change::Pull { card: find(&card)?, why: why.join(" ") }, recording)
            }
            CordAction::Answer { card, recording } => (Change::Answer { card: find(&card)? }, recording),
            CordAction::Resolve { card, what, recording } => {
                (Change::Resolve { card: find(&card)?, what: what.join(" ") }, recording)
            }
        };
        recording.json |= self.json;
        desk.record(&recording, vec![change], &mut context.out)
    }
}

/// The cards whose cord is pulled, the longest first.
pub(super) fn pulled(board: &Board) -> Vec<(&Card, Cord<'_>)> {
    let mut pulled: Vec<_> =
        board.pulled_cards().filter_map(|card| card.cord().map(|cord| (card, cord))).collect();
    pulled.sort_by_key(|(card, cord)| (cord.since, card.id()));
    pulled
}

/// Who pulled it for what, and who came: half a sentence.
pub(super) fn told(board: &Board, cord: &Cord<'_>, now: Timestamp) -> String {
    let ago = |at: Timestamp| match now.since(at) {
        ..1000 => "just now".to_owned(),
        ms => format!("{} ago", duration(ms)),
    };
    let answer = match cord.answered {
        Some((at, by)) => format!("answered by {} {}", board.names().text(by), ago(at)),
        None => "not answered".to_owned(),
    };
    let by = board.names().text(cord.by);
    format!("{} (pulled by {by} {}, {answer})", cord.why, ago(cord.since))
}

fn list(board: &Board, now: Timestamp, json: bool, context: &mut Context) -> Result<()> {
    let pulled = pulled(board);
    if json {
        let open = pulled.iter().map(|(card, cord)| {
            let column = board.column(card.column());
            OpenJson {
                card: card.id().to_string(),
                short_id: board.short_id(card.id()),
                title: card.title().to_owned(),
                column: column.id.to_string(),
                column_name: column.name.to_string(),
                open_ms: now.since(cord.since).max(0),
                cord: CordJson::of(board, cord),
            }
        });
        return context.out.json(&Answer { schema: "andon-cord/1", open: open.collect() });
    }
    for (card, cord) in &pulled {
        let (id, column) = (board.short_id(card.id()), history::column(board, card.column()));
        let symbol = if cord.answered.is_some() { "◎" } else { "◉" };
        context.out.line(&format!("{symbol} {id}  {}  in {column}", card.title()))?;
        context.out.line(&format!("    {}", told(board, cord, now)))?;
    }
    if pulled.is_empty() {
        context.out.line("No cord is pulled. andon cord pull CARD WHY pulls one.")?;
    }
    Ok(())
}
