//! The value stream map.

use super::Term;
use super::asked::{Asked, grouped};
use super::throughput::same_as;
use crate::flow::Measure;
use crate::report::page::{Section, Table, said, theirs};
use crate::report::sections;

pub const TERMS: &[Term] = &[Term {
    name: "value stream",
    also: &["value stream map", "vsm", "block"],
    meaning: "Where the lead time of the finished cards went. A block is a stage that works, with the queues in \
              front of it; a backlog, a queue that no work follows, and the time in done before a reopening are \
              blocks of their own. Totals follow by rule: the blocks' lead times add up to the cards' lead times \
              to the millisecond.",
    source: "Martin and Osterling, Value Stream Mapping; The DevOps Handbook, chapter 6",
    tell,
}];

fn tell(asked: &Asked, section: &mut Section) {
    same_as(section, sections::stream(asked.report));
    if asked.metrics().absence(Measure::ValueStream).is_some() {
        return;
    }
    let stream = &asked.metrics().stream;
    section.line(format!("The sums the means are made of, over {} cards, in milliseconds:", stream.cards));
    let mut table = Table::new(["<block", "cards through", "lead time", "process time", "blocked"]);
    for block in &stream.blocks {
        let [lead, process, blocked] =
            [block.lead_ms, block.process_ms, block.blocked_ms].map(|ms| said(grouped(ms)));
        let through = said(block.through.n.to_string());
        table.row([theirs(asked.report.name(block.scope)), through, lead, process, blocked]);
    }
    let blocked = stream.blocks.iter().map(|block| block.blocked_ms).sum();
    let [lead, process, blocked] =
        [stream.lead_ms(), stream.process_ms(), blocked].map(|ms| said(grouped(ms)));
    table.row([said("all"), said(stream.cards.to_string()), lead, process, blocked]);
    section.table(table);
}
