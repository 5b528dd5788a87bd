//! The forms a report comes in.

use anyhow::Result;
use clap::ValueEnum;

use crate::board::Board;
use crate::flow::Journeys;
use crate::report::{self, Report};

use super::output::Output;

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: at most 24 lines
    Text,
    /// For programs: schema andon-report/1
    Json,
    /// For a pull request or a wiki
    Markdown,
    /// For spreadsheets: one line per card
    Csv,
    /// For browsers: one page with all charts, complete in itself
    Html,
}

impl Format {
    /// The report in this form.
    pub(super) fn of(self, told: &Report, board: &Board, journeys: &Journeys) -> String {
        match self {
            Self::Text => report::text(told),
            Self::Json => report::json(told, None),
            Self::Markdown => report::markdown(told),
            Self::Csv => report::csv(told, &report::cards(board, journeys)),
            Self::Html => report::html(told, &report::cards(board, journeys)),
        }
    }

    /// Prints a report of this form.
    pub(super) fn print(self, text: &str, out: &mut Output) -> Result<()> {
        match self {
            // Clean already; what goes to a terminal as text is cleaned at the door all the same.
            Self::Text | Self::Markdown => Ok(out.lines(text)?),
            Self::Json | Self::Csv | Self::Html => Ok(out.raw(text)?),
        }
    }
}
