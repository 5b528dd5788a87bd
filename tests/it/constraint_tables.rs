//! The constraint of small boards, told by hand: limits that change, stages, right of way, and why
//! there may be no answer.

use andon::board::{Fields, Id, Scope, Subject, WipLimit, Workers};
use andon::flow::Absence;
use andon::flow::constraint::{Constraint, Evidence, Verdict, Yardstick};

use crate::flow_told::Told;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn column(name: &str) -> Subject {
    Subject::Column(id(name))
}

fn stage(name: &str) -> Subject {
    Subject::Stage(id(name))
}

fn limit(limit: u64) -> Fields {
    Fields { wip: Some(WipLimit::new(limit)), ..Fields::default() }
}

fn workers(workers: u64) -> Fields {
    Fields { workers: Some(Workers::new(workers)), ..Fields::default() }
}

/// What is told at hour `now` of the hours `from` to `to`.
fn constraint(told: &Told, [from, to]: [i64; 2], now: i64) -> Constraint {
    told.measured(from, to, now).constraint
}

/// The first stage, over ten hours that have passed.
fn first(told: &Told) -> Evidence {
    constraint(told, [0, 10], 10).stages[0].clone()
}

#[test]
fn fullness_is_of_the_limit_that_held_then() {
    // Two cards from hour 2 to 8 of 10; the limit is 1 until 4, then 3, then 2 from 6 on.
    let mut told = Told::of(
        "Backlog:backlog,Dev:active,Done:done",
        &["A: 0 Backlog, 2 Dev, 8 Done", "B: 0 Backlog, 2 Dev, 8 Done"],
    );
    for (hours, cards) in [(0, 1), (4, 3), (6, 2)] {
        told.set_at(hours, column("dev"), limit(cards));
    }
    let dev = first(&told);
    assert_eq!((dev.full, dev.limit), (Some(0.4), Some(2)));
    assert_eq!((dev.busy, dev.empty, dev.starved), (0.6, 0.4, 0.2));
    // Nothing was said of workers; as many as may come in: 1, 3 and 2 of them.
    assert_eq!((dev.workers, dev.utilisation), (Some(2), Some((2.0 + 4.0 + 4.0) / (4.0 + 6.0 + 8.0))));
    // As of hour 5 the limit of hour 6 is not there yet.
    let then = &constraint(&told, [0, 10], 5).stages[0];
    assert_eq!((then.full, then.limit), (Some(0.4), Some(3)));
    // A limit that is taken away is none from then on, and was one before.
    told.set_at(7, column("dev"), limit(0));
    assert_eq!((first(&told).full, first(&told).limit), (Some(0.3), None));
    assert_eq!(constraint(&told, [7, 10], 10).stages[0].full, None);
}

#[test]
fn a_card_with_right_of_way_fills_nothing() {
    let mut told = Told::of("Backlog:backlog,Dev:active:1,Check:queue,Done:done", &["A: 0 Dev"]);
    let expedite = Fields { expedite: Some(true), ..Fields::default() };
    told.set(Subject::Class(id("expedite")), expedite);
    told.tell("A: 0 class expedite, 4 Check, 5 Done");
    told.tell("B: 2 Dev, 6 block no paper, 8 unblock");
    let dev = first(&told);
    assert_eq!((dev.full, dev.busy, dev.empty), (Some(0.8), 0.8, 0.0));
    // One worker, though two cards are in the column from 2 to 4.
    assert_eq!((dev.workers, dev.utilisation), (Some(1), Some(0.8)));
    assert_eq!((dev.finished_waiting, dev.queue_in_front, dev.pieces), (0.0, 0.0, 1));
}

#[test]
fn a_stage_is_all_of_its_columns() {
    let mut told = Told::of(
        "Backlog:backlog,Ready:queue,Doing:active@dev,Ended:queue@dev,Test:active,Done:done",
        &["A: 0 Ready, 1 Doing, 3 Ended, 5 Test, 7 Done", "B: 0 Ready, 2 Doing, 4 Ended, 7 Test, 8 Done"],
    );
    told.set(stage("dev"), limit(2));
    let found = constraint(&told, [0, 10], 10);
    let [dev, test] = &found.stages[..] else { panic!("{:?}", found.stages) };
    assert_eq!(dev.scope, Scope::Stage(id("dev")));
    // Both of the cards are in it from 2 to 5, the second alone until 7.
    assert_eq!((dev.full, dev.busy, dev.empty), (Some(0.3), 0.3, 0.4));
    assert_eq!((dev.finished_waiting, dev.queue_in_front), (0.5, 0.3));
    assert_eq!((dev.pieces, test.pieces), (2, 2));
    assert_eq!((dev.score, test.full, test.score), (Some(0.3), None, None));
    // A column to the right takes what is ended, so as many work as are said to, or let in.
    let mut utilisation = |subject: Subject, fields: Fields, none: Fields| {
        told.set(subject.clone(), fields);
        let utilisation = first(&told).utilisation;
        told.set(subject, none);
        utilisation
    };
    assert_eq!(utilisation(column("doing"), workers(2), workers(0)), Some(0.2));
    assert_eq!(utilisation(column("doing"), limit(2), limit(0)), Some(0.2));
    assert_eq!(utilisation(column("ended"), limit(2), limit(0)), None);
    assert_eq!(utilisation(stage("dev"), limit(9), limit(2)), None);
    assert_eq!(utilisation(stage("dev"), workers(1), workers(0)), Some(0.3));
}

#[test]
fn what_ranks_and_why_nothing_does() {
    let verdict = |columns: &str, card: &str| constraint(&Told::of(columns, &[card]), [0, 10], 10).verdict;
    let way = "A: 1 Dev, 3 Test, 4 Done";
    for (columns, expected) in [
        ("Dev:queue,Test:queue,Done:done", Verdict::Unknown(Absence::NoActiveColumn)),
        ("Dev:active,Test:active,Done:done", Verdict::Unknown(Absence::NoLimits)),
        // One card is no evidence.
        ("Dev:active:1,Test:active:1,Done:done", Verdict::NoClear { first: 0, second: 1 }),
        ("Dev:queue,Test:active:1,Done:done", Verdict::Named { stage: 0, runner_up: None }),
    ] {
        assert_eq!(verdict(columns, way), expected, "{columns}");
    }
    let mut told = Told::of("Dev:active:1,Test:active:1,Done:done", &[]);
    let why = |told: &Told, window| match constraint(told, window, 10).verdict {
        Verdict::Unknown(why) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(&told, [0, 10]), Absence::NoCards);
    told.tell("A: 5 Dev");
    assert_eq!(why(&told, [2, 4]), Absence::BeforeTheBoard);
    assert_eq!(why(&told, [8, 8]), Absence::NothingObserved);
    assert_eq!(why(&told, [6, 8]), Absence::NoHandoffs);
}

#[test]
fn knowing_who_works_is_not_enough_where_waiting_looks_like_work() {
    let mut told =
        Told::of("Backlog:backlog,Dev:active,Test:active,Done:done", &["A: 1 Dev, 3 Test, 4 Done"]);
    told.set(column("dev"), workers(1));
    told.set(column("test"), workers(1));
    // Without a limit no card has to wait where it was worked on.
    assert_eq!(constraint(&told, [0, 10], 10).yardstick, Yardstick::Utilisation);
    told.set(column("test"), limit(2));
    let found = constraint(&told, [0, 10], 10);
    assert_eq!((found.yardstick, found.stages[0].utilisation), (Yardstick::DropOfFullness, Some(0.2)));
}
