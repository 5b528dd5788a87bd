//! What the pictures of the metrics pane are drawn from, beside the report: the same measures,
//! sorted and gathered once when they were taken, whatever the size of the screen.
//!
//! What grows with the cards is done here, on the thread that measures. A frame and a key look
//! things up.

mod ages;
mod backs;
mod bins;
mod cloud;
mod control;
mod cursor;
mod lanes;
mod scale;
mod steps;
mod timed;

pub use ages::Age;
pub use backs::Back;
pub use bins::Bins;
pub use cloud::Cloud;
pub use control::{Control, whole};
pub use cursor::{Cursor, Target, bucket_cards};
pub use lanes::{Lane, Lanes};
pub use scale::{Scale, Unit};
pub use steps::Step;
pub use timed::{Clock, Timed, TimedCard};

use std::collections::HashMap;

use crate::board::{Board, ColumnIx, Id, Scope, Subject};
use crate::report::Report;

/// What pictures are drawn from.
#[derive(Debug, Clone)]
pub struct Charts {
    /// The finished cards that have times.
    pub timed: Timed,
    /// For each of [`Clock::ALL`], where its points lie.
    clouds: [Cloud; 3],
    /// For each of [`Clock::ALL`], its bars.
    bins: [Bins; 3],
    /// The cards in process.
    pub lanes: Lanes,
    /// For each day of the cumulative flow, the moves back.
    pub backs: Vec<Back>,
    /// The cards in process that are past something.
    pub ages: HashMap<Id, Age>,
    /// Process behaviour of lead times, and of the weeks' throughput.
    controls: [Control; 2],
    /// The ids of the measured board's columns, by [`ColumnIx::index`]: the board on screen may
    /// number them otherwise.
    columns: Vec<Id>,
}

impl Charts {
    /// Of a board's report.
    pub fn of(board: &Board, report: &Report) -> Self {
        let metrics = &report.metrics;
        let timed = Timed::of(&metrics.finished);
        let (from, to) = (metrics.window.from, metrics.window.to.min(metrics.now));
        Self {
            clouds: Clock::ALL.map(|clock| Cloud::of(&timed, clock, from, to)),
            bins: Clock::ALL.map(|clock| Bins::of(&timed, clock)),
            lanes: Lanes::of(&metrics.pace),
            ages: ages::ages(&metrics.pace, &metrics.sle),
            backs: backs::backs(&metrics.cumulative),
            controls: [
                Control::of(&metrics.behaviour.lead_time, Unit::Time),
                Control::of(&metrics.behaviour.throughput, Unit::Count),
            ],
            columns: board.columns().iter().map(|column| column.id).collect(),
            timed,
        }
    }

    /// Where the points of a clock lie.
    pub fn cloud(&self, clock: Clock) -> &Cloud {
        &self.clouds[clock as usize]
    }

    /// The bars of a clock.
    pub fn bins(&self, clock: Clock) -> &Bins {
        &self.bins[clock as usize]
    }

    /// What process behaviour is drawn with: of the weeks' throughput, or of lead times.
    pub fn control(&self, weekly: bool) -> &Control {
        &self.controls[usize::from(weekly)]
    }

    /// A column of the measured board, by its id.
    pub fn column(&self, column: ColumnIx) -> Option<Id> {
        self.columns.get(column.index()).copied()
    }

    /// A column or stage of the measured board, by its id.
    pub fn place(&self, scope: Scope) -> Option<Subject> {
        match scope {
            Scope::Column(column) => self.column(column).map(Subject::Column),
            Scope::Stage(stage) => Some(Subject::Stage(stage)),
            Scope::Class(_) | Scope::Person(_) | Scope::Board => None,
        }
    }
}
