//! The value stream map: a row for each block, totals by rule.

use super::or_dash;
use crate::flow::stream::{Block, BlockKind};
use crate::flow::{Measure, ValueStream};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{count, duration_or_dash, percent};

pub fn stream(report: &Report) -> Section {
    let mut section = Section::new("Value stream");
    let (metrics, stream) = (&report.metrics, &report.metrics.stream);
    if let Some(absence) = metrics.absence(Measure::ValueStream) {
        section.line(no_data(absence));
        return section;
    }
    section.line(format!(
        "{} that finished; lead and process time are means per card, with the queues in front.",
        count(stream.cards, "card")
    ));
    let mut table = Table::new(["<block", "lead time", "process time", "active", "%C/A", "hand-offs"]);
    for block in &stream.blocks {
        table.row(row(report, block));
    }
    let mean = |sum_ms| said(duration_or_dash(stream.per_card(sum_ms)));
    table.row([
        said("all"),
        mean(stream.lead_ms()),
        mean(stream.process_ms()),
        or_dash(metrics.activity.ratio().map(percent)),
        or_dash(metrics.accuracy.rolled().map(percent)),
        said(metrics.accuracy.handoffs().to_string()),
    ]);
    section.table(table);
    for (name, measure) in [("Active", Measure::ActivityRatio), ("%C/A", Measure::Accuracy)] {
        if let Some(absence) = metrics.absence(measure) {
            section.fact(name, no_data(absence));
        }
    }
    section
}

fn row(report: &Report, block: &Block) -> [Words; 6] {
    let stream: &ValueStream = &report.metrics.stream;
    let works = block.kind == BlockKind::Work && report.metrics.activity.is_seen;
    let name = theirs(report.name(block.scope));
    let name = match block.kind {
        BlockKind::Reopened => name.said(" (before it was reopened)"),
        _ => name,
    };
    let mean = |sum_ms| duration_or_dash(stream.per_card(sum_ms));
    let active = works && block.lead_ms > 0 && report.metrics.activity.is_known;
    let accuracy = block.accuracy.filter(|accuracy| accuracy.handoffs > 0);
    [
        name,
        said(mean(block.lead_ms)),
        or_dash(works.then(|| mean(block.process_ms))),
        or_dash(active.then(|| percent(block.process_ms as f64 / block.lead_ms as f64))),
        or_dash(accuracy.and_then(|accuracy| accuracy.share()).map(percent)),
        or_dash(accuracy.map(|accuracy| accuracy.handoffs.to_string())),
    ]
}
