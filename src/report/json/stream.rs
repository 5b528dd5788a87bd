//! The value stream map. Sums are over all its cards; means are sums ÷ cards.

use serde::Serialize;

use super::spell::whole;
use super::times::{self, Times};
use crate::flow::stream::{Block, BlockKind};
use crate::report::Report;

#[derive(Serialize)]
pub struct ValueStream<'a> {
    cards: usize,
    lead_time_ms: i64,
    process_time_ms: i64,
    mean_lead_time_ms: Option<i64>,
    mean_process_time_ms: Option<i64>,
    activity_ratio: Option<f64>,
    rolled_accuracy: Option<f64>,
    blocks: Vec<Stage<'a>>,
}

#[derive(Serialize)]
struct Stage<'a> {
    kind: &'static str,
    stage: &'a str,
    lead_time_ms: i64,
    process_time_ms: i64,
    blocked_time_ms: i64,
    mean_lead_time_ms: Option<i64>,
    mean_process_time_ms: Option<i64>,
    through: Times,
    handoffs: Option<usize>,
    failed: Option<usize>,
    accuracy: Option<f64>,
}

pub fn row(report: &Report) -> ValueStream<'_> {
    let (stream, metrics) = (&report.metrics.stream, &report.metrics);
    ValueStream {
        cards: stream.cards,
        lead_time_ms: whole(stream.lead_ms()),
        process_time_ms: whole(stream.process_ms()),
        mean_lead_time_ms: stream.per_card(stream.lead_ms()),
        mean_process_time_ms: stream.per_card(stream.process_ms()),
        activity_ratio: metrics.activity.ratio(),
        rolled_accuracy: metrics.accuracy.rolled(),
        blocks: stream.blocks.iter().map(|block| stage(report, block)).collect(),
    }
}

fn stage<'a>(report: &'a Report, block: &Block) -> Stage<'a> {
    let stream = &report.metrics.stream;
    Stage {
        kind: match block.kind {
            BlockKind::Backlog => "backlog",
            BlockKind::Work => "work",
            BlockKind::Queue => "queue",
            BlockKind::Reopened => "reopened",
        },
        stage: report.name(block.scope),
        lead_time_ms: whole(block.lead_ms),
        process_time_ms: whole(block.process_ms),
        blocked_time_ms: whole(block.blocked_ms),
        mean_lead_time_ms: stream.per_card(block.lead_ms),
        mean_process_time_ms: stream.per_card(block.process_ms),
        through: times::row(&block.through),
        handoffs: block.accuracy.map(|accuracy| accuracy.handoffs),
        failed: block.accuracy.map(|accuracy| accuracy.failed),
        accuracy: block.accuracy.and_then(|accuracy| accuracy.share()),
    }
}
