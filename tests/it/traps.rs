//! Nothing of a repository is executed: a repository whose configuration, attributes and hooks
//! would run a program at every turn, and every command that has no business running one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::cli::{Place, TEAM};
use super::every_command::{CASES, Does, RUN_GIT, lines};
use super::pty::{Pty, script};
use super::tui_program;

/// Where git can be told to run a program. `{trap}` is one that leaves a mark with its name.
const TRAPS: &[(&str, &str)] = &[
    ("core.fsmonitor", "{trap}"),
    ("core.pager", "{trap}"),
    ("core.editor", "{trap}"),
    ("core.sshCommand", "{trap}"),
    ("core.askPass", "{trap}"),
    ("core.gitProxy", "{trap}"),
    ("core.alternateRefsCommand", "{trap}"),
    ("pager.status", "{trap}"),
    ("pager.diff", "{trap}"),
    ("pager.log", "{trap}"),
    ("pager.config", "{trap}"),
    ("pager.show", "{trap}"),
    ("sequence.editor", "{trap}"),
    ("diff.external", "{trap}"),
    ("diff.trap.textconv", "{trap}"),
    ("diff.trap.command", "{trap}"),
    ("filter.trap.clean", "{trap}"),
    ("filter.trap.smudge", "{trap}"),
    ("filter.long.process", "{trap}"),
    ("merge.trap.driver", "{trap} %O %A %B"),
    ("merge.union.driver", "{trap} %O %A %B"),
    ("merge.default", "trap"),
    ("interactive.diffFilter", "{trap}"),
    ("gpg.program", "{trap}"),
    ("gpg.ssh.program", "{trap}"),
    ("log.showSignature", "true"),
    ("commit.gpgSign", "true"),
    ("alias.status", "!{trap}"),
    ("alias.config", "!{trap}"),
    ("alias.diff", "!{trap}"),
    ("alias.log", "!{trap}"),
    ("alias.rev-parse", "!{trap}"),
    ("credential.helper", "!{trap}"),
    ("remote.origin.url", "ext::{trap}"),
    ("remote.origin.uploadpack", "{trap}"),
    ("remote.origin.receivepack", "{trap}"),
    ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
    ("remote.origin.promisor", "true"),
    ("branch.main.remote", "origin"),
    ("branch.main.merge", "refs/heads/main"),
    ("protocol.ext.allow", "always"),
    ("uploadpack.packObjectsHook", "{trap}"),
    ("trailer.trap.command", "{trap}"),
    ("browser.trap.cmd", "{trap}"),
    ("web.browser", "trap"),
    ("difftool.trap.cmd", "{trap}"),
    ("mergetool.trap.cmd", "{trap}"),
    ("submodule.trap.update", "!{trap}"),
    ("maintenance.auto", "true"),
    ("gc.auto", "1"),
];

const HOOKS: &[&str] = &[
    "applypatch-msg",
    "commit-msg",
    "fsmonitor-watchman",
    "post-applypatch",
    "post-checkout",
    "post-commit",
    "post-index-change",
    "post-merge",
    "post-rewrite",
    "pre-applypatch",
    "pre-auto-gc",
    "pre-commit",
    "pre-merge-commit",
    "pre-push",
    "pre-rebase",
    "prepare-commit-msg",
    "push-to-checkout",
    "reference-transaction",
    "sendemail-validate",
    "update",
];

/// A repository full of traps, with a board in it.
struct Trapped {
    place: Place,
    marks: PathBuf,
    traps: usize,
}

impl Trapped {
    fn new() -> Self {
        let place = Place::with(TEAM);
        let marks = place.path().join("marks");
        std::fs::create_dir(&marks).unwrap();
        let trapped = Self { place, marks, traps: TRAPS.len() + 2 * HOOKS.len() + 1 };
        let root = trapped.place.path().to_owned();
        trapped.git(&["init", "-q", "-b", "main"]);
        trapped.git(&["add", "team.board.json"]);
        trapped.git(&["-c", "user.name=m", "-c", "user.email=m@x", "commit", "-q", "-m", "The board"]);
        trapped.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
        std::fs::write(root.join("log.csv"), "card,ts,from,to\n").unwrap();
        // What is changed is what git would filter, convert and compare.
        let more = r#"{"card":"cccc4444","id":"e4","rev":4,"at":"2026-03-09T08:00:00Z","by":"jon","do":"edit","title":"Web hook"},"#;
        let changed = TEAM.replace("{\"end\":1}", &format!("{more}\n{{\"end\":1}}"));
        std::fs::write(trapped.place.board(), changed).unwrap();
        let attributes = "* diff=trap filter=trap merge=trap\n*.csv filter=long\n";
        std::fs::write(root.join(".gitattributes"), attributes).unwrap();
        std::fs::create_dir_all(root.join(".git/info")).unwrap();
        std::fs::write(root.join(".git/info/attributes"), attributes).unwrap();
        let mut config = String::new();
        for (key, value) in TRAPS {
            let (section, name) = key.rsplit_once('.').unwrap();
            let section = match section.split_once('.') {
                Some((section, inner)) => format!("{section} \"{inner}\""),
                None => section.to_owned(),
            };
            let trap = trapped.trap(key);
            writeln!(config, "[{section}]\n\t{name} = \"{}\"", value.replace("{trap}", &trap)).unwrap();
        }
        let included = root.join(".git/more");
        let hooks = root.join("hooks of the team");
        writeln!(config, "[include]\n\tpath = \"{}\"", included.display()).unwrap();
        std::fs::write(&included, format!("[core]\n\thooksPath = \"{}\"\n", hooks.display())).unwrap();
        let own = std::fs::read_to_string(root.join(".git/config")).unwrap();
        std::fs::write(root.join(".git/config"), format!("{own}{config}")).unwrap();
        for folder in [hooks, root.join(".git/hooks")] {
            std::fs::create_dir_all(&folder).unwrap();
            for hook in HOOKS {
                script(&folder, hook, &trapped.mark(hook));
            }
        }
        // Programs in the folder itself, where a search path with a dot would find them.
        for name in ["git", "vim", "sh", "less", "xdg-open"] {
            script(&root, name, &trapped.mark(name));
        }
        assert_eq!(trapped.marked(), [""; 0], "nothing was run while the traps were laid");
        trapped
    }

    fn mark(&self, name: &str) -> String {
        format!("touch '{}'\nexit 0", self.marks.join(name).display())
    }

    /// A program that leaves a mark.
    fn trap(&self, key: &str) -> String {
        let folder = self.place.path().join(".git/traps");
        std::fs::create_dir_all(&folder).unwrap();
        script(&folder, key, &self.mark(key))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        let plain = self.place.command(&[]);
        command
            .current_dir(self.place.path())
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.envs(plain.get_envs().filter_map(|(name, value)| Some((name, value?))));
        command
    }

    fn git(&self, args: &[&str]) {
        assert!(self.command("git").args(args).status().unwrap().success(), "git {args:?}");
    }

    /// Which traps went off.
    fn marked(&self) -> Vec<String> {
        let marks = self.marks.read_dir().unwrap();
        let mut names: Vec<String> =
            marks.map(|mark| mark.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// A test of the test: somebody who uses git in there without care does set them off.
#[test]
fn the_traps_are_live() {
    let trapped = Trapped::new();
    for args in [
        &["status"][..],
        &["diff", "HEAD"],
        &["log", "-p"],
        &["add", "."],
        &["fetch"],
        &["checkout", "-b", "x"],
    ] {
        let _ = trapped.command("git").args(args).status().unwrap();
    }
    let marked = trapped.marked();
    for expected in [
        "core.fsmonitor",
        "diff.trap.command",
        "diff.trap.textconv",
        "filter.long.process",
        "filter.trap.clean",
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "remote.origin.url",
    ] {
        assert!(marked.iter().any(|name| name == expected), "{expected} is no trap: {marked:?}");
    }
}

#[test]
fn no_command_runs_what_the_repository_says() {
    let trapped = Trapped::new();
    // git is asked, and answers: the traps were there to step into.
    assert!(trapped.place.ok(&["diff"]).contains("Web hook"));
    let (mut run, mut worked) = (0, 0);
    for line in lines(None, "$(touch pwned) `touch pwned` ; touch pwned") {
        if RUN_GIT.contains(&line[0].as_str()) {
            continue;
        }
        let line: Vec<&str> = line.iter().map(String::as_str).collect();
        worked += usize::from(trapped.place.andon(&line).code == 0);
        run += 1;
        assert_eq!(trapped.marked(), [""; 0], "andon {line:?} set off a trap");
    }
    assert!(worked > run / 2, "{worked} of {run} worked");
    let commands = CASES.iter().filter(|(path, _)| !RUN_GIT.contains(path)).count();
    assert!(!trapped.place.path().join("pwned").exists(), "a text was run by a shell");
    let reading = lines(Some(Does::Reads), "x").len();
    println!(
        "{} traps, {commands} commands, {run} command lines ({reading} of them only read), 0 went off",
        trapped.traps
    );
}

#[test]
fn the_screen_runs_nothing_of_it_either() {
    let trapped = Trapped::new();
    let mut command = tui_program::andon(trapped.place.path(), &["--no-report"]);
    command.env("GIT_CONFIG_GLOBAL", trapped.place.path().join("no-git-config"));
    let mut pty = Pty::start(command);
    pty.shows("Refund API");
    // Around, into a card, the measures, the help; a card added, moved and taken back.
    for key in [
        "l",
        "j",
        "\r",
        "\u{1b}[27u",
        "m",
        "m",
        "2",
        "\u{1b}[27u",
        "?",
        "\u{1b}[27u",
        "a",
        "$",
        "(",
        "t",
        ")",
        "\r",
        "L",
        "u",
        "o",
    ] {
        pty.presses(key);
    }
    pty.presses("\u{1b}[27u");
    pty.types("q");
    assert!(pty.ends());
    assert_eq!(trapped.marked(), [""; 0]);
}

/// An editor and a browser are words split at blanks, started without a shell; and only where a
/// key or a flag asked for them.
#[test]
fn an_editor_and_a_browser_get_their_words_and_no_shell() {
    let place = Place::with(TEAM.replace("Dark mode", "$(touch pwned) `touch pwned`"));
    let folder = place.path().join("my tools");
    std::fs::create_dir(&folder).unwrap();
    let told = place.path().join("told");
    let tell = format!(
        "printf '%s\\n' \"$#\" \"$@\" > '{}'; cat \"$2\" >> '{}' 2>/dev/null; exit 0",
        told.display(),
        told.display()
    );
    let program = script(&folder, "an editor", &tell);
    let mut command = tui_program::andon(place.path(), &["--no-report"]);
    command.env("EDITOR", format!("\"{program}\" '$(touch pwned);`touch pwned`'"));
    let mut pty = Pty::start(command);
    pty.shows("bbbb");
    pty.presses("E");
    wait_for(&told);
    pty.is_taken();
    pty.types("q");
    assert!(pty.ends());
    let said = std::fs::read_to_string(&told).unwrap();
    assert!(said.starts_with("2\n$(touch pwned);`touch pwned`\n"), "{said}");
    assert!(said.contains("$(touch pwned) `touch pwned`"), "the text is in the file as it is: {said}");

    std::fs::remove_file(&told).unwrap();
    let out = "a page; touch pwned $(touch pwned).html";
    let browser = script(place.path(), "browser", &tell);
    let mut command = place.command(&["report", "--format", "html", "--output", out, "--open"]);
    let answer = command.env("BROWSER", format!("{browser} --new;touch")).output().unwrap();
    assert!(answer.status.success(), "{answer:?}");
    let said = std::fs::read_to_string(&told).unwrap();
    assert!(said.starts_with("2\n--new;touch\n") && said.contains(out), "{said}");
    for folder in [place.path(), &folder] {
        assert!(!folder.join("pwned").exists());
    }
}

#[track_caller]
fn wait_for(path: &Path) {
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while std::fs::metadata(path).map_or(0, |data| data.len()) == 0 {
        assert!(std::time::Instant::now() < until, "{} was never written", path.display());
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
}
