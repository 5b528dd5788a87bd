//! What finished, by day and by week.

use chrono::NaiveDate;
use serde::Serialize;

use super::spell::Shown;
use crate::flow::{Bucket, Metrics};

#[derive(Serialize)]
pub struct Throughput {
    total: usize,
    per_day: Vec<Day>,
    per_week: Vec<Week>,
}

#[derive(Serialize)]
struct Day {
    day: Shown<NaiveDate>,
    n: u32,
}

#[derive(Serialize)]
struct Week {
    monday: Shown<NaiveDate>,
    n: u32,
}

pub fn row(metrics: &Metrics) -> Throughput {
    let throughput = &metrics.throughput;
    let day = |bucket: &Bucket| Day { day: Shown(bucket.day), n: bucket.finished };
    let week = |bucket: &Bucket| Week { monday: Shown(bucket.day), n: bucket.finished };
    Throughput {
        total: throughput.total,
        per_day: throughput.days.iter().map(day).collect(),
        per_week: throughput.weeks.iter().map(week).collect(),
    }
}
