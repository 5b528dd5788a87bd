//! Hand-offs of the finished cards.

use serde::Serialize;

use super::spell::Shown;
use crate::board::Id;
use crate::flow::Metrics;

#[derive(Serialize)]
pub struct Handoffs {
    cards: usize,
    total: u64,
    mean: Option<f64>,
    median: Option<u32>,
    most: Option<Most>,
}

#[derive(Serialize)]
struct Most {
    id: Shown<Id>,
    handoffs: u32,
}

pub fn row(metrics: &Metrics) -> Handoffs {
    let handoffs = &metrics.handoffs;
    Handoffs {
        cards: handoffs.cards,
        total: handoffs.total,
        mean: handoffs.mean(),
        median: handoffs.median,
        most: handoffs.most.map(|(card, handoffs)| Most { id: Shown(card), handoffs }),
    }
}
