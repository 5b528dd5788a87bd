//! What came, went and was in process, by day and by week.

use chrono::NaiveDate;
use serde::Serialize;

use super::spell::Shown;
use crate::flow::Metrics;
use crate::flow::traffic::TrafficBucket;

#[derive(Serialize)]
pub struct Traffic {
    per_day: Vec<Day>,
    per_week: Vec<Week>,
}

#[derive(Serialize)]
struct Day {
    day: Shown<NaiveDate>,
    arrivals: u32,
    departures: u32,
    net: i64,
    wip_end: u32,
}

#[derive(Serialize)]
struct Week {
    monday: Shown<NaiveDate>,
    arrivals: u32,
    departures: u32,
    net: i64,
    wip_end: u32,
}

pub fn row(metrics: &Metrics) -> Traffic {
    let day = |of: &TrafficBucket| {
        let TrafficBucket { arrivals, departures, wip_end, .. } = *of;
        Day { day: Shown(of.day), arrivals, departures, net: of.net(), wip_end }
    };
    let week = |of: &TrafficBucket| {
        let TrafficBucket { arrivals, departures, wip_end, .. } = *of;
        Week { monday: Shown(of.day), arrivals, departures, net: of.net(), wip_end }
    };
    Traffic {
        per_day: metrics.traffic.days.iter().map(day).collect(),
        per_week: metrics.traffic.weeks.iter().map(week).collect(),
    }
}
