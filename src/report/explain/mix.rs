//! Kinds of work, and unplanned work.

use super::Term;
use super::throughput::same_as;
use crate::report::sections;

pub const TERMS: &[Term] = &[Term {
    name: "work kinds",
    also: &["kind", "kinds", "work mix", "expedited", "unplanned work"],
    meaning: "The share of finished cards and of process time for each kind of work, beside the share the team \
              set itself: the Handbook reserves 20 % for improvement work. Expedited cards are of a class with \
              right of way: the unplanned work.",
    source: "The DevOps Handbook, chapter 6; The Phoenix Project's four kinds of work",
    tell: |asked, section| same_as(section, sections::work_kinds(asked.report)),
}];
