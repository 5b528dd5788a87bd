//! Where time goes on small boards: delays by step and reason, the value stream map, traffic and
//! cumulative flow by day, and the halts that journeys keep.

use andon::board::{Fields, Subject};
use andon::flow::stream::BlockKind;
use andon::flow::{Absence, Journeys, Metrics, PERCENTILES, Window};

use crate::flow_told::{HOUR, Told, hour, hours};

const COLUMNS: &str =
    "Backlog,Ready:queue,Doing:active@dev,Built:queue@dev,Review:active,Parked:queue,Done:done,Shipped:done";

/// Step, hours waited, hours blocked, blocks.
fn steps(told: &Told, metrics: &Metrics) -> Vec<(String, i128, i128, usize)> {
    let hours = |ms: i128| ms / i128::from(HOUR);
    let steps = metrics.delays.steps.iter();
    steps
        .map(|step| {
            (told.board.scope_name(step.scope), hours(step.queue_ms), hours(step.blocked_ms), step.blocks)
        })
        .collect()
}

fn named<const N: usize>(rows: [(&str, i128, i128, usize); N]) -> Vec<(String, i128, i128, usize)> {
    rows.map(|(name, queue, blocked, blocks)| (name.to_owned(), queue, blocked, blocks)).into()
}

#[test]
fn delays_are_cut_by_the_window_and_told_apart() {
    let told = Told::of(
        COLUMNS,
        &[
            "A: 0 Backlog, 2 Ready, 4 block Paper, 6 unblock, 7 Doing, 8 block the bank, 9 Built, 11 unblock, 13 Review",
            "B: 0 Ready, 3 block  paper, 5 Backlog, 6 Ready",
        ],
    );
    let whole = told.measured(0, 20, 20);
    assert_eq!(steps(&told, &whole), named([("Ready", 6, 18, 2), ("dev", 2, 3, 1)]));
    assert_eq!(
        (whole.delays.queue_ms, whole.delays.blocked_ms),
        (8 * i128::from(HOUR), 21 * i128::from(HOUR))
    );
    let reasons: Vec<(&str, usize, usize, i128)> = whole
        .delays
        .reasons
        .iter()
        .map(|reason| (&*reason.why, reason.blocks, reason.open, reason.blocked_ms / i128::from(HOUR)))
        .collect();
    // B said it first.
    assert_eq!(reasons, [("paper", 2, 1, 18), ("the bank", 1, 0, 3)]);
    for (from, to, expected) in [
        (0, 2, named([("Ready", 2, 0, 0)])),
        (2, 4, named([("Ready", 3, 1, 1)])),
        (4, 7, named([("Ready", 1, 4, 1)])),
        (7, 9, named([("Ready", 0, 2, 0), ("dev", 0, 1, 1)])),
        (9, 13, named([("Ready", 0, 4, 0), ("dev", 2, 2, 0)])),
        (13, 13, named([])),
        (30, 40, named([])),
    ] {
        assert_eq!(steps(&told, &told.measured(from, to, 20)), expected, "{from}..{to}");
    }
    assert_eq!(told.measured(30, 40, 20).delays.reasons, []);
}

#[test]
fn halts_begin_once_and_are_open_where_the_card_stands() {
    for (about, card, expected) in [
        ("open", "A: 0 Doing, 3 block x", vec![("Doing", 3, 9, true, true)]),
        ("ended", "A: 0 Doing, 3 block x, 5 unblock", vec![("Doing", 3, 5, false, true)]),
        ("just now", "A: 0 Doing, 9 block x", vec![("Doing", 9, 9, true, true)]),
        (
            "carried on",
            "A: 0 Doing, 3 block x, 4 Review, 6 unblock",
            vec![("Doing", 3, 4, false, true), ("Review", 4, 6, false, false)],
        ),
        ("before work, and met by it", "A: 0 Backlog, 1 block x, 4 Ready", vec![("Ready", 4, 9, true, true)]),
        (
            "through done",
            "A: 0 Doing, 3 block x, 4 Done, 6 Doing",
            vec![("Doing", 3, 4, false, true), ("Doing", 6, 9, true, false)],
        ),
        ("into done", "A: 0 Doing, 3 block x, 9 Done", vec![("Doing", 3, 9, false, true)]),
        ("off the board", "A: 0 Doing, 3 block x, 9 gone", vec![("Doing", 3, 9, false, true)]),
        ("in the backlog", "A: 0 Backlog, 3 block x", vec![]),
        (
            "twice",
            "A: 0 Doing, 3 block x, 4 unblock, 4 block x, 6 unblock",
            vec![("Doing", 3, 4, false, true), ("Doing", 4, 6, false, true)],
        ),
    ] {
        let told = Told::of(COLUMNS, &[card]);
        let journeys = told.journeys(9);
        let in_hours = |at: andon::board::Timestamp| at.since(hour(0)) / HOUR;
        let halts: Vec<(&str, i64, i64, bool, bool)> = journeys
            .halts()
            .iter()
            .map(|halt| {
                assert_eq!(journeys.reasons().text(halt.why), "x");
                let column = &*told.board.column(halt.column).name;
                (column, in_hours(halt.from), in_hours(halt.to), halt.open, halt.begins)
            })
            .collect();
        assert_eq!(halts, expected, "{about}: {card}");
        let sum: i64 = journeys.halts().iter().map(|halt| halt.to.since(halt.from)).sum();
        assert_eq!(sum, journeys.list()[0].blocked_ms, "{about}");
    }
}

/// Kind, name, and hours: lead, process and blocked time, and how many cards came through.
type Row = (BlockKind, String, [i128; 3], usize);

fn blocks(told: &Told, metrics: &Metrics) -> Vec<Row> {
    let hours = |ms: i128| ms / i128::from(HOUR);
    let blocks = metrics.stream.blocks.iter();
    blocks
        .map(|block| {
            let name = told.board.scope_name(block.scope);
            let sums = [block.lead_ms, block.process_ms, block.blocked_ms].map(hours);
            (block.kind, name, sums, block.through.n)
        })
        .collect()
}

fn rows<const N: usize>(rows: [(BlockKind, &str, [i128; 3], usize); N]) -> Vec<Row> {
    rows.map(|(kind, name, sums, n)| (kind, name.to_owned(), sums, n)).into()
}

#[test]
fn queues_go_with_the_work_that_follows_them() {
    use BlockKind::{Backlog, Queue, Reopened, Work};
    let told = Told::of(
        COLUMNS,
        &[
            "A: 0 Backlog, 1 Ready, 3 Doing, 6 block x, 7 unblock, 8 Built, 9 Review, 11 Parked, 14 Done",
            "B: 0 Ready, 1 Backlog, 3 Ready, 4 Doing, 5 Done, 8 Review, 9 Done",
            "C: 0 Backlog, 1 Done",
            "D: 0 Doing",
        ],
    );
    let metrics = told.measured(0, 20, 20);
    assert_eq!(
        blocks(&told, &metrics),
        rows([
            (Backlog, "Backlog", [1 + 2, 0, 0], 2),
            (Work, "dev", [2 + 5 + 1 + 3, 4 + 1, 1], 2),
            (Work, "Review", [2 + 1, 2 + 1, 0], 2),
            (Queue, "Parked", [3, 0, 0], 1),
            (Reopened, "Done", [3, 0, 0], 1),
        ])
    );
    let stream = &metrics.stream;
    assert_eq!(
        (stream.cards, stream.lead_ms(), stream.process_ms()),
        (2, 23 * i128::from(HOUR), 8 * i128::from(HOUR))
    );
    assert_eq!(stream.per_card(stream.lead_ms()), Some(23 * HOUR / 2));
    assert_eq!(metrics.activity.ratio(), Some(8.0 / 23.0));
    let dev = &stream.blocks[1];
    assert_eq!(dev.accuracy, Some(metrics.accuracy.stages[0]));
    assert!(stream.blocks[3].accuracy.is_none());
    assert_eq!(PERCENTILES.map(|p| dev.through.percentile_ms(p).unwrap() / HOUR), [3, 8, 8, 8]);
    let none = told.measured(15, 20, 20).stream;
    assert_eq!((none.cards, none.blocks.len(), none.per_card(none.lead_ms())), (0, 0, None));
}

#[test]
fn blocks_stay_while_columns_do() {
    use BlockKind::{Backlog, Reopened, Work};
    let mut told = Told::of(
        "Ideas:backlog,Backlog:backlog,Ready:queue,Old:active,Unused:active,Dev:active,Test:active,Done:done,Shipped:done",
        &["A: 0 Ready, 2 Old, 4 Dev, 5 Done, 7 Shipped"],
    );
    for column in ["Old", "Unused"] {
        let column = told.column(column);
        told.set(Subject::Column(column), Fields { gone: Some(true), ..Fields::default() });
    }
    // The queue goes with the work that follows it today; who went on from done waited there.
    assert_eq!(
        blocks(&told, &told.measured(0, 20, 20)),
        rows([
            (Backlog, "Ideas", [0; 3], 0),
            (Backlog, "Backlog", [0; 3], 0),
            (Work, "Dev", [2 + 1, 1, 0], 1),
            (Work, "Old", [2, 2, 0], 1),
            (Work, "Test", [0; 3], 0),
            (Reopened, "Done", [2, 0, 0], 1),
        ])
    );
}

#[test]
fn traffic_by_day_and_week() {
    // Hour 0 is a Monday.
    let told = Told::of(
        COLUMNS,
        &[
            "A: -30 Backlog, -20 Ready, 30 Done",
            "B: 2 Ready, 26 Doing, 27 gone",
            "C: 3 Backlog, 24 Ready, 50 Done, 170 Review",
        ],
    );
    let traffic = |from, to, now| {
        let traffic = told.measured(from, to, now).traffic;
        let row = |bucket: &andon::flow::traffic::TrafficBucket| {
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
        let in_hours = |at: andon::board::Timestamp| at.since(hour(0)) / HOUR;
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

#[test]
fn journeys_of_some_cards_are_those_journeys() {
    let told = Told::of(
        COLUMNS,
        &["A: 0 Ready, 1 block x, 2 Doing, 3 Done", "B: 0 Doing", "C: 0 Ready, 4 block y, 5 Done"],
    );
    let all = told.journeys(9);
    assert!(all.are_all());
    let (a, c) = (told.card("A"), told.card("C"));
    let some = Journeys::of_those(&told.board, hour(9), |card| card.id() == a || card.id() == c);
    assert!(!some.are_all());
    assert_eq!(some.list().len(), 2);
    for (place, journey) in (0..).zip(some.list()) {
        let same = all.list().iter().position(|other| other.card == journey.card).unwrap();
        assert_eq!(some.stays(journey), all.stays(&all.list()[same]));
        let of = |journeys: &Journeys, owner: usize| {
            let halts = journeys.halts().iter().filter(|halt| halt.owner as usize == owner);
            halts
                .map(|halt| (halt.column, halt.from, halt.to, journeys.reasons().text(halt.why).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&some, place), of(&all, same));
    }
    assert_eq!(Metrics::compute(&told.board, &some, hours(0, 9)).wip.arrivals, 2);
}

#[test]
fn every_absence_has_its_reason() {
    let told = |cards: &[&str]| Told::of(COLUMNS, cards);
    let times = |told: &Told, from, to, now| told.measured(from, to, now).no_times;
    let finished = told(&["A: 10 Doing, 20 Done"]);
    for (about, told, from, to, now, expected) in [
        ("no card", &told(&[]), 0, 10, 10, Some(Absence::NoCards)),
        ("no card yet", &finished, 0, 9, 9, Some(Absence::NoCards)),
        ("before the board", &finished, 0, 10, 30, Some(Absence::BeforeTheBoard)),
        ("from before it on", &finished, 0, 11, 30, Some(Absence::NothingFinished)),
        ("ahead", &finished, 40, 50, 30, Some(Absence::NothingObserved)),
        ("empty", &finished, 15, 15, 30, Some(Absence::NothingObserved)),
        ("the wrong way round", &finished, 25, 15, 30, Some(Absence::NothingObserved)),
        ("after it finished", &finished, 21, 30, 30, Some(Absence::NothingFinished)),
        ("not told yet", &finished, 0, 30, 19, Some(Absence::NothingFinished)),
        ("never in process", &told(&["A: 10 Backlog, 20 Done"]), 0, 30, 30, Some(Absence::NothingTimed)),
        ("something", &finished, 20, 21, 30, None),
        ("this very instant", &finished, 20, 30, 20, None),
    ] {
        assert_eq!(times(told, from, to, now), expected, "{about}");
    }
    assert_eq!(Window::last(30, hour(0)).observed_ms(hour(0)), 720 * HOUR);
}
