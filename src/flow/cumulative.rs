//! The cumulative flow: how many cards have come how far, day by day.
//!
//! A line for each column counts the cards whose **furthest column so far** is that column or one
//! to the right of it, at the end of each local day (of the last day: now, or the window's end).
//! So lines never fall, and never cross. A move back is drawn as a correction: a stretch from
//! leaving the furthest column to the left until the card is back at it, or past it (the rule of
//! jirametrics). Abandoned cards stay counted where they came to, and are counted apart as well.
//!
//! The distance between two lines is the number of cards between, only where nothing moved back or
//! was abandoned; how many are in process is told by [`Traffic`](super::Traffic).

use std::ops::Range;

use chrono::NaiveDate;

use super::window::day_of;
use super::{Journeys, Window};
use crate::board::{ColumnIx, Id, Timestamp};

/// How far cards had come by the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CumulativeDay {
    /// The local day.
    pub day: NaiveDate,
    /// The instant that is counted at: the end of the day, or now, or the window's end.
    pub at: Timestamp,
    /// For each of [`Cumulative::columns`], the cards that came so far or further.
    pub reached: Vec<u32>,
    /// The cards that were abandoned, of those.
    pub abandoned: u32,
}

/// A stretch in which a card was left of the furthest column it had come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Correction {
    /// The card.
    pub card: Id,
    /// The furthest column it had come to.
    pub furthest: ColumnIx,
    /// When it went back.
    pub from: Timestamp,
    /// When it was back at its furthest column, or past it, or left the board; else the window's
    /// end, or now.
    pub to: Timestamp,
    /// Whether it came back.
    pub recovered: bool,
}

/// The cumulative flow over a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cumulative {
    /// The columns, left to right: those of the board, and removed ones that a card had come to.
    pub columns: Vec<ColumnIx>,
    /// The days of the window.
    pub days: Vec<CumulativeDay>,
    /// The moves back that overlap the window, by their start.
    pub corrections: Vec<Correction>,
}

impl Cumulative {
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let line = journeys.line();
        let mut tally = Tally::new(journeys, window);
        let mut corrections = Vec::new();
        for journey in journeys.list() {
            let mut so_far = 0;
            let mut back: Option<Timestamp> = None;
            for stay in journeys.stays(journey) {
                let place = line.stop(stay.column).position;
                tally.came_to[place] = true;
                if place + 1 < so_far {
                    back.get_or_insert(stay.from);
                    continue;
                }
                if let Some(from) = back.take() {
                    let furthest = line.columns()[so_far - 1];
                    let (card, to) = (journey.card, stay.from);
                    corrections.push(Correction { card, furthest, from, to, recovered: true });
                }
                tally.reach(so_far..place + 1, stay.from);
                so_far = place + 1;
            }
            if let Some(from) = back {
                let left = journeys.stays(journey).last().filter(|_| journey.column.is_none());
                let to = left.map_or(Timestamp::END, |stay| stay.to);
                let furthest = line.columns()[so_far - 1];
                corrections.push(Correction { card: journey.card, furthest, from, to, recovered: false });
            }
            if let Some(at) = journey.abandoned {
                tally.abandon(at);
            }
        }
        let end = tally.end;
        corrections.retain(|it| it.from < window.to && it.to > window.from && it.from < it.to);
        for correction in corrections.iter_mut().filter(|it| it.to >= end) {
            correction.recovered &= correction.to < window.to;
            correction.to = end;
        }
        corrections.sort_unstable_by_key(|correction| (correction.from, correction.card));
        let mut columns = line.columns().to_vec();
        columns.retain(|column| line.stop(*column).live || tally.came_to[line.stop(*column).position]);
        let places: Vec<usize> = columns.iter().map(|column| line.stop(*column).position).collect();
        Self { columns, days: tally.days(&places), corrections }
    }
}

/// What each day adds.
struct Tally {
    days: Vec<(NaiveDate, Timestamp)>,
    /// The instant the last day is counted at, and the first that is not counted.
    end: Timestamp,
    until: Timestamp,
    /// How many columns there are, and for each whether a card ever came to it.
    came_to: Vec<bool>,
    /// Day by day, for each column the cards that came so far for the first time.
    reached: Vec<u32>,
    /// The cards that were abandoned.
    abandoned: Vec<u32>,
}

impl Tally {
    fn new(journeys: &Journeys, window: Window) -> Self {
        let days = window.days(journeys.zone(), journeys.now());
        let columns = journeys.line().columns().len();
        Self {
            end: window.to.min(journeys.now()),
            until: window.to,
            came_to: vec![false; columns],
            reached: vec![0; days.len() * columns],
            abandoned: vec![0; days.len()],
            days,
        }
    }

    /// Counts a card that came to these columns; what was so before the window is so on its first
    /// day.
    fn reach(&mut self, columns: Range<usize>, at: Timestamp) {
        if at < self.until && !self.days.is_empty() {
            let row = day_of(&self.days, at) * self.came_to.len();
            for cards in &mut self.reached[row + columns.start..row + columns.end] {
                *cards += 1;
            }
        }
    }

    fn abandon(&mut self, at: Timestamp) {
        if at < self.until && !self.days.is_empty() {
            self.abandoned[day_of(&self.days, at)] += 1;
        }
    }

    /// The days with the sums of all before them, for the columns at `places`.
    fn days(&self, places: &[usize]) -> Vec<CumulativeDay> {
        let mut sums = vec![0; self.came_to.len()];
        let mut abandoned = 0;
        let mut days = Vec::with_capacity(self.days.len());
        for (place, (day, _)) in self.days.iter().enumerate() {
            for (column, sum) in sums.iter_mut().enumerate() {
                *sum += self.reached[place * self.came_to.len() + column];
            }
            abandoned += self.abandoned[place];
            let at = self.days.get(place + 1).map_or(self.end, |(_, next)| *next);
            let reached = places.iter().map(|place| sums[*place]).collect();
            days.push(CumulativeDay { day: *day, at, reached, abandoned });
        }
        days
    }
}
