use super::*;
use crate::board::{Builder, ColumnKind, Draft, Fields, Subject, Timestamp, WipLimit};

/// A board of columns, each with its limit (0 for none) and the titles of its cards.
fn board(columns: &[(&str, u64, &[&str])]) -> Board {
    let mut board = Builder::new().build();
    let mut seed = 0;
    let mut make = |board: &mut Board, change| {
        seed += 0x9e37_79b9;
        board.apply(&operation(change, seed)).unwrap();
    };
    for ((name, _, cards), rank) in columns.iter().zip('b'..) {
        let fields = Fields {
            name: Some((*name).into()),
            kind: Some(ColumnKind::Active),
            rank: Some(rank.to_string().into()),
            ..Fields::default()
        };
        make(&mut board, Change::Set { subject: Subject::Column(name.parse().unwrap()), fields });
        for title in *cards {
            let values = vec![(Field::Title, (*title).to_owned())];
            make(&mut board, Change::Add(Draft { to: name.parse().ok(), values, ..Draft::default() }));
        }
    }
    for (name, limit, _) in columns.iter().filter(|(_, limit, _)| *limit > 0) {
        let fields = Fields { wip: Some(WipLimit::new(*limit)), ..Fields::default() };
        make(&mut board, Change::Set { subject: Subject::Column(name.parse().unwrap()), fields });
    }
    board
}

fn operation(change: Change, seed: u64) -> Operation {
    let at = Timestamp::from_ms(1_700_000_000_000 + i64::try_from(seed / 0x9e37_79b9).unwrap());
    Operation { change, at, by: "jon".to_owned(), seed, over: None, backdated: false }
}

fn plan(board: &Board, bulk: &Bulk) -> Plan {
    let cards = board.display_order().iter().flat_map(|column| board.cards_in(*column));
    let chosen: Vec<Id> =
        cards.filter(|card| card.title().starts_with(char::is_uppercase)).map(Card::id).collect();
    let mut seed = 0x9e37_79b9 * 1_000;
    Plan::new(board, bulk, &chosen, |change| {
        seed += 0x9e37_79b9;
        operation(change, seed)
    })
}

/// Cards in capitals are those that are chosen.
#[test]
fn what_can_be_done_is_done_and_the_rest_is_told() {
    let full: &[(&str, u64, &[&str])] =
        &[("todo", 0, &["A", "B", "C"]), ("doing", 2, &["x"]), ("done", 0, &[])];
    let chain: &[(&str, u64, &[&str])] = &[("todo", 0, &["A"]), ("doing", 1, &["B"]), ("done", 1, &["C"])];
    let right = Bulk::MoveBy(1);
    for (columns, bulk, told) in [
        (full, right.clone(), "1 moved to doing, 2 refused: doing is full (2 of 2)"),
        (full, Bulk::MoveBy(2), "3 cards moved to done"),
        (full, Bulk::MoveBy(9), "3 cards moved to done"),
        (full, Bulk::MoveBy(-1), "none moved to the left, 3 refused: there is no column to the left"),
        (full, Bulk::MoveTo("todo".parse().unwrap()), "none moved to todo, 3 were so already"),
        // The rightmost makes room, if it can.
        (
            chain,
            right.clone(),
            "none moved to the right, 3 refused: there is no column to the right; done is full (1 of 1); doing is full (1 of 1)",
        ),
        (
            &chain[..2],
            right,
            "none moved to doing, 2 refused: there is no column to the right; doing is full (1 of 1)",
        ),
        (chain, Bulk::MoveBy(-1), "2 moved to the left, 1 refused: there is no column to the left"),
        (full, Bulk::Delete, "3 cards deleted"),
        (full, Bulk::Block("bank".to_owned()), "3 cards blocked"),
        (full, Bulk::Unblock, "none unblocked, 3 were so already"),
        (
            full,
            Bulk::Who { add: vec!["li".into()], drop: vec!["jon".into()] },
            "3 cards assigned to li and taken from jon",
        ),
        (
            full,
            Bulk::Labels { add: vec![], drop: vec!["api".into()] },
            "none rid of the label api, 3 were so already",
        ),
        (full, Bulk::Class(String::new()), "none given class Standard, 3 were so already"),
        (
            full,
            Bulk::Class("none".to_owned()),
            "none given class Standard, 3 refused: there is no class of service 'none' on this board; its classes are standard",
        ),
        (full, Bulk::Due("2026-03-01".to_owned()), "3 cards due 2026-03-01"),
    ] {
        assert_eq!(plan(&board(columns), &bulk).told(), told, "{bulk:?}");
    }
}

#[test]
fn cards_make_room_for_those_behind_them() {
    let board = board(&[("todo", 0, &["A"]), ("doing", 1, &["B"]), ("done", 0, &[])]);
    let plan = plan(&board, &Bulk::MoveBy(1));
    assert_eq!(plan.told(), "2 cards moved to the right");
    assert_eq!(plan.what(), "2 cards moved to the right");
    let mut after = board.clone();
    plan.made.iter().for_each(|operation| drop(after.apply(operation).unwrap()));
    let counts = after.display_order().iter().map(|column| after.cards_in(*column).len());
    assert_eq!(counts.collect::<Vec<_>>(), [0, 1, 1]);
}

#[test]
fn what_a_limit_refused_can_be_forced_and_nothing_else() {
    let board = board(&[("todo", 0, &["A", "B"]), ("doing", 1, &["C"])]);
    let plan = plan(&board, &Bulk::MoveBy(1));
    let over: Vec<_> = plan.refused.iter().map(|refused| refused.at_limit.is_some()).collect();
    assert_eq!(over, [false, true, true]);
    assert_eq!(plan.left().len(), 3);
}
