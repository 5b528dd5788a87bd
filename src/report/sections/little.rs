//! Little's law: the identity, the estimate, and the conditions under which it may be believed.

use crate::flow::Measure;
use crate::flow::little::{Condition, Estimate};
use crate::report::Report;
use crate::report::absence::{no_data, no_estimate};
use crate::report::page::Section;
use crate::report::text::condition;
use crate::report::words::{duration, number, percent};

pub fn little(report: &Report) -> Section {
    let mut section = Section::new("Little's law");
    let (metrics, little) = (&report.metrics, &report.metrics.little);
    if let Some(absence) = metrics.absence(Measure::Little) {
        section.line(no_data(absence));
        return section;
    }
    let mean = little.mean_wip.map(number).unwrap_or_default();
    let identity = match (little.arrivals_per_day, little.residence_ms) {
        (Some(rate), Some(stay)) => {
            format!("{mean} in process = {} arrivals a day × {} each", number(rate), duration(stay))
        }
        _ => format!("{mean} in process; nothing arrived, so there is nothing to divide by"),
    };
    section.fact("Identity", identity);
    if let Some(stay) = little.residence_of_present_ms {
        let cards = metrics.wip.start + metrics.wip.arrivals;
        section.fact(
            "",
            format!("{} in this window for each of the {cards} cards in process in it", duration(stay)),
        );
    }
    let rate = metrics.throughput.per_day;
    section.fact("Cycle time", estimate(&little.cycle, rate));
    section.fact("Lead time", estimate(&little.lead, rate));
    if let Some(today) = little.started_now_ms.filter(|_| metrics.wip.now > 0) {
        let now = metrics.wip.now;
        section.fact("Started now", format!("{} ÷ throughput = about {}", now, duration(today)));
    }
    let steady = little.conditions.iter().all(|condition| condition.ok != Some(false));
    section.fact("Steady", if steady { "yes" } else { "no: an estimate from it is unreliable" });
    for of in &little.conditions {
        section.fact("", judged(of));
    }
    section
}

fn estimate(of: &Estimate, per_day: Option<f64>) -> String {
    let (Some(mean), Some(estimate), Some(rate)) = (of.mean_cards, of.estimate_ms, per_day) else {
        return no_estimate(per_day).to_owned();
    };
    let told = format!("{} ÷ {} a day = {}", number(mean), number(rate), duration(estimate));
    let Some(measured) = of.measured_ms else { return format!("{told}; none measured") };
    let gap = of.gap().map_or_else(String::new, |gap| {
        let sign = if gap > 0.0 { "+" } else { "" };
        format!(" ({sign}{})", percent(gap))
    });
    format!("{told}; measured {}{gap}", duration(measured))
}

fn judged(of: &Condition) -> String {
    match of.ok {
        Some(true) => format!("✓ ok: {}", condition(of)),
        Some(false) => format!("✗ not ok: {}", condition(of)),
        None => "– cannot be told: no card to tell of".to_owned(),
    }
}
