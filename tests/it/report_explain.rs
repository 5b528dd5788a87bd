//! `--explain`: every term on every kind of board, with the report's own numbers.

use andon::board::{Board, Timestamp};
use andon::flow::{Journeys, Window};
use andon::report::{Report, WIDTH, explain, known_terms};
use andon::text::{clean, width};

use crate::board_of;
use crate::report_forms::{demo, hostile};
use crate::stories::at;

fn explained(board: &Board, window: Window, now: Timestamp, term: &str) -> String {
    let journeys = Journeys::of(board, now);
    let report = Report::over(board, &journeys, window);
    explain(term, &report, board, &journeys).unwrap()
}

#[test]
fn every_term_is_explained_on_every_board() {
    let empty = board_of::empty("Doing:active,Done:done", "UTC");
    let now = at("2026-03-01T00:00:00Z");
    for (board, now) in [demo(), hostile(), (empty, now)] {
        for window in [Window::last(30, now), Window::last(0, now), Window::last(u32::MAX, now)] {
            for term in known_terms() {
                let text = explained(&board, window, now, term);
                for line in text.lines() {
                    assert!(width(line) <= WIDTH && clean(line) == line, "{term}: {line:?}");
                }
                assert!(text.contains("Source") && text.contains("Window"), "{text}");
                assert!(text.contains("── On this board") && text.lines().count() > 8, "{text}");
                assert!(!text.contains("NaN") && !text.contains(" inf"), "{text}");
            }
        }
    }
}

#[test]
fn the_demo_board_explained() {
    let (board, now) = demo();
    for term in
        ["lead time", "process time", "%C/A", "constraint", "Little's law", "batch size", "work in process"]
    {
        let name: String = term.chars().filter(char::is_ascii_alphanumeric).collect();
        insta::assert_snapshot!(
            format!("explain_{name}"),
            explained(&board, Window::last(30, now), now, term)
        );
    }
}

#[test]
fn an_explanation_shows_the_number_that_the_report_tells() {
    let (board, now) = demo();
    let window = Window::last(30, now);
    let report = Report::of(&board, window, now);
    let metrics = &report.metrics;
    let text = explained(&board, window, now, "cycle time");
    let p85 = metrics.times.cycle.percentile_ms(85).unwrap();
    let grouped = format!("{},{:03},{:03} ms", p85 / 1_000_000, p85 / 1000 % 1000, p85 % 1000);
    assert!(text.contains(&grouped), "{grouped}\n{text}");
    let text = explained(&board, window, now, "wip");
    assert!(text.contains(&format!("{} departures", metrics.wip.departures)), "{text}");
    let failed: usize = metrics.accuracy.stages.iter().map(|stage| stage.failed).sum();
    let text = explained(&board, window, now, "ca");
    assert!(text.contains(&format!("of which {failed} failed")), "{text}");
}

#[test]
fn an_unknown_term_names_the_nearest_first() {
    let (board, now) = demo();
    let journeys = Journeys::of(&board, now);
    let report = Report::over(&board, &journeys, Window::last(30, now));
    for (asked, meant) in
        [("leed time", "lead time"), ("bottelneck", "constraint"), ("xnr", "process behaviour")]
    {
        let unknown = explain(asked, &report, &board, &journeys).unwrap_err();
        assert_eq!((unknown.meant, unknown.known[0]), (Some(meant), meant), "{unknown:?}");
        assert_eq!(unknown.known.len(), known_terms().len());
    }
    assert_eq!(explain("weather", &report, &board, &journeys).unwrap_err().meant, None);
}
