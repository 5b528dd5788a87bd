//! Two clones edit one board through the command line and real git joins them: with the line of
//! `.gitattributes` nothing ever stops, without it the next edit heals what stopped; no event is
//! lost, and both clones come to the same board.

use crate::git_support::{Clones, Counts, has_git};
use std::path::Path;
use std::time::Instant;

/// Two clones, each the other's origin.
fn two_clones(seed: u64, union: bool) -> Clones {
    let clones = Clones::new(seed, union, &["ours", "theirs"]);
    let both = [clones.side(0), clones.side(1)].map(|side| side.to_str().unwrap().to_owned());
    clones.must(0, &["clone", "-q", &both[0], &both[1]]);
    clones.must(0, &["remote", "add", "origin", &both[1]]);
    clones
}

impl Clones {
    /// Edits on both sides, joined in one of the ways people have, until both are the same.
    fn round(&mut self, way: usize) {
        let (here, there) = if self.below(2) == 0 { (0, 1) } else { (1, 0) };
        let (theirs, ours) = [(3, 1), (1, 3), (3, 1), (1, 1)][way];
        if !self.union {
            // Rows about somebody new stand at one place in both clones: git cannot tell them apart.
            let (person, limit) = (format!("person {}", self.below(u64::MAX)), self.below(9) + 1);
            for side in [there, here] {
                self.andon(side, &["limit", "--person", &person, &limit.to_string()]);
            }
        }
        for _ in 0..theirs {
            self.edit(there);
        }
        for _ in 0..ours {
            self.edit(here);
        }
        self.must(here, &["fetch", "-q", "origin"]);
        match way {
            0 => {
                for version in ["origin/main~2", "origin/main~1", "origin/main"] {
                    self.join(here, &["merge", "-q", "--no-edit", version], 1);
                }
            }
            1 => {
                self.join(here, &["rebase", "-q", "origin/main"], 3);
            }
            2 => {
                self.join(
                    here,
                    &["cherry-pick", "--keep-redundant-commits", "--allow-empty", "HEAD..origin/main"],
                    3,
                );
                self.join(here, &["merge", "-q", "--no-edit", "origin/main"], 1);
            }
            _ => {
                self.edit_only(here);
                let changed = !self.git(here, &["diff", "--quiet"]).status.success();
                self.must(here, &["stash", "-q"]);
                self.join(here, &["merge", "-q", "--no-edit", "origin/main"], 1);
                if changed {
                    self.join(here, &["stash", "pop", "-q"], 1);
                }
                self.must(here, &["commit", "-qam", "stashed", "--allow-empty"]);
            }
        }
        self.must(there, &["fetch", "-q", "origin"]);
        self.must(there, &["merge", "-q", "--ff-only", "origin/main"]);
    }
}

/// Rounds until so many versions were joined.
fn story(seed: u64, union: bool, merges: usize) -> (Counts, usize) {
    let mut clones = two_clones(seed, union);
    let mut ways = (0..4).cycle();
    while clones.counts.merges < merges {
        clones.round(ways.next().unwrap());
    }
    clones.check();
    (clones.counts, clones.rows.len())
}

#[test]
fn real_git_joins_what_two_clones_did_and_loses_nothing() {
    assert!(has_git(), "this test needs git");
    let start = Instant::now();
    let told = std::thread::scope(|scope| {
        let stories: Vec<_> = [(1, true), (2, true), (3, false)]
            .map(|(seed, union)| {
                let merges = if union { 90 } else { 30 };
                (union, scope.spawn(move || story(seed, union, merges)))
            })
            .into_iter()
            .collect();
        stories.into_iter().map(|(union, story)| (union, story.join().unwrap())).collect::<Vec<_>>()
    });
    let mut joined = 0;
    for (union, (Counts { edits, merges, stops }, rows)) in told {
        println!(
            "union {union}: {edits} edits, {merges} versions joined, {stops} stops, {rows} rows, 0 lost"
        );
        joined += merges;
        if union {
            assert_eq!(stops, 0, "union never stops");
        } else {
            assert!(stops > 0, "without the attribute git stops, or nothing was tried");
        }
    }
    println!("{joined} versions joined in {:.1} s", start.elapsed().as_secs_f64());
    assert!(joined >= 200);
}

/// The board of a work tree that stopped over a merge is read before anybody heals it.
#[test]
fn a_stopped_merge_can_be_looked_at() {
    let mut clones = two_clones(7, false);
    clones.andon(0, &["add", "ours"]);
    clones.must(0, &["commit", "-qam", "ours"]);
    clones.andon(1, &["add", "theirs"]);
    for side in [0, 1] {
        let board: &Path = &clones.board(side);
        let text = std::fs::read_to_string(board).unwrap();
        // At one place in the file, so that git cannot tell them apart.
        std::fs::write(board, text.replace("{\"end\":1}", &format!("{{\"class\":\"zz{side}\",\"id\":\"a\",\"rev\":1,\"at\":\"2026-03-01T00:00:00Z\",\"by\":\"m\",\"name\":\"Z\"}},\n{{\"end\":1}}"))).unwrap();
        clones.note_rows(side);
        clones.must(side, &["commit", "-qam", "class"]);
    }
    clones.must(0, &["fetch", "-q", "origin"]);
    assert!(!clones.git(0, &["merge", "-q", "origin/main"]).status.success());
    let before = std::fs::read(clones.board(0)).unwrap();
    let list = clones.andon(0, &["list"]);
    let said = String::from_utf8(list.stdout).unwrap();
    assert!(list.status.success() && said.contains("ours") && said.contains("theirs"), "{said}");
    assert_eq!(std::fs::read(clones.board(0)).unwrap(), before, "looking heals nothing");
    assert!(clones.andon(0, &["add", "heals"]).status.success());
    clones.must(0, &["commit", "-qam", "healed"]);
    let rows = clones.rows_of(0);
    assert!(clones.rows.iter().all(|row| rows.contains(row)), "no row of either side is lost");
}
