//! `andon check`: is the board sound, and is the work as agreed? For people, and for CI.

use std::path::Path;

use anyhow::Result;
use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use serde::Serialize;

use crate::board::Timestamp;
use crate::report::words::count;
use crate::store::{BoardFile, ReadError};

use super::findings::{self, FailOn, Found, Severity};
use super::{Context, Problem, clock, desk};

/// Look for what is odd about a board file, and for what is not as agreed
#[derive(Debug, Args)]
#[command(
    long_about = "Look for what is odd about a board file, and for what is not as agreed. Changes nothing.\n\n\
        Errors are rows that are not understood (with their lines), a board without a done column, columns named by \
        events only, an unknown time zone, cards whose first row is missing, archived cards whose archive is missing. Warnings are exceeded limits, cards in \
        process for longer than the service level expectation, pulled andon cords, events after now. Notes are \
        histories that a rule of the measures touched: reopened cards, blocks left open.\n\n\
        Each finding has a code that stays the same. The exit code is 1 when --fail-on names something that was found, \
        and when the file cannot be read at all.",
    after_help = "Examples:\n  andon check\n  andon check --fail-on warnings\n  \
        andon check --fail-on errors,limits,sle,cord --format json\n\n\
        In a workflow of GitHub Actions:\n  \
        - name: The board is sound, no limit is exceeded, no cord is pulled\n    \
        run: andon check --board team.board.json --fail-on errors,limits,cord"
)]
pub(super) struct Check {
    /// What makes the exit code 1; several are separated by commas
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',', default_value = "errors")]
    fail_on: Vec<FailOn>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// The instant to check as of [default: now]
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: a line for each finding
    Text,
    /// For programs: schema andon-check/1
    Json,
}

/// The check failed, and what it failed on has been told.
#[derive(Debug, thiserror::Error)]
#[error("the check failed")]
pub(super) struct Unsound;

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    path: String,
    canonical: bool,
    now: String,
    fail_on: Vec<&'static str>,
    failed: bool,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<FindingJson>,
}

#[derive(Debug, Serialize)]
struct FindingJson {
    severity: &'static str,
    code: String,
    line: Option<usize>,
    card: Option<String>,
    cards: Vec<String>,
    fails: bool,
    message: String,
}

impl Check {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        if self.fail_on.contains(&FailOn::Never) && self.fail_on.len() > 1 {
            let message = "--fail-on never is not to be had together with something to fail on";
            return Err(Problem::usage(message, "leave never out, or leave it alone").into());
        }
        let path = desk::path(&context.global)?;
        let is_json = self.json || self.format == Format::Json;
        let mut file = match BoardFile::open(&path) {
            Ok(file) => file,
            // A program that asked for JSON gets JSON, whatever there is to say.
            Err(error) if is_json => return self.answer_without(&path, &error, context),
            Err(error) => return Err(error.into()),
        };
        file.read_history();
        let now = self.as_of(file.board().zone())?;
        let found = findings::of(&file, now);
        let failing = found.iter().filter(|found| self.fails(found)).count();
        if is_json {
            let answer = self.answer(file.path(), now, &found, failing > 0);
            context.out.json(&Answer { canonical: file.is_canonical(), ..answer })?;
        } else {
            self.tell(&file, &found, failing, context)?;
        }
        if failing > 0 { Err(Unsound.into()) } else { Ok(()) }
    }

    fn fails(&self, found: &Found) -> bool {
        self.fail_on.iter().any(|what| found.fails(*what))
    }

    /// The answer about a file that cannot be read: the check fails, whatever it was asked about.
    fn answer_without(&self, path: &Path, error: &ReadError, context: &mut Context) -> Result<()> {
        // Without the board there is no zone of its own.
        let now = self.as_of(Tz::UTC)?;
        let mut answer = self.answer(path, now, &[findings::unreadable(error)], true);
        answer.findings.iter_mut().for_each(|finding| finding.fails = true);
        context.out.json(&answer)?;
        Err(Unsound.into())
    }

    /// The instant the check is as of.
    fn as_of(&self, zone: Tz) -> Result<Timestamp> {
        Ok(match &self.now {
            Some(text) => clock::instant(text, zone)?,
            None => clock::now()?,
        })
    }

    fn answer(&self, path: &Path, now: Timestamp, found: &[Found], failed: bool) -> Answer {
        let finding = |found: &Found| {
            let cards: Vec<String> = found.cards.iter().map(ToString::to_string).collect();
            FindingJson {
                severity: found.severity.word(),
                code: found.code.to_string(),
                line: found.line,
                card: if let [card] = &cards[..] { Some(card.clone()) } else { None },
                cards,
                fails: self.fails(found),
                message: found.message.clone(),
            }
        };
        Answer {
            schema: "andon-check/1",
            path: path.display().to_string(),
            canonical: false,
            now: now.to_string(),
            fail_on: self.fail_on.iter().map(|what| what.word()).collect(),
            failed,
            errors: of(found, Severity::Error),
            warnings: of(found, Severity::Warning),
            notes: of(found, Severity::Note),
            findings: found.iter().map(finding).collect(),
        }
    }

    fn tell(&self, file: &BoardFile, found: &[Found], failing: usize, context: &mut Context) -> Result<()> {
        let path = file.path().display().to_string();
        let out = &mut context.out;
        for found in found {
            let place = found.line.map_or_else(|| path.clone(), |line| format!("{path}:{line}"));
            let (severity, code) = (found.severity.word(), &found.code);
            out.line(&format!("{severity}: {place}: {} [{code}]", found.message))?;
        }
        if !file.is_canonical() && !file.is_newer() {
            out.line("The file does not stand as andon writes it; the next change puts it in order.")?;
        }
        let board = file.board();
        out.line(&format!(
            "{path}: {}, {}, {}, {}, {}",
            count(board.cards().len(), "card"),
            count(board.display_order().len(), "column"),
            count(of(found, Severity::Error), "error"),
            count(of(found, Severity::Warning), "warning"),
            count(of(found, Severity::Note), "note"),
        ))?;
        if failing > 0 {
            let words: Vec<&str> = self.fail_on.iter().map(|what| what.word()).collect();
            let failing = count(failing, "finding");
            out.line(&format!("The check fails on {failing} (--fail-on {}).", words.join(",")))?;
        }
        Ok(())
    }
}

fn of(found: &[Found], severity: Severity) -> usize {
    found.iter().filter(|found| found.severity == severity).count()
}
