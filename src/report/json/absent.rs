//! Which measures have no value, and why: the reason that stands where people look for a number.

use serde::Serialize;

use crate::flow::{Absence, Measure, Metrics};
use crate::report::absence::{key, reason, why};

#[derive(Serialize)]
pub struct Absent {
    reason: &'static str,
    meaning: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    needed: Option<usize>,
}

/// The absent measures by their names.
pub fn rows(metrics: &Metrics) -> Vec<(&'static str, Absent)> {
    let row = |measure: Measure| Some((key(measure), absent(metrics.absence(measure)?)));
    Measure::ALL.into_iter().filter_map(row).collect()
}

fn absent(absence: Absence) -> Absent {
    let (n, needed) = match absence {
        Absence::TooFew { n, needed } => (Some(n), Some(needed)),
        _ => (None, None),
    };
    Absent { reason: reason(absence), meaning: why(absence), n, needed }
}
