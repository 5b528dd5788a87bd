//! The constraint: the one stage that sets the pace of the line.
//!
//! "In any value stream, there is always a direction of flow, and there is always one and only one
//! constraint" (*The DevOps Handbook*, chapter 2, after Goldratt). The tallest pile of cards finds
//! it about half the time, so:
//!
//! - where the number of workers of every working stage is known (said by the team, or the limit of
//!   its active columns), **utilisation** ranks: ∫ min(cards worked on, workers) dt ÷ ∫ workers dt;
//! - else **drop of fullness**: the share of time at its limit here − the share of time the next
//!   working stage is at its limit, with the limits that held at each moment.
//!
//! Utilisation needs to know when work on a card ends. A stage tells it when a queue or done column
//! follows each of its active ones. Where a stage does not, and limits make cards wait in it, cards
//! that wait look like work, and all stages above the constraint like the constraint: drop of
//! fullness ranks then.
//!
//! When the first two are close there is no clear constraint, and saying so is the answer;
//! `stands_out` says what close is, and why. A line with one working stage has its constraint
//! there. Beside each stage stands its evidence. **Starvation** is the share of time a stage was
//! empty while work waited in the backlog.

use super::occupancy::{Occupancy, sweep};
use super::station::Station;
use super::{Absence, Journeys, Window};
use crate::board::{Board, Scope, Timestamp};

/// What a stage that works did over the window. Shares are of the observed time, 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The stage, or the column that is in none.
    pub scope: Scope,
    /// How many work in it, where that is known now.
    pub workers: Option<usize>,
    /// Its limit as it is now.
    pub limit: Option<usize>,
    /// Share of its workers' time spent working; `None` where workers are not known.
    pub utilisation: Option<f64>,
    /// Share of time in which at least one card was worked on.
    pub busy: f64,
    /// Share of time at its limit; `None` if it never had one.
    pub full: Option<f64>,
    /// Share of time without a card.
    pub empty: f64,
    /// Share of time without a card while work waited in the backlog.
    pub starved: f64,
    /// Mean number of cards that were finished here and waited to be pulled on.
    pub finished_waiting: f64,
    /// Mean number of cards in the queues in front of it.
    pub queue_in_front: f64,
    /// How many times work on a card ended here: what the certainty of an answer rests on.
    pub pieces: usize,
    /// What it is ranked by: utilisation, or drop of fullness (-1 to 1).
    pub score: Option<f64>,
}

/// What the ranking rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Yardstick {
    /// Share of the workers' time spent working.
    Utilisation,
    /// Share of time at the limit, less that of the next stage.
    DropOfFullness,
}

/// The answer. Numbers are places in [`Constraint::stages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// This stage is the constraint.
    Named {
        /// Which.
        stage: usize,
        /// The second in rank, if there is another stage.
        runner_up: Option<usize>,
    },
    /// The first two are too close to tell.
    NoClear {
        /// The first in rank.
        first: usize,
        /// The second.
        second: usize,
    },
    /// It cannot be told.
    Unknown(Absence),
}

/// The constraint and the evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// The stages that work, left to right.
    pub stages: Vec<Evidence>,
    /// What ranks them.
    pub yardstick: Yardstick,
    /// The answer.
    pub verdict: Verdict,
}

impl Constraint {
    pub(super) fn of(board: &Board, journeys: &Journeys, window: Window) -> Self {
        let unknown = |why| Self {
            stages: Vec::new(),
            yardstick: Yardstick::DropOfFullness,
            verdict: Verdict::Unknown(why),
        };
        if !journeys.are_all() {
            return unknown(Absence::Filtered);
        }
        let stations = Station::all(board, journeys.line(), journeys.now());
        if stations.is_empty() {
            return unknown(Absence::NoActiveColumn);
        }
        if let Some(why) = Absence::of_window(journeys, window) {
            return unknown(why);
        }
        let observed = window.observed_ms(journeys.now());
        let sums = sweep(journeys, &stations, window);
        let evidence = |(station, sum)| Evidence::of(station, sum, observed, journeys.now());
        let mut stages: Vec<Evidence> = stations.iter().zip(&sums).map(evidence).collect();
        let yardstick = yardstick(&stations, &stages);
        score(&mut stages, yardstick);
        let verdict = verdict(&stages, yardstick);
        Self { stages, yardstick, verdict }
    }

    /// The stage that is named, if one is.
    pub fn named(&self) -> Option<&Evidence> {
        match self.verdict {
            Verdict::Named { stage, .. } => self.stages.get(stage),
            _ => None,
        }
    }
}

impl Evidence {
    fn of(station: &Station, sum: &Occupancy, observed_ms: i64, now: Timestamp) -> Self {
        let share = |ms: i64| ms as f64 / observed_ms as f64;
        let mean = |card_ms: i128| card_ms as f64 / observed_ms as f64;
        Self {
            scope: station.scope,
            workers: station.workers.at(now),
            limit: station.limit.at(now),
            utilisation: (sum.able > 0).then(|| sum.working as f64 / sum.able as f64),
            busy: share(sum.busy_ms),
            full: (sum.limited_ms > 0).then(|| share(sum.full_ms)),
            empty: share(sum.empty_ms),
            starved: share(sum.starved_ms),
            finished_waiting: mean(sum.finished_here),
            queue_in_front: mean(sum.in_front),
            pieces: sum.pieces,
            score: None,
        }
    }
}

/// Utilisation where it is known of every stage and means work; where nothing has a limit, no card
/// has to wait where it was worked on.
fn yardstick(stations: &[Station], stages: &[Evidence]) -> Yardstick {
    let known = stages.iter().all(|stage| stage.utilisation.is_some());
    let work_ends = stations.iter().all(|station| station.tells_waiting);
    if known && (work_ends || stages.iter().all(|stage| stage.full.is_none())) {
        Yardstick::Utilisation
    } else {
        Yardstick::DropOfFullness
    }
}

/// A stage without a limit is never full: it holds nothing up in front of it, and is not ranked.
/// Nothing holds up the last.
fn score(stages: &mut [Evidence], yardstick: Yardstick) {
    let mut next_full = 0.0;
    for stage in stages.iter_mut().rev() {
        stage.score = match yardstick {
            Yardstick::Utilisation => stage.utilisation,
            Yardstick::DropOfFullness => stage.full.map(|full| full - next_full),
        };
        next_full = stage.full.unwrap_or(0.0);
    }
}

fn verdict(stages: &[Evidence], yardstick: Yardstick) -> Verdict {
    if stages.iter().all(|stage| stage.pieces == 0) {
        return Verdict::Unknown(Absence::NoHandoffs);
    }
    // Those without a score come last.
    let rank = |stage: &usize| stages[*stage].score.unwrap_or(f64::NEG_INFINITY);
    let mut ranked: Vec<usize> = (0..stages.len()).collect();
    ranked.sort_by(|a, b| rank(b).total_cmp(&rank(a)));
    let Some(first) = ranked.first().copied().filter(|first| stages[*first].score.is_some()) else {
        return Verdict::Unknown(Absence::NoLimits);
    };
    let Some(second) = ranked.get(1).copied() else {
        return Verdict::Named { stage: first, runner_up: None };
    };
    if stands_out(&stages[first], &stages[second], yardstick) {
        Verdict::Named {
            stage: first,
            runner_up: Some(second).filter(|second| stages[*second].score.is_some()),
        }
    } else {
        Verdict::NoClear { first, second }
    }
}

/// Whether the first in rank is far enough from the second to be named.
///
/// Both distances were chosen on generated lines of four stages (gamma work of shape 1, 2 and 4; 1
/// to 3 workers; limits of 0 to 3 more), half with a constraint that is 1.2 to 2 times slower than
/// the next stage and half with none, 400 of each, saturated and open at 92 %, 30 to 500 cards long.
///
/// - **Utilisation** is compared as a ratio, for it grows and shrinks with the load. What two stages
///   of the same pace differ by is chance, and shrinks with the root of the number of cards. With
///   1.5 ÷ √n a line without constraint is given one in 2 to 5 of 100 cases at every length, and the
///   constraint is named in 58 (n = 30), 82 (60), 94 (120) and 100 (500) of 100.
/// - **Drop of fullness** of a line without constraint depends on its limits more than on chance: a
///   last stage with as many workers as its limit is full whenever it works. No distance parts
///   such lines from others; a quarter of the time is where, of the stages that are named, 97 of
///   100 are the constraint (n = 500; 96 at 120, 95 at 60), and 78 of 100 constraints are named
///   (74, 68). Of lines without constraint, 2 in 5 still get one. Below 64 cards chance adds up to
///   more: 2 ÷ √n keeps 95 of 100 right at 30. A line in which nothing is full for long has its
///   constraint elsewhere, so the distance is from 0 at least.
fn stands_out(first: &Evidence, second: &Evidence, yardstick: Yardstick) -> bool {
    let chance = 1.0 / (first.pieces.min(second.pieces) as f64).sqrt();
    let (high, low) = (first.score.unwrap_or(0.0), second.score.unwrap_or(0.0).max(0.0));
    match yardstick {
        Yardstick::Utilisation => high - low > 1.5 * chance * high,
        Yardstick::DropOfFullness => high - low > (2.0 * chance).max(0.25),
    }
}
