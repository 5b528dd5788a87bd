//! `andon resolve` beside real git: every way in which a merge can stop over a board.

use serde_json::Value;

use crate::cli::Place;
use crate::git_acceptance::Team;
use crate::json_schema::faults;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../assets/andon-resolve-1.schema.json")).unwrap()
}

/// Both put a row at one place: without `union` git cannot tell them apart.
fn parted(attributes: &str) -> Team {
    let team = Team::with_attributes(attributes);
    team.part(
        &[&["limit", "--person", "ann", "2"], &["add", "Ours"]],
        &[&["limit", "--person", "bob", "3"], &["add", "Theirs"]],
    );
    team
}

#[test]
fn whatever_stops_is_made_whole_and_says_what_comes_next() {
    // How both come together, what the first line says, and what comes next.
    let merge = "git add -- team.board.json && git commit --no-edit";
    let rebase = "git add -- team.board.json && git rebase --continue";
    let pick = "git add -- team.board.json && git cherry-pick --continue";
    let cases: [(&str, &[&str], &str, &str); 9] = [
        ("", &["merge", "jon"], "conflict", merge),
        ("", &["-c", "merge.conflictStyle=diff3", "merge", "jon"], "conflict", merge),
        ("", &["-c", "merge.conflictStyle=zdiff3", "rebase", "jon"], "conflict", rebase),
        ("", &["cherry-pick", "jon"], "conflict", pick),
        ("*.board.json conflict-marker-size=20\n", &["merge", "jon"], "conflict", merge),
        (
            "*.board.json binary\n",
            &["merge", "jon"],
            "it lacked 2 rows that git has: 0 of \"ours\", 2 of",
            merge,
        ),
        (
            "*.board.json -merge\n",
            &["rebase", "jon"],
            "it lacked 2 rows that git has: 0 of \"ours\", 2 of",
            rebase,
        ),
        (
            "*.board.json merge=gone\n",
            &["-c", "merge.gone.driver=no-such-program %A", "merge", "jon"],
            "it lacked 2 rows that git has",
            merge,
        ),
        ("", &["merge", "--no-commit", "-X", "ours", "jon"], "that git has: 0 of \"ours\",", merge),
    ];
    for (attributes, way, words, next) in cases {
        let team = parted(attributes);
        team.git(&["branch", "maria"]);
        let stopped = team.try_git(way);
        assert!(!stopped.status.success() || way.contains(&"-X"), "{way:?}: {stopped:?}");
        let before = team.0.bytes();
        let check = team.0.andon(&["resolve", "--check"]);
        assert_eq!((check.code, check.err.as_str()), (1, ""), "{way:?}: {check:?}");
        assert!(team.0.bytes() == before, "{way:?}: a check changes nothing");
        let said = team.0.ok(&["resolve"]);
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines[0].starts_with("team.board.json: ") && lines[0].contains(words), "{way:?}: {said}");
        assert_eq!(lines[1..], [format!("next: {next}")], "{way:?}");
        team.is_in_order();
        team.holds_all_of(&["jon", "maria"]);
        let again = team.0.ok(&["resolve"]);
        assert!(again.starts_with("team.board.json: nothing to resolve\n"), "{way:?}: {again}");
        for command in next.split(" && ") {
            team.git(&command.split(' ').skip(1).collect::<Vec<_>>());
        }
        team.holds_all_of(&["jon", "maria"]);
        assert_eq!(team.git(&["status", "--porcelain", "team.board.json"]), "", "{way:?}");
    }
    println!("{} ways to stop, all made whole", cases.len());
}

#[test]
fn the_stash_and_a_removed_file_too() {
    let team = parted("");
    team.0.ok(&["limit", "--person", "cy", "4"]);
    team.git(&["stash", "-q"]);
    team.git(&["merge", "-q", "-X", "theirs", "--no-edit", "jon"]);
    assert!(!team.try_git(&["stash", "pop"]).status.success());
    let said = team.0.ok(&["resolve"]);
    assert!(said.ends_with("next: git add -- team.board.json\n"), "{said}");
    team.holds_all_of(&["jon", "stash"]);

    for removed_by in ["jon", "main"] {
        let team = Team::with_attributes("");
        team.git(&["checkout", "-qb", "jon"]);
        team.git(&["branch", "keep"]);
        let (removes, keeps) = if removed_by == "jon" { ("jon", "main") } else { ("main", "jon") };
        team.git(&["checkout", "-q", removes]);
        team.git(&["rm", "-q", "team.board.json"]);
        team.commit("removed");
        team.git(&["checkout", "-q", keeps]);
        team.0.ok(&["add", "Kept"]);
        team.commit("kept");
        team.git(&["checkout", "-q", "main"]);
        assert!(!team.try_git(&["merge", "jon"]).status.success());
        assert_eq!(team.0.ok(&["resolve"]).lines().next(), Some("team.board.json: nothing to resolve"));
        // And when the file is gone from the work tree, too.
        std::fs::remove_file(team.0.board()).unwrap();
        let said = team.0.ok(&["resolve", "team.board.json"]);
        assert!(said.contains("one side had removed it; it is back, with 19 rows"), "{said}");
        team.holds_all_of(&[keeps]);
    }
}

#[test]
fn files_that_are_in_no_repository_and_the_archive_beside_the_board() {
    let rows = crate::cli::TEAM.replace(
        "{\"card\":\"aaaa1111\"",
        "<<<<<<< a\n{\"class\":\"x\",\"id\":\"1\"},\n=======\n{\"class\":\"y\",\"id\":\"1\"},\n>>>>>>> b\n{\"card\":\"aaaa1111\"",
    );
    let place = Place::with(&rows);
    let archive = place.path().join("team.archive.board.json");
    std::fs::write(&archive, rows.replace('\n', "\r\n")).unwrap();
    let board = ["--board", "team.board.json"];
    let mut args = board.to_vec();
    args.extend(["resolve", "--dry-run", "--json"]);
    let check = place.andon(&args);
    let answer: Value = serde_json::from_str(&check.out).unwrap();
    assert_eq!(faults(&schema(), &answer), [""; 0]);
    assert_eq!((check.code, &answer["files"][1]["conflicts"]), (1, &Value::from(1)));
    let said = place.ok(&[&board[..], &["resolve"]].concat());
    let told = "1 conflict resolved; 1 row of one side, 1 of the other, all kept";
    assert_eq!(said, format!("team.board.json: {told}\nteam.archive.board.json: {told}\n"));
    assert!(std::fs::read(&archive).unwrap() == place.bytes());

    // One file that cannot be made whole does not keep the others from it.
    std::fs::write(&archive, "oops\n").unwrap();
    std::fs::write(place.board(), &rows).unwrap();
    let answer = place.andon(&[&board[..], &["resolve"]].concat());
    assert_eq!(answer.code, 1);
    assert!(
        answer.out.contains("1 conflict resolved") && answer.err.contains("team.archive.board.json:1:1: "),
        "{answer:?}"
    );
    assert_eq!(std::fs::read(&archive).unwrap(), b"oops\n");
}

#[test]
fn opening_reads_a_conflict_and_the_next_change_writes_it_clean() {
    let team = parted("");
    assert!(!team.try_git(&["merge", "jon"]).status.success());
    let before = team.0.bytes();
    let list = team.0.ok(&["list"]);
    assert!(list.contains("Ours") && list.contains("Theirs") && team.0.bytes() == before, "{list}");
    let moved = team.0.andon(&["move", "aaaa1", "backlog"]);
    assert!(moved.code == 0 && moved.err.starts_with("note: git merge is not done here"), "{moved:?}");
    team.is_in_order();
    team.holds_all_of(&["jon", "main"]);
}

/// What is said to be next can be done: a merge that waits for another file is not to be committed.
#[test]
fn what_is_next_waits_for_other_files() {
    let team = parted("");
    team.git(&["checkout", "-q", "jon"]);
    std::fs::write(team.0.path().join("code"), "jon\n").unwrap();
    team.git(&["add", "code"]);
    team.git(&["commit", "-qm", "code"]);
    team.git(&["checkout", "-q", "main"]);
    std::fs::write(team.0.path().join("code"), "main\n").unwrap();
    team.git(&["add", "code"]);
    team.git(&["commit", "-qm", "code"]);
    assert!(!team.try_git(&["merge", "jon"]).status.success());
    let said = team.0.ok(&["resolve"]);
    let next = "next: git add -- team.board.json, then decide about code: git status tells how\n";
    assert!(said.ends_with(next), "{said}");
    team.git(&["add", "code"]);
    let said = team.0.ok(&["resolve"]);
    assert!(said.ends_with("next: git add -- team.board.json && git commit --no-edit\n"), "{said}");
}
