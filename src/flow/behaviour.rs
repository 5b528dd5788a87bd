//! Process behaviour charts: what is a signal, and what is noise.
//!
//! The XmR chart of Walter Shewhart and Donald Wheeler (*Understanding Variation*): limits at
//! mean ± 2.66 × mean moving range, an upper range limit at 3.268 × mean moving range, the lower
//! limit not below 0. The baseline is all values of the window, and is told. It takes two values to
//! have limits; a single one has none.
//!
//! Signals, after Wheeler: (1) a value outside the limits; (2) eight in a row on one side of the
//! mean; (3) three of four in a row nearer to a limit than to the mean, on one side. Everything else
//! is noise: asking why it changed asks about nothing.

use chrono::NaiveDate;

use super::lead_time::Finished;
use super::{Throughput, Window};
use crate::board::Id;

/// Why a value is a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Signal {
    /// Outside the limits.
    Outside,
    /// One of eight in a row or more on one side of the mean.
    Run,
    /// One of three of four in a row nearer to a limit than to the mean.
    Near,
    /// Moved from the value before it by more than the upper range limit.
    Jump,
}

/// What a value is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Of {
    /// A card that finished.
    Card(Id),
    /// A week, by its Monday.
    Week(NaiveDate),
}

/// A value in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What it is of.
    pub of: Of,
    /// The value: milliseconds, or cards.
    pub value: f64,
    /// Why it is a signal; empty for noise.
    pub signals: Vec<Signal>,
}

/// The limits of natural process behaviour.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The mean of the baseline.
    pub mean: f64,
    /// The mean moving range.
    pub mean_range: f64,
    /// Upper natural process limit.
    pub upper: f64,
    /// Lower natural process limit, not below 0.
    pub lower: f64,
    /// Upper range limit.
    pub upper_range: f64,
}

/// A chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Xmr {
    /// The values in order of time.
    pub points: Vec<Point>,
    /// The limits; `None` below two values.
    pub limits: Option<Limits>,
}

/// The charts of a window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Behaviour {
    /// Lead time of the finished cards, in milliseconds, by finish.
    pub lead_time: Xmr,
    /// Finished cards by whole week: weeks that lie in the window in part are left out.
    pub throughput: Xmr,
}

impl Behaviour {
    pub(super) fn of(_finished: &[Finished], _throughput: &Throughput, _window: Window) -> Self {
        Self::default()
    }
}
