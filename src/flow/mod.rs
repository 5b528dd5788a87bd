//! Pure functions of a board, a window and an instant.
//!
//! Nothing here reads a clock or a file: every function is told `now`. Nothing here knows a word
//! of any report either; it answers in instants, whole milliseconds and counts.
//!
//! ```text
//! Board ── Journeys::of(board, now) ──> Journeys ── Metrics::compute(journeys, window) ──> Metrics
//! ```
//!
//! [`Journeys`] are one pass over all events and know nothing of a window, so that a screen
//! that changes the window computes only the second arrow. Each measure has its own file, with its
//! definition and the source of it at the top.

pub mod activity;
pub mod age;
pub mod data_quality;
mod journey;
mod lead_time;
pub mod little;
mod percentile;
mod throughput;
mod window;
mod wip;

pub use activity::Activity;
pub use age::Ages;
pub use data_quality::{DataQuality, Oddity};
pub use journey::{Journey, Journeys, Span, Stay};
pub use lead_time::Times;
pub use little::Little;
pub use percentile::{Distribution, PERCENTILES, nearest_rank};
pub use throughput::{Bucket, Throughput};
pub use window::{DAY_MS, Window, local_day, midnight, monday};
pub use wip::Wip;

use crate::board::Timestamp;

/// Every measure of a board over a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// The window that was asked for.
    pub window: Window,
    /// The instant that was asked about.
    pub now: Timestamp,
    /// How much of the window has passed by now, in milliseconds. Rates and means are over this.
    pub observed_ms: i64,
    /// Lead, cycle and process time of the cards that finished in the window.
    pub times: Times,
    /// What finished, by day and by week.
    pub throughput: Throughput,
    /// Cards in process.
    pub wip: Wip,
    /// How long the cards in process have been so.
    pub ages: Ages,
    /// Which part of the time is work.
    pub activity: Activity,
    /// Little's law: identity, estimate, conditions.
    pub little: Little,
    /// The cards whose history was in some way awkward.
    pub quality: DataQuality,
}

impl Metrics {
    /// Measures `window`, as of the instant the journeys were made for.
    pub fn compute(journeys: &Journeys, window: Window) -> Self {
        let observed_ms = window.observed_ms(journeys.now());
        let finished = lead_time::finished_in(journeys, window);
        let times = Times::of(&finished);
        let throughput = Throughput::of(&finished, journeys, window);
        let wip = Wip::of(journeys, window);
        Self {
            window,
            now: journeys.now(),
            observed_ms,
            ages: Ages::of(journeys),
            activity: Activity::of(&finished, journeys),
            little: Little::of(journeys, window, &wip, throughput.total, &times),
            quality: DataQuality::of(journeys, window),
            times,
            throughput,
            wip,
        }
    }
}
