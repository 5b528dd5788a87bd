//! Boards and places for the tests of the store.

use andon::board::{
    Board, Builder, Change, Checking, ColumnKind, Draft, Field, Fields, Id, Operation, Share, Sle, Subject,
    Timestamp, Workers,
};
use std::fs;
use std::path::{Path, PathBuf};

/// An operation by Maria at that second of 2026.
pub fn operation(seed: u64, second: u64, change: Change) -> Operation {
    let at = Timestamp::from_ms(1_767_225_600_000).plus_ms(i64::try_from(second).unwrap() * 1000);
    Operation { change, at, by: "maria".to_owned(), seed, over: None, backdated: false }
}

/// Puts a card of that title into the board's first column.
pub fn add(seed: u64, title: &str) -> Operation {
    let values = vec![(Field::Title, title.to_owned())];
    operation(seed, seed % 1_000_000, Change::Add(Draft { values, ..Draft::default() }))
}

/// Gives the board a column.
pub fn column(id: &str, kind: ColumnKind, rank: &str) -> Operation {
    let fields =
        Fields { name: Some(id.into()), kind: Some(kind), rank: Some(rank.into()), ..Fields::default() };
    let seed = u64::from(rank.as_bytes()[0]) << 32;
    operation(seed, 0, Change::Set { subject: Subject::Column(id.parse().unwrap()), fields })
}

/// To do, doing, done; no cards.
pub fn three_columns() -> Vec<Operation> {
    vec![
        column("todo", ColumnKind::Backlog, "b"),
        column("doing", ColumnKind::Active, "d"),
        column("done", ColumnKind::Done, "f"),
    ]
}

/// The board that operations make of nothing; those it refuses are left out.
pub fn board(operations: &[Operation]) -> Board {
    let mut board = Builder::new().build();
    for operation in operations {
        let _ = board.apply(operation);
    }
    board
}

/// Operations made of numbers: every kind of change, on few cards, by several clocks.
pub fn scramble(board: &mut Board, seeds: &[u64]) {
    for seed in seeds {
        let cards: Vec<Id> = board.cards().map(andon::board::Card::id).collect();
        let columns = ["todo", "doing", "done"].map(|id| id.parse::<Id>().unwrap());
        let pick = |shift: u32| usize::try_from(seed >> shift & 0xff).unwrap();
        let card = cards.get(pick(8) % cards.len().max(1)).copied();
        let text = |what: &str| format!("{what} \"{}\" \\ \u{1b}é\u{202e}\n", seed % 100);
        let change = match (card, seed % 19) {
            (_, 15) => agreed(pick(16), pick(24), &text("kind")),
            (None, _) | (_, 0 | 1) => Change::Add(Draft {
                to: Some(columns[pick(16) % 3]),
                values: vec![(Field::Title, text("title")), (Field::Text, text("text"))],
                labels: vec![format!("l{}", pick(24) % 4)],
                who: vec!["jon".to_owned()],
                source: Some(text("source")),
                items: vec![(text("item"), pick(16) % 2 == 0)],
                links: vec![format!("https://example.org/{}", pick(16) % 4)],
            }),
            (Some(card), 2 | 3) => Change::Move { card, to: columns[pick(16) % 3] },
            (Some(card), 4) => {
                Change::Edit { card, values: vec![(Field::Text, text("new")), (Field::Kind, String::new())] }
            }
            (Some(card), 5) => Change::Label {
                card,
                add: vec![format!("l{}", pick(16) % 4)],
                drop: vec![format!("l{}", pick(24) % 4)],
            },
            (Some(card), 6) => {
                Change::Assign { card, add: vec!["ann".to_owned()], drop: vec!["jon".to_owned()] }
            }
            (Some(card), 16 | 17) => {
                let item = |shift: u32| vec![format!("item {} \"é\" \\", pick(shift) % 4)];
                let mut checking = Checking { add: item(16), ..Checking::default() };
                match pick(24) % 4 {
                    0 => checking.tick = item(16),
                    1 => checking = Checking { drop: item(16), ..Checking::default() },
                    2 => checking = Checking { tick: item(16), ..Checking::default() },
                    _ => checking.drop = item(40),
                }
                Change::Check { card, checking }
            }
            (Some(card), 18) => Change::Link {
                card,
                add: vec![format!("https://example.org/{}", pick(16) % 4)],
                drop: vec![format!("https://example.org/{}", pick(24) % 4)],
            },
            (Some(card), 7) => Change::Block { card, why: text("why") },
            (Some(card), 8) => Change::Unblock { card },
            (Some(card), 9) => Change::Reorder {
                card,
                place: andon::board::Place::By(i32::try_from(pick(16)).unwrap() - 128),
            },
            (Some(card), 10) if pick(24) % 3 == 0 => Change::Archive { card },
            (Some(card), 10) if pick(24) % 3 == 1 => Change::Restore { card },
            (Some(card), 10) => Change::Delete { card },
            (Some(card), 11) => Change::Pull { card, why: text("why") },
            (Some(card), 12) => Change::Answer { card },
            (Some(card), 13) => Change::Resolve { card, what: text("what") },
            (Some(card), _) => {
                let events = board.card(card).unwrap().events();
                Change::Undo { card, event: events[pick(16) % events.len()].id }
            }
        };
        let mut operation = operation(*seed, seed >> 32 & 0xffff, change);
        operation.by = format!("person {}", pick(40) % 3);
        let _ = board.apply(&operation);
    }
}

/// A policy of every sort, with every sort of value or none.
fn agreed(what: usize, value: usize, kind: &str) -> Change {
    let number = u64::try_from(value % 101).unwrap();
    let share = Share::new(number);
    let workers = Fields { workers: Some(Workers::new(number)), ..Fields::default() };
    let words = || Some(if value.is_multiple_of(2) { "".into() } else { kind.into() });
    let (subject, fields) = match what % 6 {
        0 => {
            let sle = share.and_then(|share| Sle::new(1 + i64::try_from(value).unwrap(), share));
            (Subject::Board("b".parse().unwrap()), Fields { sle: Some(sle), ..Fields::default() })
        }
        1 => (Subject::Column("doing".parse().unwrap()), workers),
        2 => (Subject::Stage("dev".parse().unwrap()), workers),
        3 => (Subject::Column("doing".parse().unwrap()), Fields { done_when: words(), ..Fields::default() }),
        4 => (Subject::Template(kind.into()), Fields { body: words(), ..Fields::default() }),
        _ => (Subject::WorkKind(kind.into()), Fields { target: Some(share), ..Fields::default() }),
    };
    Change::Set { subject, fields }
}

/// What a board comes to, in words: two boards are the same if these are.
pub fn fold(board: &Board) -> String {
    use std::fmt::Write as _;
    let mut cards: Vec<_> = board.cards().collect();
    cards.sort_by_key(|card| card.id());
    let mut text =
        format!("{} {:?} {:?} {:?}\n", board.name(), board.settings(), board.sle(), board.work_targets());
    let names = |names: &[andon::board::Name]| {
        let mut names: Vec<_> = names.iter().map(|name| board.names().text(*name).to_owned()).collect();
        names.sort();
        names
    };
    let items = |card: &andon::board::Card| {
        let told = |item: &andon::board::Item| (board.names().text(item.text).to_owned(), item.done);
        card.items().iter().map(told).collect::<Vec<_>>()
    };
    for card in cards {
        let column = board.column(card.column()).id;
        let standings: Vec<_> =
            card.events().iter().map(|event| (event.id, event.rev, event.at, event.standing)).collect();
        writeln!(
            text,
            "{} {column} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            card.id(),
            card.presence(),
            (card.is_archived(), card.is_incomplete()),
            card.entered(),
            Field::ALL.map(|field| card.value(field)),
            names(card.labels()),
            (names(card.who()), items(card), names(card.links())),
            (
                card.block().map(|block| (block.since, block.why)),
                card.cord().map(|cord| (cord.since, cord.why, cord.answered.map(|(at, _)| at))),
            ),
            card.rank(),
            standings,
        )
        .unwrap();
    }
    for column in board.display_order() {
        let cards: Vec<_> = board.cards_in(*column).map(andon::board::Card::id).collect();
        writeln!(text, "{} {cards:?}", board.column(*column).id).unwrap();
    }
    text
}

/// A folder that looks like a work tree of git: the side-car lies in it and goes with it.
pub fn work_tree() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    fs::create_dir_all(root.join(".git/objects")).unwrap();
    fs::write(root.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
    (folder, root.join("team.board.json"))
}

/// The names in a folder that are not the board's or git's.
pub fn strays(board: &Path) -> Vec<String> {
    let entries = board.parent().unwrap().read_dir().unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name != ".git" && *name != board.file_name().unwrap().to_str().unwrap()).collect()
}

/// The titles of all cards.
pub fn titles(board: &Board) -> Vec<String> {
    let mut titles: Vec<_> = board.cards().map(|card| card.title().to_owned()).collect();
    titles.sort();
    titles
}

/// The number of cases of a test: `ANDON_CASES`, else so many.
pub fn cases(otherwise: u64) -> u64 {
    std::env::var("ANDON_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(otherwise)
}

/// Numbers that a seed makes, by `SplitMix64`: the same seed tells the same story.
pub fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }
}
