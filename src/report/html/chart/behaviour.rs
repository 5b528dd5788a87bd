//! Process behaviour: values in their order, the limits of natural behaviour, and the signals.
//!
//! Of very many values the last [`POINTS`] are drawn; the limits are those of all.

use super::Frame;
use crate::flow::behaviour::{Of, Point, Signal, Xmr};
use crate::report::html::markup::Markup;
use crate::report::html::scale::{Axis, Tick};
use crate::report::html::source::{Source, date};
use crate::report::html::svg::{Shape, across, line, stretched};
use crate::report::sections::signal;

const HEIGHT: f64 = 190.0;
/// The most values that are drawn.
pub const POINTS: usize = 300;

/// How a kind of signal looks.
pub fn look(signal: Signal) -> Shape {
    match signal {
        Signal::Outside => Shape::Diamond,
        Signal::Run => Shape::Triangle,
        Signal::Near => Shape::Square,
        Signal::Jump => Shape::Cross,
    }
}

/// What the values are, for letters beside them.
pub struct Scale<'a> {
    /// What the chart is of.
    pub name: &'a str,
    /// The axis that ends at least at a value.
    pub axis: fn(f64) -> Axis,
    /// A value in words.
    pub words: fn(f64) -> String,
}

/// The chart; nothing where there are no limits.
pub fn behaviour(source: &Source, chart: &Xmr, scale: &Scale) -> Option<Markup> {
    let limits = chart.limits?;
    let points = chart.points.get(chart.points.len().saturating_sub(POINTS)..).unwrap_or_default();
    let most = points.iter().map(|point| point.value).fold(limits.upper, f64::max);
    let values = (scale.axis)(most);
    let signals = chart.points.iter().filter(|point| !point.signals.is_empty()).count();
    let told = scale.words;
    let words = format!(
        "{}: mean {}, limits {} and {}; {signals} of {} are signals",
        scale.name,
        told(limits.mean),
        told(limits.lower),
        told(limits.upper),
        chart.points.len()
    );
    let wide = 1.0 / points.len().max(1) as f64;
    let x = |place: usize| (place as f64 + 0.5) * wide;
    let mut frame = Frame::new(words, HEIGHT).values(&values.ticks).along(&dates(source, points, wide));
    let y = |value: f64| values.share(value);
    for (value, class, name) in
        [(limits.upper, "limit", "upper"), (limits.mean, "mean", "mean"), (limits.lower, "limit", "lower")]
    {
        let y = frame.y(y(value));
        frame.draw(across(class, y));
        frame.name(y, &format!("{name} {}", told(value)), "name");
    }
    let course = points.iter().enumerate().map(|(place, point)| (x(place), frame.y(y(point.value))));
    let course: Vec<(f64, f64)> = course.collect();
    frame.draw(stretched(frame.whole(), [line("course", course.iter().copied())]));
    for (point, (x, y)) in points.iter().zip(course) {
        let shape = point.signals.first().map_or(Shape::Dot, |signal| look(*signal));
        let what: Vec<&str> = point.signals.iter().map(|of| signal(*of)).collect();
        let what = if what.is_empty() { "noise".to_owned() } else { format!("signal: {}", what.join("; ")) };
        frame.draw(shape.at(x, y).tip(format!("{}\n{}, {what}", of(source, point), told(point.value))));
    }
    Some(frame.done())
}

fn of(source: &Source, point: &Point) -> String {
    match point.of {
        Of::Card(card) => source.tip(card),
        Of::Week(monday) => format!("week from {}", date(monday)),
    }
}

/// Values stand in their order, not at their dates: each date stands below the first value of it.
fn dates(source: &Source, points: &[Point], wide: f64) -> Vec<Tick> {
    let every = points.len().div_ceil(8).max(1);
    let day = |point: &Point| match point.of {
        Of::Week(monday) => Some(date(monday)),
        Of::Card(card) => source.row(card)?.journey.finished.map(|at| source.day(at)),
    };
    let mut ticks: Vec<Tick> = Vec::new();
    for (place, point) in points.iter().enumerate().step_by(every) {
        let Some(day) = day(point) else { continue };
        // The year is the same for most.
        let label = day.rsplit_once(' ').map_or(&*day, |(day, _)| day).to_owned();
        if ticks.last().is_none_or(|last| last.label != label) {
            ticks.push(Tick { at: (place as f64 + 0.5) * wide, label, minor: (place / every) % 2 == 1 });
        }
    }
    ticks
}
