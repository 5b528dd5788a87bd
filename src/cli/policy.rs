//! `andon policy`: what the team agreed on, beside the limits themselves.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{AtLimit, Board, Change, Fields, Scope, Sle, Subject, typed};
use crate::report::history;

use super::desk::Recording;
use super::{Context, Problem, find};

/// Show what the team agreed on, or agree on something else
#[derive(Debug, Args)]
#[command(
    long_about = "Show what the team agreed on, or agree on something else: the service level expectation, what happens \
        at a limit, how many can work in a column or stage at a time, which share of the work a kind of work should \
        have, and what must be so before a card leaves a column or stage: its definition of done, which people are \
        shown and which never keeps a card. Agreeing is recorded like anything else; measures use what is agreed on now. andon limit sets \
        the limits.",
    after_help = "Examples:\n  andon policy                         show them all\n  \
        andon policy --sle \"85% 8d\"           85 % of cards finish within 8 days of being started\n  \
        andon policy --workers dev=3 --workers review=2\n  \
        andon policy --target debt=20 --target feature=none\n  andon policy --at-limit reason\n  \
        andon policy --done-when \"review=two have read it; no open questions\""
)]
pub(super) struct Policy {
    /// The service level expectation, such as "85% 8d"; or none
    #[arg(long, value_name = "SLE")]
    sle: Option<String>,
    /// How many can work in a column or stage at a time: PLACE=NUMBER, or PLACE=none where that is not known
    #[arg(long, value_name = "PLACE=NUMBER")]
    workers: Vec<String>,
    /// The share of the work that a kind of work should have: KIND=PERCENT, or KIND=none
    #[arg(long, value_name = "KIND=PERCENT")]
    target: Vec<String>,
    /// What must be so before a card leaves a column or stage: PLACE=TEXT, or PLACE=none
    #[arg(long, value_name = "PLACE=TEXT")]
    done_when: Vec<String>,
    /// What happens at a limit: refuse, or reason (allowed with a recorded reason)
    #[arg(long, value_name = "POLICY")]
    at_limit: Option<AtLimit>,
    #[command(flatten)]
    recording: Recording,
}

impl Policy {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let changes = self.changes(desk.board())?;
        if changes.is_empty() {
            return show(desk.board(), self.recording.json, context);
        }
        desk.settle(&self.recording, changes, &mut context.out)
    }

    fn changes(&self, board: &Board) -> Result<Vec<Change>, Problem> {
        let mut changes = Vec::new();
        let whole = Fields {
            sle: self.sle.as_deref().map(typed::service_level).transpose()?,
            at_limit: self.at_limit,
            ..Fields::default()
        };
        if !whole.is_empty() {
            let subject = board.id().map(Subject::Board).ok_or_else(|| {
                Problem::failed("the board has no row that names it", "add a card first, then set the policy")
            })?;
            changes.push(Change::Set { subject, fields: whole });
        }
        for text in &self.workers {
            let (place, number) = pair(text, "--workers review=2")?;
            let Some(subject) = subject(board, place)? else { continue };
            let workers = Some(typed::workers(number)?);
            let change = Change::Set { subject, fields: Fields { workers, ..Fields::default() } };
            agree(&mut changes, change, place)?;
        }
        for text in &self.done_when {
            let said = text.split_once('=').map(|(place, words)| (place.trim(), words.trim()));
            let (place, words) =
                said.filter(|(place, words)| !place.is_empty() && !words.is_empty()).ok_or_else(|| {
                    let hint = "--done-when \"review=two have read it\", or --done-when review=none";
                    Problem::usage(format!("'{text}' does not say when what is done"), hint)
                })?;
            let Some(subject) = subject(board, place)? else { continue };
            let words = if typed::is_none(words) { "" } else { words };
            let fields = Fields { done_when: Some(words.into()), ..Fields::default() };
            agree(&mut changes, Change::Set { subject, fields }, place)?;
        }
        let mut targets: Vec<(String, u32)> = board
            .work_targets()
            .iter()
            .map(|target| (target.kind.to_string(), u32::from(target.share.percent())))
            .collect();
        for text in &self.target {
            let (kind, percent) = pair(text, "--target debt=20")?;
            let kind = find::work_kind(board, kind);
            let share = typed::target(percent)?;
            targets.retain(|(other, _)| *other != kind);
            targets.extend(share.map(|share| (kind.clone(), u32::from(share.percent()))));
            let fields = Fields { target: Some(share), ..Fields::default() };
            let change = Change::Set { subject: Subject::WorkKind(kind.as_str().into()), fields };
            agree(&mut changes, change, &kind)?;
        }
        let sum: u32 = targets.iter().map(|(_, percent)| percent).sum();
        if sum > 100 && !self.target.is_empty() {
            let parts: Vec<String> =
                targets.iter().map(|(kind, percent)| format!("{kind} {percent} %")).collect();
            let message = format!("the targets would add up to {sum} %: {}", parts.join(", "));
            return Err(Problem::usage(message, "lower one, or take one away: --target KIND=none"));
        }
        Ok(changes)
    }
}

/// The column or stage a person names.
fn subject(board: &Board, place: &str) -> Result<Option<Subject>, Problem> {
    Ok(match find::place(board, place)? {
        Scope::Stage(id) => Some(Subject::Stage(id)),
        Scope::Column(column) => Some(Subject::Column(board.column(column).id)),
        Scope::Class(_) | Scope::Person(_) | Scope::Board => None,
    })
}

/// Takes a change, unless the same command says something else of the same thing.
fn agree(changes: &mut Vec<Change>, change: Change, of: &str) -> Result<(), Problem> {
    let Change::Set { subject, fields } = &change else { return Ok(()) };
    // A place may be given workers and a definition of done.
    let same = |other: &&Change| {
        matches!(other, Change::Set { subject: known, fields: given }
            if known == subject && given.done_when.is_some() == fields.done_when.is_some())
    };
    match changes.iter().find(same) {
        None => changes.push(change),
        Some(said) if *said == change => {}
        Some(_) => {
            return Err(Problem::usage(format!("'{of}' is given two values"), "say each only once"));
        }
    }
    Ok(())
}

/// The two sides of the last `=`.
fn pair<'a>(text: &'a str, example: &str) -> Result<(&'a str, &'a str), Problem> {
    let pair = text.rsplit_once('=').map(|(name, value)| (name.trim(), value.trim()));
    pair.filter(|(name, value)| !name.is_empty() && !value.is_empty())
        .ok_or_else(|| Problem::usage(format!("'{text}' does not say of what how much"), example))
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    sle: Option<SleJson>,
    at_limit: &'static str,
    workers: Vec<WorkersJson>,
    targets: Vec<TargetJson>,
    done_when: Vec<DoneWhenJson>,
}

#[derive(Debug, Serialize)]
struct DoneWhenJson {
    scope: &'static str,
    id: String,
    name: String,
    done_when: String,
}

#[derive(Debug, Serialize)]
struct SleJson {
    percent: u8,
    within_ms: i64,
}

#[derive(Debug, Serialize)]
struct WorkersJson {
    scope: &'static str,
    id: String,
    name: String,
    workers: usize,
}

#[derive(Debug, Serialize)]
struct TargetJson {
    kind: String,
    percent: u8,
}

impl Answer {
    fn of(board: &Board) -> Self {
        let columns = board.display_order().iter().filter_map(|ix| {
            let column = board.column(*ix);
            let workers = column.workers?.number();
            let (id, name) = (column.id.to_string(), history::column(board, *ix));
            Some(WorkersJson { scope: "column", id, name, workers })
        });
        let stages = board.stages().iter().filter_map(|stage| {
            let workers = stage.workers?.number();
            let (id, name) = (stage.id.to_string(), stage.name.to_string());
            Some(WorkersJson { scope: "stage", id, name, workers })
        });
        let targets = board
            .work_targets()
            .iter()
            .map(|target| TargetJson { kind: target.kind.to_string(), percent: target.share.percent() });
        Self {
            schema: "andon-policy/1",
            sle: board.sle().map(|Sle { within_ms, share }| SleJson { percent: share.percent(), within_ms }),
            at_limit: board.at_limit().word(),
            workers: columns.chain(stages).collect(),
            targets: targets.collect(),
            done_when: definitions(board),
        }
    }
}

/// The definitions of done, of columns from left to right and then of stages.
fn definitions(board: &Board) -> Vec<DoneWhenJson> {
    let columns = board.display_order().iter().map(|ix| {
        let column = board.column(*ix);
        ("column", column.id, history::column(board, *ix), &column.done_when)
    });
    let stages =
        board.stages().iter().map(|stage| ("stage", stage.id, stage.name.to_string(), &stage.done_when));
    let agreed = columns.chain(stages).filter(|(.., done_when)| !done_when.is_empty());
    let json = |(scope, id, name, done_when): (_, crate::board::Id, _, &Box<str>)| DoneWhenJson {
        scope,
        id: id.to_string(),
        name,
        done_when: done_when.to_string(),
    };
    agreed.map(json).collect()
}

/// A line for each thing agreed on; where nothing is, the command that would.
fn show(board: &Board, json: bool, context: &mut Context) -> Result<()> {
    let answer = Answer::of(board);
    if json {
        return context.out.json(&answer);
    }
    let sle = board.sle().map(history::service_level);
    let at_limit = match board.at_limit() {
        AtLimit::Refuse => "refuse: nothing goes over",
        AtLimit::Reason => "reason: who goes over says why, and it is recorded",
    };
    let place = |place: &WorkersJson| {
        let stage = if place.scope == "stage" { "stage " } else { "" };
        format!("{stage}{}: {}", place.name, place.workers)
    };
    let workers: Vec<String> = answer.workers.iter().map(place).collect();
    let targets: Vec<String> =
        answer.targets.iter().map(|target| format!("{} {} %", target.kind, target.percent)).collect();
    let or = |list: Vec<String>, none: &str| if list.is_empty() { none.to_owned() } else { list.join(", ") };
    for (name, text) in [
        ("service level", sle.unwrap_or_else(|| "none yet: andon policy --sle \"85% 8d\"".to_owned())),
        ("at a limit", at_limit.to_owned()),
        ("workers", or(workers, "not known: andon policy --workers review=2")),
        ("targets", or(targets, "none yet: andon policy --target debt=20")),
    ] {
        context.out.line(&format!("{name:<14} {text}"))?;
    }
    for (number, place) in answer.done_when.iter().enumerate() {
        let name = if number == 0 { "done when" } else { "" };
        let stage = if place.scope == "stage" { "stage " } else { "" };
        context.out.line(&format!("{name:<14} {stage}{}: {}", place.name, place.done_when))?;
    }
    if answer.done_when.is_empty() {
        context
            .out
            .line("done when      nothing yet: andon policy --done-when \"review=two have read it\"")?;
    }
    context.out.line("limits         andon limit shows them")?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_hold_the_sign_itself() {
        assert_eq!(pair("a=b=2", "").ok(), Some(("a=b", "2")));
        for text in ["a", "=2", "a=", ""] {
            assert!(pair(text, "").is_err(), "{text}");
        }
    }
}
