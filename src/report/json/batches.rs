//! Transfer batches.

use serde::Serialize;

use super::spell::Shown;
use crate::board::Timestamp;
use crate::report::Report;

#[derive(Serialize)]
pub struct Batches<'a> {
    batches: usize,
    crossings: usize,
    mean: Option<f64>,
    largest: Option<Largest<'a>>,
}

#[derive(Serialize)]
struct Largest<'a> {
    column: &'a str,
    at: Shown<Timestamp>,
    cards: usize,
}

pub fn row(report: &Report) -> Batches<'_> {
    let batches = &report.metrics.batches;
    Batches {
        batches: batches.batches,
        crossings: batches.crossings,
        mean: batches.mean(),
        largest: batches.largest.map(|largest| Largest {
            column: report.column(largest.column),
            at: Shown(largest.at),
            cards: largest.cards,
        }),
    }
}
