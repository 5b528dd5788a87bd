//! The program as scripts meet it. This file is the harness: a folder of its own for each test,
//! a clock that stands still, a known name, and a small board whose ids are known.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The instant it is in all tests of the command line.
pub const NOW: &str = "2026-03-10T12:00:00Z";

/// Five cards in five columns: a limit of every scope, one card blocked, one finished, one deleted.
pub const TEAM: &str = r#"{"andon":1,"rows":[
{"board":"b","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Team","zone":"Europe/Berlin"},
{"card":"aaaa1111","id":"e1","rev":1,"at":"2026-03-02T09:00:00Z","by":"maria","do":"add","to":"ready","title":"Retry on timeout","kind":"feature","labels":["api"]},
{"card":"aaaa2222","id":"e1","rev":1,"at":"2026-03-02T09:10:00Z","by":"maria","do":"add","to":"ready","title":"Refund API"},
{"card":"aaaa2222","id":"e2","rev":2,"at":"2026-03-04T10:00:00Z","by":"jon","do":"move","from":"ready","to":"doing"},
{"card":"aaaa2222","id":"e3","rev":3,"at":"2026-03-04T10:01:00Z","by":"jon","do":"assign","add":["jon"]},
{"card":"aaaa2222","id":"e4","rev":4,"at":"2026-03-05T08:00:00Z","by":"jon","do":"block","why":"the bank's sandbox is down"},
{"card":"bbbb3333","id":"e1","rev":1,"at":"2026-03-02T09:20:00Z","by":"maria","do":"add","to":"backlog","title":"Dark mode"},
{"card":"cccc4444","id":"e1","rev":1,"at":"2026-03-02T09:30:00Z","by":"maria","do":"add","to":"ready","title":"Webhook"},
{"card":"cccc4444","id":"e2","rev":2,"at":"2026-03-03T09:30:00Z","by":"jon","do":"move","from":"ready","to":"doing"},
{"card":"cccc4444","id":"e3","rev":3,"at":"2026-03-03T15:30:00Z","by":"jon","do":"move","from":"doing","to":"done"},
{"card":"dddd5555","id":"e1","rev":1,"at":"2026-03-02T09:40:00Z","by":"maria","do":"add","to":"backlog","title":"Fax gateway"},
{"card":"dddd5555","id":"e2","rev":2,"at":"2026-03-06T09:40:00Z","by":"maria","do":"delete"},
{"class":"expedite","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Expedite","wip":1,"expedite":true},
{"column":"backlog","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Backlog","kind":"backlog","rank":"b"},
{"column":"doing","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Doing","kind":"active","wip":1,"rank":"f","stage":"dev"},
{"column":"done","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Delivered","kind":"done","rank":"h"},
{"column":"ready","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Ready","kind":"queue","wip":2,"rank":"d"},
{"stage":"dev","id":"s1","rev":1,"at":"2026-03-02T08:00:00Z","by":"maria","name":"Development","wip":3},
{"end":1}]}
"#;

/// A folder with a program to run in it.
pub struct Place {
    folder: tempfile::TempDir,
}

/// What the program answered.
#[derive(Debug)]
pub struct Answer {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Place {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A folder with the team's board.
    pub fn team() -> Self {
        Self::with(TEAM)
    }

    /// A folder with a board file of this content.
    pub fn with(content: impl AsRef<[u8]>) -> Self {
        let place = Self::empty();
        std::fs::write(place.board(), content).unwrap();
        place
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn board(&self) -> PathBuf {
        self.path().join("team.board.json")
    }

    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.board()).unwrap()
    }

    /// The program with nothing of this machine around it.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_andon"));
        let home = self.path().join("home");
        command
            .args(args)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &home)
            .env("XDG_STATE_HOME", home.join("state"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("GIT_CONFIG_GLOBAL", self.path().join("no-git-config"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CEILING_DIRECTORIES", "/")
            .env("LOGNAME", "maria")
            .env("ANDON_NOW", NOW);
        command
    }

    /// Runs it.
    pub fn andon(&self, args: &[&str]) -> Answer {
        let output = self.command(args).output().unwrap();
        Answer {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Runs it, and it must work; gives what it said.
    pub fn ok(&self, args: &[&str]) -> String {
        let answer = self.andon(args);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "andon {args:?}");
        answer.out
    }

    /// Runs it with `--json`, and it must work; gives what it said.
    pub fn json(&self, args: &[&str]) -> serde_json::Value {
        let args: Vec<&str> = args.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.ok(&args)).unwrap()
    }

    /// Runs it, and it must end with this code, say these words, and leave the file alone.
    pub fn refuses(&self, args: &[&str], code: i32, words: &[&str]) {
        let before = self.bytes();
        let answer = self.andon(args);
        assert_eq!(answer.code, code, "andon {args:?}: {answer:?}");
        for word in words {
            assert!(answer.err.contains(word), "andon {args:?} does not say '{word}':\n{}", answer.err);
        }
        assert!(self.bytes() == before, "andon {args:?} changed the file");
    }
}
