//! Cycle time: every finished card, and how the times are distributed.

use super::Section;
use crate::flow::{Measure, PERCENTILES};
use crate::report::html::chart::{Drawn, histogram, scatter};
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
    let points = scatter(source).map(|(picture, drawn)| {
        let what = match drawn {
            Drawn::Points => "A point is a card, at its finish and the time since its start.".to_owned(),
            Drawn::Cells { most } => format!(
                "{} drawn as cells, the darker the more: {most} at most. Cells lie at their finish and the time since \
                 their start.",
                count(cycle.n, "card")
            ),
        };
        let missed = metrics.sle.sle.map(|sle| {
            let how = if metrics.sle.suggested { "suggested" } else { "expected (the solid line)" };
            let (within, missed) = (duration(sle.within_ms), metrics.sle.missed());
            let words = format!(" {missed} took longer than the {within} {how}.");
            Markup::from([Shape::Diamond.sign().done(), text(&words)])
        });
        let caption = tag("p").say(what).say(" Dashed lines are percentiles. ").put(missed);
        figure("When they finished", picture, Markup::from([numbers.clone(), caption.done(), untimed.into()]))
    });
    let bars = histogram(source).map(|picture| {
        let caption =
            "Cards by the time they took. A dashed line is what so many percent of them took at most.";
        let caption = tag("p").say(caption);
        figure("How long they took", picture, caption)
    });
    [Markup::from(points), bars.into()].into()
}
