//! The report's two forms: text that fits a screen, and JSON that keeps its contract.

use std::fs;
use std::path::Path;

use serde_json::Value;

use andon::board::Timestamp;
use andon::flow::Window;
use andon::report::{LINES, Report, WIDTH, list, text};

use crate::board_of;
use crate::json_schema::faults;
use crate::stories::{at, folder, read, report_of, stories};

pub fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn golden() -> Report {
    let columns = "Backlog:backlog,Ready:queue,Dev:active,Review queue:queue,Review:active,Done:done";
    let (board, _) = board_of::log(columns, "Europe/Berlin", &read(&folder().join("golden/log.csv")));
    let window = Window::dates("2024-03-25".parse().unwrap(), "2024-04-08".parse().unwrap(), board.zone());
    Report::of(&board, window, at("2024-04-08T10:00:00Z"))
}

fn fits(text: &str) {
    assert!(text.lines().count() <= LINES, "{text}");
    assert!(text.lines().all(|line| andon::text::width(line) <= WIDTH), "{text}");
    assert!(text.ends_with('\n'));
}

#[test]
fn the_golden_report_as_text() {
    let text = text(&golden());
    fits(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn the_report_of_an_empty_board_says_that_there_is_no_data() {
    let board = board_of::empty("To do,Doing,Done:done", "UTC");
    let now = at("2026-01-31T00:00:00Z");
    let text = text(&Report::of(&board, Window::last(30, now), now));
    fits(&text);
    assert!(!text.contains("NaN") && !text.contains("inf"));
    insta::assert_snapshot!(text);
}

#[test]
fn text_fits_whatever_the_board_is_called_and_however_long_it_ran() {
    let csv = "card,ts,from,to\n\
        完了完了完了完了完了完了完了完了完了完了完了完了完了完了完了完了完了完了完了完了,1970-01-01T00:00:00Z,,A very long column name that nobody would choose\n\
        \u{1b}[2J\u{202e}evil,1980-01-01T00:00:00Z,,Done\n";
    let columns = "Backlog:backlog,A very long column name that nobody would choose:active,Done:done";
    let (board, _) = board_of::log(columns, "America/Argentina/ComodRivadavia", csv);
    let now = at("2199-12-31T23:59:59Z");
    for window in [
        Window { from: Timestamp::MIN, to: Timestamp::END },
        Window::last(0, now),
        Window::last(u32::MAX, now),
        Window { from: now, to: Timestamp::MIN },
    ] {
        let report = Report::of(&board, window, now);
        let text = text(&report);
        fits(&text);
        assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'));
        let json = andon::report::json(&report, None);
        assert_eq!(
            faults(&schema("andon-report-1.schema.json"), &serde_json::from_str(&json).unwrap()),
            [""; 0]
        );
    }
}

#[test]
fn json_keeps_the_schema() {
    let schema = schema("andon-report-1.schema.json");
    for (name, story) in stories() {
        let report: Value = serde_json::from_str(&report_of(&name, &story)).unwrap();
        assert_eq!(faults(&schema, &report), [""; 0], "{name}");
    }
    let report = andon::report::json(&golden(), None);
    assert_eq!(faults(&schema, &serde_json::from_str(&report).unwrap()), [""; 0]);
}

/// A test of the test: the schema is strict enough to see what breaks the contract.
#[test]
fn the_schema_refuses_what_is_none() {
    let schema = schema("andon-report-1.schema.json");
    let story = &stories()["abandoned"];
    let report: Value = serde_json::from_str(&report_of("abandoned", story)).unwrap();
    for (pointer, wrong) in [
        ("/schema", serde_json::json!("andon-report/2")),
        ("/lead_time/p50_ms", serde_json::json!(1.5)),
        ("/lead_time/n", Value::Null),
        ("/window/from", serde_json::json!("yesterday")),
        ("/littles_law/conditions/0/ok", serde_json::json!("yes")),
        ("/cards/0/visits/Ready", serde_json::json!(-1)),
        ("/data_quality/0/case", serde_json::json!("odd")),
        ("/absent/lead_time/reason", serde_json::json!("because")),
        ("/constraint/verdict", serde_json::json!("perhaps")),
        ("/accuracy/rolled", serde_json::json!(1.01)),
    ] {
        let mut report = report.clone();
        *report.pointer_mut(pointer).unwrap() = wrong;
        assert!(!faults(&schema, &report).is_empty(), "{pointer}");
    }
    let mut report = report;
    report.as_object_mut().unwrap().remove("zone");
    assert!(!faults(&schema, &report).is_empty());
}

#[test]
fn equal_reports_are_equal_texts_with_keys_in_the_order_of_the_contract() {
    let story = &stories()["envelope-large-batch"];
    let json = report_of("envelope-large-batch", story);
    assert_eq!(json, report_of("envelope-large-batch", story));
    let top = json.lines().filter(|line| line.starts_with("  \""));
    let keys: Vec<&str> = top.filter_map(|line| line.split('"').nth(1)).collect();
    let expected = "schema board now zone window chosen absent wip throughput lead_time cycle_time process_time \
        activity_ratio flow_efficiency activity littles_law finished traffic cumulative_flow pace service_level \
        delays batches handoffs cord accuracy value_stream constraint behaviour work_kinds before data_quality cards";
    assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn json_tells_texts_exactly_and_shows_a_terminal_nothing_it_would_act_on() {
    let name = "\u{9b}2J\u{202e}evil\u{200b} 👩\u{200d}💻 ü";
    let csv = format!("card,ts,from,to\n{name},2026-01-01T00:00:00Z,,Doing\n");
    let (board, _) = board_of::log("Doing:active,Done:done", "UTC", &csv);
    let json = list(&board, board.cards());
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["cards"][0]["title"], name);
    assert!(!json.contains(['\u{9b}', '\u{202e}', '\u{200b}']), "{json}");
    assert!(json.contains('ü'), "{json}");
    assert_eq!(faults(&schema("andon-list-1.schema.json"), &value), [""; 0]);
}

#[test]
fn a_list_keeps_its_schema() {
    let csv = "seq,ts,card,event,from,to,note\n\
        1,2026-01-01T00:00:00Z,A,create,,Doing,\n2,2026-01-02T00:00:00Z,A,block,,,waits\n\
        3,2026-01-01T00:00:00Z,B,create,,Doing,\n4,2026-01-02T00:00:00Z,B,abandon,Doing,,\n";
    let (board, _) = board_of::log("Doing:active,Done:done", "UTC", csv);
    let value: Value = serde_json::from_str(&list(&board, board.cards())).unwrap();
    assert_eq!(faults(&schema("andon-list-1.schema.json"), &value), [""; 0]);
    assert_eq!(value["cards"][0]["blocked"]["why"], "waits");
    assert_eq!(value["cards"][0]["blocked"]["since"], "2026-01-02T00:00:00Z");
    assert_eq!(value["cards"][1]["deleted"], true);
}
