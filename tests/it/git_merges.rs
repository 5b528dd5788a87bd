//! Two clones edit one board through the command line and real git joins them: with the line of
//! `.gitattributes` nothing ever stops, without it the next edit heals what stopped; no event is
//! lost, and both clones come to the same board.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Instant;

/// How often git joined two versions of the board, and how often it stopped over it.
#[derive(Debug, Default)]
struct Counts {
    edits: usize,
    merges: usize,
    stops: usize,
}

/// Two clones of one repository, and every row that was ever written in either.
struct Clones {
    root: tempfile::TempDir,
    /// `SplitMix64`; the same seed tells the same story, but for the ids.
    random: u64,
    rows: HashSet<String>,
    union: bool,
    counts: Counts,
}

const SIDES: [&str; 2] = ["ours", "theirs"];

impl Clones {
    fn new(seed: u64, union: bool) -> Self {
        let root = tempfile::tempdir().unwrap();
        let mut clones = Self { root, random: seed, rows: HashSet::new(), union, counts: Counts::default() };
        std::fs::create_dir(clones.side(0)).unwrap();
        clones.must(0, &["init", "-q", "-b", "main"]);
        let made = clones.andon(0, &["init", "--name", "Team", "--template", "dev"]);
        assert!(made.status.success(), "{made:?}");
        if !union {
            std::fs::remove_file(clones.side(0).join(".gitattributes")).unwrap();
        }
        for number in 0..6 {
            clones.andon(0, &["add", &format!("card {number}")]);
        }
        clones.must(0, &["add", "-A"]);
        clones.must(0, &["commit", "-qm", "board"]);
        let both = [clones.side(0), clones.side(1)].map(|side| side.to_str().unwrap().to_owned());
        clones.must(0, &["clone", "-q", &both[0], &both[1]]);
        clones.must(0, &["remote", "add", "origin", &both[1]]);
        clones.note_rows(0);
        clones
    }

    fn side(&self, side: usize) -> PathBuf {
        self.root.path().join(SIDES[side])
    }

    fn board(&self, side: usize) -> PathBuf {
        self.side(side).join("team.board.json")
    }

    fn below(&mut self, end: u64) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.random;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ (bits >> 31)) % end
    }

    fn run(&self, program: &str, side: usize, args: &[&str], now: &str) -> Output {
        let home = self.root.path().join("home");
        let mut command = Command::new(program);
        command.args(args).current_dir(self.side(side)).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &home).env("XDG_STATE_HOME", home.join("state")).env("ANDON_NOW", now);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), SIDES[side]);
            command.env(format!("GIT_{role}_EMAIL"), "team@example.org");
        }
        command.env("GIT_EDITOR", "true").output().unwrap()
    }

    fn git(&self, side: usize, args: &[&str]) -> Output {
        let quick = ["-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "advice.diverging=false"];
        self.run("git", side, &[&quick[..], args].concat(), "")
    }

    fn must(&self, side: usize, args: &[&str]) {
        let output = self.git(side, args);
        assert!(output.status.success(), "git {args:?} in {}: {output:?}", SIDES[side]);
    }

    /// Runs andon at a random minute: the clocks of the clones have nothing to do with each other.
    fn andon(&mut self, side: usize, args: &[&str]) -> Output {
        let now = format!("2026-03-10T{:02}:{:02}:00Z", self.below(24), self.below(60));
        let by = ["--by", SIDES[side]];
        let output = self.run(env!("CARGO_BIN_EXE_andon"), side, &[&by[..], args].concat(), &now);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1 | 3)), "andon {args:?}: {output:?}");
        self.note_rows(side);
        output
    }

    fn rows_of(&self, side: usize) -> HashSet<String> {
        let text = std::fs::read_to_string(self.board(side)).unwrap();
        text.lines()
            .filter(|line| line.starts_with("{\"") && line.ends_with("},"))
            .map(str::to_owned)
            .collect()
    }

    fn note_rows(&mut self, side: usize) {
        let rows = self.rows_of(side);
        self.rows.extend(rows);
    }

    /// One edit of a random card, and whatever came of it as a commit.
    fn edit(&mut self, side: usize) {
        self.edit_only(side);
        self.must(side, &["commit", "-qam", "edit", "--allow-empty"]);
    }

    fn edit_only(&mut self, side: usize) {
        let text = std::fs::read_to_string(self.board(side)).unwrap();
        let mut cards: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("{\"card\":\"")?.get(..8)).collect();
        cards.dedup();
        let place = usize::try_from(self.below(cards.len() as u64)).unwrap();
        let (card, word) = (cards[place], format!("w{}", self.below(1000)));
        let column =
            ["ready", "doing", "dev-done", "review", "delivered"][usize::try_from(self.below(5)).unwrap()];
        let workers = format!("{column}={}", self.below(9) + 1);
        let args: &[&str] = match self.below(16) {
            0 | 1 => &["add", &word],
            2..6 => &["move", card, column],
            6 => &["edit", card, "--title", &word],
            7 => &["label", card, &word],
            8 => &["assign", card, &word],
            9 => &["block", card, &word],
            10 => &["undo", "--card", card],
            11 => &["cord", "pull", card, &word],
            12 => &["cord", "answer", card],
            13 => &["cord", "resolve", card, &word],
            14 => &["policy", "--workers", &workers],
            _ => &["delete", card],
        };
        self.andon(side, args);
        self.counts.edits += 1;
    }

    /// A step that joins two versions. Where git stops over it, andon makes the file whole.
    fn join(&mut self, side: usize, args: &[&str], versions: usize) {
        self.counts.merges += versions;
        let mut output = self.git(side, args);
        while !output.status.success() {
            self.counts.stops += 1;
            let unmerged = self.git(side, &["diff", "--name-only", "--diff-filter=U"]);
            assert_eq!(unmerged.stdout, b"team.board.json\n", "git {args:?}: {output:?}");
            let read = std::fs::read(self.board(side)).unwrap();
            assert!(read.windows(7).any(|part| part == b"<<<<<<<"));
            let healed = self.andon(side, &["add", "heals"]);
            assert!(healed.status.success(), "{healed:?}");
            self.must(side, &["add", "team.board.json"]);
            output = match args[0] {
                "stash" => {
                    self.must(side, &["stash", "drop", "-q"]);
                    break;
                }
                "merge" => self.git(side, &["commit", "-q", "--no-edit"]),
                going_on => self.git(side, &[going_on, "--continue"]),
            };
        }
        let read = std::fs::read_to_string(self.board(side)).unwrap();
        assert!(!read.contains("<<<<<<<") && !read.contains(">>>>>>>"), "git {args:?} left markers");
    }

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

    /// No row is missing on either side, and both tell the same.
    fn check(&mut self) {
        let told = [0, 1].map(|side| {
            let lost: Vec<String> = self.rows.difference(&self.rows_of(side)).cloned().collect();
            assert!(lost.is_empty(), "lost in {}: {lost:#?}", SIDES[side]);
            let output =
                self.run(env!("CARGO_BIN_EXE_andon"), side, &["list", "--json"], "2026-03-11T00:00:00Z");
            assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
            String::from_utf8(output.stdout).unwrap()
        });
        assert_eq!(told[0], told[1]);
    }
}

/// Rounds until so many versions were joined.
fn story(seed: u64, union: bool, merges: usize) -> (Counts, usize) {
    let mut clones = Clones::new(seed, union);
    let mut ways = (0..4).cycle();
    while clones.counts.merges < merges {
        clones.round(ways.next().unwrap());
    }
    clones.check();
    (clones.counts, clones.rows.len())
}

fn has_git() -> bool {
    Command::new("git").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
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
    let mut clones = Clones::new(7, false);
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
