//! Arrivals, departures and cards in process, by local day and by local week.
//!
//! **Net flow** of a bucket is its arrivals − its departures (finished and abandoned): above 0,
//! work piles up. The cards in process at a bucket's end follow from those before it:
//! N₁ = N₀ + arrivals − departures, always.

use chrono::NaiveDate;

use super::window::day_of;
use super::{Journeys, Window, monday};

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
    pub(super) fn of(journeys: &Journeys, window: Window) -> Self {
        let starts = window.days(journeys.zone(), journeys.now());
        let mut days: Vec<TrafficBucket> = starts
            .iter()
            .map(|(day, _)| TrafficBucket { day: *day, arrivals: 0, departures: 0, wip_end: 0 })
            .collect();
        let mut wip = 0;
        for span in journeys.spans() {
            wip += u32::from(span.holds_before(window.from));
            let mut count = |at, add: fn(&mut TrafficBucket)| {
                if window.contains(at) {
                    days.get_mut(day_of(&starts, at)).map(add);
                }
            };
            count(span.from, |day| day.arrivals += 1);
            if !span.is_open() {
                count(span.until, |day| day.departures += 1);
            }
        }
        for day in &mut days {
            wip = wip + day.arrivals - day.departures;
            day.wip_end = wip;
        }
        let weeks = days.chunk_by(|one, next| monday(one.day) == monday(next.day)).map(week).collect();
        Self { days, weeks }
    }
}

/// The days of one week, at least one, taken together.
fn week(days: &[TrafficBucket]) -> TrafficBucket {
    let (first, last) = (days[0], days[days.len() - 1]);
    TrafficBucket {
        day: monday(first.day),
        arrivals: days.iter().map(|day| day.arrivals).sum(),
        departures: days.iter().map(|day| day.departures).sum(),
        wip_end: last.wip_end,
    }
}
