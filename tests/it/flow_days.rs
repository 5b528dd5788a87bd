//! Small boards day by day: traffic, and the cumulative flow with its corrections.

use andon::board::{Fields, Subject, Timestamp};
use andon::flow::traffic::TrafficBucket;

use crate::flow_told::{HOUR, Told, hour};

#[test]
fn traffic_by_day_and_week() {
    // Hour 0 is a Monday.
    let told = Told::of(
        "Backlog,Ready:queue,Doing:active,Review:active,Done",
        &[
            "A: -30 Backlog, -20 Ready, 30 Done",
            "B: 2 Ready, 26 Doing, 27 gone",
            "C: 3 Backlog, 24 Ready, 50 Done, 170 Review",
        ],
    );
    let traffic = |from, to, now| {
        let traffic = told.measured(from, to, now).traffic;
        let row = |bucket: &TrafficBucket| {
            (bucket.day.to_string(), bucket.arrivals, bucket.departures, bucket.wip_end, bucket.net())
        };
        (traffic.days.iter().map(row).collect::<Vec<_>>(), traffic.weeks.iter().map(row).collect::<Vec<_>>())
    };
    let row = |day: &str, arrivals, departures, wip_end, net| {
        (format!("2026-03-{day}"), arrivals, departures, wip_end, net)
    };
    let (days, weeks) = traffic(0, 72, 1000);
    assert_eq!(days, [row("02", 1, 0, 2, 1), row("03", 1, 2, 1, -1), row("04", 0, 1, 0, -1)]);
    assert_eq!(weeks, [row("02", 2, 3, 0, -1)]);
    // From within a day to within a day, and into what lies ahead.
    let (days, weeks) = traffic(26, 400, 171);
    assert_eq!(days.len(), 7);
    assert_eq!(days[0], row("03", 0, 2, 1, -2));
    assert_eq!(days[6], row("09", 1, 0, 1, 1));
    assert_eq!(weeks, [row("02", 0, 3, 0, -3), row("09", 1, 0, 1, 1)]);
    assert_eq!(traffic(500, 600, 171), (vec![], vec![]));
    assert_eq!(traffic(5, 5, 171), (vec![], vec![]));
}

#[test]
fn lines_of_the_cumulative_flow_never_fall() {
    let columns = "Backlog,Dev:active,Review:active,Done";
    let told = Told::of(
        columns,
        &[
            "Before: -50 Dev",
            "Skips: 1 Backlog, 25 Done",
            "Back: 2 Dev, 3 Review, 30 Backlog, 60 Review",
            "Given up: 4 Dev, 49 gone",
            "Later: 90 Done",
        ],
    );
    let reached = |from, to, now| {
        let days = told.measured(from, to, now).cumulative.days;
        days.into_iter().map(|day| (day.at, day.reached, day.abandoned)).collect::<Vec<_>>()
    };
    assert_eq!(
        reached(0, 72, 1000),
        [(hour(24), vec![4, 3, 1, 0], 0), (hour(48), vec![4, 4, 2, 1], 0), (hour(72), vec![4, 4, 2, 1], 1),]
    );
    // Parts of days: what was before is so on the first; the end is not counted, and now is.
    assert_eq!(reached(10, 25, 1000), [(hour(24), vec![4, 3, 1, 0], 0), (hour(25), vec![4, 3, 1, 0], 0)]);
    assert_eq!(reached(24, 72, 25), [(hour(25), vec![4, 4, 2, 1], 0)]);
    assert_eq!(reached(24, 25, 25), [(hour(25), vec![4, 3, 1, 0], 0)]);
    assert_eq!(reached(200, 300, 100), []);
}

#[test]
fn moves_back_are_corrections_until_the_card_is_where_it_was() {
    let columns = "Backlog,Dev:active,Review:active,Done";
    for (about, card, expected) in [
        ("back, and there again", "A: 0 Review, 20 Dev, 50 Review", vec![("Review", 20, 50, true)]),
        ("back, then past it", "A: 0 Review, 20 Dev, 50 Done", vec![("Review", 20, 50, true)]),
        ("not yet", "A: 0 Review, 20 Dev", vec![("Review", 20, 90, false)]),
        (
            "two moves, one stretch",
            "A: 0 Review, 20 Dev, 30 Backlog, 40 Dev",
            vec![("Review", 20, 90, false)],
        ),
        (
            "twice",
            "A: 0 Review, 20 Dev, 30 Done, 40 Backlog, 50 Done",
            vec![("Review", 20, 30, true), ("Done", 40, 50, true)],
        ),
        ("given up there", "A: 0 Review, 20 Dev, 50 gone", vec![("Review", 20, 50, false)]),
        ("there and back at once", "A: 0 Review, 20 Dev, 20 Review", vec![]),
        ("before the window", "A: 0 Review, 2 Dev, 10 Review", vec![]),
        ("into the window", "A: 0 Review, 2 Dev, 11 Review", vec![("Review", 2, 11, true)]),
        ("as the window ends", "A: 0 Review, 20 Dev, 90 Review", vec![("Review", 20, 90, false)]),
        ("beyond the window", "A: 0 Review, 20 Dev, 95 Review", vec![("Review", 20, 90, false)]),
        ("after the window", "A: 0 Review, 90 Dev", vec![]),
    ] {
        let told = Told::of(columns, &[card]);
        let found = told.measured(10, 90, 100).cumulative;
        let in_hours = |at: Timestamp| at.since(hour(0)) / HOUR;
        let corrections: Vec<(&str, i64, i64, bool)> = found
            .corrections
            .iter()
            .map(|it| {
                assert_eq!(it.card, told.card("A"));
                (&*told.board.column(it.furthest).name, in_hours(it.from), in_hours(it.to), it.recovered)
            })
            .collect();
        assert_eq!(corrections, expected, "{about}: {card}");
    }
}

#[test]
fn a_removed_column_has_a_line_if_a_card_came_to_it() {
    let mut told =
        Told::of("Backlog,Old:queue,Unused:queue,Dev:active,Done", &["A: 0 Backlog, 1 Old, 2 Dev"]);
    for column in ["Old", "Unused"] {
        let column = told.column(column);
        told.set(Subject::Column(column), Fields { gone: Some(true), ..Fields::default() });
    }
    let found = told.measured(0, 10, 20).cumulative;
    let names: Vec<&str> = found.columns.iter().map(|column| &*told.board.column(*column).name).collect();
    assert_eq!(names, ["Backlog", "Old", "Dev", "Done"]);
    assert_eq!(found.days[0].reached, [1, 1, 1, 0]);
}
