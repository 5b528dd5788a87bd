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

use chrono::NaiveDate;

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
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }
}
