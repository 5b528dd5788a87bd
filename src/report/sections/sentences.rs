//! Measures in a line each, for the forms that have no room for more.

use super::{burn, kept, oldest, promise};
use crate::flow::{Absence, Measure};
use crate::report::Report;
use crate::report::absence::{no_data, no_estimate};
use crate::report::page::{Words, said};
use crate::report::words::{duration, number, percent};

/// The rate of finishing, to stand after a count: ", 1.73 a day, 12.13 a week".
pub fn rate(report: &Report) -> String {
    let rate = |rate: f64| format!(", {} a day, {} a week", number(rate), number(rate * 7.0));
    report.metrics.throughput.per_day.map_or_else(String::new, rate)
}

/// The expectation, how it was kept, and what is left of the budget.
pub fn expectation(report: &Report) -> String {
    let level = &report.metrics.sle;
    if let Some(absence) = report.metrics.absence(Measure::ServiceLevel) {
        return no_data(absence);
    }
    let rate = level.burn_rate().zip(level.burn());
    let rate = rate.map(|(rate, what)| format!("burn rate {}, {}", number(rate), burn(what)));
    let told = [promise(level), kept(level).map(|kept| format!("kept by {kept}")), rate];
    told.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

/// The same in few words.
pub fn expectation_in_short(report: &Report) -> String {
    let level = &report.metrics.sle;
    let (None, Some(sle)) = (report.metrics.absence(Measure::ServiceLevel), level.sle) else {
        return expectation(report);
    };
    let suggested = if level.suggested { ", suggested" } else { "" };
    let rate = level.burn_rate().zip(level.burn());
    let rate = rate.map(|(rate, what)| format!("; burn {}: {}", number(rate), burn(what)));
    let within = duration(sle.within_ms);
    format!(
        "{} within {within}{suggested}; {} of {} did{}",
        sle.share,
        level.kept,
        level.finished,
        rate.unwrap_or_default()
    )
}

/// How many cards are in process, how many were, and the oldest.
pub fn in_process(report: &Report) -> Words {
    let told = said(cards_in_process(report));
    match &report.oldest {
        Some(card) => told.said("; the oldest ").then(oldest(card)),
        None => told,
    }
}

/// How many cards are in process, and how many were on average.
pub fn cards_in_process(report: &Report) -> String {
    let (metrics, wip) = (&report.metrics, &report.metrics.wip);
    let now = match metrics.absence(Measure::Age) {
        Some(Absence::NothingInProcess) => "no card now".to_owned(),
        Some(absence) => no_data(absence),
        None if wip.blocked > 0 => format!("{} now, {} blocked", wip.now, wip.blocked),
        None => format!("{} now", wip.now),
    };
    match wip.mean.filter(|_| metrics.absence(Measure::Wip).is_none()) {
        Some(mean) => format!("{now}; {} on average", number(mean)),
        None => now,
    }
}

/// The estimate that Little's law gives, beside what was measured.
pub fn estimate(report: &Report) -> String {
    let (metrics, little) = (&report.metrics, &report.metrics.little);
    if let Some(absence) = metrics.absence(Measure::Little) {
        return no_data(absence);
    }
    let (Some(mean), Some(rate), Some(estimate)) =
        (little.mean_wip, metrics.throughput.per_day, little.cycle.estimate_ms)
    else {
        return no_estimate(metrics.throughput.per_day).to_owned();
    };
    let told = format!("{} ÷ {} a day = {} cycle time", number(mean), number(rate), duration(estimate));
    let Some(measured) = little.cycle.measured_ms else { return format!("{told}; none measured") };
    let gap = little.cycle.gap().map_or_else(String::new, |gap| {
        let sign = if gap > 0.0 { "+" } else { "" };
        format!(" ({sign}{})", percent(gap))
    });
    format!("{told}; measured {}{gap}", duration(measured))
}
