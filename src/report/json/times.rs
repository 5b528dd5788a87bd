//! Distributions of durations, and the sums that the ratios are made of.

use serde::Serialize;

use super::spell::whole;
use crate::flow::{Distribution, Metrics};

#[derive(Serialize)]
pub struct Times {
    n: usize,
    mean_ms: Option<i64>,
    p50_ms: Option<i64>,
    p70_ms: Option<i64>,
    p85_ms: Option<i64>,
    p95_ms: Option<i64>,
}

/// All four percentiles, however few values there are: `n` stands beside them.
pub fn row(of: &Distribution) -> Times {
    Times {
        n: of.n,
        mean_ms: of.mean_ms(),
        p50_ms: of.percentile_ms(50),
        p70_ms: of.percentile_ms(70),
        p85_ms: of.percentile_ms(85),
        p95_ms: of.percentile_ms(95),
    }
}

#[derive(Serialize)]
pub struct Activity {
    n: usize,
    process_time_ms: i64,
    lead_time_ms: i64,
    cycle_time_ms: i64,
    waiting_is_recorded: bool,
}

pub fn activity(metrics: &Metrics) -> Activity {
    let activity = &metrics.activity;
    Activity {
        n: activity.n,
        process_time_ms: whole(activity.process_ms),
        lead_time_ms: whole(activity.lead_ms),
        cycle_time_ms: whole(activity.cycle_ms),
        waiting_is_recorded: activity.is_known,
    }
}
