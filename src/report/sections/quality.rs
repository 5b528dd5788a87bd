//! Data quality: the cards a rule was applied to, case by case.

use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::{Report, phrase};

/// How many cards of a case are named.
const NAMED: usize = 4;

pub fn quality(report: &Report) -> Section {
    let mut section = Section::new("Data quality");
    let quality = &report.metrics.quality;
    if quality.cases.is_empty() {
        section.line("Nothing awkward: no rule had to be applied to any card.");
        return section;
    }
    section.line(format!(
        "{} an awkward history; a rule says what the numbers make of it.",
        have(quality.cards)
    ));
    let mut table = Table::new(["cards", "<what", "<such as"]);
    for (oddity, cards) in &quality.cases {
        let mut cards = cards.clone();
        cards.sort_unstable();
        let named = cards.iter().take(NAMED).map(|card| theirs(short(report, *card)));
        table.row([said(cards.len().to_string()), said(phrase(*oddity)), Words::join(named, " ")]);
    }
    section.table(table);
    section
}

fn have(cards: usize) -> String {
    if cards == 1 { "1 card has".to_owned() } else { format!("{cards} cards have") }
}

fn short(report: &Report, card: crate::board::Id) -> String {
    report.card(card).map_or_else(|| card.to_string(), |known| known.short_id.clone())
}
