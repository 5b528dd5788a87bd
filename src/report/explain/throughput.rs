//! Throughput, net flow and the cumulative flow.

use super::Term;
use super::asked::Asked;
use crate::flow::{DAY_MS, Measure};
use crate::report::page::{Block, Section, Table, said};
use crate::report::sections;
use crate::report::words::{duration, number};

pub const TERMS: &[Term] = &[
    Term {
        name: "throughput",
        also: &["delivery rate", "finished"],
        meaning: "Cards whose last entry into a done column lies in a day, a week or the window, if they are \
                  there still. A reopened card is taken out of the day it was counted in. Days without a finish \
                  are data. Abandoned cards never count.",
        source: "the Kanban Guide, May 2025",
        tell: throughput,
    },
    Term {
        name: "net flow",
        also: &["traffic", "arrivals", "departures"],
        meaning: "Arrivals − departures of a day or a week. A card arrives when it is started, and again when it \
                  is reopened; it departs when it is finished or abandoned. Above 0, work piles up.",
        source: "the Kanban Guide, May 2025",
        tell: |asked, section| same_as(section, sections::throughput(asked.report)),
    },
    Term {
        name: "cumulative flow",
        also: &["cfd", "cumulative flow diagram"],
        meaning: "For each column, how many cards had come so far or further by the end of each day. What counts \
                  is the furthest column so far, so lines never fall and never cross; moves back are told apart.",
        source: "Reinertsen, The Principles of Product Development Flow; corrections after jirametrics",
        tell: |asked, section| same_as(section, sections::cumulative(asked.report)),
    },
];

/// How many cards are listed.
const CARDS: usize = 60;

/// What the full report shows: for measures that are their own explanation.
pub fn same_as(section: &mut Section, shown: Section) {
    section.blocks.extend(shown.blocks.into_iter().filter(|block| !matches!(block, Block::Picture(_))));
}

fn throughput(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::Throughput, section) {
        return;
    }
    let metrics = asked.metrics();
    let total = metrics.throughput.total;
    if let Some(rate) = metrics.throughput.per_day {
        let days = metrics.observed_ms as f64 / DAY_MS as f64;
        section.fact("Rate", format!("{total} ÷ {} days observed = {} a day", number(days), number(rate)));
        section.fact("", format!("{} a week", number(rate * 7.0)));
    }
    let mut table = Table::new(["=finished", "=card", "lead time", "cycle time", "<title"]);
    for card in metrics.finished.iter().rev().take(CARDS) {
        let [lead, cycle] = [0, 1]
            .map(|which| said(card.times.map_or_else(|| "–".to_owned(), |times| duration(times[which]))));
        table.row([asked.at(card.at), asked.id(card.card), lead, cycle, asked.title(card.card)]);
    }
    section.line(format!("{total} finished, the last one first:"));
    section.table(table);
    if total > CARDS {
        section.line(format!("(and {} before those; --format csv lists every card)", total - CARDS));
    }
}
