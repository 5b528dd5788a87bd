//! Five clones and a server: a team that pulls, rebases, cherry-picks, stashes, merges criss-cross
//! and races to push, with clocks that are hours apart. In the end all have one board, and nothing
//! is lost; with the line of `.gitattributes` git never stops, without it every stop is healed.
//!
//! `ANDON_CASES` sets the number of rounds.

use crate::git_support::{Clones, has_git};
use crate::store_support::cases;
use std::time::Instant;

const NAMES: [&str; 5] = ["ann", "bea", "cem", "dan", "eve"];

/// What a team did.
#[derive(Debug, Default)]
struct Told {
    rounds: u64,
    races: usize,
    ways: [usize; 6],
}

fn team(seed: u64, union: bool) -> Clones {
    let clones = Clones::new(seed, union, &NAMES);
    let server = clones.side(0).with_file_name("server.git");
    let server = server.to_str().unwrap();
    let first = clones.side(0);
    clones.must(0, &["clone", "-q", "--bare", first.to_str().unwrap(), server]);
    clones.must(0, &["remote", "add", "origin", server]);
    clones.must(0, &["fetch", "-q", "origin"]);
    clones.must(0, &["branch", "-q", "--set-upstream-to=origin/main", "main"]);
    for side in 1..NAMES.len() {
        let path = clones.side(side);
        clones.must(0, &["clone", "-q", server, path.to_str().unwrap()]);
    }
    clones
}

impl Clones {
    fn any(&mut self) -> usize {
        usize::try_from(self.below(NAMES.len() as u64)).unwrap()
    }

    fn some_edits(&mut self, side: usize) {
        for _ in 0..=self.below(2) {
            self.edit(side);
        }
    }

    fn pull(&mut self, side: usize) {
        let how = if self.below(2) == 0 { "--rebase" } else { "--no-rebase" };
        self.join(side, &["pull", "-q", "--no-edit", how], 1);
    }

    /// Pushes, again and again while somebody else was quicker. Tells how often.
    fn push(&mut self, side: usize) -> usize {
        for races in 0..20 {
            if self.git(side, &["push", "-q", "origin", "main"]).status.success() {
                return races;
            }
            self.pull(side);
        }
        panic!("{} never comes through", NAMES[side]);
    }

    /// The head of another clone, fetched from it directly.
    fn head_of(&self, other: usize, side: usize) -> String {
        let path = self.side(other);
        self.must(side, &["fetch", "-q", path.to_str().unwrap(), "main"]);
        self.commit(side, &["rev-parse", "FETCH_HEAD"])
    }

    fn commit(&self, side: usize, args: &[&str]) -> String {
        String::from_utf8(self.git(side, args).stdout).unwrap().trim().to_owned()
    }

    fn team_round(&mut self, told: &mut Told) {
        let side = self.any();
        let other = (side + 1 + usize::try_from(self.below(4)).unwrap()) % NAMES.len();
        self.some_edits(side);
        let way = usize::try_from(self.below(6)).unwrap();
        told.ways[way] += 1;
        told.rounds += 1;
        match way {
            0 => self.join(side, &["pull", "-q", "--no-edit", "--no-rebase"], 1),
            1 => self.join(side, &["pull", "-q", "--rebase"], 1),
            2 => {
                self.some_edits(other);
                self.head_of(other, side);
                let last = self.commit(side, &["log", "--no-merges", "-1", "--format=%H", "FETCH_HEAD"]);
                let pick = ["cherry-pick", "--keep-redundant-commits", "--allow-empty", &last];
                self.join(side, &pick, 1);
            }
            3 => {
                self.edit_only(side);
                let changed = !self.git(side, &["diff", "--quiet"]).status.success();
                self.must(side, &["stash", "-q"]);
                self.pull(side);
                if changed {
                    self.join(side, &["stash", "pop", "-q"], 1);
                }
                self.must(side, &["commit", "-qam", "stashed", "--allow-empty"]);
            }
            4 => {
                // Each merges what the other had before: from now on they have two bases.
                self.some_edits(other);
                let (theirs, ours) = (self.head_of(other, side), self.head_of(side, other));
                self.join(side, &["merge", "-q", "--no-edit", &theirs], 1);
                self.join(other, &["merge", "-q", "--no-edit", &ours], 1);
            }
            _ => {
                // Both have seen the same and both push.
                self.pull(side);
                self.pull(other);
                self.some_edits(other);
                self.some_edits(side);
                told.races += self.push(other);
            }
        }
        if way == 5 || self.below(2) == 0 {
            told.races += self.push(side);
        }
    }

    /// Everybody pulls and pushes until all have all.
    fn meet(&mut self) {
        for _ in 0..2 {
            for side in 0..NAMES.len() {
                self.pull(side);
                self.push(side);
            }
        }
    }
}

fn story(seed: u64, union: bool, rounds: u64) -> (Clones, Told) {
    let (mut clones, mut told) = (team(seed, union), Told::default());
    for _ in 0..rounds {
        clones.team_round(&mut told);
    }
    clones.meet();
    clones.check();
    (clones, told)
}

#[test]
fn five_clones_and_a_server_come_to_one_board_and_lose_nothing() {
    assert!(has_git(), "this test needs git");
    let start = Instant::now();
    let stories = std::thread::scope(|scope| {
        let stories = [(11, true, cases(12)), (12, false, cases(8))]
            .map(|(seed, union, rounds)| scope.spawn(move || story(seed, union, rounds)));
        stories.map(|story| story.join().unwrap())
    });
    for (clones, Told { rounds, races, ways }) in stories {
        let (union, counts) = (clones.union, &clones.counts);
        println!(
            "5 clones x {rounds} rounds {ways:?}, union {union}: {} edits, {} joins, {races} push races, {} stops, \
            {} rows, 0 lost, one board",
            counts.edits,
            counts.merges,
            counts.stops,
            clones.rows.len()
        );
        assert!(!union || counts.stops == 0, "union never stops");
        assert!(union || counts.stops > 0, "without the attribute git stops, or nothing was tried");
    }
    println!("{:.1} s", start.elapsed().as_secs_f64());
}
