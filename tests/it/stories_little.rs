//! Little's law as the textbooks tell it: cards that come at a steady rate and stay as long each.

use std::fmt::Write as _;

use andon::board::{Board, Timestamp};
use andon::flow::{DAY_MS, Journeys, Metrics, Window};

use crate::board_of;

const SECOND: i64 = 1000;
const MONTH: i64 = 30 * DAY_MS;

/// A board on which a card comes in every `every` ms and stays for `stay` ms, and the window between
/// the first departure and the last arrival.
fn steady(every: i64, stay: i64) -> (Board, Window) {
    let start = Timestamp::from_ms(1_000_000_000_000);
    let window = Window { from: start.plus_ms(stay), to: start.plus_ms(stay + 12 * every) };
    let mut log = "card,ts,from,to\n".to_owned();
    for (number, came) in (0..=stay + 12 * every).step_by(usize::try_from(every).unwrap()).enumerate() {
        let (from, to) = (start.plus_ms(came), start.plus_ms(came + stay));
        writeln!(log, "C{number},{from},,Aging\nC{number},{to},Aging,Sold").unwrap();
    }
    (board_of::log("Cellar:backlog,Aging:active,Sold:done", "UTC", &log).0, window)
}

#[test]
fn the_textbooks_give_their_numbers() {
    for (source, every, stay, in_process) in [
        // 8 cases a month, and 160 in the rack: a case stays for 20 months.
        ("Little & Graves 2008, chapter 5: the wine rack", MONTH / 8, 20 * MONTH, 160.0),
        // 6 barrels a year, and 12 in the house: two years each.
        ("Little's law told with whisky", 2 * MONTH, 24 * MONTH, 12.0),
        ("The DevOps Handbook, chapter 1: envelopes, ten at a time", 40 * SECOND, 310 * SECOND, 7.75),
        ("The DevOps Handbook, chapter 1: envelopes, one at a time", 40 * SECOND, 40 * SECOND, 1.0),
    ] {
        let (board, window) = steady(every, stay);
        let journeys = Journeys::of(&board, Timestamp::END.plus_ms(-1));
        let Metrics { wip, little, times, .. } = Metrics::compute(&board, &journeys, window);
        assert_eq!(wip.mean, Some(in_process), "{source}");
        assert_eq!((wip.arrivals, wip.departures), (12, 12), "{source}");
        assert_eq!(little.residence_ms, Some(stay), "{source}");
        assert_eq!(little.cycle.estimate_ms, Some(stay), "{source}");
        assert_eq!(
            (little.cycle.measured_ms, times.cycle.percentile_ms(95)),
            (Some(stay), Some(stay)),
            "{source}"
        );
        assert_eq!(little.cycle.gap(), Some(0.0), "{source}");
        assert!(little.conditions.iter().all(|condition| condition.ok != Some(false)), "{source}");
        let rate = little.arrivals_per_day.unwrap();
        assert!((rate - DAY_MS as f64 / every as f64).abs() < 1e-9 * rate, "{source}: {rate} a day");
        assert!(little.identity_error().unwrap() < 1e-12, "{source}");
    }
}
