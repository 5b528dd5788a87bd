//! The numbers people compare, of the window of the same length before this one.

use serde::Serialize;

use super::absent::{self, Absent};
use super::spell::in_order;
use super::{Window, times, window};
use crate::flow::Metrics;

#[derive(Serialize)]
pub struct Before {
    window: Window,
    #[serde(serialize_with = "in_order")]
    absent: Vec<(&'static str, Absent)>,
    wip_mean: Option<f64>,
    throughput: usize,
    throughput_per_day: Option<f64>,
    lead_time: times::Times,
    cycle_time: times::Times,
    process_time: times::Times,
    activity_ratio: Option<f64>,
    flow_efficiency: Option<f64>,
    rolled_accuracy: Option<f64>,
    first_pass_yield: Option<f64>,
    hit_rate: Option<f64>,
}

pub fn row(metrics: &Metrics) -> Before {
    Before {
        window: window(metrics),
        absent: absent::rows(metrics),
        wip_mean: metrics.wip.mean,
        throughput: metrics.throughput.total,
        throughput_per_day: metrics.throughput.per_day,
        lead_time: times::row(&metrics.times.lead),
        cycle_time: times::row(&metrics.times.cycle),
        process_time: times::row(&metrics.times.process),
        activity_ratio: metrics.activity.ratio(),
        flow_efficiency: metrics.activity.flow_efficiency(),
        rolled_accuracy: metrics.accuracy.rolled(),
        first_pass_yield: metrics.accuracy.first_pass_yield(),
        hit_rate: metrics.sle.hit_rate(),
    }
}
