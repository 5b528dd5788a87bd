//! Where cards waited and were blocked, and why.

use serde::Serialize;

use super::spell::whole;
use crate::flow::Measure;
use crate::report::Report;

#[derive(Serialize)]
pub struct Delays<'a> {
    queue_ms: Option<i64>,
    blocked_ms: Option<i64>,
    steps: Vec<Step<'a>>,
    reasons: Vec<Reason<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    stage: &'a str,
    queue_ms: i64,
    blocked_ms: i64,
    blocks: usize,
}

#[derive(Serialize)]
struct Reason<'a> {
    why: &'a str,
    blocks: usize,
    open: usize,
    blocked_ms: i64,
}

pub fn row(report: &Report) -> Delays<'_> {
    let delays = &report.metrics.delays;
    let told = |measure, ms| report.metrics.absence(measure).is_none().then(|| whole(ms));
    let steps = delays.steps.iter().map(|step| Step {
        stage: report.name(step.scope),
        queue_ms: whole(step.queue_ms),
        blocked_ms: whole(step.blocked_ms),
        blocks: step.blocks,
    });
    let reasons = delays.reasons.iter().map(|reason| Reason {
        why: &reason.why,
        blocks: reason.blocks,
        open: reason.open,
        blocked_ms: whole(reason.blocked_ms),
    });
    Delays {
        queue_ms: told(Measure::Queues, delays.queue_ms),
        blocked_ms: told(Measure::Blocks, delays.blocked_ms),
        steps: steps.collect(),
        reasons: reasons.collect(),
    }
}
