//! The andon cord.

use super::Term;
use super::throughput::same_as;
use crate::report::sections;

pub const TERMS: &[Term] = &[Term {
    name: "andon cord",
    also: &["cord", "andon", "pulls"],
    meaning: "Somebody stops and calls for help. Time to respond runs from the pull to the answer, or to the \
              countermeasure where nobody answered before; time to resolve, to the countermeasure. Counted are \
              the pulls of the window. A repeat is a pull on a stage after the first one there: answers, and no \
              countermeasure.",
    source: "The DevOps Handbook, part I; Toyota's andon",
    tell: |asked, section| same_as(section, sections::cord(asked.report)),
}];
