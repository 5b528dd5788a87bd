//! Pace, the expectation and the charts of behaviour on random boards, beside plain second tellings.

use proptest::prelude::*;

use andon::board::{Change, ColumnIx, Fields, Operation, Share, Sle, Subject, Timestamp};
use andon::flow::{DAY_MS, Distribution, Journey, Journeys, Metrics, PERCENTILES, Window};

use crate::flow_boards::{board, now, window};

/// The age from which on a card was right of a column until it finished.
fn past(journeys: &Journeys, journey: &Journey, column: ColumnIx) -> i64 {
    let (started, finished) = (journey.started.unwrap(), journey.finished.unwrap());
    let place = |column: ColumnIx| journeys.line().columns().iter().position(|other| *other == column);
    let right_from = |at: Timestamp| {
        let mut later = journeys
            .stays(journey)
            .iter()
            .filter(|stay| stay.to > at && stay.from < finished && stay.from < stay.to);
        later.all(|stay| place(stay.column) > place(column))
    };
    let ends = journeys.stays(journey).iter().map(|stay| stay.to.min(finished));
    let candidates = ends.chain([started]).filter(|at| *at >= started && right_from(*at));
    candidates.map(|at| at.since(started)).min().unwrap()
}

fn timed(journeys: &Journeys) -> impl Iterator<Item = &Journey> {
    journeys.list().iter().filter(|journey| journey.is_timed())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn cards_go_past_columns_one_after_the_other(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let pace = Metrics::compute(&board, &journeys, window).pace;
        for column in &pace.columns {
            let finished = timed(&journeys).filter(|journey| window.contains(journey.finished.unwrap()));
            let mut ages: Vec<i64> = finished.map(|journey| past(&journeys, journey, column.column)).collect();
            prop_assert_eq!(column.ages, Distribution::of(&mut ages));
        }
        for pair in pace.columns.windows(2) {
            for percentile in PERCENTILES {
                prop_assert!(pair[0].ages.percentile_ms(percentile) <= pair[1].ages.percentile_ms(percentile));
            }
        }
        prop_assert_eq!(pace.cards.len(), journeys.wip_at(now));
        prop_assert!(pace.cards.is_sorted_by_key(|card| -card.age_ms));
        for card in &pace.cards {
            let told = pace.column(card.column).and_then(|column| column.ages.told_ms(50));
            prop_assert_eq!(card.past.is_some(), told.is_some());
            prop_assert_eq!(card.past.is_some_and(|past| past >= 50), told.is_some_and(|told| card.age_ms > told));
        }
    }

    #[test]
    fn risk_is_the_share_of_those_as_old_that_missed(board in board(), days in 1..60_i64, now in now()) {
        let mut board = board;
        let sle = Sle::new(days * DAY_MS, Share::new(85).unwrap());
        let id = board.id().unwrap();
        let change = Change::Set {
            subject: Subject::Board(id),
            fields: Fields { sle: Some(sle), ..Fields::default() },
        };
        let by = "someone".to_owned();
        board.apply(&Operation { change, at: now, by, seed: 9, over: None, backdated: false }).unwrap();
        let journeys = Journeys::of(&board, now);
        let level = Metrics::compute(&board, &journeys, Window::last(90, now)).sle;
        prop_assert_eq!(level.kept + level.missed(), level.finished);
        prop_assert_eq!(level.allowed, level.finished * 15 / 100);
        prop_assert!(level.burn_rate().is_none_or(f64::is_finite));
        prop_assert_eq!(level.at_risk.len(), journeys.wip_at(now));
        for card in &level.at_risk {
            let as_old = || timed(&journeys).filter(|journey| journey.cycle_ms() >= Some(card.age_ms));
            let missed = as_old().filter(|journey| journey.cycle_ms() > Some(days * DAY_MS)).count();
            prop_assert_eq!(card.risk_n, as_old().count());
            let risk = if card.of_sle > 1.0 { Some(1.0) } else { (card.risk_n > 0).then(|| missed as f64 / card.risk_n as f64) };
            prop_assert_eq!(card.risk, risk);
            prop_assert!(card.risk.is_none_or(|risk| (0.0..=1.0).contains(&risk)));
        }
    }

    #[test]
    fn every_chart_has_numbers_and_every_sum_is_whole(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        for chart in [&metrics.behaviour.lead_time, &metrics.behaviour.throughput] {
            prop_assert_eq!(chart.limits.is_some(), chart.points.len() >= 2);
            prop_assert!(chart.limits.is_some() || chart.points.iter().all(|point| point.signals.is_empty()));
            if let Some(limits) = chart.limits {
                prop_assert!(0.0 <= limits.lower && limits.lower <= limits.mean && limits.mean <= limits.upper);
                prop_assert!(limits.upper.is_finite() && limits.upper_range.is_finite());
            }
        }
        prop_assert_eq!(metrics.behaviour.lead_time.points.len(), metrics.times.lead.n);
        let weeks = metrics.behaviour.throughput.points.iter().map(|point| point.value).sum::<f64>();
        prop_assert!(weeks <= metrics.throughput.total as f64);
        let mix = &metrics.work_kinds;
        prop_assert_eq!(mix.kinds.iter().map(|kind| kind.finished).sum::<usize>(), mix.finished);
        prop_assert_eq!(mix.finished, metrics.throughput.total);
        prop_assert_eq!(mix.kinds.iter().map(|kind| kind.process_ms).sum::<i128>(), mix.process_ms);
    }
}
