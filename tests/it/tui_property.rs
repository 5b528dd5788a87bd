//! Whatever is typed at whatever size on whatever board: no panic, limits hold, undo goes home.

use andon::board::{Change, Id, Operation, Scope, Timestamp};
use andon::flow::{DAY_MS, Finished, Window};
use andon::report::Report;
use andon::tui::keymap;
use andon::tui::message::{Effect, Message};
use andon::tui::pane::Measured;
use andon::tui::theme::Theme;
use proptest::prelude::*;

use crate::screens::dump;
use crate::tui_story::{START, board, line};

pub fn boards(limited: bool) -> impl Strategy<Value = String> {
    let limit = proptest::option::of(1..4_u8).prop_map(move |limit| limit.filter(|_| limited));
    let column = (limit, 0..4_usize);
    proptest::collection::vec(column, 1..5).prop_map(|columns| {
        let mut next = 0;
        let texts = columns.iter().enumerate().map(|(place, (limit, cards))| {
            let limit = limit.map_or(String::new(), |limit| format!("({limit})"));
            let titles: Vec<String> = (0..*cards)
                .map(|_| {
                    next += 1;
                    format!("c{next}")
                })
                .collect();
            format!("col{place}{limit}: {}", titles.join(", "))
        });
        texts.collect::<Vec<_>>().join(" | ")
    })
}

fn keys() -> impl Strategy<Value = String> {
    let named = prop::sample::select(vec![
        "<Enter>",
        "<Esc>",
        "<Tab>",
        "<S-Tab>",
        "<Up>",
        "<Down>",
        "<Left>",
        "<Right>",
        "<S-Right>",
        "<S-Left>",
        "<S-Up>",
        "<S-Down>",
        "<Home>",
        "<End>",
        "<PageUp>",
        "<PageDown>",
        "<BS>",
        "<Del>",
        "<C-s>",
        "<C-c>",
        "<C-l>",
        "<C-n>",
        "<C-k>",
        "<C-w>",
        "<lt>",
        "<Space>",
        "<C-a>",
        "<F1>",
    ]);
    let key = prop_oneof![
        6 => "[a-zA-Z0-9:/?!@#,.$^-]".prop_map(|key| key),
        3 => prop::sample::select(vec!["L", "H", "J", "K", "u", "U", "x", "l", "j", "a", "b", "p", "f", "v", "M", "g", "z", "R", "zc", "zz", "zl", "zd", "n", "gi", "zh", "/is:", "'"]).prop_map(str::to_owned),
        3 => named.prop_map(str::to_owned),
        1 => prop::sample::select(vec!["日", "é", "\u{202e}", "👩‍🚀", "\u{0}"]).prop_map(str::to_owned),
    ];
    proptest::collection::vec(key, 0..40).prop_map(|keys| keys.concat())
}

/// Several cards, selected in every way, and what can be done with them.
fn in_bulk() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "<Space>",
        "v",
        "<C-a>",
        "j",
        "k",
        "l",
        "h",
        "G",
        "L",
        "2L",
        "H",
        "D",
        "b?<Enter>",
        "@m<Enter>",
        "#x, -y<Enter>",
        "#y<Enter>",
        "cexp<Enter>",
        "Mcol1<Enter>",
        "/c1 | c2<Enter>",
        "<Esc>",
    ]);
    proptest::collection::vec(key, 0..25).prop_map(|keys| keys.concat())
}

/// What each card is, in words: where it stands, and all that bulk commands change.
fn told(story: &crate::tui_story::Story) -> String {
    let board = &story.app.board;
    let mut cards: Vec<String> = board
        .cards()
        .map(|card| {
            let state = (card.on_board(), card.block().is_some(), card.class(), card.who(), card.labels());
            format!("{} {state:?}", card.title())
        })
        .collect();
    cards.sort();
    format!("{} {cards:?}", line(board))
}

/// Only moves and their undoing, which go back exactly.
fn moves() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "L",
        "H",
        "J",
        "K",
        "l",
        "h",
        "j",
        "k",
        "2L",
        "G",
        "x",
        "b?<Enter>",
        "e!<Enter>",
        "@m<Enter>",
    ]);
    proptest::collection::vec(key, 0..20).prop_map(|keys| keys.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_on_any_board(text in boards(true), keys in keys(), columns in 0..300_u16, rows in 0..100_u16) {
        let mut story = board(&text).then(Message::Resize(columns, rows));
        for key in keymap::parse(&keys).unwrap() {
            story.send(Message::Key(key.into()));
            let app = &story.app;
            // The cursor is on a card that is shown, or in an empty column.
            // Of the past a board may have none.
            let Some(column) = app.column() else {
                prop_assert!(app.travel.is_some(), "the board has columns");
                continue;
            };
            prop_assert_eq!(app.card().is_some(), app.len_in(column) > 0, "{} after {}", line(&app.board), &keys);
            if let Some(card) = app.card() {
                prop_assert_eq!(app.row_of(card), Some(app.selection.row));
                prop_assert_eq!(card.column(), column);
            }
        }
        // The saver sees the same board: the operations give it again, from the start.
        let mut again = crate::tui_story::parse(&text).0;
        for operation in &story.committed {
            prop_assert!(again.apply(operation).is_ok(), "{operation:?}");
        }
        prop_assert_eq!(line(&again), line(story.app.board_now()));
    }

    #[test]
    fn limits_hold_whatever_is_typed(text in boards(true), keys in keys()) {
        let before = board(&text);
        let over: Vec<usize> = before.app.board.display_order().iter().map(|column| before.app.board.count(Scope::Column(*column))).collect();
        let story = before.keys(&keys);
        // A limit may be changed, and columns may change places: that is another story.
        let set = |operation: &Operation| matches!(operation.change, Change::Set { .. });
        prop_assume!(!story.committed.iter().any(set));
        let board = story.app.board_now();
        for (column, before) in board.display_order().iter().zip(over) {
            if let Some(limit) = board.limit(Scope::Column(*column)) {
                prop_assert!(board.count(Scope::Column(*column)) <= limit.cards().max(before));
            }
        }
    }

    #[test]
    fn several_cards_keep_to_the_limits(text in boards(true), keys in in_bulk()) {
        let mut story = board(&text).expedite();
        let counts = |story: &crate::tui_story::Story| {
            let board = &story.app.board;
            let counts = board.display_order().iter().map(|column| board.count(Scope::Column(*column)));
            counts.collect::<Vec<_>>()
        };
        let (before, settings) = (counts(&story), story.app.board.settings().len());
        for key in keymap::parse(&keys).unwrap() {
            story.send(Message::Key(key.into()));
            let app = &story.app;
            prop_assert!(app.chosen.iter().all(|card| app.board.card(card).is_some_and(andon::board::Card::on_board)));
        }
        let board = &story.app.board;
        // Keys may find their way into the settings of the board where no card takes them.
        prop_assume!(board.settings().len() == settings);
        for ((column, count), before) in board.display_order().iter().zip(counts(&story)).zip(before) {
            if let Some(limit) = board.limit(Scope::Column(*column)) {
                prop_assert!(count <= limit.cards().max(before));
            }
        }
    }

    #[test]
    fn what_was_done_to_several_is_undone_step_by_step(text in boards(false), keys in in_bulk()) {
        let start = board(&text).expedite();
        let before = told(&start);
        let story = start.keys(&keys).keys("<Esc><Esc><Esc><Esc>");
        let (after, steps) = (told(&story), story.app.past.len());
        let story = story.keys(&"u".repeat(steps));
        prop_assert_eq!(told(&story), before);
        let story = story.keys(&"U".repeat(steps));
        prop_assert_eq!(told(&story), after);
    }

    #[test]
    // Without limits: an undo meets them like any road into a column.
    fn undoing_everything_goes_back_to_the_start(text in boards(false), keys in moves()) {
        let start = board(&text);
        let before = line(&start.app.board);
        let story = start.keys(&keys);
        let after = line(&story.app.board);
        let steps = story.app.past.len();
        // The measures may fill the screen.
        let story = story.keys("<Esc>").keys(&"u".repeat(steps));
        prop_assert_eq!(line(&story.app.board), before);
        prop_assert!(story.app.past.is_empty());
        let story = story.keys(&"U".repeat(steps));
        prop_assert_eq!(line(&story.app.board), after);
    }
}

/// Keys of the measures, and some of the board.
fn measuring() -> impl Strategy<Value = Vec<(&'static str, u16, u16, bool)>> {
    let key = prop::sample::select(vec![
        "m",
        "w",
        "s",
        "]",
        "[",
        "<Tab>",
        "<S-Tab>",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "h",
        "j",
        "k",
        "l",
        "g",
        "G",
        "<Enter>",
        "<Esc>",
        "<PageUp>",
        "<PageDown>",
        "<Home>",
        "<End>",
        "L",
        "x",
        "?",
        ":",
        "b",
    ]);
    proptest::collection::vec((key, 1..300_u16, 1..100_u16, any::<bool>()), 1..25)
}

/// Cards that finished at any time and took any time.
fn finished() -> impl Strategy<Value = Vec<Finished>> {
    let took = prop_oneof![4 => 0..90 * DAY_MS, 1 => 0..1000_i64, 1 => 0..i64::MAX / 8];
    let card = (1..u64::MAX, -100 * DAY_MS..100 * DAY_MS, proptest::option::weighted(0.9, took));
    proptest::collection::vec(card, 0..400).prop_map(|cards| {
        let card = |(id, at, took): (u64, i64, Option<i64>)| Finished {
            card: Id::random(id, Id::CARD_LEN),
            at: Timestamp::from_ms(START).plus_ms(at),
            times: took.map(|took| [took.saturating_mul(2), took, took / 3]),
        };
        let mut finished: Vec<Finished> = cards.into_iter().map(card).collect();
        finished.sort_by_key(|card| (card.at, card.card));
        finished
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    /// Whatever was measured and whatever the size: pictures are drawn, and only with signs that
    /// are letters, blocks or lines.
    #[test]
    fn any_keys_in_the_measures(
        text in boards(true), moves in moves(), hours in 0..3000_i64, cards in proptest::option::of(finished()),
        steps in measuring(),
    ) {
        let mut story = board(&text).keys(&moves).keys("mm");
        story.now = story.now.plus_ms(hours * DAY_MS / 24);
        for (key, columns, rows, plain) in steps {
            story.send(Message::Resize(columns, rows));
            let asked = story.effects.contains(&Effect::Measure);
            for key in keymap::parse(key).unwrap() {
                story.send(Message::Key(key.into()));
            }
            if asked || story.effects.contains(&Effect::Measure) {
                let (revision, window, now) = (story.app.revision, story.app.metrics.window, story.now);
                let mut report = Report::of(&story.app.board, Window::last(window, now), now);
                if let Some(cards) = &cards {
                    report.metrics.finished.clone_from(cards);
                    report.metrics.no_times = None;
                }
                let measured = Measured::told(&story.app.board, revision, window, report);
                story.send(Message::Measured(measured));
            }
            let theme = if plain { Theme::MONO.ascii() } else { Theme::ANSI };
            for (columns, rows) in [(columns, rows), (columns % 30 + 1, rows % 14 + 1)] {
                let screen = dump::screen(&mut story.app, columns, rows, &theme);
                prop_assert!(!screen.content.iter().any(|cell| cell.symbol().contains(char::is_control)));
            }
        }
    }
}

/// An operation says all that is needed to repeat it.
#[test]
fn operations_name_a_person_and_a_time() {
    let story = board("todo: A* | doing:").keys("Lu");
    let named =
        |operation: &Operation| operation.by == "maria" && operation.at <= story.now && !operation.backdated;
    assert!(story.committed.iter().all(named));
    assert!(matches!(story.committed[1].change, Change::Undo { .. }));
    let seeds: std::collections::HashSet<u64> =
        story.committed.iter().map(|operation| operation.seed).collect();
    assert_eq!(seeds.len(), 2);
}
