//! Little's law.

use super::Term;
use super::asked::{Asked, exact, grouped};
use super::throughput::same_as;
use crate::flow::Measure;
use crate::report::page::Section;
use crate::report::sections;
use crate::report::words::number;

pub const TERMS: &[Term] = &[Term {
    name: "Little's law",
    also: &["little", "littles law", "l = λw"],
    meaning: "Mean cards in process = arrivals per time × mean time in process: exact over any window, if the \
              time is that within the window. Mean cards in process ÷ throughput estimates the cycle time of a \
              steady board. It is steady when about as many cards arrive as depart, about as many are in \
              process at the end as at the start and as old, and few are abandoned.",
    source: "Little and Graves, 'Little's Law' (2008); Stidham (1974)",
    tell,
}];

fn tell(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::Little, section) {
        return;
    }
    let (metrics, little) = (asked.metrics(), &asked.metrics().little);
    let wip = &metrics.wip;
    let (integral, observed) = (grouped(wip.card_ms), grouped(metrics.observed_ms.into()));
    if let Some(mean) = little.mean_wip {
        section.fact("L", format!("{integral} card-ms ÷ {observed} ms = {} cards", number(mean)));
    }
    if let Some(rate) = little.arrivals_per_day {
        section.fact("Λ", format!("{} arrivals ÷ {observed} ms = {} a day", wip.arrivals, number(rate)));
    }
    match little.residence_ms {
        Some(stay) => {
            let told = format!("{integral} card-ms ÷ {} arrivals = {}", wip.arrivals, exact(stay));
            section.fact("w", told);
        }
        None => section.fact("w", "nothing arrived, so there is nothing to divide by"),
    }
    same_as(section, sections::little(asked.report));
}
