//! Ageing: a lane for each column in process, its cards by age, and bands of its pace.
//!
//! The bands of a lane end at the ages at which the finished cards had gone past it: the darker the
//! ground, the fewer of them were still here when they were as old. A card that is past 85 % of
//! them is a diamond, a blocked one a cross.

use super::Frame;
use crate::board::ColumnIx;
use crate::flow::PERCENTILES;
use crate::flow::pace::Paced;
use crate::report::html::markup::{Markup, tag};
use crate::report::html::scale::Axis;
use crate::report::html::source::Source;
use crate::report::html::svg::{Shape, across};
use crate::report::words::{count, duration};

/// Pixels of a row of cards, and of a lane's margin.
const ROW: f64 = 15.0;
const MARGIN: f64 = 9.0;
/// The most rows of cards in a lane; more lie on one another.
const ROWS: usize = 8;
/// Cards nearer to each other than this share of the width stand in rows.
const NEAR: f64 = 0.035;
/// The most cards that are drawn: the oldest.
pub const DRAWN: usize = 400;

/// The grounds that begin at the percentiles.
pub const BANDS: [&str; 4] = ["band b50", "band b70", "band b85", "band b95"];

/// Late is past this percentile.
pub const LATE: u8 = 85;

struct Lane<'a> {
    column: ColumnIx,
    cards: Vec<(&'a Paced, usize)>,
    rows: usize,
}

/// The chart; nothing where no card is in process.
pub fn ageing(source: &Source) -> Option<Markup> {
    let pace = &source.metrics().pace;
    let oldest = pace.cards.iter().map(|card| card.age_ms).max()?;
    let paces = pace.columns.iter().filter_map(|column| column.ages.told_ms(95).or(column.ages.told_ms(85)));
    let values = Axis::durations(oldest.max(paces.max().unwrap_or(0)), 8);
    let lanes = lanes(source, &values);
    let tall = |lane: &Lane| 2.0 * MARGIN + ROW * lane.rows as f64;
    let height: f64 = lanes.iter().map(&tall).sum();
    let late = pace.cards.iter().filter(|card| card.past.is_some_and(|past| past >= LATE)).count();
    let words = format!(
        "{} in process by column and age, the oldest {}; {late} past {LATE} % of those that finished",
        count(pace.cards.len(), "card"),
        duration(oldest)
    );
    let mut frame = Frame::new(words, height).along(&values.ticks);
    let mut top = frame.y(1.0);
    for lane in &lanes {
        let (high, middle) = (tall(lane), top + tall(lane) / 2.0);
        let ages = pace.column(lane.column).map(|column| column.ages).unwrap_or_default();
        let mut from = 0.0;
        let told: Vec<f64> =
            PERCENTILES.iter().map_while(|p| ages.told_ms(*p)).map(|ms| values.of_ms(ms)).collect();
        for (class, to) in ["band"].into_iter().chain(BANDS).zip(told.iter().copied().chain([1.0])) {
            let class = if told.is_empty() { "band none" } else { class };
            let band = tag("rect").class(class).part("x", from).part("width", (to - from).max(0.0));
            frame.draw(band.px("y", top + 1.0).px("height", high - 2.0));
            from = to;
        }
        frame.lane(middle, &source.column(lane.column));
        for (card, row) in &lane.cards {
            let x = values.of_ms(card.age_ms);
            let y = top + MARGIN + ROW * (row.min(&(ROWS - 1)).to_owned() as f64 + 0.5);
            let state = match card.past {
                Some(0) => "past none of the percentiles".to_owned(),
                Some(past) => format!("older than {past} % of those that finished were when they left"),
                None => "too few finished to tell its pace".to_owned(),
            };
            let blocked = if card.blocked { ", blocked" } else { "" };
            let tip = format!("{}\n{}{blocked}, {state}", source.tip(card.card), duration(card.age_ms));
            frame.draw(shape(card).at(x, y).tip(tip));
        }
        top += high;
    }
    frame.draw(across("base", top));
    for tick in values.ticks.iter().skip(1) {
        let line = tag("line").class("grid").part("x1", tick.at).part("x2", tick.at);
        frame.draw(line.px("y1", frame.y(1.0)).px("y2", top));
    }
    Some(frame.done())
}

/// What a card in process looks like.
pub fn shape(card: &Paced) -> Shape {
    match card.past {
        _ if card.blocked => Shape::Cross,
        Some(LATE..) => Shape::Diamond,
        _ => Shape::Dot,
    }
}

/// The columns in process, and that of each card that stands elsewhere, with the cards in rows.
fn lanes<'a>(source: &Source<'a>, values: &Axis) -> Vec<Lane<'a>> {
    let pace = &source.metrics().pace;
    let lane = |column: ColumnIx| Lane { column, cards: Vec::new(), rows: 1 };
    let mut lanes: Vec<Lane> = pace.columns.iter().map(|of| lane(of.column)).collect();
    for card in pace.cards.iter().take(DRAWN) {
        let x = values.of_ms(card.age_ms);
        let place = lanes.iter().position(|lane| lane.column == card.column).unwrap_or_else(|| {
            // Put back into the backlog: its clocks run on.
            lanes.insert(0, lane(card.column));
            0
        });
        let lane = &mut lanes[place];
        let taken = |row: usize| {
            lane.cards.iter().any(|(other, at)| *at == row && (values.of_ms(other.age_ms) - x).abs() < NEAR)
        };
        let row = (0..ROWS).find(|row| !taken(*row)).unwrap_or(ROWS - 1);
        lane.cards.push((card, row));
        lane.rows = lane.rows.max(row + 1);
    }
    lanes
}
