//! This window beside the one of the same length before it.
//!
//! Two numbers side by side, and no per cent of change: whether a difference means anything is for
//! the process behaviour chart to say.

use super::or_dash;
use crate::flow::Metrics;
use crate::report::Report;
use crate::report::page::{Section, Table, said};
use crate::report::period::period;
use crate::report::words::{duration, number, percent};

/// A number people compare: what it is called, and how it is told where it is known.
type Row = (&'static str, fn(&Metrics) -> Option<String>);

const ROWS: [Row; 10] = [
    ("Lead time, 50 %", |of| of.times.lead.told_ms(50).map(duration)),
    ("Lead time, 85 %", |of| of.times.lead.told_ms(85).map(duration)),
    ("Cycle time, 85 %", |of| of.times.cycle.told_ms(85).map(duration)),
    ("Finished", |of| of.no_window.is_none().then(|| of.throughput.total.to_string())),
    ("Mean in process", |of| of.wip.mean.filter(|_| of.no_window.is_none()).map(number)),
    ("Activity ratio", |of| of.activity.ratio().map(percent)),
    ("Flow efficiency", |of| of.activity.flow_efficiency().map(percent)),
    ("Rolled %C/A", |of| of.accuracy.rolled().map(percent)),
    ("First-pass yield", |of| of.accuracy.first_pass_yield().map(percent)),
    ("Kept expectation", |of| of.sle.hit_rate().map(percent)),
];

pub fn compared(report: &Report) -> Section {
    let mut section = Section::new("Compared");
    let Some(before) = &report.before else {
        section.line("no data yet: the board was not there in the window before this one");
        return section;
    };
    section.line(format!("This window beside the one before it: {}.", period(before.window, report.zone())));
    let mut table = Table::new(["<", "now", "before"]);
    for (name, told) in ROWS {
        let [now, before] = [&report.metrics, before].map(|of| or_dash(told(of)));
        if now != before || now != said("–") {
            table.row([said(name), now, before]);
        }
    }
    section.table(table);
    section
}

/// What is known of both windows, in a few words each: "lead time p85 9d, was 12d".
pub fn changes(report: &Report) -> Vec<String> {
    let Some(before) = &report.before else { return Vec::new() };
    let rows = [("lead time p85", ROWS[1].1), ("finished", ROWS[3].1), ("mean WIP", ROWS[4].1)];
    let change = |(name, told): (&str, fn(&Metrics) -> Option<String>)| {
        Some(format!("{name} {}, was {}", told(&report.metrics)?, told(before)?))
    };
    rows.into_iter().filter_map(change).collect()
}
