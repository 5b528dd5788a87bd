//! Cards in process, and the oldest of them.

use serde::Serialize;

use super::spell::Shown;
use crate::board::Timestamp;
use crate::report::Report;

#[derive(Serialize)]
pub struct Wip<'a> {
    now: usize,
    blocked: usize,
    mean: Option<f64>,
    oldest: Option<Oldest<'a>>,
}

#[derive(Serialize)]
struct Oldest<'a> {
    id: &'a str,
    title: &'a str,
    column: &'a str,
    blocked: bool,
    started: Shown<Timestamp>,
    age_ms: i64,
}

pub fn row(report: &Report) -> Wip<'_> {
    let wip = &report.metrics.wip;
    Wip {
        now: wip.now,
        blocked: wip.blocked,
        mean: wip.mean,
        oldest: report.oldest.as_ref().map(|oldest| Oldest {
            id: &oldest.id,
            title: &oldest.title,
            column: &oldest.column,
            blocked: oldest.blocked,
            started: Shown(oldest.started),
            age_ms: oldest.age_ms,
        }),
    }
}
