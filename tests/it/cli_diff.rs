//! `andon diff`, the colours it shares with the log, and `andon textconv`.

use serde_json::Value;

use crate::cli::{Place, TEAM};
use crate::git_acceptance::Team;
use crate::json_schema::faults;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../assets/andon-diff-1.schema.json")).unwrap()
}

/// The team's board, with three changes after the commit.
fn changed() -> Team {
    let team = Team::new();
    team.0.ok(&["move", "aaaa2", "done", "--by", "jon"]);
    team.0.ok(&["unblock", "aaaa2", "--by", "maria", "--at", "2026-03-10T12:00:00Z"]);
    team.0.ok(&["limit", "ready", "3", "--by", "maria"]);
    team
}

#[test]
fn what_changed_since_a_commit_is_told_card_by_card() {
    let team = changed();
    let head = team.git(&["rev-parse", "--short=7", "HEAD"]);
    let said = team.0.ok(&["diff"]);
    let expected = format!(
        "team.board.json since HEAD ({}): 1 move, 1 edit, 1 setting (maria, jon)\n\n\
         The board\n  2026-03-10 13:00  maria  Ready: limit 3\n\n\
         aaaa2 Refund API  Development: Doing → Delivered\n  2026-03-10 13:00  jon    moved from Development: Doing to Delivered\n  \
         2026-03-10 13:00  maria  unblocked\n",
        head.trim()
    );
    assert_eq!(said, expected);
    let stat = team.0.ok(&["diff", "--stat", "--card", "aaaa2"]);
    assert!(
        stat.ends_with("\naaaa2 Refund API  Development: Doing → Delivered  2 events  jon, maria\n"),
        "{stat}"
    );
    assert!(!said.contains('\u{1b}'), "no colours in a pipe");
    let coloured = team.0.ok(&["diff", "--color", "always"]);
    assert!(coloured.contains("\u{1b}[0;36mjon\u{1b}[0m"), "{coloured:?}");
    let log = team.0.ok(&["log", "-n", "1", "--color", "always"]);
    assert!(log.contains("\u{1b}[0;36m"), "{log:?}");

    let json = team.0.json(&["diff"]);
    assert_eq!(faults(&schema(), &json), [""; 0]);
    assert_eq!(json["events"].as_array().unwrap().len(), 3);
    team.commit("changed");
    assert!(team.0.ok(&["diff"]).contains(": nothing happened\n"));
    for args in [
        &["diff", "HEAD~1"][..],
        &["diff", "HEAD~1..HEAD"],
        &["diff", "HEAD~1", "HEAD"],
        &["diff", "HEAD~1..."],
    ] {
        let said = team.0.ok(args);
        assert!(said.contains("aaaa2 Refund API  Development: Doing → Delivered"), "{args:?}: {said}");
    }
}

#[test]
fn what_is_gone_is_told() {
    let team = changed();
    team.commit("changed");
    team.git(&["checkout", "-q", "HEAD~1", "--", "team.board.json"]);
    let said = team.0.ok(&["diff"]);
    assert!(said.contains(": nothing happened\n\nNot in team.board.json: 3 events of HEAD ("), "{said}");
    assert!(said.contains("\n- 2026-03-10 13:00  jon  aaaa2 Refund API: moved from"), "{said}");
    assert_eq!(team.0.json(&["diff"])["missing"].as_array().unwrap().len(), 3);
    // What is in the archive is not gone.
    let gone = team.git(&["show", "HEAD:team.board.json"]);
    std::fs::write(team.0.path().join("team.archive.board.json"), gone).unwrap();
    let said = team.0.ok(&["--board", "team.board.json", "diff"]);
    assert!(said.ends_with("\n3 events went into the archive.\n") && !said.contains("Not in"), "{said}");
}

#[test]
fn what_cannot_be_compared_says_why() {
    let team = changed();
    for (args, words) in [
        (
            &["diff", "nonsense"][..],
            &["there is no commit 'nonsense'", "git log --oneline -- team.board.json"][..],
        ),
        (&["diff", "team.board.json"], &["there is no commit", "andon diff --against team.board.json"]),
        (&["diff", "--against", "none.json"], &["none.json: there is no such file"]),
        (&["diff", "--output=x"], &["unexpected argument"]),
    ] {
        let answer = team.0.andon(args);
        assert!(
            answer.code > 0 && words.iter().all(|word| answer.err.contains(word)),
            "{args:?}: {answer:?}"
        );
    }
    let place = Place::team();
    place.refuses(&["diff"], 1, &["team.board.json lies in no git repository", "--against FILE"]);
    std::fs::write(place.path().join("copy.json"), TEAM).unwrap();
    place.ok(&["add", "New"]);
    let said = place.ok(&["diff", "--against", "copy.json"]);
    assert!(said.starts_with("team.board.json since copy.json: 1 new card (maria)\n\n"), "{said}");
    // A repository without a commit, and a commit without the board.
    team.git(&["checkout", "-q", "--orphan", "empty"]);
    assert!(team.0.ok(&["diff"]).contains("HEAD does not have the board: all of it is new.\n"));
}

#[test]
fn git_diff_tells_a_board_in_words() {
    let team = Team::new();
    let program = env!("CARGO_BIN_EXE_andon");
    team.git(&["config", "diff.andon.textconv", &format!("'{program}' textconv")]);
    std::fs::write(team.0.path().join(".git/info/attributes"), "*.board.json diff=andon\n").unwrap();
    let before = team.0.ok(&["textconv", "team.board.json"]);
    assert_eq!(before.lines().count(), team.rows().len());
    // What others say never changes a line: names of columns, titles, cards whose ids are alike.
    team.0.ok(&["edit", "aaaa1", "--title", "Retry, slower"]);
    team.0.ok(&["move", "aaaa1", "backlog", "--by", "jon"]);
    team.0.ok(&["undo"]);
    let diff = team.git(&["diff", "-U0"]);
    let changed: Vec<&str> = diff
        .lines()
        .filter(|line| line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---"))
        .collect();
    assert_eq!(
        changed,
        [
            "+2026-03-10T12:00:00Z  maria  aaaa1111 Retry on timeout: title is now Retry, slower",
            "+2026-03-10T12:00:00Z  jon  aaaa1111 Retry on timeout: moved from ready to backlog",
            "+2026-03-10T12:00:00Z  maria  aaaa1111 Retry on timeout: undone: title is now Retry, slower",
        ],
        "{diff}"
    );
    // Whatever it is given comes out.
    for (content, expected) in [
        (&b"no board\n\x1b[2J\xff\n"[..], "no board\n␛[2J\u{fffd}\n"),
        (b"", ""),
        (
            b"{\"andon\":1,\"rows\":[\n<<<<<<< a\n{\"x\":1},\n=======\n>>>>>>> b\n{\"end\":1}]}\n",
            "conflicts of a merge: 1\n{\"x\":1}\n",
        ),
    ] {
        std::fs::write(team.0.path().join("any"), content).unwrap();
        assert_eq!(team.0.ok(&["textconv", "any"]), expected);
    }
    assert!(team.0.ok(&["textconv", "none"]).contains("no such file"));
}

#[test]
fn the_log_of_a_time() {
    let place = Place::team();
    let log = place.ok(&["log", "--since", "2026-03-05", "--until", "2026-03-06 10:00", "-n", "0"]);
    assert_eq!(log, "2026-03-05 09:00  jon  aaaa2 Refund API: blocked: the bank's sandbox is down\n");
    place.refuses(&["log", "--since", "whenever"], 2, &["'whenever' is no time"]);
}
