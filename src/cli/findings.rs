//! What `andon check` finds: each with a code that stays, a severity, and a place.
//!
//! - an **error**: the board does not mean what its people think;
//! - a **warning**: the board says what it should, and something about the work is not as agreed:
//!   a limit is exceeded, a card is later than promised, a cord is pulled;
//! - a **note**: histories that a rule of the measures touched, for whoever reads the numbers.
//!
//! Nothing here changes a file or decides whether the check fails.

use std::borrow::Cow;

use clap::ValueEnum;

use crate::board::{Board, Id, Oddness, Timestamp};
use crate::flow::{Journeys, Oddity};
use crate::report;
use crate::report::history;
use crate::report::words::{count, duration};
use crate::store::{BoardFile, Finding, Loaded, ReadError};

use super::cord;

/// How bad it is, the worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Severity {
    Error,
    Warning,
    Note,
}

impl Severity {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What a check can fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Whatever makes the board mean something else than it seems to
    Errors,
    /// Warnings of any kind, and errors
    Warnings,
    /// A limit that is exceeded
    Limits,
    /// A card that is in process for longer than the service level expectation gives it
    Sle,
    /// A pulled andon cord, answered or not
    Cord,
    /// A history that a rule of the measures touched
    Quality,
    /// Nothing
    Never,
}

impl FailOn {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Errors => "errors",
            Self::Warnings => "warnings",
            Self::Limits => "limits",
            Self::Sle => "sle",
            Self::Cord => "cord",
            Self::Quality => "quality",
            Self::Never => "never",
        }
    }
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub severity: Severity,
    /// A word for programs. Stays the same when the sentence changes.
    pub code: Cow<'static, str>,
    /// What can fail on it beside its severity.
    topic: Option<FailOn>,
    /// Its line in the file, for what is about a row.
    pub line: Option<usize>,
    /// The cards it is about.
    pub cards: Vec<Id>,
    pub message: String,
}

impl Found {
    /// A row that is not understood.
    pub(super) fn of_row(line: usize, reason: &str) -> Self {
        Self {
            severity: Severity::Error,
            code: "row".into(),
            topic: None,
            line: Some(line),
            cards: Vec::new(),
            message: format!("{reason}; the row is kept as it is"),
        }
    }

    /// True if a check that fails on `what` fails on this.
    pub(super) fn fails(&self, what: FailOn) -> bool {
        match what {
            FailOn::Errors => self.severity == Severity::Error,
            FailOn::Warnings => self.severity <= Severity::Warning,
            FailOn::Never => false,
            topic => self.topic == Some(topic),
        }
    }
}

/// Everything there is to find, the worst first; what is alike stands together.
pub(super) fn of(file: &BoardFile, now: Timestamp) -> Vec<Found> {
    let board = file.board();
    let mut found = rows(file.findings(), file.is_newer());
    found.extend(history_missing(board, file.history().trouble().as_deref()));
    found.extend(board.audit(now).iter().map(odd));
    let journeys = Journeys::of(board, now);
    found.extend(late(board, &journeys));
    found.extend(pulled(board, now));
    found.extend(quality(&journeys));
    found.sort_by(|a, b| {
        let key = |found: &Found| (found.severity, found.line.unwrap_or(usize::MAX));
        (key(a), &a.code, &a.cards, &a.message).cmp(&(key(b), &b.code, &b.cards, &b.message))
    });
    found
}

/// Cards that were archived and that no archive has: what they were is not known.
fn history_missing(board: &Board, trouble: Option<&str>) -> Option<Found> {
    let missing = board.cards().filter(|card| card.is_history_missing());
    let mut cards: Vec<Id> = missing.map(crate::board::Card::id).collect();
    cards.sort_unstable();
    let why = trouble.unwrap_or("no archive beside the board has it");
    (!cards.is_empty()).then(|| Found {
        severity: Severity::Error,
        code: "archive-missing".into(),
        topic: None,
        line: None,
        message: format!("the history of {} is missing: {why}", count(cards.len(), "archived card")),
        cards,
    })
}

/// The finding that a file cannot be read at all: there is nothing else to find.
pub(super) fn unreadable(error: &ReadError) -> Found {
    let (code, line) = match error {
        ReadError::Disk(_) => ("unreadable", None),
        ReadError::Content { at, .. } => ("no-board", Some(at.line)),
    };
    Found {
        severity: Severity::Error,
        code: code.into(),
        topic: None,
        line,
        cards: Vec::new(),
        message: format!("{error}; {}", error.hint()),
    }
}

/// What there is to find about the file alone, and nothing about the work: for who asks whether the
/// board is safe, not whether its people keep to what they agreed on.
pub(super) fn of_file(loaded: &Loaded, now: Timestamp) -> Vec<Found> {
    let mut found = rows(&loaded.findings, loaded.read_only);
    let about_file =
        |odd: &&Oddness| odd.is_error() || matches!(odd, Oddness::AfterNow { .. } | Oddness::NewerAction(_));
    found.extend(history_missing(&loaded.board, None));
    found.extend(loaded.board.audit(now).iter().filter(about_file).map(odd));
    found.sort_by_key(|found| (found.severity, found.line.unwrap_or(usize::MAX)));
    found
}

fn rows(findings: &[Finding], newer: bool) -> Vec<Found> {
    let mut found: Vec<Found> =
        findings.iter().map(|finding| Found::of_row(finding.line, &finding.reason)).collect();
    if newer {
        found.push(Found {
            severity: Severity::Warning,
            code: "newer".into(),
            topic: None,
            line: Some(1),
            cards: Vec::new(),
            message: "a newer andon wrote this board; it opens read-only here".to_owned(),
        });
    }
    found
}

fn odd(odd: &Oddness) -> Found {
    let over = matches!(odd, Oddness::OverLimit { .. });
    Found {
        severity: if odd.is_error() { Severity::Error } else { Severity::Warning },
        code: odd.code().into(),
        topic: over.then_some(FailOn::Limits),
        line: None,
        cards: odd.card().into_iter().collect(),
        message: odd.to_string(),
    }
}

/// Cards in process that are older than the team promises. What is only suggested promises nothing.
fn late(board: &Board, journeys: &Journeys) -> Vec<Found> {
    let Some(sle) = board.sle() else { return Vec::new() };
    let late = |journey: &crate::flow::Journey| {
        let age_ms = journey.age_ms(journeys.now()).filter(|age_ms| *age_ms > sle.within_ms)?;
        let (age, promised) = (duration(age_ms), history::service_level(sle));
        Some(Found {
            severity: Severity::Warning,
            code: "past-sle".into(),
            topic: Some(FailOn::Sle),
            line: None,
            cards: vec![journey.card],
            message: format!(
                "{} is in process for {age}; promised is {promised}",
                named(board, journey.card)
            ),
        })
    };
    journeys.list().iter().filter_map(late).collect()
}

fn pulled(board: &Board, now: Timestamp) -> Vec<Found> {
    let found = cord::pulled(board).into_iter().map(|(card, cord)| Found {
        severity: Severity::Warning,
        code: if cord.answered.is_some() { "cord-answered" } else { "cord-unanswered" }.into(),
        topic: Some(FailOn::Cord),
        line: None,
        cards: vec![card.id()],
        message: format!(
            "the cord is pulled on {}: {}",
            named(board, card.id()),
            cord::told(board, &cord, now)
        ),
    });
    found.collect()
}

/// One for each case that occurred. Events after now are a warning already, a missing archive an error.
fn quality(journeys: &Journeys) -> Vec<Found> {
    let told = [Oddity::FutureEvents, Oddity::HistoryUnread];
    let cases = Oddity::ALL.into_iter().filter(|case| !told.contains(case));
    let found = cases.filter_map(|case| {
        let touched = journeys.list().iter().filter(|journey| journey.oddities.has(case));
        let mut cards: Vec<Id> = touched.map(|journey| journey.card).collect();
        cards.sort_unstable();
        (!cards.is_empty()).then(|| Found {
            severity: Severity::Note,
            code: format!("quality-{}", report::code(case).replace('_', "-")).into(),
            topic: Some(FailOn::Quality),
            line: None,
            message: format!("{} {}", count(cards.len(), "card"), report::phrase(case)),
            cards,
        })
    });
    found.collect()
}

fn named(board: &Board, card: Id) -> String {
    let title = board.card(card).map_or("", |card| card.title());
    format!("{} {title}", board.short_id(card))
}
