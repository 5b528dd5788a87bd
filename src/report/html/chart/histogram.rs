//! How long the finished cards took, in bars of equal width, with the percentiles above them.
//!
//! What took longer than three times the 95th percentile is in one last bar, so that a single card
//! of a year does not press all others into the first.

use super::Frame;
use crate::flow::{PERCENTILES, nearest_rank};
use crate::report::html::markup::{Markup, tag};
use crate::report::html::scale::{Axis, Tick, round_ms};
use crate::report::html::source::Source;
use crate::report::words::{count, duration};

const HEIGHT: f64 = 190.0;
/// About so many bars.
const BARS: u32 = 24;
/// Room above the bars for the names of the percentiles.
const HEAD: f64 = 18.0;

/// The chart; nothing where no card has times.
pub fn histogram(source: &Source) -> Option<Markup> {
    let metrics = source.metrics();
    let mut times: Vec<i64> = metrics.finished.iter().filter_map(|card| Some(card.times?[1])).collect();
    times.sort_unstable();
    let (most, p95) = (*times.last()?, nearest_rank(&times, 95)?);
    let cut = if most / 3 > p95.max(1) { p95.saturating_mul(3) } else { most };
    let step = round_ms(cut.saturating_add(1), BARS);
    let bars = usize::try_from(cut / step + 1).unwrap_or(1);
    let cut_off = cut < most;
    let mut heights = vec![0_usize; bars + usize::from(cut_off)];
    let last = heights.len() - 1;
    for ms in &times {
        heights[usize::try_from(ms / step).map_or(last, |bar| bar.min(last))] += 1;
    }
    let wide = 1.0 / heights.len() as f64;
    let highest = heights.iter().max().copied().unwrap_or(0);
    let values = Axis::counts(0, highest as u64, 4);
    let from = |bar: usize| match bar {
        0 => "0".to_owned(),
        _ => duration(i64::try_from(bar).unwrap_or(0).saturating_mul(step)),
    };
    let every = heights.len().div_ceil(8);
    let ticks = (0..heights.len()).step_by(every).enumerate();
    let along: Vec<Tick> = ticks
        .map(|(place, bar)| Tick { at: bar as f64 * wide, label: from(bar), minor: place % 2 == 1 })
        .collect();
    let cycle = &metrics.times.cycle;
    let told: Vec<(usize, i64)> =
        PERCENTILES.into_iter().filter_map(|p| Some((p, cycle.told_ms(p)?))).collect();
    let lines: Vec<String> = told.iter().map(|(p, ms)| format!("{p} % within {}", duration(*ms))).collect();
    let words = format!("How long {} took: {}", count(times.len(), "card"), lines.join(", "));
    let mut frame =
        Frame::new(words, HEIGHT).head(HEAD * told.len() as f64).values(&values.ticks).along(&along);
    for (bar, cards) in heights.iter().enumerate().filter(|(_, cards)| **cards > 0) {
        let (top, foot) = (frame.y(values.share(*cards as f64)), frame.y(0.0));
        let range = if cut_off && bar == last {
            format!("{} or more", from(bar))
        } else {
            format!("{} to {}", from(bar), from(bar + 1))
        };
        let bar = tag("rect").class("bar").part("x", (bar as f64 + 0.06) * wide).part("width", wide * 0.88);
        let bar = bar.px("y", top).px("height", foot - top);
        frame.draw(bar.tip(format!("{range}: {}", count(*cards, "card"))));
    }
    let whole = step as f64 * heights.len() as f64;
    for (row, (p, ms)) in told.iter().enumerate() {
        let x = (*ms as f64 / whole).min(1.0);
        let y = 4.0 + HEAD * row as f64;
        let line = tag("line").class("percentile").part("x1", x).part("x2", x);
        frame.draw(line.px("y1", y).px("y2", frame.y(0.0)));
        let (anchor, gap) = if x > 0.7 { ("end", "-5") } else { ("start", "5") };
        let label = tag("text").class("name").part("x", x).set("dx", gap).px("y", y + 9.0);
        frame.draw(label.set("text-anchor", anchor).say(format!("{p} %  {}", duration(*ms))));
    }
    Some(frame.done())
}
