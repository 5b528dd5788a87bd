//! The service level expectation and its error budget.

use crate::flow::Measure;
use crate::flow::sle::{Burn, ServiceLevel};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::Section;
use crate::report::words::{count, duration, number, percent};

pub fn service_level(report: &Report) -> Section {
    let mut section = Section::new("Service level expectation");
    let (metrics, level) = (&report.metrics, &report.metrics.sle);
    if let Some(promise) = promise(level) {
        section.fact("Expectation", promise);
    }
    if let Some(absence) = metrics.absence(Measure::ServiceLevel) {
        section.fact(if level.sle.is_some() { "Kept" } else { "Expectation" }, no_data(absence));
        return section;
    }
    if let Some(kept) = kept(level) {
        section.fact("Kept", kept);
    }
    section.fact(
        "Budget",
        format!("{} of {} may miss; {} missed", level.allowed, level.finished, level.missed()),
    );
    if let Some((rate, burn)) = level.burn_rate().zip(level.burn()) {
        section.fact("Burn rate", format!("{}: {}", number(rate), self::burn(burn)));
    }
    let late = level.at_risk.iter().filter(|card| card.of_sle > 1.0).count();
    section.fact("In process", format!("{} of {} past it", late, count(level.at_risk.len(), "card")));
    section
}

/// What is expected: "85 % within 8d".
pub fn promise(level: &ServiceLevel) -> Option<String> {
    let sle = level.sle?;
    let suggested = if level.suggested { ", suggested from this window" } else { "" };
    Some(format!("{} within {}{suggested}", sle.share, duration(sle.within_ms)))
}

/// How it was kept: "44 of 52, 85 %".
pub fn kept(level: &ServiceLevel) -> Option<String> {
    Some(format!("{} of {}, {}", level.kept, level.finished, percent(level.hit_rate()?)))
}

/// What a burn rate asks for.
pub fn burn(burn: Burn) -> &'static str {
    match burn {
        Burn::Calm => "in budget",
        Burn::Over => "over budget",
        Burn::Review => "review",
        Burn::StopAndFix => "stop and fix",
    }
}
