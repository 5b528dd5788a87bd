//! Hand-offs, %C/A and transfer batches of small boards, told case by case.

use andon::board::{Fields, Subject};
use andon::flow::Accuracy;
use andon::flow::batches::TOGETHER_MS;

use crate::flow_told::{Told, hour};

const COLUMNS: &str =
    "Backlog,Ready:queue,Doing:active@dev,Built:queue@dev,Review:active,Done:done,Later:backlog,Shipped:done";

/// Hand-offs and failures of development and of review, first pass of finished, customer returns.
type Counts = ([(usize, usize); 2], (usize, usize), usize);

fn counts(accuracy: &Accuracy) -> Counts {
    let stages: Vec<(usize, usize)> =
        accuracy.stages.iter().map(|stage| (stage.handoffs, stage.failed)).collect();
    let first_pass = (accuracy.first_pass, accuracy.finished);
    (stages.try_into().unwrap(), first_pass, accuracy.customer_returns)
}

#[test]
fn a_hand_off_fails_when_the_card_comes_back_to_its_stage() {
    for (about, card, expected) in [
        ("no hand-off yet", "A: 0 Ready, 1 Doing", ([(0, 0); 2], (0, 0), 0)),
        ("within the stage", "A: 0 Doing, 1 Built, 2 Doing, 3 Built", ([(0, 0); 2], (0, 0), 0)),
        ("straight on", "A: 0 Doing, 1 Built, 2 Review, 3 Done", ([(1, 0), (1, 0)], (1, 1), 0)),
        ("past a stage", "A: 0 Doing, 1 Done", ([(1, 0), (0, 0)], (1, 1), 0)),
        ("back to where it left", "A: 0 Built, 1 Review, 2 Built", ([(1, 1), (0, 0)], (0, 0), 0)),
        ("back to another column", "A: 0 Built, 1 Review, 2 Doing", ([(1, 1), (0, 0)], (0, 0), 0)),
        ("back past the stage", "A: 0 Built, 1 Review, 2 Ready, 3 Doing", ([(1, 0), (0, 0)], (0, 0), 0)),
        (
            "twice is two",
            "A: 0 Doing, 1 Review, 2 Doing, 3 Review, 4 Built, 5 Review, 6 Done",
            ([(3, 2), (1, 0)], (0, 1), 0),
        ),
        (
            "once is one, however far it goes back after",
            "A: 0 Doing, 1 Review, 2 Built, 3 Ready, 4 Built, 5 Doing",
            ([(1, 1), (0, 0)], (0, 0), 0),
        ),
        (
            "the blame is of one stage",
            "A: 0 Doing, 1 Review, 2 Done, 3 Doing, 4 Done",
            ([(2, 1), (1, 0)], (0, 1), 1),
        ),
        (
            "by the customer, to review",
            "A: 0 Doing, 1 Review, 2 Done, 3 Review",
            ([(1, 0), (1, 1)], (0, 0), 1),
        ),
        ("by the customer, who had it straight", "A: 0 Done, 1 Review", ([(0, 0); 2], (0, 0), 1)),
        (
            "by the customer, to the backlog",
            "A: 0 Doing, 1 Done, 2 Backlog, 3 Doing, 4 Done",
            ([(2, 0), (0, 0)], (0, 1), 1),
        ),
        (
            "an un-commit is no defect",
            "A: 0 Doing, 1 Review, 2 Backlog, 3 Doing, 4 Review, 5 Done",
            ([(2, 0), (1, 0)], (1, 1), 0),
        ),
        (
            "nor when the backlog is on the right",
            "A: 0 Doing, 1 Review, 2 Later, 3 Doing, 4 Review, 5 Done",
            ([(2, 0), (1, 0)], (1, 1), 0),
        ),
        (
            "a return after an un-commit is one",
            "A: 0 Doing, 1 Review, 2 Backlog, 3 Review, 4 Doing",
            ([(1, 1), (0, 0)], (0, 0), 0),
        ),
        ("from one done to the other", "A: 0 Doing, 1 Done, 2 Shipped", ([(1, 0), (0, 0)], (1, 1), 0)),
        ("given up", "A: 0 Doing, 1 Review, 2 gone", ([(1, 0), (0, 0)], (0, 0), 0)),
        (
            "deleted, and put back",
            "A: 0 Doing, 1 Review, 2 gone, 3 back, 4 Done",
            ([(1, 0), (1, 0)], (1, 1), 0),
        ),
    ] {
        let accuracy = Told::of(COLUMNS, &[card]).measured(0, 10, 10).accuracy;
        assert_eq!(counts(&accuracy), expected, "{about}: {card}");
    }
}

#[test]
fn hand_offs_are_of_the_window_they_were_made_in() {
    let told = Told::of(COLUMNS, &["A: 0 Doing, 1 Review, 5 Doing, 7 Review, 9 Done"]);
    for (from, to, now, dev) in [
        (0, 5, 10, (1, 1)),
        (0, 5, 4, (1, 0)),
        (1, 2, 10, (1, 1)),
        (2, 7, 10, (0, 0)),
        (5, 10, 10, (1, 0)),
        (0, 10, 10, (2, 1)),
    ] {
        let accuracy = told.measured(from, to, now).accuracy;
        assert_eq!(counts(&accuracy).0[0], dev, "{from}..{to} at {now}");
    }
}

#[test]
fn shares_are_none_where_nothing_was_handed_on() {
    let accuracy = Told::of(COLUMNS, &["A: 0 Ready"]).measured(0, 10, 10).accuracy;
    assert_eq!(accuracy.stages[0].share(), None);
    assert_eq!((accuracy.rolled(), accuracy.first_pass_yield(), accuracy.handoffs()), (None, None, 0));
    let cards = [
        "A: 0 Doing, 1 Review, 2 Doing, 3 Review, 4 Done",
        "B: 0 Doing, 1 Review, 2 Done, 3 Review",
        "C: 0 Done",
    ];
    let accuracy = Told::of(COLUMNS, &cards).measured(0, 10, 10).accuracy;
    assert_eq!(accuracy.rolled(), Some(2.0 / 3.0 * 0.5));
    // Of A and C the last was never in process, and B is not finished.
    assert_eq!((accuracy.first_pass_yield(), accuracy.handoffs()), (Some(0.0), 5));
}

#[test]
fn a_removed_stage_is_told_while_it_has_hand_offs() {
    let mut told = Told::of("Backlog,Dev:active,Old:active,Unused:active,Done", &["A: 0 Dev, 1 Old, 2 Done"]);
    for column in ["Old", "Unused"] {
        let column = told.column(column);
        told.set(Subject::Column(column), Fields { gone: Some(true), ..Fields::default() });
    }
    let stages = told.measured(0, 10, 10).accuracy.stages;
    let names: Vec<String> = stages.iter().map(|stage| told.board.scope_name(stage.scope)).collect();
    assert_eq!(names, ["Dev", "Old"]);
}

#[test]
fn people_and_steps_hand_a_card_on() {
    for (about, card, handoffs) in [
        ("a column of a step is no step", "A: 0 Doing, 1 Built, 2 Done", 1),
        ("into process and out of it", "A: 0 Backlog, 1 Ready, 2 Doing, 3 Built, 4 Review, 5 Done", 4),
        ("back is none", "A: 0 Doing, 1 Review, 2 Doing, 3 Review, 4 Done", 3),
        ("people", "A: 0 Doing, 1 @ann, 2 @bob, 3 -@ann, 4 Done", 4),
    ] {
        let told = Told::of(COLUMNS, &[card]);
        let found = told.measured(0, 10, 10).handoffs;
        assert_eq!(found.most, Some((told.card("A"), handoffs)), "{about}");
        assert_eq!((found.total, found.mean()), (u64::from(handoffs), Some(f64::from(handoffs))), "{about}");
    }
}

#[test]
fn hand_offs_are_of_the_cards_that_finished_and_were_in_process() {
    let told = Told::of(
        "Backlog,Dev:active,Done",
        &[
            "A: 0 Dev, 3 Done",
            "B: 0 Dev, 1 @ann, 2 Done",
            "C: 0 Dev, 1 @ann, 3 Done",
            "D: 0 Dev, 2 Done",
            "E: 0 Backlog, 1 Dev, 2 Done",
            "Unfinished: 0 Dev, 1 @ann, 2 @bob",
            "Later: 0 Dev, 1 @ann, 2 @bob, 12 Done",
            "Never: 0 Backlog, 1 Done",
        ],
    );
    let found = told.measured(0, 10, 20).handoffs;
    assert_eq!((found.cards, found.total, found.median), (5, 8, Some(2)));
    assert_eq!(found.most, Some((told.card("B").min(told.card("E")), 2)), "both were first");
    let none = told.measured(5, 10, 20).handoffs;
    assert_eq!((none.cards, none.total, none.median, none.most, none.mean()), (0, 0, None, None, None));
}

#[test]
fn cards_that_cross_a_border_within_an_hour_are_a_batch() {
    let mut told = Told::of("Backlog,Dev:active,Check:queue,Done", &[]);
    for name in ["A", "B", "C", "D"] {
        told.tell(&format!("{name}: 0 Backlog, 1 Dev"));
    }
    // Created in the column, come back to it, gone to the backlog: no crossings of it.
    told.tell("Made: 1 Dev, 2 Backlog");
    told.tell("Back: 0 Check, 1 Dev");
    told.tell("A: 5 Check, 6 Done");
    told.tell("B: 6 Check, 6 Done");
    told.tell("C: 6 Check");
    let found = told.measured(0, 10, 10).batches;
    let (largest, check) = (found.largest.unwrap(), told.measured(5, 10, 10).batches);
    assert_eq!((largest.cards, largest.at), (4, hour(1)));
    assert_eq!(&*told.board.column(largest.column).name, "Dev");
    // An hour after the first is another batch: 4 into Dev; 1 and 2 into Check; 2 into Done.
    assert_eq!(TOGETHER_MS, hour(6).since(hour(5)));
    assert_eq!((found.batches, found.crossings, found.mean()), (4, 9, Some(9.0 / 4.0)));
    assert_eq!((check.batches, check.crossings), (3, 5));
    // Two batches of two at the same time: the left column's comes first.
    let largest = check.largest.unwrap();
    assert_eq!((largest.cards, &*told.board.column(largest.column).name), (2, "Check"));
    let none = told.measured(2, 5, 10).batches;
    assert_eq!((none.batches, none.mean(), none.largest), (0, None, None));
}
