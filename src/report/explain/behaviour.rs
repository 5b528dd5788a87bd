//! Process behaviour: signal or noise.

use super::Term;
use super::asked::Asked;
use super::throughput::same_as;
use crate::flow::behaviour::Xmr;
use crate::report::page::Section;
use crate::report::sections;
use crate::report::words::{duration_of, number};

pub const TERMS: &[Term] = &[Term {
    name: "process behaviour",
    also: &["xmr", "process behavior", "control chart", "signal", "noise", "natural process limits"],
    meaning: "The XmR chart: limits at mean ± 2.66 × mean moving range, the moving range being the difference of \
              a value from the one before; the lower limit is not below 0. The baseline is all values of the \
              window. Signals: a value outside the limits; eight in a row on one side of the mean; three of four \
              in a row nearer to a limit than to the mean; a move of more than 3.268 × mean moving range. All \
              else is noise, and asking why it changed asks about nothing.",
    source: "Wheeler, Understanding Variation; Shewhart",
    tell,
}];

fn tell(asked: &Asked, section: &mut Section) {
    let behaviour = &asked.metrics().behaviour;
    limits(section, "Lead time", &behaviour.lead_time, &duration_of);
    limits(section, "Cards a week", &behaviour.throughput, &number);
    same_as(section, sections::behaviour(asked.report));
}

fn limits(section: &mut Section, name: &'static str, xmr: &Xmr, told: &dyn Fn(f64) -> String) {
    let Some(limits) = xmr.limits else { return };
    let [mean, range, upper, lower, jump] =
        [limits.mean, limits.mean_range, limits.upper, limits.lower, limits.upper_range].map(told);
    section.fact(name, format!("{mean} + 2.66 × {range} = {upper}; {mean} − 2.66 × {range} = {lower}, or 0"));
    section.fact("", format!("a jump is more than 3.268 × {range} = {jump}"));
}
