//! The service level expectation and its error budget.

use super::Term;
use super::asked::{Asked, exact};
use crate::flow::Measure;
use crate::report::page::{Section, Table, said};
use crate::report::sections::burn;
use crate::report::words::{count, duration, number, percent};

pub const TERMS: &[Term] = &[Term {
    name: "service level expectation",
    also: &["sle", "expectation", "error budget", "burn rate", "hit rate"],
    meaning: "A share of cards and a time: 85 % finish within 8 days of being started. The other 15 % are the \
              error budget. Burn rate is the share that missed ÷ the share that may: up to 1 it is in budget, \
              from 2 on review, from 4 on stop and fix. A card in process risks to miss by as much as those \
              missed that got at least as old. Where the board has no expectation, one is suggested from the \
              85th percentile of cycle time.",
    source: "the Kanban Guide, May 2025; error budgets: Site Reliability Engineering, chapter 3",
    tell,
}];

/// How many misses are listed.
const MISSES: usize = 30;

fn tell(asked: &Asked, section: &mut Section) {
    let level = &asked.metrics().sle;
    if let Some(sle) = level.sle {
        let whose = if level.suggested {
            "suggested: the board has none of its own"
        } else {
            "agreed on by the team"
        };
        section.fact("Expectation", format!("{} within {}; {whose}", sle.share, exact(sle.within_ms)));
    }
    if asked.nothing(Measure::ServiceLevel, section) {
        return;
    }
    let Some(sle) = level.sle else { return };
    let n = level.finished;
    section.fact("Finished", count(n, "card"));
    if let Some(hits) = level.hit_rate() {
        section.fact("Kept", format!("{} ÷ {n} = {}", level.kept, percent(hits)));
    }
    let may = 100 - sle.share.percent();
    section.fact(
        "Budget",
        format!("{n} × {may} % = {} may miss (rounded down); {} did", level.allowed, level.missed()),
    );
    match level.burn_rate().zip(level.burn()) {
        Some((rate, what)) => section.fact(
            "Burn rate",
            format!("({} ÷ {n}) ÷ {may} % = {}: {}", level.missed(), number(rate), burn(what)),
        ),
        None => section.fact("Burn rate", "none: nothing may miss"),
    }
    let missed = asked.metrics().finished.iter().filter_map(|card| {
        let [_, cycle, _] = card.times?;
        (cycle > sle.within_ms).then_some((card, cycle))
    });
    let missed: Vec<_> = missed.collect();
    let mut table = Table::new(["=missed", "cycle time", "by", "=finished", "<title"]);
    for (card, cycle) in missed.iter().take(MISSES) {
        table.row([
            asked.id(card.card),
            said(duration(*cycle)),
            said(duration(cycle - sle.within_ms)),
            asked.at(card.at),
            asked.title(card.card),
        ]);
    }
    section.table(table);
    if missed.len() > MISSES {
        section.line(format!("(and {} more)", missed.len() - MISSES));
    }
    let mut table = Table::new(["=in process", "age", "of it", "risk", "past cards", "<title"]);
    for card in level.at_risk.iter().take(MISSES) {
        table.row([
            asked.id(card.card),
            said(duration(card.age_ms)),
            said(percent(card.of_sle)),
            said(card.risk.map_or_else(|| "–".to_owned(), percent)),
            said(card.risk_n.to_string()),
            asked.title(card.card),
        ]);
    }
    section.table(table);
}
