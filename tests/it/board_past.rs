//! The board as it was: after any number of what happened it is what those rows alone fold to,
//! whoever did it, whatever their clocks said.

use andon::board::{Board, Builder, Change, Entry, Fields, Id, Subject, Timeline, Timestamp, WipLimit};
use proptest::prelude::*;

use crate::board_laws::{START_MS, Step, limited, operation, picture, refolded, step, transplanted};
use crate::tui_story::{board, line};

/// How many random histories are tried; `ANDON_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("ANDON_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(150)
}

/// What two clones that did not know of each other did, joined. The second one's clock goes
/// `behind` milliseconds after the first one's.
fn history(shared: &[Step], mine: &[Step], theirs: &[Step], behind: i64) -> Board {
    let mut base = limited(andon::board::AtLimit::Reason);
    let work = |board: &mut Board, steps: &[Step], first: u64, behind: i64| {
        for (number, step) in (first..).zip(steps) {
            if let Some(mut operation) = operation(board, step, number, true) {
                operation.at = operation.at.plus_ms(-behind);
                let _ = board.apply(&operation);
            }
        }
    };
    work(&mut base, shared, 1, 0);
    let (mut a, mut b) = (base.clone(), base);
    work(&mut a, mine, 100, 0);
    work(&mut b, theirs, 103, behind);
    refolded(&[&a, &b], 7)
}

/// The first `count` rows of a line, folded by themselves.
fn folded(board: &Board, line: &Timeline, count: usize) -> Board {
    let mut builder = Builder::new();
    for place in 0..count {
        match line.entry(board, place).unwrap() {
            Entry::Board(setting) => assert!(builder.setting(setting.clone())),
            Entry::Card(card, event) => {
                let event = transplanted(&mut builder, board, event);
                builder.event(card.id(), event);
            }
        }
    }
    builder.build()
}

/// The cards a board knows, those off the board too, and what holds of their histories.
fn known(board: &Board) -> Vec<String> {
    let mut cards: Vec<String> = board
        .cards()
        .map(|card| {
            let events: Vec<_> = card.events().iter().map(|event| (event.id, event.standing)).collect();
            let column = board.column(card.column()).id;
            format!("{} {:?} {} {column} {events:?}", card.id(), card.presence(), card.is_archived())
        })
        .collect();
    cards.sort_unstable();
    cards
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 0..16)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_board_after_some_of_it_is_what_that_folds_to(
        shared in steps(), mine in steps(), theirs in steps(), behind in -30_000..30_000_i64,
        jumps in prop::collection::vec(any::<prop::sample::Index>(), 1..8),
    ) {
        let board = history(&shared, &mine, &theirs, behind);
        let line = Timeline::of(&board);
        prop_assert_eq!(line.len(), board.entries().count());
        let (mut walking, mut at) = (line.board_after(&board, line.len()), line.len());
        prop_assert_eq!(picture(&walking), picture(&board));
        for jump in jumps {
            let to = jump.index(line.len() + 1);
            let (past, alone) = (line.board_after(&board, to), folded(&board, &line, to));
            prop_assert_eq!(picture(&past), picture(&alone), "after {} of {}", to, line.len());
            prop_assert_eq!(known(&past), known(&alone));
            line.step(&board, &mut walking, at, to);
            at = to;
            prop_assert_eq!(picture(&walking), picture(&past), "stepping to {} of {}", to, line.len());
            prop_assert_eq!(known(&walking), known(&past));
            for card in walking.cards() {
                prop_assert_eq!(walking.card(card.id()).map(andon::board::Card::id), Some(card.id()));
            }
        }
        // Nothing stands before what it followed, and time never goes back.
        for place in 1..line.len() {
            prop_assert!(line.at(place - 1) <= line.at(place));
        }
    }
}

#[test]
fn clocks_that_differ_do_not_put_an_effect_before_its_cause() {
    let story = board("todo: A | doing:");
    let card = story.card("A").id();
    let mut board = Board::clone(&story.app.board);
    let at = |minutes: i64| Timestamp::from_ms(START_MS).plus_ms(10_000_000_000 + minutes * 60_000);
    let mut make = |change: Change, minutes: i64, by: &str| {
        let at = at(minutes);
        let (by, seed) = (by.to_owned(), at.ms().unsigned_abs());
        let operation = andon::board::Operation { change, at, by, seed, over: None, backdated: false };
        board.apply(&operation).unwrap();
    };
    make(Change::Move { card, to: "doing".parse().unwrap() }, 10, "maria");
    // Jon saw that it was moved; his clock is five minutes behind.
    make(Change::Block { card, why: "tests".to_owned() }, 5, "jon");
    let line_of = Timeline::of(&board);
    let last = line_of.len() - 1;
    assert_eq!(line_of.at(last), Some(at(10)));
    assert!(matches!(line_of.entry(&board, last), Some(Entry::Card(_, event)) if event.at == at(5)));
    let then = board.as_of(at(7));
    assert_eq!(line(&then), "todo: A | doing:");
    assert!(then.card(card).unwrap().block().is_none());
    assert!(board.as_of(at(10)).card(card).unwrap().block().is_some());
}

#[test]
fn limits_are_as_they_were() {
    let story = board("todo: A | doing(2): B");
    let doing: Id = "doing".parse().unwrap();
    let before = story.now;
    let fields = Fields { wip: Some(WipLimit::new(1)), name: Some("Doing".into()), ..Fields::default() };
    let story = story.then(andon::tui::message::Message::Tick);
    let story = story.given(Change::Set { subject: Subject::Column(doing), fields });
    let now = story.app.board.clone();
    assert_eq!(line(&now), "todo: A | Doing(1): B");
    assert_eq!(line(&now.as_of(before)), "todo: A | doing(2): B");
    assert_eq!(line(&now.as_of(story.now)), "todo: A | Doing(1): B");
    assert_eq!(line(&now.as_of(Timestamp::MIN)), "");
}
