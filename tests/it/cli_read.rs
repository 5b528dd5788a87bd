//! Commands that only look: transcripts, and the JSON that scripts read.

use super::cli::{NOW, Place};

#[test]
fn list_tells_columns_limits_and_cards() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["list"]),
        "\
Backlog 1
  bbbb    8d 2h  Dark mode

Ready 1/2
  aaaa1    8d 3h  Retry on timeout #api

Development: Doing 1/1 FULL
  aaaa2    6d 2h  Refund API @jon ⊘ blocked: the bank's sandbox is down

Delivered 1
  cccc   6d 20h  Webhook
"
    );
    assert_eq!(place.ok(&["list", "--column", "deliv"]), "Delivered 1\n  cccc   6d 20h  Webhook\n");
    let ids = |args: &[&str]| -> Vec<String> {
        let answer = place.json(args);
        answer["cards"]
            .as_array()
            .unwrap()
            .iter()
            .map(|card| card["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids(&["list"]), ["bbbb3333", "aaaa1111", "aaaa2222", "cccc4444"]);
    assert_eq!(ids(&["list", "--blocked"]), ["aaaa2222"]);
    assert_eq!(ids(&["list", "--who", "jon"]), ["aaaa2222"]);
    assert_eq!(ids(&["list", "--label", "api"]), ["aaaa1111"]);
    assert_eq!(ids(&["list", "--label", "nowhere"]), Vec::<String>::new());
    assert_eq!(ids(&["list", "--deleted"]), ["dddd5555"]);
}

#[test]
fn list_json_is_a_contract() {
    let answer = Place::team().json(&["list"]);
    assert_eq!(answer["schema"], "andon-list/1");
    let card = &answer["cards"][2];
    assert_eq!(card["title"], "Refund API");
    assert_eq!(card["column"], "doing");
    assert_eq!(card["column_name"], "Doing");
    assert_eq!(card["blocked"]["why"], "the bank's sandbox is down");
    assert_eq!(answer["cards"][0]["blocked"], serde_json::Value::Null);
}

#[test]
fn finished_cards_are_cut_short_for_people_and_never_for_programs() {
    let place = Place::team();
    for number in 0..8 {
        place.ok(&["add", &format!("Card {number}"), "--to", "done"]);
    }
    assert!(place.ok(&["list"]).contains("  … 4 more; --all shows them\n"));
    assert_eq!(place.ok(&["list", "--all", "--column", "done"]).lines().count(), 10);
    assert_eq!(place.json(&["list"])["cards"].as_array().unwrap().len(), 12);
}

#[test]
fn show_tells_the_journey() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["show", "cccc"]),
        "\
cccc4444  Webhook
  column   Delivered

  2026-03-02 10:30       1d  Ready
  2026-03-03 10:30       6h  Development: Doing
  2026-03-03 16:30   6d 20h  Delivered
  lead time 1d 6h · cycle time 1d 6h · process time 6h

2026-03-02 10:30  maria  added to Ready
2026-03-03 10:30  jon  moved from Ready to Development: Doing
2026-03-03 16:30  jon  moved from Development: Doing to Delivered
"
    );
    let answer = place.json(&["show", "aaaa2"]);
    assert_eq!(answer["schema"], "andon-card/1");
    assert_eq!(answer["journey"]["blocked_time_ms"], (5 * 24 + 4) * 3_600_000);
    assert_eq!(answer["journey"]["process_time_ms"], 22 * 3_600_000);
    assert_eq!(answer["journey"]["finished"], serde_json::Value::Null);
    assert_eq!(answer["journey"]["stays"][1]["column"], "Doing");
    assert!(place.ok(&["show", "dddd"]).contains("andon restore dddd puts it back"));
}

#[test]
fn log_tells_what_happened_newest_first() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["log", "-n", "3"]),
        "\
2026-03-06 10:40  maria  dddd Fax gateway: deleted
2026-03-05 09:00  jon  aaaa2 Refund API: blocked: the bank's sandbox is down
2026-03-04 11:01  jon  aaaa2 Refund API: assigned to jon
… 15 earlier events; -n 0 shows all
"
    );
    let answer = place.json(&["log"]);
    assert_eq!(answer["schema"], "andon-log/1");
    assert_eq!(answer["events"].as_array().unwrap().len(), 18);
    let moved = &place.json(&["log", "--card", "cccc"])["events"][0];
    assert_eq!(
        (&moved["do"], &moved["from"], &moved["to"]),
        (&"move".into(), &"Doing".into(), &"Delivered".into())
    );
    assert_eq!(place.json(&["log", "--who", "jon"])["events"].as_array().unwrap().len(), 5);
}

#[test]
fn limits_are_shown_with_what_counts_in_them() {
    let place = Place::team();
    assert_eq!(
        place.ok(&["limit"]),
        "\
column    Ready                    1 of 2
column    Development: Doing       1 of 1  FULL
stage     Development              1 of 3
class     Expedite                 0 of 1
"
    );
    let answer = place.json(&["limit"]);
    assert_eq!(answer["schema"], "andon-limits/1");
    assert_eq!(answer["limits"][0], serde_json::json!({"scope":"column","name":"Ready","count":1,"limit":2}));
}

#[test]
fn report_is_short_for_people_and_whole_for_programs() {
    let place = Place::team();
    let text = place.ok(&["report"]);
    assert!(text.lines().count() <= 24 && text.contains("Team"), "{text}");
    let answer = place.ok(&["report", "--format", "json", "--cards"]);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(answer["schema"], "andon-report/1");
    assert_eq!(answer["now"], NOW);
    assert_eq!(answer["lead_time"]["n"], 1);
    assert_eq!(answer["cards"].as_array().unwrap().len(), 5);
    let now: serde_json::Value =
        serde_json::from_str(&place.ok(&["report", "--json", "--now", "2026-03-03T12:00:00Z"])).unwrap();
    assert_eq!(now["lead_time"]["n"], 0);
    // Days are the board's: the second of March begins an hour before that of UTC.
    let days = ["report", "--json", "--from", "2026-03-02", "--to", "2026-03-04"];
    let days: serde_json::Value = serde_json::from_str(&place.ok(&days)).unwrap();
    assert_eq!(days["window"]["from"], "2026-03-01T23:00:00Z");
    for args in [
        &["report", "--from", "2026-03-04", "--to", "2026-03-04"][..],
        &["report", "--window", "0d"],
        &["report", "--window", "month"],
        &["report", "--cards"],
        &["report", "--window", "1d", "--from", "2026-03-01"],
    ] {
        place.refuses(args, 2, &["error: "]);
    }
}

#[test]
fn check_finds_what_is_odd_and_where() {
    let place = Place::team();
    let fine = place.ok(&["check"]);
    assert!(fine.ends_with("5 cards, 4 columns, 0 errors, 0 warnings, 3 notes\n"), "{fine}");
    for (what, with, code, words) in [
        (r#""kind":"done","#, r#""kind":"active","#, 1, "no column is of kind done"),
        (r#""kind":"queue","#, r#""kind":"done","#, 0, "2 columns are of kind done: Ready, Delivered"),
        (r#""zone":"Europe/Berlin""#, r#""zone":"Mars/Base""#, 1, "'Mars/Base' is no time zone"),
        (
            "2026-03-06T09:40:00Z",
            "2099-03-06T09:40:00Z",
            0,
            "has events after now (1), the last at 2099-03-06T09:40:00Z",
        ),
        (r#""kind":"queue","wip":2"#, r#""kind":"queue","wip":0"#, 1, "team.board.json:18: "),
        (r#""kind":"queue","wip":2"#, r#""kind":"queue","wip":-1"#, 1, "team.board.json:18: "),
        (
            r#"from":"ready","to":"doing"},"#,
            r#"from":"ready","to":"nowhere"},"#,
            1,
            "column 'nowhere' is named by events only",
        ),
        (r#""do":"add","to":"backlog","title":"Dark mode""#, r#""do":"unblock""#, 1, "its title is lost"),
        (r#""wip":1,"rank":"f""#, r#""wip":7,"rank":"f""#, 0, "0 errors"),
    ] {
        let odd = Place::with(super::cli::TEAM.replace(what, with));
        let before = odd.bytes();
        let answer = odd.andon(&["check"]);
        assert_eq!(answer.code, code, "{with}: {answer:?}");
        assert!(answer.out.contains(words), "{with}: {answer:?}");
        assert_eq!(answer.err, "");
        assert_eq!(odd.bytes(), before);
        let json = odd.andon(&["check", "--json"]);
        let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
        assert_eq!(json["schema"], "andon-check/1");
        assert_eq!(json["errors"].as_u64().unwrap() > 0, code == 1, "{json}");
    }
    let over = super::cli::TEAM.replace(r#""do":"add","to":"backlog""#, r#""do":"add","to":"doing""#);
    assert!(Place::with(over).ok(&["check"]).contains("warning: "));
}

#[test]
fn print_draws_one_frame_and_saves_nothing() {
    let place = Place::team();
    let before = place.bytes();
    let frame = place.ok(&["--print", "--size", "60x12"]);
    assert_eq!(frame.lines().count(), 12);
    assert!(frame.contains("Refund API") && !frame.contains('\u{1b}'), "{frame}");
    let moved = place.ok(&["--print", "--keys", "L"]);
    assert!(moved.contains("Dark mode"), "{moved}");
    assert!(place.ok(&["--print", "--color", "always"]).contains('\u{1b}'));
    assert_eq!(place.bytes(), before);
}
