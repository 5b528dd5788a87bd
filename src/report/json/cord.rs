//! The andon cord: pulls, who came and when, what was done.

use serde::Serialize;

use super::spell::Shown;
use super::times::{self, Times};
use crate::board::{Id, Timestamp};
use crate::flow::Said;
use crate::flow::cord::{Pulled, Tally};
use crate::report::Report;

#[derive(Serialize)]
pub struct Cord<'a> {
    #[serde(flatten)]
    all: Count,
    open_now: Vec<Pull<'a>>,
    pulled: Vec<Pull<'a>>,
    steps: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Count {
    pulls: usize,
    open: usize,
    answered: usize,
    resolved: usize,
    repeats: usize,
    respond: Times,
    resolve: Times,
}

#[derive(Serialize)]
struct Step<'a> {
    stage: &'a str,
    #[serde(flatten)]
    count: Count,
}

#[derive(Serialize)]
struct Pull<'a> {
    id: Shown<Id>,
    stage: &'a str,
    why: &'a str,
    open: bool,
    pulled: Who<'a>,
    answered: Option<Who<'a>>,
    resolved: Option<Who<'a>>,
    countermeasure: Option<&'a str>,
    respond_ms: Option<i64>,
    resolve_ms: Option<i64>,
}

#[derive(Serialize)]
struct Who<'a> {
    at: Shown<Timestamp>,
    by: &'a str,
}

pub fn row(report: &Report) -> Cord<'_> {
    let cord = &report.metrics.cord;
    let step =
        |of: &crate::flow::cord::StepPulls| Step { stage: report.name(of.scope), count: count(&of.tally) };
    Cord {
        all: count(&cord.all),
        open_now: cord.open.iter().map(|of| pull(report, of)).collect(),
        pulled: cord.pulls.iter().map(|of| pull(report, of)).collect(),
        steps: cord.steps.iter().map(step).collect(),
    }
}

fn count(of: &Tally) -> Count {
    Count {
        pulls: of.pulls,
        open: of.open,
        answered: of.answered,
        resolved: of.resolved,
        repeats: of.repeats,
        respond: times::row(&of.respond),
        resolve: times::row(&of.resolve),
    }
}

fn pull<'a>(report: &'a Report, of: &'a Pulled) -> Pull<'a> {
    Pull {
        id: Shown(of.card),
        stage: report.name(of.scope),
        why: &of.why,
        open: of.open,
        pulled: who(&of.pulled),
        answered: of.answered.as_ref().map(who),
        resolved: of.resolved.as_ref().map(|end| who(&end.said)),
        countermeasure: of.resolved.as_ref().map(|end| &*end.what),
        respond_ms: of.respond_ms(),
        resolve_ms: of.resolve_ms(),
    }
}

fn who(said: &Said) -> Who<'_> {
    Who { at: Shown(said.at), by: &said.by }
}
