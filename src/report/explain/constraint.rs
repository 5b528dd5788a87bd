//! The constraint.

use super::Term;
use super::asked::Asked;
use super::throughput::same_as;
use crate::flow::constraint::Yardstick;
use crate::report::page::{Section, said, theirs};
use crate::report::sections;
use crate::report::words::percent;

pub const TERMS: &[Term] = &[Term {
    name: "constraint",
    also: &["bottleneck", "utilisation", "utilization", "starvation", "drop of fullness"],
    meaning: "The one stage that sets the pace of the line. The tallest pile of cards finds it about half the \
              time. Where it is known how many work in every stage, and when work on a card ends, utilisation \
              ranks: time spent working ÷ the workers' time. Else drop of fullness ranks: share of time a stage \
              is at its limit − share of time the next one is, with the limits that held at each moment. When the \
              first two are close there is no clear constraint. A stage starves when it is empty while work waits \
              in the backlog.",
    source: "The DevOps Handbook, chapter 2, after Goldratt; Hopp and Spearman, Factory Physics",
    tell,
}];

fn tell(asked: &Asked, section: &mut Section) {
    same_as(section, sections::constraint(asked.report));
    let constraint = &asked.metrics().constraint;
    if constraint.stages.is_empty() {
        return;
    }
    for (place, stage) in constraint.stages.iter().enumerate() {
        let Some(score) = stage.score else { continue };
        let told = match (constraint.yardstick, constraint.stages.get(place + 1)) {
            (Yardstick::Utilisation, _) => format!(": its workers worked {} of their time", percent(score)),
            (Yardstick::DropOfFullness, next) => {
                let full = percent(stage.full.unwrap_or(0.0));
                let after = match next {
                    Some(next) => format!("next stage full {}", percent(next.full.unwrap_or(0.0))),
                    None => "no stage after it".to_owned(),
                };
                format!(": full {full} − {after} = {}", percent(score))
            }
        };
        let label = if place == 0 { "Scores" } else { "" };
        section.fact(label, theirs(asked.report.name(stage.scope)).said(told));
    }
    section.fact("Pieces", said(pieces(asked)));
}

fn pieces(asked: &Asked) -> String {
    let pieces: Vec<String> =
        asked.metrics().constraint.stages.iter().map(|stage| stage.pieces.to_string()).collect();
    format!("work on a card ended {} times, stage by stage: what the certainty rests on", pieces.join(", "))
}
