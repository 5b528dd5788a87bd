//! Throughput, net flow and work in process over the window.

use std::cmp::Ordering;

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::{in_process, net_flow, throughput};
use crate::report::html::markup::{Markup, tag};
use crate::report::html::pieces::{figure, nothing, strong, swatch};
use crate::report::html::source::Source;
use crate::report::words::{count, number};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "throughput", title: "Throughput and net flow", body: body(source) }
}

fn body(source: &Source) -> Markup {
    let (metrics, wip) = (source.metrics(), &source.metrics().wip);
    if let Some(why) = source.absent(Measure::Traffic) {
        return nothing(why).done();
    }
    let Some((bars, unit)) = throughput(source) else {
        return nothing("no data yet: no day of the window has begun").done();
    };
    let finished = if let Some(why) = source.absent(Measure::Throughput) {
        nothing(why)
    } else {
        let rate = metrics.throughput.per_day.unwrap_or_default();
        let rate = format!(", {} a day, {} a week. ", number(rate), number(rate * 7.0));
        let note = format!("A bar is a {unit}; the first and the last may lie in the window in part.");
        let total = strong(format!("{} finished", count(metrics.throughput.total, "card")));
        tag("p").put(total).say(rate).say(note)
    };
    let grew = match wip.end.cmp(&wip.start) {
        Ordering::Equal => "so as many are in process".to_owned(),
        Ordering::Greater => format!("so there are {} more in process", wip.end - wip.start),
        Ordering::Less => format!("so there are {} fewer in process", wip.start - wip.end),
    };
    let key = tag("ul").class("key").put_all([
        swatch("work", format!("{} came: started or reopened", wip.arrivals)),
        swatch("done", format!("{} went: finished or abandoned", wip.departures)),
    ]);
    let went = tag("p")
        .put(strong(format!("{} came, {} went", wip.arrivals, wip.departures)))
        .say(format!(", {grew}: {} at the start, {} at the end.", wip.start, wip.end));
    let went = [went.done(), key.done()];
    let mean =
        wip.mean.map(|mean| format!(", {} on average, to the millisecond and not by day", number(mean)));
    let run = tag("p")
        .put(strong(format!("{} in process", count(wip.now, "card"))))
        .say(" now")
        .say(mean.unwrap_or_default())
        .say(".");
    let figures = [
        Some(figure("Finished", bars, finished)),
        net_flow(source).map(|picture| figure("Came and went", picture, went)),
        in_process(source).map(|picture| figure("In process", picture, run)),
    ];
    figures.into_iter().map(Markup::from).collect()
}
