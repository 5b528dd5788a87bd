//! The andon cord in numbers: cases with known answers, and what holds for every log.

use proptest::prelude::*;

use andon::board::{Action, Board, Change, Draft, Field, Id, Operation, Timestamp};
use andon::flow::{Cord, Journeys, Metrics, Window};

use crate::board_of;
use crate::flow_boards::{applied, board, now, window};

const COLUMNS: &str = "Ready:queue,Dev:active,Test:active,Done:done";
const START: i64 = 1_772_000_000_000;
const MINUTE: i64 = 60_000;

fn at(minute: i64) -> Timestamp {
    Timestamp::from_ms(START + minute * MINUTE)
}

/// A board with a card A in Dev and a card B in Test, and things done to them: minute, who, card,
/// what. A `~` before the minute says that it is done to a copy of the board and joined.
fn story(lines: &str) -> Board {
    let mut board = board_of::empty(COLUMNS, "UTC");
    let column = |name: &str| name.to_lowercase().parse::<Id>().unwrap();
    let mut seed = 100;
    let mut make = |board: &mut Board, minute: i64, by: &str, change: Change| {
        seed += 1;
        let by = by.to_owned();
        board.apply(&Operation { change, at: at(minute), by, seed, over: None, backdated: false }).unwrap()
    };
    let mut cards = Vec::new();
    for (title, to) in [("A", "dev"), ("B", "test")] {
        let values = vec![(Field::Title, title.to_owned())];
        let add = Change::Add(Draft { to: Some(column(to)), values, ..Draft::default() });
        cards.push(make(&mut board, 0, "ann", add).card().unwrap());
    }
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let card = cards[usize::from(words[2] == "B")];
        let rest = words.get(4..).unwrap_or_default().join(" ");
        let change = match words[3] {
            "pull" => Change::Pull { card, why: rest },
            "answer" => Change::Answer { card },
            "resolve" => Change::Resolve { card, what: rest },
            "move" => Change::Move { card, to: column(&rest) },
            "delete" => Change::Delete { card },
            "undo" => Change::Undo { card, event: board.card(card).unwrap().events().last().unwrap().id },
            other => panic!("{other}"),
        };
        make(&mut board, words[0].parse().unwrap(), words[1], change);
    }
    board
}

fn told(board: &Board, from: i64, to: i64, now: i64) -> Cord {
    let journeys = Journeys::of(board, at(now));
    Metrics::compute(board, &journeys, Window { from: at(from), to: at(to) }).cord
}

#[test]
fn who_came_how_soon_and_what_was_done() {
    let board = story(
        "10 ann A pull the tests fail
         14 jon A answer
         40 jon A resolve wait for the port
         50 ann A move test
         60 ann A pull no test data
         61 kim B pull the tests fail again
         90 kim B resolve a second machine",
    );
    let cord = told(&board, 0, 100, 100);
    assert_eq!(cord.pulls.len(), 3);
    let first = &cord.pulls[0];
    assert_eq!((&*first.why, &*first.pulled.by), ("the tests fail", "ann"));
    assert_eq!(first.answered.as_ref().map(|said| (said.at, &*said.by)), Some((at(14), "jon")));
    let done = first.resolved.as_ref().unwrap();
    assert_eq!((done.said.at, &*done.said.by, &*done.what), (at(40), "jon", "wait for the port"));
    // Resolved without an answer: whoever resolved it came.
    assert_eq!(
        (cord.pulls[2].respond_ms(), cord.pulls[2].resolve_ms()),
        (Some(29 * MINUTE), Some(29 * MINUTE))
    );
    assert_eq!(cord.all.pulls, 3);
    assert_eq!((cord.all.answered, cord.all.resolved, cord.all.open), (2, 2, 1));
    assert_eq!((cord.all.respond.n, cord.all.respond.sum_ms), (2, i128::from(33 * MINUTE)));
    assert_eq!((cord.all.resolve.n, cord.all.resolve.sum_ms), (2, i128::from(59 * MINUTE)));
    let open: Vec<_> = cord.open.iter().map(|pull| (&*pull.why, pull.open_ms(at(100)))).collect();
    assert_eq!(open, [("no test data", Some(40 * MINUTE))]);
    // Where the card stood, not where it went: one pull on Dev, two on Test, so one repeat.
    let steps: Vec<_> = cord
        .steps
        .iter()
        .map(|step| (board.scope_name(step.scope), step.tally.pulls, step.tally.repeats, step.tally.open))
        .collect();
    assert_eq!(steps, [("Dev".to_owned(), 1, 0, 0), ("Test".to_owned(), 2, 1, 1)]);
    assert_eq!(cord.all.repeats, 1);
}

#[test]
fn the_window_chooses_pulls_and_the_open_ones_are_those_of_now() {
    let board = story(
        "10 ann A pull one
         20 jon A answer
         30 jon A resolve done
         40 ann A pull two",
    );
    // Half-open, by the pull: what became of it later counts.
    assert_eq!(told(&board, 0, 10, 100).all.pulls, 0);
    let first = told(&board, 10, 40, 100);
    assert_eq!((first.all.pulls, first.all.resolved, first.open.len()), (1, 1, 1));
    assert_eq!(told(&board, 0, 10, 100).open.len(), 1, "open now, whichever window");
    // As of an earlier instant, what happened later did not.
    let early = told(&board, 0, 100, 15);
    assert_eq!((early.all.pulls, early.all.answered, early.all.resolved, early.all.open), (1, 0, 0, 1));
    assert_eq!(told(&board, 0, 100, 5), Cord::default());
}

#[test]
fn awkward_pulls() {
    // A card that leaves the board takes its open pull with it: not open, and not resolved.
    let board = story("10 ann A pull one\n12 jon A answer\n20 ann A delete");
    let cord = told(&board, 0, 100, 100);
    assert_eq!((cord.all.pulls, cord.all.answered, cord.all.resolved, cord.all.open), (1, 1, 0, 0));
    assert!(cord.open.is_empty());
    // What is undone did not happen.
    assert_eq!(told(&story("10 ann A pull one\n11 ann A undo"), 0, 100, 100), Cord::default());
    let board = story("10 ann A pull one\n20 ann A resolve done\n21 ann A undo");
    assert_eq!((told(&board, 0, 100, 100).all.resolved, told(&board, 0, 100, 100).all.open), (0, 1));
    // The row that put the card on the board is missing: it stood where the next row found it.
    let board = story("10 ann A pull one\n20 ann A move done");
    let torn = crate::flow_boards::rebuilt(&board, Clone::clone, |event| {
        Some(event.clone()).filter(|event| !matches!(event.action, Action::Add(_)))
    });
    let scopes =
        told(&torn, 0, 100, 100).steps.iter().map(|step| torn.scope_name(step.scope)).collect::<Vec<_>>();
    assert_eq!(scopes, ["Dev"]);
    // A clock that runs behind makes no response of less than no time.
    let board = story("10 ann A pull one\n7 jon A answer\n5 jon A resolve done");
    let pull = &told(&board, 0, 100, 100).pulls[0];
    assert_eq!((pull.respond_ms(), pull.resolve_ms()), (Some(0), Some(0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_numbers_of_the_cord_agree_with_each_other_and_with_the_board(
        board in board(), window in window(), now in now(),
    ) {
        let journeys = Journeys::of(&board, now);
        let cord = Metrics::compute(&board, &journeys, window).cord;
        let then = board.cards().filter_map(|card| card.as_of(now));
        let mut open: Vec<Id> = then.filter(|card| card.on_board() && card.cord().is_some()).map(|card| card.id()).collect();
        open.sort_unstable();
        let mut told: Vec<Id> = cord.open.iter().map(|pull| pull.card).collect();
        told.sort_unstable();
        prop_assert_eq!(told, open);
        prop_assert_eq!(cord.all.pulls, cord.pulls.len());
        prop_assert_eq!(cord.all.repeats, cord.all.pulls - cord.steps.len());
        let sum = |of: fn(&andon::flow::cord::Tally) -> usize| cord.steps.iter().map(|step| of(&step.tally)).sum::<usize>();
        prop_assert_eq!(sum(|tally| tally.pulls), cord.all.pulls);
        prop_assert_eq!(sum(|tally| tally.open), cord.all.open);
        prop_assert_eq!(sum(|tally| tally.repeats), cord.all.repeats);
        prop_assert_eq!(sum(|tally| tally.resolve.n), cord.all.resolved);
        prop_assert!(cord.all.resolved <= cord.all.answered && cord.all.answered <= cord.all.pulls);
        for pull in cord.pulls.iter().chain(&cord.open) {
            prop_assert!(pull.respond_ms().is_none_or(|ms| ms >= 0));
            if let (Some(respond), Some(resolve)) = (pull.respond_ms(), pull.resolve_ms()) {
                prop_assert!(respond <= resolve);
            }
            prop_assert!(!pull.open || pull.resolved.is_none());
        }
        prop_assert!(cord.pulls.iter().all(|pull| window.contains(pull.pulled.at)));
    }

    /// The cord stops no clock and moves no card: without it every other measure is the same.
    #[test]
    fn the_cord_changes_no_other_measure((board, clock) in applied(), window in window()) {
        let is_cord = |action: &Action| matches!(action, Action::Pull { .. } | Action::Answer | Action::Resolve { .. });
        let without = crate::flow_boards::rebuilt(&board, Clone::clone, |event| {
            Some(event.clone()).filter(|event| !is_cord(&event.action))
        });
        let measures = |board: &Board| {
            let mut metrics = Metrics::compute(board, &Journeys::of(board, clock), window);
            metrics.cord = Cord::default();
            // An undone pull is an undone event, and a future one a future event.
            metrics.quality = andon::flow::DataQuality::default();
            metrics
        };
        prop_assert_eq!(measures(&board), measures(&without));
    }
}
