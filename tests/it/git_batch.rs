//! Many merges by real git in few processes: a repository of pairs, filled by `git fast-import`,
//! merged by `git merge-tree`, read by `git cat-file`.

use crate::git_pairs::Pair;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What git made of a pair.
pub struct Merged {
    /// It asks a person.
    pub stopped: bool,
    /// What it left in the work tree.
    pub content: Vec<u8>,
}

/// Of each pair the commits `bN`, and `oN` and `tN` after it.
pub struct Repository {
    folder: tempfile::TempDir,
    pairs: usize,
}

const BOARD: &str = "team.board.json";

fn git(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new("git");
    command.args(args).current_dir(folder).env_clear();
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.env("HOME", folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("this test needs git");
    let mut stdin = child.stdin.take().unwrap();
    std::thread::scope(|scope| {
        // It answers while it is being asked.
        scope.spawn(move || stdin.write_all(input).unwrap());
        child.wait_with_output().unwrap()
    })
}

impl Repository {
    /// Commits all pairs.
    pub fn of(pairs: &[Pair]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        assert!(git(folder.path(), &["init", "-q", "-b", "main"], b"").status.success());
        let mut stream = Vec::new();
        for (number, pair) in pairs.iter().enumerate() {
            for (side, content) in [("b", &pair.base), ("o", &pair.ours), ("t", &pair.theirs)] {
                write!(
                    stream,
                    "commit refs/heads/{side}{number}\ncommitter A <a@b.c> 1700000000 +0000\ndata 0\n"
                )
                .unwrap();
                if side != "b" {
                    writeln!(stream, "from refs/heads/b{number}").unwrap();
                }
                write!(stream, "M 100644 inline {BOARD}\ndata {}\n", content.len()).unwrap();
                stream.extend_from_slice(content);
                stream.push(b'\n');
            }
        }
        let imported = git(folder.path(), &["-c", "core.fsync=none", "fast-import", "--quiet"], &stream);
        assert!(imported.status.success(), "{imported:?}");
        Self { folder, pairs: pairs.len() }
    }

    /// Merges `tN` into `oN` for every N, with these `.gitattributes` in the work tree.
    pub fn merge(&self, style: &str, attributes: &str) -> Vec<Merged> {
        std::fs::write(self.folder.path().join(".gitattributes"), attributes).unwrap();
        let asked: Vec<String> = (0..self.pairs).map(|number| format!("o{number} t{number}\n")).collect();
        let asked = asked.concat();
        let style = format!("merge.conflictStyle={style}");
        let args =
            ["-c", &style, "merge-tree", "--write-tree", "--stdin", "-z", "--name-only", "--no-messages"];
        let told = git(self.folder.path(), &args, asked.as_bytes());
        assert!(told.status.success(), "{told:?}");
        // Of each merge: 1 if it is clean, the tree, the names of what is not, nothing.
        let mut words =
            told.stdout.split(|byte| *byte == 0).map(|word| String::from_utf8_lossy(word).into_owned());
        let mut trees = Vec::new();
        while trees.len() < self.pairs {
            let (clean, tree) = (words.next().unwrap(), words.next().unwrap());
            let unmerged: Vec<String> = words.by_ref().take_while(|word| !word.is_empty()).collect();
            assert_eq!(clean == "1", unmerged.is_empty(), "{clean} {unmerged:?}");
            trees.push((clean != "1", tree));
        }
        let asked: Vec<String> = trees.iter().map(|(_, tree)| format!("{tree}:{BOARD}\n")).collect();
        let asked = asked.concat();
        let told = git(self.folder.path(), &["cat-file", "--batch"], asked.as_bytes());
        let mut rest = told.stdout.as_slice();
        let mut merged = Vec::new();
        for (stopped, tree) in trees {
            let end = rest.iter().position(|byte| *byte == b'\n').unwrap();
            let head = std::str::from_utf8(&rest[..end]).unwrap();
            let len: usize =
                head.rsplit(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{tree}: {head}"));
            let content = rest[end + 1..end + 1 + len].to_vec();
            rest = &rest[end + len + 2..];
            merged.push(Merged { stopped, content });
        }
        merged
    }
}

/// One merge by `git merge-file`, as merge tools and scripts do it.
pub fn merge_file(folder: &Path, pair: &Pair, args: &[&str]) -> Merged {
    for (name, content) in [("base", &pair.base), ("ours", &pair.ours), ("theirs", &pair.theirs)] {
        std::fs::write(folder.join(name), content).unwrap();
    }
    let told = git(folder, &[&["merge-file", "-p"], args, &["ours", "base", "theirs"]].concat(), b"");
    Merged { stopped: !told.status.success(), content: told.stdout }
}
