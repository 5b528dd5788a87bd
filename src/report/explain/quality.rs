//! Data quality: which rule touched which cards.

use super::Term;
use super::asked::Asked;
use crate::report::meaning;
use crate::report::page::{Section, Words};

pub const TERMS: &[Term] = &[Term {
    name: "data quality",
    also: &["oddities", "awkward cards"],
    meaning: "Histories that are awkward have a rule each: moved back, skipped columns, reopened, abandoned, a \
              clock that ran back, events after now and the like. A rule that touched a card may have bent its \
              numbers away from what somebody expects, so every such card is counted and listed.",
    source: "andon's own rules",
    tell,
}];

/// How many cards of a case are named.
const CARDS: usize = 30;

fn tell(asked: &Asked, section: &mut Section) {
    let quality = &asked.metrics().quality;
    if quality.cases.is_empty() {
        section.line("Nothing awkward: no rule had to be applied to any card.");
        return;
    }
    for (oddity, cards) in &quality.cases {
        let mut cards = cards.clone();
        cards.sort_unstable();
        section.line(format!("{}: {}", cards.len(), meaning(*oddity)));
        let named = Words::join(cards.iter().take(CARDS).map(|card| asked.id(*card)), " ");
        let more =
            if cards.len() > CARDS { format!(" and {} more", cards.len() - CARDS) } else { String::new() };
        section.fact("", named.said(more));
    }
}
