//! Lead, cycle and process time, and which part of the time is work.

use super::or_dash;
use crate::flow::{Distribution, Measure, PERCENTILES};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, said};
use crate::report::words::{count, duration, duration_or_dash, percent};

pub fn times(report: &Report) -> Section {
    let mut section = Section::new("Times");
    let metrics = &report.metrics;
    if let Some(absence) = metrics.absence(Measure::LeadTime) {
        section.line(no_data(absence));
        return section;
    }
    let (finished, timed) = (metrics.throughput.total, metrics.times.lead.n);
    let all = if finished == timed { "" } else { "; the others were never in process and have no times" };
    section.line(format!("{} that finished{all}.", count(timed, "card")));
    let mut table = Table::new(["<", "n", "50 %", "70 %", "85 %", "95 %", "mean"]);
    for (name, of) in [
        ("Lead time", &metrics.times.lead),
        ("Cycle time", &metrics.times.cycle),
        ("Process time", &metrics.times.process),
    ] {
        let [p50, p70, p85, p95] = PERCENTILES.map(|p| said(duration_or_dash(of.told_ms(p))));
        let mean = said(duration_or_dash(of.mean_ms()));
        table.row([said(name), said(of.n.to_string()), p50, p70, p85, p95, mean]);
    }
    section.table(table);
    if let Some(missing) = percentiles_need(&metrics.times.lead) {
        section.line(format!("({missing})"));
    }
    if let Some(absence) = metrics.absence(Measure::ProcessTime) {
        section.fact("Process time", no_data(absence));
    }
    let activity = &metrics.activity;
    for (name, measure, ratio, clock) in [
        ("Activity ratio", Measure::ActivityRatio, activity.ratio(), (activity.lead_ms, "lead time")),
        (
            "Flow efficiency",
            Measure::FlowEfficiency,
            activity.flow_efficiency(),
            (activity.cycle_ms, "cycle time"),
        ),
    ] {
        let told = ratio.map(|ratio| {
            let [work, clock_ms] = [activity.process_ms, clock.0].map(whole);
            format!("{} = {} of work ÷ {} of {}", percent(ratio), duration(work), duration(clock_ms), clock.1)
        });
        let told = told.or_else(|| metrics.absence(measure).map(no_data));
        section.fact(name, or_dash(told));
    }
    section
}

/// Which percentiles are not told, and how many cards it takes to tell them.
pub fn percentiles_need(of: &Distribution) -> Option<&'static str> {
    Some(match of.n {
        ..5 => "percentiles need 5 cards, those above the median 10, the 95th 20",
        5..10 => "percentiles above the median need 10 cards, the 95th needs 20",
        10..20 => "the 95th percentile needs 20 cards",
        _ => return None,
    })
}

/// A sum of durations, as far as a duration goes.
fn whole(ms: i128) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}
