//! What the README promises a team, done word for word in fresh clones.

use std::path::Path;

use super::cli::TEAM;
use super::git_ground::{Ground, Tree, answer, shown};

const README: &str = include_str!("../../README.md");

/// The first block of this language in the team's section.
fn block(language: &str) -> String {
    let section = README.split("## A board for your team").nth(1).unwrap().split("\n## ").next().unwrap();
    let block = section.split(&format!("```{language}\n")).nth(1).unwrap().split("```").next().unwrap();
    block.to_owned()
}

/// A shell that finds andon, as a person's does.
fn shell(tree: &Tree, script: &str) -> super::cli::Answer {
    let mut command = tree.command("sh", &["-e", "-c", script]);
    let own = Path::new(env!("CARGO_BIN_EXE_andon")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    command
        .env("PATH", std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&path))).unwrap());
    answer(command)
}

/// A server, and the clones of two people who have this board.
fn team(ground: &Ground) -> (Tree, Tree, Tree) {
    let server = ground.folder("server.git");
    server.git(&["init", "-q", "--bare", "-b", "main"]);
    let first = ground.clone_of(&server, "maria");
    first.git(&["switch", "-qc", "main"]);
    first.write("team.board.json", TEAM);
    first.write(".gitattributes", "*.board.json merge=union text eol=lf\n");
    first.commit("board");
    first.git(&["push", "-q", "-u", "origin", "main"]);
    let second = ground.clone_of(&server, "jon");
    (server, first, second)
}

#[cfg(unix)]
#[test]
fn the_five_lines_set_a_team_up() {
    let script = block("sh");
    assert_eq!(script.lines().count(), 5, "{script}");
    let ground = Ground::new();
    let server = ground.folder("server.git");
    server.git(&["init", "-q", "--bare", "-b", "main"]);
    let first = ground.clone_of(&server, "your-repository");
    first.git(&["switch", "-qc", "main"]);
    first.git(&["commit", "-q", "--allow-empty", "-m", "a repository"]);
    first.git(&["push", "-q", "-u", "origin", "main"]);
    let second = ground.clone_of(&server, "second");

    let above = first.at(ground.path());
    let said = shell(&above, &script);
    assert_eq!(said.code, 0, "{said:?}");
    second.git(&["pull", "-q"]);
    for clone in [&first, &second] {
        let said = clone.ok(&["doctor"]);
        assert!(said.ends_with("All is well.\n") && said.contains("level with origin/main"), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn the_check_for_a_workflow_runs_as_it_stands() {
    let ground = Ground::new();
    let tree = ground.repository("team");
    tree.write("payments.board.json", TEAM);
    let snippet = block("yaml");
    let run = snippet.lines().find_map(|line| line.trim().strip_prefix("run: ")).unwrap();
    let said = shell(&tree, run);
    assert_eq!(said.code, 0, "{said:?}");
    let over = TEAM
        .replace("\"kind\":\"queue\",\"wip\":2", "\"kind\":\"queue\",\"wip\":1")
        .replace("\"to\":\"backlog\",\"title\":\"Dark mode\"", "\"to\":\"ready\",\"title\":\"Dark mode\"");
    tree.write("payments.board.json", over);
    assert_eq!(shell(&tree, run).code, 1);
}

#[test]
fn two_people_move_one_card_and_together_exceed_a_limit() {
    let ground = Ground::new();
    let (_server, first, second) = team(&ground);
    for (tree, column) in [(&first, "done"), (&second, "ready")] {
        tree.ok(&["unblock", "aaaa2222"]);
        tree.ok(&["move", "aaaa2222", column, "--by", column]);
        tree.ok(&["add", &format!("by {column}"), "--to", "doing"]);
        tree.commit("moves");
    }
    first.git(&["push", "-q"]);
    second.git(&["pull", "-q", "--no-rebase", "--no-edit"]);
    second.git(&["push", "-q"]);
    first.git(&["pull", "-q"]);
    assert_eq!(first.read("team.board.json"), second.read("team.board.json"));
    let log = first.ok(&["log", "--card", "aaaa2222"]);
    assert!(
        log.contains("by done") || log.contains("done") && log.contains("ready"),
        "both moves stay: {log}"
    );
    let check = first.andon(&["check", "--fail-on", "limits"]);
    assert!(
        check.code == 1 && check.out.contains("Doing holds 2 of 1; nothing more is admitted"),
        "{check:?}"
    );
    assert_eq!(first.andon(&["move", "aaaa1111", "doing"]).code, 3);
}

#[test]
fn a_merge_button_that_knows_no_union_is_green_after_a_local_merge() {
    let ground = Ground::new();
    let (server, first, second) = team(&ground);
    first.ok(&["limit", "--person", "zoe", "3"]);
    first.commit("ours");
    first.git(&["push", "-q"]);
    second.git(&["switch", "-qc", "topic"]);
    second.ok(&["limit", "--person", "zoe", "4"]);
    second.commit("theirs");
    second.git(&["push", "-q", "-u", "origin", "topic"]);
    // A server merges without a work tree, where git reads no attributes.
    let button = |expected: bool| {
        let merged = server.try_git(&["merge-tree", "--write-tree", "main", "topic"]);
        assert_eq!(merged.status.success(), expected, "{merged:?}");
    };
    button(false);
    second.git(&["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"]);
    second.git(&["push", "-q"]);
    button(true);
    let board = second.read("team.board.json");
    assert!(board.contains("\"wip\":3") && board.contains("\"wip\":4"), "both rows are there: {board}");
}

#[test]
fn without_the_line_a_merge_stops_and_the_next_change_writes_it_clean() {
    let ground = Ground::new();
    let (_server, first, second) = team(&ground);
    for (tree, limit) in [(&first, "3"), (&second, "4")] {
        tree.git(&["config", "core.attributesFile", "/dev/null"]);
        tree.write(".git/info/attributes", "*.board.json !merge\n");
        tree.ok(&["limit", "--person", "zoe", limit]);
        tree.commit("limit");
    }
    first.git(&["push", "-q"]);
    assert!(!second.try_git(&["pull", "-q", "--no-rebase", "--no-edit"]).status.success());
    assert!(second.read("team.board.json").contains("<<<<<<<"));
    let added = second.andon(&["add", "A card"]);
    assert!(added.code == 0 && added.err.starts_with("note: git merge is not done here"), "{added:?}");
    let board = second.read("team.board.json");
    assert!(
        !board.contains("<<<<<<<") && board.contains("\"wip\":3") && board.contains("\"wip\":4"),
        "{board}"
    );
    second.git(&["add", "team.board.json"]);
    second.git(&["commit", "-q", "--no-edit"]);
    assert!(second.ok(&["check"]).contains(" 0 errors"), "{}", shown(&second.board()));
}
