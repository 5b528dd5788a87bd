//! The constraint: the verdict, and the evidence of every stage that works.

use super::Section;
use crate::flow::Measure;
use crate::flow::constraint::{Evidence, Verdict, Yardstick};
use crate::report::absence::no_data;
use crate::report::html::chart::meter;
use crate::report::html::markup::{Element, Markup, tag, text};
use crate::report::html::pieces::{Table, cell, nothing, state, strong, theirs};
use crate::report::html::source::Source;
use crate::report::sections;
use crate::report::words::{number, percent};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "constraint", title: "The constraint", body: body(source) }
}

fn body(source: &Source) -> Markup {
    let constraint = &source.metrics().constraint;
    let verdict = match constraint.verdict {
        Verdict::Unknown(absence) => nothing(no_data(absence)),
        Verdict::NoClear { first, second } => {
            tag("p").class("lede").put(strong("No clear constraint")).say(format!(
                ": {} and {} are too close to tell, by {}.",
                told(source, first),
                told(source, second),
                yardstick(constraint.yardstick)
            ))
        }
        Verdict::Named { stage, runner_up } => {
            let next =
                runner_up.map_or_else(String::new, |stage| format!("; next is {}", told(source, stage)));
            tag("p").class("lede").put(strong(name(source, stage))).say(format!(
                " sets the pace, by {}: {}{next}.",
                yardstick(constraint.yardstick),
                score(source, stage)
            ))
        }
    };
    let next = constraint.named().map(step);
    let table = (!constraint.stages.is_empty()).then(|| evidence(source));
    let absent = source.absent(Measure::Constraint).filter(|_| constraint.stages.is_empty());
    let absent = absent.filter(|_| !matches!(constraint.verdict, Verdict::Unknown(_))).map(nothing);
    [verdict.done(), absent.into(), next.into(), table.into()].into()
}

fn name(source: &Source, stage: usize) -> String {
    let stage = source.metrics().constraint.stages.get(stage);
    stage.map_or_else(String::new, |stage| source.place(stage.scope))
}

fn score(source: &Source, stage: usize) -> String {
    let score = source.metrics().constraint.stages.get(stage).and_then(|stage| stage.score);
    score.map_or_else(|| "–".to_owned(), percent)
}

fn told(source: &Source, stage: usize) -> String {
    format!("{} ({})", name(source, stage), score(source, stage))
}

fn yardstick(yardstick: Yardstick) -> &'static str {
    match yardstick {
        Yardstick::Utilisation => "the share of its workers’ time that is work",
        Yardstick::DropOfFullness => "the share of time at its limit, less that of the next stage",
    }
}

/// The next of the five focusing steps.
fn step(stage: &Evidence) -> Element {
    tag("p").put(strong("Next of the five focusing steps")).say(format!(": {}.", sections::next_step(stage)))
}

fn evidence(source: &Source) -> Element {
    let constraint = &source.metrics().constraint;
    let (heads, by): ([&str; 11], &str) = (
        [
            "Stage",
            "~#Workers",
            "~#Limit",
            "#Ranked by",
            "~",
            "~#Busy",
            "#Full",
            "~#Empty",
            "#Starved",
            "~#Done, waiting",
            "~#Queue in front",
        ],
        match constraint.yardstick {
            Yardstick::Utilisation => "utilisation",
            Yardstick::DropOfFullness => "drop of fullness",
        },
    );
    let mut table = Table::new(
        format!("Evidence by stage, left to right; ranked by {by}, shares are of the time"),
        &heads,
    );
    let dash = |n: Option<usize>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let share = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    for (place, stage) in constraint.stages.iter().enumerate() {
        let named = matches!(constraint.verdict, Verdict::Named { stage, .. } if stage == place);
        let name = theirs(source.place(stage.scope));
        let sign = named.then(|| state("mark-constraint", "●", "constraint"));
        let name: Markup = [name, text(" "), sign.into()].into();
        let cells = [
            cell(dash(stage.workers)),
            cell(dash(stage.limit)),
            cell(share(stage.score)),
            meter(if named { "over" } else { "work" }, stage.score.unwrap_or(0.0), None),
            cell(percent(stage.busy)),
            cell(share(stage.full)),
            cell(percent(stage.empty)),
            cell(percent(stage.starved)),
            cell(number(stage.finished_waiting)),
            cell(number(stage.queue_in_front)),
        ];
        table.row(if named { "named" } else { "" }, name, cells);
    }
    table.done()
}
