//! `andon check`: what is odd about a board file and the board in it.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::{Context, clock, desk};
use crate::report::words::count;
use crate::store::BoardFile;

/// Look for what is odd about a board file
#[derive(Debug, Args)]
#[command(
    long_about = "Look for what is odd about a board file: rows that are not understood (with their lines), a board \
        without a done column, columns named by events only, an unknown time zone, events after now, exceeded \
        limits, cards whose first row is missing. Changes nothing. Exit code 1 when there are errors; warnings alone \
        leave it 0."
)]
pub(super) struct Check {
    /// Print JSON (andon-check/1)
    #[arg(long)]
    json: bool,
}

/// There are errors, and they have been told.
#[derive(Debug, thiserror::Error)]
#[error("the board has errors")]
pub(super) struct Unsound;

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    path: String,
    canonical: bool,
    errors: usize,
    warnings: usize,
    findings: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
struct FindingJson {
    severity: &'static str,
    code: &'static str,
    line: Option<usize>,
    card: Option<String>,
    message: String,
}

impl Check {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let file = BoardFile::open(&desk::path(&context.global)?)?;
        let mut findings: Vec<FindingJson> = Vec::new();
        for found in file.findings() {
            findings.push(FindingJson {
                severity: "error",
                code: "row",
                line: Some(found.line),
                card: None,
                message: format!("{}; the row is kept as it is", found.reason),
            });
        }
        for odd in file.board().audit(clock::now()?) {
            findings.push(FindingJson {
                severity: if odd.is_error() { "error" } else { "warning" },
                code: odd.code(),
                line: None,
                card: odd.card().map(|card| card.to_string()),
                message: odd.to_string(),
            });
        }
        if file.is_newer() {
            findings.push(FindingJson {
                severity: "warning",
                code: "newer",
                line: Some(1),
                card: None,
                message: "a newer andon wrote this board; it opens read-only here".to_owned(),
            });
        }
        let errors = findings.iter().filter(|finding| finding.severity == "error").count();
        let warnings = findings.len() - errors;
        let path = file.path().display().to_string();
        let canonical = file.is_canonical();
        if self.json {
            let answer = Answer { schema: "andon-check/1", path, canonical, errors, warnings, findings };
            context.out.json(&answer)?;
        } else {
            for finding in &findings {
                let place = finding.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
                context.out.line(&format!("{}: {place}: {}", finding.severity, finding.message))?;
            }
            if !canonical && !file.is_newer() {
                context
                    .out
                    .line("The file does not stand as andon writes it; the next change puts it in order.")?;
            }
            let board = file.board();
            context.out.line(&format!(
                "{path}: {}, {}, {}, {}",
                count(board.cards().len(), "card"),
                count(board.display_order().len(), "column"),
                count(errors, "error"),
                count(warnings, "warning"),
            ))?;
        }
        if errors > 0 { Err(Unsound.into()) } else { Ok(()) }
    }
}
