//! The cards that finished: when, and how long they took from start to finish.
//!
//! Lines lie at the percentiles and at the service level expectation. A card that took longer than
//! expected is a diamond. Beyond [`POINTS`] cards, those that lie close together share a point that
//! says how many they are.

use std::collections::BTreeMap;

use super::Frame;
use crate::flow::{Finished, PERCENTILES};
use crate::report::html::markup::Markup;
use crate::report::html::scale::Axis;
use crate::report::html::source::Source;
use crate::report::html::svg::{Shape, across};
use crate::report::words::{count, duration};

const HEIGHT: f64 = 260.0;
/// The most cards that have a point each.
const POINTS: usize = 2000;
/// Places along and up, for cards that share points.
const GRID: (f64, f64) = (120.0, 40.0);

/// The chart and how many points it has; nothing where no card has times.
pub fn scatter(source: &Source) -> Option<(Markup, usize)> {
    let metrics = source.metrics();
    let timed: Vec<(&Finished, i64)> =
        metrics.finished.iter().filter_map(|card| Some((card, card.times?[1]))).collect();
    let most = timed.iter().map(|(_, cycle)| *cycle).max()?;
    let expected = metrics.sle.sle.map(|sle| sle.within_ms);
    let along = Axis::dates(metrics.window.from, metrics.window.to.min(metrics.now), source.zone);
    let values = Axis::durations(most, 5);
    let told: Vec<(usize, i64)> =
        PERCENTILES.into_iter().filter_map(|p| Some((p, metrics.times.cycle.told_ms(p)?))).collect();
    let lines: Vec<String> = told.iter().map(|(p, ms)| format!("{p} % within {}", duration(*ms))).collect();
    let words = format!("Cycle time of {} by finish: {}", count(timed.len(), "card"), lines.join(", "));
    let mut frame = Frame::new(words, HEIGHT).values(&values.ticks).along(&along.ticks);
    for (p, ms) in told.iter().rev() {
        let y = frame.y(values.of_ms(*ms));
        frame.draw(across("percentile", y));
        frame.name(y, &format!("{p} %  {}", duration(*ms)), "name");
    }
    if let Some(ms) = expected.filter(|ms| !metrics.sle.suggested && *ms <= most) {
        frame.draw(across("expected", frame.y(values.of_ms(ms))));
    }
    let shape =
        |cycle: i64| if expected.is_some_and(|within| cycle > within) { Shape::Diamond } else { Shape::Dot };
    let place = |card: &Finished, cycle: i64| (along.of_ms(card.at.ms()), values.of_ms(cycle));
    if timed.len() <= POINTS {
        for (card, cycle) in &timed {
            let (x, y) = place(card, *cycle);
            let tip =
                format!("{}\n{}, finished {}", source.tip(card.card), duration(*cycle), source.day(card.at));
            frame.draw(shape(*cycle).at(x, frame.y(y)).tip(tip));
        }
        return Some((frame.done(), timed.len()));
    }
    let mut cells: BTreeMap<(i64, i64), (usize, i64)> = BTreeMap::new();
    for (card, cycle) in &timed {
        let (x, y) = place(card, *cycle);
        // Shares are between 0 and 1.
        #[expect(clippy::cast_possible_truncation, reason = "a place among a few thousand")]
        let cell = ((x * GRID.0) as i64, (y * GRID.1) as i64);
        let (cards, slowest) = cells.entry(cell).or_default();
        *cards += 1;
        *slowest = (*slowest).max(*cycle);
    }
    for ((x, y), (cards, slowest)) in &cells {
        let tip = format!("{}, {} at most", count(*cards, "card"), duration(*slowest));
        let (x, y) = ((*x as f64 + 0.5) / GRID.0, (*y as f64 + 0.5) / GRID.1);
        frame.draw(shape(*slowest).at(x.min(1.0), frame.y(y.min(1.0))).tip(tip));
    }
    Some((frame.done(), cells.len()))
}
