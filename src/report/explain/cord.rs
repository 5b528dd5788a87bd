//! The andon cord, pull by pull.

use super::Term;
use super::asked::Asked;
use super::throughput::same_as;
use crate::flow::cord::Pulled;
use crate::report::page::{Block, Section, said, theirs};
use crate::report::sections;
use crate::report::words::duration;

pub const TERMS: &[Term] = &[Term {
    name: "andon cord",
    also: &["cord", "andon", "pulls"],
    meaning: "Somebody stops and calls for help. Time to respond runs from the pull to the answer, or to the \
              countermeasure where nobody answered before; time to resolve, to the countermeasure. Counted are \
              the pulls of the window. A repeat is a pull on a stage after the first one there: answers, and no \
              countermeasure.",
    source: "The DevOps Handbook, part I; Toyota's andon",
    tell,
}];

/// How many pulls are told.
const PULLS: usize = 20;

fn tell(asked: &Asked, section: &mut Section) {
    let mut shown = sections::cord(asked.report);
    // The tables have no room for what people said.
    shown.blocks.retain(|block| !matches!(block, Block::Table(_)));
    same_as(section, shown);
    let cord = &asked.metrics().cord;
    let earlier = cord.open.iter().filter(|pull| !cord.pulls.contains(pull));
    let pulls: Vec<&Pulled> = earlier.chain(&cord.pulls).collect();
    for pull in pulls.iter().take(PULLS) {
        tell_pull(asked, section, pull);
    }
    if pulls.len() > PULLS {
        section.line(format!("(and {} more)", pulls.len() - PULLS));
    }
}

fn tell_pull(asked: &Asked, section: &mut Section, pull: &Pulled) {
    let after = |ms: Option<i64>| ms.map_or_else(String::new, |ms| format!(" after {}", duration(ms)));
    let stage = theirs(asked.report.name(pull.scope));
    section.line(asked.id(pull.card).said(" ").then(asked.title(pull.card)));
    let pulled = asked.at(pull.pulled.at).said(" in ").then(stage).said(" by ");
    section.fact("  pulled", pulled.theirs(&*pull.pulled.by).said(": ").theirs(&*pull.why));
    section.fact(
        "  answered",
        match &pull.answered {
            Some(answer) => said("by ").theirs(&*answer.by).said(after(pull.respond_ms())),
            None if pull.resolved.is_some() => said("by what resolved it"),
            None => said("by nobody yet"),
        },
    );
    section.fact(
        "  countermeasure",
        match &pull.resolved {
            Some(end) => {
                let by =
                    said(format!("{}, by ", after(pull.resolve_ms()).trim_start())).theirs(&*end.said.by);
                by.said(": ").theirs(&*end.what)
            }
            None => said("none yet"),
        },
    );
}
