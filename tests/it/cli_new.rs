//! Commands that make a board file: init, import, demo.

use super::cli::Place;

#[test]
fn init_makes_a_board_from_each_template_and_says_what_next() {
    for (template, columns) in [
        ("basic", &["To do", "Doing", "Done"][..]),
        ("dev", &["Backlog", "Ready", "Doing", "Done", "Review", "Test", "Delivered"]),
        ("ops", &["Inbox", "Next", "In progress", "Waiting on others", "Done"]),
    ] {
        let place = Place::empty();
        let said = place.ok(&["init", "--name", "Team", "--template", template, "--zone", "Europe/Berlin"]);
        assert!(said.contains("team.board.json") && said.contains("next:  andon"), "{said}");
        assert!(place.ok(&["check"]).ends_with("0 errors, 0 warnings, 0 notes\n"));
        let made = String::from_utf8(place.bytes()).unwrap();
        for column in columns {
            assert!(made.contains(&format!("\"name\":\"{column}\"")), "{template}: {column}");
        }
        assert!(made.contains("\"zone\":\"Europe/Berlin\""));
        let attributes = std::fs::read_to_string(place.path().join(".gitattributes")).unwrap();
        assert_eq!(attributes, "*.board.json merge=union text eol=lf\n");
        place.ok(&["add", "The first card"]);
        assert_eq!(place.json(&["list"])["cards"][0]["column_name"], columns[0]);
    }
}

#[test]
fn init_takes_columns_in_one_line_and_the_policy() {
    let place = Place::empty();
    place.ok(&[
        "init",
        "--name",
        "Team",
        "--columns",
        "Ideas,Doing:1,Waiting:queue,Shipped",
        "--policy",
        "reason",
    ]);
    place.ok(&["add", "One", "--to", "doing"]);
    place.refuses(&["add", "Two", "--to", "doing"], 3, &["or give a reason to go over"]);
    assert_eq!(place.andon(&["add", "Two", "--to", "doing", "--over", "because"]).code, 0);
}

#[test]
fn init_never_overwrites_and_says_what_is_wrong() {
    let place = Place::team();
    place.refuses(&["init", "--name", "Team"], 1, &["exists already; nothing was written"]);
    for (args, words) in [
        (&["init", "--columns", "A:0,B"][..], "neither a kind"),
        (&["init", "--columns", "A:active,B:queue"], "no column is of kind done"),
        (&["init", "--columns", "A,A"], "two columns are called"),
        (&["init", "--template", "huge"], "invalid value 'huge'"),
        (&["init", "--zone", "Mars/Base"], "invalid value 'Mars/Base'"),
        (&["init", "--policy", "maybe"], "invalid value 'maybe'"),
        (&["init", "--name", " "], "may not be empty"),
        (&["init", "--file", "team.json"], "ends in .board.json"),
    ] {
        place.refuses(args, 2, &[words]);
    }
}

#[test]
fn init_without_flags_and_without_anybody_to_ask_names_the_board_like_the_folder() {
    let place = Place::empty();
    let folder = place.path().join("Payments Team");
    std::fs::create_dir(&folder).unwrap();
    assert!(place.command(&["init"]).current_dir(&folder).output().unwrap().status.success());
    assert!(folder.join("payments-team.board.json").is_file());
}

const LOG: &str = "\
seq,ts,card,event,from,to,note
1,2026-03-02T08:00:00Z,A,create,,Backlog,
2,2026-03-03T08:00:00Z,A,move,Backlog,Dev,
3,2026-03-03T09:00:00Z,A,block,,,no key
4,2026-03-03T10:00:00Z,A,unblock,,,
5,2026-03-04T08:00:00Z,A,move,Dev,Done,
6,2026-03-04T08:00:00Z,B,create,,Backlog,
7,2026-03-05T08:00:00Z,B,abandon,,,
";

#[test]
fn a_log_becomes_a_board() {
    let place = Place::empty();
    std::fs::write(place.path().join("log.csv"), LOG).unwrap();
    let columns = "Backlog:backlog,Dev:active,Done:done";
    let said = place.ok(&["import", "log.csv", "--columns", columns, "--board", "team.board.json"]);
    assert!(said.contains(": 2 cards"), "{said}");
    assert!(place.ok(&["check"]).contains("0 errors, 0 warnings, "));
    let report = place.ok(&["report", "--json", "--cards"]);
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let card = report["cards"].as_array().unwrap().iter().find(|card| card["source_id"] == "A").unwrap();
    assert_eq!(card["lead_time_ms"], 48 * 3_600_000);
    assert_eq!(card["process_time_ms"], 23 * 3_600_000);
    let again = place.andon(&["import", "log.csv", "--columns", columns, "--board", "team.board.json"]);
    assert_eq!(again.code, 1, "{again:?}");
}

#[test]
fn a_bad_log_makes_no_board() {
    for (log, columns, code, words) in [
        ("card,ts\n", "Backlog,Dev,Done", 1, "log.csv:1: the header has no column 'from'"),
        ("card,ts,from,to\nA,soon,,Backlog\n", "Backlog,Dev,Done", 1, "log.csv:2: 'soon' is"),
        ("card,ts,from,to\nA,2026-03-02T08:00:00Z,,Nowhere\n", "Backlog,Dev,Done", 1, "no column 'Nowhere'"),
        (
            "card,ts,from,to\nA,2026-03-02T08:00:00Z,,Dev\nB,2026-03-02T08:00:00Z,,Dev\n",
            "Backlog,Dev:1,Done",
            3,
            "Dev is full (1 of 1)",
        ),
    ] {
        let place = Place::empty();
        std::fs::write(place.path().join("log.csv"), log).unwrap();
        let answer = place.andon(&["import", "log.csv", "--columns", columns, "--board", "team.board.json"]);
        assert_eq!(answer.code, code, "{log}: {answer:?}");
        assert!(answer.err.contains(words), "{log}: {answer:?}");
        assert!(!place.board().exists());
    }
    let place = Place::empty();
    let missing = place.andon(&["import", "log.csv", "--columns", "A,B,C", "--board", "team.board.json"]);
    assert!(missing.code == 1 && missing.err.contains("log.csv cannot be read"), "{missing:?}");
    assert_eq!(place.andon(&["import", "log.csv", "--columns", "A,B,C"]).code, 2);
}

#[test]
fn the_demo_board_of_the_repository_is_what_the_generator_makes() {
    let place = Place::empty();
    place.ok(&["demo", "--write", "team.board.json"]);
    let kept = concat!(env!("CARGO_MANIFEST_DIR"), "/boards/demo.board.json");
    assert!(
        std::fs::read(kept).unwrap() == place.bytes(),
        "boards/demo.board.json is stale: remove it, then andon demo --write boards/demo.board.json"
    );
}

#[test]
fn a_demo_is_a_copy_that_ends_a_moment_ago_and_can_be_edited() {
    let place = Place::empty();
    let path = place.ok(&["demo", "--path"]);
    let path = path.trim();
    assert!(path.starts_with(place.path().canonicalize().unwrap().to_str().unwrap()), "{path}");
    let log = place.json(&["log", "--board", path]);
    assert_eq!(log["events"][0]["at"], "2026-03-10T11:56:00Z");
    assert!(place.ok(&["check", "--board", path]).contains("0 errors"));
    place.ok(&["add", "Mine", "--board", path]);
    assert_ne!(place.ok(&["demo", "--path"]).trim(), path);
}
