//! Cumulative flow: an area for each column, and below it when cards were back.
//!
//! The scale begins at the cards that had arrived before the window, so that what is in process can
//! be seen on a board that has delivered thousands. Where a card was left of the furthest column it
//! had come to, the areas are not its place: a bar below says so.

use super::Frame;
use crate::flow::cumulative::{Correction, CumulativeDay};
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::scale::Axis;
use crate::report::html::source::{Source, date};
use crate::report::html::svg::{area, line, stretched};
use crate::report::words::duration;

const HEIGHT: f64 = 280.0;
/// Pixels of a row of moves back, and the most rows of them.
const ROW: f64 = 7.0;
const ROWS: usize = 6;
/// The most days that are drawn; of more, every so many.
const DAYS: usize = 400;
/// The most stretches that say what they are when they are pointed at.
const TIPS: usize = 120;
/// The most columns × days there are, whatever the board: with many columns, days are fewer.
const ROOM: usize = 12_000;

/// The chart, and what its caption has to know.
pub struct CumulativeFlow {
    /// The chart.
    pub picture: Markup,
    /// What is written where the scale begins.
    pub begins: String,
    /// How many moves back there was room for.
    pub marked: usize,
}

/// The chart; nothing where there are not two days to draw a line between.
pub fn cumulative(source: &Source) -> Option<CumulativeFlow> {
    let flow = &source.metrics().cumulative;
    let days = thinned(&flow.days, few(DAYS, flow.columns.len()));
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return None };
    if days.len() < 2 || flow.columns.is_empty() {
        return None;
    }
    let along = Axis::dates(first.at, last.at, source.zone);
    let top = last.reached.first().copied().unwrap_or(0);
    let foot = first.reached.last().copied().unwrap_or(0);
    let values = Axis::counts(u64::from(foot), u64::from(top), 5);
    let rows = rows(&flow.corrections, &along);
    let tall = if rows.is_empty() { 0.0 } else { 4.0 + ROW * (rows.len().min(ROWS)) as f64 };
    let standing: Vec<String> =
        standing(source, last).into_iter().map(|(name, n)| format!("{name} {n}")).collect();
    let words = format!("Cumulative flow to {}: {}", date(last.day), standing.join(", "));
    let mut frame = Frame::new(words, HEIGHT).under(tall).values(&values.ticks).along(&along.ticks);
    let mut areas = Vec::new();
    let colours = source.colours(&flow.columns);
    for (place, (column, class)) in flow.columns.iter().zip(colours).enumerate() {
        let edge = |place: usize| -> Vec<(f64, f64)> {
            // Below the last column lies the foot of the chart.
            let reached = |day: &CumulativeDay| day.reached.get(place).map_or(0.0, |n| f64::from(*n));
            days.iter().map(|day| (along.of_ms(day.at.ms()), frame.y(values.share(reached(day))))).collect()
        };
        let (upper, lower) = (edge(place), edge(place + 1));
        let end = |edge: &[(f64, f64)]| edge.last().map_or(0.0, |(_, y)| *y);
        let middle = f64::midpoint(end(&upper), end(&lower));
        areas.push(area(class, &upper, &lower));
        areas.push(line("edge", upper));
        let n = standing_in(last, place);
        frame.name(middle, &format!("{n} {}", source.column(*column)), "name");
    }
    frame.draw(stretched(frame.whole(), areas));
    for strip in strips(source, &days, &along, frame.y(0.0)) {
        frame.draw(strip);
    }
    let top = frame.y(0.0) + 5.0;
    let mut marked = 0;
    for (row, corrections) in rows.iter().take(ROWS).enumerate() {
        marked += corrections.len();
        for correction in corrections {
            frame.draw(back(source, correction, &along, top + ROW * row as f64));
        }
    }
    let begins = values.ticks.first().map_or_else(String::new, |tick| tick.label.clone());
    Some(CumulativeFlow { picture: frame.done(), begins, marked })
}

/// The cards that stand between a column's line and the next one's at the end: its name, how many.
pub fn standing(source: &Source, day: &CumulativeDay) -> Vec<(String, u32)> {
    let columns = source.metrics().cumulative.columns.iter().enumerate();
    let standing =
        |(place, column): (usize, &crate::board::ColumnIx)| (source.column(*column), standing_in(day, place));
    columns.map(standing).collect()
}

/// The lines of two columns never cross; below that of the last one there is none.
fn standing_in(day: &CumulativeDay, place: usize) -> u32 {
    let reached = |place: usize| day.reached.get(place).copied().unwrap_or(0);
    reached(place).saturating_sub(reached(place + 1))
}

/// How many days there is room for, of at most so many.
pub fn few(most: usize, columns: usize) -> usize {
    most.min(ROOM / columns.max(1)).max(2)
}

/// Every so many days, at most so many, the last among them.
pub fn thinned(days: &[CumulativeDay], most: usize) -> Vec<&CumulativeDay> {
    let every = days.len().div_ceil(most).max(1);
    // Counted from the end, so that the last is among them.
    let mut kept: Vec<&CumulativeDay> = days.iter().rev().step_by(every).collect();
    kept.reverse();
    kept
}

/// A strip for each day that says what the areas are when it is pointed at.
fn strips(source: &Source, days: &[&CumulativeDay], along: &Axis, foot: f64) -> Vec<Element> {
    let columns = source.metrics().cumulative.columns.len();
    let every = days.len().div_ceil(few(TIPS, columns)).max(1);
    let strip = |pair: (&&CumulativeDay, &&CumulativeDay)| {
        let (from, to) = (along.of_ms(pair.0.at.ms()), along.of_ms(pair.1.at.ms()));
        let told: Vec<String> =
            standing(source, pair.1).iter().map(|(name, n)| format!("{n} {name}")).collect();
        tag("rect")
            .class("strip")
            .part("x", from)
            .part("width", to - from)
            .set("y", "0")
            .px("height", foot)
            .tip(format!("{}\n{}", date(pair.1.day), told.join(", ")))
    };
    let kept: Vec<&&CumulativeDay> = days.iter().step_by(every).collect();
    kept.iter().zip(kept.iter().skip(1)).map(|(one, next)| strip((one, next))).collect()
}

/// Moves back in as many rows as they overlap.
fn rows(corrections: &[Correction], along: &Axis) -> Vec<Vec<Correction>> {
    /// As a share of the width: a bar is at least so long, and so far from the next.
    const LEAST: f64 = 0.012;
    let mut rows: Vec<(f64, Vec<Correction>)> = Vec::new();
    for correction in corrections {
        let from = along.of_ms(correction.from.ms());
        let to = along.of_ms(correction.to.ms()).max(from + LEAST);
        match rows.iter_mut().find(|(end, _)| *end <= from) {
            Some((end, row)) => {
                *end = to + LEAST / 2.0;
                row.push(*correction);
            }
            None => rows.push((to + LEAST / 2.0, vec![*correction])),
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn back(source: &Source, correction: &Correction, along: &Axis, y: f64) -> Element {
    let (from, to) = (along.of_ms(correction.from.ms()), along.of_ms(correction.to.ms()));
    let end = if correction.recovered { "and came back" } else { "and has not come back" };
    let class = if correction.recovered { "back" } else { "back open" };
    let furthest = source.column(correction.furthest);
    let time = duration(correction.to.since(correction.from));
    tag("rect")
        .class(class)
        .part("x", from.min(0.99))
        .part("width", (to - from).max(0.008))
        .px("y", y)
        .px("height", ROW - 3.0)
        .tip(format!("{}\nwent back from {furthest}, {time}, {end}", source.tip(correction.card)))
}
