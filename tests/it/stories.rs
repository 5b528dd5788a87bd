//! Every folder of `tests/stories` is a log and the numbers that must come of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use andon::board::Timestamp;
use andon::flow::{Journeys, Window};
use andon::report::{Report, cards, json};

use crate::board_of;

pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/stories")
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The stories there are, by name. Folders without a `story.json` are read by tests of their own.
pub fn stories() -> BTreeMap<String, Value> {
    let mut stories = BTreeMap::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.join("story.json").exists() {
            stories.insert(name, serde_json::from_str(&read(&path.join("story.json"))).unwrap());
        } else {
            assert!(
                ["constraint", "golden", "percentiles", "README.md"].contains(&&*name),
                "{name} is no story"
            );
        }
    }
    assert!(stories.len() >= 22, "stories are missing");
    stories
}

pub fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or_else(|| panic!("{key} is no text"))
}

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The story's whole report as JSON.
pub fn report_of(name: &str, story: &Value) -> String {
    let csv = read(&folder().join(name).join("log.csv"));
    let (board, _) = board_of::log(text(story, "columns"), text(story, "zone"), &csv);
    let window = Window {
        from: at(story["window"][0].as_str().unwrap()),
        to: at(story["window"][1].as_str().unwrap()),
    };
    let journeys = Journeys::of(&board, at(text(story, "now")));
    let report = Report::over(&board, &journeys, window);
    json(&report, Some(&cards(&board, &journeys)))
}

/// The report with cards and cases of data quality as objects by the ids of the log.
pub fn by_source(json: &str) -> Value {
    let mut report: Value = serde_json::from_str(json).unwrap();
    let mut sources = BTreeMap::new();
    let mut cards = Map::new();
    for card in report["cards"].as_array().unwrap() {
        sources.insert(text(card, "id").to_owned(), text(card, "source_id").to_owned());
        cards.insert(text(card, "source_id").to_owned(), card.clone());
    }
    let mut cases = Map::new();
    for case in report["data_quality"].as_array().unwrap() {
        let ids = case["cards"].as_array().unwrap().iter().map(|id| &sources[id.as_str().unwrap()]);
        let mut ids: Vec<&String> = ids.collect();
        ids.sort();
        assert_eq!(case["n"], ids.len());
        cases.insert(text(case, "case").to_owned(), ids.into_iter().cloned().collect());
    }
    name_by_source(&mut report, &sources);
    report["cards"] = cards.into();
    report["data_quality"] = cases.into();
    report
}

/// Cards that measures point at go by their ids in the log, too.
fn name_by_source(value: &mut Value, sources: &BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                match field.as_str().and_then(|id| sources.get(id)) {
                    Some(source) if key == "id" => *field = source.as_str().into(),
                    _ => name_by_source(field, sources),
                }
            }
        }
        Value::Array(fields) => fields.iter_mut().for_each(|field| name_by_source(field, sources)),
        _ => {}
    }
}

/// Everything expected is there, and equal. Whole numbers are equal to the last digit.
fn compare(place: &str, expected: &Value, found: &Value, faults: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            let whole = place.ends_with("/data_quality") || place.ends_with("/visits");
            if whole && !expected.keys().eq(found.keys()) {
                faults.push(format!("{place}: {:?}, expected {:?}", found.keys(), expected.keys()));
            }
            for (key, value) in expected {
                match found.get(key) {
                    Some(found) => compare(&format!("{place}/{key}"), value, found, faults),
                    None => faults.push(format!("{place}/{key} is missing")),
                }
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{place}/{index}"), expected, found, faults);
            }
        }
        (Value::Number(expected), Value::Number(found)) if expected.is_f64() => {
            let (expected, found) = (expected.as_f64().unwrap(), found.as_f64().unwrap());
            if (expected - found).abs() > 1e-12 * expected.abs() {
                faults.push(format!("{place}: {found}, expected {expected}"));
            }
        }
        _ if expected == found => {}
        _ => faults.push(format!("{place}: {found}, expected {expected}")),
    }
}

#[test]
fn every_story_gives_its_numbers() {
    let mut faults = Vec::new();
    for (name, story) in stories() {
        let found = by_source(&report_of(&name, &story));
        compare(&name, &story["expect"], &found, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A test of the test: a number that is off by one is found.
#[test]
fn a_wrong_number_is_found() {
    let found = by_source(&report_of("abandoned", &stories()["abandoned"]));
    for wrong in [
        r#"{"throughput":{"total":1}}"#,
        r#"{"wip":{"mean":0.75000001}}"#,
        r#"{"data_quality":{"abandoned":["A","B"]}}"#,
        r#"{"cards":{"A":{"visits":{"Ready":1}}}}"#,
        r#"{"cards":{"Z":{}}}"#,
        r#"{"lead_time":{"p50_ms":0}}"#,
    ] {
        let mut faults = Vec::new();
        compare("", &serde_json::from_str(wrong).unwrap(), &found, &mut faults);
        assert!(!faults.is_empty(), "{wrong}");
    }
}
