//! `andon sync` with real git: clones of a bare repository that share a board.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a server and clones of it, and a home of their own.
pub struct Team {
    root: tempfile::TempDir,
}

/// What a program said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// It did what was asked for.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }
}

/// A folder in which people work.
#[derive(Debug, Clone)]
pub struct Clone {
    pub folder: PathBuf,
    pub board: PathBuf,
    home: PathBuf,
    who: String,
}

pub const BOARD: &str = "team.board.json";

impl Team {
    /// An empty server.
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// An empty server made with these words.
    pub fn with(init: &[&str]) -> Self {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("home")).unwrap();
        let team = Self { root };
        let here = team.at("", "setup", BOARD);
        here.git(&[&["init", "-q", "--bare", "-b", "main"], init, &["srv.git"]].concat()).ok();
        team
    }

    /// A server with a board, and two clones of it.
    pub fn two() -> (Self, Clone, Clone) {
        let team = Self::new();
        let one = team.clone("one", &[], BOARD);
        one.andon(&["init", "--name", "Team", "--template", "dev"]).ok();
        one.write("code", "1\n2\n3\n");
        one.git(&["add", "-A"]).ok();
        one.git(&["commit", "-qm", "first"]).ok();
        one.git(&["push", "-qu", "origin", "main"]).ok();
        let two = team.clone("two", &[], BOARD);
        (team, one, two)
    }

    pub fn root(&self) -> PathBuf {
        self.root.path().canonicalize().unwrap()
    }

    /// A folder that is there already.
    pub fn at(&self, folder: &str, who: &str, board: &str) -> Clone {
        let folder = self.root().join(folder);
        Clone { board: folder.join(board), folder, home: self.root().join("home"), who: who.to_owned() }
    }

    pub fn clone(&self, name: &str, how: &[&str], board: &str) -> Clone {
        let server = self.root().join("srv.git");
        let here = self.at("", "setup", BOARD);
        here.git(&[&["clone", "-q"], how, &[&format!("file://{}", server.display()), name]].concat()).ok();
        self.at(name, name, board)
    }

    pub fn server(&self) -> Clone {
        self.at("srv.git", "server", BOARD)
    }
}

impl Clone {
    fn run(&self, program: &str, args: &[&str], env: &[(&str, &str)]) -> Said {
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.folder).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &self.home).env("XDG_STATE_HOME", self.home.join("state"));
        command
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_EDITOR", "true");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), &self.who);
            command.env(format!("GIT_{role}_EMAIL"), "team@example.org");
        }
        let quick = [("core.fsync", "none"), ("gc.auto", "0"), ("protocol.file.allow", "always")];
        command.env("GIT_CONFIG_COUNT", quick.len().to_string());
        for (place, (key, value)) in quick.iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{place}"), key);
            command.env(format!("GIT_CONFIG_VALUE_{place}"), value);
        }
        for (name, value) in env {
            if value.is_empty() {
                command.env_remove(name)
            } else {
                command.env(name, value)
            };
        }
        Said::of(&command.output().unwrap())
    }

    pub fn git(&self, args: &[&str]) -> Said {
        self.run("git", args, &[])
    }

    /// What git answers.
    #[track_caller]
    pub fn told(&self, args: &[&str]) -> String {
        self.git(args).ok().out.trim_end().to_owned()
    }

    pub fn andon(&self, args: &[&str]) -> Said {
        self.andon_with(args, &[])
    }

    /// With variables of its own; an empty one is taken away.
    pub fn andon_with(&self, args: &[&str], env: &[(&str, &str)]) -> Said {
        let board = format!("--board={}", self.board.display());
        let by = ["--by", &self.who];
        let board = if args.first() == Some(&"init") { &[][..] } else { &[&*board][..] };
        self.run(env!("CARGO_BIN_EXE_andon"), &[args, &by, board].concat(), env)
    }

    pub fn sync(&self, args: &[&str]) -> Said {
        self.andon(&[&["sync"], args].concat())
    }

    /// Puts a card on the board and gives its title back.
    #[track_caller]
    pub fn add(&self, title: &str) {
        self.andon(&["add", title]).ok();
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.join(name)).unwrap()
    }

    pub fn commit(&self, name: &str, text: &str) {
        self.write(name, text);
        self.git(&["add", "--", name]).ok();
        self.git(&["commit", "-qm", &format!("change {name}"), "--", name]).ok();
    }

    pub fn titles(&self) -> HashSet<String> {
        let said = self.andon(&["list", "--json"]).ok().out;
        let told: serde_json::Value = serde_json::from_str(&said).unwrap();
        let mut titles = HashSet::new();
        gather(&told, &mut titles);
        titles
    }

    /// A hook of this clone.
    pub fn hook(&self, name: &str, script: &str) {
        let folder = if self.folder.join("hooks").is_dir() {
            self.folder.join("hooks")
        } else {
            self.folder.join(".git/hooks")
        };
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    pub fn has_markers(&self) -> bool {
        std::fs::read_to_string(&self.board).unwrap().lines().any(|line| line.starts_with("<<<<<<<"))
    }

    /// Rows at one place of the file, so that git cannot tell the two sides apart without `union`.
    pub fn row(&self, id: &str) {
        let text = std::fs::read_to_string(&self.board).unwrap();
        let row = format!(
            "{{\"class\":\"zz{id}\",\"id\":\"a\",\"rev\":1,\"at\":\"2026-03-01T00:00:00Z\",\"by\":\"m\",\"name\":\"Z{id}\"}},\n{{\"end\":1}}"
        );
        std::fs::write(&self.board, text.replace("{\"end\":1}", &row)).unwrap();
    }

    pub fn rows(&self) -> HashSet<String> {
        rows_of(&std::fs::read_to_string(&self.board).unwrap())
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

pub fn rows_of(text: &str) -> HashSet<String> {
    text.lines().filter(|line| line.starts_with("{\"") && line.ends_with("},")).map(str::to_owned).collect()
}

fn gather(value: &serde_json::Value, titles: &mut HashSet<String>) {
    match value {
        serde_json::Value::Object(of) => {
            titles.extend(of.get("title").and_then(|title| title.as_str()).map(str::to_owned));
            of.values().for_each(|value| gather(value, titles));
        }
        serde_json::Value::Array(of) => of.iter().for_each(|value| gather(value, titles)),
        _ => {}
    }
}

#[test]
fn the_first_sync_commits_the_board_alone_and_says_what_is_on_it() {
    let team = Team::new();
    let one = team.clone("one", &[], BOARD);
    one.andon(&["init", "--name", "Team", "--template", "dev"]).ok();
    one.add("Fixes #12");
    one.write("mine", "not yet");
    one.write("staged", "for later");
    one.git(&["add", "staged"]).ok();
    let said = one.sync(&[]).ok();
    assert_eq!(said.out, "committed: 10 settings, 1 new card (one); pushed to origin/main\n");
    assert_eq!(said.err, "", "no terminal, no progress");
    assert_eq!(one.told(&["show", "--name-only", "--format=", "HEAD"]), format!(".gitattributes\n{BOARD}"));
    assert_eq!(one.told(&["status", "--porcelain"]), "A  staged\n?? mine");
    assert_eq!(one.told(&["log", "-1", "--format=%s"]), "andon: 10 settings, 1 new card (one)");
    assert!(one.told(&["log", "-1", "--format=%b"]).contains("Fixes # 12: added to Backlog"));
    assert_eq!(one.told(&["log", "-1", "--format=%(trailers)"]), "");
    assert_eq!(one.sync(&[]).ok().out, "up to date with origin/main\n");
    assert_eq!(one.sync(&["--commit-only"]).ok().out, "nothing to commit: the board is as it was\n");
    one.add("Second");
    assert_eq!(one.sync(&["--commit-only"]).ok().out, "committed: 1 new card (one)\n");
    assert_eq!(one.sync(&[]).ok().out, "pushed to origin/main\n");
}

#[test]
fn two_people_see_each_others_cards() {
    for union in [true, false] {
        let (_team, one, two) = Team::two();
        if !union {
            one.git(&["rm", "-q", ".gitattributes"]).ok();
            one.git(&["commit", "-qm", "no attributes"]).ok();
            one.git(&["push", "-q"]).ok();
            two.git(&["pull", "-q"]).ok();
        }
        one.add("from one");
        one.row("1");
        two.add("from two");
        two.row("2");
        one.sync(&[]).ok();
        two.write("staged", "for later");
        two.git(&["add", "staged"]).ok();
        let said = two.sync(&[]).ok();
        assert!(said.out.starts_with("committed: 1 new card, 1 setting (m, two); received: "), "{said:?}");
        assert!(said.out.ends_with("; pushed to origin/main\n"), "{said:?}");
        assert_eq!(two.told(&["status", "--porcelain"]), "A  staged", "what is staged stays staged");
        let said = one.sync(&[]).ok();
        assert_eq!(said.out, "received: 1 new card, 1 setting (m, two)\n");
        for clone in [&one, &two] {
            assert_eq!(clone.titles(), HashSet::from(["from one".to_owned(), "from two".to_owned()]));
            assert_eq!(clone.told(&["rev-list", "--merges", "--count", "HEAD"]), "0");
            assert!(clone.andon(&["check"]).ok().out.contains("as andon writes it") || !clone.has_markers());
        }
        assert_eq!(one.rows(), two.rows());
    }
}

#[test]
fn commits_of_other_files_wait_until_they_are_asked_for() {
    let (_team, one, two) = Team::two();
    one.add("from one");
    one.sync(&[]).ok();
    two.commit("parser", "mended");
    two.add("from two");
    let head = two.told(&["rev-parse", "HEAD"]);
    let said = two.sync(&[]).ok();
    assert_eq!(
        said.out,
        "committed: 1 new card (two); not pushed: 1 commit that touches other files would go along (change parser); \
         andon sync --all takes them; 1 commit of others waits\n"
    );
    assert_eq!(two.told(&["rev-parse", "HEAD~1"]), head, "nor is it written anew");
    let json = two.sync(&["--json"]).ok().out;
    let told: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(told["schema"], "andon-sync/1");
    assert_eq!(told["not_pushed"], "other-commits");
    assert_eq!((&told["other_commits"], &told["behind"]), (&1.into(), &1.into()));
    let said = two.sync(&["--all"]).ok();
    assert_eq!(said.out, "received: 1 new card (one); pushed to origin/main\n");
    one.sync(&[]).ok();
    assert_eq!(one.read("parser"), "mended");
    assert_eq!(one.rows(), two.rows());
}

/// A plain `git pull` joins two boards by a merge, which touches nothing else: it is no other commit,
/// and what was done while it stopped is kept.
#[test]
fn a_merge_of_boards_is_synced_like_any_commit_of_boards() {
    for (union, more) in [(true, false), (true, true), (false, false), (false, true)] {
        let (_team, one, two) = Team::two();
        if !union {
            one.git(&["rm", "-q", ".gitattributes"]).ok();
            one.git(&["commit", "-qm", "no attributes"]).ok();
            one.git(&["push", "-q"]).ok();
            two.git(&["pull", "-q"]).ok();
        }
        one.commit("parser", "mended");
        one.row("1");
        one.sync(&["--all"]).ok();
        two.row("2");
        two.sync(&["--commit-only"]).ok();
        let pulled = two.git(&["pull", "--no-rebase", "--no-edit", "--no-commit"]);
        assert_eq!(pulled.code == 0, union, "{pulled:?}");
        two.add("in the middle of it");
        two.git(&["add", "--", BOARD]).ok();
        two.git(&["commit", "-q", "--no-edit"]).ok();
        assert_eq!(two.told(&["rev-list", "--merges", "--count", "HEAD"]), "1");
        if more {
            one.commit("parser", "mended again");
            one.add("from one");
            one.sync(&["--all"]).ok();
        }
        let said = two.sync(&[]).ok();
        assert!(said.out.ends_with("pushed to origin/main\n"), "{said:?}");
        one.sync(&[]).ok();
        assert_eq!(one.rows(), two.rows());
        assert_eq!(one.titles().len(), 1 + usize::from(more), "{:?}", one.titles());
        assert_eq!(two.read("parser"), if more { "mended again" } else { "mended" });
        assert_eq!(two.told(&["status", "--porcelain"]), "");
    }
}

/// What goes from the board to its archive, or back, is no news, neither here nor elsewhere.
#[test]
fn an_archiving_is_told_as_one_and_a_restored_card_too() {
    let (_team, one, two) = Team::two();
    let early = [("ANDON_NOW", "2026-01-02T09:00:00Z")];
    one.andon_with(&["add", "Webhook", "--to", "ready"], &early).ok();
    let list = one.andon(&["list", "--json"]).ok().out;
    let list: serde_json::Value = serde_json::from_str(&list).unwrap();
    let card = list["cards"][0]["id"].as_str().unwrap();
    one.andon_with(&["move", card, "delivered"], &early).ok();
    one.sync(&[]).ok();
    two.sync(&[]).ok();
    one.andon(&["archive", "--before", "2026-02-01"]).ok();
    assert_eq!(one.sync(&[]).ok().out, "committed: 1 archived card (one); pushed to origin/main\n");
    assert!(one.told(&["log", "-1", "--format=%b"]).contains("Webhook: archived"));
    two.andon(&["move", card, "test"]).ok();
    let said = two.sync(&[]).ok().out;
    assert_eq!(said, "committed: 1 move (two); received: 1 archived card (one); pushed to origin/main\n");
    let doctor = two.andon(&["doctor"]).ok().out;
    assert!(doctor.contains("1 card; every row is understood"), "its history is in the archive: {doctor}");
    two.andon(&["move", card, "delivered"]).ok();
    assert_eq!(two.sync(&[]).ok().out, "committed: 1 move (two); pushed to origin/main\n");
    assert_eq!(one.sync(&[]).ok().out, "received: 2 moves (two)\n");
    assert_eq!(one.andon(&["doctor"]).ok().code, 0);
}

#[test]
fn doctor_says_when_histories_are_in_no_archive() {
    let (_team, one, _) = Team::two();
    let early = [("ANDON_NOW", "2026-01-02T09:00:00Z")];
    one.andon_with(&["add", "Webhook", "--to", "delivered"], &early).ok();
    one.andon(&["archive", "--before", "2026-02-01"]).ok();
    assert_eq!(one.andon(&["doctor"]).ok().code, 0);
    std::fs::remove_file(one.folder().join("team.archive.board.json")).unwrap();
    let said = one.andon(&["doctor"]);
    assert!(said.code == 1 && said.out.contains("[archive-missing]"), "{said:?}");
}

/// What `git rebase --abort` throws away is told when it is made.
#[test]
fn a_change_in_the_middle_of_a_merge_says_what_drops_it() {
    let (_team, one, _) = Team::two();
    one.git(&["branch", "topic"]).ok();
    one.commit("code", "a\n");
    one.git(&["checkout", "-q", "topic"]).ok();
    one.commit("code", "b\n");
    for (how, words) in [
        (
            "merge",
            "git merge --abort drops it, and so does a git pull --rebase after it; andon sync keeps it",
        ),
        ("rebase", "git rebase --abort drops it; andon doctor tells how to go on"),
    ] {
        assert_eq!(one.andon(&["add", "before"]).ok().err, "");
        one.git(&["commit", "-qam", "board"]).ok();
        assert_ne!(one.git(&[how, "main"]).code, 0);
        let said = one.andon(&["add", "meanwhile"]).ok();
        let begin = format!("note: git {how} is not done here, and this is part of it now: ");
        assert_eq!(said.err, format!("{begin}{words}\n"));
        one.git(&[how, "--abort"]);
        one.git(&["checkout", "-q", "--force", "topic"]).ok();
    }
}

/// A merge in which somebody decided about another file is theirs to push.
#[test]
fn a_merge_that_settles_another_file_waits_until_it_is_asked_for() {
    let (_team, one, two) = Team::two();
    one.commit("parser", "mended");
    one.sync(&["--all"]).ok();
    two.add("from two");
    two.sync(&["--commit-only"]).ok();
    two.git(&["fetch", "-q"]).ok();
    two.git(&["merge", "-q", "-s", "ours", "--no-edit", "origin/main"]).ok();
    let said = two.sync(&[]).ok();
    assert!(said.out.contains("not pushed: 1 commit that touches other files"), "{said:?}");
    assert_eq!(one.read("parser"), "mended");
}

/// Without the line of `.gitattributes` git's own rebase stops over the board, again and again.
#[test]
fn a_rebase_that_stops_over_the_board_is_healed() {
    let (_team, one, two) = Team::two();
    one.git(&["rm", "-q", ".gitattributes"]).ok();
    one.git(&["commit", "-qm", "no attributes"]).ok();
    one.row("1");
    one.sync(&["--all"]).ok();
    for id in ["2", "3"] {
        two.row(id);
        two.write("code", &format!("1\n2\n{id}\n"));
        two.git(&["commit", "-qam", &format!("both {id}")]).ok();
    }
    two.write("open", "not committed");
    let said = two.sync(&["--all"]).ok();
    assert!(said.out.ends_with("pushed to origin/main\n"), "{said:?}");
    one.sync(&[]).ok();
    assert_eq!(one.rows(), two.rows());
    for id in ["zz1", "zz2", "zz3"] {
        assert!(std::fs::read_to_string(&one.board).unwrap().contains(id));
    }
    assert_eq!(one.told(&["log", "-3", "--format=%s"]).lines().filter(|l| l.starts_with("both")).count(), 2);
    for commit in two.told(&["rev-list", "HEAD"]).lines() {
        assert!(!two.told(&["show", &format!("{commit}:{BOARD}")]).contains("<<<<<<<"));
    }
}

#[test]
fn a_rebase_that_stops_over_another_file_is_taken_back() {
    let (_team, one, two) = Team::two();
    one.commit("code", "1\n2\nthree\n");
    one.add("from one");
    one.sync(&["--all"]).ok();
    two.commit("code", "1\n2\ndrei\n");
    two.add("from two");
    two.write("open", "not committed");
    two.git(&["add", "open"]).ok();
    two.sync(&["--commit-only"]).ok();
    let head = two.told(&["rev-parse", "HEAD"]);
    let said = two.sync(&["--all"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("change the same lines of code"), "{said:?}");
    assert!(said.err.contains("git pull --rebase"), "{said:?}");
    assert_eq!(two.told(&["rev-parse", "HEAD"]), head);
    assert_eq!((&*two.read("code"), &*two.read("open")), ("1\n2\ndrei\n", "not committed"));
    assert_eq!(two.told(&["status", "--porcelain"]), "A  open");
    assert_eq!(two.told(&["stash", "list"]), "");
}

#[test]
fn changes_that_are_not_committed_go_along() {
    for (theirs, ours, fits) in
        [("eins\n2\n3\n", "1\n2\ndrei\n", true), ("1\n2\nthree\n", "1\n2\ndrei\n", false)]
    {
        for diverged in [false, true] {
            let (_team, one, two) = Team::two();
            one.commit("code", theirs);
            one.add("from one");
            one.sync(&["--all"]).ok();
            if diverged {
                two.add("from two");
            }
            two.write("code", ours);
            let said = two.sync(&[]).ok();
            assert!(said.out.contains("received: 1 new card (one)"), "{said:?}");
            assert!(two.titles().contains("from one"));
            assert_eq!(
                two.told(&["log", "-1", "--format=%an", "origin/main"]),
                if diverged { "two" } else { "one" }
            );
            let code = two.read("code");
            if fits {
                assert_eq!(code, "eins\n2\ndrei\n");
                assert_eq!(two.told(&["stash", "list"]), "");
            } else {
                assert!(said.err.contains("code") && said.err.contains("git stash"), "{said:?}");
                assert!(code.contains("three") && code.contains("drei"), "{code}");
                assert_ne!(two.told(&["stash", "list"]), "");
                let said = two.sync(&[]);
                assert!(said.err.contains("git waits for a decision about code"), "{said:?}");
            }
        }
    }
}

#[test]
fn no_marker_is_ever_committed() {
    let (_team, one, _two) = Team::two();
    let text = std::fs::read_to_string(&one.board).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let doubled = lines[2];
    lines.splice(2..2, ["<<<<<<< HEAD", doubled, "=======", doubled, ">>>>>>> theirs"]);
    std::fs::write(&one.board, lines.join("\n")).unwrap();
    assert_eq!(one.sync(&[]).ok().out, "up to date with origin/main\n");
    assert!(!one.has_markers());
    one.row("1");
    let text = std::fs::read_to_string(&one.board).unwrap();
    std::fs::write(&one.board, format!("<<<<<<< ours\n{text}=======\n{text}>>>>>>> theirs\n")).unwrap();
    one.sync(&[]).ok();
    assert!(!one.told(&["show", &format!("HEAD:{BOARD}")]).contains("<<<<<<<"));
}

#[test]
fn attributes_of_others_are_not_committed() {
    let (_team, one, _two) = Team::two();
    let line = one.read(".gitattributes");
    one.write(".gitattributes", &format!("*.png binary\n{line}"));
    one.add("A");
    one.sync(&[]).ok();
    assert_eq!(one.told(&["status", "--porcelain"]), " M .gitattributes");
    one.git(&["rm", "-q", "--cached", ".gitattributes"]).ok();
    one.write(".gitattributes", "*.png binary\n");
    one.git(&["commit", "-qm", "theirs", "--only", ".gitattributes"]).ok();
    one.write(".gitattributes", &format!("*.png binary\n{line}"));
    one.sync(&["--commit-only"]).ok();
    assert_eq!(one.told(&["show", "HEAD:.gitattributes"]), format!("*.png binary\n{}", line.trim_end()));
}

#[test]
fn a_board_that_others_removed_is_not_brought_back() {
    let (_team, one, two) = Team::two();
    one.git(&["mv", BOARD, "moved.board.json"]).ok();
    one.git(&["commit", "-qm", "move"]).ok();
    one.git(&["push", "-q"]).ok();
    two.add("from two");
    let said = two.sync(&[]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("origin/main has no team.board.json any more"), "{said:?}");
    assert_eq!(two.titles(), HashSet::from(["from two".to_owned()]));
}
