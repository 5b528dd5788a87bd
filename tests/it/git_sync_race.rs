//! Clones that sync at the same time while people edit in them: nothing is lost, history stays a
//! line, and no conflict marker is ever committed.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use super::git_sync::{BOARD, Clone, Team, rows_of};

/// How many times each clone syncs: `ANDON_CASES` sets another number.
fn rounds() -> usize {
    std::env::var("ANDON_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(3)
}

/// `SplitMix64`: the same seed tells the same story, but for the ids and for who is faster.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((bits ^ (bits >> 31)) % end as u64).unwrap()
    }
}

/// What came of a sync that was asked for.
#[derive(Debug, Default)]
struct Counts {
    edits: usize,
    syncs: usize,
    raced: usize,
}

/// One edit. Its rows are known by their ids, which the answer names.
fn edit(clone: &Clone, random: &mut Random, rows: &mut HashSet<String>) {
    let before = clone.rows();
    let text = std::fs::read_to_string(&clone.board).unwrap();
    let mut cards: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix("{\"card\":\"")?.get(..8)).collect();
    cards.dedup();
    let word = format!("w{}", random.below(1000));
    let column = ["ready", "doing", "dev-done", "review", "delivered"][random.below(5)];
    let said = match (random.below(5), cards.is_empty()) {
        (0, _) | (_, true) => clone.andon(&["add", &word]),
        (1, _) => clone.andon(&["edit", cards[random.below(cards.len())], "--title", &word]),
        (2, _) => clone.andon(&["label", cards[random.below(cards.len())], &word]),
        _ => clone.andon(&["move", cards[random.below(cards.len())], column]),
    };
    assert!(matches!(said.code, 0 | 1 | 3), "{said:?}");
    if said.code == 0 {
        rows.extend(clone.rows().difference(&before).cloned());
    }
}

/// Three clones sync against each other, and in each somebody edits all the while.
fn race(union: bool, rounds: usize) {
    let (team, one, two) = Team::two();
    if !union {
        one.git(&["rm", "-q", ".gitattributes"]).ok();
        one.git(&["commit", "-qm", "no attributes"]).ok();
        one.git(&["push", "-q"]).ok();
        two.git(&["pull", "-q"]).ok();
    }
    let three = team.clone("three", &[], BOARD);
    let clones = [one, two, three];
    let start = Instant::now();
    let (mut rows, mut counts) = (clones[0].rows(), Counts::default());
    let told = thread::scope(|scope| {
        let workers: Vec<_> = clones
            .iter()
            .enumerate()
            .map(|(place, clone)| {
                scope.spawn(move || {
                    let ended = AtomicBool::new(false);
                    thread::scope(|scope| {
                        let ended = &ended;
                        let editing = scope.spawn(move || {
                            let mut random = Random(place as u64 + 1);
                            let (mut rows, mut edits) = (HashSet::new(), 0);
                            // As many as may be, within what a test may cost.
                            while edits < rounds * 8 && (!ended.load(Ordering::Relaxed) || edits == 0) {
                                edit(clone, &mut random, &mut rows);
                                edits += 1;
                            }
                            (rows, edits)
                        });
                        let mut counts = Counts::default();
                        let mut random = Random(place as u64 + 100);
                        for round in 0..rounds {
                            if random.below(3) == 0 {
                                // Something else is changed too, and not committed.
                                clone.write("code", &format!("1\n2\n3\n{}\n", clone.folder().display()));
                            }
                            let said = clone.sync(&[]);
                            counts.syncs += 1;
                            if said.code != 0 {
                                // Five times in a row others were faster: that is told, and harmless.
                                assert!(said.err.contains("others pushed to"), "{place}.{round}: {said:?}");
                                counts.raced += 1;
                            }
                        }
                        ended.store(true, Ordering::Relaxed);
                        let (rows, edits) = editing.join().unwrap();
                        counts.edits = edits;
                        (rows, counts)
                    })
                })
            })
            .collect();
        workers.into_iter().map(|worker| worker.join().unwrap()).collect::<Vec<_>>()
    });
    for (of, Counts { edits, syncs, raced }) in told {
        rows.extend(of);
        counts.edits += edits;
        counts.syncs += syncs;
        counts.raced += raced;
    }
    for _ in 0..2 {
        for clone in &clones {
            clone.sync(&[]).ok();
        }
    }
    let final_rows = clones[0].rows();
    let lost: Vec<_> = rows.difference(&final_rows).collect();
    assert!(lost.is_empty(), "lost: {lost:#?}");
    for clone in &clones[1..] {
        assert_eq!(clone.rows(), final_rows);
        assert_eq!(
            clone.andon(&["list", "--json"]).ok().out.len(),
            clones[0].andon(&["list", "--json"]).ok().out.len()
        );
    }
    let server = team.server();
    assert_eq!(server.told(&["rev-list", "--merges", "--count", "main"]), "0", "history is a line");
    let commits = server.told(&["rev-list", "main"]);
    let mut known = HashSet::new();
    for commit in commits.lines().collect::<Vec<_>>().into_iter().rev() {
        let board = server.told(&["show", &format!("{commit}:{BOARD}")]);
        let has_markers =
            board.lines().any(|line| ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|m| line.starts_with(m)));
        assert!(!has_markers, "{commit}");
        let rows = rows_of(&board);
        assert!(known.is_subset(&rows), "{commit} takes rows away");
        known = rows;
    }
    assert_eq!(known, final_rows);
    println!(
        "union {union}: 3 clones, {} syncs ({} raced five times), {} edits meanwhile, {} commits, {} rows, 0 lost, {:.1} s",
        counts.syncs,
        counts.raced,
        counts.edits,
        commits.lines().count(),
        final_rows.len(),
        start.elapsed().as_secs_f64()
    );
}

#[test]
fn clones_that_sync_at_the_same_time_lose_nothing() {
    race(true, rounds());
}

#[test]
fn nor_without_attributes() {
    race(false, rounds());
}
