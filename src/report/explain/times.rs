//! Lead, cycle and process time, percentiles, and which part of the time is work.

use super::Term;
use super::asked::{Asked, grouped};
use super::distribution::{Value, show};
use crate::board::{Id, Timestamp};
use crate::flow::{Absence, Journey, Measure, PERCENTILES, rank};
use crate::report::absence::why;
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{duration, percent};

pub const TERMS: &[Term] = &[
    Term {
        name: "lead time",
        also: &["lt", "lead"],
        meaning: "From the moment a card was put on the board to its last entry into a done column, if it is \
                  there still: the customer's clock. It runs on while the card waits, is blocked, is sent back or \
                  is reopened. Told of the cards that finished in the window and were in process before.",
        source: "The DevOps Handbook, chapter 1",
        tell: |asked, section| clock(asked, section, 0),
    },
    Term {
        name: "cycle time",
        also: &["ct", "cycle"],
        meaning: "From a card's first entry into any column that is no backlog to its last entry into a done \
                  column. It is elapsed time, nights and waiting included; time spent working is process time.",
        source: "the Kanban Guide, May 2025",
        tell: |asked, section| clock(asked, section, 1),
    },
    Term {
        name: "process time",
        also: &["pt", "touch time", "value-added time"],
        meaning: "Time in active columns while not blocked, all visits together, up to the finish. Waiting in \
                  queues, being blocked and time in done before a reopening are left out.",
        source: "The DevOps Handbook, chapter 1",
        tell: |asked, section| clock(asked, section, 2),
    },
    Term {
        name: "percentile",
        also: &["percentiles", "p50", "p70", "p85", "p95", "median", "nearest rank"],
        meaning: "So many per cent of the values are this or less. Of n sorted values the p-th percentile is the \
                  one at rank (p × n + 99) ÷ 100, rounded down: an observed value, by whole numbers alone. Five \
                  values tell the median, ten the 70th and 85th, twenty the 95th.",
        source: "nearest rank: Hyndman and Fan (1996), definition 1",
        tell: |asked, section| clock(asked, section, 0),
    },
    Term {
        name: "activity ratio",
        also: &["%activity", "activity"],
        meaning: "Process time ÷ lead time, each summed over the cards that finished in the window: a ratio of \
                  sums, never a mean of ratios. It is the share of the customer's wait in which somebody worked.",
        source: "Martin and Osterling, Value Stream Mapping; The DevOps Handbook, chapter 6",
        tell: |asked, section| ratio(asked, section, Measure::ActivityRatio),
    },
    Term {
        name: "flow efficiency",
        also: &["process cycle efficiency"],
        meaning: "Process time ÷ cycle time, each summed over the cards that finished in the window: the share \
                  of the time since work was started in which somebody worked.",
        source: "Modig and Åhlström, This is Lean",
        tell: |asked, section| ratio(asked, section, Measure::FlowEfficiency),
    },
];

/// How many cards are listed under a ratio.
const CARDS: usize = 20;

/// One of the three clocks, card by card: 0 lead, 1 cycle, 2 process time.
fn clock(asked: &Asked, section: &mut Section, which: usize) {
    let measure = [Measure::LeadTime, Measure::CycleTime, Measure::ProcessTime][which];
    let metrics = asked.metrics();
    untimed(asked, section);
    if asked.nothing(measure, section) {
        return;
    }
    let timed = metrics.finished.iter().filter_map(|card| Some((card.card, card.times?)));
    let values = timed.map(|(card, times)| {
        let (from, to) = ends(asked, card, which);
        Value { card, ms: times[which], from, to }
    });
    let values: Vec<Value> = values.collect();
    let of = [&metrics.times.lead, &metrics.times.cycle, &metrics.times.process][which];
    if which == 2 {
        let mut sorted: Vec<(i64, Id)> = values.iter().map(|value| (value.ms, value.card)).collect();
        sorted.sort_unstable();
        show(asked, section, of, values);
        let at_ranks =
            PERCENTILES.into_iter().filter_map(|p| sorted.get(rank(sorted.len(), p).checked_sub(1)?));
        let mut cards: Vec<Id> = at_ranks.map(|(_, card)| *card).collect();
        cards.dedup();
        section.line("The stays in active columns that the values at the ranks are made of:");
        section.table(stays(asked, &cards));
    } else {
        show(asked, section, of, values);
    }
}

/// The ends of the interval a value was measured over.
fn ends(asked: &Asked, card: Id, which: usize) -> (Words, Words) {
    let Some(journey) = asked.journey(card) else { return Default::default() };
    let from = if which == 0 { Some(journey.created) } else { journey.started };
    let shown = |at: Option<Timestamp>| at.map_or_else(Words::default, |at| asked.at(at));
    (shown(from), shown(journey.finished))
}

/// The cards that finished and have no times.
fn untimed(asked: &Asked, section: &mut Section) {
    let untimed: Vec<Words> = asked
        .metrics()
        .finished
        .iter()
        .filter(|card| card.times.is_none())
        .map(|card| asked.id(card.card))
        .collect();
    if !untimed.is_empty() {
        let n = untimed.len();
        let some = Words::join(untimed.into_iter().take(8), " ");
        let more = if n > 8 { format!(" and {} more", n - 8) } else { String::new() };
        section.fact(
            "Left out",
            said(format!("{n} that finished without being in process: ")).then(some).said(more),
        );
    }
}

/// Where cards spent their process time.
fn stays(asked: &Asked, cards: &[Id]) -> Table {
    let mut table = Table::new(["=card", "<column", "=from", "=to", "stay", "blocked", "counts"]);
    let journeys = cards.iter().filter_map(|card| asked.journey(*card));
    for (journey, stay) in journeys
        .flat_map(|journey: &Journey| asked.journeys.stays(journey).iter().map(move |stay| (journey, stay)))
    {
        let active = asked.board.column(stay.column).kind == crate::board::ColumnKind::Active;
        let ms = stay.to.since(stay.from);
        if active {
            table.row([
                asked.id(journey.card),
                theirs(asked.report.column(stay.column)),
                asked.at(stay.from),
                asked.at(stay.to),
                said(duration(ms)),
                said(duration(stay.blocked_ms)),
                said(duration(ms - stay.blocked_ms)),
            ]);
        }
    }
    table
}

fn ratio(asked: &Asked, section: &mut Section, measure: Measure) {
    let activity = &asked.metrics().activity;
    untimed(asked, section);
    let (clock_ms, of, ratio) = match measure {
        Measure::ActivityRatio => (activity.lead_ms, "lead time", activity.ratio()),
        _ => (activity.cycle_ms, "cycle time", activity.flow_efficiency()),
    };
    if asked.nothing(measure, section) {
        if activity.absence() == Some(Absence::WaitingNotRecorded) {
            section.fact("What would help", why_waiting());
        }
        return;
    }
    section.fact("Process time", format!("{} ms of {} cards", grouped(activity.process_ms), activity.n));
    section.fact(
        if of == "lead time" { "Lead time" } else { "Cycle time" },
        format!("{} ms", grouped(clock_ms)),
    );
    section.fact("Ratio", ratio.map(percent).unwrap_or_default());
    let mut rows: Vec<(Id, [i64; 3])> =
        asked.metrics().finished.iter().filter_map(|card| Some((card.card, card.times?))).collect();
    let clock = usize::from(measure != Measure::ActivityRatio);
    rows.sort_by_key(|(card, times)| (std::cmp::Reverse(times[clock]), *card));
    let mut table = Table::new(["=card", "process", of, "share", "<title"]);
    for (card, times) in rows.iter().take(CARDS) {
        let share = (times[clock] > 0).then(|| percent(times[2] as f64 / times[clock] as f64));
        table.row([
            asked.id(*card),
            said(duration(times[2])),
            said(duration(times[clock])),
            said(share.unwrap_or_else(|| "–".to_owned())),
            asked.title(*card),
        ]);
    }
    section.line(format!("The cards with the longest {of}:"));
    section.table(table);
    if rows.len() > CARDS {
        section.line(format!("(and {} more)", rows.len() - CARDS));
    }
}

fn why_waiting() -> String {
    let why = why(Absence::WaitingNotRecorded);
    format!("{why}: every hour would count as work; give the board a queue column, or block cards that wait")
}
