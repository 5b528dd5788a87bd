//! Repositories to try things in: real git, with nothing of this machine's configuration.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::cli::{Answer, NOW, TEAM};

/// A folder that holds repositories.
pub struct Ground {
    folder: tempfile::TempDir,
}

/// A work tree in it.
#[derive(Debug, Clone)]
pub struct Tree {
    pub root: PathBuf,
    home: PathBuf,
}

impl Ground {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    /// A folder under no repository.
    pub fn folder(&self, name: &str) -> Tree {
        let root = self.path().join(name);
        std::fs::create_dir_all(&root).unwrap();
        Tree { root, home: self.path().join("home") }
    }

    /// An empty repository.
    pub fn repository(&self, name: &str) -> Tree {
        let tree = self.folder(name);
        tree.git(&["init", "-q", "-b", "main"]);
        // Asked in this process too, which knows nothing of `git` below.
        tree.git(&["config", "core.autocrlf", "false"]);
        tree.git(&["config", "core.excludesFile", "/dev/null"]);
        tree.git(&["config", "core.attributesFile", "/dev/null"]);
        tree
    }

    /// A repository with the team's board, committed as `andon init` says.
    pub fn team(&self, name: &str) -> Tree {
        let tree = self.repository(name);
        tree.write("team.board.json", TEAM);
        tree.write(".gitattributes", "*.board.json merge=union text eol=lf\n");
        tree.commit("board");
        tree
    }

    /// A clone that follows `of`.
    pub fn clone_of(&self, of: &Tree, name: &str) -> Tree {
        let tree = Tree { root: self.path().join(name), home: self.path().join("home") };
        of.git(&["clone", "-q", of.root.to_str().unwrap(), tree.root.to_str().unwrap()]);
        tree.git(&["config", "core.autocrlf", "false"]);
        tree
    }
}

impl Tree {
    /// The same, with another folder to stand in.
    pub fn at(&self, root: PathBuf) -> Self {
        Self { root, home: self.home.clone() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    pub fn board(&self) -> PathBuf {
        self.path("team.board.json")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    pub fn append(&self, name: &str, content: &str) {
        let before = std::fs::read(self.path(name)).unwrap_or_default();
        self.write(name, [&before[..], content.as_bytes()].concat());
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// A program with nothing of this machine around it.
    pub fn command(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).current_dir(&self.root).stdin(Stdio::null()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", &self.home).env("XDG_STATE_HOME", self.home.join("state"));
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("GIT_EDITOR", "true").env("ANDON_NOW", NOW).env("LOGNAME", "maria");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "maria");
            command.env(format!("GIT_{role}_EMAIL"), "maria@example.org");
        }
        command
    }

    /// Runs git, which may fail.
    pub fn try_git(&self, args: &[&str]) -> Output {
        self.command("git", &[&["-c", "core.fsync=none", "-c", "gc.auto=0"], args].concat()).output().unwrap()
    }

    /// Runs git, which must not fail.
    pub fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        assert!(output.status.success(), "git {args:?} in {}: {output:?}", self.root.display());
        String::from_utf8(output.stdout).unwrap()
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-qm", message]);
    }

    pub fn andon(&self, args: &[&str]) -> Answer {
        answer(self.command(env!("CARGO_BIN_EXE_andon"), args))
    }

    /// Runs andon, which must not fail.
    pub fn ok(&self, args: &[&str]) -> String {
        let answer = self.andon(args);
        assert_eq!((answer.code, &*answer.err), (0, ""), "andon {args:?}: {answer:?}");
        answer.out
    }
}

pub fn answer(mut command: Command) -> Answer {
    let output = command.output().unwrap();
    Answer {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The name of a path for a command line.
pub fn shown(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}
