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
use super::{Journey, Journeys, Line, Stay, Window};
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
    /// When it was back at its furthest column, or past it, or left the board; the window's end, or
    /// now, if that comes first.
    pub to: Timestamp,
    /// Whether it came back within the window.
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
        let mut tally = Tally::new(journeys, window);
        for journey in journeys.list() {
            tally.add(journey, journeys.stays(journey));
        }
        tally.told()
    }
}

/// The cumulative flow while cards are added to it.
struct Tally<'a> {
    line: &'a Line,
    window: Window,
    /// The instant the last day is counted at.
    end: Timestamp,
    days: Vec<(NaiveDate, Timestamp)>,
    /// For each day, and on it for each column from left to right, the cards that came so far on it
    /// for the first time.
    reached: Vec<u32>,
    /// For each day the cards that were abandoned on it.
    abandoned: Vec<u32>,
    /// For each column, left to right, whether a card ever came to it.
    came_to: Vec<bool>,
    corrections: Vec<Correction>,
}

impl<'a> Tally<'a> {
    fn new(journeys: &'a Journeys, window: Window) -> Self {
        let line = journeys.line();
        let days = window.days(journeys.zone(), journeys.now());
        Self {
            line,
            window,
            end: window.to.min(journeys.now()),
            reached: vec![0; days.len() * line.columns().len()],
            abandoned: vec![0; days.len()],
            days,
            came_to: vec![false; line.columns().len()],
            corrections: Vec::new(),
        }
    }

    fn add(&mut self, journey: &Journey, stays: &[Stay]) {
        if journey.end() < self.window.from {
            return self.add_ended(journey, stays);
        }
        // How many columns, from the left, the card has come to or past.
        let mut so_far = 0;
        let mut back = None;
        for stay in stays {
            let place = self.line.stop(stay.column).position;
            self.came_to[place] = true;
            if place + 1 < so_far {
                back.get_or_insert(stay.from);
                continue;
            }
            if let Some(from) = back.take() {
                self.correct(journey.card, so_far, (from, stay.from), true);
            }
            self.reach(so_far..place + 1, stay.from);
            so_far = place + 1;
        }
        if let Some((from, last)) = back.zip(stays.last()) {
            let to = if journey.column.is_none() { last.to } else { Timestamp::END };
            self.correct(journey.card, so_far, (from, to), false);
        }
        if let Some(day) = journey.abandoned.and_then(|at| self.day(at)) {
            self.abandoned[day] += 1;
        }
    }

    /// A card that had come as far as it would before the window: most have, on an old board.
    fn add_ended(&mut self, journey: &Journey, stays: &[Stay]) {
        let mut so_far = 0;
        for stay in stays {
            let place = self.line.stop(stay.column).position;
            self.came_to[place] = true;
            so_far = so_far.max(place + 1);
        }
        self.reach(0..so_far, journey.end());
        if let Some(day) = journey.abandoned.and_then(|at| self.day(at)) {
            self.abandoned[day] += 1;
        }
    }

    /// The day that `at` is counted on: what was so before the window is so on its first day.
    fn day(&self, at: Timestamp) -> Option<usize> {
        (at < self.window.to && !self.days.is_empty()).then(|| day_of(&self.days, at))
    }

    fn reach(&mut self, columns: Range<usize>, at: Timestamp) {
        let Some(day) = self.day(at) else { return };
        let row = day * self.came_to.len();
        for cards in &mut self.reached[row + columns.start..row + columns.end] {
            *cards += 1;
        }
    }

    /// Keeps what of a stretch lies before the window's end, if it reaches into the window.
    fn correct(&mut self, card: Id, so_far: usize, (from, to): (Timestamp, Timestamp), recovered: bool) {
        let furthest = self.line.columns()[so_far - 1];
        let recovered = recovered && to < self.window.to;
        let to = to.min(self.end);
        if from < to && to > self.window.from {
            self.corrections.push(Correction { card, furthest, from, to, recovered });
        }
    }

    fn told(mut self) -> Cumulative {
        let place = |column: &ColumnIx| self.line.stop(*column).position;
        let mut columns = self.line.columns().to_vec();
        columns.retain(|column| self.line.stop(*column).live || self.came_to[place(column)]);
        let places: Vec<usize> = columns.iter().map(place).collect();
        self.corrections.sort_unstable_by_key(|correction| (correction.from, correction.card));
        let mut sums = vec![0; self.came_to.len()];
        let mut abandoned = 0;
        let mut days = Vec::with_capacity(self.days.len());
        for (number, (day, _)) in self.days.iter().enumerate() {
            let row = number * sums.len();
            for (sum, cards) in sums.iter_mut().zip(&self.reached[row..]) {
                *sum += cards;
            }
            abandoned += self.abandoned[number];
            let at = self.days.get(number + 1).map_or(self.end, |(_, next)| *next);
            let reached = places.iter().map(|place| sums[*place]).collect();
            days.push(CumulativeDay { day: *day, at, reached, abandoned });
        }
        Cumulative { columns, days, corrections: self.corrections }
    }
}
