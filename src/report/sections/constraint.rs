//! The constraint, the evidence for it, and what to do next.

use super::or_dash;
use crate::flow::constraint::{Evidence, Verdict, Yardstick};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{number, percent};

pub fn constraint(report: &Report) -> Section {
    let mut section = Section::new("Constraint");
    let constraint = &report.metrics.constraint;
    section.fact("Constraint", verdict(report));
    if constraint.stages.is_empty() {
        return section;
    }
    section.fact(
        "Ranked by",
        match constraint.yardstick {
            Yardstick::Utilisation => "utilisation: the share of its workers' time spent working",
            Yardstick::DropOfFullness => {
                "drop of fullness: share of time at its limit − share of time the next stage is at its own"
            }
        },
    );
    if let Some(stage) = constraint.named() {
        section.fact("Next step", next_step(stage));
    }
    let mut table = Table::new([
        "<stage", "workers", "limit", "used", "busy", "full", "empty", "starved", "done", "queue", "score",
    ]);
    for stage in &constraint.stages {
        table.row(row(report, stage));
    }
    section.table(table);
    section.line(
        "Shares are of the time observed: used, of its workers' time; busy, with work going on; full, at its \
         limit; empty, without a card; starved, empty while work waited in the backlog. Done and queue: mean \
         cards finished there and not pulled on, and in the queues in front.",
    );
    section
}

/// The answer in a line: "Review, 92 % used; then Development, 71 %".
pub fn verdict(report: &Report) -> Words {
    let constraint = &report.metrics.constraint;
    let what = match constraint.yardstick {
        Yardstick::Utilisation => " used",
        Yardstick::DropOfFullness => " drop of fullness",
    };
    let standing = |place: usize, what: &str| {
        let Some(stage) = constraint.stages.get(place) else { return Words::default() };
        let name = theirs(report.name(stage.scope));
        match stage.score {
            Some(score) => name.said(format!(", {}{what}", percent(score))),
            None => name,
        }
    };
    match constraint.verdict {
        Verdict::Named { stage, runner_up: None } => standing(stage, what),
        Verdict::Named { stage, runner_up: Some(second) } => {
            standing(stage, what).said("; then ").then(standing(second, ""))
        }
        Verdict::NoClear { first, second } => {
            said("no clear constraint: ").then(standing(first, what)).said("; ").then(standing(second, ""))
        }
        Verdict::Unknown(absence) => said(no_data(absence)),
    }
}

/// Goldratt's five focusing steps, from the second on: the first, to identify it, is done.
pub fn next_step(stage: &Evidence) -> String {
    /// A constraint that starves more than this loses what the whole line could have made.
    const SELDOM: f64 = 0.02;
    if stage.starved > SELDOM {
        let starved = percent(stage.starved);
        return format!(
            "exploit it: it stood empty {starved} of the time while work waited; keep it supplied"
        );
    }
    if stage.queue_in_front >= 1.0 {
        let queue = number(stage.queue_in_front);
        return format!("subordinate to it: {queue} cards wait in front; start no more than it takes");
    }
    "elevate it: it is supplied and nothing piles up; more comes only from more hands, or less work in it"
        .to_owned()
}

fn row(report: &Report, stage: &Evidence) -> [Words; 11] {
    [
        theirs(report.name(stage.scope)),
        or_dash(stage.workers.map(|workers| workers.to_string())),
        or_dash(stage.limit.map(|limit| limit.to_string())),
        or_dash(stage.utilisation.map(percent)),
        said(percent(stage.busy)),
        or_dash(stage.full.map(percent)),
        said(percent(stage.empty)),
        said(percent(stage.starved)),
        said(number(stage.finished_waiting)),
        said(number(stage.queue_in_front)),
        or_dash(stage.score.map(percent)),
    ]
}
