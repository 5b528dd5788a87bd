//! Transfer batches.

use serde::Serialize;

use super::spell::instant;
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
    at: String,
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
            at: instant(largest.at),
            cards: largest.cards,
        }),
    }
}
