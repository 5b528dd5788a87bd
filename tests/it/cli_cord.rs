//! `andon cord`: pulled, answered, resolved; what other commands tell of it; what is refused.

use super::cli::Place;

#[test]
fn a_cord_is_pulled_answered_and_resolved() {
    let place = Place::team();
    assert_eq!(place.ok(&["cord"]), "No cord is pulled. andon cord pull CARD WHY pulls one.\n");
    let pull = ["cord", "pull", "aaaa2", "every", "second", "test", "fails"];
    assert_eq!(
        place.ok(&[&pull[..], &["--at", "2026-03-10T09:00:00Z", "--by", "jon"]].concat()),
        "aaaa2 Refund API: cord pulled: every second test fails\n"
    );
    assert_eq!(
        place.ok(&["cord"]),
        "\
◉ aaaa2  Refund API  in Development: Doing
    every second test fails (pulled by jon 3h ago, not answered)
"
    );
    place.ok(&["cord", "answer", "aaaa2", "--at", "2026-03-10T10:30:00Z"]);
    assert!(place.ok(&["cord"]).contains("(pulled by jon 3h ago, answered by maria 1h 30m ago)"));
    let answer = place.json(&["cord"]);
    assert_eq!(
        answer,
        serde_json::json!({"schema": "andon-cord/1", "open": [{
            "card": "aaaa2222", "short_id": "aaaa2", "title": "Refund API",
            "column": "doing", "column_name": "Doing", "open_ms": 3 * 3_600_000,
            "since": "2026-03-10T09:00:00Z", "why": "every second test fails", "by": "jon",
            "answered": {"at": "2026-03-10T10:30:00Z", "by": "maria"},
        }]})
    );
    let listed = place.json(&["list", "--column", "doing"]);
    assert_eq!(listed["cards"][0]["cord"]["answered"]["by"], "maria");
    let schema = include_str!("../../assets/andon-list-1.schema.json");
    let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
    assert_eq!(super::json_schema::faults(&schema, &listed), [""; 0]);
    assert!(place.ok(&["list"]).contains("Refund API @jon ◉ andon: every second test fails ⊘ blocked"));
    assert!(
        place.ok(&["show", "aaaa2"]).contains("  andon    every second test fails (pulled by jon 3h ago")
    );
    assert_eq!(place.json(&["show", "aaaa2"])["card"]["cord"]["why"], "every second test fails");
    let resolve = ["cord", "resolve", "aaaa2", "the", "test", "waits", "for", "the", "port"];
    assert_eq!(place.ok(&resolve), "aaaa2 Refund API: cord resolved: the test waits for the port\n");
    assert_eq!(place.json(&["cord"])["open"], serde_json::json!([]));
    assert_eq!(
        place.ok(&["log", "--card", "aaaa2", "-n", "3"]),
        "\
2026-03-10 13:00  maria  aaaa2 Refund API: cord resolved: the test waits for the port
2026-03-10 11:30  maria  aaaa2 Refund API: cord answered
2026-03-10 10:00  jon  aaaa2 Refund API: cord pulled: every second test fails
… 4 earlier events; -n 0 shows all
"
    );
    // The card did not move, and stays blocked.
    assert!(
        place
            .ok(&["list"])
            .contains("Development: Doing 1/1 FULL\n  aaaa2    6d 2h  Refund API @jon ⊘ blocked")
    );
}

/// Flags of every command go before the subcommand as well as after it.
#[test]
fn flags_may_stand_anywhere() {
    let place = Place::team();
    place.ok(&["cord", "--by", "ann", "pull", "bbbb", "smoke"]);
    let told = place.ok(&["cord", "--board", "team.board.json", "--json", "answer", "bbbb", "--by", "jon"]);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(told["schema"], "andon-change/1");
    assert_eq!(told["cards"][0]["cord"]["by"], "ann");
    assert_eq!(told["cards"][0]["cord"]["answered"]["by"], "jon");
    assert!(place.ok(&["cord"]).contains("◎ bbbb  Dark mode  in Backlog\n    smoke (pulled by ann just now"));
}

#[test]
fn undo_takes_back_what_was_done_last_with_the_cord() {
    let place = Place::team();
    place.ok(&["cord", "pull", "bbbb", "smoke"]);
    place.ok(&["undo", "--card", "bbbb"]);
    assert_eq!(place.json(&["cord"])["open"], serde_json::json!([]));
    place.ok(&["redo", "--card", "bbbb"]);
    place.ok(&["cord", "answer", "bbbb", "--by", "jon"]);
    let pull = place.json(&["log", "--card", "bbbb"])["events"][3]["event"].as_str().unwrap().to_owned();
    place.refuses(
        &["undo", "--card", "bbbb", "--event", &pull],
        1,
        &["jon changed card bbbb since (answer at"],
    );
    place.ok(&["cord", "resolve", "bbbb", "water"]);
    place.ok(&["undo", "--card", "bbbb"]);
    assert_eq!(place.json(&["cord"])["open"][0]["answered"]["by"], "jon");
    // Off the board there is no cord to answer; back on it, it is as it was.
    place.ok(&["delete", "bbbb"]);
    assert_eq!(place.json(&["cord"])["open"], serde_json::json!([]));
    place.ok(&["restore", "bbbb"]);
    assert_eq!(place.json(&["cord"])["open"][0]["why"], "smoke");
}

#[test]
fn what_makes_no_sense_says_what_would() {
    let place = Place::team();
    for (args, words) in [
        (
            &["cord", "answer", "bbbb"][..],
            ["nobody has pulled the cord on card bbbb", "andon cord pull bbbb WHY"],
        ),
        (&["cord", "resolve", "bbbb", "x"], ["nobody has pulled the cord on card bbbb", "hint: "]),
        (&["cord", "pull", "bbbb", " "], ["the reason may not be empty", ""]),
        (&["cord", "pull", "dddd", "x"], ["was deleted by maria", "andon restore dddd"]),
        (&["cord", "pull", "zzzz", "x"], ["no card's id starts with 'zzzz'", ""]),
    ] {
        place.refuses(args, 1, &words);
    }
    for args in
        [&["cord", "pull", "bbbb"][..], &["cord", "resolve", "bbbb"], &["cord", "answer"], &["cord", "tug"]]
    {
        place.refuses(args, 2, &["error: "]);
    }
    place.ok(&["cord", "pull", "bbbb", "smoke", "--by", "jon"]);
    let again = ["was already pulled by jon: smoke", "andon cord answer bbbb"];
    place.refuses(&["cord", "pull", "bbbb", "fire"], 1, &again);
    place.refuses(&["cord", "resolve", "bbbb", " "], 1, &["the countermeasure may not be empty"]);
    place.ok(&["cord", "answer", "bbbb"]);
    let taken = ["was already answered by maria; resolve it", "andon cord resolve bbbb"];
    place.refuses(&["cord", "answer", "bbbb", "--by", "jon"], 1, &taken);
}

/// A version that does not know the cord keeps its rows; so does this one with rows of the next.
#[test]
fn a_row_about_the_cord_that_cannot_be_is_kept() {
    let odd = r#"{"card":"aaaa1111","id":"e2","rev":2,"at":"2026-03-03T09:00:00Z","by":"jon","do":"pull"}"#;
    let newer = r#"{"card":"aaaa1111","id":"e3","rev":3,"at":"2026-03-03T10:00:00Z","by":"jon","do":"escalate","to":"x"}"#;
    let content = super::cli::TEAM.replace("{\"end\":1}", &format!("{odd},\n{newer},\n{{\"end\":1}}"));
    let place = Place::with(content);
    let answer = place.andon(&["check"]);
    assert_eq!(answer.code, 1);
    assert!(
        answer.out.contains("has no why") && answer.out.contains("do 'escalate' is not known"),
        "{answer:?}"
    );
    place.ok(&["cord", "pull", "aaaa1", "smoke"]);
    let file = String::from_utf8(place.bytes()).unwrap();
    assert!(file.contains(odd) && file.contains(newer), "{file}");
}
