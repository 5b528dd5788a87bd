//! Where time goes on small boards: delays by step and reason, the halts that journeys keep, and
//! the value stream map.

use andon::board::{Fields, Subject, Timestamp};
use andon::flow::stream::BlockKind;
use andon::flow::{Metrics, PERCENTILES};

use crate::flow_told::{HOUR, Told, hour};

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
        let in_hours = |at: Timestamp| at.since(hour(0)) / HOUR;
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
