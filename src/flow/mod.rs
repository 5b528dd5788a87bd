//! Pure functions of a board, a window and an instant.
//!
//! Nothing here reads a clock or a file: every function is told `now`. Nothing here knows a word
//! of any report either; it answers in instants, whole milliseconds and counts.
//!
//! ```text
//! Board ── Journeys::of(board, now) ──> Journeys ── Metrics::compute(board, journeys, window) ──> Metrics
//! ```
//!
//! [`Journeys`] are one pass over all events and know nothing of a window, so that a screen
//! that changes the window computes only the second arrow. Each measure has its own file, with its
//! definition and the source of it at the top.

mod absence;
pub mod accuracy;
pub mod activity;
pub mod age;
pub mod batches;
pub mod behaviour;
mod choice;
pub mod constraint;
pub mod cord;
pub mod cumulative;
pub mod data_quality;
pub mod delays;
pub mod handoffs;
mod history;
mod journey;
pub mod lead_time;
mod line;
pub mod little;
mod measure;
mod occupancy;
pub mod pace;
mod percentile;
pub mod sle;
mod station;
pub mod stream;
mod throughput;
pub mod traffic;
mod window;
mod wip;
pub mod work_kinds;

pub use absence::Absence;
pub use accuracy::Accuracy;
pub use activity::Activity;
pub use age::Ages;
pub use batches::Batches;
pub use behaviour::Behaviour;
pub use choice::Choice;
pub use constraint::Constraint;
pub use cord::Cord;
pub use cumulative::Cumulative;
pub use data_quality::{DataQuality, Oddity};
pub use delays::Delays;
pub use handoffs::Handoffs;
pub use journey::{Countermeasure, Halt, Journey, Journeys, Pull, Said, Span, Stay};
pub use lead_time::{Finished, Times};
pub use line::{Line, Step, Stop};
pub use little::Little;
pub use measure::Measure;
pub use pace::Pace;
pub use percentile::{Distribution, PERCENTILES, nearest_rank, needed, rank};
pub use sle::ServiceLevel;
pub use stream::ValueStream;
pub use throughput::{Bucket, Throughput};
pub use traffic::Traffic;
pub use window::{DAY_MS, Window, local_day, midnight, monday};
pub use wip::Wip;
pub use work_kinds::WorkKinds;

use crate::board::{Board, Timestamp};

/// Every measure of a board over a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// The window that was asked for.
    pub window: Window,
    /// The instant that was asked about.
    pub now: Timestamp,
    /// How much of the window has passed by now, in milliseconds. Rates and means are over this.
    pub observed_ms: i64,
    /// Why nothing can be told of the window, where nothing can.
    pub no_window: Option<Absence>,
    /// Why there are no times, where there are none.
    pub no_times: Option<Absence>,
    /// Every card that finished in the window, by its finish.
    pub finished: Vec<Finished>,
    /// Lead, cycle and process time of the cards that finished in the window.
    pub times: Times,
    /// What finished, by day and by week.
    pub throughput: Throughput,
    /// Cards in process.
    pub wip: Wip,
    /// What came, went and was in process, day by day.
    pub traffic: Traffic,
    /// How far cards came, day by day.
    pub cumulative: Cumulative,
    /// How long the cards in process have been so.
    pub ages: Ages,
    /// How old finished cards were when they went past each column, and who is late.
    pub pace: Pace,
    /// What the team promises, and how it was kept.
    pub sle: ServiceLevel,
    /// Which part of the time is work.
    pub activity: Activity,
    /// Little's law: identity, estimate, conditions.
    pub little: Little,
    /// Whether waiting in queues can be seen: the board has a queue column, or had one.
    pub shows_queues: bool,
    /// Where cards waited and were blocked, and why.
    pub delays: Delays,
    /// How many cards cross a border together.
    pub batches: Batches,
    /// How often cards went from hand to hand.
    pub handoffs: Handoffs,
    /// How often work was complete and accurate.
    pub accuracy: Accuracy,
    /// Where lead time went.
    pub stream: ValueStream,
    /// The stage that sets the pace.
    pub constraint: Constraint,
    /// What is a signal, and what is noise.
    pub behaviour: Behaviour,
    /// What the work was on.
    pub work_kinds: WorkKinds,
    /// Who pulled the andon cord, who came, and what was done.
    pub cord: Cord,
    /// The cards whose history was in some way awkward.
    pub quality: DataQuality,
}

impl Metrics {
    /// Measures `window`, as of the instant the journeys were made for. The board gives what was
    /// agreed on: limits and when they held, workers, the service level expectation, targets.
    pub fn compute(board: &Board, journeys: &Journeys, window: Window) -> Self {
        let observed_ms = window.observed_ms(journeys.now());
        let finished = lead_time::finished_in(journeys, window);
        let times = Times::of(&finished, journeys);
        let throughput = Throughput::of(&finished, journeys, window);
        let wip = Wip::of(journeys, window);
        let accuracy = Accuracy::of(journeys, window);
        Self {
            window,
            now: journeys.now(),
            observed_ms,
            no_window: Absence::of_window(journeys, window),
            no_times: Absence::of_times(journeys, window, finished.len(), times.lead.n),
            traffic: Traffic::of(journeys, window),
            cumulative: Cumulative::of(journeys, window),
            ages: Ages::of(journeys),
            pace: Pace::of(journeys, window),
            sle: ServiceLevel::of(board, journeys, &finished),
            activity: Activity::of(&finished, journeys),
            little: Little::of(journeys, window, &wip, throughput.total, &times),
            shows_queues: journeys.shows_queues(),
            delays: Delays::of(journeys, window),
            batches: Batches::of(journeys, window),
            handoffs: Handoffs::of(journeys, window),
            stream: ValueStream::of(journeys, window, &accuracy.stages),
            accuracy,
            constraint: Constraint::of(board, journeys, window),
            behaviour: Behaviour::of(&finished, &throughput, journeys, window),
            work_kinds: WorkKinds::of(board, journeys, window),
            cord: Cord::of(journeys, window),
            quality: DataQuality::of(journeys, window),
            finished,
            times,
            throughput,
            wip,
        }
    }
}
