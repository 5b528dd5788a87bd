//! The service level expectation, its error budget, and the cards at risk.

use serde::Serialize;

use super::spell::Shown;
use crate::board::Id;
use crate::flow::Metrics;
use crate::flow::sle::{AtRisk, Burn};

#[derive(Serialize)]
pub struct ServiceLevel {
    expectation: Option<Expectation>,
    suggested: bool,
    finished: usize,
    kept: usize,
    missed: usize,
    allowed: usize,
    hit_rate: Option<f64>,
    burn_rate: Option<f64>,
    burn: Option<&'static str>,
    cards: Vec<Card>,
}

#[derive(Serialize)]
struct Expectation {
    percent: u8,
    within_ms: i64,
}

#[derive(Serialize)]
struct Card {
    id: Shown<Id>,
    age_ms: i64,
    of_sle: f64,
    risk: Option<f64>,
    risk_n: usize,
}

pub fn row(metrics: &Metrics) -> ServiceLevel {
    let level = &metrics.sle;
    let card = |of: &AtRisk| Card {
        id: Shown(of.card),
        age_ms: of.age_ms,
        of_sle: of.of_sle,
        risk: of.risk,
        risk_n: of.risk_n,
    };
    ServiceLevel {
        expectation: level
            .sle
            .map(|sle| Expectation { percent: sle.share.percent(), within_ms: sle.within_ms }),
        suggested: level.suggested,
        finished: level.finished,
        kept: level.kept,
        missed: level.missed(),
        allowed: level.allowed,
        hit_rate: level.hit_rate(),
        burn_rate: level.burn_rate(),
        burn: level.burn().map(|burn| match burn {
            Burn::Calm => "calm",
            Burn::Over => "over",
            Burn::Review => "review",
            Burn::StopAndFix => "stop_and_fix",
        }),
        cards: level.at_risk.iter().map(card).collect(),
    }
}
