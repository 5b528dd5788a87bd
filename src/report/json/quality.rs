//! The cards whose history was awkward, case by case.

use serde::Serialize;

use super::spell::Shown;
use crate::board::Id;
use crate::flow::{Metrics, Oddity};
use crate::report::{code, meaning};

#[derive(Serialize)]
pub struct Case {
    case: &'static str,
    n: usize,
    meaning: &'static str,
    cards: Vec<Shown<Id>>,
}

pub fn rows(metrics: &Metrics) -> Vec<Case> {
    let row = |(oddity, cards): &(Oddity, Vec<Id>)| {
        let mut cards = cards.clone();
        cards.sort_unstable();
        Case {
            case: code(*oddity),
            n: cards.len(),
            meaning: meaning(*oddity),
            cards: cards.iter().copied().map(Shown).collect(),
        }
    };
    metrics.quality.cases.iter().map(row).collect()
}
