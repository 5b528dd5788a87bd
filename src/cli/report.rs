//! `andon report`: what the flow was like.

use anyhow::Result;
use chrono_tz::Tz;
use clap::{Args, ValueEnum};

use crate::board::Timestamp;
use crate::flow::{Journeys, Window};
use crate::report;

use super::{Context, Problem, clock};

/// Print the flow metrics
#[derive(Debug, Args)]
#[command(
    long_about = "Print the flow metrics over a window: lead, cycle and process time, activity ratio, throughput, work in \
        process, Little's law, data quality. The window is half-open: what happens at --to is not in it.",
    after_help = "Examples:\n  andon report\n  andon report --window 2w\n  \
        andon report --from 2026-03-01 --to 2026-04-01 --format json --cards"
)]
pub(super) struct Report {
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The window's first day or instant
    #[arg(long, value_name = "TIME")]
    from: Option<String>,
    /// The first day or instant after the window [default: now]
    #[arg(long, value_name = "TIME")]
    to: Option<String>,
    /// The window's length up to now, or up to --to: 30d, 2w, 12h [default: 30d]
    #[arg(long, value_name = "SPAN", conflicts_with = "from")]
    window: Option<String>,
    /// The instant to report as of; what happened later is left out
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// One object per card too (JSON)
    #[arg(long)]
    cards: bool,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: at most 24 lines
    Text,
    /// For programs: schema andon-report/1
    Json,
}

impl Report {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let desk = context.desk()?;
        let board = desk.board();
        let now = match &self.now {
            Some(text) => clock::instant(text, board.zone())?,
            None => desk.now,
        };
        let window = self.window(now, board.zone())?;
        let journeys = Journeys::of(board, now);
        let told = report::Report::over(board, &journeys, window);
        if self.json || self.format == Format::Json {
            let cards = self.cards.then(|| report::cards(board, &journeys));
            return Ok(context.out.raw(&report::json(&told, cards.as_deref()))?);
        }
        if self.cards {
            return Err(
                Problem::usage("--cards belongs to JSON", "andon report --format json --cards").into()
            );
        }
        Ok(context.out.lines(&report::text(&told))?)
    }

    fn window(&self, now: Timestamp, zone: Tz) -> Result<Window, Problem> {
        let instant = |text: &str| clock::instant(text, zone);
        let to = self.to.as_deref().map_or(Ok(now), instant)?;
        let from = match &self.from {
            Some(from) => instant(from)?,
            None => to.plus_ms(-clock::span_ms(self.window.as_deref().unwrap_or("30d"))?),
        };
        if from >= to {
            let message = format!("the window is empty: it begins at {from} and ends at {to}");
            return Err(Problem::usage(message, "--from is the first instant, --to the first one after it"));
        }
        Ok(Window { from, to })
    }
}
