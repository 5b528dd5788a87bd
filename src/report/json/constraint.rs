//! The constraint: the answer, what it rests on, and the evidence stage by stage.

use serde::Serialize;

use crate::flow::constraint::{Evidence, Verdict, Yardstick};
use crate::report::Report;

#[derive(Serialize)]
pub struct Constraint<'a> {
    verdict: &'static str,
    stage: Option<&'a str>,
    runner_up: Option<&'a str>,
    yardstick: &'static str,
    stages: Vec<Stage<'a>>,
}

#[derive(Serialize)]
struct Stage<'a> {
    stage: &'a str,
    workers: Option<usize>,
    limit: Option<usize>,
    utilisation: Option<f64>,
    busy: f64,
    full: Option<f64>,
    empty: f64,
    starved: f64,
    finished_waiting: f64,
    queue_in_front: f64,
    score: Option<f64>,
}

pub fn row(report: &Report) -> Constraint<'_> {
    let constraint = &report.metrics.constraint;
    let name = |place: usize| constraint.stages.get(place).map(|stage| report.name(stage.scope));
    let (verdict, stage, runner_up) = match constraint.verdict {
        Verdict::Named { stage, runner_up } => ("named", name(stage), runner_up.and_then(name)),
        Verdict::NoClear { first, second } => ("no_clear_constraint", name(first), name(second)),
        Verdict::Unknown(_) => ("unknown", None, None),
    };
    Constraint {
        verdict,
        stage,
        runner_up,
        yardstick: match constraint.yardstick {
            Yardstick::Utilisation => "utilisation",
            Yardstick::DropOfFullness => "drop_of_fullness",
        },
        stages: constraint.stages.iter().map(|stage| evidence(report, stage)).collect(),
    }
}

fn evidence<'a>(report: &'a Report, of: &Evidence) -> Stage<'a> {
    Stage {
        stage: report.name(of.scope),
        workers: of.workers,
        limit: of.limit,
        utilisation: of.utilisation,
        busy: of.busy,
        full: of.full,
        empty: of.empty,
        starved: of.starved,
        finished_waiting: of.finished_waiting,
        queue_in_front: of.queue_in_front,
        score: of.score,
    }
}
