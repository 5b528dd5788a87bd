//! The constraint of small boards, told by hand: limits that change, stages, right of way, and why
//! there may be no answer.

use andon::board::{Fields, Scope, Subject, WipLimit, Workers};
use andon::flow::constraint::{Evidence, Verdict, Yardstick};
use andon::flow::{Absence, Metrics};

use crate::flow_story::{Story, id};

fn limit(limit: u64) -> Fields {
    Fields { wip: Some(WipLimit::new(limit)), ..Fields::default() }
}

fn workers(workers: u64) -> Fields {
    Fields { workers: Some(Workers::new(workers)), ..Fields::default() }
}

fn stages(metrics: &Metrics) -> &[Evidence] {
    &metrics.constraint.stages
}

#[test]
fn fullness_is_of_the_limit_that_held_then() {
    // Two cards from hour 2 to 8 of 10; the limit is 1 until 4, then 3, then 2 from 6 on.
    let dev = || Subject::Column(id("dev"));
    let story = Story::on("Backlog:backlog,Dev:active:1,Done:done")
        .moved(&[(0, "backlog"), (2, "dev"), (8, "done")])
        .moved(&[(0, "backlog"), (2, "dev"), (8, "done")])
        .set(4, dev(), limit(3))
        .set(6, dev(), limit(2));
    let metrics = story.told(0, 10, 10);
    let stage = &stages(&metrics)[0];
    assert_eq!((stage.full, stage.limit), (Some(0.4), Some(2)));
    assert_eq!((stage.busy, stage.empty, stage.starved), (0.6, 0.4, 0.2));
    // Nothing was said of workers; who may come in works: 1, 3 and 2 of them.
    assert_eq!((stage.workers, stage.utilisation), (Some(2), Some((2.0 + 4.0 + 4.0) / (4.0 + 6.0 + 8.0))));
    // As of hour 5 the limit of hour 6 is not there yet.
    let then = story.told(0, 10, 5);
    assert_eq!((stages(&then)[0].full, stages(&then)[0].limit), (Some(0.4), Some(3)));
    // A limit that is taken away is none from then on, and was one before.
    let story = story.set(7, dev(), limit(0));
    let without = story.told(0, 10, 10);
    assert_eq!((stages(&without)[0].full, stages(&without)[0].limit), (Some(0.3), None));
    assert_eq!(stages(&story.told(7, 10, 10))[0].full, None);
}

#[test]
fn a_card_with_right_of_way_fills_nothing() {
    let expedite = Fields { expedite: Some(true), ..Fields::default() };
    let story = Story::on("Backlog:backlog,Dev:active:1,Check:queue,Done:done")
        .set(0, Subject::Class(id("expedite")), expedite)
        .card("", "expedite", &[(0, "dev"), (4, "check"), (5, "done")])
        .moved(&[(2, "dev"), (6, "block"), (8, "unblock")]);
    let metrics = story.told(0, 10, 10);
    let stage = &stages(&metrics)[0];
    assert_eq!((stage.full, stage.busy, stage.empty), (Some(0.8), 0.8, 0.0));
    // One worker, though two cards are in the column from 2 to 4.
    assert_eq!((stage.workers, stage.utilisation), (Some(1), Some(0.8)));
    assert_eq!((stage.finished_waiting, stage.queue_in_front, stage.pieces), (0.0, 0.0, 1));
}

#[test]
fn a_stage_is_all_of_its_columns() {
    let dev = Subject::Stage(id("dev"));
    let part = Fields { stage: Some(Some(id("dev"))), ..Fields::default() };
    let column = |name: &str| Subject::Column(id(name));
    let story = Story::on("Backlog:backlog,Ready:queue,Doing:active,Ended:queue,Test:active,Done:done")
        .set(0, dev.clone(), limit(2))
        .set(0, column("doing"), part.clone())
        .set(0, column("ended"), part)
        .moved(&[(0, "ready"), (1, "doing"), (3, "ended"), (5, "test"), (7, "done")])
        .moved(&[(0, "ready"), (2, "doing"), (4, "ended"), (7, "test"), (8, "done")]);
    let metrics = story.told(0, 10, 10);
    let [stage, test] = stages(&metrics) else { panic!("{:?}", stages(&metrics)) };
    assert_eq!(stage.scope, Scope::Stage(id("dev")));
    // Both of the cards are in it from 2 to 5, the second alone until 7.
    assert_eq!((stage.full, stage.busy, stage.empty), (Some(0.3), 0.3, 0.4));
    assert_eq!((stage.finished_waiting, stage.queue_in_front), (0.5, 0.3));
    assert_eq!((stage.pieces, test.pieces), (2, 2));
    assert_eq!((stage.score, test.full, test.score), (Some(0.3), None, None));
    // A column to the right takes what is ended, so as many work as are said to, or let in.
    let with = |subject, fields| {
        let story = Story { board: story.board.clone(), seed: 1000 }.set(0, subject, fields);
        stages(&story.told(0, 10, 10))[0].utilisation
    };
    assert_eq!(with(dev.clone(), workers(1)), Some(0.3));
    assert_eq!(with(column("doing"), workers(2)), Some(0.2));
    assert_eq!(with(column("doing"), limit(2)), Some(0.2));
    assert_eq!(with(column("ended"), limit(2)), None);
    assert_eq!(with(dev, limit(9)), None);
}

#[test]
fn what_ranks_and_why_nothing_does() {
    let way = [(1, "dev"), (3, "test"), (4, "done")];
    let verdict = |columns: &str| Story::on(columns).moved(&way).told(0, 10, 10).constraint.verdict;
    assert_eq!(
        verdict("Dev:queue,Test:queue,Done:done"),
        Verdict::Unknown(Absence::NoActiveColumn),
        "nothing is seen to be worked on"
    );
    assert_eq!(verdict("Dev:active,Test:active,Done:done"), Verdict::Unknown(Absence::NoLimits));
    assert_eq!(
        verdict("Dev:active:1,Test:active:1,Done:done"),
        Verdict::NoClear { first: 0, second: 1 },
        "one card is no evidence"
    );
    assert_eq!(verdict("Dev:queue,Test:active:1,Done:done"), Verdict::Named { stage: 0, runner_up: None });
    let story = Story::on("Dev:active:1,Test:active:1,Done:done");
    assert_eq!(story.told(0, 10, 10).constraint.verdict, Verdict::Unknown(Absence::NoCards));
    let story = story.moved(&[(5, "dev")]);
    assert_eq!(story.told(2, 4, 10).constraint.verdict, Verdict::Unknown(Absence::BeforeTheBoard));
    assert_eq!(story.told(8, 8, 10).constraint.verdict, Verdict::Unknown(Absence::NothingObserved));
    assert_eq!(story.told(6, 8, 10).constraint.verdict, Verdict::Unknown(Absence::NoHandoffs));
}

#[test]
fn knowing_who_works_is_not_enough_where_waiting_looks_like_work() {
    let story = |limits: u64| {
        Story::on("Backlog:backlog,Dev:active,Test:active,Done:done")
            .set(0, Subject::Column(id("dev")), workers(1))
            .set(0, Subject::Column(id("test")), workers(1))
            .set(1, Subject::Column(id("test")), limit(limits))
            .moved(&[(1, "dev"), (3, "test"), (4, "done")])
            .told(0, 10, 10)
            .constraint
    };
    assert_eq!(story(2).yardstick, Yardstick::DropOfFullness);
    assert_eq!(story(2).stages[0].utilisation, Some(0.2));
    // Without a limit no card has to wait where it was worked on.
    let without = Story::on("Backlog:backlog,Dev:active,Test:active,Done:done")
        .set(0, Subject::Column(id("dev")), workers(1))
        .set(0, Subject::Column(id("test")), workers(1))
        .moved(&[(1, "dev"), (3, "test"), (4, "done")]);
    assert_eq!(without.told(0, 10, 10).constraint.yardstick, Yardstick::Utilisation);
}
