//! The andon cord: who pulled it and why, who came, and what was done about it.

use super::Section;
use crate::flow::cord::{Pulled, Tally};
use crate::flow::{Distribution, Measure};
use crate::report::html::markup::{Element, Markup, tag, text};
use crate::report::html::pieces::{ROWS, Table, cell, more, nothing, state, strong, theirs};
use crate::report::html::source::Source;
use crate::report::words::{count, duration, duration_or_dash};
use crate::text::fit;

/// Cells of what somebody wrote about a pull.
const CELLS: usize = 80;

pub(super) fn section(source: &Source) -> Section {
    Section { id: "cord", title: "The andon cord", body: body(source) }
}

fn body(source: &Source) -> Markup {
    let cord = &source.metrics().cord;
    let head = match source.absent(Measure::Cord) {
        Some(why) => nothing(why),
        None => tally(&cord.all),
    };
    let open = (!cord.open.is_empty())
        .then(|| tag("p").put(state("warn", "▲", format!("{} open now", count(cord.open.len(), "pull")))));
    // Those that are open from before the window come first.
    let earlier = cord.open.iter().filter(|pull| !cord.pulls.contains(pull));
    let pulls: Vec<&Pulled> = earlier.chain(cord.pulls.iter().rev()).collect();
    [head.into(), open.into(), steps(source), list(source, &pulls)].into()
}

fn tally(all: &Tally) -> Element {
    let time = |of: &Distribution, what: &str| match of.mean_ms() {
        Some(mean) => format!(" Mean time to {what}: {}, of {}.", duration(mean), count(of.n, "pull")),
        None => String::new(),
    };
    tag("p").put(strong(count(all.pulls, "pull"))).say(format!(
        ", {} of them after another one on the same stage.{}{}",
        all.repeats,
        time(&all.respond, "respond"),
        time(&all.resolve, "resolve")
    ))
}

fn steps(source: &Source) -> Markup {
    let cord = &source.metrics().cord;
    if cord.steps.is_empty() {
        return Markup::none();
    }
    let heads = ["Stage", "#Pulls", "#Repeats", "~#Open", "#Responded in", "#Resolved in"];
    let mut table = Table::new("Pulls by stage; times are means", &heads);
    for step in &cord.steps {
        let Tally { pulls, repeats, open, respond, resolve, .. } = &step.tally;
        let counts = [pulls, repeats, open].map(|n| cell(n.to_string()));
        let times = [respond, resolve].map(|of| cell(duration_or_dash(of.mean_ms())));
        table.row("", theirs(source.place(step.scope)), counts.into_iter().chain(times));
    }
    table.done().done()
}

fn list(source: &Source, pulls: &[&Pulled]) -> Markup {
    if pulls.is_empty() {
        return Markup::none();
    }
    let theirs = |words: &str| theirs(fit(words, CELLS).as_str());
    let mut table = Table::new(
        "Pulls: those still open from before the window, then the latest first",
        &["Card", "~Pulled", "Because", "Answer", "Countermeasure"],
    );
    for pull in pulls.iter().take(ROWS) {
        let answer: Markup = match (&pull.answered, pull.respond_ms()) {
            (Some(answered), Some(after)) => {
                [theirs(&answered.by), text(&format!(" after {}", duration(after)))].into()
            }
            (_, Some(after)) => text(&format!("none; resolved after {}", duration(after))),
            _ => text("nobody yet"),
        };
        let end = pull.resolved.as_ref().map_or_else(|| text("none yet"), |end| theirs(&end.what));
        let cells = [text(&source.minute(pull.pulled.at)), theirs(&pull.why), answer, end];
        table.row("", source.card(pull.card), cells);
    }
    let rest = more(pulls.len().saturating_sub(ROWS), "pulls");
    [table.done().done(), rest.into()].into()
}
