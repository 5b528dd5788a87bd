//! How git is started.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::patience;

/// Why git did not do what it was asked for.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no git.
    #[error("git is not to be found: {0}")]
    Missing(io::Error),
    /// git does not read the configuration of somebody else's repository.
    #[error("git does not trust this repository: it belongs to somebody else")]
    Untrusted {
        /// What git said.
        said: String,
    },
    /// It was ended, as it said nothing for so long.
    #[error("git {what} was stopped: nothing came of it for {seconds} seconds")]
    Silent {
        /// What was asked for, such as "push".
        what: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// It said no.
    #[error("git {what} failed: {}", first_line(.said))]
    Failed {
        /// What was asked for, such as "commit".
        what: String,
        /// What git said, as it stands.
        said: String,
    },
}

impl GitError {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Missing(_) => "install git, or use the board without it",
            Self::Untrusted { .. } => {
                "if you trust it: git config --global --add safe.directory FOLDER (git names the folder)"
            }
            Self::Silent { .. } => {
                "nothing is lost; try it in a terminal of its own, where git can ask: andon sync"
            }
            Self::Failed { .. } => "git status tells more",
        }
    }

    /// What git said, as it stands: to be cleaned before it is shown.
    pub fn said(&self) -> &str {
        match self {
            Self::Missing(_) | Self::Silent { .. } => "",
            Self::Untrusted { said } | Self::Failed { said, .. } => said,
        }
    }
}

/// The line of git's answer that says what is wrong.
fn first_line(said: &str) -> &str {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let telling = ["fatal:", "error:", "! "];
    lines()
        .find(|line| telling.iter().any(|start| line.starts_with(start)))
        .or_else(|| lines().next())
        .unwrap_or("it did not say why")
}

/// Variables that would lead git to another repository than the one the board lies in; git sets
/// them for hooks, and a hook may well call andon.
const OF_ANOTHER_REPOSITORY: [&str; 9] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
];

/// What a repository could be set up to run while it is only looked at.
const HARMLESS: [&str; 12] = [
    "-c",
    "core.fsmonitor=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "core.alternateRefsCommand=",
    "-c",
    "log.showSignature=false",
    "-c",
    "diff.external=",
    "-c",
    "core.quotePath=false",
];

/// Held while a git is started.
static STARTING: Mutex<()> = Mutex::new(());

/// Starts a git, and not while [`while_none_starts`] acts.
pub(super) fn start(command: &mut Command) -> io::Result<Child> {
    let _starting = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    command.spawn()
}

/// Acts while no git is being started. Between its beginning and its first instruction a new
/// process is of our group, and its parent waits for it: a signal that stops the group then would
/// stop the one, and leave the other waiting where it can neither go on nor be stopped.
pub fn while_none_starts<T>(act: impl FnOnce() -> T) -> T {
    let _none = STARTING.lock().unwrap_or_else(PoisonError::into_inner);
    act()
}

fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    for name in OF_ANOTHER_REPOSITORY {
        command.env_remove(name);
    }
    // Answers are read by a program: not translated, not paged.
    command.current_dir(folder).env("LC_ALL", "C").env("GIT_PAGER", "cat").arg("--no-pager");
    command
}

/// A git that only looks, and runs nothing else while it does.
fn looking(folder: &Path, args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = git(folder);
    command.args(["--no-optional-locks", "--literal-pathspecs"]).args(HARMLESS).args(args);
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_NO_LAZY_FETCH", "1");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What git answers to a question, or what it says instead.
pub(super) fn ask(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<Output, GitError> {
    let child = start(&mut looking(folder, args)).map_err(GitError::Missing)?;
    let output = child.wait_with_output().map_err(GitError::Missing)?;
    trusted(output)
}

/// The answer to a question that has one: as it stands.
pub(super) fn bytes(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, GitError> {
    answered(args, ask(folder, args)?).map(|output| output.stdout)
}

/// The answer to a question, as a line of text. `None` when git says no.
pub(super) fn text(folder: &Path, args: &[impl AsRef<OsStr>]) -> Result<Option<String>, GitError> {
    let output = ask(folder, args)?;
    let text = String::from_utf8_lossy(&output.stdout).trim_end_matches(['\n', '\r']).to_owned();
    Ok(output.status.success().then_some(text))
}

/// The answer to a question about something that git is given to read.
pub(super) fn ask_about(
    folder: &Path,
    args: &[impl AsRef<OsStr>],
    content: &[u8],
) -> Result<String, GitError> {
    let mut command = looking(folder, args);
    command.stdin(Stdio::piped());
    let mut child = start(&mut command).map_err(GitError::Missing)?;
    if let Some(mut input) = child.stdin.take() {
        // What it does not want to read it will say.
        let _ = input.write_all(content);
    }
    let output = child.wait_with_output().map_err(GitError::Missing)?;
    let output = answered(args, trusted(output)?)?;
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Whether git may ask the person at the terminal: for a password, a passphrase, a host's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asking {
    /// It may: nobody else uses the terminal.
    Terminal,
    /// It must not: the screen is on it, or nobody is there.
    Nobody,
}

/// What git is given beside its arguments.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Given<'a> {
    /// What it reads.
    pub input: &'a [u8],
    /// Variables of its own.
    pub env: &'a [(&'static str, String)],
    /// How long it may say nothing where nobody could stop it. A hook may take its time.
    pub silence: Option<Duration>,
}

/// How long a git that nobody watches may be silent, hooks and all.
const SILENCE: Duration = Duration::from_secs(600);

/// The user's own git, with hooks, filters and credentials: for what writes.
pub(super) fn act(
    folder: &Path,
    args: &[impl AsRef<OsStr>],
    asking: Asking,
    given: Given<'_>,
) -> Result<Output, GitError> {
    let mut command = git(folder);
    // A message that git would open an editor for is taken as it is.
    command.args(args).env("GIT_EDITOR", "true").env("GIT_SEQUENCE_EDITOR", "true");
    command.env("GIT_MERGE_AUTOEDIT", "no");
    if asking == Asking::Nobody {
        command.env("GIT_TERMINAL_PROMPT", "0").env("SSH_ASKPASS_REQUIRE", "force").env_remove("GPG_TTY");
        // Git's credential manager opens windows.
        command.env("GCM_INTERACTIVE", "never");
        if std::env::var_os("SSH_ASKPASS").is_none() {
            command.env("SSH_ASKPASS", "false");
        }
    }
    command.envs(given.env.iter().map(|(name, value)| (name, value)));
    // Who sits at the terminal ends what hangs; elsewhere nobody can.
    let silence = given.silence.unwrap_or(SILENCE);
    let silence = (asking == Asking::Nobody).then_some(silence);
    match patience::run(command, given.input, silence) {
        Ok(Some(output)) => trusted(output),
        Ok(None) => {
            let seconds = silence.unwrap_or_default().as_secs();
            Err(GitError::Silent { what: what(args), seconds })
        }
        Err(error) => Err(GitError::Missing(error)),
    }
}

/// Does something that must succeed.
pub(super) fn must(
    folder: &Path,
    args: &[impl AsRef<OsStr>],
    asking: Asking,
    given: Given<'_>,
) -> Result<Output, GitError> {
    answered(args, act(folder, args, asking, given)?)
}

fn trusted(output: Output) -> Result<Output, GitError> {
    let said = || String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() && said().contains("detected dubious ownership") {
        return Err(GitError::Untrusted { said: said() });
    }
    Ok(output)
}

fn answered(args: &[impl AsRef<OsStr>], output: Output) -> Result<Output, GitError> {
    if output.status.success() { Ok(output) } else { Err(failed(args, &output)) }
}

/// What a failed git said, named by the first word of what was asked for.
pub(super) fn failed(args: &[impl AsRef<OsStr>], output: &Output) -> GitError {
    GitError::Failed { what: what(args), said: said(output) }
}

/// The command among its arguments. What follows `-c` is a setting.
fn what(args: &[impl AsRef<OsStr>]) -> String {
    let mut words = args.iter().map(|arg| arg.as_ref().to_string_lossy());
    while let Some(word) = words.next() {
        if word == "-c" {
            words.next();
        } else if !word.starts_with('-') {
            return word.into_owned();
        }
    }
    String::new()
}

/// All that it said: complaints first, and nothing of its counting.
pub(super) fn said(output: &Output) -> String {
    let said = [&output.stderr[..], b"\n", &output.stdout[..]].concat();
    without_progress(String::from_utf8_lossy(&said).trim())
}

/// What is said without how far git was at each moment, which it writes over itself at a terminal.
fn without_progress(said: &str) -> String {
    const PROGRESS: [&str; 9] = [
        "Enumerating objects:",
        "Counting objects:",
        "Compressing objects:",
        "Writing objects:",
        "Receiving objects:",
        "Unpacking objects:",
        "Resolving deltas:",
        "Delta compression using",
        "Total ",
    ];
    let is_progress = |line: &&str| {
        let line = line.strip_prefix("remote:").unwrap_or(line).trim_start();
        PROGRESS.iter().any(|start| line.starts_with(start))
    };
    said.split(['\n', '\r']).filter(|line| !is_progress(line)).collect::<Vec<_>>().join("\n")
}

/// Words of a command line, some of which are paths.
pub(super) fn words(words: &[&dyn AsRef<OsStr>]) -> Vec<OsString> {
    words.iter().map(|word| word.as_ref().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_it_was_is_no_part_of_what_it_said() {
        for (said, told) in [
            (
                "Enumerating objects: 5, done.\nCounting objects:  20% (1/5)\rCounting objects: 100% (5/5), done.\n\
                 Delta compression using up to 2 threads\nWriting objects: 100% (3/3), 2 KiB | 2 MiB/s, done.\n\
                 Total 3 (delta 1), reused 0 (delta 0), pack-reused 0\nremote: Resolving deltas:   0% (0/1)\r\
                 remote: Resolving deltas: 100% (1/1)\nremote: protected branch\nerror: failed to push",
                "remote: protected branch\nerror: failed to push",
            ),
            ("a hook\r\nof Windows", "a hook\n\nof Windows"),
            ("", ""),
        ] {
            assert_eq!(without_progress(said), told);
        }
    }

    #[test]
    fn the_line_that_tells_is_found_among_hints_and_progress() {
        for (said, line) in [
            ("hint: try\nfatal: no upstream\nhint: so", "fatal: no upstream"),
            (
                "To /srv\n ! [rejected] main -> main (fetch first)\nerror: x",
                "! [rejected] main -> main (fetch first)",
            ),
            ("\n\nsomething else", "something else"),
            ("", "it did not say why"),
        ] {
            assert_eq!(first_line(said), line);
        }
    }
}
