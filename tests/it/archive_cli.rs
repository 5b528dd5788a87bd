//! `andon archive` as people meet it.

use super::cli::{NOW, Place};
use super::json_schema::faults;
use serde_json::Value;

/// The words of an answer, its sizes aside.
fn words(answer: &str) -> Vec<&str> {
    answer.lines().filter(|line| !line.starts_with("  team.")).collect()
}

#[test]
fn what_is_over_goes_and_is_found_again() {
    let place = Place::team();
    let told = ["archive", "--before", "2026-03-08"];
    assert_eq!(
        words(&place.ok(&[&told[..], &["--dry-run"]].concat())),
        [
            "Would archive 2 cards that were over before 2026-03-08 00:00 (5 rows, 1 of them deleted).",
            "On the board: 3 not done."
        ]
    );
    assert_eq!(place.bytes(), super::cli::TEAM.as_bytes());
    assert_eq!(
        words(&place.ok(&told)),
        [
            "Archived 2 cards that were over before 2026-03-08 00:00 (5 rows, 1 of them deleted).",
            "On the board: 3 not done.",
            "Commit both files together."
        ]
    );
    assert_eq!(
        words(&place.ok(&told))[0],
        "Nothing to archive: no card on the board was over before 2026-03-08 00:00."
    );
    assert!(place.path().join("team.archive.board.json").exists());

    let list = place.ok(&["list", "--all"]);
    assert!(!list.contains("Webhook") && list.contains("Refund API"), "{list}");
    let archived = place.ok(&["list", "--archived"]);
    assert!(
        archived.starts_with("Backlog\n") && archived.contains("cccc") && archived.contains("Webhook"),
        "{archived}"
    );
    assert!(place.ok(&["list", "--deleted"]).lines().all(|line| !line.contains("Fax")));
    let shown = place.ok(&["show", "cccc"]);
    for words in [
        "Webhook",
        "archived on 2026-03-10 13:00 by maria; andon restore cccc puts it back",
        "lead time 1d 6h",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(place.ok(&["log", "--card", "cccc"]).contains("Delivered"));
    assert_eq!(
        place.ok(&["check"]).lines().last().unwrap().replace(&format!("{}/", place.path().display()), ""),
        "team.board.json: 5 cards, 4 columns, 0 errors, 0 warnings, 3 notes"
    );
    place.refuses(
        &["move", "cccc", "doing"],
        1,
        &["card cccc was archived; restore it first", "andon restore cccc"],
    );

    assert_eq!(place.ok(&["restore", "cccc"]), "cccc Webhook: restored\n");
    assert!(place.ok(&["list", "--all"]).contains("Webhook"));
    assert_eq!(words(&place.ok(&told))[1], "On the board: 3 not done, 1 finished or touched since.");
}

#[test]
fn an_undo_brings_back_what_went_at_once() {
    let place = Place::team();
    place.ok(&["archive", "--before", "4d"]);
    assert_eq!(place.ok(&["undo"]), "cccc Webhook: undone: archived\ndddd Fax gateway: undone: archived\n");
    assert!(place.ok(&["list", "--all"]).contains("Webhook"));
    assert!(place.ok(&["list", "--deleted"]).contains("Fax gateway"));
}

#[test]
fn the_report_is_the_same() {
    let place = Place::team();
    let before = ["text", "json", "csv", "markdown"].map(|form| place.ok(&["report", "--format", form]));
    place.ok(&["archive", "--before", "1d"]);
    assert_eq!(
        before,
        ["text", "json", "csv", "markdown"].map(|form| place.ok(&["report", "--format", form]))
    );
}

#[test]
fn a_missing_archive_is_said_and_stops_nothing() {
    let place = Place::team();
    place.ok(&["archive", "--before", "1d"]);
    std::fs::remove_file(place.path().join("team.archive.board.json")).unwrap();
    let report = place.andon(&["report"]);
    assert!(report.code == 0 && report.out.contains("2 archived and not read"), "{report:?}");
    assert!(report.err.contains("2 cards are archived and counted in nothing"), "{report:?}");
    let check = place.andon(&["check"]);
    assert!(check.code == 1 && check.out.contains("[archive-missing]"), "{check:?}");
    assert_eq!(place.ok(&["add", "goes on"]).lines().count(), 1);
    place.refuses(&["restore", "cccc"], 1, &["its history is not at hand", "from git"]);
}

#[test]
fn what_makes_no_sense_is_refused_with_words() {
    let place = Place::team();
    for (args, words) in [
        (&["archive", "--before", "2026-04-01"][..], "in the future"),
        (&["archive", "--before", "yesterday"], "give a day, 2026-01-01, or how long ago, 90d"),
        (&["archive"], "--before"),
    ] {
        place.refuses(args, 2, &[words]);
    }
}

#[test]
fn its_json_is_as_promised() {
    let schema: Value =
        serde_json::from_str(include_str!("../../assets/andon-archive-1.schema.json")).unwrap();
    let place = Place::team();
    for more in [&["--dry-run"][..], &[], &[]] {
        let json = place.json(&[&["archive", "--before", NOW][..], more].concat());
        assert_eq!(faults(&schema, &json), [""; 0], "{json:#}");
        assert_eq!(json["dry_run"], Value::Bool(!more.is_empty()));
    }
}
