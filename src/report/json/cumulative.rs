//! The cumulative flow: for each day a row of counts, one for each column.

use serde::Serialize;

use super::spell::{id, instant};
use crate::flow::cumulative::{Correction, CumulativeDay};
use crate::report::Report;

#[derive(Serialize)]
pub struct Cumulative<'a> {
    columns: Vec<&'a str>,
    days: Vec<Day<'a>>,
    corrections: Vec<Back<'a>>,
}

#[derive(Serialize)]
struct Day<'a> {
    day: String,
    at: String,
    reached: &'a [u32],
    abandoned: u32,
}

#[derive(Serialize)]
struct Back<'a> {
    id: String,
    furthest: &'a str,
    from: String,
    to: String,
    recovered: bool,
}

pub fn row(report: &Report) -> Cumulative<'_> {
    let cumulative = &report.metrics.cumulative;
    let back = |back: &Correction| Back {
        id: id(back.card),
        furthest: report.column(back.furthest),
        from: instant(back.from),
        to: instant(back.to),
        recovered: back.recovered,
    };
    Cumulative {
        columns: cumulative.columns.iter().map(|column| report.column(*column)).collect(),
        days: cumulative.days.iter().map(day).collect(),
        corrections: cumulative.corrections.iter().map(back).collect(),
    }
}

fn day(of: &CumulativeDay) -> Day<'_> {
    Day { day: of.day.to_string(), at: instant(of.at), reached: &of.reached, abandoned: of.abandoned }
}
