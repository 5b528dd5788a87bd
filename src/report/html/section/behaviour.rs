//! Process behaviour: which changes are signals, and which are noise.

use super::Section;
use crate::flow::Measure;
use crate::flow::behaviour::{Limits, Of, Signal, Xmr};
use crate::report::html::chart::{POINTS, Scale, behaviour, look};
use crate::report::html::markup::{Markup, tag, text};
use crate::report::html::pieces::{NAMES, Table, cell, figure, more, nothing, strong, unfold};
use crate::report::html::scale::Axis;
use crate::report::html::source::{Source, date};
use crate::report::sections::signal;
use crate::report::words::{count, duration, number};

pub(super) fn section(source: &Source) -> Section {
    let charts = &source.metrics().behaviour;
    let lead = Scale {
        name: "Lead time",
        axis: |ms| Axis::durations(whole(ms), 4),
        words: |ms| if whole(ms) == 0 { "0".to_owned() } else { duration(whole(ms)) },
    };
    let weeks = Scale {
        name: "Throughput by week",
        axis: |n| Axis::counts(0, whole(n.ceil()).unsigned_abs(), 4),
        words: number,
    };
    let note = tag("p").class("lede").say(
        "Values outside the limits, or in a pattern that chance hardly makes, are signals: something changed. \
         All else is noise; asking why it changed asks about nothing.",
    );
    let body = [
        note.done(),
        chart(source, Measure::LeadTimeBehaviour, &charts.lead_time, &lead),
        chart(source, Measure::ThroughputBehaviour, &charts.throughput, &weeks),
    ];
    Section { id: "behaviour", title: "Process behaviour", body: body.into() }
}

/// A value as whole milliseconds or cards.
#[expect(clippy::cast_possible_truncation, reason = "a cast clamps, and nothing here is that long")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

fn chart(source: &Source, measure: Measure, chart: &Xmr, scale: &Scale) -> Markup {
    let (None, Some(limits)) = (source.absent(measure), chart.limits) else {
        let why = source.absent(measure).unwrap_or_else(|| "no data yet".to_owned());
        return nothing(format!("{}: {why}", scale.name)).done();
    };
    let caption = [numbers(chart, &limits, scale), legend(chart), signals(source, chart, scale)];
    let picture: Markup = behaviour(source, chart, scale).into();
    figure(scale.name, picture, caption).done()
}

fn numbers(chart: &Xmr, limits: &Limits, scale: &Scale) -> Markup {
    let told = scale.words;
    let n = chart.points.len();
    let shown = if n > POINTS { format!(" The last {POINTS} are drawn.") } else { String::new() };
    tag("p")
        .put(strong(format!("Mean {}", told(limits.mean))))
        .say(format!(
            ", natural from {} to {}, from one to the next by up to {}; the baseline is all {}.{shown}",
            told(limits.lower),
            told(limits.upper),
            told(limits.upper_range),
            count(n, "value")
        ))
        .done()
}

fn legend(chart: &Xmr) -> Markup {
    let item = |of: Signal| {
        let n = chart.points.iter().filter(|point| point.signals.contains(&of)).count();
        (n > 0).then(|| tag("li").put(look(of).sign()).say(format!(" {}: {n}", signal(of))))
    };
    let items: Vec<_> =
        [Signal::Outside, Signal::Run, Signal::Near, Signal::Jump].into_iter().filter_map(item).collect();
    if items.is_empty() {
        tag("p").class("good").say("✓ No signal: all of it is noise.").done()
    } else {
        tag("ul").class("key").put_all(items).done()
    }
}

fn signals(source: &Source, chart: &Xmr, scale: &Scale) -> Markup {
    let signals: Vec<_> = chart.points.iter().filter(|point| !point.signals.is_empty()).collect();
    if signals.is_empty() {
        return Markup::none();
    }
    let mut table = Table::new("Signals, in order of time", &["Of", "#Value", "Why"]);
    for point in signals.iter().take(NAMES) {
        let of = match point.of {
            Of::Card(card) => source.card(card),
            Of::Week(monday) => text(&format!("week from {}", date(monday))),
        };
        let why: Vec<&str> = point.signals.iter().map(|of| signal(*of)).collect();
        let shape = point.signals.first().map(|signal| look(*signal).sign());
        let why: Markup = [Markup::from(shape), text(&format!(" {}", why.join("; ")))].into();
        table.row("", of, [cell((scale.words)(point.value)), why]);
    }
    let rest = more(signals.len().saturating_sub(NAMES), "signals");
    let inside: Markup = [table.done().done(), rest.into()].into();
    unfold(count(signals.len(), "signal"), inside).done()
}
