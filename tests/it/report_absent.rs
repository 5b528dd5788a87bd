//! Where there is nothing to tell, every form says so, and why: never 0, never NaN.

use serde_json::Value;

use andon::board::{Board, Timestamp};
use andon::flow::{Choice, Journeys, Window};
use andon::report::Report;

use crate::board_of;
use crate::report_forms::Forms;
use crate::stories::at;

const COLUMNS: &str = "Backlog:backlog,Ready:queue,Doing:active,Done:done";

fn now() -> Timestamp {
    at("2026-03-01T00:00:00Z")
}

fn board(columns: &str, csv: &str) -> Board {
    board_of::log(columns, "UTC", &format!("card,ts,from,to\n{csv}")).0
}

/// A case: a board, a window, and which measures are absent for which reason.
struct Case {
    name: &'static str,
    board: Board,
    window: Window,
    absent: &'static [(&'static str, &'static str)],
    words: &'static str,
}

fn cases() -> Vec<Case> {
    let month = Window::last(30, now());
    let one_in_process = "A,2026-02-20T00:00:00Z,,Doing\n";
    let one_done = "A,2026-02-20T00:00:00Z,,Ready\nA,2026-02-21T00:00:00Z,Ready,Doing\nA,2026-02-22T00:00:00Z,Doing,Done\n";
    vec![
        Case {
            name: "no card",
            board: board_of::empty(COLUMNS, "UTC"),
            window: month,
            absent: &[
                ("lead_time", "no_cards"),
                ("throughput", "no_cards"),
                ("wip", "no_cards"),
                ("age", "no_cards"),
                ("littles_law", "no_cards"),
                ("cumulative_flow", "no_cards"),
                ("service_level", "no_cards"),
                ("constraint", "no_cards"),
            ],
            words: "no data yet: there is no card on this board",
        },
        Case {
            name: "no finished card: no throughput",
            board: board(COLUMNS, one_in_process),
            window: month,
            absent: &[
                ("lead_time", "nothing_finished"),
                ("process_time", "nothing_finished"),
                ("activity_ratio", "nothing_finished"),
                ("throughput", "nothing_finished"),
                ("service_level", "nothing_finished"),
                ("value_stream", "nothing_finished"),
                ("first_pass_yield", "nothing_finished"),
                ("handoffs", "nothing_finished"),
                ("work_kinds", "nothing_finished"),
                ("accuracy", "no_handoffs"),
                ("batches", "nothing_moved"),
                ("cord", "nothing_pulled"),
            ],
            words: "no data yet: no card finished in this window",
        },
        Case {
            name: "one finished card",
            board: board(COLUMNS, one_done),
            window: month,
            absent: &[
                ("service_level", "too_few"),
                ("age", "nothing_in_process"),
                ("lead_time_behaviour", "too_few"),
            ],
            words: "no data yet: it takes 10 values, and there is 1",
        },
        Case {
            name: "finished, and never in process",
            board: board(COLUMNS, "A,2026-02-20T00:00:00Z,,Done\n"),
            window: month,
            absent: &[
                ("lead_time", "nothing_timed"),
                ("activity_ratio", "nothing_timed"),
                ("value_stream", "nothing_timed"),
            ],
            words: "no estimate: no card was in process",
        },
        Case {
            name: "an empty window",
            board: board(COLUMNS, one_done),
            window: Window::last(0, now()),
            absent: &[
                ("lead_time", "nothing_observed"),
                ("throughput", "nothing_observed"),
                ("wip", "nothing_observed"),
            ],
            words: "no data yet: none of the window has passed yet",
        },
        Case {
            name: "a window that lies ahead",
            board: board(COLUMNS, one_done),
            window: Window { from: now().plus_ms(1), to: now().plus_ms(1_000_000) },
            absent: &[("littles_law", "nothing_observed"), ("constraint", "nothing_observed")],
            words: "no data yet: none of the window has passed yet",
        },
        Case {
            name: "a window before the board",
            board: board(COLUMNS, one_done),
            window: Window { from: at("2025-01-01T00:00:00Z"), to: at("2025-02-01T00:00:00Z") },
            absent: &[
                ("lead_time", "before_the_board"),
                ("throughput", "before_the_board"),
                ("wip", "before_the_board"),
                ("traffic", "before_the_board"),
                ("littles_law", "before_the_board"),
                ("constraint", "before_the_board"),
            ],
            words: "no data yet: the window lies before the board",
        },
        Case {
            name: "no active column",
            board: board(
                "Backlog:backlog,Ready:queue,Done:done",
                "A,2026-02-20T00:00:00Z,,Ready\nA,2026-02-22T00:00:00Z,Ready,Done\n",
            ),
            window: month,
            absent: &[
                ("process_time", "no_active_column"),
                ("activity_ratio", "no_active_column"),
                ("flow_efficiency", "no_active_column"),
                ("accuracy", "no_active_column"),
                ("constraint", "no_active_column"),
            ],
            words: "no data yet: the board has no active column",
        },
        Case {
            name: "no queue column, and no block",
            board: board(
                "Doing:active,Done:done",
                "A,2026-02-20T00:00:00Z,,Doing\nA,2026-02-22T00:00:00Z,Doing,Done\n",
            ),
            window: month,
            absent: &[
                ("activity_ratio", "waiting_not_recorded"),
                ("flow_efficiency", "waiting_not_recorded"),
                ("queues", "no_queue_column"),
            ],
            words: "unknown: no queue column, and no block was ever recorded",
        },
    ]
}

#[test]
fn what_is_absent_is_absent_in_every_form_and_says_why() {
    for case in cases() {
        let forms = Forms::of(&case.board, case.window, now());
        assert_eq!(forms.faults(), [""; 0], "{}", case.name);
        let json: Value = serde_json::from_str(forms.form("json")).unwrap();
        for (measure, reason) in case.absent {
            assert_eq!(json["absent"][measure]["reason"], *reason, "{}: {measure}", case.name);
        }
        for form in ["text", "full", "markdown", "html"] {
            // Words wrap, and pages escape: what counts is that they are there.
            let text = forms.form(form).replace("&#x27;", "'").replace("&#39;", "'");
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains(case.words), "{}, {form}:\n{}", case.name, forms.form(form));
        }
    }
}

#[test]
fn where_nothing_can_be_told_no_number_stands_in_its_place() {
    for case in cases() {
        let forms = Forms::of(&case.board, case.window, now());
        let json: Value = serde_json::from_str(forms.form("json")).unwrap();
        let absent = json["absent"].as_object().unwrap();
        for measure in
            ["lead_time", "cycle_time", "process_time"].into_iter().filter(|it| absent.contains_key(*it))
        {
            assert_eq!(json[measure]["n"], 0, "{}", case.name);
            assert!(json[measure]["mean_ms"].is_null() && json[measure]["p50_ms"].is_null(), "{}", case.name);
        }
        for measure in ["activity_ratio", "flow_efficiency"].into_iter().filter(|it| absent.contains_key(*it))
        {
            assert!(json[measure].is_null(), "{}: {measure}", case.name);
        }
        for (measure, pointer) in [
            ("service_level", "/service_level/hit_rate"),
            ("service_level", "/service_level/burn_rate"),
            ("accuracy", "/accuracy/rolled"),
            ("first_pass_yield", "/accuracy/first_pass_yield"),
            ("batches", "/batches/mean"),
            ("handoffs", "/handoffs/mean"),
            ("queues", "/delays/queue_ms"),
            ("constraint", "/constraint/stage"),
            ("value_stream", "/value_stream/mean_lead_time_ms"),
            ("lead_time_behaviour", "/behaviour/lead_time/limits"),
            ("age", "/wip/oldest"),
            ("throughput", "/littles_law/estimate_ms"),
            ("age", "/littles_law/started_now_ms"),
        ] {
            let told = json.pointer(pointer).unwrap();
            assert!(!absent.contains_key(measure) || told.is_null(), "{}: {pointer} is {told}", case.name);
        }
        // People are not told a rate, a share or a mean of nothing either.
        for form in ["text", "full", "markdown"] {
            for line in forms.form(form).lines().filter(|line| line.contains("no data yet")) {
                let told = line.split("no data yet").next().unwrap();
                assert!(!told.contains(|c: char| c.is_ascii_digit()), "{}, {form}: {line}", case.name);
            }
        }
    }
}

#[test]
fn what_never_was_in_process_estimates_nothing() {
    let board = board(COLUMNS, "A,2026-02-20T00:00:00Z,,Done\nB,2026-02-20T00:00:00Z,,Backlog\n");
    let little = Report::of(&board, Window::last(30, now()), now()).metrics.little;
    assert_eq!((little.mean_wip, little.cycle.estimate_ms, little.started_now_ms), (Some(0.0), None, None));
    assert!(little.lead.estimate_ms.is_some(), "B waits");
    assert!(!little.is_reliable());
}

#[test]
fn no_card_was_in_process_when_a_window_that_lies_ahead_began() {
    let board = board(COLUMNS, "A,2026-02-20T00:00:00Z,,Doing\n");
    let ahead = Window { from: now().plus_ms(1), to: now().plus_ms(1_000_000) };
    let text = andon::report::text(&Report::of(&board, ahead, now()));
    assert!(text.contains("1 now") && !text.contains("at the start"), "{text}");
}

#[test]
fn cards_that_were_not_asked_for_are_no_data() {
    let board = board(COLUMNS, "A,2026-02-20T00:00:00Z,,Doing\n");
    let choice = Choice { kinds: vec!["defect".into()], ..Choice::default() };
    let journeys = Journeys::of_those(&board, now(), |card| choice.takes(card));
    let forms = Forms::over(&board, &journeys, Window::last(30, now()));
    assert_eq!(forms.faults(), [""; 0]);
    let json: Value = serde_json::from_str(forms.form("json")).unwrap();
    assert_eq!(json["absent"]["lead_time"]["reason"], "none_chosen");
    assert_eq!(json["absent"]["constraint"]["reason"], "filtered");
    assert!(forms.form("text").contains("no card is of those asked for"), "{}", forms.form("text"));
    assert!(forms.form("full").contains("not told: it is of all cards together"), "{}", forms.form("full"));
}

#[test]
fn the_short_report_of_each_case() {
    let told = cases().into_iter().map(|case| {
        let report = Report::of(&case.board, case.window, now());
        format!("# {}\n{}", case.name, andon::report::text(&report))
    });
    insta::assert_snapshot!(told.collect::<Vec<_>>().join("\n"));
}
