//! The andon cord: who pulled it and why, who came, and what was done about it.

use super::or_dash;
use crate::flow::cord::Pulled;
use crate::flow::{Distribution, Measure};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{count, duration, duration_or_dash};

/// How many pulls are told one by one.
const PULLS: usize = 20;

pub fn cord(report: &Report) -> Section {
    let mut section = Section::new("Andon cord");
    let (metrics, cord) = (&report.metrics, &report.metrics.cord);
    if let Some(absence) = metrics.absence(Measure::Cord) {
        section.fact("Pulls", no_data(absence));
    } else {
        let all = &cord.all;
        let repeats = format!("{} on a step after the first there", count(all.repeats, "repeat"));
        section.fact("Pulls", format!("{}; {repeats}", count(all.pulls, "pull")));
        section.fact("Time to respond", time(&all.respond));
        section.fact("Time to resolve", time(&all.resolve));
    }
    if !cord.open.is_empty() {
        section.fact("Open now", count(cord.open.len(), "pull"));
    }
    let mut table = Table::new(["<stage", "pulls", "repeats", "open", "responded in", "resolved in"]);
    for step in &cord.steps {
        let [pulls, repeats, open] =
            [step.tally.pulls, step.tally.repeats, step.tally.open].map(|n| said(n.to_string()));
        let [respond, resolve] =
            [&step.tally.respond, &step.tally.resolve].map(|of| said(duration_or_dash(of.mean_ms())));
        table.row([theirs(report.name(step.scope)), pulls, repeats, open, respond, resolve]);
    }
    section.table(table);
    let earlier = cord.open.iter().filter(|pull| !cord.pulls.contains(pull));
    let pulls: Vec<&Pulled> = earlier.chain(&cord.pulls).collect();
    let mut table = Table::new(["=card", "=pulled at", "~because", "~answer", "~countermeasure"]);
    for pull in pulls.iter().take(PULLS) {
        let known = report.card(pull.card);
        table.row([
            theirs(known.map_or_else(|| pull.card.to_string(), |known| known.short_id.clone())),
            said(report.minute(pull.pulled.at)),
            theirs(&*pull.why),
            answer(pull),
            pull.resolved.as_ref().map_or_else(|| said("none yet"), |end| theirs(&*end.what)),
        ]);
    }
    section.table(table);
    if pulls.len() > PULLS {
        section.line(format!("(and {} more)", pulls.len() - PULLS));
    }
    section
}

fn time(of: &Distribution) -> Words {
    or_dash(of.mean_ms().map(|mean| {
        let median = of.told_ms(50).map(|median| format!(", median {}", duration(median)));
        format!("mean {}{} of {}", duration(mean), median.unwrap_or_default(), count(of.n, "pull"))
    }))
}

fn answer(pull: &Pulled) -> Words {
    match (&pull.answered, pull.respond_ms()) {
        (Some(answered), Some(after)) => theirs(&*answered.by).said(format!(" after {}", duration(after))),
        (_, Some(after)) => said(format!("resolved after {}", duration(after))),
        _ => said("nobody yet"),
    }
}
