//! Small boards whose numbers can be told by hand: an expectation, pace, weeks, kinds of work.

use andon::board::{Fields, Share, Sle, Subject};
use andon::flow::behaviour::{Of, Signal};

use crate::flow_story::{HOUR, Story, id};

/// Cards that took so many hours each, one after the other.
fn taking(mut story: Story, hours: &[i64]) -> Story {
    for (number, hours) in (0..).zip(hours) {
        story = story.moved(&[(number, "dev"), (number + hours, "done")]);
    }
    story
}

#[test]
fn an_expectation_its_budget_and_who_is_at_risk() {
    let sle = Sle::new(8 * HOUR, Share::new(70).unwrap()).unwrap();
    let promise = Fields { sle: Some(Some(sle)), ..Fields::default() };
    let story = taking(Story::on("Backlog:backlog,Dev:active,Done:done"), &[1, 2, 4, 6, 7, 8, 9, 10, 12, 40])
        .moved(&[(90, "dev")])
        .moved(&[(92, "dev")])
        .moved(&[(95, "dev")])
        .moved(&[(100, "dev")])
        .moved(&[(60, "backlog")]);
    let suggested = story.told(0, 100, 100).sle;
    assert!(suggested.suggested);
    assert_eq!(suggested.sle.map(|sle| (sle.within_ms, sle.share.percent())), Some((12 * HOUR, 85)));
    assert_eq!((suggested.finished, suggested.kept, suggested.allowed), (10, 9, 1));
    // Nine are too few to suggest one from.
    let few = story.told(0, 49, 100).sle;
    assert_eq!((few.sle, few.finished, few.missed(), few.at_risk.len()), (None, 9, 0, 0));
    let story = story.set(0, Subject::Board(id("board")), promise);
    let level = story.told(0, 100, 100).sle;
    assert_eq!((level.sle, level.suggested), (Some(sle), false));
    assert_eq!((level.kept, level.missed(), level.allowed, level.hit_rate()), (6, 4, 3, Some(0.6)));
    let risks: Vec<_> =
        level.at_risk.iter().map(|card| (card.age_ms / HOUR, card.of_sle, card.risk, card.risk_n)).collect();
    assert_eq!(
        risks,
        [
            (10, 1.25, Some(1.0), 3),
            // At eight hours it has not missed; of the five that got as old four did.
            (8, 1.0, Some(0.8), 5),
            (5, 0.625, Some(4.0 / 7.0), 7),
            (0, 0.0, Some(0.4), 10),
        ]
    );
    // The past is all of it, whatever the window; and what is older than all has no precedent.
    let level = story.told(96, 100, 100).sle;
    assert_eq!((level.finished, level.hit_rate(), level.at_risk[1].risk), (0, None, Some(0.8)));
    let oldest = story.told(0, 100, 200).sle.at_risk[0];
    assert_eq!((oldest.risk, oldest.risk_n), (Some(1.0), 0));
}

#[test]
fn the_pace_of_a_column_is_the_age_at_which_cards_went_past_it_for_good() {
    let columns = "Backlog:backlog,Ready:queue,Dev:active,Test:active,Done:done";
    let story = Story::on(columns)
        .moved(&[(0, "ready"), (2, "dev"), (3, "test"), (5, "done")])
        // Back and forth: only the last time counts, for the columns left of it too.
        .moved(&[(0, "ready"), (1, "dev"), (2, "test"), (3, "ready"), (6, "test"), (7, "done")])
        // Never in Ready, so past it at once; put back in the backlog, so past all of it later.
        .moved(&[(0, "dev"), (1, "backlog"), (4, "dev"), (6, "done")])
        .moved(&[(0, "dev"), (9, "done")])
        .moved(&[(0, "ready"), (5, "done"), (6, "dev"), (8, "done")])
        .moved(&[(1, "dev")])
        .moved(&[(3, "test")])
        .moved(&[(2, "ready"), (4, "backlog")]);
    let pace = story.told(0, 10, 10).pace;
    let ages = |place: usize| {
        let ages = &pace.columns[place].ages;
        (ages.n, ages.sum_ms / i128::from(HOUR), ages.percentile_ms(50).map(|ms| ms / HOUR))
    };
    // Ready 2, 6, 4, 0, 5; Dev 3, 6, 6, 9, 8; Test 5, 7, 6, 9, 8 (from the first start each).
    assert_eq!([ages(0), ages(1), ages(2)], [(5, 17, Some(4)), (5, 32, Some(6)), (5, 35, Some(7))]);
    let cards: Vec<_> = pace.cards.iter().map(|card| (card.age_ms / HOUR, card.past)).collect();
    assert_eq!(cards, [(9, Some(50)), (8, None), (7, Some(0))], "the second one is in the backlog");
    assert_eq!(story.told(0, 6, 10).pace.cards[0].past, None, "too few finished by then");
}

#[test]
fn no_card_goes_past_a_column_after_it_finished() {
    let mut story = Story::on("Backlog:backlog,Dev:active,Done:done,Extra:active");
    for start in 0..5 {
        story = story.moved(&[(start, "dev"), (start + 2, "done")]);
    }
    let pace = story.told(0, 10, 10).pace;
    let medians: Vec<_> = pace.columns.iter().map(|column| column.ages.percentile_ms(50)).collect();
    assert_eq!(medians, [Some(2 * HOUR); 2]);
}

#[test]
fn weeks_that_lie_in_the_window_in_part_are_left_out() {
    let mut story = Story::on("Backlog:backlog,Dev:active,Done:done");
    for week in 0..6 {
        story = story.moved(&[(168 * week + 9, "dev"), (168 * week + 10, "done")]);
    }
    let mondays = |from: i64, to: i64, now: i64| -> Vec<String> {
        let weeks = story.told(from, to, now).behaviour.throughput.points;
        weeks
            .into_iter()
            .map(|point| match point.of {
                Of::Week(monday) => monday.to_string(),
                Of::Card(card) => card.to_string(),
            })
            .collect()
    };
    // Midnight in Berlin is an hour before the window's first instant, so its first week is cut.
    assert_eq!(mondays(0, 21 * 24, 9999), ["2024-01-08", "2024-01-15"]);
    assert_eq!(mondays(-1, 21 * 24 - 2, 9999), ["2024-01-01", "2024-01-08"]);
    assert_eq!(mondays(-1, 21 * 24 - 1, 9999), ["2024-01-01", "2024-01-08", "2024-01-15"]);
    // This week has not passed.
    assert_eq!(mondays(-1, 9999, 13 * 24 + 22), ["2024-01-01"]);
    // The clocks of the last week of March were put forward: it has 167 hours.
    let march = 12 * 168 - 1;
    assert_eq!(mondays(march, march + 167, 9999), ["2024-03-25"]);
    assert_eq!(mondays(march, march + 166, 9999), [""; 0]);
}

#[test]
fn lead_times_come_in_the_order_of_their_finish() {
    let mut story = Story::on("Backlog:backlog,Dev:active,Done:done").moved(&[(0, "dev"), (99, "done")]);
    for hours in 0..9 {
        story = story.moved(&[(hours, "dev"), (hours + 2, "done")]);
    }
    // Never in process: it has no times.
    let story = story.moved(&[(3, "done")]);
    let lead = story.told(0, 200, 200).behaviour.lead_time;
    let values: Vec<f64> = lead.points.iter().map(|point| point.value / HOUR as f64).collect();
    assert_eq!(values, [2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 99.0]);
    assert_eq!(lead.points[9].signals, [Signal::Outside, Signal::Jump]);
    assert_eq!(lead.points[0].signals, [Signal::Run]);
}

#[test]
fn kinds_of_work_beside_their_targets() {
    let target = |percent| Fields { target: Some(Share::new(percent)), ..Fields::default() };
    let expedite = Fields { expedite: Some(true), ..Fields::default() };
    let kind = |kind: &str| Subject::WorkKind(kind.into());
    let mix = Story::on("Backlog:backlog,Dev:active,Done:done")
        .set(0, Subject::Class(id("expedite")), expedite)
        .set(0, kind("Debt"), target(20))
        .set(0, kind("risk"), target(5))
        .card("feature", "", &[(0, "dev"), (1, "done")])
        .card("Feature", "", &[(0, "dev"), (2, "done")])
        .card("FEATURE", "", &[(0, "dev"), (90, "done")])
        .card("debt", "expedite", &[(0, "dev"), (3, "done")])
        .card("", "expedite", &[(0, "dev"), (4, "done")])
        .card("", "", &[(0, "dev"), (5, "done")])
        .card("", "", &[(0, "dev")])
        .told(0, 50, 100)
        .work_kinds;
    let hours = i128::from(HOUR);
    let rows: Vec<_> = mix
        .kinds
        .iter()
        .map(|kind| (&*kind.kind, kind.finished, kind.process_ms / hours, kind.target.map(Share::percent)))
        .collect();
    assert_eq!(
        rows,
        [("Feature", 2, 3, None), ("Debt", 1, 3, Some(20)), ("risk", 0, 0, Some(5)), ("", 2, 9, None)]
    );
    assert_eq!((mix.finished, mix.process_ms / hours), (5, 15));
    assert_eq!((mix.expedited, mix.expedited_process_ms / hours), (2, 7));
    assert_eq!((mix.share_of_cards(mix.expedited), mix.share_of_work(3 * hours)), (Some(0.4), Some(0.2)));
}
