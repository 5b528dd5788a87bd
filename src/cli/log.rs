//! `andon log`: what happened, newest first.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Action, Board, Entry, Standing};
use crate::report::history;

use super::{Context, clock, find};

/// Tell what happened, newest first
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  andon log\n  andon log --card 4f1a\n  andon log -n 0 --who maria")]
pub(super) struct Log {
    /// Only this card
    #[arg(long, value_name = "CARD")]
    card: Option<String>,
    /// Only what this person did
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// How many events; 0 for all [default: 25; all with --json]
    #[arg(short = 'n', long, value_name = "NUMBER")]
    number: Option<usize>,
    /// Print JSON (andon-log/1)
    #[arg(long)]
    json: bool,
}

const SHOWN: usize = 25;

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    events: Vec<EventJson>,
}

#[derive(Debug, Serialize)]
struct EventJson {
    at: String,
    by: String,
    card: Option<String>,
    title: Option<String>,
    event: String,
    rev: u32,
    #[serde(rename = "do")]
    action: &'static str,
    says: String,
    from: Option<String>,
    to: Option<String>,
    over: Option<String>,
    standing: &'static str,
}

impl Log {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let desk = context.desk()?;
        let board = desk.board();
        let card = self.card.as_deref().map(|card| find::card(board, card)).transpose()?;
        let asked =
            |entry: &Entry<'_>| card.is_none_or(|card| entry.card().is_some_and(|of| of.id() == card.id()));
        let mut entries: Vec<Entry<'_>> = board.entries().filter(asked).collect();
        if let Some(who) = &self.who {
            entries.retain(|entry| entry.by(board) == who);
        }
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.order()));
        let all = entries.len();
        let shown = match self.number {
            Some(0) => all,
            Some(number) => number,
            None if self.json => all,
            None => SHOWN,
        };
        entries.truncate(shown);
        if self.json {
            let events = entries.iter().map(|entry| json(board, entry)).collect();
            return context.out.json(&Answer { schema: "andon-log/1", events });
        }
        for entry in &entries {
            let at = clock::shown(entry.at(), board.zone());
            context.out.line(&format!("{at}  {}  {}", entry.by(board), history::entry(board, entry)))?;
        }
        if entries.len() < all {
            context.out.line(&format!("… {} earlier events; -n 0 shows all", all - entries.len()))?;
        }
        Ok(())
    }
}

fn json(board: &Board, entry: &Entry<'_>) -> EventJson {
    let at = entry.at().to_string();
    let by = entry.by(board).to_owned();
    match entry {
        Entry::Card(card, event) => {
            let column = |ix| board.column(ix).name.to_string();
            let from = match event.action {
                Action::Move { from, .. } => Some(column(from)),
                _ => None,
            };
            EventJson {
                at,
                by,
                card: Some(card.id().to_string()),
                title: Some(card.title().to_owned()),
                event: event.id.to_string(),
                rev: event.rev,
                action: event.action.word(),
                says: history::event(board, card, event),
                from,
                to: event.destination().map(column),
                over: event.over.as_deref().map(ToString::to_string),
                standing: match event.standing {
                    Standing::Holds => "holds",
                    Standing::Undone => "undone",
                    Standing::Superseded => "superseded",
                },
            }
        }
        Entry::Board(setting) => EventJson {
            at,
            by,
            card: None,
            title: None,
            event: setting.id.to_string(),
            rev: setting.rev,
            action: "set",
            says: history::setting(board, setting),
            from: None,
            to: None,
            over: None,
            standing: "holds",
        },
    }
}
