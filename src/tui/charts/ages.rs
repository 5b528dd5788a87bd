//! How old each card in process is beside those that finished: for the marks on the board.

use std::collections::HashMap;

use crate::board::Id;
use crate::flow::{Pace, ServiceLevel};

/// How old a card in process is beside the cards that came through its column, or beside what the
/// team promises. Later ones are worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Older than half of them were when they left its column.
    PastHalf,
    /// Older than 70 %.
    Past70,
    /// Older than 85 %: late whatever it does next.
    Past85,
    /// Older than 95 %.
    Past95,
    /// Older than the service level expectation the team agreed on.
    PastSle,
}

impl Age {
    fn of_percentile(past: u8) -> Option<Self> {
        match past {
            95.. => Some(Self::Past95),
            85.. => Some(Self::Past85),
            70.. => Some(Self::Past70),
            50.. => Some(Self::PastHalf),
            _ => None,
        }
    }
}

/// The cards that are past something. An expectation that is only suggested does not count: it is
/// the 85th percentile again.
pub(super) fn ages(pace: &Pace, level: &ServiceLevel) -> HashMap<Id, Age> {
    let paced = pace.cards.iter().filter_map(|of| Some((of.card, Age::of_percentile(of.past?)?)));
    let mut ages: HashMap<Id, Age> = paced.collect();
    if !level.suggested {
        ages.extend(level.at_risk.iter().filter(|of| of.of_sle > 1.0).map(|of| (of.card, Age::PastSle)));
    }
    ages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Builder;
    use crate::flow::pace::Paced;
    use crate::flow::sle::AtRisk;

    #[test]
    fn a_promise_broken_weighs_more_than_being_slow() {
        let card = |nth: u64| Id::random(nth << 20, 8);
        let column = Builder::new().column("dev".parse().unwrap()).unwrap();
        let paced = |(nth, past): (u64, Option<u8>)| Paced {
            card: card(nth),
            column,
            age_ms: 1,
            past,
            blocked: false,
        };
        let told = [None, Some(0), Some(50), Some(70), Some(85), Some(95), Some(50)];
        let pace = Pace { columns: Vec::new(), cards: (1..).zip(told).map(paced).collect() };
        let risk =
            |nth: u64, of_sle: f64| AtRisk { card: card(nth), age_ms: 1, of_sle, risk: None, risk_n: 0 };
        let mut level = ServiceLevel { at_risk: vec![risk(7, 1.1), risk(6, 1.0)], ..ServiceLevel::default() };
        let found = |level: &ServiceLevel| {
            let ages = ages(&pace, level);
            (1..=7).map(|nth| ages.get(&card(nth)).copied()).collect::<Vec<_>>()
        };
        let past = [None, None, Some(Age::PastHalf), Some(Age::Past70), Some(Age::Past85), Some(Age::Past95)];
        assert_eq!(found(&level), [&past[..], &[Some(Age::PastSle)]].concat());
        level.suggested = true;
        assert_eq!(found(&level), [&past[..], &[Some(Age::PastHalf)]].concat());
    }
}
