//! `andon report` as scripts meet it: forms, files, choices, and what is wrong usage.

use std::fs;

use crate::cli::Place;

#[test]
fn every_form_is_printed_and_put_into_a_file() {
    let place = Place::team();
    for (format, word) in [
        ("text", "Lead time"),
        ("json", "andon-report/1"),
        ("markdown", "## Flow of"),
        ("csv", "id,source_id"),
        ("html", "<!DOCTYPE html>"),
    ] {
        let printed = place.ok(&["report", "--format", format]);
        assert!(printed.contains(word), "{format}: {printed}");
        let file = place.path().join("report.out");
        let quiet = place.ok(&["report", "--format", format, "--output", file.to_str().unwrap()]);
        assert_eq!(quiet, "");
        assert_eq!(fs::read_to_string(&file).unwrap(), printed, "{format}");
    }
    let full = place.ok(&["report", "--full"]);
    assert!(full.contains("── Value stream ──") && full.contains("── Data quality ──"), "{full}");
}

#[test]
fn a_report_never_takes_the_place_of_a_board() {
    let place = Place::team();
    let before = place.bytes();
    let board = place.board();
    place.refuses(
        &["report", "--output", board.to_str().unwrap()],
        1,
        &["name of a board", "nothing was written"],
    );
    assert_eq!(place.bytes(), before);
    place.refuses(&["report", "--output", "no/such/folder/x.md"], 1, &["cannot be written"]);
}

#[test]
fn cards_are_chosen_by_class_kind_label_and_person() {
    let place = Place::team();
    let now = |args: &[&str]| {
        let report = place.json(&[&["report", "--cards"], args].concat());
        let cards =
            report["cards"].as_array().unwrap().iter().map(|card| card["id"].as_str().unwrap().to_owned());
        (cards.collect::<Vec<_>>(), report["chosen"].clone())
    };
    assert_eq!(now(&[]).0.len(), 5);
    assert_eq!(
        now(&["--kind", "feature"]),
        (vec!["aaaa1111".into()], serde_json::json!({"kind": ["feature"]}))
    );
    assert_eq!(now(&["--label", "API"]), (vec!["aaaa1111".into()], serde_json::json!({"label": ["api"]})));
    assert_eq!(
        now(&["--assignee", "jon"]),
        (vec!["aaaa2222".into()], serde_json::json!({"assignee": ["jon"]}))
    );
    assert_eq!(now(&["--class", "expedite"]).0.len(), 0);
    assert_eq!(now(&["--class", "standard"]).0.len(), 5);
    assert_eq!(now(&["--kind", "feature", "--assignee", "jon"]).0.len(), 0);
    let text = place.ok(&["report", "--kind", "feature", "--label", "api"]);
    assert!(text.contains("Only         kind feature; label api"), "{text}");
    let full = place.ok(&["report", "--full", "--assignee", "jon"]);
    assert!(
        full.contains("Only assignee jon") && full.contains("not told: it is of all cards together"),
        "{full}"
    );
}

#[test]
fn what_the_board_does_not_know_is_wrong_usage_that_names_what_it_knows() {
    let place = Place::team();
    for (args, words) in [
        (&["report", "--kind", "faeture"][..], &["no kind of work 'faeture'", "there is feature"][..]),
        (&["report", "--label", "web"], &["no label 'web'", "api"]),
        (&["report", "--assignee", "maria"], &["no person on a card 'maria'", "jon"]),
        (&["report", "--class", "gold"], &["no class of service 'gold'", "standard, expedite"]),
        (&["report", "--class", ""], &["no class of service ''", "standard is the class"]),
        (&["report", "--zone", "Mars/Base"], &["no such time zone", "Europe/Berlin"]),
        (
            &["report", "--explain", "leed time"],
            &["no term 'leed time'", "did you mean 'lead time'?", "throughput"],
        ),
        (
            &["report", "--from", "2026-03-09", "--to", "2026-03-02"],
            &["the window is empty", "--from '2026-03-02' --to '2026-03-09'"],
        ),
        (&["report", "--from", "2026-04-01"], &["the window is empty", "before now"]),
        (&["report", "--from", "2026-03-02", "--to", "2026-03-02"], &["the window is empty"]),
        (&["report", "--full", "--format", "csv"], &["--full belongs to text"]),
        (&["report", "--cards", "--format", "csv"], &["--cards belongs to JSON"]),
        (&["report", "--explain", "wip", "--json"], &["cannot be used with"]),
    ] {
        place.refuses(args, 2, words);
    }
}

#[test]
fn days_are_counted_in_the_zone_that_is_asked_for() {
    let place = Place::team();
    let day = |zone: &str| {
        let report = place.json(&["report", "--zone", zone, "--from", "2026-03-02", "--to", "2026-03-04"]);
        (report["zone"].as_str().unwrap().to_owned(), report["window"]["from"].as_str().unwrap().to_owned())
    };
    assert_eq!(day("Europe/Berlin"), ("Europe/Berlin".into(), "2026-03-01T23:00:00Z".into()));
    assert_eq!(day("Asia/Tokyo"), ("Asia/Tokyo".into(), "2026-03-01T15:00:00Z".into()));
}

#[test]
fn a_zone_that_is_not_known_is_not_read_as_another() {
    let place = Place::team();
    let rows = fs::read_to_string(place.board()).unwrap();
    fs::write(place.board(), rows.replace("Europe/Berlin", "Mars/Base")).unwrap();
    for args in [&["report"][..], &["report", "--json"], &["report", "--explain", "throughput"]] {
        place.refuses(args, 2, &["time zone 'Mars/Base' is not known", "--zone UTC"]);
    }
    assert_eq!(place.json(&["report", "--zone", "Asia/Tokyo"])["zone"], "Asia/Tokyo");
}

#[test]
fn a_term_is_explained_by_this_boards_cards() {
    let place = Place::team();
    let text = place.ok(&["report", "--explain", "lead time"]);
    for words in ["the customer's clock", "The DevOps Handbook", "cccc", "(50 × 1 + 99) ÷ 100 = 1", "Webhook"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

/// What the program answers when `$BROWSER` is this.
#[cfg(unix)]
fn with_browser(place: &Place, browser: &str, args: &[&str]) -> (Option<i32>, String, String) {
    let output = place.command(args).env("BROWSER", browser).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// `cat` and `echo` stand in for browsers: they show what they were given.
#[cfg(unix)]
#[test]
fn the_page_is_opened_in_the_browser_that_was_chosen() {
    let place = Place::team();
    let file = place.path().join("a page; touch evil.html");
    let (code, shown, said) =
        with_browser(&place, "cat", &["report", "--open", "--output", file.to_str().unwrap()]);
    assert_eq!((code, &*said), (Some(0), ""));
    assert_eq!(fs::read_to_string(&file).unwrap(), shown);
    assert!(shown.starts_with("<!DOCTYPE html>") && shown.contains("Flow report"), "{shown}");
    let (code, shown, _) = with_browser(&place, "echo opened", &["report", "--open"]);
    assert_eq!(code, Some(0));
    let path = shown.lines().next().unwrap().strip_prefix("made ").unwrap();
    assert_eq!(shown, format!("made {path}\nopened {path}\n"));
    assert!(fs::read_to_string(path).unwrap().starts_with("<!DOCTYPE html>"));
    fs::remove_file(path).unwrap();
}

#[cfg(unix)]
#[test]
fn only_a_page_is_opened_and_a_browser_that_fails_is_explained() {
    let place = Place::team();
    place.refuses(&["report", "--open", "--format", "csv"], 2, &["--open belongs to HTML"]);
    let file = place.path().join("page.html");
    let args = ["report", "--open", "--output", file.to_str().unwrap()];
    for (browser, why) in
        [("no-such-browser-anywhere", "No such file"), ("false", "it ended with exit status: 1")]
    {
        let (code, _, said) = with_browser(&place, browser, &args);
        assert_eq!(code, Some(1));
        let opened = format!("{browser} did not open it");
        for words in ["the page is made", &opened, why, "yourself, or set BROWSER"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        assert!(file.exists());
    }
}
