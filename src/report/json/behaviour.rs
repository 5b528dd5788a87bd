//! Process behaviour charts: limits, and each value with what makes it a signal.

use chrono::NaiveDate;
use serde::Serialize;

use super::spell::Shown;
use crate::board::Id;
use crate::flow::Metrics;
use crate::flow::behaviour::{self, Of, Signal, Xmr};

#[derive(Serialize)]
pub struct Behaviour {
    lead_time: Chart,
    throughput: Chart,
}

#[derive(Serialize)]
struct Chart {
    unit: &'static str,
    limits: Option<Limits>,
    points: Vec<Point>,
}

#[derive(Serialize)]
struct Limits {
    mean: f64,
    mean_range: f64,
    upper: f64,
    lower: f64,
    upper_range: f64,
}

#[derive(Serialize)]
struct Point {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Shown<Id>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    monday: Option<Shown<NaiveDate>>,
    value: f64,
    signals: Vec<&'static str>,
}

pub fn row(metrics: &Metrics) -> Behaviour {
    let behaviour = &metrics.behaviour;
    Behaviour {
        lead_time: chart("ms", &behaviour.lead_time),
        throughput: chart("cards a week", &behaviour.throughput),
    }
}

fn chart(unit: &'static str, of: &Xmr) -> Chart {
    let limits = |limits: behaviour::Limits| Limits {
        mean: limits.mean,
        mean_range: limits.mean_range,
        upper: limits.upper,
        lower: limits.lower,
        upper_range: limits.upper_range,
    };
    Chart { unit, limits: of.limits.map(limits), points: of.points.iter().map(point).collect() }
}

fn point(point: &behaviour::Point) -> Point {
    let (card, monday) = match point.of {
        Of::Card(card) => (Some(Shown(card)), None),
        Of::Week(monday) => (None, Some(Shown(monday))),
    };
    Point {
        id: card,
        monday,
        value: point.value,
        signals: point.signals.iter().copied().map(signal).collect(),
    }
}

fn signal(signal: Signal) -> &'static str {
    match signal {
        Signal::Outside => "outside_limits",
        Signal::Run => "run_on_one_side",
        Signal::Near => "near_limit",
        Signal::Jump => "jump",
    }
}
