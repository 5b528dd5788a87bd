//! The line to the terminal: how much is sent for a key, and what happens when the line is slow or
//! the terminal changes its size all the time.

use std::fmt::Write as _;
use std::time::Duration;

use crate::pty::Pty;
use crate::tui_program::{andon, board, folder};

const CARDS: usize = 10_000;

/// A board of ten thousand cards in four columns.
fn large() -> tempfile::TempDir {
    let folder = folder("todo: Apple");
    let mut text = "{\"andon\":1,\"rows\":[\n".to_owned();
    let at = "\"rev\":1,\"at\":\"2026-03-02T08:00:00Z\",\"by\":\"maria\"";
    for card in 0..CARDS {
        let (id, column) =
            (andon::board::Id::random(card as u64 * 7_919 + 1, 12), "abcd".as_bytes()[card % 4]);
        let _ = writeln!(
            text,
            "{{\"card\":\"{id}\",\"id\":\"e1\",{at},\"do\":\"add\",\"to\":\"{}\",\"title\":\"Card number {card} of many\"}},",
            char::from(column)
        );
    }
    for (column, kind) in [("a", "queue"), ("b", "active"), ("c", "active"), ("d", "done")] {
        let _ = writeln!(
            text,
            "{{\"column\":\"{column}\",\"id\":\"s1\",{at},\"name\":\"{column}\",\"kind\":\"{kind}\",\"rank\":\"{column}c\"}},"
        );
    }
    text.push_str("{\"end\":1}]}\n");
    std::fs::write(folder.path().join("team.board.json"), text).unwrap();
    folder
}

/// What is sent for a key depends on what changes on the screen: a few rows for the cursor, a screen
/// for a page, and never on how many cards there are.
#[test]
fn a_key_sends_no_more_than_what_changes() {
    let folder = large();
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("of many");
    let mut sent = |key: &str| {
        std::thread::sleep(Duration::from_millis(150));
        let before = pty.so_far().len();
        pty.presses(key);
        std::thread::sleep(Duration::from_millis(150));
        pty.so_far().len() - before
    };
    let told: Vec<(&str, usize, usize)> = [
        ("j", 1_500),
        ("j", 1_500),
        ("l", 1_500),
        ("h", 1_500),
        ("L", 5_000),
        ("\u{4}", 8_000),
        ("G", 8_000),
    ]
    .into_iter()
    .map(|(key, most)| (key, sent(key), most))
    .collect();
    println!("bytes for a key: {told:?}");
    for (key, bytes, most) in &told {
        assert!(bytes <= most, "{key:?} sends {bytes} bytes: {told:?}");
    }
    pty.types("q");
    assert!(pty.ends());
}

/// Over a slow line keys that come meanwhile are one frame: the screen does not fall behind.
#[test]
fn over_a_slow_line_the_screen_does_not_fall_behind() {
    let titles: Vec<String> = (0..400).map(|nth| format!("Card{nth}")).collect();
    let folder = folder(&format!("todo: {} | doing: | done:", titles.join(", ")));
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("Card1");
    let before = pty.frames();
    pty.slow(true);
    for _ in 0..60 {
        pty.types("jjjjj");
        std::thread::sleep(Duration::from_millis(10));
    }
    pty.slow(false);
    pty.shows("Card300");
    let frames = pty.frames() - before;
    assert!(frames < 100, "{frames} frames for 300 keys");
    pty.types("L");
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
    assert!(board(folder.path()).contains("doing: Card300"), "{}", board(folder.path()));
}

/// Three hundred sizes as fast as they can be set, from a single cell to 300 by 100; at the end the
/// screen is right.
#[test]
fn a_storm_of_sizes_ends_with_the_right_screen() {
    let folder = folder("todo: Apple* | doing(1): Banana | done: Zucchini");
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.shows("Zucchini");
    let mut number = 1_u32;
    for _ in 0..300 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (columns, rows) = (1 + (number >> 8) % 300, 1 + (number >> 20) % 100);
        pty.resize(u16::try_from(columns).unwrap(), u16::try_from(rows).unwrap());
    }
    pty.resize(1, 1);
    pty.resize(100, 30);
    pty.awaits("the board at its last size", |screen| {
        let rows: Vec<String> = screen.rows(0, 100).collect();
        let on = |text: &str| rows.iter().any(|row| row.contains(text));
        on("Apple") && on("Banana") && on("Zucchini") && on("FULL") && rows[29].contains("help")
    });
    pty.types("q");
    assert!(pty.ends());
    pty.is_as_before();
}
