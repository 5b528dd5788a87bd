//! Boards and command lines that nobody in their right mind would write: what is said about them
//! is plain, does not steer the terminal, and the file stays as it is.

use super::cli::{Place, TEAM};

const NASTY: &str = "A\u{1b}[2J\u{202e}B\u{200b}\u{9b}31m\u{85}\u{7f}\u{2066}\u{feff}\u{2028}\u{e0041}Z";

fn is_bad(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// A board with the nasty text wherever a text can stand.
fn nasty() -> Place {
    let text = serde_json::to_string(NASTY).unwrap();
    let place = Place::with(
        TEAM.replace("\"Dark mode\"", &text)
            .replace("\"Team\"", &text)
            .replace("\"Doing\"", &text)
            .replace("\"Development\"", &text)
            .replace("\"Expedite\"", &text)
            .replace("[\"jon\"]", &format!("[{text}]"))
            .replace("\"jon\"", &text)
            .replace("[\"api\"]", &format!("[{text}]"))
            .replace("\"the bank's sandbox is down\"", &text),
    );
    let answer = place.andon(&["edit", "bbbb", "--text", NASTY, "--kind", NASTY]);
    assert_eq!(answer.code, 0, "{answer:?}");
    for args in [&["cord", "pull", "bbbb", NASTY][..], &["policy", "--target", &format!("{NASTY}=5")]] {
        let answer = place.andon(args);
        assert_eq!(answer.code, 0, "{answer:?}");
    }
    place
}

/// What is left of a torn file may be a card and nowhere to put it.
#[test]
fn a_card_without_any_column_stands_somewhere() {
    for what in [r#""do":"unblock""#, r#""do":"pull","why":"x""#, r#""do":"newer""#] {
        let row = r#"{"card":"aaaa1111","id":"e1","rev":1,"at":"2026-03-02T09:00:00Z","by":"maria","#;
        let place = Place::with(format!("{{\"andon\":1,\"rows\":[\n{row}{what}}},\n{{\"end\":1}}]}}\n"));
        assert!(place.ok(&["list"]).contains("(title lost)"), "{what}");
        for args in [&["report"][..], &["cord"], &["policy"], &["--print"], &["show", "aaaa"]] {
            place.ok(args);
        }
        assert!(place.andon(&["check"]).out.contains("its title is lost"), "{what}");
    }
}

#[test]
fn nothing_a_board_says_steers_the_terminal() {
    let place = nasty();
    std::fs::write(place.path().join("old.board.json"), "{\"andon\":1,\"rows\":[\n{\"end\":1}]}\n").unwrap();
    let board = ["--board", "team.board.json"];
    let lines = place.ok(&["textconv", "team.board.json"]);
    assert!(!lines.contains(is_bad) && lines.contains("⟨U+202E⟩"), "{lines:?}");
    for args in [
        &["list"][..],
        &["show", "bbbb"],
        &["show", "aaaa2"],
        &["log", "-n", "0"],
        &["diff", "--against", "old.board.json"],
        &["diff", "--against", "old.board.json", "--card", "aaaa2"],
        &["resolve", "--check"],
        &["limit"],
        &["cord"],
        &["policy"],
        &["check"],
        &["report"],
        &["--print"],
        &["move", "bbbb", "doing"],
        &["block", "aaaa1", NASTY],
        &["assign", "aaaa1", NASTY],
        &["label", "aaaa1", "x", NASTY],
        &["undo", "--card", "aaaa1"],
        &["cord", "answer", "bbbb"],
        &["cord", "resolve", "bbbb", NASTY],
    ] {
        for json in [false, true] {
            let args: Vec<&str> = board.iter().chain(args).copied().chain(json.then_some("--json")).collect();
            let answer = place.andon(&args);
            for text in [&answer.out, &answer.err] {
                assert!(!text.contains(is_bad), "andon {args:?}: {text:?}");
            }
            if json && answer.code == 0 && args[2] != "--print" {
                let whole: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
                assert!(whole["schema"].is_string(), "andon {args:?}");
            }
        }
    }
}

#[test]
fn json_says_exactly_what_the_board_says() {
    let place = nasty();
    assert_eq!(place.json(&["show", "bbbb"])["card"]["title"], NASTY);
    assert_eq!(place.json(&["log", "-n", "0"])["events"][0]["title"], NASTY);
}

#[test]
fn nothing_a_command_line_says_steers_the_terminal() {
    let place = Place::team();
    let file = format!("{NASTY}.board.json");
    for args in [
        &[NASTY][..],
        &["--\u{9b}"],
        &["list", "--\u{9b}\u{202e}"],
        &["list", "--column", NASTY],
        &["report", "--format", NASTY],
        &["report", "--from", NASTY],
        &["report", "--window", NASTY],
        &["log", "-n", NASTY],
        &["init", "--zone", NASTY],
        &["init", "--columns", NASTY, "--file", NASTY],
        &["--print", "--size", NASTY],
        &["--board", &file, "list"],
        &["import", &file, "--columns", "A,B", "--board", "x.board.json"],
        &["limit", "ready", NASTY],
        &["limit", "--stage", NASTY, "1"],
        &["move", NASTY, "doing"],
        &["undo", "--card", "aaaa1", "--event", NASTY],
    ] {
        let answer = place.andon(args);
        assert!(matches!(answer.code, 1 | 2), "andon {args:?}: {answer:?}");
        assert!(answer.err.starts_with("error: "), "andon {args:?}: {answer:?}");
        assert!(!answer.err.contains(is_bad), "andon {args:?}: {:?}", answer.err);
    }
}

#[test]
fn wrong_values_are_told_in_plain_words() {
    for (content, words) in [
        ("42", ":1:2: `42` stands where a board should be"),
        ("\"hi\"", ":1:4: \"hi\" stands where a board should be"),
        ("null", ":1:4: null stands where a board should be"),
        ("{\"andon\":1,\"rows\":5}", ":1:19: `5` stands where a list should be"),
        ("{\"andon\":-1,\"rows\":[]}", "`-1` stands where a whole number, not below zero should be"),
        ("{\"columns\":[{\"name\":\"A\",\"wip\":1.5}]}", "`1.5` stands where a whole number should be"),
        ("{\"columns\":[{\"name\":\"A\"},{\"name\":\" \"}]}", "column 2 has no name"),
    ] {
        Place::with(content).refuses(&["list"], 1, &["team.board.json:1:", words, "hint: "]);
    }
    let row = |row: &str| TEAM.replace("{\"end\":1}", &format!("{row},\n{{\"end\":1}}"));
    let head = r#""id":"e5","rev":2,"at":"2026-03-07T08:00:00Z","by":"m""#;
    for (content, words) in [
        (
            row(&format!(r#"{{"column":"ready",{head},"wip":"3"}}"#)),
            "\"3\" stands where a whole number should",
        ),
        (
            row(&format!(r#"{{"card":"aaaa1111",{head},"do":"label","add":"x"}}"#)),
            "stands where a list should",
        ),
        (row(&format!(r#"{{"card":"aaaa1111",{head},"do":{{}}}}"#)), "an object stands where a text should"),
    ] {
        let answer = Place::with(content).andon(&["check"]);
        assert_eq!(answer.code, 1);
        assert!(answer.out.contains("team.board.json:20: "), "{}", answer.out);
        assert!(answer.out.contains(words), "{words}: {}", answer.out);
    }
}

#[test]
fn an_event_of_a_clock_in_2099_does_not_stop_the_work() {
    let future = r#"{"card":"aaaa1111","id":"e2","rev":2,"at":"2099-01-01T00:00:00Z","by":"jon","do":"move","from":"ready","to":"doing"},"#;
    let roomy = TEAM.replace("\"wip\":1,\"rank\":\"f\"", "\"wip\":5,\"rank\":\"f\"");
    let place = Place::with(roomy.replace("{\"end\":1}", &format!("{future}\n{{\"end\":1}}")));
    assert!(!place.ok(&["list"]).contains(" -"), "no age is below zero");
    place.ok(&["edit", "aaaa1", "--title", "Retry"]);
    place.ok(&["move", "aaaa1", "done"]);
    assert_eq!(place.json(&["show", "aaaa1"])["card"]["column"], "done");
    place.ok(&["undo", "--card", "aaaa1"]);
    assert_eq!(place.json(&["show", "aaaa1"])["card"]["column"], "doing");
    assert!(place.ok(&["check"]).contains("has events after now (1)"));
    place.refuses(&["block", "aaaa1", "x", "--at", "2026-03-09"], 1, &["before the last event"]);
}

#[test]
fn a_revision_that_nothing_can_follow_is_told_instead_of_losing_what_follows() {
    let last = r#"{"card":"aaaa1111","id":"e9","rev":4294967295,"at":"2026-03-09T00:00:00Z","by":"jon","do":"unblock"},"#;
    let place = Place::with(TEAM.replace("{\"end\":1}", &format!("{last}\n{{\"end\":1}}")));
    for args in [&["move", "aaaa1", "done"][..], &["delete", "aaaa1"], &["edit", "aaaa1", "--title", "x"]] {
        place.refuses(args, 1, &["a row of card aaaa1 says rev 4294967295"]);
    }
    place.ok(&["move", "bbbb", "done"]);
    let last =
        r#"{"column":"ready","id":"s9","rev":4294967295,"at":"2026-03-09T00:00:00Z","by":"jon","wip":2},"#;
    let place = Place::with(TEAM.replace("{\"end\":1}", &format!("{last}\n{{\"end\":1}}")));
    place.refuses(&["limit", "ready", "5"], 1, &["says rev 4294967295"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_told_at_once() {
    let place = Place::team();
    let pipe = place.path().join("pipe.board.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for file in ["pipe.board.json", "/dev/null", "."] {
        place.refuses(&["list", "--board", file], 1, &["this is not a file", "hint: "]);
        place.refuses(&["add", "x", "--board", file], 1, &["this is not a file", "hint: "]);
    }
    let circle = place.path().join("circle.board.json");
    std::os::unix::fs::symlink("circle.board.json", circle).unwrap();
    let answer = place.andon(&["list", "--board", "circle.board.json"]);
    assert_eq!(answer.code, 1);
    assert_eq!(answer.err.matches("symbolic links").count(), 1, "said once: {}", answer.err);
    assert!(!answer.err.contains("os error"), "{}", answer.err);
}

#[test]
fn without_a_terminal_the_way_on_is_told() {
    Place::team().refuses(&[], 1, &["andon draws on a terminal, and this is not one", "hint: andon list"]);
}

#[test]
fn a_log_that_is_not_there_is_told_by_its_name() {
    let args = ["import", "nowhere.csv", "--columns", "A,B", "--board", "new.board.json"];
    let answer = Place::team().andon(&args);
    assert_eq!(answer.code, 1);
    assert!(answer.err.starts_with("error: nowhere.csv cannot be read: "), "{answer:?}");
}

#[test]
fn a_full_device_is_told_as_what_it_is() {
    let Ok(full) = std::fs::File::options().write(true).open("/dev/full") else { return };
    let place = Place::team();
    let output = place.command(&["list"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("error: the answer cannot be written: "), "{said}");
}
