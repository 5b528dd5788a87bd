//! The cards that finished: when, and how long they took from start to finish.
//!
//! Lines lie at the percentiles and at the service level expectation. A card that took longer than
//! expected is a diamond. Beyond [`POINTS`] cards, those that lie close together share a cell, which
//! is the darker the more they are.

use std::collections::BTreeMap;

use super::Frame;
use crate::flow::{Finished, PERCENTILES};
use crate::report::html::markup::{Markup, tag};
use crate::report::html::scale::Axis;
use crate::report::html::source::Source;
use crate::report::html::svg::{Shape, across};
use crate::report::words::{count, duration};

const HEIGHT: f64 = 260.0;
/// The most cards that have a point each.
const POINTS: usize = 2000;
/// Cells along and up, for cards that share them.
const GRID: (f64, f64) = (100.0, 40.0);

/// The chart and how its cards were drawn; nothing where no card has times.
pub fn scatter(source: &Source) -> Option<(Markup, Drawn)> {
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
    let late = |cycle: i64| expected.is_some_and(|within| cycle > within);
    let place = |card: &Finished, cycle: i64| (along.of_ms(card.at.ms()), values.of_ms(cycle));
    let drawn = if timed.len() <= POINTS {
        for (card, cycle) in &timed {
            let (x, y) = place(card, *cycle);
            let finished = source.day(card.at);
            let tip = format!("{}\n{}, finished {finished}", source.tip(card.card), duration(*cycle));
            let shape = if late(*cycle) { Shape::Diamond } else { Shape::Dot };
            frame.draw(shape.at(x, frame.y(y)).tip(tip));
        }
        Drawn::Points
    } else {
        let cells = cells(timed.iter().map(|(card, cycle)| (place(card, *cycle), *cycle)));
        let most = cells.values().map(|cell| cell.cards).max().unwrap_or(1);
        let (wide, tall) = (1.0 / GRID.0, HEIGHT / GRID.1);
        for ((along, up), cell) in &cells {
            let rect = tag("rect").class(shade(late(cell.quickest), cell.cards, most));
            let rect = rect.part("x", f64::from(*along) * wide).part("width", wide);
            let rect = rect.px("y", frame.y(0.0) - f64::from(*up + 1) * tall).px("height", tall);
            let (quickest, slowest) = (duration(cell.quickest), duration(cell.slowest));
            frame.draw(rect.tip(format!("{}, {quickest} to {slowest}", count(cell.cards, "card"))));
        }
        Drawn::Cells { most }
    };
    for (p, ms) in told.iter().rev() {
        let y = frame.y(values.of_ms(*ms));
        frame.draw(across("percentile", y));
        frame.name(y, &format!("{p} %  {}", duration(*ms)), "name");
    }
    if let Some(ms) = expected.filter(|ms| !metrics.sle.suggested && *ms <= most) {
        frame.draw(across("expected", frame.y(values.of_ms(ms))));
    }
    Some((frame.done(), drawn))
}

/// How the cards were drawn.
pub enum Drawn {
    /// Each as a point.
    Points,
    /// By cells of time and duration, the fullest of which holds `most` cards.
    Cells {
        /// How many.
        most: usize,
    },
}

/// The cards of a cell.
struct Cell {
    cards: usize,
    quickest: i64,
    slowest: i64,
}

/// Cards by their place along and up the grid.
fn cells(cards: impl Iterator<Item = ((f64, f64), i64)>) -> BTreeMap<(u16, u16), Cell> {
    // Shares are from 0 to 1, and the last row and column take what lies on their edge.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the grid")]
    let place = |share: f64, places: f64| (share * places).min(places - 1.0).max(0.0) as u16;
    let mut cells: BTreeMap<(u16, u16), Cell> = BTreeMap::new();
    for ((x, y), cycle) in cards {
        let none = Cell { cards: 0, quickest: cycle, slowest: cycle };
        let cell = cells.entry((place(x, GRID.0), place(y, GRID.1))).or_insert(none);
        cell.cards += 1;
        cell.quickest = cell.quickest.min(cycle);
        cell.slowest = cell.slowest.max(cycle);
    }
    cells
}

/// The darker, the more cards: by thirds of the way from one to the most, on a logarithmic scale, so
/// that a cell of ten differs from one of one as much as from one of a hundred.
fn shade(late: bool, cards: usize, most: usize) -> &'static str {
    let level = (cards as f64).ln() / (most.max(2) as f64).ln();
    match (late, level) {
        (false, ..0.34) => "work thin",
        (false, ..0.67) => "work half",
        (false, _) => "work",
        (true, ..0.34) => "over thin",
        (true, ..0.67) => "over half",
        (true, _) => "over",
    }
}
