//! Checklists, links, parts, definitions of done and templates from the command line.

use super::cli::{Place, TEAM};

#[test]
fn a_checklist_is_kept_item_by_item() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["checklist", "aaaa1"]),
        "No checklist yet. andon checklist aaaa1 --add TEXT begins one.\n"
    );
    for (args, said) in [
        (
            &["--add", "write the test", "--add", " try  it ", "--tick", "write the test"][..],
            "aaaa1 Retry on timeout: added to the checklist 'write the test', 'try it', ticked 'write the test'\n",
        ),
        (&["--tick", "2"], "aaaa1 Retry on timeout: ticked 'try it'\n"),
        (&["--untick", "WRITE"], "aaaa1 Retry on timeout: unticked 'write the test'\n"),
        (
            &["--add", "2", "--drop", "try"],
            "aaaa1 Retry on timeout: added to the checklist '2', took off the checklist 'try it'\n",
        ),
        // A text is meant before a number is.
        (&["--tick", "2"], "aaaa1 Retry on timeout: ticked '2'\n"),
    ] {
        assert_eq!(place.ok(&[&["checklist", "aaaa1"], args].concat()), said);
    }
    assert_eq!(place.ok(&["checklist", "aaaa1"]), "  1  [ ] write the test\n  2  [x] 2\n");
    assert_eq!(
        place.json(&["checklist", "aaaa1"]),
        serde_json::json!({"schema": "andon-checklist/1", "card": "aaaa1111", "items": [
            {"text": "write the test", "done": false}, {"text": "2", "done": true},
        ]})
    );
    assert!(place.ok(&["list"]).contains("Retry on timeout #api [1/2]"));
    assert!(place.ok(&["show", "aaaa1"]).contains("  checklist 1/2\n    [ ] write the test\n    [x] 2\n"));
    let list = place.json(&["list"]);
    let card = list["cards"].as_array().unwrap().iter().find(|card| card["id"] == "aaaa1111").unwrap();
    assert_eq!(card["items"][1], serde_json::json!({"text": "2", "done": true}));
    assert!(place.ok(&["undo", "--card", "aaaa1"]).contains("undone: ticked '2'"));
    // A row is written once, and the rows that were there stay as they are.
    let file = String::from_utf8(place.bytes()).unwrap();
    assert!(TEAM.lines().all(|row| file.lines().any(|line| line == row)));
    assert!(file.contains(r#""do":"check","tick":["try it"]}"#), "{file}");
}

#[test]
fn what_cannot_be_is_refused_in_words() {
    let place = Place::team();
    place.ok(&["checklist", "aaaa1", "--add", "one", "--add", "one more"]);
    place.refuses(
        &["checklist", "aaaa1", "--tick", "three"],
        1,
        &["no item 'three'", "andon checklist aaaa1"],
    );
    place.refuses(&["checklist", "aaaa1", "--tick", "o"], 1, &["start of 2 items", "number"]);
    place.refuses(&["checklist", "aaaa1", "--add", " "], 1, &["may not be empty"]);
    place.refuses(&["checklist", "aaaa1", "--add", &"x".repeat(501)], 1, &["501 characters", "at most 500"]);
    let many: Vec<String> = (0..199).flat_map(|n| ["--add".to_owned(), format!("item {n}")]).collect();
    let many: Vec<&str> = ["checklist", "aaaa1"].into_iter().chain(many.iter().map(String::as_str)).collect();
    place.refuses(&many, 1, &["201 items on a checklist are too many", "at most 200"]);
    for link in ["example.org", "file:///etc/passwd", "javascript:alert(1)", "https://a b"] {
        place.refuses(&["link", "aaaa1", link], 1, &["is no link", "https://"]);
    }
    place.refuses(&["edit", "aaaa1", "--parent", "aaaa1"], 1, &["aaaa1 cannot be part of aaaa1"]);
    place.ok(&["edit", "aaaa1", "--parent", "bbbb"]);
    place.refuses(&["edit", "bbbb", "--parent", "aaaa1"], 1, &["aaaa1 is part of bbbb already"]);
}

#[test]
fn links_parts_and_what_is_done_are_shown() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["link", "aaaa1", "https://example.org/42", "mailto:a@example.org"]),
        "aaaa1 Retry on timeout: linked to https://example.org/42, mailto:a@example.org\n"
    );
    place.ok(&["link", "aaaa1", "--drop", "mailto:a@example.org"]);
    place.ok(&[
        "policy",
        "--done-when",
        "ready=the bank = agreed",
        "--done-when",
        "stage:dev=two have read it",
    ]);
    for card in ["aaaa2", "cccc", "bbbb"] {
        place.ok(&["edit", card, "--parent", "aaaa1"]);
    }
    place.ok(&["delete", "bbbb"]);
    let shown = place.ok(&["show", "aaaa1"]);
    for line in [
        "  link     https://example.org/42\n",
        "  done if  the bank = agreed\n",
        "  parts 1/2 done, 1 blocked\n",
        "    aaaa2  Refund API  (Development: Doing, blocked: the bank's sandbox is down)\n",
        "    cccc  Webhook  (Delivered)\n",
        "    bbbb  Dark mode  (deleted)\n",
    ] {
        assert!(shown.contains(line), "{line}{shown}");
    }
    let shown = place.ok(&["show", "aaaa2"]);
    assert!(shown.contains("  part of  aaaa1 Retry on timeout (Ready)\n"), "{shown}");
    assert!(shown.contains("  done if  two have read it\n"), "the stage's own: {shown}");
    let card = &place.json(&["show", "aaaa1"])["card"];
    assert_eq!(card["links"], serde_json::json!(["https://example.org/42"]));
    assert_eq!(
        card["parts"],
        serde_json::json!({"done": 1, "blocked": 1, "all": 2, "cards": ["aaaa2222", "cccc4444"]})
    );
    place.ok(&["delete", "aaaa1"]);
    let shown = place.ok(&["show", "aaaa2"]);
    assert!(shown.contains("  part of  aaaa1 Retry on timeout (deleted)\n"), "{shown}");
}

#[test]
fn a_definition_of_done_is_agreed_on_and_never_refuses() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["policy", "--done-when", "ready=it is estimated", "--workers", "ready=2"]),
        "Ready: 2 workers\nReady: done when it is estimated\n"
    );
    assert!(place.ok(&["policy"]).contains("\ndone when      Ready: it is estimated\n"));
    assert!(place.ok(&["log", "-n", "1"]).contains("Ready: done when it is estimated"));
    assert_eq!(place.json(&["policy"])["done_when"][0]["done_when"], "it is estimated");
    place.ok(&["move", "aaaa1", "backlog"]);
    place.refuses(&["policy", "--done-when", "ready"], 2, &["does not say when what is done"]);
    place.refuses(&["policy", "--done-when", &format!("ready={}", "x".repeat(501))], 1, &["at most 500"]);
    place.refuses(&["policy", "--done-when", "ready=a", "--done-when", "ready=b"], 2, &["given two values"]);
    let again = ["policy", "--done-when", "ready=it is estimated"];
    assert_eq!(place.ok(&again), "already so: Ready: done when it is estimated\n");
    assert_eq!(place.ok(&["policy", "--done-when", "ready=none"]), "Ready: no definition of done\n");
}

#[test]
fn templates_are_the_boards_and_cards_begin_as_they_say() {
    let place = Place::team();
    assert!(place.ok(&["template"]).contains("no templates"));
    std::fs::write(
        place.path().join("bug.md"),
        "# Fix: \n\nkind: defect\nlabels: bug\n\nWhat happens?\n\n## Checklist\n\n- [ ] a test that fails\n",
    )
    .unwrap();
    assert_eq!(place.ok(&["template", "set", "bug", "bug.md"]), "template bug: written, 10 lines\n");
    place.ok(&["template", "set", "chore", "--body", "# Tidy up"]);
    assert_eq!(place.ok(&["template", "list"]), "bug    Fix:\nchore  Tidy up\n");
    assert!(place.ok(&["template", "show", "BUG"]).starts_with("# Fix:"));
    assert_eq!(place.json(&["template"])["templates"][1]["body"], "# Tidy up");
    assert!(String::from_utf8(place.bytes()).unwrap().contains(r#"{"template":"chore","id":"#));

    let card =
        &place.json(&["add", "--template", "bug", "Fix", "the", "rounding", "--label", "api"])["cards"][0];
    assert_eq!(card["title"], "Fix the rounding");
    assert_eq!(card["kind"], "defect");
    assert_eq!(card["labels"], serde_json::json!(["bug", "api"]));
    assert_eq!(card["text"], "What happens?");
    assert_eq!(card["items"], serde_json::json!([{"text": "a test that fails", "done": false}]));
    // Without a title of its own it has the template's.
    assert_eq!(place.json(&["add", "--template", "chore"])["cards"][0]["title"], "Tidy up");

    place.refuses(&["add"], 2, &["TITLE"]);
    place.refuses(&["add", "--template", "none such"], 1, &["the templates are bug, chore"]);
    place.refuses(&["template", "set", "x", "--body", " "], 2, &["at least a title"]);
    place.refuses(&["template", "set", "x", "--body", "# A\n\ndue: someday\n"], 1, &["line 3"]);
    place.refuses(&["template", "set", "x", "missing.md"], 1, &["missing.md cannot be read"]);
    assert_eq!(place.ok(&["template", "delete", "chore"]), "template chore: deleted\n");
    assert_eq!(place.ok(&["template"]), "bug  Fix:\n");
    place.refuses(&["template", "delete", "chore"], 1, &["no template 'chore'", "the templates are bug"]);
}
