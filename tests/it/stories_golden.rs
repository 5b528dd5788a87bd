//! The golden log: 14 cards with every awkward case, and what a slow and plain program in another
//! language made of it, in whole seconds. Equal to the millisecond.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use andon::board::{Board, Timestamp};
use andon::flow::{
    DAY_MS, Journey, Journeys, Metrics, PERCENTILES, Window, local_day, midnight, nearest_rank,
};
use andon::report::{Report, cards};

use crate::board_of;
use crate::stories::{at, by_source, folder, read, text};

fn expected() -> Value {
    serde_json::from_str(&read(&folder().join("golden/expected.json"))).unwrap()
}

fn golden() -> (Board, Window, Timestamp) {
    let expected = expected();
    let columns: Vec<String> = expected["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|column| format!("{}:{}", column[0].as_str().unwrap(), column[1].as_str().unwrap()))
        .collect();
    let csv = read(&folder().join("golden/log.csv"));
    let (board, imported) = board_of::log(&columns.join(","), text(&expected, "time_zone"), &csv);
    assert_eq!((imported.cards, imported.operations.len()), (14, 75));
    let remarks: Vec<u64> = imported.remarks.iter().map(|remark| remark.line).collect();
    assert_eq!(remarks, [42], "the second block of a blocked card changes nothing, and is told");
    let window = Window::dates("2024-03-25".parse().unwrap(), "2024-04-08".parse().unwrap(), board.zone());
    assert_eq!(json!([window.from.to_string(), window.to.to_string()]), expected["window"]);
    (board, window, at(text(&expected, "now")))
}

fn report() -> Value {
    let (board, window, now) = golden();
    let journeys = Journeys::of(&board, now);
    let report = Report::over(&board, &journeys, window);
    by_source(&andon::report::json(&report, Some(&cards(&board, &journeys))))
}

fn ms(seconds: &Value) -> Value {
    seconds.as_i64().map_or(Value::Null, |seconds| json!(seconds * 1000))
}

#[test]
fn every_card_is_as_the_oracle_has_it() {
    let (report, expected) = (report(), expected());
    let oracle = expected["cards"].as_object().unwrap();
    assert_eq!(report["cards"].as_object().unwrap().len(), 14);
    for (id, oracle) in oracle {
        let card = &report["cards"][id];
        for field in ["created", "started", "finished", "abandoned", "first_finished", "visits", "column"] {
            assert_eq!(card[field], oracle[field], "{id} {field}");
        }
        for (field, of) in [
            ("lead_time_ms", "lead_time_s"),
            ("cycle_time_ms", "cycle_time_s"),
            ("process_time_ms", "process_time_s"),
            ("process_time_ms", "active_unblocked_s"),
            ("queue_time_ms", "queue_unblocked_s"),
            ("blocked_time_ms", "blocked_s"),
            ("time_in_done_ms", "in_done_gap_s"),
            ("age_ms", "age_s"),
        ] {
            assert_eq!(card[field], ms(&oracle[of]), "{id} {field}");
        }
        for (field, of) in [
            ("returns", "back"),
            ("reopens", "reopens"),
            ("uncommits", "uncommits"),
            ("blocked", "blocked_now"),
        ] {
            assert_eq!(card[field], oracle[of], "{id} {field}");
        }
        let columns: Map<String, Value> = oracle["per_column_s"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(column, seconds)| (column.clone(), ms(seconds)))
            .collect();
        let mut found = card["time_in_column_ms"].as_object().unwrap().clone();
        found.retain(|column, ms| column != "Done" && ms != 0);
        assert_eq!(found, columns, "{id}");
    }
}

#[test]
fn nothing_in_the_oracle_is_left_out() {
    let expected = expected();
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let compared = |keys: &str| keys.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>();
    assert_eq!(
        keys(&expected),
        compared(
            "columns time_zone now window window_seconds window_note cards presence finished_in_window n_finished \
             n_timed cycle_time_percentiles_s lead_time_percentiles_s throughput_by_local_day \
             wip_end_of_local_day littles_law cfd_columns cfd_end_of_local_day percent_complete_accurate \
             rolled_ca first_pass_yield_of_finished activity_ratio_PT_over_LT flow_efficiency_PT_over_CT \
             data_quality"
        )
    );
    let mut cards = BTreeSet::new();
    for card in expected["cards"].as_object().unwrap().values() {
        cards.append(&mut keys(card));
    }
    assert_eq!(
        cards,
        compared(
            "created started finished abandoned first_finished reopens back uncommits skips visits column \
             blocked_now per_column_s active_unblocked_s queue_unblocked_s blocked_s lead_time_s cycle_time_s \
             process_time_s in_done_gap_s age_s lead_time_days_inclusive_local \
             cycle_time_days_inclusive_local age_days_inclusive_local"
        )
    );
}

/// The journeys by the ids of the log.
fn by_id<'a>(board: &Board, journeys: &'a Journeys) -> BTreeMap<String, &'a Journey> {
    let id = |journey: &Journey| board.card(journey.card).unwrap().source().unwrap().to_owned();
    journeys.list().iter().map(|journey| (id(journey), journey)).collect()
}

#[test]
fn calendar_days_of_every_card() {
    let (board, _, now) = golden();
    let (journeys, expected) = (Journeys::of(&board, now), expected());
    let day = |at: Timestamp| local_day(at, board.zone());
    let inclusive = |from: Option<Timestamp>, to: Option<Timestamp>| {
        from.zip(to).map_or(Value::Null, |(from, to)| json!((day(to) - day(from)).num_days() + 1))
    };
    for (id, journey) in by_id(&board, &journeys) {
        let oracle = &expected["cards"][&id];
        let lead = inclusive(Some(journey.created), journey.finished);
        assert_eq!(lead, oracle["lead_time_days_inclusive_local"], "{id}");
        let cycle = inclusive(journey.started, journey.finished);
        assert_eq!(cycle, oracle["cycle_time_days_inclusive_local"], "{id}");
        let age = inclusive(journey.started, Some(now).filter(|_| journey.in_process()));
        assert_eq!(age, oracle["age_days_inclusive_local"], "{id}");
    }
}

#[test]
fn skips_are_flagged_where_the_oracle_has_them() {
    let (report, expected) = (report(), expected());
    let flagged: BTreeSet<&str> = report["data_quality"]["skipped_columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap())
        .collect();
    let oracle = expected["cards"].as_object().unwrap().iter();
    let skipped = oracle.filter(|(_, card)| !card["skips"].as_array().unwrap().is_empty());
    assert_eq!(flagged, skipped.map(|(id, _)| id.as_str()).collect());
    // Which columns those were, by the places of those it came to.
    let (board, _, now) = golden();
    let journeys = Journeys::of(&board, now);
    let line = journeys.line();
    for (id, journey) in by_id(&board, &journeys) {
        let mut from = 0;
        let mut skips: Vec<&str> = Vec::new();
        for stay in journeys.stays(journey) {
            let to = line.stop(stay.column).position;
            let past = line.columns().get(from..to).unwrap_or_default();
            skips.extend(past.iter().map(|column| &*board.column(*column).name));
            from = to + 1;
        }
        assert_eq!(json!(skips), expected["cards"][&id]["skips"], "{id}");
    }
}

#[test]
fn presence_and_work_in_process_by_day() {
    let (board, _, now) = golden();
    let expected = expected();
    let journeys = Journeys::of(&board, now);
    let mut found = Map::new();
    for journey in journeys.list() {
        found.insert(board.card(journey.card).unwrap().source().unwrap().to_owned(), json!([]));
    }
    let mut spans = journeys.spans().to_vec();
    spans.sort_by_key(|span| span.from);
    for span in spans {
        let card = board.card(journeys.list()[span.owner as usize].card).unwrap();
        let until = (!span.is_open()).then(|| span.until.to_string());
        let list = found[card.source().unwrap()].as_array_mut().unwrap();
        list.push(json!([span.from.to_string(), until]));
    }
    assert_eq!(Value::Object(found), expected["presence"]);
    for (day, wip) in expected["wip_end_of_local_day"].as_object().unwrap() {
        let end = midnight(day.parse::<chrono::NaiveDate>().unwrap().succ_opt().unwrap(), board.zone());
        assert_eq!(json!(journeys.wip_at(end.plus_ms(-1))), *wip, "{day}");
    }
    let (_, window, _) = golden();
    let metrics = Metrics::compute(&board, &journeys, window);
    let days = metrics.traffic.days.iter().map(|day| (day.day.to_string(), json!(day.wip_end)));
    assert_eq!(Value::Object(days.collect()), expected["wip_end_of_local_day"]);
}

#[test]
fn cumulative_flow() {
    let (board, window, now) = golden();
    let (journeys, expected) = (Journeys::of(&board, now), expected());
    let found = Metrics::compute(&board, &journeys, window).cumulative;
    let mut columns: Vec<&str> = found.columns.iter().map(|column| &*board.column(*column).name).collect();
    columns.push("abandoned");
    assert_eq!(json!(columns), expected["cfd_columns"]);
    let days = found.days.iter().map(|day| {
        let mut counts = day.reached.clone();
        counts.push(day.abandoned);
        (day.day.to_string(), json!(counts))
    });
    assert_eq!(Value::Object(days.collect()), expected["cfd_end_of_local_day"]);
    // What the oracle does not have, by hand: the four cards that went back, in the order they did.
    let source = |card| board.card(card).unwrap().source().unwrap();
    let corrections: Vec<Value> = found
        .corrections
        .iter()
        .map(|it| json!([source(it.card), it.from.to_string(), it.to.to_string(), it.recovered]))
        .collect();
    assert_eq!(
        Value::Array(corrections),
        json!([
            ["G3", "2024-03-27T14:00:00Z", "2024-03-27T19:00:00Z", true],
            ["G4", "2024-04-01T08:00:00Z", "2024-04-02T09:00:00Z", true],
            ["G10", "2024-04-01T12:00:00Z", "2024-04-02T08:00:00Z", true],
            ["G13", "2024-04-05T09:00:00Z", "2024-04-07T22:00:00Z", false],
        ])
    );
}

#[test]
fn complete_and_accurate() {
    let (board, window, now) = golden();
    let (journeys, expected) = (Journeys::of(&board, now), expected());
    let metrics = Metrics::compute(&board, &journeys, window);
    let accuracy = &metrics.accuracy;
    let stages = accuracy
        .stages
        .iter()
        .map(|stage| (board.scope_name(stage.scope), json!([stage.handoffs - stage.failed, stage.handoffs])));
    assert_eq!(Value::Object(stages.collect()), expected["percent_complete_accurate"]);
    assert_eq!(json!(accuracy.rolled()), expected["rolled_ca"]);
    assert_eq!(json!([accuracy.first_pass, accuracy.finished]), expected["first_pass_yield_of_finished"]);
    assert_eq!(accuracy.customer_returns, 2, "G4 and G13");
    // The map adds up to what the oracle has for the whole.
    let stream = &metrics.stream;
    let seconds = json!([stream.process_ms() / 1000, stream.lead_ms() / 1000]);
    assert_eq!(seconds, expected["activity_ratio_PT_over_LT"]);
    assert_eq!(stream.cards, expected["n_timed"]);
}

#[test]
fn distributions_and_throughput() {
    let (report, expected) = (report(), expected());
    for kind in ["lead_time", "cycle_time"] {
        assert_eq!(report[kind]["n"], expected["n_timed"]);
        for p in PERCENTILES {
            let oracle = &expected[format!("{kind}_percentiles_s")][p.to_string()];
            assert_eq!(report[kind][format!("p{p}_ms")], ms(oracle), "{kind} {p}");
        }
    }
    assert_eq!(report["throughput"]["total"], expected["n_finished"]);
    let days = report["throughput"]["per_day"].as_array().unwrap();
    let days: Map<String, Value> =
        days.iter().map(|day| (text(day, "day").to_owned(), day["n"].clone())).collect();
    assert_eq!(Value::Object(days), expected["throughput_by_local_day"]);
    assert_eq!(
        report["throughput"]["per_week"],
        json!([{"monday": "2024-03-25", "n": 5}, {"monday": "2024-04-01", "n": 4}])
    );
    let in_window = |finished: &str| {
        finished >= text(&report["window"], "from") && finished < text(&report["window"], "to")
    };
    let finished = report["cards"].as_object().unwrap().iter();
    let finished: BTreeSet<&str> = finished
        .filter(|(_, card)| card["finished"].as_str().is_some_and(in_window))
        .map(|(id, _)| id.as_str())
        .collect();
    let oracle = expected["finished_in_window"].as_array().unwrap();
    assert_eq!(finished, oracle.iter().map(|id| id.as_str().unwrap()).collect());
}

#[test]
fn littles_law() {
    let (report, expected) = (report(), expected());
    let (little, oracle) = (&report["littles_law"], &expected["littles_law"]);
    assert_eq!(report["window"]["observed_ms"], ms(&oracle["T_s"]));
    assert_eq!(expected["window_seconds"], oracle["T_s"]);
    assert_eq!(little["wip_integral_ms"], ms(&oracle["H_card_seconds"]));
    for (field, of) in [
        ("wip_start", "N_at_start"),
        ("wip_end", "N_at_end"),
        ("arrivals", "arrivals"),
        ("departures", "departures"),
        ("mean_wip", "L"),
    ] {
        assert_eq!(little[field], oracle[of], "{field}");
    }
    // Whole milliseconds, so rounded: 207415.384615… s.
    assert_eq!(little["residence_ms"], json!(207_415_385));
    assert_eq!(little["residence_of_present_ms"], json!(192_600_000));
    let (board, window, now) = golden();
    let error = Metrics::compute(&board, &Journeys::of(&board, now), window).little.identity_error();
    assert_eq!(oracle["identity_L_eq_Lambda_w"], error.is_some_and(|error| error < 1e-8));
    let rate = oracle["Lambda_per_s"].as_f64().unwrap() * DAY_MS as f64 / 1000.0;
    assert!((little["arrival_rate_per_day"].as_f64().unwrap() - rate).abs() < 1e-12);
    // What the oracle does not have, by hand: L ÷ throughput = H ÷ 9; Σ cycle time ÷ 8.
    assert_eq!(little["estimate_ms"], json!(2_696_400_000_i64 / 9));
    assert_eq!(little["measured_ms"], json!(1_652_400_000 / 8));
    let gap = 299_600_000.0 / 206_550_000.0 - 1.0;
    assert!((little["gap"].as_f64().unwrap() - gap).abs() < 1e-12);
    assert_eq!(little["reliable"], json!(false));
}

#[test]
fn activity_and_data_quality() {
    let (report, expected) = (report(), expected());
    for (field, of) in
        [("activity_ratio", "activity_ratio_PT_over_LT"), ("flow_efficiency", "flow_efficiency_PT_over_CT")]
    {
        let (part, whole) = (expected[of][0].as_f64().unwrap(), expected[of][1].as_f64().unwrap());
        assert_eq!(report[field], json!(part / whole), "{field}");
    }
    assert_eq!(report["activity"]["process_time_ms"], ms(&expected["activity_ratio_PT_over_LT"][0]));
    assert_eq!(report["activity"]["lead_time_ms"], ms(&expected["activity_ratio_PT_over_LT"][1]));
    assert_eq!(report["activity"]["cycle_time_ms"], ms(&expected["flow_efficiency_PT_over_CT"][1]));
    let quality = &report["data_quality"];
    for (case, cards) in [
        ("stamp_before_predecessor", json!(["G11"])),
        ("never_in_process", json!(["G8"])),
        ("reopened", json!(["G13", "G4"])),
        ("abandoned", json!(["G5"])),
        ("uncommitted", json!(["G10"])),
        ("moved_back", json!(["G10", "G13", "G3", "G4"])),
        ("block_open", json!(["G6"])),
        ("mid_flight", json!(["G12"])),
    ] {
        assert_eq!(quality[case], cards, "{case}");
    }
    assert_eq!(quality.as_object().unwrap().len(), 9, "these and the skips, no other");
    let problems = expected["data_quality"].as_array().unwrap().iter().map(|flag| text(flag, "card"));
    assert_eq!(problems.collect::<Vec<_>>(), ["G11", "G8"], "what the oracle flags, flagged above");
}

#[test]
fn percentiles_are_the_oracle_s_nearest_ranks() {
    let oracle: Value = serde_json::from_str(&read(&folder().join("percentiles/expected.json"))).unwrap();
    let mut seen = 0;
    for (name, case) in oracle["cases"].as_object().unwrap() {
        let mut values: Vec<i64> =
            case["values"].as_array().unwrap().iter().map(|value| value.as_i64().unwrap()).collect();
        values.sort_unstable();
        for (p, of) in case["percentiles"].as_object().unwrap() {
            let found = nearest_rank(&values, p.parse().unwrap());
            assert_eq!(json!(found), of["nearest_rank"], "{name} {p}");
            seen += 1;
        }
    }
    assert_eq!(seen, 70);
}
