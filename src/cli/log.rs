//! `andon log`: what happened, newest first.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Board, Card, Event, Setting, Standing, Timestamp};

use super::{Context, clock, find, words};

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

/// Something that happened: to a card, or to the board.
enum Entry<'a> {
    Card(&'a Card, &'a Event),
    Board(&'a Setting),
}

impl Log {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let desk = context.desk()?;
        let board = desk.board();
        let card = self.card.as_deref().map(|card| find::card(board, card)).transpose()?;
        let cards = board.cards().filter(|one| card.is_none_or(|card| card.id() == one.id()));
        let mut entries: Vec<Entry<'_>> =
            cards.flat_map(|card| card.events().iter().map(move |event| Entry::Card(card, event))).collect();
        if card.is_none() {
            entries.extend(board.settings().iter().map(Entry::Board));
        }
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
            let events = entries.iter().map(|entry| entry.json(board)).collect();
            return context.out.json(&Answer { schema: "andon-log/1", events });
        }
        for entry in &entries {
            let at = clock::shown(entry.at(), board.zone());
            context.out.line(&format!("{at}  {}  {}", entry.by(board), entry.text(board)))?;
        }
        if entries.len() < all {
            context.out.line(&format!("… {} earlier events; -n 0 shows all", all - entries.len()))?;
        }
        Ok(())
    }
}

impl Entry<'_> {
    fn at(&self) -> Timestamp {
        match self {
            Self::Card(_, event) => event.at,
            Self::Board(setting) => setting.at,
        }
    }

    /// By time; what happened to the board in the same second came before what happened on it.
    fn order(&self) -> (Timestamp, bool, u32) {
        match self {
            Self::Card(_, event) => (event.at, true, event.rev),
            Self::Board(setting) => (setting.at, false, setting.rev),
        }
    }

    fn by<'a>(&'a self, board: &'a Board) -> &'a str {
        match self {
            Self::Card(_, event) => board.names().text(event.by),
            Self::Board(setting) => &setting.by,
        }
    }

    fn text(&self, board: &Board) -> String {
        match self {
            Self::Card(card, event) => {
                format!(
                    "{} {}: {}",
                    board.short_id(card.id()),
                    card.title(),
                    words::event(board, card, event)
                )
            }
            Self::Board(setting) => words::setting(board, setting),
        }
    }

    fn json(&self, board: &Board) -> EventJson {
        let at = self.at().to_string();
        let by = self.by(board).to_owned();
        match self {
            Self::Card(card, event) => {
                let column = |ix| board.column(ix).name.to_string();
                let from = match event.action {
                    crate::board::Action::Move { from, .. } => Some(column(from)),
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
                    says: words::event(board, card, event),
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
            Self::Board(setting) => EventJson {
                at,
                by,
                card: None,
                title: None,
                event: setting.id.to_string(),
                rev: setting.rev,
                action: "set",
                says: words::setting(board, setting),
                from: None,
                to: None,
                over: None,
                standing: "holds",
            },
        }
    }
}
