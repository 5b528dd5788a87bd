//! Laws of the board, on random work by several people who do not always know of each other.

use std::collections::BTreeMap;

use andon::board::{
    AtLimit, Board, Builder, Change, Checking, Checks, ColumnKind, Draft, Event, Field, Fields, Id,
    Operation, Place, Refusal, Scope, Setting, Share, Sle, Standing, Subject, Timestamp, WipLimit, Workers,
};
use proptest::prelude::*;

const COLUMNS: [(&str, ColumnKind, Option<u64>); 5] = [
    ("backlog", ColumnKind::Backlog, None),
    ("ready", ColumnKind::Queue, Some(3)),
    ("doing", ColumnKind::Active, Some(3)),
    ("tested", ColumnKind::Queue, None),
    ("done", ColumnKind::Done, None),
];
const PEOPLE: [&str; 3] = ["maria", "jon", "ann"];
const ITEMS: [&str; 4] = ["write", "try", "read", "tell"];
pub const START_MS: i64 = 1_772_000_000_000;

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// A board with a limit of every scope: two columns, a stage, a class, everybody, the whole.
pub fn limited(at_limit: AtLimit) -> Board {
    let mut builder = Builder::new();
    let mut set = |subject: Subject, number: u64, fields: Fields| {
        let at = Timestamp::from_ms(0);
        assert!(builder.setting(Setting {
            subject,
            id: Id::random(number, 6),
            rev: 1,
            at,
            by: "maria".into(),
            fields
        }));
    };
    for (number, (column, kind, wip)) in (0..).zip(COLUMNS) {
        let fields = Fields {
            name: Some(column.into()),
            kind: Some(kind),
            wip: Some(wip.and_then(WipLimit::new)),
            rank: Some(format!("{}", (b'b' + u8::try_from(number).unwrap()) as char).into()),
            stage: matches!(column, "doing" | "tested").then(|| Some(id("dev"))),
            ..Fields::default()
        };
        set(Subject::Column(id(column)), number, fields);
    }
    let wip = |cards| Some(WipLimit::new(cards));
    set(Subject::Stage(id("dev")), 10, Fields { wip: wip(4), ..Fields::default() });
    set(
        Subject::Class(id("expedite")),
        11,
        Fields { wip: wip(1), expedite: Some(true), ..Fields::default() },
    );
    let whole = Fields { wip: wip(6), person_wip: wip(2), at_limit: Some(at_limit), ..Fields::default() };
    set(Subject::Board(id("b")), 12, whole);
    builder.build()
}

/// A step of somebody's work; numbers choose among what there is.
#[derive(Debug, Clone)]
pub enum Step {
    Add(usize, bool),
    Move(usize, usize),
    Title(usize, u8),
    Class(usize, bool),
    Label(usize, bool),
    Assign(usize, usize, bool),
    Check(usize, usize, usize),
    Link(usize, usize, bool),
    Part(usize, usize),
    Block(usize),
    Unblock(usize),
    Pull(usize),
    Answer(usize),
    Resolve(usize),
    Agree(usize, u64),
    Reorder(usize, i32),
    Delete(usize),
    Restore(usize),
    Archive(usize),
    Undo(usize, usize),
}

pub fn step() -> impl Strategy<Value = Step> {
    let card = 0..12_usize;
    prop_oneof![
        4 => (0..COLUMNS.len(), prop::bool::weighted(0.2)).prop_map(|(to, expedite)| Step::Add(to, expedite)),
        8 => (card.clone(), 0..COLUMNS.len()).prop_map(|(card, to)| Step::Move(card, to)),
        1 => (card.clone(), any::<u8>()).prop_map(|(card, text)| Step::Title(card, text)),
        2 => (card.clone(), any::<bool>()).prop_map(|(card, expedite)| Step::Class(card, expedite)),
        1 => (card.clone(), any::<bool>()).prop_map(|(card, on)| Step::Label(card, on)),
        3 => (card.clone(), 0..3_usize, prop::bool::weighted(0.7)).prop_map(|(card, who, on)| Step::Assign(card, who, on)),
        4 => (card.clone(), 0..4_usize, 0..4_usize).prop_map(|(card, item, what)| Step::Check(card, item, what)),
        1 => (card.clone(), 0..2_usize, prop::bool::weighted(0.7)).prop_map(|(card, link, on)| Step::Link(card, link, on)),
        2 => (card.clone(), card.clone()).prop_map(|(card, whole)| Step::Part(card, whole)),
        1 => card.clone().prop_map(Step::Block),
        1 => card.clone().prop_map(Step::Unblock),
        2 => card.clone().prop_map(Step::Pull),
        2 => card.clone().prop_map(Step::Answer),
        2 => card.clone().prop_map(Step::Resolve),
        2 => (0..7_usize, 0..4_u64).prop_map(|(what, value)| Step::Agree(what, value)),
        2 => (card.clone(), -3..4_i32).prop_map(|(card, rows)| Step::Reorder(card, rows)),
        1 => card.clone().prop_map(Step::Delete),
        1 => card.clone().prop_map(Step::Archive),
        1 => card.clone().prop_map(Step::Restore),
        2 => (card, 0..6_usize).prop_map(|(card, back)| Step::Undo(card, back)),
    ]
}

/// The operation a step comes to on this board; `None` where there is no such card.
pub fn operation(board: &Board, step: &Step, number: u64, over: bool) -> Option<Operation> {
    let mut cards: Vec<Id> = board.cards().map(andon::board::Card::id).collect();
    cards.sort_unstable();
    let card = |place: &usize| (!cards.is_empty()).then(|| cards[place % cards.len()]);
    let names = |on: bool, name: &str| {
        if on { (vec![name.to_owned()], vec![]) } else { (vec![], vec![name.to_owned()]) }
    };
    let class = |expedite: bool| (Field::Class, if expedite { "expedite" } else { "" }.to_owned());
    let change = match step {
        Step::Add(to, expedite) => Change::Add(Draft {
            to: Some(id(COLUMNS[*to].0)),
            values: vec![(Field::Title, format!("card {number}")), class(*expedite)],
            items: if number.is_multiple_of(3) {
                vec![(ITEMS[0].to_owned(), number.is_multiple_of(2))]
            } else {
                vec![]
            },
            ..Draft::default()
        }),
        Step::Move(place, to) => Change::Move { card: card(place)?, to: id(COLUMNS[*to].0) },
        Step::Title(place, text) => {
            Change::Edit { card: card(place)?, values: vec![(Field::Title, format!("title {text}"))] }
        }
        Step::Class(place, expedite) => Change::Edit { card: card(place)?, values: vec![class(*expedite)] },
        Step::Label(place, on) => {
            let (add, drop) = names(*on, "bug");
            Change::Label { card: card(place)?, add, drop }
        }
        Step::Assign(place, who, on) => {
            let (add, drop) = names(*on, PEOPLE[*who]);
            Change::Assign { card: card(place)?, add, drop }
        }
        Step::Check(place, item, what) => {
            let mut checking = Checking::default();
            let did = [&mut checking.add, &mut checking.drop, &mut checking.tick, &mut checking.untick];
            did.into_iter().nth(*what).unwrap().push(ITEMS[*item].to_owned());
            Change::Check { card: card(place)?, checking }
        }
        Step::Link(place, link, on) => {
            let (add, drop) = names(*on, ["https://a.example", "mailto:b@example.org"][*link]);
            Change::Link { card: card(place)?, add, drop }
        }
        Step::Part(place, whole) => {
            Change::Edit { card: card(place)?, values: vec![(Field::Parent, card(whole)?.to_string())] }
        }
        Step::Block(place) => Change::Block { card: card(place)?, why: "waiting".to_owned() },
        Step::Unblock(place) => Change::Unblock { card: card(place)? },
        Step::Pull(place) => Change::Pull { card: card(place)?, why: format!("smoke {number}") },
        Step::Answer(place) => Change::Answer { card: card(place)? },
        Step::Resolve(place) => Change::Resolve { card: card(place)?, what: format!("water {number}") },
        Step::Agree(what, value) => agreed(*what, *value),
        Step::Reorder(place, rows) => Change::Reorder { card: card(place)?, place: Place::By(*rows) },
        Step::Delete(place) => Change::Delete { card: card(place)? },
        Step::Restore(place) => Change::Restore { card: card(place)? },
        Step::Archive(place) => Change::Archive { card: card(place)? },
        Step::Undo(place, back) => {
            let card = card(place)?;
            let events = board.card(card)?.events();
            Change::Undo { card, event: events[events.len().saturating_sub(1 + back)].id }
        }
    };
    Some(Operation {
        change,
        at: Timestamp::from_ms(START_MS + i64::try_from(number).unwrap() * 1000),
        by: PEOPLE[(number % 3) as usize].to_owned(),
        seed: number.wrapping_mul(0x9e37_79b9) ^ 0x5eed,
        over: over.then(|| "the release cannot wait".to_owned()),
        backdated: false,
    })
}

/// A policy that takes a value; 0 takes it away.
fn agreed(what: usize, value: u64) -> Change {
    let share = Share::new(value * 20);
    let workers = Fields { workers: Some(Workers::new(value)), ..Fields::default() };
    let words = || Some(if value == 0 { "".into() } else { format!("text {value}").into() });
    let (subject, fields) = match what {
        0 => {
            let sle = share.and_then(|share| Sle::new(i64::try_from(value).unwrap() * 86_400_000, share));
            (Subject::Board(id("b")), Fields { sle: Some(sle), ..Fields::default() })
        }
        1 => (Subject::Column(id("doing")), workers),
        2 => (Subject::Stage(id("dev")), workers),
        3 => (Subject::WorkKind("debt".into()), Fields { target: Some(share), ..Fields::default() }),
        4 => (Subject::Column(id("doing")), Fields { done_when: words(), ..Fields::default() }),
        5 => (Subject::Stage(id("dev")), Fields { done_when: words(), ..Fields::default() }),
        _ => (Subject::Template("bug".into()), Fields { body: words(), ..Fields::default() }),
    };
    Change::Set { subject, fields }
}

/// What people see of a board: the order of cards and the values of their fields.
pub fn picture(board: &Board) -> String {
    let agreed = (board.sle(), board.work_targets(), board.stages(), board.templates());
    let mut lines = vec![format!("{agreed:?}")];
    let mut pulled: Vec<Id> = board.pulled_cards().map(andon::board::Card::id).collect();
    pulled.sort_unstable();
    lines.push(format!("{pulled:?}"));
    for column in board.display_order() {
        lines.push(format!("{:?}", board.column(*column)));
        for card in board.cards_in(*column) {
            let mut names = [card.labels(), card.who()]
                .map(|names| names.iter().map(|name| board.names().text(*name)).collect::<Vec<_>>());
            for names in &mut names {
                names.sort_unstable();
            }
            let values = Field::ALL.map(|field| card.value(field));
            let block = card.block().map(|block| (block.since, block.why, board.names().text(block.by)));
            let cord = card.cord().map(|cord| {
                assert!(pulled.contains(&card.id()));
                let answered = cord.answered.map(|(at, by)| (at, board.names().text(by)));
                (cord.since, cord.why, board.names().text(cord.by), answered)
            });
            assert_eq!(cord.is_some(), pulled.contains(&card.id()));
            let items: Vec<_> =
                card.items().iter().map(|item| (board.names().text(item.text), item.done)).collect();
            let links: Vec<&str> = card.links().iter().map(|link| board.names().text(*link)).collect();
            let parts = board.parts(card.id());
            let counted = board
                .cards()
                .filter(|part| !part.is_deleted() && part.value(Field::Parent) == card.id().to_string());
            assert_eq!(parts.all, counted.count());
            assert!(board.ancestors(card.id()).count() < board.cards().len());
            let (card, entered) = (card.id(), card.entered());
            lines.push(format!("{card:?} {values:?} {names:?} {block:?} {cord:?} {entered:?}"));
            lines.push(format!("  {items:?} {links:?} {parts:?}"));
        }
    }
    lines.join("\n")
}

fn scopes(board: &Board) -> Vec<Scope> {
    let mut scopes: Vec<Scope> = board.display_order().iter().copied().map(Scope::Column).collect();
    scopes.extend(board.stages().iter().map(|stage| Scope::Stage(stage.id)));
    scopes.extend(board.classes().iter().map(|class| Scope::Class(class.id)));
    scopes.extend(PEOPLE.iter().filter_map(|name| board.names().find(name)).map(Scope::Person));
    scopes.push(Scope::Board);
    scopes
}

fn counts(board: &Board) -> BTreeMap<String, (usize, Option<usize>)> {
    scopes(board)
        .into_iter()
        .map(|scope| {
            assert_eq!(board.count(scope), board.holders(scope).len(), "{scope:?}");
            (board.scope_name(scope), (board.count(scope), board.limit(scope).map(WipLimit::cards)))
        })
        .collect()
}

/// The same rows read afresh, in an order that `salt` decides.
pub fn refolded(boards: &[&Board], salt: u64) -> Board {
    let mut rows: Vec<(u64, Row)> = Vec::new();
    let mut key = salt | 1;
    let mut next = || {
        key ^= key << 13;
        key ^= key >> 7;
        key ^= key << 17;
        key
    };
    for board in boards {
        rows.extend(board.settings().iter().map(|setting| (next(), Row::Setting(setting.clone()))));
        for card in board.cards() {
            rows.extend(card.events().iter().map(|event| (next(), Row::Event(board, card.id(), event))));
        }
    }
    rows.sort_by_key(|(key, _)| *key);
    let mut builder = Builder::new();
    let mut seen = std::collections::HashSet::new();
    for (_, row) in rows {
        match row {
            Row::Setting(setting) => {
                if seen.insert((format!("{:?}", setting.subject), setting.id)) {
                    assert!(builder.setting(setting));
                }
            }
            Row::Event(board, card, event) => {
                if seen.insert((card.to_string(), event.id)) {
                    let event = transplanted(&mut builder, board, event);
                    builder.event(card, event);
                }
            }
        }
    }
    builder.build()
}

enum Row<'a> {
    Setting(Setting),
    Event(&'a Board, Id, &'a Event),
}

/// The event with the numbers the builder gives its columns and names.
pub fn transplanted(builder: &mut Builder, board: &Board, event: &Event) -> Event {
    use andon::board::{Action, Membership, Name};
    let mut event = event.clone();
    event.standing = Standing::Holds;
    event.by = builder.name(board.names().text(event.by));
    let names = |builder: &mut Builder, names: &[Name]| {
        names.iter().map(|name| builder.name(board.names().text(*name))).collect::<Vec<_>>()
    };
    let checks = |builder: &mut Builder, checks: &Checks| Checks {
        add: names(builder, &checks.add),
        drop: names(builder, &checks.drop),
        tick: names(builder, &checks.tick),
        untick: names(builder, &checks.untick),
    };
    match &mut event.action {
        Action::Add(card) => {
            card.to = builder.column(board.column(card.to).id).unwrap();
            card.labels = names(builder, &card.labels).into();
            card.who = names(builder, &card.who).into();
            if let Some(extras) = &mut card.extras {
                extras.checks = checks(builder, &extras.checks);
                extras.links = names(builder, &extras.links);
            }
        }
        Action::Move { from, to } => {
            *from = builder.column(board.column(*from).id).unwrap();
            *to = builder.column(board.column(*to).id).unwrap();
        }
        Action::Check(change) => **change = checks(builder, change),
        Action::Label(change) | Action::Assign(change) | Action::Link(change) => {
            **change = Membership { add: names(builder, &change.add), drop: names(builder, &change.drop) };
        }
        _ => {}
    }
    event
}

fn events(board: &Board) -> usize {
    board.cards().map(|card| card.events().len()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every road meets the same limits, and a refusal leaves the board as it was.
    #[test]
    fn a_limit_is_never_exceeded_without_a_recorded_reason(
        steps in prop::collection::vec((step(), any::<bool>()), 1..40),
        lenient: bool,
    ) {
        let policy = if lenient { AtLimit::Reason } else { AtLimit::Refuse };
        let mut board = limited(policy);
        for (number, (step, over)) in (1..).zip(&steps) {
            let Some(operation) = operation(&board, step, number, *over) else { continue };
            let (seen, before) = (picture(&board), counts(&board));
            match board.apply(&operation) {
                Err(refusal) => {
                    prop_assert_eq!(picture(&board), seen);
                    if matches!(refusal, Refusal::AtLimit { .. }) {
                        prop_assert!(!(lenient && *over), "{}", refusal);
                    }
                }
                Ok(applied) => {
                    let last = applied.card().and_then(|card| board.card(card)?.events().last());
                    let excused = last.is_some_and(|event| event.over.is_some());
                    for (scope, (count, limit)) in counts(&board) {
                        let grew = before.get(&scope).is_none_or(|(old, _)| count > *old);
                        if grew && limit.is_some_and(|limit| count > limit) {
                            prop_assert!(lenient && excused, "{scope}: {count} of {limit:?} after {step:?}");
                        }
                    }
                }
            }
        }
    }

    /// What one apply builds up is what the rows fold to, read in any order.
    #[test]
    fn applying_and_folding_agree(steps in prop::collection::vec(step(), 1..40), salt: u64) {
        let mut board = limited(AtLimit::Reason);
        for (number, step) in (1..).zip(&steps) {
            if let Some(operation) = operation(&board, step, number, true) {
                let _ = board.apply(&operation);
            }
        }
        let fresh = refolded(&[&board], salt);
        prop_assert_eq!(picture(&fresh), picture(&board));
        prop_assert_eq!(events(&fresh), events(&board));
    }

    #[test]
    fn undo_takes_back_and_redo_brings_back(steps in prop::collection::vec(step(), 1..30)) {
        let mut board = limited(AtLimit::Reason);
        for (number, step) in (1..).zip(&steps) {
            let Some(operation) = operation(&board, step, number * 10, true) else { continue };
            let before = picture(&board);
            let Ok(applied) = board.apply(&operation) else { continue };
            let after = picture(&board);
            let again = |change: Change, seed: u64| Operation { change, seed, ..operation.clone() };
            let undone = board.apply(&again(applied.inverse, number * 10 + 1)).unwrap();
            prop_assert_eq!(picture(&board), before, "undoing {:?}", step);
            board.apply(&again(undone.inverse, number * 10 + 2)).unwrap();
            prop_assert_eq!(picture(&board), after, "redoing {:?}", step);
        }
    }

    /// An operation may be applied again after a crash.
    #[test]
    fn applying_twice_is_applying_once(steps in prop::collection::vec(step(), 1..30)) {
        let mut board = limited(AtLimit::Reason);
        for (number, step) in (1..).zip(&steps) {
            let Some(operation) = operation(&board, step, number, true) else { continue };
            let Ok(first) = board.apply(&operation) else { continue };
            prop_assert!(!first.known);
            let (picture_once, events_once) = (picture(&board), events(&board));
            prop_assert!(board.apply(&operation).unwrap().known);
            prop_assert_eq!(picture(&board), picture_once);
            prop_assert_eq!(events(&board), events_once);
        }
    }

    /// Two clones work without knowing of each other; whoever joins them, in whatever order and
    /// however often, sees one board, and no event is lost.
    #[test]
    fn clones_join_to_one_board(
        shared in prop::collection::vec(step(), 1..15),
        mine in prop::collection::vec(step(), 1..15),
        theirs in prop::collection::vec(step(), 1..15),
        salt: u64,
    ) {
        let mut base = limited(AtLimit::Reason);
        for (number, step) in (1..).zip(&shared) {
            if let Some(operation) = operation(&base, step, number, true) {
                let _ = base.apply(&operation);
            }
        }
        let (mut a, mut b) = (base.clone(), base.clone());
        for (board, steps, first) in [(&mut a, &mine, 1_000), (&mut b, &theirs, 1_007)] {
            for (number, step) in (first..).zip(steps) {
                if let Some(operation) = operation(board, step, number + first * 1_000, true) {
                    let _ = board.apply(&operation);
                }
            }
        }
        let joined = refolded(&[&a, &b], salt);
        let other = refolded(&[&b, &a, &b, &base, &a], salt.rotate_left(17));
        prop_assert_eq!(picture(&joined), picture(&other));
        prop_assert_eq!(events(&joined), events(&a) + events(&b) - events(&base));
        let nested = refolded(&[&joined, &a], salt ^ 0xabc);
        prop_assert_eq!(picture(&nested), picture(&joined));
    }
}
