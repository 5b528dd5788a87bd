//! Two logs of a simulator in another language: one line whose constraint is Dev, and one without.
//!
//! They are the first 2,000 rows of a run of it: four stages of one worker, limits 3, 4, 3 and 3,
//! gamma work of shape 4. In `dev.csv` a card takes 1, 2, 1.2 and 1.1 days, in `balanced.csv` 1.5 days
//! everywhere.

use andon::board::{Board, Id};
use andon::flow::constraint::{Constraint, Evidence, Verdict, Yardstick};
use andon::flow::{Absence, Journeys, Metrics, Window};

use crate::board_of;
use crate::constraint_lines::{STAGES, Told, board, say_workers};
use crate::stories::{folder, read};

fn line(name: &str) -> Board {
    let mut board = board([3, 4, 3, 3], Told::Apart);
    let csv = read(&folder().join("constraint").join(name).with_extension("csv"));
    assert_eq!(board_of::take(&mut board, &csv).operations.len(), 2000 + board.cards().len());
    board
}

/// All of the log, and what follows from it.
fn constraint(board: &Board) -> Constraint {
    let stamps = || board.cards().flat_map(andon::board::Card::events).map(|event| event.at);
    let window = Window { from: stamps().min().unwrap(), to: stamps().max().unwrap() };
    let constraint = Metrics::compute(board, &Journeys::of(board, window.to), window).constraint;
    assert_eq!(constraint.stages.len(), STAGES);
    constraint
}

/// The evidence beside what a plain count over the rows of the log gives.
fn assert_near(constraint: &Constraint, what: impl Fn(&Evidence) -> f64, expected: [f64; STAGES]) {
    let found: Vec<f64> = constraint.stages.iter().map(what).collect();
    let close = |(found, expected): (&f64, f64)| (found - expected).abs() < 6e-5;
    assert!(found.iter().zip(expected).all(close), "{found:?}, expected {expected:?}");
}

#[test]
fn dev_is_named_with_its_evidence() {
    let mut board = line("dev");
    let by_limits = constraint(&board);
    assert_eq!(by_limits.yardstick, Yardstick::DropOfFullness);
    assert_eq!(by_limits.verdict, Verdict::Named { stage: 1, runner_up: Some(2) });
    assert_eq!(by_limits.named().map(|stage| stage.limit), Some(Some(4)));
    assert_near(&by_limits, |stage| stage.full.unwrap(), [1.0, 0.9906, 0.0267, 0.0012]);
    assert_near(&by_limits, |stage| stage.score.unwrap(), [0.0094, 0.9639, 0.0255, 0.0012]);
    assert_near(&by_limits, |stage| stage.busy, [0.4769, 0.9975, 0.5899, 0.5220]);
    assert_near(&by_limits, |stage| stage.empty, [0.0, 0.0025, 0.4101, 0.4780]);
    assert_near(&by_limits, |stage| stage.finished_waiting, [2.4442, 0.0, 0.0, 0.0]);
    assert_near(&by_limits, |stage| stage.queue_in_front, [0.0789, 2.9760, 0.1825, 0.0876]);
    assert_eq!(by_limits.stages.iter().map(|stage| stage.pieces).max(), Some(159));
    say_workers(&mut board, [1; STAGES]);
    let by_work = constraint(&board);
    assert_eq!(by_work.yardstick, Yardstick::Utilisation);
    assert_eq!(by_work.verdict, Verdict::Named { stage: 1, runner_up: Some(2) });
    // With one worker a stage is busy for as long as its worker is.
    assert!(by_work.stages.iter().all(|stage| stage.score == Some(stage.busy)));
}

#[test]
fn a_balanced_line_has_no_clear_constraint() {
    let mut board = line("balanced");
    let by_limits = constraint(&board);
    assert_eq!(by_limits.verdict, Verdict::NoClear { first: 0, second: 3 });
    assert_near(&by_limits, |stage| stage.score.unwrap(), [0.5271, 0.1441, -0.0651, 0.3938]);
    say_workers(&mut board, [1; STAGES]);
    let by_work = constraint(&board);
    assert_eq!(by_work.verdict, Verdict::NoClear { first: 0, second: 1 });
    assert_near(&by_work, |stage| stage.score.unwrap(), [0.9778, 0.9170, 0.8652, 0.8714]);
    assert_eq!(by_work.named(), None);
}

#[test]
fn some_of_the_cards_do_not_tell() {
    let board = line("dev");
    let now = board.cards().map(andon::board::Card::last_at).max().unwrap();
    let one: Id = board.cards().next().unwrap().id();
    let journeys = Journeys::of_those(&board, now, |card| card.id() != one);
    let window = Window::last(365, now);
    let constraint = Metrics::compute(&board, &journeys, window).constraint;
    assert_eq!((constraint.verdict, constraint.stages), (Verdict::Unknown(Absence::Filtered), Vec::new()));
}
