//! `andon check` as a gate for CI: what it finds beside a broken file, what it fails on, and the
//! contract of its JSON.

use serde_json::Value;

use super::cli::{Answer, NOW, Place};
use super::json_schema::faults;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../assets/andon-check-1.schema.json")).unwrap()
}

/// A team whose limit is exceeded, that is late, and calls for help on two cards.
fn troubled() -> Place {
    let place = Place::team();
    place.ok(&["policy", "--sle", "85% 6d"]);
    place.ok(&["cord", "pull", "aaaa1", "no answer from the bank", "--by", "jon"]);
    place.ok(&["cord", "pull", "aaaa2", "the sandbox is down again", "--at", "2026-03-10T11:00:00Z"]);
    place.ok(&["cord", "answer", "aaaa2", "--by", "jon"]);
    place.ok(&["limit", "--stage", "dev", "none"]);
    place.ok(&["limit", "doing", "none"]);
    place.ok(&["move", "aaaa1", "doing", "--at", "2026-03-10T12:00:00Z"]);
    place.ok(&["limit", "doing", "1"]);
    place
}

fn json(answer: &Answer) -> Value {
    let json: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(faults(&schema(), &json), [""; 0], "{json:#}");
    json
}

#[test]
fn it_tells_what_is_not_as_agreed_the_worst_first() {
    let place = troubled();
    assert_eq!(
        place.ok(&["check"]).replace(&format!("{}", place.path().display()), ""),
        "\
warning: /team.board.json: the cord is pulled on aaaa2 Refund API: the sandbox is down again (pulled by maria 1h ago, answered by jon just now) [cord-answered]
warning: /team.board.json: the cord is pulled on aaaa1 Retry on timeout: no answer from the bank (pulled by jon just now, not answered) [cord-unanswered]
warning: /team.board.json: Doing holds 2 of 1; nothing more is admitted until it is back [over-limit]
warning: /team.board.json: aaaa1 Retry on timeout is in process for 8d 3h; promised is 85 % within 6d [past-sle]
warning: /team.board.json: aaaa2 Refund API is in process for 8d 2h; promised is 85 % within 6d [past-sle]
note: /team.board.json: 1 card abandoned [quality-abandoned]
note: /team.board.json: 1 card with an open block [quality-block-open]
note: /team.board.json: 3 cards skipped columns [quality-skipped-columns]
/team.board.json: 5 cards, 4 columns, 0 errors, 5 warnings, 3 notes
"
    );
}

#[test]
fn it_fails_on_what_it_is_asked_to_fail_on() {
    let place = troubled();
    for (fail_on, failing) in [
        ("errors", 0),
        ("warnings", 5),
        ("limits", 1),
        ("sle", 2),
        ("cord", 2),
        ("quality", 3),
        ("never", 0),
        ("errors,limits,cord", 3),
        ("limits,limits,warnings", 5),
    ] {
        let answer = place.andon(&["check", "--fail-on", fail_on]);
        assert_eq!((answer.code, answer.err.as_str()), (i32::from(failing > 0), ""), "{fail_on}");
        let told = format!("The check fails on {failing} finding");
        assert_eq!(answer.out.contains(&told), failing > 0, "{fail_on}: {}", answer.out);
        let answer = place.andon(&["check", "--format", "json", "--fail-on", fail_on]);
        assert_eq!(answer.code, i32::from(failing > 0), "{fail_on}");
        let json = json(&answer);
        assert_eq!(json["failed"], failing > 0, "{fail_on}");
        let fails = json["findings"].as_array().unwrap().iter().filter(|found| found["fails"] == true);
        assert_eq!(fails.count(), failing, "{fail_on}");
    }
    // Each may be said on its own as well.
    assert_eq!(place.andon(&["check", "--fail-on", "errors", "--fail-on", "cord"]).code, 1);
    place.refuses(&["check", "--fail-on", "never,cord"], 2, &["--fail-on never", "hint: "]);
    place.refuses(&["check", "--fail-on", "fridays"], 2, &["quality"]);
    place.refuses(&["check", "--json", "--format", "text"], 2, &["--format"]);
}

#[test]
fn a_fine_board_fails_on_nothing_and_a_broken_file_on_everything() {
    let place = Place::team();
    assert_eq!(place.andon(&["check", "--fail-on", "errors,warnings,limits,sle,cord"]).code, 0);
    let place = Place::with("{");
    for fail_on in ["errors", "limits", "never"] {
        place.refuses(&["check", "--fail-on", fail_on], 1, &["team.board.json:1:"]);
    }
    let odd = super::cli::TEAM.replace(r#""wip":2,"rank":"d""#, r#""wip":0,"rank":"d""#);
    assert_eq!(Place::with(&odd).andon(&["check"]).code, 1);
    assert_eq!(
        Place::with(&odd).andon(&["check", "--fail-on", "limits"]).code,
        0,
        "it was asked about limits"
    );
    assert_eq!(Place::with(&odd).andon(&["check", "--fail-on", "warnings"]).code, 1, "an error is worse");
}

/// A program that asked for JSON must not have to read an error message.
#[test]
fn a_file_that_cannot_be_read_is_a_finding_in_json() {
    for (content, line, words) in [
        ("{", 1, "the file ends too early"),
        ("", 1, "the file is empty"),
        ("{\"andon\":1,\"rows\":[\nnonsense\n{\"end\":1}]}\n", 2, "this line is not a row"),
    ] {
        let place = Place::with(content);
        for args in [
            &["--json"][..],
            &["--format", "json", "--fail-on", "never"],
            &["--json", "--now", "2026-03-10 12:00"],
        ] {
            let args: Vec<&str> = ["check"].into_iter().chain(args.iter().copied()).collect();
            let answer = place.andon(&args);
            assert_eq!((answer.code, answer.err.as_str()), (1, ""), "{args:?}");
            let json = json(&answer);
            assert_eq!((&json["failed"], &json["errors"]), (&true.into(), &1.into()), "{args:?}");
            assert_eq!((&json["canonical"], &json["now"]), (&false.into(), &NOW.into()), "{args:?}");
            let found = &json["findings"][0];
            assert_eq!(
                (&found["code"], &found["line"], &found["fails"]),
                (&"no-board".into(), &line.into(), &true.into())
            );
            assert!(found["message"].as_str().unwrap().contains(words), "{found}");
        }
        place.refuses(&["check", "--json", "--now", "soon"], 2, &["'soon' is no time"]);
    }
    let answer = Place::empty().andon(&["check", "--json", "--board", "gone.board.json"]);
    assert_eq!((answer.code, answer.err.as_str()), (1, ""));
    let json = json(&answer);
    assert_eq!(
        (&json["findings"][0]["code"], &json["findings"][0]["line"]),
        (&"unreadable".into(), &Value::Null)
    );
    // Where it is not known which file is meant, there is nothing to tell of one.
    assert_eq!(Place::empty().andon(&["check", "--json"]).code, 1);
}

#[test]
fn it_can_be_asked_about_another_day() {
    let place = troubled();
    let sle = |now: &str| place.andon(&["check", "--fail-on", "sle", "--now", now]).code;
    // Started on the second at 10:00 in Berlin; in process for exactly six days is not late.
    assert_eq!(sle("2026-03-08T09:00:00Z"), 0);
    assert_eq!(sle("2026-03-08T09:00:00.001Z"), 1);
    assert_eq!(sle("2026-03-08 10:01"), 1, "in the board's zone");
    place.refuses(&["check", "--now", "soon"], 2, &["'soon' is no time"]);
}

#[test]
fn its_json_is_a_contract() {
    let place = troubled();
    let answer = json(&place.andon(&["check", "--json"]));
    assert_eq!(answer["now"], NOW);
    assert_eq!(answer["fail_on"], serde_json::json!(["errors"]));
    assert_eq!((&answer["errors"], &answer["warnings"], &answer["notes"]), (&0.into(), &5.into(), &3.into()));
    assert_eq!(
        answer["findings"][3],
        serde_json::json!({
            "severity": "warning", "code": "past-sle", "line": null,
            "card": "aaaa1111", "cards": ["aaaa1111"], "fails": false,
            "message": "aaaa1 Retry on timeout is in process for 8d 3h; promised is 85 % within 6d",
        })
    );
    let odd = super::cli::TEAM
        .replace(r#""do":"block""#, r#""do":"bless""#)
        .replace("\"jon\"", r#""\u202e\u001b[2J""#);
    let answer = json(&Place::with(odd).andon(&["check", "--json"]));
    assert_eq!((&answer["findings"][0]["code"], &answer["findings"][0]["line"]), (&"row".into(), &7.into()));
    // A test of the test: what breaks the contract is seen.
    for (pointer, wrong) in [
        ("/schema", serde_json::json!("andon-check/2")),
        ("/findings/0/severity", serde_json::json!("fatal")),
        ("/findings/0/fails", Value::Null),
        ("/errors", serde_json::json!(-1)),
        ("/fail_on/0", serde_json::json!("fridays")),
    ] {
        let mut wrong_one = answer.clone();
        *wrong_one.pointer_mut(pointer).unwrap() = wrong;
        assert!(!faults(&schema(), &wrong_one).is_empty(), "{pointer}");
    }
}
