//! Throughput, net flow and work in process over the window.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::{in_process, net_flow, throughput};
use crate::report::html::markup::{Markup, tag};
use crate::report::html::pieces::{figure, nothing, strong};
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
    let net = metrics.traffic.days.iter().map(crate::flow::traffic::TrafficBucket::net).sum::<i64>();
    let grew = match net {
        0 => "so as many came as went".to_owned(),
        1.. => format!("so work in process grew by {net}"),
        _ => format!("so work in process shrank by {}", net.unsigned_abs()),
    };
    let went = tag("p").put(strong(format!("{} came, {} went", wip.arrivals, wip.departures))).say(format!(
        ", {grew}: {} at the start, {} at the end. Came: started or reopened. Went: finished or abandoned.",
        wip.start, wip.end
    ));
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
