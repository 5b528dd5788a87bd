//! Small boards whose numbers can be told by hand: an expectation, pace, weeks, kinds of work.

use andon::board::{Fields, Id, Share, Sle, Subject};
use andon::flow::behaviour::{Of, Signal};

use crate::flow_told::{HOUR, Told};

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// Cards that were worked on from the first of two hours to the second.
fn worked(columns: &str, hours: impl IntoIterator<Item = (i64, i64)>) -> Told {
    let mut told = Told::of(columns, &[]);
    for (number, (from, to)) in hours.into_iter().enumerate() {
        told.tell(&format!("{number}: {from} Dev, {to} Done"));
    }
    told
}

const PLAIN: &str = "Backlog:backlog,Dev:active,Done:done";

#[test]
fn an_expectation_its_budget_and_who_is_at_risk() {
    let taking = [1, 2, 4, 6, 7, 8, 9, 10, 12, 40];
    let mut told = worked(PLAIN, (0..).zip(taking).map(|(from, hours)| (from, from + hours)));
    for card in ["A: 90 Dev", "B: 92 Dev", "C: 95 Dev", "D: 100 Dev", "E: 60 Backlog"] {
        told.tell(card);
    }
    let suggested = told.measured(0, 100, 100).sle;
    assert!(suggested.suggested);
    assert_eq!(suggested.sle.map(|sle| (sle.within_ms, sle.share.percent())), Some((12 * HOUR, 85)));
    assert_eq!((suggested.finished, suggested.kept, suggested.allowed), (10, 9, 1));
    // Nine are too few to suggest one from.
    let few = told.measured(0, 49, 100).sle;
    assert_eq!((few.sle, few.finished, few.missed(), few.at_risk.len()), (None, 9, 0, 0));
    let sle = Sle::new(8 * HOUR, Share::new(70).unwrap()).unwrap();
    told.set(Subject::Board(id("board")), Fields { sle: Some(Some(sle)), ..Fields::default() });
    let level = told.measured(0, 100, 100).sle;
    assert_eq!((level.sle, level.suggested), (Some(sle), false));
    assert_eq!((level.kept, level.missed(), level.allowed, level.hit_rate()), (6, 4, 3, Some(0.6)));
    let risk = |card: &andon::flow::sle::AtRisk| (card.age_ms / HOUR, card.of_sle, card.risk, card.risk_n);
    assert_eq!(
        level.at_risk.iter().map(risk).collect::<Vec<_>>(),
        [
            (10, 1.25, Some(1.0), 3),
            // At eight hours it has not missed; of the five that got as old four did.
            (8, 1.0, Some(0.8), 5),
            (5, 0.625, Some(4.0 / 7.0), 7),
            (0, 0.0, Some(0.4), 10),
        ]
    );
    // The past is all of it, whatever the window; and what is older than all has no precedent.
    let level = told.measured(96, 100, 100).sle;
    assert_eq!((level.finished, level.hit_rate(), level.at_risk[1].risk), (0, None, Some(0.8)));
    let oldest = told.measured(0, 100, 200).sle.at_risk[0];
    assert_eq!((oldest.risk, oldest.risk_n), (Some(1.0), 0));
}

#[test]
fn the_pace_of_a_column_is_the_age_at_which_cards_went_past_it_for_good() {
    let told = Told::of(
        "Backlog:backlog,Ready:queue,Dev:active,Test:active,Done:done",
        &[
            "A: 0 Ready, 2 Dev, 3 Test, 5 Done",
            // Back and forth: only the last time counts, for the columns left of it too.
            "B: 0 Ready, 1 Dev, 2 Test, 3 Ready, 6 Test, 7 Done",
            // Never in Ready, so past it at once; back in the backlog, so past all of it later.
            "C: 0 Dev, 1 Backlog, 4 Dev, 6 Done",
            "D: 0 Dev, 9 Done",
            "E: 0 Ready, 5 Done, 6 Dev, 8 Done",
            "late: 1 Dev",
            "later: 3 Test",
            "back: 2 Ready, 4 Backlog",
        ],
    );
    let pace = told.measured(0, 10, 10).pace;
    let ages = |place: usize| {
        let ages = &pace.columns[place].ages;
        (ages.n, ages.sum_ms / i128::from(HOUR), ages.percentile_ms(50).map(|ms| ms / HOUR))
    };
    // Ready 2, 6, 4, 0, 5; Dev 3, 6, 6, 9, 8; Test 5, 7, 6, 9, 8.
    assert_eq!([ages(0), ages(1), ages(2)], [(5, 17, Some(4)), (5, 32, Some(6)), (5, 35, Some(7))]);
    let cards: Vec<_> = pace.cards.iter().map(|card| (card.age_ms / HOUR, card.past)).collect();
    assert_eq!(cards, [(9, Some(50)), (8, None), (7, Some(0))], "the second one is in the backlog");
    assert_eq!(told.measured(0, 6, 10).pace.cards[0].past, None, "too few finished by then");
}

#[test]
fn no_card_goes_past_a_column_after_it_finished() {
    let columns = "Backlog:backlog,Dev:active,Done:done,Extra:active";
    let pace = worked(columns, (0..5).map(|from| (from, from + 2))).measured(0, 10, 10).pace;
    let medians: Vec<_> = pace.columns.iter().map(|column| column.ages.percentile_ms(50)).collect();
    assert_eq!(medians, [Some(2 * HOUR); 2]);
}

#[test]
fn weeks_that_lie_in_the_window_in_part_are_left_out() {
    let mut told = worked(PLAIN, (0..6).map(|week| (168 * week + 9, 168 * week + 10)));
    let zone = Some("Europe/Berlin".into());
    told.set(Subject::Board(id("board")), Fields { zone, ..Fields::default() });
    let mondays = |from: i64, to: i64, now: i64| -> Vec<String> {
        let points = told.measured(from, to, now).behaviour.throughput.points;
        let monday = |point: andon::flow::behaviour::Point| match point.of {
            Of::Week(monday) => monday.to_string(),
            Of::Card(card) => panic!("{card} is no week"),
        };
        points.into_iter().map(monday).collect()
    };
    // Midnight in Berlin is an hour before hour 0, so the first week is cut.
    assert_eq!(mondays(0, 504, 9999), ["2026-03-09", "2026-03-16"]);
    assert_eq!(mondays(-1, 503, 9999), ["2026-03-02", "2026-03-09", "2026-03-16"]);
    assert_eq!(mondays(-1, 502, 9999), ["2026-03-02", "2026-03-09"]);
    // The second week has not passed.
    assert_eq!(mondays(-1, 9999, 334), ["2026-03-02"]);
    // Clocks are put forward on the last Sunday of March: that week has 167 hours.
    assert_eq!(mondays(503, 503 + 167, 9999), ["2026-03-23"]);
    assert_eq!(mondays(503, 503 + 166, 9999), [""; 0]);
}

#[test]
fn lead_times_come_in_the_order_of_their_finish() {
    let mut told = worked(PLAIN, [(0, 99)].into_iter().chain((0..9).map(|from| (from, from + 2))));
    // Never in process: it has no times.
    told.tell("A: 3 Done");
    let lead = told.measured(0, 200, 200).behaviour.lead_time;
    let values: Vec<f64> = lead.points.iter().map(|point| point.value / HOUR as f64).collect();
    assert_eq!(values, [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 99.0]);
    assert_eq!(lead.points[9].signals, [Signal::Outside, Signal::Jump]);
    assert_eq!(lead.points[0].signals, [Signal::Run]);
}

#[test]
fn kinds_of_work_beside_their_targets() {
    let mut told = Told::of(PLAIN, &[]);
    let expedite = Fields { expedite: Some(true), ..Fields::default() };
    told.set(Subject::Class(id("expedite")), expedite);
    for (kind, percent) in [("Debt", 20), ("risk", 5)] {
        let target = Fields { target: Some(Share::new(percent)), ..Fields::default() };
        told.set(Subject::WorkKind(kind.into()), target);
    }
    for card in [
        "A: 0 Dev, 0 kind feature, 1 Done",
        "B: 0 Dev, 0 kind Feature, 2 Done",
        "C: 0 Dev, 0 kind FEATURE, 90 Done",
        "D: 0 Dev, 0 kind debt, 0 class expedite, 3 Done",
        "E: 0 Dev, 0 class expedite, 4 Done",
        "F: 0 Dev, 5 Done",
        "G: 0 Dev",
    ] {
        told.tell(card);
    }
    let mix = told.measured(0, 50, 100).work_kinds;
    let hours = i128::from(HOUR);
    let row = |kind: &andon::flow::work_kinds::WorkKind| {
        (kind.kind.to_string(), kind.finished, kind.process_ms / hours, kind.target.map(Share::percent))
    };
    assert_eq!(
        mix.kinds.iter().map(row).collect::<Vec<_>>(),
        [
            ("Feature".to_owned(), 2, 3, None),
            ("Debt".to_owned(), 1, 3, Some(20)),
            ("risk".to_owned(), 0, 0, Some(5)),
            (String::new(), 2, 9, None),
        ]
    );
    assert_eq!((mix.finished, mix.process_ms / hours), (5, 15));
    assert_eq!((mix.expedited, mix.expedited_process_ms / hours), (2, 7));
    assert_eq!((mix.share_of_cards(mix.expedited), mix.share_of_work(3 * hours)), (Some(0.4), Some(0.2)));
}
