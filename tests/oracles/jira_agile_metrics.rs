//! jira-agile-metrics: its own test fixtures.
//!
//! Its conventions: times are differences of dates; percentiles are interpolated between observed
//! values; a move back wipes the dates of the columns to the right, so its history can fall,
//! and a skipped column takes the date of the next one; blocked days are differences of dates.

use std::collections::BTreeMap;

use andon::board::Board;
use andon::flow::{DAY_MS, Halt, Journey, Journeys, Metrics, local_day};
use chrono::NaiveDate;
use serde_json::Value;

use super::{Log, Tally, at, journey, json, metrics};

const COLUMNS: [&str; 5] = ["Backlog", "Committed", "Build", "Test", "Done"];
const PLAN: &str = "Backlog:backlog,Committed:queue,Build:active,Test:active,Done:done";

/// The dates each item reached each column at.
fn dates(items: &Value) -> Board {
    let mut log = Log::default();
    for item in items.as_array().unwrap() {
        let reached = |column: &&'static str| Some((at(item[*column].as_str()?), *column));
        log.walk(item["key"].as_str().unwrap(), COLUMNS.iter().filter_map(reached));
    }
    log.board(PLAN)
}

/// The p-th percentile as it interpolates it.
fn interpolated(ascending: &[f64], p: f64) -> f64 {
    let place = p * (ascending.len() - 1) as f64;
    let (low, high) = (place.floor(), place.ceil());
    let value = |place: f64| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a list")]
        let place = place as usize;
        ascending[place]
    };
    value(low) + (value(high) - value(low)) * (place - low)
}

fn cycle_days(metrics: &Metrics) -> Vec<f64> {
    let cycle = |times: [i64; 3]| times[1] as f64 / DAY_MS as f64;
    metrics.finished.iter().filter_map(|card| card.times).map(cycle).collect()
}

#[test]
fn flow_of_dated_items() {
    let fixtures = json("jira-agile-metrics/fixtures.json");
    let mut tally = Tally::default();
    for name in ["minimal", "large"] {
        let fixture = &fixtures[name];
        let board = dates(&fixture["items"]);
        let days: BTreeMap<&str, &Value> =
            fixture["cfd"].as_object().unwrap().iter().map(|(day, row)| (&**day, row)).collect();
        let (first, last) = (days.keys().next().unwrap(), days.keys().last().unwrap());
        let end = at(last).plus_ms(DAY_MS);
        let found = metrics(&board, at(first), end, end);
        for (day, row) in found.cumulative.days.iter().zip(days.values()) {
            let expected: Vec<u32> = serde_json::from_value((*row).clone()).unwrap();
            tally.same(&format!("{name} {} reached", day.day), &day.reached, &expected);
        }
        tally.same(name, &found.cumulative.days.len(), &days.len());
        for (day, bucket) in days.keys().zip(&found.traffic.days) {
            let expected = fixture["wip_committed_to_done"][*day].as_u64().unwrap();
            tally.same(&format!("{name} {day} in process"), &u64::from(bucket.wip_end), &expected);
        }
        for bucket in &found.throughput.days {
            let expected = fixture["throughput_daily"][bucket.day.to_string()].as_u64().unwrap_or(0);
            tally.same(&format!("{name} {} finished", bucket.day), &u64::from(bucket.finished), &expected);
        }
        let mut cycle = cycle_days(&found);
        let mut expected: Vec<f64> = serde_json::from_value(fixture["cycle_time_days"].clone()).unwrap();
        cycle.sort_by(f64::total_cmp);
        expected.sort_by(f64::total_cmp);
        tally.same(&format!("{name} cycle times"), &cycle, &expected);
        for (p, value) in fixture["percentiles_linear_days"].as_object().unwrap() {
            let found = interpolated(&cycle, p.parse().unwrap());
            tally.close(&format!("{name} percentile {p}"), found, value.as_f64().unwrap());
        }
    }
    println!("jira-agile-metrics, dated items: {} values equal", tally.0);
}

/// A log of changes of status and of flags.
fn changes(fixture: &Value) -> Board {
    let column = |status: &Value| fixture["status_to_column"][status.as_str().unwrap()].as_str().unwrap();
    let mut log = Log::default();
    for item in fixture["input"].as_array().unwrap() {
        let card = item["key"].as_str().unwrap();
        log.put(at(item["created"].as_str().unwrap()), card, "create", "", "Backlog", "");
        for change in item["changes"].as_array().unwrap() {
            let when = at(change["at"].as_str().unwrap());
            for part in change["items"].as_array().unwrap() {
                match (part["field"].as_str().unwrap(), part["to"].as_str().unwrap()) {
                    ("status", _) => {
                        log.put(when, card, "move", column(&part["from"]), column(&part["to"]), "");
                    }
                    ("Flagged", "") => log.put(when, card, "unblock", "", "", ""),
                    ("Flagged", why) => log.put(when, card, "block", "", "", why),
                    _ => {}
                }
            }
        }
    }
    log.board(PLAN)
}

/// The dates it would give the columns: a move back wipes those to the right, and a skipped column
/// takes the next one's.
fn with_wiping(board: &Board, journeys: &Journeys, journey: &Journey) -> [Option<NaiveDate>; 5] {
    let mut dates = [None; 5];
    for stay in journeys.stays(journey) {
        let place = COLUMNS.iter().position(|name| **name == *board.column(stay.column).name).unwrap();
        dates[place + 1..].fill(None);
        dates[place].get_or_insert(local_day(stay.from, journeys.zone()));
        for skipped in (0..place).rev() {
            dates[skipped] = dates[skipped].or(dates[skipped + 1]);
        }
    }
    dates
}

/// Blocked days as differences of dates: a block that a card carried on is one block.
fn blocked_days(journeys: &Journeys, journey: &Journey) -> i64 {
    let mine = |halt: &&Halt| journeys.list()[halt.owner as usize].card == journey.card;
    let day = |at| local_day(at, journeys.zone());
    let halts = journeys.halts().iter().filter(mine);
    halts.map(|halt| day(halt.to).signed_duration_since(day(halt.from)).num_days()).sum()
}

#[test]
fn moves_back_skips_and_blocks() {
    let fixtures = json("jira-agile-metrics/fixtures.json");
    let mut tally = Tally::default();
    for name in ["movement", "skipped_columns"] {
        let fixture = &fixtures[name];
        let board = changes(fixture);
        let journeys = Journeys::of(&board, at(fixture["now"].as_str().unwrap()));
        for expected in fixture["expected"].as_array().unwrap() {
            let key = expected["key"].as_str().unwrap();
            let journey = journey(&board, &journeys, key);
            let dates = with_wiping(&board, &journeys, journey);
            for (column, found) in COLUMNS.iter().zip(dates) {
                let found = found.map(|date| date.to_string());
                tally.same(&format!("{key} {column}"), &found.as_deref(), &expected[*column].as_str());
            }
            let blocked = expected["blocked_days"].as_i64().unwrap();
            tally.same(&format!("{key} blocked days"), &blocked_days(&journeys, journey), &blocked);
            let days = |ms: i64| ms / DAY_MS;
            let by_dates = dates[1].zip(dates[4]).map(|(a, b)| b.signed_duration_since(a).num_days());
            tally.same(&format!("{key} cycle time"), &by_dates, &expected["cycle_time_days"].as_i64());
            // Where nothing moved back, elapsed whole days are what dates differ by, or one less.
            if let (Some(found), Some(dates)) = (journey.cycle_ms().map(days), by_dates) {
                assert!((0..=1).contains(&(dates - found)), "{key}: {found} of {dates} days");
            }
        }
    }
    println!("jira-agile-metrics, moves, skips and blocks: {} values equal", tally.0);
}
