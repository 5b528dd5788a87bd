//! Every card that finished in the window: the points of a scatter.

use serde::Serialize;

use super::spell::Shown;
use crate::board::{Id, Timestamp};
use crate::flow::Metrics;

#[derive(Serialize)]
pub struct Finished {
    id: Shown<Id>,
    at: Shown<Timestamp>,
    lead_time_ms: Option<i64>,
    cycle_time_ms: Option<i64>,
    process_time_ms: Option<i64>,
}

pub fn rows(metrics: &Metrics) -> Vec<Finished> {
    let row = |card: &crate::flow::Finished| Finished {
        id: Shown(card.card),
        at: Shown(card.at),
        lead_time_ms: card.times.map(|[lead, ..]| lead),
        cycle_time_ms: card.times.map(|[_, cycle, _]| cycle),
        process_time_ms: card.times.map(|[.., process]| process).filter(|_| metrics.activity.is_seen),
    };
    metrics.finished.iter().map(row).collect()
}
