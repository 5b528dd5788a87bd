//! jirametrics: the cases of its specification of cumulative flow and flow efficiency.
//!
//! Its conventions: "Backlog" is a column off the board, which a card is not moved back to; a
//! correction that is not recovered ends with the range; active time is all time not blocked. One of
//! its cases is not ours, and is marked so in the data: a block from before the start counts from
//! the start.

use andon::flow::{DAY_MS, Journeys, Window};
use serde_json::Value;

use super::{Log, Tally, at, journey, json, metrics};

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn cumulative_flow() {
    let spec = json("cfd/jirametrics_spec.json");
    let columns: Vec<&str> = spec["columns"].as_array().unwrap().iter().map(text).collect();
    let plan = "Ready:queue,In Progress:active,Review:active,Done:done";
    assert!(plan.split(',').map(|part| part.split(':').next().unwrap()).eq(columns.iter().copied()));
    // The range's last day is in it; a correction that lasts ends on it.
    let (first, last) = (at(text(&spec["range"][0])), at(text(&spec["range"][1])));
    let mut tally = Tally::default();
    for case in spec["cases"].as_array().unwrap() {
        let name = text(&case["name"]);
        let mut log = Log::default();
        for (number, card) in (1..).zip(case["cards"].as_array().unwrap()) {
            let entries = card.as_array().unwrap().iter();
            let on_board = entries.filter(|entry| columns.contains(&text(&entry[1])));
            log.walk(&format!("C{number}"), on_board.map(|entry| (at(text(&entry[0])), text(&entry[1]))));
        }
        let board = log.board(plan);
        let end = last.plus_ms(DAY_MS);
        let found = metrics(&board, first, end, end).cumulative;
        for (day, expected) in case["daily"].as_object().into_iter().flatten() {
            let expected: Vec<u32> = serde_json::from_value(expected.clone()).unwrap();
            let day = found.days.iter().find(|found| found.day.to_string() == *day).unwrap();
            tally.same(&format!("{name} {}", day.day), &day.reached, &expected);
        }
        if let Some(windows) = case["correction_windows"].as_array() {
            let found: Vec<_> = found
                .corrections
                .iter()
                .map(|correction| {
                    let to = if correction.recovered { correction.to } else { last };
                    let furthest = &*board.column(correction.furthest).name;
                    (correction.from, to, columns.iter().position(|name| *name == furthest).unwrap() as u64)
                })
                .collect();
            let window = |of: &Value| (at(text(&of[0])), at(text(&of[1])), of[2].as_u64().unwrap());
            tally.same(name, &found, &windows.iter().map(window).collect());
        }
    }
    println!("jirametrics, cumulative flow: {} values equal", tally.0);
}

#[test]
fn flow_efficiency() {
    let spec = json("flow_efficiency/jirametrics_spec.json");
    let mut tally = Tally::default();
    for case in spec["cases"].as_array().unwrap() {
        let name = text(&case["name"]);
        let end = case["end"].as_str().map_or(at("2000-01-05"), at);
        let mut log = Log::default();
        let start = case["start"].as_str().map(at);
        log.put(at("1999-12-31"), "C", "create", "", "Backlog", "");
        for change in case["changes"].as_array().into_iter().flatten() {
            let blocked = text(&change[1]) == "blocked";
            let why = if blocked { "blocked" } else { "" };
            log.put(at(text(&change[0])), "C", if blocked { "block" } else { "unblock" }, "", "", why);
        }
        if let Some(start) = start {
            log.put(start, "C", "move", "Backlog", "Doing", "");
        }
        if let Some(finish) = case["finish"].as_str() {
            log.put(at(finish), "C", "move", "Doing", "Done", "");
        }
        let board = log.board("Backlog:backlog,Doing:active,Done:done");
        let journeys = Journeys::of(&board, end);
        let journey = journey(&board, &journeys, "C");
        let total = journey.cycle_ms().or(journey.age_ms(end)).unwrap_or(0);
        let ours = if case["expected_by_us"].is_null() { "expected" } else { "expected_by_us" };
        let days = |place: usize| case[ours][place].as_i64().unwrap() * DAY_MS;
        tally.same(name, &(journey.process_ms, total), &(days(0), days(1)));
        // The same through a window: what was worked and what was not is all there is.
        let window = Window { from: at("1999-12-31"), to: end };
        let delays = andon::flow::Metrics::compute(&board, &journeys, window).delays;
        tally.same(name, &(delays.blocked_ms + i128::from(journey.process_ms)), &i128::from(total));
    }
    println!("jirametrics, flow efficiency: {} values equal", tally.0);
}
