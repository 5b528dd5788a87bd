//! Work in process and its mean.

use std::cmp::Reverse;

use super::Term;
use super::asked::{Asked, grouped};
use crate::flow::Measure;
use crate::report::page::{Section, Table, said};
use crate::report::words::{duration, number, percent};

pub const TERMS: &[Term] = &[Term {
    name: "work in process",
    also: &["wip", "mean wip", "in process", "work in progress"],
    meaning: "Cards that are started, and neither finished nor abandoned. Blocked cards count, and so does one \
              that was put back into the backlog. The mean over a window is the exact integral over time, in \
              card-milliseconds, ÷ the window's length: never a mean of daily counts.",
    source: "the Kanban Guide, May 2025; sample-path Little's law",
    tell,
}];

/// How many cards are listed.
const CARDS: usize = 40;

fn tell(asked: &Asked, section: &mut Section) {
    let (metrics, wip) = (asked.metrics(), &asked.metrics().wip);
    section.fact("Now", format!("{} in process, {} of them blocked", wip.now, wip.blocked));
    if asked.nothing(Measure::Wip, section) {
        return;
    }
    if let Some(mean) = wip.mean {
        let (sum, length) = (grouped(wip.card_ms), grouped(metrics.observed_ms.into()));
        section.fact("Mean", format!("{sum} card-ms ÷ {length} ms observed = {}", number(mean)));
    }
    section.fact(
        "Balance",
        format!(
            "{} at the start + {} arrivals − {} departures = {} at the end",
            wip.start, wip.arrivals, wip.departures, wip.end
        ),
    );
    let window = metrics.window;
    let mut spans: Vec<_> = asked
        .journeys
        .spans()
        .iter()
        .map(|span| (window.overlap_ms(span.from, span.until.min(metrics.now)), span))
        .filter(|(ms, _)| *ms > 0)
        .collect();
    spans.sort_by_key(|(ms, span)| (Reverse(*ms), span.from, span.owner));
    let mut table = Table::new(["=card", "=in process from", "=until", "in window", "of the mean", "<title"]);
    for (ms, span) in spans.iter().take(CARDS) {
        let Some(journey) = asked.journeys.list().get(span.owner as usize) else { continue };
        let until = if span.is_open() { said("now") } else { asked.at(span.until) };
        let share = if wip.card_ms > 0 { *ms as f64 / wip.card_ms as f64 } else { 0.0 };
        table.row([
            asked.id(journey.card),
            asked.at(span.from),
            until,
            said(duration(*ms)),
            said(percent(share)),
            asked.title(journey.card),
        ]);
    }
    section.line(format!("The integral is made of {} stretches, the longest first:", spans.len()));
    section.table(table);
    if spans.len() > CARDS {
        section.line(format!("(and {} shorter ones)", spans.len() - CARDS));
    }
}
