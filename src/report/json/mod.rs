//! The report as JSON, schema `andon-report/1`: a contract with other programs.
//!
//! Durations are whole milliseconds and their names end in `_ms`; instants are RFC 3339 in UTC;
//! where there is no value there is `null`, and `absent` says why. Keys always come in the same
//! order, so equal reports are equal texts. Texts are exactly the board's; characters that could
//! make a terminal do something are spelled as escapes, which every JSON reader undoes.
//!
//! The contract only grows: a key that is there stays, and keeps its meaning. One measure a file.

#![expect(clippy::struct_field_names, reason = "the fields are the keys of the contract")]

mod absent;
mod accuracy;
mod batches;
mod before;
mod behaviour;
mod cards;
mod constraint;
mod cord;
mod cumulative;
mod delays;
mod finished;
mod handoffs;
mod little;
mod pace;
mod quality;
mod service_level;
mod spell;
mod stream;
mod throughput;
mod times;
mod traffic;
mod wip;
mod work_kinds;

use serde::Serialize;

use self::spell::Shown;
use super::{CardRow, Report};
use crate::board::Timestamp;
use crate::flow::Metrics;

pub use spell::spell;

/// The report, and one object per card if cards are given.
pub fn json(report: &Report, cards: Option<&[CardRow]>) -> String {
    let metrics = &report.metrics;
    spell(&Json {
        schema: "andon-report/1",
        board: &report.board,
        now: Shown(metrics.now),
        zone: &report.zone,
        window: window(metrics),
        chosen: Chosen(&report.chosen),
        absent: absent::rows(metrics),
        wip: wip::row(report),
        throughput: throughput::row(metrics),
        lead_time: times::row(&metrics.times.lead),
        cycle_time: times::row(&metrics.times.cycle),
        process_time: times::row(&metrics.times.process),
        activity_ratio: metrics.activity.ratio(),
        flow_efficiency: metrics.activity.flow_efficiency(),
        activity: times::activity(metrics),
        littles_law: little::row(metrics),
        finished: finished::rows(metrics),
        traffic: traffic::row(metrics),
        cumulative_flow: cumulative::row(report),
        pace: pace::row(report),
        service_level: service_level::row(metrics),
        delays: delays::row(report),
        batches: batches::row(report),
        handoffs: handoffs::row(metrics),
        cord: cord::row(report),
        accuracy: accuracy::row(report),
        value_stream: stream::row(report),
        constraint: constraint::row(report),
        behaviour: behaviour::row(metrics),
        work_kinds: work_kinds::row(metrics),
        before: report.before.as_deref().map(before::row),
        data_quality: quality::rows(metrics),
        cards: cards.map(|cards| cards.iter().map(cards::row).collect()),
    })
}

#[derive(Serialize)]
struct Json<'a> {
    schema: &'static str,
    board: &'a str,
    now: Shown<Timestamp>,
    zone: &'a str,
    window: Window,
    chosen: Chosen<'a>,
    #[serde(serialize_with = "spell::in_order")]
    absent: Vec<(&'static str, absent::Absent)>,
    wip: wip::Wip<'a>,
    throughput: throughput::Throughput,
    lead_time: times::Times,
    cycle_time: times::Times,
    process_time: times::Times,
    activity_ratio: Option<f64>,
    flow_efficiency: Option<f64>,
    activity: times::Activity,
    littles_law: little::Little,
    finished: Vec<finished::Finished>,
    traffic: traffic::Traffic,
    cumulative_flow: cumulative::Cumulative<'a>,
    pace: pace::Pace<'a>,
    service_level: service_level::ServiceLevel,
    delays: delays::Delays<'a>,
    batches: batches::Batches<'a>,
    handoffs: handoffs::Handoffs,
    cord: cord::Cord<'a>,
    accuracy: accuracy::Accuracy<'a>,
    value_stream: stream::ValueStream<'a>,
    constraint: constraint::Constraint<'a>,
    behaviour: behaviour::Behaviour,
    work_kinds: work_kinds::WorkKinds<'a>,
    before: Option<before::Before>,
    data_quality: Vec<quality::Case>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cards: Option<Vec<cards::Card<'a>>>,
}

/// What the cards were chosen by: an object with the values of each sort; empty when they are all.
#[derive(Serialize)]
struct Chosen<'a>(#[serde(serialize_with = "spell::in_order")] &'a [(&'static str, Vec<String>)]);

#[derive(Serialize)]
struct Window {
    from: Shown<Timestamp>,
    to: Shown<Timestamp>,
    observed_ms: i64,
}

fn window(metrics: &Metrics) -> Window {
    Window {
        from: Shown(metrics.window.from),
        to: Shown(metrics.window.to),
        observed_ms: metrics.observed_ms,
    }
}
