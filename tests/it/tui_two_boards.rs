//! Two boards open in one real terminal, with real files: whatever is switched, closed or ended in
//! whatever order, nothing that was typed is lost.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use andon::board::{Change, Draft, Field, Operation, Timestamp};
use andon::store::BoardFile;

use crate::pty::Pty;
use crate::store_support::{cases, random};
use crate::tui_program::andon;
use crate::tui_story;

fn boards() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), "").unwrap();
    for (name, text) in [("one", "todo: Apple | done:"), ("two", "ideas: Xylem | done:")] {
        let path = folder.path().join(format!("{name}.board.json"));
        BoardFile::create(&path, &tui_story::parse(text).0).unwrap();
    }
    folder
}

/// Both boards as their files hold them, with what a journal still has.
fn both(folder: &Path) -> [String; 2] {
    ["one", "two"].map(|name| {
        let file = BoardFile::open(&folder.join(format!("{name}.board.json"))).unwrap();
        tui_story::line(file.board())
    })
}

fn start(folder: &Path) -> Pty {
    let mut pty = Pty::start(andon(folder, &["--no-report", "one.board.json", "two.board.json"]));
    pty.is_taken();
    // Both are read before anything is typed.
    pty.types("gt");
    pty.shows("Xylem");
    pty.types("gT");
    pty.shows("Apple");
    pty
}

const TYPED: &str = "aFirst\rgtaSecond\rgtaThird\rgTaFourth\r";
const KEPT: [&str; 2] = ["todo: Apple, First, Third | done:", "ideas: Xylem, Second, Fourth | done:"];

#[test]
fn edits_on_both_boards_are_saved_however_quickly_they_are_switched() {
    let folder = boards();
    let mut pty = start(folder.path());
    pty.types(TYPED);
    pty.types("q");
    assert!(pty.ends());
    assert_eq!(both(folder.path()), KEPT);
}

#[test]
fn a_program_that_is_ended_from_outside_saves_both() {
    let folder = boards();
    let mut pty = start(folder.path());
    pty.types(TYPED);
    pty.shows("Fourth");
    assert!(Command::new("kill").args(["-TERM", &pty.id().to_string()]).status().unwrap().success());
    pty.ends();
    assert_eq!(both(folder.path()), KEPT);
}

/// `kill -9` while edits are typed into both boards: what the screen has shown without "saving"
/// beside it is there afterwards. `ANDON_CASES` sets the number of kills.
#[test]
fn what_was_shown_as_saved_outlives_kill_9() {
    let (kills, mut random) = (cases(2), random(5));
    let titles = ["First", "Second", "Third", "Fourth"];
    let (mut typed, mut told, mut kept) = (0, 0, 0);
    for _ in 0..kills {
        let folder = boards();
        let mut pty = start(folder.path());
        let mut saved: Vec<&str> = Vec::new();
        let until = Instant::now() + Duration::from_millis(1 + random() % 120);
        let mut keys = TYPED.split_inclusive('\r');
        let mut next = Instant::now();
        while Instant::now() < until {
            if Instant::now() >= next
                && let Some(keys) = keys.next()
            {
                pty.types(keys);
                typed += 1;
                next += Duration::from_millis(random() % 30);
            }
            saved.extend(titles_saved(&pty.text(), &titles));
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(Command::new("kill").args(["-KILL", &pty.id().to_string()]).status().unwrap().success());
        pty.ends();
        saved.extend(titles_saved(&pty.text(), &titles));
        saved.sort_unstable();
        saved.dedup();
        let there = both(folder.path()).concat();
        for title in &saved {
            assert!(there.contains(title), "{title} was saved on screen, and is not in {there}");
        }
        told += saved.len();
        kept += titles.iter().filter(|title| there.contains(**title)).count();
    }
    println!("{kills} kills: {typed} cards typed, {told} shown as saved, {kept} there afterwards");
}

/// The cards on a screen that does not say it is saving, nor asks for one of them.
fn titles_saved<'a>(screen: &str, titles: &[&'a str]) -> Vec<&'a str> {
    let calm = !screen.contains("saving") && !screen.contains('╭');
    titles.iter().copied().filter(|title| calm && screen.contains(*title)).collect()
}

#[test]
fn a_board_that_is_closed_is_saved_and_the_other_stays() {
    let folder = boards();
    let mut pty = start(folder.path());
    pty.types("aFirst\rgtaSecond\rgx");
    pty.shows("closed two");
    pty.types("aThird\rq");
    assert!(pty.ends());
    assert_eq!(both(folder.path()), ["todo: Apple, First, Third | done:", "ideas: Xylem, Second | done:"]);
}

#[test]
fn what_others_did_meanwhile_to_the_board_that_rests_is_there_on_return() {
    let folder = boards();
    let mut pty = start(folder.path());
    let mut file = BoardFile::open(&folder.path().join("two.board.json")).unwrap();
    let values = vec![(Field::Title, "Theirs".to_owned())];
    let change = Change::Add(Draft { values, ..Draft::default() });
    let at = Timestamp::from_ms(tui_story::START);
    let by = "jon".to_owned();
    file.commit(&[Operation { change, at, by, seed: 99, over: None, backdated: false }]).unwrap();
    pty.types("gt");
    pty.shows("Theirs");
    pty.types("gTq");
    assert!(pty.ends());
}

#[test]
fn a_board_is_made_and_filled_on_screen() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("settings.toml"), "").unwrap();
    let mut pty = Pty::start(andon(folder.path(), &["--no-report"]));
    pty.is_taken();
    pty.shows("makes a board here");
    pty.types("gn\u{15}Payments\r");
    pty.shows("Development");
    pty.types("\r");
    pty.shows("made payments.board.json");
    pty.shows("Doing 0/3");
    pty.types("aFirst\r");
    pty.shows("First");
    pty.types("q");
    assert!(pty.ends());
    let file = BoardFile::open(&folder.path().join("payments.board.json")).unwrap();
    assert_eq!(tui_story::line(file.board()), "To do: First | Doing(3): | Done:");
    assert!(folder.path().join(".gitattributes").exists());
    // It is remembered, and offered where no board is near.
    let state = std::fs::read_to_string(folder.path().join(".state/state.json")).unwrap();
    assert!(state.contains("payments.board.json"), "{state}");
}
