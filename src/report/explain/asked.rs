//! What an explanation is made from, and how it names cards and exact values.

use std::collections::HashMap;

use crate::board::{Board, Id, Timestamp};
use crate::flow::{Journey, Journeys, Measure, Metrics};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Words, theirs};
use crate::report::words::duration;

/// The report, and the journeys it is of.
pub struct Asked<'a> {
    pub report: &'a Report,
    pub board: &'a Board,
    pub journeys: &'a Journeys,
    by_card: HashMap<Id, &'a Journey>,
}

impl<'a> Asked<'a> {
    pub fn of(report: &'a Report, board: &'a Board, journeys: &'a Journeys) -> Self {
        let by_card = journeys.list().iter().map(|journey| (journey.card, journey)).collect();
        Self { report, board, journeys, by_card }
    }

    /// What was measured.
    pub fn metrics(&self) -> &'a Metrics {
        &self.report.metrics
    }

    /// Says why there is nothing to show, if there is nothing.
    pub fn nothing(&self, measure: Measure, section: &mut Section) -> bool {
        let absence = self.metrics().absence(measure);
        if let Some(absence) = absence {
            section.line(no_data(absence));
        }
        absence.is_some()
    }

    /// A card's journey.
    pub fn journey(&self, card: Id) -> Option<&'a Journey> {
        self.by_card.get(&card).copied()
    }

    /// The shortest start of a card's id.
    pub fn id(&self, card: Id) -> Words {
        theirs(self.board.short_id(card))
    }

    /// A card's title.
    pub fn title(&self, card: Id) -> Words {
        theirs(self.board.card(card).map_or("", |card| card.title()))
    }

    /// An instant in local time.
    pub fn at(&self, at: Timestamp) -> Words {
        self.report.minute(at).into()
    }
}

/// A duration with its exact value: `14d 7h (1,234,567,000 ms)`.
pub fn exact(ms: i64) -> String {
    format!("{} ({} ms)", duration(ms), grouped(ms.into()))
}

/// A whole number with its digits in groups of three.
pub fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_groups() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567")] {
            assert_eq!(grouped(number), text);
        }
    }
}
