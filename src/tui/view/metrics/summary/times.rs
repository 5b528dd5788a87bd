//! Lead, cycle and process time by percentiles, beside the window before.

use super::{LABEL, labelled};
use crate::flow::{Distribution, Measure, PERCENTILES};
use crate::report::Report;
use crate::report::words::{count, duration_or_dash, percent};
use crate::tui::theme::Role;
use crate::tui::view::metrics::{absent, part};
use crate::tui::view::panel::{Line, line};

/// Cells of a number of the table.
const CELL: usize = 10;

/// The times, each with what it was in the window before, and how much of it is work.
pub fn lines(report: &Report) -> Vec<Line> {
    let metrics = &report.metrics;
    let times = &metrics.times;
    if let Some(absence) = metrics.absence(Measure::LeadTime) {
        return vec![labelled("Times", line(absent::words(absence), Role::Text))];
    }
    let mut head = line(format!("{:<LABEL$}", count(times.lead.n, "card")), Role::Strong);
    head.extend(PERCENTILES.map(|p| part(format!("{:>CELL$}", format!("{p} %")), Role::Faint)));
    head.push(part(format!("{:>CELL$}", "mean"), Role::Faint));
    let before = report.before.as_deref().map(|metrics| &metrics.times);
    let mut lines = vec![head];
    for (name, of, was) in [
        ("Lead time", &times.lead, before.map(|times| &times.lead)),
        ("Cycle time", &times.cycle, before.map(|times| &times.cycle)),
        ("Process time", &times.process, None),
    ] {
        if name == "Process time" && metrics.absence(Measure::ProcessTime).is_some() {
            continue;
        }
        lines.push(row(name, of, Role::Text));
        if let Some(was) = was.filter(|was| was.told_ms(50).is_some()) {
            lines.push(row("  was", was, Role::Faint));
        }
    }
    let activity = &metrics.activity;
    let told = activity.ratio().zip(activity.flow_efficiency());
    let told = told.map(|(ratio, efficiency)| {
        vec![
            part(percent(ratio), Role::Strong),
            part(" of lead time is work, ", Role::Faint),
            part(percent(efficiency), Role::Strong),
            part(" of cycle time", Role::Faint),
        ]
    });
    let why = || metrics.absence(Measure::ActivityRatio).map(absent::words).unwrap_or_default();
    lines.push(labelled("Activity", told.unwrap_or_else(|| line(why(), Role::Faint))));
    lines
}

fn row(name: &str, of: &Distribution, role: Role) -> Line {
    let mut parts = labelled(name, Line::new());
    parts.extend(PERCENTILES.map(|p| {
        let role = if p == 85 && role == Role::Text { Role::Strong } else { role };
        part(format!("{:>CELL$}", duration_or_dash(of.told_ms(p))), role)
    }));
    parts.push(part(format!("{:>CELL$}", duration_or_dash(of.mean_ms())), Role::Faint));
    parts
}
