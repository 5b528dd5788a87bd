//! How many cards finished, by local day and by local week.
//!
//! A card counts in the bucket [start, end) its final finish lies in. Days without a finish are
//! data, and are told. Abandoned cards never count. The Kanban Guide (May 2025): "the number of
//! work items finished per unit of time".

use chrono::NaiveDate;

use super::lead_time::Finished;
use super::window::day_of;
use super::{DAY_MS, Journeys, Window, monday};

/// A day or a week, and how many cards finished in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// The day; of a week its Monday.
    pub day: NaiveDate,
    /// How many finished in the part of it that lies in the window.
    pub finished: u32,
}

/// What finished in the window.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Throughput {
    /// How many cards.
    pub total: usize,
    /// Per 24 hours of the window so far; `None` while none of it has passed.
    pub per_day: Option<f64>,
    /// Every local day that the window touches and that has begun. The first and the last may lie
    /// in it in part.
    pub days: Vec<Bucket>,
    /// The same by weeks.
    pub weeks: Vec<Bucket>,
}

impl Throughput {
    pub(super) fn of(finished: &[Finished], journeys: &Journeys, window: Window) -> Self {
        let starts = window.days(journeys.zone(), journeys.now());
        let mut counts = vec![0; starts.len()];
        for card in finished {
            if let Some(count) = counts.get_mut(day_of(&starts, card.at)) {
                *count += 1;
            }
        }
        let days: Vec<Bucket> =
            starts.iter().zip(counts).map(|((day, _), finished)| Bucket { day: *day, finished }).collect();
        let mut weeks: Vec<Bucket> = Vec::with_capacity(days.len() / 7 + 2);
        for day in &days {
            match weeks.last_mut() {
                Some(week) if week.day == monday(day.day) => week.finished += day.finished,
                _ => weeks.push(Bucket { day: monday(day.day), ..*day }),
            }
        }
        let observed = window.observed_ms(journeys.now());
        let per_day = (observed > 0).then(|| finished.len() as f64 * DAY_MS as f64 / observed as f64);
        Self { total: finished.len(), per_day, days, weeks }
    }
}
