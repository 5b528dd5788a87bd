//! samplepath 0.2.0: the sample path of arrivals, departures and presence, event by event.
//!
//! Its window runs from the first event to each event in turn, that event included, where ours ends
//! before it: counts are taken a millisecond later, which adds nothing to ∫N up to the event.

use andon::board::Timestamp;
use andon::flow::Times;

use super::{Log, Tally, at, metrics, read};

/// The columns of a CSV file with a header, by name.
fn table(name: &str) -> impl Iterator<Item = impl Fn(&str) -> String + use<>> + use<> {
    let text = read(name);
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let head = lines.next().unwrap();
    let rows: Vec<Vec<String>> = lines.collect();
    rows.into_iter().map(move |row| {
        let head = head.clone();
        move |column: &str| row[head.iter().position(|name| name == column).unwrap()].clone()
    })
}

fn number(text: &str) -> Option<f64> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn seconds(ms: i128) -> f64 {
    ms as f64 / 1000.0
}

#[test]
fn every_step_of_the_sample_path() {
    let mut tally = Tally::default();
    for name in ["kanban_tasks", "wip_5_sla_80_4_14"] {
        let mut log = Log::default();
        for item in table(&format!("samplepath/{name}.csv")) {
            log.walk(&item("id"), [(at(&item("start_ts")), "Doing"), (at(&item("end_ts")), "Done")]);
        }
        let board = log.board("Doing:active,Done:done");
        let rows = || table(&format!("samplepath/{name}.expected.event_indexed_metrics.csv"));
        let begin: Timestamp = at(&rows().next().unwrap()("timestamp"));
        for row in rows() {
            let place = format!("{name} {}", row("timestamp"));
            let now = at(&row("timestamp"));
            let upto = metrics(&board, begin, now.plus_ms(1), now.plus_ms(1));
            let before = metrics(&board, begin, now, now);
            let (wip, area) = (upto.wip, seconds(before.wip.card_ms));
            tally.close(&format!("{place} A"), wip.arrivals as f64, number(&row("A(T)")).unwrap());
            tally.close(&format!("{place} D"), wip.departures as f64, number(&row("D(T)")).unwrap());
            tally.close(&format!("{place} N"), wip.end as f64, number(&row("N(t)")).unwrap());
            tally.close(&format!("{place} H"), area, number(&row("H(T)")).unwrap());
            let span = seconds(before.observed_ms.into());
            for (column, found) in [
                ("L(T)", before.wip.mean),
                ("Lambda(T)", (span > 0.0).then(|| wip.arrivals as f64 / span)),
                ("Theta(T)", (span > 0.0).then(|| wip.departures as f64 / span)),
                ("w(T)", Some(area / wip.arrivals as f64)),
                ("w'(T)", (wip.departures > 0).then(|| area / wip.departures as f64)),
                ("W*(T)", mean_cycle(&upto.times)),
            ] {
                let expected = number(&row(column));
                assert_eq!(found.is_some(), expected.is_some(), "{place} {column}: {found:?}, {expected:?}");
                if let (Some(found), Some(expected)) = (found, expected) {
                    tally.close(&format!("{place} {column}"), found, expected);
                }
            }
        }
    }
    println!("samplepath: {} values equal", tally.0);
}

/// The mean time from start to end of what has ended, in seconds.
fn mean_cycle(times: &Times) -> Option<f64> {
    (times.cycle.n > 0).then(|| seconds(times.cycle.sum_ms) / times.cycle.n as f64)
}
