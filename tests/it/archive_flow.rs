//! Measures read the board and its archive: whatever was archived, they are what they were, to the
//! millisecond.

use crate::archive_support::{whole, write};
use crate::flow_boards::{board, cases, now, window};
use crate::store_support::work_tree;
use andon::board::Board;
use andon::flow::{Journeys, Metrics, Oddity};
use andon::report::{self, Report};
use andon::store::{Archiving, BoardFile, content_of, load};
use proptest::prelude::*;
use std::cell::Cell;
use std::fs;

/// A third of the usual count: each case writes and syncs four files.
fn config() -> ProptestConfig {
    let config = cases();
    ProptestConfig { cases: config.cases.div_ceil(3), ..config }
}

#[test]
fn archiving_changes_no_measure() {
    let archived = Cell::new(0);
    let (_folder, path) = work_tree();
    proptest!(config(), |(board in board(), before in now(), now in now(), window in window(), seed: u64)| {
        let _ = fs::remove_file(path.with_file_name("team.archive.board.json"));
        write(&path, &content_of(&board));
        let board = load(&content_of(&board)).unwrap().board;
        let ask = Archiving { before, at: before, by: "somebody new".to_owned(), seed };
        let done = BoardFile::open(&path).unwrap().archive(&ask).unwrap();
        archived.set(archived.get() + done.cards.len());
        let whole = whole(&path);
        prop_assert_eq!(whole.cards().len(), board.cards().len());
        let told = |board: &Board| {
            let journeys = Journeys::of(board, now);
            let told = Report::over(board, &journeys, window);
            report::json(&told, Some(&report::cards(board, &journeys)))
        };
        prop_assert_eq!(told(&board), told(&whole));
        // Columns have numbers, in the order in which rows name them: those of one file.
        let of = |board: &Board| Metrics::compute(board, &Journeys::of(board, now), window);
        prop_assert_eq!(of(&board), of(&load(&content_of(&whole)).unwrap().board));
    });
    println!("{} cards archived", archived.get());
    assert!(archived.get() > 0);
}

#[test]
fn archived_cards_count_in_nothing_while_nobody_has_read_them() {
    let (_folder, path) = work_tree();
    fs::copy("boards/demo.board.json", &path).unwrap();
    let now = "2026-06-01T00:00:00Z".parse().unwrap();
    let ask = Archiving { before: now, at: now, by: "maria".to_owned(), seed: 1 };
    let done = BoardFile::open(&path).unwrap().archive(&ask).unwrap();
    assert!(!done.cards.is_empty());
    let alone = BoardFile::open(&path).unwrap();
    let journeys = Journeys::of(alone.board(), now);
    assert_eq!(journeys.unread().len(), done.cards.len());
    let metrics = Metrics::compute(alone.board(), &journeys, andon::flow::Window::last(30, now));
    assert_eq!(metrics.quality.cards_with(Oddity::HistoryUnread).len(), done.cards.len());
    assert_eq!(Journeys::of(&whole(&path), now).unread(), []);
}
