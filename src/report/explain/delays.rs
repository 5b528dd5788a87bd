//! Waiting in queues, and being blocked.

use std::cmp::Reverse;

use super::Term;
use super::asked::Asked;
use super::throughput::same_as;
use crate::flow::{Halt, Measure};
use crate::report::page::{Section, Table, said, theirs};
use crate::report::sections;
use crate::report::words::duration;

pub const TERMS: &[Term] = &[
    Term {
        name: "queue time",
        also: &["waiting", "wait time", "queues"],
        meaning: "Time in queue columns while not blocked, of all cards in process within the window, finished or \
                  not, in card-milliseconds.",
        source: "The DevOps Handbook, chapter 1",
        tell: |asked, section| same_as(section, sections::delays(asked.report)),
    },
    Term {
        name: "blocked time",
        also: &["blocked", "blocks", "blockers"],
        meaning: "Time in queue and active columns while blocked, of all cards within the window. A block that a \
                  card carries into another column counts in each; one that was never taken back ends at the \
                  finish, or now. It is no process time.",
        source: "Kanban's blocker clustering: Bakardzhiev and Vega",
        tell: blocked,
    },
];

/// How many blocks are listed.
const BLOCKS: usize = 40;

fn blocked(asked: &Asked, section: &mut Section) {
    same_as(section, sections::delays(asked.report));
    if asked.metrics().absence(Measure::Blocks).is_some() {
        return;
    }
    let window = asked.metrics().window;
    let clipped = |halt: &'_ Halt| (window.overlap_ms(halt.from, halt.to), *halt);
    let mut halts: Vec<(i64, Halt)> =
        asked.journeys.halts().iter().map(clipped).filter(|(ms, _)| *ms > 0).collect();
    halts.sort_by_key(|(ms, halt)| (Reverse(*ms), halt.from, halt.owner));
    let mut table = Table::new(["=card", "<column", "=from", "=to", "in window", "<because"]);
    for (ms, halt) in halts.iter().take(BLOCKS) {
        let Some(journey) = asked.journeys.list().get(halt.owner as usize) else { continue };
        table.row([
            asked.id(journey.card),
            theirs(asked.report.column(halt.column)),
            asked.at(halt.from),
            if halt.open { said("now") } else { asked.at(halt.to) },
            said(duration(*ms)),
            theirs(asked.journeys.reasons().text(halt.why)),
        ]);
    }
    if !halts.is_empty() {
        section.line("Block by block, the longest first:");
    }
    section.table(table);
    if halts.len() > BLOCKS {
        section.line(format!("(and {} more)", halts.len() - BLOCKS));
    }
}
