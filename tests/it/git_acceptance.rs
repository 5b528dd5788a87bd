//! What a team must be able to take for granted, with real git and the program as people run it:
//! whatever two people do to one board at the same time comes together by itself, and whatever
//! stops is made whole without anybody choosing.

use std::process::Output;

use crate::cli::Place;

/// One repository with the team's board, in which branches stand for people.
pub struct Team(pub Place);

const UNION: &str = "*.board.json merge=union text eol=lf\n";

impl Team {
    /// The team's board with the line that `andon init` writes.
    pub fn new() -> Self {
        Self::with_attributes(UNION)
    }

    /// The team's board with other attributes, or none.
    pub fn with_attributes(attributes: &str) -> Self {
        let team = Self(Place::team());
        std::fs::write(team.0.path().join(".gitattributes"), attributes).unwrap();
        team.git(&["init", "-q", "-b", "main"]);
        team.git(&["add", ".gitattributes", "team.board.json"]);
        team.git(&["commit", "-qm", "board"]);
        team
    }

    /// Whatever git does.
    pub fn try_git(&self, args: &[&str]) -> Output {
        let quick = ["-c", "core.fsync=none", "-c", "gc.auto=0"];
        let mut command = std::process::Command::new("git");
        command.args(quick).args(args).current_dir(self.0.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).env("HOME", self.0.path());
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true");
        for role in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{role}_NAME"), "team")
                .env(format!("GIT_{role}_EMAIL"), "team@example.org");
            command.env(format!("GIT_{role}_DATE"), "2026-03-10T12:00:00Z");
        }
        command.output().unwrap()
    }

    /// Git, and it must work.
    pub fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn commit(&self, message: &str) {
        self.git(&["commit", "-qam", message]);
    }

    /// Maria does `ours` on main, Jon does `theirs` on a branch of his; both have committed.
    pub fn part(&self, ours: &[&[&str]], theirs: &[&[&str]]) {
        self.git(&["checkout", "-qb", "jon"]);
        for args in theirs {
            self.0.ok(&[&["--by", "jon"], *args].concat());
        }
        self.commit("theirs");
        self.git(&["checkout", "-q", "main"]);
        for args in ours {
            self.0.ok(&[&["--by", "maria"], *args].concat());
        }
        self.commit("ours");
    }

    /// The rows of the board in the file.
    pub fn rows(&self) -> Vec<String> {
        let text = String::from_utf8(self.0.bytes()).unwrap();
        text.lines().filter(|line| line.ends_with("},")).map(str::to_owned).collect()
    }

    /// The rows that a commit has of the board.
    pub fn rows_at(&self, commit: &str) -> Vec<String> {
        let text = self.git(&["show", &format!("{commit}:team.board.json")]);
        text.lines().filter(|line| line.ends_with("},")).map(str::to_owned).collect()
    }

    /// The file is as andon writes it.
    pub fn is_in_order(&self) {
        assert_eq!(self.0.json(&["check", "--fail-on", "never"])["canonical"], true);
    }

    /// The file holds every row of these commits.
    pub fn holds_all_of(&self, commits: &[&str]) {
        let rows = self.rows();
        for commit in commits {
            for row in self.rows_at(commit) {
                assert!(rows.contains(&row), "{commit} had {row}");
            }
        }
    }
}

/// Where a card is, by the start of its id.
fn column(team: &Team, card: &str) -> String {
    let shown = team.0.json(&["show", card]);
    shown["card"]["column"].as_str().or_else(|| shown["column"].as_str()).unwrap_or_default().to_owned()
}

#[test]
fn what_two_people_do_at_once_comes_together_by_itself() {
    type Args = &'static [&'static [&'static str]];
    let cases: [(&str, Args, Args); 6] = [
        ("different cards are moved", &[&["move", "aaaa1", "backlog"]], &[&["move", "bbbb3", "ready"]]),
        ("both add a card", &[&["add", "Ours"]], &[&["add", "Theirs"]]),
        (
            "one moves, one renames",
            &[&["move", "aaaa1", "backlog"]],
            &[&["edit", "aaaa1", "--title", "Retry, slower"]],
        ),
        ("one card is moved twice", &[&["move", "aaaa1", "backlog"]], &[&["move", "aaaa1", "done"]]),
        ("one deletes, one edits", &[&["delete", "aaaa1"]], &[&["edit", "aaaa1", "--title", "Keep me"]]),
        ("both change a limit", &[&["limit", "ready", "4"]], &[&["limit", "ready", "5"]]),
    ];
    for (what, ours, theirs) in cases {
        let team = Team::new();
        team.part(ours, theirs);
        for way in ["merge", "rebase"] {
            let start = team.git(&["rev-parse", "main"]);
            let joined = team.try_git(&[way, "jon"]);
            assert!(joined.status.success(), "{what}, {way}: {joined:?}");
            team.holds_all_of(&["jon", "main", start.trim()]);
            let check = team.0.ok(&["resolve", "--check"]);
            assert!(check.starts_with("team.board.json: nothing to resolve"), "{what}, {way}: {check}");
            if way == "merge" {
                team.git(&["reset", "-q", "--hard", start.trim()]);
            }
        }
    }
    println!("{} pairs merged and rebased, 0 stops", cases.len());
}

#[test]
fn a_card_that_two_people_moved_says_so() {
    let team = Team::new();
    team.part(&[&["move", "aaaa1", "backlog"]], &[&["move", "aaaa1", "done"]]);
    team.git(&["merge", "-q", "--no-edit", "jon"]);
    let log = team.0.ok(&["log", "--card", "aaaa1"]);
    assert_eq!(log.matches("[another move holds]").count(), 1, "{log}");
    assert!(["backlog", "done"].contains(&&*column(&team, "aaaa1")), "{log}");
    let diff = team.0.ok(&["diff", "main^"]);
    assert!(diff.contains("Retry on timeout") && diff.contains("jon"), "{diff}");
}

#[test]
fn two_moves_within_a_limit_are_both_kept_and_the_column_is_closed_until_it_is_back() {
    let team = Team::new();
    team.0.ok(&["move", "aaaa2", "done"]);
    team.commit("free");
    // Doing holds one: each of them sees room.
    team.part(&[&["move", "aaaa1", "doing"]], &[&["move", "bbbb3", "doing"]]);
    team.git(&["merge", "-q", "--no-edit", "jon"]);
    assert_eq!((column(&team, "aaaa1").as_str(), column(&team, "bbbb3").as_str()), ("doing", "doing"));
    assert!(team.0.ok(&["diff", "main^"]).contains("2 of 1"), "{}", team.0.ok(&["diff", "main^"]));
    let card =
        team.0.json(&["add", "One more", "--to", "ready"])["cards"][0]["id"].as_str().unwrap().to_owned();
    team.0.refuses(&["move", &card, "doing"], 3, &["Doing is full"]);
}

#[test]
fn a_broken_board_is_named_and_left() {
    for (content, words) in [
        ("{\"andon\":1,\"rows\":[\n{\"card\":\"a\"", "team.board.json:2:12: the file ends too early"),
        ("{\"andon\":1,\"rows\":[\noops\n{\"end\":1}]}\n", "team.board.json:2:1: this line is not a row"),
        ("", "the file is empty"),
        ("<<<<<<< HEAD\n{\n=======\n[\n>>>>>>> jon\n", "team.board.json:1:1: merge conflict markers"),
    ] {
        let team = Team::new();
        std::fs::write(team.0.board(), content).unwrap();
        let roads: [&[&str]; 6] =
            [&["list"], &["add", "A"], &["resolve"], &["resolve", "--check"], &["diff"], &["log"]];
        for args in roads {
            team.0.refuses(args, 1, &[words]);
        }
    }
}
