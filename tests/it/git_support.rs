//! Clones of one repository in which andon and real git work, and every row that was ever written
//! in any of them.

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use crate::store_support::random;

/// How often git joined two versions of the board, and how often it stopped over it.
#[derive(Debug, Default)]
pub struct Counts {
    pub edits: usize,
    pub merges: usize,
    pub stops: usize,
}

/// The clones.
pub struct Clones {
    root: tempfile::TempDir,
    /// The same seed tells the same story, but for the ids.
    random: Box<dyn FnMut() -> u64 + Send>,
    pub names: Vec<String>,
    pub rows: HashSet<String>,
    pub union: bool,
    pub counts: Counts,
}

impl Clones {
    /// The first of so many clones, with a board of six cards; the others are for the caller to
    /// make.
    pub fn new(seed: u64, union: bool, names: &[&str]) -> Self {
        let root = tempfile::tempdir().unwrap();
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let (random, rows, counts) = (Box::new(random(seed)), HashSet::new(), Counts::default());
        let mut clones = Self { root, random, names, rows, union, counts };
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
        clones
    }

    pub fn side(&self, side: usize) -> PathBuf {
        self.root.path().join(&self.names[side])
    }

    pub fn board(&self, side: usize) -> PathBuf {
        self.side(side).join("team.board.json")
    }

    /// A random number below an end.
    pub fn below(&mut self, end: u64) -> u64 {
        (self.random)() % end
    }

    pub fn run(&self, program: &str, side: usize, args: &[&str], now: &str) -> Output {
        let home = self.root.path().join("home");
        let mut command = Command::new(program);
        command.args(args).current_dir(self.side(side)).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &home).env("XDG_STATE_HOME", home.join("state")).env("ANDON_NOW", now);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), &self.names[side]);
            command.env(format!("GIT_{role}_EMAIL"), "team@example.org");
        }
        command.env("GIT_EDITOR", "true").output().unwrap()
    }

    pub fn git(&self, side: usize, args: &[&str]) -> Output {
        let quick = ["-c", "core.fsync=none", "-c", "gc.auto=0", "-c", "advice.diverging=false"];
        self.run("git", side, &[&quick[..], args].concat(), "")
    }

    pub fn must(&self, side: usize, args: &[&str]) {
        let output = self.git(side, args);
        assert!(output.status.success(), "git {args:?} in {}: {output:?}", self.names[side]);
    }

    /// Runs andon at a random minute: the clocks of the clones have nothing to do with each other.
    pub fn andon(&mut self, side: usize, args: &[&str]) -> Output {
        let now = format!("2026-03-10T{:02}:{:02}:00Z", self.below(24), self.below(60));
        let by = ["--by", &self.names[side].clone()];
        let output = self.run(env!("CARGO_BIN_EXE_andon"), side, &[&by[..], args].concat(), &now);
        let code = output.status.code();
        assert!(matches!(code, Some(0 | 1 | 3)), "andon {args:?}: {output:?}");
        self.note_rows(side);
        output
    }

    /// The rows of the board and of its archive.
    pub fn rows_of(&self, side: usize) -> HashSet<String> {
        let text = std::fs::read_to_string(self.board(side)).unwrap();
        let archive = self.side(side).join("team.archive.board.json");
        let archive = std::fs::read_to_string(archive).unwrap_or_default();
        text.lines()
            .chain(archive.lines())
            .filter(|line| line.starts_with("{\"") && line.ends_with("},"))
            .map(str::to_owned)
            .collect()
    }

    pub fn note_rows(&mut self, side: usize) {
        let rows = self.rows_of(side);
        self.rows.extend(rows);
    }

    /// One edit of a random card, and whatever came of it as a commit.
    pub fn edit(&mut self, side: usize) {
        if self.union && self.below(8) == 0 {
            // Clocks jump about: an hour ago is before some of what was done.
            self.andon(side, &["archive", "--before", "1h"]);
            self.must(side, &["add", "-A"]);
        } else {
            self.edit_only(side);
        }
        self.must(side, &["commit", "-qam", "edit", "--allow-empty"]);
    }

    pub fn edit_only(&mut self, side: usize) {
        let text = std::fs::read_to_string(self.board(side)).unwrap();
        let mut cards: Vec<&str> =
            text.lines().filter_map(|line| line.strip_prefix("{\"card\":\"")?.get(..8)).collect();
        cards.dedup();
        let place = usize::try_from(self.below(cards.len() as u64)).unwrap();
        let (card, word) = (cards[place], format!("w{}", self.below(1000)));
        let column =
            ["ready", "doing", "dev-done", "review", "delivered"][usize::try_from(self.below(5)).unwrap()];
        let workers = format!("{column}={}", self.below(9) + 1);
        let args: &[&str] = match self.below(17) {
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
            15 => &["restore", card],
            _ => &["delete", card],
        };
        self.andon(side, args);
        self.counts.edits += 1;
    }

    /// A step that joins two versions. Where git stops over it, andon makes the file whole.
    pub fn join(&mut self, side: usize, args: &[&str], versions: usize) {
        self.counts.merges += versions;
        let mut output = self.git(side, args);
        while !output.status.success() {
            self.counts.stops += 1;
            let unmerged = self.git(side, &["diff", "--name-only", "--diff-filter=U"]);
            assert_eq!(unmerged.stdout, b"team.board.json\n", "git {args:?}: {output:?}");
            let read = std::fs::read(self.board(side)).unwrap();
            assert!(read.windows(7).any(|part| part == b"<<<<<<<"));
            self.heal(side);
            self.must(side, &["add", "team.board.json"]);
            let git = self.side(side).join(".git");
            let going_on = ["rebase-merge", "rebase-apply", "MERGE_HEAD", "CHERRY_PICK_HEAD"];
            output = match going_on.into_iter().find(|name| git.join(name).exists()) {
                Some("MERGE_HEAD") => self.git(side, &["commit", "-q", "--no-edit"]),
                Some("CHERRY_PICK_HEAD") => self.git(side, &["cherry-pick", "--continue"]),
                Some(_) => self.git(side, &["rebase", "--continue"]),
                None => self.git(side, &["stash", "drop", "-q"]),
            };
        }
        let read = std::fs::read_to_string(self.board(side)).unwrap();
        assert!(!read.contains("<<<<<<<") && !read.contains(">>>>>>>"), "git {args:?} left markers");
    }

    /// Makes a file whole over which git stopped, and changes nothing else: what is only in a
    /// commit that merges is dropped by git when somebody rebases it.
    fn heal(&mut self, side: usize) {
        let resolved = self.andon(side, &["resolve", "team.board.json"]);
        assert!(resolved.status.success(), "{resolved:?}");
    }

    /// No row is missing or has come from nowhere, and every clone tells the same.
    pub fn check(&mut self) {
        let mut told = Vec::new();
        for side in 0..self.names.len() {
            let (here, name) = (self.rows_of(side), &self.names[side]);
            let lost: Vec<&String> = self.rows.difference(&here).collect();
            assert!(lost.is_empty(), "lost in {name}: {lost:#?}");
            let new: Vec<&String> = here.difference(&self.rows).collect();
            assert!(new.is_empty(), "new in {name}: {new:#?}");
            told.push(["--all", "--archived"].map(|which| {
                let args = ["list", which, "--json"];
                let output = self.run(env!("CARGO_BIN_EXE_andon"), side, &args, "2026-03-11T00:00:00Z");
                assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
                String::from_utf8(output.stdout).unwrap()
            }));
        }
        assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "{told:#?}");
    }
}

/// Whether there is a git to test with.
pub fn has_git() -> bool {
    Command::new("git").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}
