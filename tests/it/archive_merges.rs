//! One clone archives, the other has not heard of it and goes on: whatever real git makes of the
//! two, no row is lost, cards that nobody worked on rest, and those that somebody did are back.

use crate::git_support::{Clones, has_git};
use std::process::Output;

const NOW: &str = "2026-09-01T10:00:00Z";
const BEFORE: &str = "2026-06-01";

/// Three cards delivered in spring and three in the backlog, in both clones.
fn clones() -> (Clones, Vec<String>) {
    assert!(has_git(), "this test needs git");
    let mut clones = Clones::new(11, true, &["ours", "theirs"]);
    let both = [clones.side(0), clones.side(1)].map(|side| side.to_str().unwrap().to_owned());
    clones.must(0, &["clone", "-q", &both[0], &both[1]]);
    clones.must(0, &["remote", "add", "origin", &both[1]]);
    let cards = cards(&clones, 0);
    for card in &cards[..3] {
        for column in ["ready", "doing", "delivered"] {
            assert!(clones.andon(0, &["move", card, column]).status.success());
        }
    }
    commit(&clones, 0);
    clones.must(1, &["pull", "-q", clones.side(0).to_str().unwrap(), "main"]);
    (clones, cards)
}

fn cards(clones: &Clones, side: usize) -> Vec<String> {
    let text = std::fs::read_to_string(clones.board(side)).unwrap();
    let mut cards: Vec<String> = text
        .lines()
        .filter_map(|line| line.strip_prefix("{\"card\":\"")?.get(..8))
        .map(str::to_owned)
        .collect();
    cards.dedup();
    cards
}

fn commit(clones: &Clones, side: usize) {
    clones.must(side, &["add", "-A"]);
    clones.must(side, &["commit", "-qm", "work", "--allow-empty"]);
}

fn andon(clones: &mut Clones, side: usize, args: &[&str]) -> Output {
    let by = ["--by", ["ours", "theirs"][side]];
    let output = clones.run(env!("CARGO_BIN_EXE_andon"), side, &[&by[..], args].concat(), NOW);
    clones.note_rows(side);
    output
}

fn archive(clones: &mut Clones, side: usize) {
    let output = andon(clones, side, &["archive", "--before", BEFORE]);
    assert!(output.status.success(), "{output:?}");
    commit(clones, side);
}

/// `board`, `rests` or `deleted`: where each of the delivered cards is, as the board alone shows it.
fn stands(clones: &mut Clones, side: usize, cards: &[String]) -> Vec<&'static str> {
    let mut listed = |which: &str| {
        let output = andon(clones, side, &["list", which, "--json"]);
        String::from_utf8(output.stdout).unwrap()
    };
    let lists =
        [("board", listed("--all")), ("rests", listed("--archived")), ("deleted", listed("--deleted"))];
    let place = |card: &String| {
        let mut of = lists.iter().filter(|(_, list)| list.contains(&format!("\"id\": \"{card}\"")));
        let place = of.next().map_or("nowhere", |(place, _)| *place);
        assert_eq!(of.next(), None, "{card} is in one place");
        place
    };
    cards[..3].iter().map(place).collect()
}

/// Brings what side 1 has to side 0, and back.
fn meet(clones: &mut Clones, how: &str) {
    clones.must(0, &["fetch", "-q", "origin"]);
    match how {
        "merge" => clones.must(0, &["merge", "-q", "--no-edit", "origin/main"]),
        "rebase" => clones.must(0, &["rebase", "-q", "origin/main"]),
        _ => {
            // The other way around: who had not heard of it hears of it.
            let path = clones.side(0).to_str().unwrap().to_owned();
            clones.must(1, &["pull", "-q", how, "--no-edit", &path, "main"]);
            clones.must(0, &["fetch", "-q", "origin"]);
            clones.must(0, &["reset", "-q", "--hard", "origin/main"]);
            return;
        }
    }
    let path = clones.side(0).to_str().unwrap().to_owned();
    clones.must(1, &["pull", "-q", "--rebase", &path, "main"]);
}

#[test]
fn whoever_had_not_heard_of_it() {
    // Every way to meet, and everything that was done, but only half of the pairs of both unless more
    // is asked for.
    let all = std::env::var_os("ANDON_CASES").is_some();
    let mut told = 0;
    for (way, how) in ["merge", "rebase", "--no-rebase", "--rebase"].into_iter().enumerate() {
        for (deed, (what, expected)) in [
            ("nothing", "rests"),
            ("edit 0 --title changed", "board"),
            ("move 0 doing", "board"),
            ("undo --card 0", "board"),
            ("label 0 late", "board"),
            ("delete 0", "deleted"),
            ("edit 3 --title changed", "rests"),
            ("archive --before 2026-06-01", "rests"),
            ("delete 0 && archive --before 2026-06-01", "deleted"),
        ]
        .into_iter()
        .enumerate()
        {
            if !all && (way / 2 + way + deed) % 2 == 1 {
                continue;
            }
            let (mut clones, cards) = clones();
            archive(&mut clones, 0);
            for step in what.split(" && ") {
                let words: Vec<&str> = step
                    .split(' ')
                    .map(|word| {
                        word.parse::<usize>()
                            .ok()
                            .and_then(|place| cards.get(place))
                            .map_or(word, |card| card)
                    })
                    .collect();
                if what != "nothing" {
                    // Who did the moves undoes one of them.
                    let by = if words[0] == "undo" { "ours" } else { "theirs" };
                    let args = [&["--by", by][..], &words].concat();
                    let output = clones.run(env!("CARGO_BIN_EXE_andon"), 1, &args, NOW);
                    assert!(output.status.success(), "{what}: {output:?}");
                    clones.note_rows(1);
                }
            }
            commit(&clones, 1);
            meet(&mut clones, how);
            for side in [0, 1] {
                assert_eq!(stands(&mut clones, side, &cards), [expected, "rests", "rests"], "{how}, {what}");
            }
            clones.check();
            // The next run of it tidies up, and changes nothing else.
            archive(&mut clones, 0);
            assert_eq!(stands(&mut clones, 0, &cards), [expected, "rests", "rests"], "{how}, {what}");
            told += 1;
        }
    }
    println!("{told} meetings of a clone that archived with one that had not heard of it, 0 rows lost");
}

/// Two who archive other cards, one after a card was brought back.
#[test]
fn two_archives_become_one() {
    let (mut clones, cards) = clones();
    assert!(andon(&mut clones, 1, &["edit", &cards[0], "--title", "changed"]).status.success());
    commit(&clones, 1);
    archive(&mut clones, 0);
    archive(&mut clones, 1);
    meet(&mut clones, "merge");
    for side in [0, 1] {
        assert_eq!(stands(&mut clones, side, &cards), ["board", "rests", "rests"]);
    }
    clones.check();
    assert!(andon(&mut clones, 0, &["restore", &cards[1]]).status.success());
    commit(&clones, 0);
    assert!(andon(&mut clones, 1, &["restore", &cards[2]]).status.success());
    commit(&clones, 1);
    meet(&mut clones, "rebase");
    for side in [0, 1] {
        assert_eq!(stands(&mut clones, side, &cards), ["board"; 3]);
    }
    clones.check();
}

/// Git takes the archiving back: everything is where it was, and can be archived again.
#[test]
fn a_reverted_archiving() {
    for theirs in ["nothing", "edit", "archive"] {
        let (mut clones, cards) = clones();
        archive(&mut clones, 0);
        let with_marks = clones.rows_of(0);
        match theirs {
            "edit" => {
                assert!(andon(&mut clones, 1, &["edit", &cards[0], "--title", "changed"]).status.success());
                commit(&clones, 1);
            }
            "archive" => archive(&mut clones, 1),
            _ => {}
        }
        clones.must(0, &["revert", "--no-edit", "HEAD"]);
        assert_eq!(stands(&mut clones, 0, &cards), ["board"; 3], "{theirs}");
        clones.must(0, &["fetch", "-q", "origin"]);
        clones.must(0, &["merge", "-q", "--no-edit", "origin/main"]);
        let rows = clones.rows_of(0);
        // A revert takes the marks away, as it was asked to; nothing else.
        let lost: Vec<&String> =
            with_marks.difference(&rows).filter(|row| !row.contains("\"archived\"")).collect();
        assert!(lost.is_empty(), "{theirs}: {lost:#?}");
        let expected = if theirs == "archive" { "rests" } else { "board" };
        assert_eq!(stands(&mut clones, 0, &cards)[1..], [expected; 2], "{theirs}");
        archive(&mut clones, 0);
        assert_eq!(stands(&mut clones, 0, &cards)[1..], ["rests"; 2], "{theirs}");
    }
}
