//! Ways in which other programs save a board: six styles, each as the program does it that has it.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

/// How somebody else saves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// A new file, renamed over the old one: most editors, and andon.
    Rename,
    /// The old file emptied and written: `>`, nano.
    InPlace,
    /// The old file renamed to a backup, a new one made: vim.
    Backup,
    Checkout,
    Rebase,
    /// Written over with as many bytes, and the time of change put back: rsync, `touch -d`.
    SameLook,
}

pub const STYLES: [Style; 6] =
    [Style::Rename, Style::InPlace, Style::Backup, Style::Checkout, Style::Rebase, Style::SameLook];

/// A work tree of git with a board, one card of which others rename: "tick 000000".
pub struct Others {
    folder: tempfile::TempDir,
    pub path: PathBuf,
    tick: usize,
}

const CARD: &str = r#"{"card":"000000ab","id":"e1","rev":1,"at":"2026-01-01T00:00:00Z","by":"jon","do":"add","to":"todo","title":"tick 000000"},"#;

impl Others {
    /// A committed board of these contents and the card.
    pub fn new(board: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("team.board.json");
        let text = String::from_utf8(board.to_vec()).unwrap();
        fs::write(&path, text.replacen("\"rows\":[\n", &format!("\"rows\":[\n{CARD}\n"), 1)).unwrap();
        let others = Self { folder, path, tick: 0 };
        others.git(&["init", "-q", "-b", "main"]);
        others.git(&["add", "-A"]);
        others.git(&["commit", "-qm", "board"]);
        others
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=jon", "-c", "user.email=jon@example.org", "-c", "core.fsync=none"]);
        command.args(["-c", "gc.auto=0"]).args(args).current_dir(self.folder()).env("GIT_EDITOR", "true");
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = command.output().unwrap();
        assert!(output.status.success(), "git {args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// What the card is called now.
    pub fn title(&self) -> String {
        format!("tick {:06}", self.tick)
    }

    /// Saves a board in which the card has its next title, and tells when that was done.
    pub fn save(&mut self, style: Style) -> Instant {
        let before = self.title();
        let text = fs::read_to_string(&self.path).unwrap();
        assert!(text.contains(&before), "{style:?} {before}: {text}");
        self.tick += 1;
        let text = text.replace(&before, &self.title());
        let beside = self.path.with_extension("theirs");
        match style {
            Style::Rename => {
                fs::write(&beside, text).unwrap();
                fs::rename(beside, &self.path).unwrap();
            }
            Style::InPlace => fs::write(&self.path, text).unwrap(),
            Style::Backup => {
                fs::rename(&self.path, &beside).unwrap();
                File::create_new(&self.path).unwrap().write_all(text.as_bytes()).unwrap();
                fs::remove_file(beside).unwrap();
            }
            Style::Checkout => {
                let commit = self.commit_of(&text, "HEAD");
                self.git(&["checkout", "-q", "-f", &commit]);
            }
            Style::Rebase => {
                // What is rebased has another file; the board comes with what it is rebased onto.
                self.git(&["commit", "-qam", "as it is", "--allow-empty"]);
                let onto = self.commit_of(&text, "HEAD");
                fs::write(self.folder().join("notes"), self.title()).unwrap();
                self.git(&["add", "notes"]);
                self.git(&["commit", "-qm", "notes"]);
                self.git(&["rebase", "-q", &onto]);
            }
            Style::SameLook => {
                let before = fs::metadata(&self.path).unwrap();
                let mut file = OpenOptions::new().write(true).open(&self.path).unwrap();
                file.write_all(text.as_bytes()).unwrap();
                file.set_modified(before.modified().unwrap()).unwrap();
                assert_eq!(file.metadata().unwrap().len(), before.len());
            }
        }
        Instant::now()
    }

    /// A commit whose board is this, made without touching the work tree.
    fn commit_of(&self, text: &str, parent: &str) -> String {
        let blob = self.path.with_file_name(".git").join("blob");
        fs::write(&blob, text).unwrap();
        let blob = self.git(&["hash-object", "-w", "--no-filters", blob.to_str().unwrap()]);
        let tree: String = self.git(&["ls-tree", parent]).lines().fold(String::new(), |tree, line| {
            let (mode, name) = line.split_once('\t').unwrap();
            let mode =
                if name == "team.board.json" { format!("100644 blob {blob}") } else { mode.to_owned() };
            format!("{tree}{mode}\t{name}\n")
        });
        let file = self.path.with_file_name(".git").join("tree");
        fs::write(&file, tree).unwrap();
        let mut mktree = Command::new("git");
        mktree.arg("mktree").current_dir(self.folder()).stdin(File::open(file).unwrap());
        let tree = String::from_utf8(mktree.output().unwrap().stdout).unwrap();
        self.git(&["commit-tree", "-p", parent, "-m", "theirs", tree.trim()])
    }
}

/// Prints how long it took until changes were seen. No time is asserted but by the caller's
/// patience: a machine may be busy.
pub fn print_latencies(what: &str, mut took: Vec<Duration>) {
    took.sort();
    let percentile =
        |percent: usize| took[(took.len() * percent).div_ceil(100).saturating_sub(1)].as_millis();
    println!(
        "{what}: {} changes in six styles, 0 missed; seen after {} ms (median), {} ms (95 %), {} ms (99 %), {} ms (all)",
        took.len(),
        percentile(50),
        percentile(95),
        percentile(99),
        percentile(100)
    );
}
