//! What other tools answer for their own logs, beside what andon answers.
//!
//! The logs and answers are not part of the project: their folder is named by the environment
//! variable `ORACLES`, and `.ci/oracles FOLDER` runs these tests. Where another tool has another
//! convention, the test states it, converts, and holds the converted value to be equal. Each test
//! prints how many values it compared.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests may unwrap and print")]

#[path = "../it/board_of.rs"]
mod board_of;
mod jira_agile_metrics;
mod jirametrics;
mod queueing;
mod samplepath;

use std::fmt::Debug;
use std::path::PathBuf;
use std::{env, fs};

use andon::board::{Board, Timestamp};
use andon::flow::{Journey, Journeys, Metrics, Window};
use serde_json::Value;

/// The file of an oracle, as text.
fn read(name: &str) -> String {
    let folder = env::var_os("ORACLES").expect("ORACLES names the folder of oracles");
    let path = PathBuf::from(folder).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(name: &str) -> Value {
    serde_json::from_str(&read(name)).unwrap()
}

/// An instant of a log that has no zone, or only a date: UTC, and midnight.
fn at(text: &str) -> Timestamp {
    let text = text.replace(' ', "T");
    let text = if text.contains('T') { format!("{text}Z") } else { format!("{text}T00:00:00Z") };
    let whole = if text.matches(':').count() == 1 { text.replace('Z', ":00Z") } else { text };
    whole.parse().unwrap_or_else(|error| panic!("{whole}: {error}"))
}

/// The rows of a log, as the importer reads them.
#[derive(Default)]
struct Log(Vec<(Timestamp, String)>);

impl Log {
    fn put(&mut self, at: Timestamp, card: &str, event: &str, from: &str, to: &str, why: &str) {
        self.0.push((at, format!("{at},{card},{event},{from},{to},{why}")));
    }

    /// A card's entries in columns, one after the other.
    fn walk<'a>(&mut self, card: &str, entries: impl IntoIterator<Item = (Timestamp, &'a str)>) {
        let mut stands = "";
        for (at, column) in entries {
            let event = if stands.is_empty() { "create" } else { "move" };
            self.put(at, card, event, stands, column, "");
            stands = column;
        }
    }

    fn board(mut self, columns: &str) -> Board {
        self.0.sort_by_key(|(at, _)| *at);
        let rows = (1..).zip(&self.0).map(|(seq, (_, row))| format!("{seq},{row}\n"));
        let csv = "seq,ts,card,event,from,to,note\n".to_owned() + &rows.collect::<String>();
        board_of::log(columns, "UTC", &csv).0
    }
}

/// The journey of a card by its name in the log.
fn journey<'a>(board: &Board, journeys: &'a Journeys, source: &str) -> &'a Journey {
    let card = board.cards().find(|card| card.source() == Some(source)).unwrap();
    journeys.get(card.id()).unwrap()
}

fn metrics(board: &Board, from: Timestamp, to: Timestamp, now: Timestamp) -> Metrics {
    Metrics::compute(board, &Journeys::of(board, now), Window { from, to })
}

/// Counts what was compared, and fails with the place of what is not equal.
#[derive(Default)]
struct Tally(usize);

impl Tally {
    fn same<T: PartialEq + Debug>(&mut self, place: &str, found: &T, expected: &T) {
        assert_eq!(found, expected, "{place}");
        self.0 += 1;
    }

    /// Equal but for what a float of 53 bits rounds.
    fn close(&mut self, place: &str, found: f64, expected: f64) {
        assert!((found - expected).abs() <= 1e-12 * expected.abs(), "{place}: {found}, expected {expected}");
        self.0 += 1;
    }
}
