//! Age, and the pace of the cards that finished.

use super::Term;
use super::asked::Asked;
use super::throughput::same_as;
use crate::flow::Measure;
use crate::report::page::{Section, Table, said, theirs};
use crate::report::sections;
use crate::report::words::duration;

pub const TERMS: &[Term] = &[
    Term {
        name: "age",
        also: &["work item age", "ageing", "aging"],
        meaning: "How long ago a card was started, for cards that are started and neither finished nor \
                  abandoned. It is the one measure of time that can still be changed by acting on it.",
        source: "the Kanban Guide, May 2025",
        tell: age,
    },
    Term {
        name: "pace",
        also: &["pace percentiles", "ageing by column"],
        meaning: "For each column, how old the cards that finished in the window were when they left it for good, \
                  it and every column left of it. A card in process that is older than 85 % of them were is late, \
                  whatever it does next.",
        source: "the ageing chart with pace percentiles, as known from ActionableAgile",
        tell: |asked, section| same_as(section, sections::ageing(asked.report)),
    },
];

fn age(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::Age, section) {
        return;
    }
    let metrics = asked.metrics();
    section.fact("Now", asked.at(metrics.now));
    let mut table = Table::new(["=card", "=started", "age", "<column", "<title"]);
    for card in &metrics.ages.cards {
        let column = asked.journey(card.card).and_then(|journey| journey.column);
        table.row([
            asked.id(card.card),
            asked.at(card.started),
            said(duration(card.age_ms)),
            theirs(column.map_or("", |column| asked.report.column(column))),
            asked.title(card.card),
        ]);
    }
    section.table(table);
}
