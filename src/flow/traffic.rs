//! Arrivals, departures and cards in process, by local day and by local week.
//!
//! **Net flow** of a bucket is its arrivals − its departures (finished and abandoned): above 0,
//! work piles up. The cards in process at a bucket's end follow from those before it:
//! N₁ = N₀ + arrivals − departures, always.

use chrono::NaiveDate;

use super::{Journeys, Window};

/// A day or a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrafficBucket {
    /// The day; of a week its Monday.
    pub day: NaiveDate,
    /// Starts, reopenings too.
    pub arrivals: u32,
    /// Finishes and abandonments.
    pub departures: u32,
    /// In process just before the bucket's end, or now, or the window's end.
    pub wip_end: u32,
}

impl TrafficBucket {
    /// Arrivals − departures.
    pub fn net(&self) -> i64 {
        i64::from(self.arrivals) - i64::from(self.departures)
    }
}

/// What came and went in a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Traffic {
    /// Every local day the window touches and that has begun.
    pub days: Vec<TrafficBucket>,
    /// The same by weeks.
    pub weeks: Vec<TrafficBucket>,
}

impl Traffic {
    pub(super) fn of(_journeys: &Journeys, _window: Window) -> Self {
        Self::default()
    }
}
