//! Random pairs of concurrent edits, merged in every way a team meets: by git with `union`, by
//! andon reading the conflict markers of git and jj, and by joining the rows of both files. All
//! come to one board, nothing is lost, no file is invalid, and `union` never stops.
//!
//! `ANDON_CASES` sets the number of pairs.

use crate::git_batch::{Merged, Repository, merge_file};
use crate::jj_markers::{STYLES, materialize};
use crate::store_support::{board, cases, fold, random, scramble, three_columns};
use andon::board::Board;
use andon::store::{canonical, content_of, load};
use std::collections::BTreeSet;
use std::time::Instant;

/// What two people made of a board that both had.
pub struct Pair {
    pub base: Vec<u8>,
    pub ours: Vec<u8>,
    pub theirs: Vec<u8>,
}

impl Pair {
    fn random(seed: u64) -> Self {
        let mut random = random(seed);
        let mut numbers = |most: u64| -> Vec<u64> {
            let len = random() % (most + 1);
            (0..len).map(|_| random()).collect()
        };
        let (before, shared, ours, theirs) = (numbers(60), numbers(12), numbers(12), numbers(12));
        let mut base: Board = board(&three_columns());
        scramble(&mut base, &before);
        let content = content_of(&base);
        // Now and then both have picked the same commits already.
        if seed.is_multiple_of(4) {
            scramble(&mut base, &shared);
        }
        let grown = |seeds: &[u64]| {
            let mut board = base.clone();
            scramble(&mut board, seeds);
            content_of(&board)
        };
        Self { ours: grown(&ours), theirs: grown(&theirs), base: content }
    }

    fn rows(&self) -> BTreeSet<&str> {
        let rows =
            |content| std::str::from_utf8(content).unwrap().lines().filter(|line| line.ends_with("},"));
        rows(&self.ours).chain(rows(&self.theirs)).collect()
    }
}

/// What all ways of one pair must come to.
struct Expected {
    fold: String,
    content: Vec<u8>,
}

impl Expected {
    /// Reads both files and joins the rows.
    fn of(pair: &Pair) -> Self {
        let rows: Vec<&str> = pair.rows().into_iter().collect();
        let gap = if rows.is_empty() { "" } else { "\n" };
        let joined = format!("{{\"andon\":1,\"rows\":[\n{}{gap}{{\"end\":1}}]}}\n", rows.join("\n"));
        let loaded = load(joined.as_bytes()).unwrap();
        assert_eq!(loaded.findings, []);
        Self { fold: fold(&loaded.board), content: canonical(joined.as_bytes()).unwrap() }
    }

    /// The same board, and the same file at the next save: so no row is lost and none is new.
    fn is(&self, merged: &[u8], way: &str) {
        let say = || format!("{way}:\n{}", String::from_utf8_lossy(merged));
        let loaded = load(merged).unwrap_or_else(|error| panic!("{error:?} {}", say()));
        assert_eq!(loaded.findings, [], "{}", say());
        assert_eq!(fold(&loaded.board), self.fold, "{}", say());
        assert_eq!(canonical(merged).unwrap(), self.content, "{}", say());
    }
}

/// Without `union` git stops, in one of these ways.
const MARKED: [(&str, &str); 4] = [
    ("merge", "*.board.json text eol=lf\n"),
    ("diff3", "*.board.json text eol=lf\n"),
    ("zdiff3", "*.board.json text eol=lf\n"),
    ("merge", "*.board.json text eol=lf conflict-marker-size=9\n"),
];

#[derive(Debug, Default)]
struct Counts {
    pairs: usize,
    rows: usize,
    by_union: usize,
    by_file: usize,
    by_markers: usize,
    stops: usize,
    by_jj: usize,
    jj_conflicts: usize,
}

impl Counts {
    fn and(self, other: &Self) -> Self {
        Self {
            pairs: self.pairs + other.pairs,
            rows: self.rows + other.rows,
            by_union: self.by_union + other.by_union,
            by_file: self.by_file + other.by_file,
            by_markers: self.by_markers + other.by_markers,
            stops: self.stops + other.stops,
            by_jj: self.by_jj + other.by_jj,
            jj_conflicts: self.jj_conflicts + other.jj_conflicts,
        }
    }
}

/// So many pairs at a time share a repository.
const BATCH: u64 = 50;

fn merge(seeds: std::ops::Range<u64>) -> Counts {
    let pairs: Vec<Pair> = seeds.clone().map(Pair::random).collect();
    let expected: Vec<Expected> = pairs.iter().map(Expected::of).collect();
    let mut counts = Counts { pairs: pairs.len(), ..Counts::default() };
    let repository = Repository::of(&pairs);

    let union = format!("{}\n", andon::store::git_attributes::LINE);
    for (expected, Merged { stopped, content }) in expected.iter().zip(repository.merge("merge", &union)) {
        assert!(!stopped, "union never stops");
        expected.is(&content, "union");
        counts.by_union += 1;
    }
    let turn = usize::try_from(seeds.start / BATCH).unwrap() % MARKED.len();
    let (style, attributes) = MARKED[turn];
    for (expected, Merged { stopped, content }) in expected.iter().zip(repository.merge(style, attributes)) {
        expected.is(&content, style);
        counts.by_markers += 1;
        counts.stops += usize::from(stopped);
    }
    for (number, (pair, expected)) in pairs.iter().zip(&expected).enumerate() {
        counts.rows += pair.rows().len();
        if number.is_multiple_of(10) {
            let folder = tempfile::tempdir().unwrap();
            let merged = merge_file(folder.path(), pair, &["--union"]);
            assert!(!merged.stopped);
            expected.is(&merged.content, "git merge-file --union");
            let style = ["--diff3", "--zdiff3", "--marker-size=12", "-q"][number / 10 % 4];
            expected.is(&merge_file(folder.path(), pair, &[style]).content, style);
            counts.by_file += 2;
        }
        let style = STYLES[(number + turn) % STYLES.len()];
        let (content, conflicts) = materialize(pair, style);
        expected.is(&content, &format!("jj {style:?}"));
        counts.by_jj += 1;
        counts.jj_conflicts += conflicts;
    }
    counts
}

#[test]
fn pairs_of_edits_come_to_one_board_however_they_are_merged() {
    let start = Instant::now();
    let pairs = cases(100);
    let batches: Vec<u64> = (0..pairs).step_by(usize::try_from(BATCH).unwrap()).collect();
    let counts = std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..2)
            .map(|lane| {
                let batches = batches.iter().skip(lane).step_by(2);
                let merged = batches.map(move |first| merge(*first..(first + BATCH).min(pairs)));
                scope.spawn(move || merged.fold(Counts::default(), |sum, counts| sum.and(&counts)))
            })
            .collect();
        lanes.into_iter().fold(Counts::default(), |sum, lane| sum.and(&lane.join().unwrap()))
    });
    println!(
        "{} pairs, {} rows: {} merges with union and 0 stops, {} by git's markers ({} stops), {} by git merge-file, \
        {} by jj's markers ({} conflicts); 0 rows lost, 0 invalid files, one board each; {:.1} s",
        counts.pairs,
        counts.rows,
        counts.by_union,
        counts.by_markers,
        counts.stops,
        counts.by_file,
        counts.by_jj,
        counts.jj_conflicts,
        start.elapsed().as_secs_f64()
    );
    assert_eq!(counts.pairs as u64, pairs);
    assert!(
        counts.stops * 20 > counts.pairs && counts.jj_conflicts * 20 > counts.pairs,
        "something was tried"
    );
}
