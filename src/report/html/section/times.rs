//! Cycle time: every finished card, and how the times are distributed.

use super::Section;
use crate::flow::{Measure, PERCENTILES};
use crate::report::html::chart::{histogram, scatter};
use crate::report::html::markup::{Markup, tag, text};
use crate::report::html::pieces::{figure, nothing, strong};
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
    let metrics = source.metrics();
    let cycle = &metrics.times.cycle;
    let told: Vec<String> = PERCENTILES
        .into_iter()
        .filter_map(|p| Some(format!("{p} % within {}", duration(cycle.told_ms(p)?))))
        .collect();
    let few = "too few for percentiles, which take 5 cards".to_owned();
    let told = if told.is_empty() { few } else { told.join(" · ") };
    let numbers = tag("p").put(strong(count(cycle.n, "card"))).say(format!(": {told}")).done();
    let untimed = metrics.throughput.total - cycle.n.min(metrics.throughput.total);
    let untimed = (untimed > 0).then(|| {
        tag("p").class("small").say(format!(
            "Left out: {} that finished without having been in process.",
            count(untimed, "card")
        ))
    });
    let points = scatter(source).map(|(picture, points)| {
        let shared = if points < cycle.n {
            format!(" {} drawn as {points} points: those that lie close together share one.", count(cycle.n, "card"))
        } else {
            String::new()
        };
        let missed = metrics.sle.sle.map(|sle| {
            let how = if metrics.sle.suggested { "suggested expectation" } else { "expectation (the solid line)" };
            let words = format!(" took longer than the {how} of {}: {}.", duration(sle.within_ms), metrics.sle.missed());
            [Shape::Diamond.sign().done(), text(&words)].into_iter().collect::<Markup>()
        });
        let caption = tag("p")
            .say("A point is a card, at the day it finished and the time it took since it was started; dashed lines are percentiles. ")
            .put(missed)
            .say(shared);
        figure("When they finished", picture, [numbers.clone(), caption.done(), untimed.into()].into_iter().collect::<Markup>())
    });
    let bars = histogram(source).map(|picture| {
        let caption = tag("p").say("Cards by the time they took. A dashed line is the time that so many percent of them took at most.");
        figure("How long they took", picture, caption)
    });
    [Markup::from(points), bars.into()].into_iter().collect()
}
