//! A case for every command there is, for the tests that must leave none out. A new command
//! without a case fails here; the words of a case say what it does, not what it answers.

use std::collections::BTreeSet;

/// What a command does with the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// It reads the board, and the repository it stands in.
    Reads,
    /// It writes the board, or a file it was asked for. It runs nothing of the repository.
    Writes,
}

/// A command line. `{nasty}` stands for a text of the worst sort.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    pub does: Does,
    pub args: &'static [&'static str],
}

/// Of commands with commands of their own, each has its case.
pub const CASES: &[(&str, &[Case])] = &[
    (
        "list",
        &[
            reads(&["list"]),
            reads(&["list", "--all"]),
            reads(&["list", "--archived"]),
            reads(&["list", "--column", "{nasty}"]),
        ],
    ),
    (
        "show",
        &[
            reads(&["show", "aaaa1"]),
            reads(&["show", "aaaa2"]),
            reads(&["show", "cccc"]),
            reads(&["show", "{nasty}"]),
        ],
    ),
    ("log", &[reads(&["log", "-n", "0"]), reads(&["log", "-n", "{nasty}"])]),
    (
        "check",
        &[
            reads(&["check"]),
            reads(&["check", "--fail-on", "warnings"]),
            reads(&["check", "--now", "{nasty}"]),
        ],
    ),
    (
        "report",
        &[
            reads(&["report"]),
            reads(&["report", "--full"]),
            reads(&["report", "--explain", "andon cord"]),
            reads(&["report", "--explain", "data quality"]),
            reads(&["report", "--explain", "lead time"]),
            reads(&["report", "--explain", "{nasty}"]),
            reads(&["report", "--label", "{nasty}"]),
            reads(&["report", "--from", "2026-03-01", "--to", "2026-03-20"]),
            reads(&["report", "--from", "2026-03-01", "--to", "2026-03-20", "--full"]),
        ],
    ),
    ("add", &[writes(&["add", "{nasty}", "--item", "{nasty}"]), writes(&["add", "x", "--to", "{nasty}"])]),
    (
        "edit",
        &[writes(&["edit", "aaaa1", "--title", "{nasty}"]), writes(&["edit", "aaaa1", "--class", "{nasty}"])],
    ),
    (
        "move",
        &[
            writes(&["move", "aaaa1", "doing"]),
            writes(&["move", "aaaa1", "{nasty}"]),
            writes(&["move", "aaaa1", "doing", "--over", "{nasty}"]),
        ],
    ),
    ("block", &[writes(&["block", "aaaa1", "{nasty}"]), writes(&["block", "aaaa1", "{nasty}"])]),
    ("unblock", &[writes(&["unblock", "aaaa1"])]),
    ("cord", &[reads(&["cord"])]),
    (
        "cord pull",
        &[writes(&["cord", "pull", "aaaa1", "{nasty}"]), writes(&["cord", "pull", "aaaa1", "{nasty}"])],
    ),
    ("cord answer", &[writes(&["cord", "answer", "aaaa1"])]),
    ("cord resolve", &[writes(&["cord", "resolve", "aaaa1", "{nasty}"])]),
    ("assign", &[writes(&["assign", "aaaa1", "{nasty}"])]),
    ("label", &[writes(&["label", "aaaa1", "{nasty}"])]),
    (
        "checklist",
        &[
            reads(&["checklist", "aaaa1"]),
            writes(&["checklist", "aaaa1", "--add", "{nasty}", "--tick", "{nasty}"]),
            writes(&["checklist", "aaaa1", "--drop", "{nasty}"]),
        ],
    ),
    (
        "link",
        &[
            writes(&["link", "aaaa1", "{nasty}"]),
            writes(&["link", "aaaa1", "mailto:a@b", "--drop", "{nasty}"]),
        ],
    ),
    ("undo", &[writes(&["undo", "--card", "aaaa1"]), writes(&["undo", "--card", "{nasty}"])]),
    ("redo", &[writes(&["redo", "--card", "aaaa1"])]),
    ("delete", &[writes(&["delete", "aaaa1"]), writes(&["delete", "{nasty}"])]),
    ("restore", &[writes(&["restore", "aaaa1"]), writes(&["restore", "{nasty}"])]),
    (
        "limit",
        &[
            reads(&["limit"]),
            writes(&["limit", "doing", "{nasty}"]),
            writes(&["limit", "--person", "{nasty}", "2"]),
        ],
    ),
    (
        "policy",
        &[
            reads(&["policy"]),
            writes(&["policy", "--target", "{nasty}=5"]),
            writes(&["policy", "--sle", "{nasty}"]),
            writes(&["policy", "--done-when", "doing={nasty}"]),
        ],
    ),
    ("template", &[reads(&["template"])]),
    ("template list", &[reads(&["template", "list"])]),
    (
        "template set",
        &[
            writes(&["template", "set", "{nasty}", "--body", "# {nasty}\n\n- [ ] {nasty}"]),
            writes(&["template", "set", "bug", "{nasty}"]),
        ],
    ),
    ("template show", &[reads(&["template", "show", "{nasty}"])]),
    ("template delete", &[writes(&["template", "delete", "{nasty}"])]),
    ("textconv", &[reads(&["textconv", "team.board.json"]), reads(&["textconv", "{nasty}"])]),
    (
        "diff",
        &[
            reads(&["diff"]),
            reads(&["diff", "--stat"]),
            reads(&["diff", "HEAD"]),
            reads(&["diff", "{nasty}"]),
            reads(&["diff", "--upload-pack=touch pwned"]),
            reads(&["diff", "--card", "{nasty}"]),
        ],
    ),
    ("doctor", &[reads(&["doctor"]), reads(&["doctor", "--ascii"]), writes(&["doctor", "--fix"])]),
    ("resolve", &[reads(&["resolve", "--check"]), writes(&["resolve"]), writes(&["resolve", "{nasty}"])]),
    ("config path", &[reads(&["config", "path"])]),
    ("config show", &[reads(&["config", "show"])]),
    ("config example", &[reads(&["config", "example"])]),
    ("config check", &[reads(&["config", "check"])]),
    (
        "archive",
        &[
            reads(&["archive", "--before", "{nasty}"]),
            reads(&["archive", "--before", "1h", "--dry-run"]),
            writes(&["archive", "--before", "1h"]),
        ],
    ),
    ("tutorial", &[reads(&["tutorial", "--print"])]),
    ("man", &[reads(&["man"]), writes(&["man", "--dir", "pages"])]),
    (
        "completions",
        &[
            reads(&["completions", "bash"]),
            reads(&["completions", "zsh"]),
            reads(&["completions", "{nasty}"]),
        ],
    ),
    ("sync", &[writes(&["sync", "--commit-only"]), writes(&["sync"])]),
    // From here on there is more than one board.
    (
        "import",
        &[
            writes(&["import", "{nasty}", "--columns", "A,B", "--board", "imported.board.json"]),
            writes(&["import", "log.csv", "--columns", "A,B", "--board", "imported.board.json"]),
        ],
    ),
    ("demo", &[writes(&["demo", "--path", "--board", "a demo.board.json"])]),
    ("init", &[writes(&["init", "--name", "{nasty}"]), writes(&["init", "--name", "{nasty}"])]),
];

/// Commands that run the user's own git, hooks and all, because that is what was asked for. What
/// they answer is looked at like any other; the traps of a repository are for the others.
pub const RUN_GIT: &[&str] = &["sync"];

const fn reads(args: &'static [&'static str]) -> Case {
    Case { does: Does::Reads, args }
}

const fn writes(args: &'static [&'static str]) -> Case {
    Case { does: Does::Writes, args }
}

/// Every case, as it is typed: with and without JSON where the command has it, and the report in
/// each form it has.
pub fn lines(does: Option<Does>, nasty: &str) -> Vec<Vec<String>> {
    let declared = andon::cli::declaration();
    let mut lines = Vec::new();
    for (path, cases) in CASES {
        let command = path.split(' ').fold(&declared, |command, name| command.find_subcommand(name).unwrap());
        let has = |flag: &str| command.get_arguments().find(|arg| arg.get_long() == Some(flag));
        for case in cases.iter().filter(|case| does.is_none_or(|does| case.does == does)) {
            let line: Vec<String> = case.args.iter().map(|arg| arg.replace("{nasty}", nasty)).collect();
            let with = |more: &[&str]| {
                line.iter().cloned().chain(more.iter().map(|arg| (*arg).to_owned())).collect()
            };
            // These are forms of their own.
            let is_a_form = case.args.contains(&"--full") || case.args.contains(&"--explain");
            if has("json").is_some() && !is_a_form {
                lines.push(with(&["--json"]));
            }
            if let Some(format) = has("format").filter(|_| !is_a_form) {
                for form in format.get_possible_values() {
                    lines.push(with(&["--format", form.get_name()]));
                }
            }
            lines.push(line);
        }
    }
    lines
}

/// The names of all commands and of their commands.
fn declared(command: &clap::Command, path: &str, found: &mut BTreeSet<String>) {
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        let path = format!("{path} {}", inner.get_name()).trim().to_owned();
        declared(inner, &path, found);
        if !inner.is_subcommand_required_set() {
            found.insert(path);
        }
    }
}

#[test]
fn every_command_has_its_case() {
    let mut found = BTreeSet::new();
    declared(&andon::cli::declaration(), "", &mut found);
    let cases: BTreeSet<String> = CASES.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(cases, found, "tests/it/every_command.rs has a case for each command");
    assert_eq!(cases.len(), CASES.len(), "each once");
    assert!(RUN_GIT.iter().all(|name| found.contains(*name)), "{RUN_GIT:?}");
}
