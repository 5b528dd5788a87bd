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
/// Both distances were chosen on generated lines of four stages: gamma work of shape 1, 2 or 4; 1 to 3
/// workers; limits of 0 to 3 more; saturated, and open at 92 %; 1,600 lines with a constraint that is
/// 1.2 to 2 times slower than the next stage and 800 without one, of 30, 60, 120 and 500 cards each.
///
/// - **Utilisation** is compared as a ratio, for it grows and shrinks with the load. What two stages
///   of the same pace differ by is chance, and shrinks with the root of the number of cards. With
///   1.5 ÷ √n, 3 to 7 of 100 lines without a constraint are given one, however long they are; of
///   those with one it is named in 59, 81, 95 and 100 of 100, another in under 1.
/// - **Drop of fullness** of a line without a constraint depends on its limits more than on chance:
///   a last stage with as many workers as its limit is full whenever it works. No distance parts such
///   lines from the others: 25 to 40 of 100 are given a constraint. A quarter of the time is where, of
///   the stages that are named, 95 of 100 are the constraint (98 at 500 cards), and it is named in
///   66, 74 and 82 of 100 lines of 60, 120 and 500 cards. Below 64 cards chance adds up to more:
///   2 ÷ √n keeps those 95 at 30 cards, and names it in 52. A line in which nothing is full for long
///   is held up from outside, so the distance is at least that from 0.
fn stands_out(first: &Evidence, second: &Evidence, yardstick: Yardstick) -> bool {
    let chance = 1.0 / (first.pieces.min(second.pieces) as f64).sqrt();
    let (high, low) = (first.score.unwrap_or(0.0), second.score.unwrap_or(0.0).max(0.0));
    match yardstick {
        Yardstick::Utilisation => high - low > 1.5 * chance * high,
        Yardstick::DropOfFullness => high - low > (2.0 * chance).max(0.25),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A stage that finished so many pieces, with its utilisation and its share of time at its limit.
    fn stage(pieces: usize, utilisation: Option<f64>, full: Option<f64>) -> Evidence {
        Evidence {
            scope: Scope::Board,
            workers: None,
            limit: None,
            utilisation,
            busy: 0.0,
            full,
            empty: 0.0,
            starved: 0.0,
            finished_waiting: 0.0,
            queue_in_front: 0.0,
            pieces,
            score: None,
        }
    }

    fn answer(mut stages: Vec<Evidence>, yardstick: Yardstick) -> Verdict {
        score(&mut stages, yardstick);
        verdict(&stages, yardstick)
    }

    #[test]
    fn two_stages_of_the_same_pace_differ_by_chance() {
        let named = |stage, runner_up| Verdict::Named { stage, runner_up: Some(runner_up) };
        let no_clear = |first, second| Verdict::NoClear { first, second };
        for (pieces, utilised, expected) in [
            // Within 15 % with 100 cards, within 30 % with 25, at any load.
            (100, [0.80, 0.67], named(0, 1)),
            (100, [0.80, 0.69], no_clear(0, 1)),
            (100, [0.067, 0.08], named(1, 0)),
            (100, [0.069, 0.08], no_clear(1, 0)),
            (25, [0.80, 0.67], no_clear(0, 1)),
            (25, [0.80, 0.55], named(0, 1)),
            // Two pieces are no evidence.
            (2, [1.0, 0.0], no_clear(0, 1)),
            (100, [0.0, 0.0], no_clear(0, 1)),
        ] {
            let stages = utilised.map(|utilised| stage(pieces, Some(utilised), None));
            assert_eq!(answer(stages.to_vec(), Yardstick::Utilisation), expected, "{pieces} {utilised:?}");
        }
        // The stage with the fewer pieces is the one that is known less.
        let stages = vec![stage(100, Some(0.8), None), stage(4, Some(0.3), None)];
        assert_eq!(answer(stages, Yardstick::Utilisation), no_clear(0, 1));
    }

    #[test]
    fn a_stage_is_full_because_the_next_one_is() {
        for (pieces, full, expected) in [
            (100, [Some(1.0), Some(0.95), Some(0.1)], Verdict::Named { stage: 1, runner_up: Some(2) }),
            (100, [Some(1.0), Some(0.7), Some(0.3)], Verdict::NoClear { first: 1, second: 0 }),
            // Nothing is full for long: what holds the line up is not in it.
            (100, [Some(0.2), Some(0.0), Some(0.0)], Verdict::NoClear { first: 0, second: 1 }),
            (100, [Some(0.1), Some(0.2), Some(0.45)], Verdict::Named { stage: 2, runner_up: Some(0) }),
            (25, [Some(0.1), Some(0.2), Some(0.45)], Verdict::Named { stage: 2, runner_up: Some(0) }),
            (24, [Some(0.1), Some(0.2), Some(0.4)], Verdict::NoClear { first: 2, second: 0 }),
            // A stage without a limit is never full and never ranked.
            (100, [Some(0.5), None, Some(0.6)], Verdict::NoClear { first: 2, second: 0 }),
            (100, [None, Some(0.6), None], Verdict::Named { stage: 1, runner_up: None }),
            (100, [None, Some(0.2), None], Verdict::NoClear { first: 1, second: 0 }),
            (100, [None; 3], Verdict::Unknown(Absence::NoLimits)),
            (0, [Some(1.0); 3], Verdict::Unknown(Absence::NoHandoffs)),
        ] {
            let stages = full.map(|full| stage(pieces, None, full));
            assert_eq!(answer(stages.to_vec(), Yardstick::DropOfFullness), expected, "{pieces} {full:?}");
        }
    }

    #[test]
    fn the_only_stage_sets_the_pace() {
        let one = Verdict::Named { stage: 0, runner_up: None };
        assert_eq!(answer(vec![stage(1, Some(0.1), None)], Yardstick::Utilisation), one);
        assert_eq!(answer(vec![stage(1, None, Some(0.0))], Yardstick::DropOfFullness), one);
        assert_eq!(
            answer(vec![stage(1, None, None)], Yardstick::DropOfFullness),
            Verdict::Unknown(Absence::NoLimits)
        );
    }
}
