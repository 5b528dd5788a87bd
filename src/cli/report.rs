//! `andon report`: what the flow was like.

use std::path::PathBuf;

use anyhow::Result;
use chrono_tz::Tz;
use clap::Args;

use crate::board::{Board, Timestamp, typed};
use crate::flow::{Journeys, Window};
use crate::report;
use crate::store;
use crate::text::wrap;

use super::browser;
use super::chosen::Chosen;
use super::format::Format;
use super::{Context, Problem, clock};

/// Print the flow metrics
#[derive(Debug, Args)]
#[command(
    long_about = "Print the flow metrics over a window: lead, cycle and process time, activity ratio, throughput, work in \
        process, Little's law, the service level expectation, the value stream, %C/A, the constraint, data quality. The \
        window is half-open: what happens at --to is not in it.",
    after_help = "Examples:\n  andon report\n  andon report --full --window 90d\n  \
        andon report --explain \"lead time\"\n  andon report --kind defect --format markdown\n  \
        andon report --from 2026-03-01 --to 2026-04-01 --format json --cards\n  \
        andon report --format csv --output cards.csv\n  \
        andon report --open --window 90d"
)]
pub(super) struct Report {
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Every measure with all its numbers (text)
    #[arg(long, conflicts_with_all = ["json", "explain"])]
    full: bool,
    /// One object per card too (JSON)
    #[arg(long)]
    cards: bool,
    /// What a term means, and how this board's number came about: "lead time", "%C/A", constraint ...
    #[arg(long, value_name = "TERM", conflicts_with_all = ["json", "format", "cards", "output"])]
    explain: Option<String>,
    /// Put it into this file instead of printing it
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Open the page in the browser: $BROWSER, else what the system opens pages with (HTML)
    #[arg(long, conflicts_with_all = ["json", "full", "explain", "cards"])]
    open: bool,
    /// The window's first day or instant
    #[arg(long, value_name = "TIME", help_heading = "Which time")]
    from: Option<String>,
    /// The first day or instant after the window [default: now]
    #[arg(long, value_name = "TIME", help_heading = "Which time")]
    to: Option<String>,
    /// The window's length up to now, or up to --to: 30d, 2w, 12h [default: 30d]
    #[arg(long, value_name = "SPAN", conflicts_with = "from", help_heading = "Which time")]
    window: Option<String>,
    /// The instant to report as of; what happened later is left out
    #[arg(long, value_name = "TIME", help_heading = "Which time")]
    now: Option<String>,
    /// The time zone to count days and weeks in [default: the board's]
    #[arg(long, value_name = "ZONE", value_parser = clock::zone, help_heading = "Which time")]
    zone: Option<Tz>,
    #[command(flatten)]
    chosen: Chosen,
}

impl Report {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let format = match self.format {
            _ if self.json => Format::Json,
            // Text is what nobody asked for.
            Format::Text if self.open => Format::Html,
            format => format,
        };
        self.makes_sense(format)?;
        let desk = context.whole_desk()?;
        let board = desk.board();
        let zone = self.zone.map_or_else(|| zone_of(board), Ok)?;
        let now = match &self.now {
            Some(text) => clock::instant(text, zone)?,
            None => desk.now,
        };
        let window = self.window(now, zone)?;
        let (choice, named) = self.chosen.on(board)?;
        let journeys = if choice.is_all() {
            Journeys::of(board, now)
        } else {
            Journeys::of_those(board, now, |card| choice.takes(card))
        };
        let journeys = journeys.in_zone(zone);
        let told = report::Report::over(board, &journeys, window).only_of(named);
        let text = if let Some(term) = &self.explain {
            report::explain(term, &told, board, &journeys).map_err(|term| unknown(&term))?
        } else if self.full {
            report::full(&told)
        } else if self.cards {
            report::json(&told, Some(&report::cards(board, &journeys)))
        } else {
            format.of(&told, board, &journeys)
        };
        match &self.output {
            Some(path) => {
                store::export(path, &text)?;
                if self.open { Ok(browser::show(path)?) } else { Ok(()) }
            }
            None if self.open => {
                let path = store::export_aside(&text)?;
                context.out.line(&format!("made {}", path.display()))?;
                context.out.flush()?;
                Ok(browser::show(&path)?)
            }
            None => format.print(&text, &mut context.out),
        }
    }

    /// Options that say nothing about the form that is asked for are wrong, not ignored.
    fn makes_sense(&self, format: Format) -> Result<(), Problem> {
        if self.cards && format != Format::Json {
            return Err(Problem::usage("--cards belongs to JSON", "andon report --format json --cards"));
        }
        if self.open && format != Format::Html {
            return Err(Problem::usage("--open belongs to HTML", "andon report --format html --open"));
        }
        if self.full && format != Format::Text {
            return Err(Problem::usage(
                "--full belongs to text; the other forms tell all they have",
                "leave it out",
            ));
        }
        Ok(())
    }

    fn window(&self, now: Timestamp, zone: Tz) -> Result<Window, Problem> {
        let instant = |text: &str| clock::instant(text, zone);
        let to = self.to.as_deref().map_or(Ok(now), instant)?;
        let from = match &self.from {
            Some(from) => instant(from)?,
            None => to.plus_ms(-typed::span_ms(self.window.as_deref().unwrap_or("30d"))?),
        };
        if from < to {
            return Ok(Window { from, to });
        }
        let shown = |at| clock::shown(at, zone);
        let message = format!("the window is empty: it begins at {} and ends at {}", shown(from), shown(to));
        let hint = match (&self.from, &self.to) {
            (Some(from), Some(to)) if from != to => format!("turn them around: --from '{to}' --to '{from}'"),
            (Some(_), None) => {
                "--from is the first instant of the window, and has to be before now".to_owned()
            }
            _ => "--from is the first instant, --to the first one after it".to_owned(),
        };
        Err(Problem::usage(message, hint))
    }
}

/// The board's time zone. One that is not known is not read as another: a report would put cards
/// into days that are not the team's, and look like any other.
fn zone_of(board: &Board) -> Result<Tz, Problem> {
    if board.zone_name() == board.zone().name() {
        return Ok(board.zone());
    }
    let message = format!("the board's time zone '{}' is not known", board.zone_name());
    Err(Problem::usage(
        message,
        "say which one to count days and weeks in: --zone Europe/Berlin, or --zone UTC",
    ))
}

/// No term is called so: says which one may be meant, and which there are.
fn unknown(term: &report::UnknownTerm) -> Problem {
    let terms = format!("the terms are {}", term.known.join(", "));
    let terms: Vec<String> = wrap(&terms, 74, 20).iter().map(ToString::to_string).collect();
    let meant = term.meant.map(|meant| format!("did you mean '{meant}'?"));
    let hint: Vec<String> = meant.into_iter().chain(terms).collect();
    Problem::usage(term.to_string(), hint.join("\n"))
}
