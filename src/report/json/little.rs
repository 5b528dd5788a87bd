//! Little's law: identity, estimate, conditions.

use serde::Serialize;

use super::spell::{in_order, whole};
use crate::flow::Metrics;
use crate::flow::little::{self, Steady};

#[derive(Serialize)]
pub struct Little {
    arrivals: usize,
    departures: usize,
    wip_start: usize,
    wip_end: usize,
    wip_integral_ms: i64,
    mean_wip: Option<f64>,
    arrival_rate_per_day: Option<f64>,
    residence_ms: Option<i64>,
    residence_of_present_ms: Option<i64>,
    throughput_per_day: Option<f64>,
    estimate_ms: Option<i64>,
    measured_ms: Option<i64>,
    gap: Option<f64>,
    lead_time: Estimate,
    started_now_ms: Option<i64>,
    reliable: bool,
    conditions: Vec<Condition>,
}

#[derive(Serialize)]
struct Estimate {
    mean_cards: Option<f64>,
    estimate_ms: Option<i64>,
    measured_ms: Option<i64>,
    gap: Option<f64>,
}

#[derive(Serialize)]
struct Condition {
    name: &'static str,
    ok: Option<bool>,
    #[serde(serialize_with = "in_order")]
    values: [(&'static str, Option<i64>); 2],
}

pub fn row(metrics: &Metrics) -> Little {
    let (little, wip) = (&metrics.little, &metrics.wip);
    let little::Estimate { estimate_ms, measured_ms, .. } = little.cycle;
    Little {
        arrivals: wip.arrivals,
        departures: wip.departures,
        wip_start: wip.start,
        wip_end: wip.end,
        wip_integral_ms: whole(wip.card_ms),
        mean_wip: little.mean_wip,
        arrival_rate_per_day: little.arrivals_per_day,
        residence_ms: little.residence_ms,
        residence_of_present_ms: little.residence_of_present_ms,
        throughput_per_day: metrics.throughput.per_day,
        estimate_ms,
        measured_ms,
        gap: little.cycle.gap(),
        lead_time: Estimate {
            mean_cards: little.lead.mean_cards,
            estimate_ms: little.lead.estimate_ms,
            measured_ms: little.lead.measured_ms,
            gap: little.lead.gap(),
        },
        started_now_ms: little.started_now_ms,
        reliable: little.is_reliable(),
        conditions: little.conditions.iter().map(condition).collect(),
    }
}

fn condition(condition: &little::Condition) -> Condition {
    let (name, first, second) = match condition.about {
        Steady::Traffic => ("arrivals_match_departures", "arrivals", "departures"),
        Steady::Wip => ("wip_start_matches_end", "wip_start", "wip_end"),
        Steady::Age => ("mean_age_start_matches_end", "mean_age_start_ms", "mean_age_end_ms"),
        Steady::Abandoned => ("few_abandoned", "abandoned", "departures"),
    };
    Condition { name, ok: condition.ok, values: [(first, condition.first), (second, condition.second)] }
}
