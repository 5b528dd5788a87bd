//! Cycle time: every finished card, and how the times are distributed.

use super::Section;
use crate::flow::{Measure, PERCENTILES};
use crate::report::html::chart::{Drawn, histogram, scatter};
use crate::report::html::markup::{Element, Markup, tag, text};
use crate::report::html::pieces::{figure, nothing, patch, strong};
use crate::report::html::source::Source;
use crate::report::html::svg::Shape;
use crate::report::words::{count, duration};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "times", title: "Cycle time", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::CycleTime) {
        return nothing(why).done();
    }
    [when(source).into(), how_long(source).into()].into()
}

/// Every card at its finish.
fn when(source: &Source) -> Option<Element> {
    let (picture, drawn) = scatter(source)?;
    let metrics = source.metrics();
    let cycle = &metrics.times.cycle;
    let told = PERCENTILES.into_iter().filter_map(|p| Some((p, cycle.told_ms(p)?)));
    let told: Vec<String> = told.map(|(p, ms)| format!("{p} % within {}", duration(ms))).collect();
    let few = "too few for percentiles, which take 5 cards".to_owned();
    let told = if told.is_empty() { few } else { told.join(" · ") };
    let numbers = tag("p").put(strong(count(cycle.n, "card"))).say(format!(": {told}"));
    let (what, late) = match drawn {
        Drawn::Points => (
            "A point is a card, at its finish and the time since its start.".to_owned(),
            Shape::Diamond.sign(),
        ),
        Drawn::Cells { most } => (
            format!(
                "{} drawn as cells by finish and time since the start, the darker the more, {most} at most.",
                count(cycle.n, "card")
            ),
            patch("over"),
        ),
    };
    let missed = metrics.sle.sle.map(|sle| {
        let how = if metrics.sle.suggested { "suggested" } else { "expected (the solid line)" };
        let (within, missed) = (duration(sle.within_ms), metrics.sle.missed());
        Markup::from([late.done(), text(&format!(" {missed} took longer than the {within} {how}."))])
    });
    let caption = tag("p").say(what).say(" Dashed lines are percentiles. ").put(missed);
    let untimed = metrics.throughput.total - cycle.n.min(metrics.throughput.total);
    let untimed = (untimed > 0).then(|| {
        let cards = count(untimed, "card");
        tag("p")
            .class("small")
            .say(format!("Left out: {cards} that finished without having been in process."))
    });
    let caption = [numbers.done(), caption.done(), untimed.into()];
    Some(figure("When they finished", picture, caption))
}

/// How the times are distributed.
fn how_long(source: &Source) -> Option<Element> {
    let words = "Cards by the time they took. A dashed line is what so many percent of them took at most.";
    Some(figure("How long they took", histogram(source)?, tag("p").say(words)))
}
