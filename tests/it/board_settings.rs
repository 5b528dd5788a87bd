//! Laws of the board's own settings, on random changes by two people who do not always know of
//! each other: what is taken back is as it was, and nobody's change is lost in a merge.

use andon::board::{
    AtLimit, Board, Builder, Change, ColumnKind, Draft, Field, Fields, Id, Operation, Share, Sle, Subject,
    Timestamp, WipLimit, Workers,
};
use andon::store::{canonical, content_of, load};
use proptest::prelude::*;

const COLUMNS: [&str; 4] = ["a", "b", "c", "new"];
const START_MS: i64 = 1_780_000_000_000;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

fn set(subject: Subject, fields: Fields) -> Change {
    Change::Set { subject, fields }
}

/// Three columns, a stage, a class, a card in each column.
fn board() -> Board {
    let mut board = Builder::new().build();
    let fields = |name: &str| Fields { name: Some(name.into()), ..Fields::default() };
    let mut changes = vec![
        set(Subject::Board(id("b1")), fields("Team")),
        set(Subject::Stage(id("dev")), fields("Development")),
        set(Subject::Class(id("fast")), fields("Expedite")),
    ];
    for (name, rank) in [("a", "b"), ("b", "d"), ("c", "f")] {
        let rank = Some(rank.into());
        changes.push(set(Subject::Column(id(name)), Fields { rank, ..fields(name) }));
        let values = vec![(Field::Title, format!("in {name}"))];
        changes.push(Change::Add(Draft { to: Some(id(name)), values, ..Draft::default() }));
    }
    for (seed, change) in (1..).zip(changes) {
        apply(&mut board, change, seed, "maria");
    }
    board
}

fn apply(board: &mut Board, change: Change, seed: u64, by: &str) -> Option<Change> {
    let at = Timestamp::from_ms(START_MS + i64::try_from(seed % 100_000).unwrap() * 1000);
    let operation = Operation { change, at, by: by.to_owned(), seed, over: None, backdated: false };
    board.apply(&operation).ok().map(|applied| applied.inverse)
}

/// All that people see of a board's settings.
fn picture(board: &Board) -> String {
    let columns: Vec<String> = board
        .display_order()
        .iter()
        .map(|ix| {
            let column = board.column(*ix);
            let cards = board.cards_in(*ix).len();
            format!(
                "{} {} {} {:?} {:?} {:?} {} {cards}",
                column.id,
                column.name,
                column.kind.word(),
                column.wip,
                column.workers,
                column.stage,
                column.gone
            )
        })
        .collect();
    format!(
        "{columns:#?}\n{:?}\n{:?}\n{:?}\n{:?}\n{} {} {:?} {:?} {:?} {:?}",
        board.stages(),
        board.classes(),
        board.people().iter().filter(|person| person.wip.is_some()).collect::<Vec<_>>(),
        board.work_targets(),
        board.name(),
        board.zone_name(),
        board.at_limit(),
        board.board_limit(),
        board.person_limit(),
        board.sle()
    )
}

#[derive(Debug, Clone)]
enum Wish {
    Set(Subject, Fields),
    /// Which column goes to which place.
    Place(usize, usize),
    /// Take back the last thing done.
    Undo,
}

fn fields() -> impl Strategy<Value = (u8, u8)> {
    (0_u8..14, 0_u8..4)
}

fn wish() -> impl Strategy<Value = Wish> {
    let column = 0_usize..COLUMNS.len();
    prop_oneof![
        6 => (0_u8..6, column.clone(), fields()).prop_map(|(subject, column, (what, how))| {
            let number = u64::from(how);
            let subject = match subject {
                0 | 1 => Subject::Column(id(COLUMNS[column])),
                2 => Subject::Stage(id(["dev", "ops"][column % 2])),
                3 => Subject::Class(id(["fast", "slow"][column % 2])),
                4 => Subject::Board(id("b1")),
                _ if what % 2 == 0 => Subject::Person("jon".into()),
                _ => Subject::WorkKind("debt".into()),
            };
            let none = Fields::default();
            // Only columns have a kind and a stage.
            let what = if matches!(subject, Subject::Column(_)) || !matches!(what, 1 | 3) { what } else { 2 };
            let fields = match what {
                0 => Fields { name: Some(format!("name {how}").into()), ..none },
                1 => Fields { kind: Some(ColumnKind::ALL[usize::from(how)]), ..none },
                2 => Fields { wip: Some(WipLimit::new(number)), ..none },
                3 => Fields { stage: Some((how > 0).then(|| id(["dev", "ops"][usize::from(how % 2)]))), ..none },
                4 | 5 => Fields { gone: Some(how % 2 == 0), ..none },
                6 => Fields { expedite: Some(how % 2 == 0), ..none },
                7 => Fields { zone: Some(["UTC", "Europe/Berlin"][usize::from(how % 2)].into()), ..none },
                8 => Fields { at_limit: Some([AtLimit::Refuse, AtLimit::Reason][usize::from(how % 2)]), ..none },
                9 => Fields { person_wip: Some(WipLimit::new(number)), ..none },
                10 => Fields { sle: Some(Share::new(number).and_then(|share| Sle::new(86_400_000, share))), ..none },
                11 => Fields { workers: Some(Workers::new(number)), ..none },
                12 => Fields { target: Some(Share::new(number)), ..none },
                _ => Fields { name: Some("both".into()), wip: Some(WipLimit::new(number)), ..none },
            };
            Wish::Set(subject, fields)
        }),
        3 => (column, 0_usize..5).prop_map(|(column, place)| Wish::Place(column, place)),
        2 => Just(Wish::Undo),
    ]
}

fn changes(board: &Board, wish: &Wish, past: &mut Vec<Change>, seed: u64) -> Vec<Change> {
    match wish {
        // What never was cannot be removed.
        Wish::Set(subject, fields)
            if fields.gone == Some(true) && board.settings().iter().all(|one| one.subject != *subject) =>
        {
            Vec::new()
        }
        Wish::Set(subject, fields) => vec![set(subject.clone(), fields.clone())],
        Wish::Place(column, place) => match board.find_column(id(COLUMNS[*column])) {
            Some(_) => board.placing_column(id(COLUMNS[*column]), *place, seed),
            None => Vec::new(),
        },
        Wish::Undo => past.pop().into_iter().collect(),
    }
}

/// Each card can be seen, in exactly one column.
fn all_cards_are_in_sight(board: &Board) -> bool {
    let seen: usize = board.display_order().iter().map(|ix| board.cards_in(*ix).len()).sum();
    seen == board.cards().filter(|card| card.on_board()).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(
        std::env::var("ANDON_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(64)
    ))]

    #[test]
    fn what_is_taken_back_is_as_it_was(before in prop::collection::vec(wish(), 0..8), wish in wish()) {
        let (mut board, mut past) = (board(), Vec::new());
        for (seed, wish) in (100..).zip(&before) {
            for change in changes(&board, wish, &mut past, seed) {
                past.extend(apply(&mut board, change, seed, "maria"));
            }
        }
        let start = picture(&board);
        let mut undo = Vec::new();
        for (number, change) in (0..).zip(changes(&board, &wish, &mut past, 900)) {
            undo.extend(apply(&mut board, change, 900 + number, "maria"));
        }
        let done = picture(&board);
        let mut redo = Vec::new();
        for (number, change) in (0..).zip(undo.into_iter().rev()) {
            let inverse = apply(&mut board, change.clone(), 1000 + number, "maria");
            prop_assert!(inverse.is_some(), "{change:?} was refused");
            redo.extend(inverse);
        }
        prop_assert_eq!(&start, &picture(&board), "after undo of {:?}", wish);
        for (number, change) in (0..).zip(redo.into_iter().rev()) {
            apply(&mut board, change, 1100 + number, "maria");
        }
        prop_assert_eq!(done, picture(&board), "after redo of {:?}", wish);
    }

    #[test]
    fn two_clones_meet_in_one_board(
        maria in prop::collection::vec(wish(), 0..6),
        jon in prop::collection::vec(wish(), 0..6),
    ) {
        let common = board();
        let clone = |by: &str, wishes: &[Wish], seed: u64| {
            let (mut board, mut past) = (common.clone(), Vec::new());
            for (seed, wish) in (seed..).step_by(10).zip(wishes) {
                for (number, change) in (0..).zip(changes(&board, wish, &mut past, seed)) {
                    past.extend(apply(&mut board, change, seed + number, by));
                }
            }
            board
        };
        let (mine, theirs) = (clone("maria", &maria, 10_000), clone("jon", &jon, 20_005));
        let merged = |one: &Board, other: &Board| {
            let rows = canonical(&[content_of(one), content_of(other)].concat()).unwrap();
            load(&rows).unwrap().board
        };
        let (here, there) = (merged(&mine, &theirs), merged(&theirs, &mine));
        prop_assert_eq!(picture(&here), picture(&there));
        prop_assert!(all_cards_are_in_sight(&here), "{}", picture(&here));
        // What only one of them spoke of holds as they said it.
        for setting in here.settings() {
            let said = |board: &Board| board.settings().iter().any(|one| one == setting);
            prop_assert!(said(&mine) || said(&theirs));
        }
        prop_assert_eq!(here.settings().len() + common.settings().len(), mine.settings().len() + theirs.settings().len());
    }
}

#[test]
fn a_column_that_is_removed_keeps_its_cards_in_sight_and_comes_back() {
    let mut board = board();
    let gone = |gone: bool| set(Subject::Column(id("b")), Fields { gone: Some(gone), ..Fields::default() });
    let back = apply(&mut board, gone(true), 50, "maria").unwrap();
    assert_eq!(board.display_order().len(), 3, "its card is still to be seen");
    let card = board.cards().find(|card| card.title() == "in a").unwrap().id();
    let into = Change::Move { card, to: id("b") };
    assert!(apply(&mut board, into, 51, "jon").is_none(), "nothing more goes in");
    let card = board.cards().find(|card| card.title() == "in b").unwrap().id();
    let out = apply(&mut board, Change::Move { card, to: id("c") }, 52, "jon").unwrap();
    assert_eq!(board.display_order().len(), 2, "it goes with its last card");
    apply(&mut board, out, 53, "jon").unwrap();
    assert_eq!(board.display_order().len(), 3, "an undo brings the card back to where it was");
    apply(&mut board, back, 54, "maria").unwrap();
    assert!(board.columns().iter().all(|column| !column.gone));
}

#[test]
fn a_stage_or_class_that_is_removed_stays_while_it_is_in_use() {
    let mut board = board();
    let stage = Fields { stage: Some(Some(id("dev"))), ..Fields::default() };
    apply(&mut board, set(Subject::Column(id("a")), stage), 50, "maria").unwrap();
    let gone = Fields { gone: Some(true), ..Fields::default() };
    apply(&mut board, set(Subject::Stage(id("dev")), gone.clone()), 51, "maria").unwrap();
    assert_eq!(board.stages().len(), 1);
    let none = Fields { stage: Some(None), ..Fields::default() };
    apply(&mut board, set(Subject::Column(id("a")), none), 52, "maria").unwrap();
    assert_eq!(board.stages().len(), 0);
    let card = board.cards().next().unwrap().id();
    apply(&mut board, Change::Edit { card, values: vec![(Field::Class, "fast".to_owned())] }, 53, "jon")
        .unwrap();
    apply(&mut board, set(Subject::Class(id("fast")), gone), 54, "maria").unwrap();
    assert_eq!(board.classes().len(), 1);
}
