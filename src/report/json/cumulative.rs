//! The cumulative flow: for each day a row of counts, one for each column.

use chrono::NaiveDate;
use serde::Serialize;

use super::spell::Shown;
use crate::board::{Id, Timestamp};
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
    day: Shown<NaiveDate>,
    at: Shown<Timestamp>,
    reached: &'a [u32],
    abandoned: u32,
}

#[derive(Serialize)]
struct Back<'a> {
    id: Shown<Id>,
    furthest: &'a str,
    from: Shown<Timestamp>,
    to: Shown<Timestamp>,
    recovered: bool,
}

pub fn row(report: &Report) -> Cumulative<'_> {
    let cumulative = &report.metrics.cumulative;
    let back = |back: &Correction| Back {
        id: Shown(back.card),
        furthest: report.column(back.furthest),
        from: Shown(back.from),
        to: Shown(back.to),
        recovered: back.recovered,
    };
    Cumulative {
        columns: cumulative.columns.iter().map(|column| report.column(*column)).collect(),
        days: cumulative.days.iter().map(day).collect(),
        corrections: cumulative.corrections.iter().map(back).collect(),
    }
}

fn day(of: &CumulativeDay) -> Day<'_> {
    Day { day: Shown(of.day), at: Shown(of.at), reached: &of.reached, abandoned: of.abandoned }
}
