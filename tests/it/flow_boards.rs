//! Random boards with every awkward case in them, for properties of the flow measures.

use proptest::collection::vec;
use proptest::prelude::*;

use andon::board::{
    Action, Applied, Board, Builder, Change, Draft, Event, Field, Fields, Id, NewCard, Operation, Setting,
    Standing, Subject, Timestamp,
};
use andon::flow::{DAY_MS, Window};

use crate::board_of;

/// Two columns of each kind that can be doubled, so that no measure leans on there being one; and
/// one that was removed.
pub const COLUMNS: &str = "Backlog:backlog,Ready:queue,Dev:active,Built:queue,Review:active,Old:active,Done:done,Later:backlog,Shipped:done";
const WIDTH: usize = 9;

/// Those of one stage, and the removed one, by their places among the columns.
pub const STAGE: [usize; 2] = [2, 3];
const REMOVED: usize = 5;

/// The number of cases of each property: `ANDON_CASES`, else a thousand.
pub fn cases() -> ProptestConfig {
    let cases = std::env::var("ANDON_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(1000);
    println!("{cases} cases");
    ProptestConfig::with_cases(cases)
}

/// 2024-02-26T00:00:00Z: a leap day and a change of clocks lie in the weeks after it.
pub const START: i64 = 1_708_905_600_000;

/// Something to do to a card, how long after the last thing; the clock may stand or run back.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    card: usize,
    what: usize,
    to: usize,
    gap_ms: i64,
    /// Done without knowing of the last thing.
    at_once: bool,
}

fn step() -> impl Strategy<Value = Step> {
    let gap = prop_oneof![6 => 0..3 * DAY_MS, 2 => Just(0), 1 => -2 * DAY_MS..0, 1 => 0..40 * DAY_MS];
    let at_once = prop::bool::weighted(0.15);
    let step = |(card, what, to, gap_ms, at_once)| Step { card, what, to, gap_ms, at_once };
    (0..5_usize, 0..20_usize, 0..WIDTH, gap, at_once).prop_map(step)
}

/// A board as its one door made it, and the clock after its last event.
pub fn applied() -> impl Strategy<Value = (Board, Timestamp)> {
    vec(step(), 0..50).prop_map(|steps| apply(&steps, 20))
}

/// The same without deletions that are taken back, and without undo.
pub fn applied_forward() -> impl Strategy<Value = (Board, Timestamp)> {
    vec(step(), 0..50).prop_map(|steps| apply(&steps, 17))
}

/// A board as files of several clones may join to: concurrent moves, rows missing, stamps of all
/// sorts.
fn joined() -> impl Strategy<Value = Board> {
    vec(step(), 0..50).prop_map(|steps| join(&steps))
}

/// Any of them.
pub fn board() -> impl Strategy<Value = Board> {
    prop_oneof![applied().prop_map(|(board, _)| board), joined()]
}

/// An instant to ask about, mostly after most events.
pub fn now() -> impl Strategy<Value = Timestamp> {
    (0..200 * DAY_MS).prop_map(|ms| Timestamp::from_ms(START + ms))
}

/// A window anywhere near.
pub fn window() -> impl Strategy<Value = Window> {
    (-5 * DAY_MS..150 * DAY_MS, 0..100 * DAY_MS).prop_map(|(from, length)| {
        let from = Timestamp::from_ms(START + from);
        Window { from, to: from.plus_ms(length) }
    })
}

/// A board without cards, two columns of which are one stage and one of which was removed.
pub fn bare() -> Board {
    let mut board = board_of::empty(COLUMNS, "Europe/Berlin");
    let stage = Id::slug("dev").unwrap();
    let column = |place: usize| Subject::Column(board.columns()[place].id);
    let named = Fields { name: Some("Dev".into()), ..Fields::default() };
    let staged = Fields { stage: Some(Some(stage)), ..Fields::default() };
    let gone = Fields { gone: Some(true), ..Fields::default() };
    let mut settings = vec![(Subject::Stage(stage), named), (column(REMOVED), gone)];
    settings.extend(STAGE.map(|place| (column(place), staged.clone())));
    for (seed, (subject, fields)) in (500..).zip(settings) {
        let (at, by) = ("2026-01-05T09:00:00Z".parse().unwrap(), "someone".to_owned());
        let change = Change::Set { subject, fields };
        board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
    }
    board
}

fn apply(steps: &[Step], most: usize) -> (Board, Timestamp) {
    let mut board = bare();
    let columns: Vec<Id> = board.columns().iter().map(|column| column.id).collect();
    let mut cards: [Option<Id>; 5] = [None; 5];
    let mut clock = Timestamp::from_ms(START);
    for (seed, step) in (1000..).zip(steps) {
        let at = clock.plus_ms(step.gap_ms);
        clock = clock.max(at);
        let change = match cards[step.card] {
            None => Change::Add(Draft {
                to: Some(columns[step.to]),
                values: vec![(Field::Title, format!("Card {}", step.card))],
                ..Draft::default()
            }),
            Some(card) => change(&board, card, step.what % most, columns[step.to]),
        };
        let (by, over) = ("someone".to_owned(), None);
        // What is refused, such as moving a deleted card, is left out.
        if let Ok(applied) = board.apply(&Operation { change, at, by, seed, over, backdated: false }) {
            cards[step.card] = cards[step.card].or(applied.card());
        }
    }
    (board, clock)
}

fn change(board: &Board, card: Id, what: usize, to: Id) -> Change {
    match what {
        0..=9 => Change::Move { card, to },
        10 => Change::Block { card, why: "waits".to_owned() },
        11 => Change::Block { card, why: format!("Waits for {to} ") },
        12 | 13 => Change::Unblock { card },
        14 => match board.card(card).and_then(andon::board::Card::cord) {
            None => Change::Pull { card, why: "smoke".to_owned() },
            Some(cord) if cord.answered.is_none() && to != board.columns()[0].id => Change::Answer { card },
            Some(_) => Change::Resolve { card, what: "water".to_owned() },
        },
        15 if to == board.columns()[0].id => {
            Change::Edit { card, values: vec![(Field::Text, to.to_string())] }
        }
        15 => Change::Assign { card, add: vec![to.to_string()], drop: vec!["ann".to_owned()] },
        16 => Change::Delete { card },
        17 => Change::Restore { card },
        _ => Change::Undo { card, event: board.card(card).unwrap().events().last().unwrap().id },
    }
}

/// Does something to the board and takes it back at once.
pub fn do_and_undo(board: &mut Board, clock: Timestamp, what: usize, seed: u32) -> Option<Applied> {
    let which = seed as usize;
    let card = board.cards().nth(which % board.cards().len().max(1))?.id();
    let to = board.columns()[which % WIDTH].id;
    let seed = u64::from(seed);
    let change = change(board, card, what % 17, to);
    let by = "someone".to_owned();
    let mut operation = Operation { change, at: clock, by, seed, over: None, backdated: false };
    let applied = board.apply(&operation).ok()?;
    operation.change = applied.inverse.clone();
    operation.seed = seed.wrapping_add(1);
    board.apply(&operation).ok()
}

fn join(steps: &[Step]) -> Board {
    let board = bare();
    let mut builder = builder(&board, Clone::clone);
    let by = builder.name("someone");
    let mut ids: [Vec<Id>; 5] = Default::default();
    let mut revs = [0_u32; 5];
    let mut clock = Timestamp::from_ms(START);
    for (number, step) in (0_u64..).zip(steps) {
        let at = clock.plus_ms(step.gap_ms);
        clock = clock.max(at);
        let to = builder.column(board.columns()[step.to].id).unwrap();
        let from = builder.column(board.columns()[step.what % WIDTH].id).unwrap();
        let known = &mut ids[step.card];
        let action = match (known.is_empty(), step.what) {
            // Now and then the row that put the card on the board is missing.
            (true, 1..) => Action::Add(Box::new(NewCard {
                to,
                values: [(Field::Title, "Card".into())].into(),
                labels: Box::default(),
                who: Box::default(),
                source: None,
                rank: None,
                extras: None,
            })),
            (_, 0..=9) => Action::Move { from, to },
            (_, 10) => Action::Block { why: "waits".into() },
            (_, 11) => Action::Block { why: "WAITS".into() },
            (_, 12 | 13) => Action::Unblock,
            (_, 14) => match step.to % 4 {
                0 => Action::Edit(Box::new([(Field::Text, "text".into())].into())),
                1 => Action::Pull { why: "smoke".into() },
                2 => Action::Answer,
                _ => Action::Resolve { what: "water".into() },
            },
            (_, 15) => Action::Delete,
            (_, 16) => Action::Restore,
            _ => Action::Undo(known.get(step.to % known.len().max(1)).copied().unwrap_or(by_number(99))),
        };
        let rev = &mut revs[step.card];
        *rev = if step.at_once { (*rev).max(1) } else { *rev + 1 };
        let id = by_number(number);
        known.push(id);
        let (over, standing) = (None, Standing::Holds);
        builder.event(by_number(step.card as u64), Event { id, at, rev: *rev, by, action, over, standing });
    }
    builder.build()
}

fn by_number(number: u64) -> Id {
    Id::random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15), Id::CARD_LEN)
}

/// A builder that knows the names, columns and settings of `board` by the same numbers.
fn builder(board: &Board, map: impl Fn(&Setting) -> Setting) -> Builder {
    let mut builder = Builder::new();
    for (_, text) in board.names().iter() {
        builder.name(text);
    }
    for column in board.columns() {
        builder.column(column.id);
    }
    for setting in board.settings() {
        assert!(builder.setting(map(setting)));
    }
    builder
}

/// The board anew, from other settings and other events, given in reverse.
pub fn rebuilt(
    board: &Board,
    setting: impl Fn(&Setting) -> Setting,
    event: impl Fn(&Event) -> Option<Event>,
) -> Board {
    let mut builder = builder(board, setting);
    for card in board.cards().rev() {
        for event in card.events().iter().rev().filter_map(&event) {
            builder.event(card.id(), event);
        }
    }
    builder.build()
}
