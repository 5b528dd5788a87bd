//! Where cards waited and were blocked, and why.

use super::or_dash;
use crate::flow::Measure;
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, said, theirs};
use crate::report::words::duration;

/// How many reasons are told one by one.
const REASONS: usize = 20;

pub fn delays(report: &Report) -> Section {
    let mut section = Section::new("Waiting and blocks");
    let (metrics, delays) = (&report.metrics, &report.metrics.delays);
    let whole = |ms: i128| duration(i64::try_from(ms).unwrap_or(i64::MAX));
    for (name, measure, ms) in [
        ("Waited in queues", Measure::Queues, delays.queue_ms),
        ("Blocked", Measure::Blocks, delays.blocked_ms),
    ] {
        let told = match metrics.absence(measure) {
            Some(absence) => no_data(absence),
            None => format!("{} of all cards together", whole(ms)),
        };
        section.fact(name, told);
    }
    let waits = metrics.absence(Measure::Queues).is_none();
    let mut table = Table::new(["<stage", "waited", "blocked", "blocks begun"]);
    for step in &delays.steps {
        let waited = or_dash(waits.then(|| whole(step.queue_ms)));
        let blocks = said(step.blocks.to_string());
        table.row([theirs(report.name(step.scope)), waited, said(whole(step.blocked_ms)), blocks]);
    }
    section.table(table);
    let mut table = Table::new(["<blocked because", "blocked", "blocks begun", "open now"]);
    for reason in delays.reasons.iter().take(REASONS) {
        let why = if reason.why.is_empty() { said("(no reason given)") } else { theirs(&*reason.why) };
        let [blocks, open] = [reason.blocks, reason.open].map(|n| said(n.to_string()));
        table.row([why, said(whole(reason.blocked_ms)), blocks, open]);
    }
    section.table(table);
    if delays.reasons.len() > REASONS {
        section.line(format!("(and {} more)", delays.reasons.len() - REASONS));
    }
    section
}
