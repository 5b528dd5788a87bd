//! One object per card: its dates, its times, and where it was how often and how long.

use serde::Serialize;

use super::spell::{Shown, in_order};
use crate::board::Timestamp;
use crate::report::CardRow;

#[derive(Serialize)]
pub struct Card<'a> {
    id: &'a str,
    source_id: Option<&'a str>,
    title: &'a str,
    column: Option<&'a str>,
    blocked: bool,
    created: Shown<Timestamp>,
    started: Option<Shown<Timestamp>>,
    first_finished: Option<Shown<Timestamp>>,
    finished: Option<Shown<Timestamp>>,
    abandoned: Option<Shown<Timestamp>>,
    lead_time_ms: Option<i64>,
    cycle_time_ms: Option<i64>,
    age_ms: Option<i64>,
    process_time_ms: i64,
    queue_time_ms: i64,
    blocked_time_ms: i64,
    time_in_done_ms: i64,
    time_back_in_backlog_ms: i64,
    returns: u32,
    reopens: u32,
    uncommits: u32,
    handoffs: u32,
    #[serde(serialize_with = "in_order")]
    visits: Vec<(&'a str, u32)>,
    #[serde(serialize_with = "in_order")]
    time_in_column_ms: Vec<(&'a str, i64)>,
}

pub fn row(row: &CardRow) -> Card<'_> {
    let journey = &row.journey;
    let [_, started, first_finished, finished, abandoned] = row.dates().map(|at| at.map(Shown));
    Card {
        id: &row.id,
        source_id: row.source_id.as_deref(),
        title: &row.title,
        column: row.column.as_deref(),
        blocked: journey.blocked,
        created: Shown(journey.created),
        started,
        first_finished,
        finished,
        abandoned,
        lead_time_ms: journey.lead_ms(),
        cycle_time_ms: journey.cycle_ms(),
        age_ms: row.age_ms,
        process_time_ms: journey.process_ms,
        queue_time_ms: journey.queue_ms,
        blocked_time_ms: journey.blocked_ms,
        time_in_done_ms: journey.gap_ms,
        time_back_in_backlog_ms: journey.backlog_ms,
        returns: journey.returns,
        reopens: journey.reopens,
        uncommits: journey.uncommits,
        handoffs: journey.handoffs,
        visits: row.columns.iter().map(|(name, visits, _)| (&**name, *visits)).collect(),
        time_in_column_ms: row.columns.iter().map(|(name, _, ms)| (&**name, *ms)).collect(),
    }
}
