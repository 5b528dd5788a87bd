//! `andon log`: what happened, newest first.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::Entry;
use crate::report::words::count;

use super::colour::Colour;
use super::event_json::EventJson;
use super::{Context, clock, find, told};

/// Tell what happened, newest first
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  andon log\n  andon log --card 4f1a\n  andon log -n 0 --who maria\n  andon log --since 2026-03-02"
)]
pub(super) struct Log {
    /// Only this card
    #[arg(long, value_name = "CARD")]
    card: Option<String>,
    /// Only what this person did
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Only what happened from then on: a day, or an instant
    #[arg(long, value_name = "TIME")]
    since: Option<String>,
    /// Only what happened before then
    #[arg(long, value_name = "TIME")]
    until: Option<String>,
    /// How many events; 0 for all [default: 25; all with --json]
    #[arg(short = 'n', long, value_name = "NUMBER")]
    number: Option<usize>,
    /// Print JSON (andon-log/1)
    #[arg(long)]
    json: bool,
    /// Colours; auto gives a terminal some and follows `NO_COLOR`
    #[arg(long, value_enum, value_name = "WHEN", default_value_t)]
    color: Colour,
}

const SHOWN: usize = 25;

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    events: Vec<EventJson>,
}

impl Log {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let desk = context.whole_desk()?;
        let board = desk.board();
        let card = self.card.as_deref().map(|card| find::card(board, card)).transpose()?;
        let asked =
            |entry: &Entry<'_>| card.is_none_or(|card| entry.card().is_some_and(|of| of.id() == card.id()));
        let mut entries: Vec<Entry<'_>> = board.entries().filter(asked).collect();
        if let Some(who) = &self.who {
            entries.retain(|entry| entry.by(board).to_lowercase() == who.to_lowercase());
        }
        let instant = |text: &String| clock::instant(text, board.zone());
        if let Some(since) = self.since.as_ref().map(instant).transpose()? {
            entries.retain(|entry| entry.at() >= since);
        }
        if let Some(until) = self.until.as_ref().map(instant).transpose()? {
            entries.retain(|entry| entry.at() < until);
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
            let events = entries.iter().map(|entry| EventJson::of(board, entry)).collect();
            return context.out.json(&Answer { schema: "andon-log/1", events });
        }
        let theme = self.color.of_lines();
        for entry in &entries {
            context.out.parts(&told::line(board, entry), theme)?;
        }
        if entries.len() < all {
            let more =
                told::faint(format!("… {}; -n 0 shows all", count(all - entries.len(), "earlier event")));
            context.out.parts(&[more], theme)?;
        }
        Ok(())
    }
}
