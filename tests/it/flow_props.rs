//! What holds of the flow measures for every log, however awkward.

use std::collections::BTreeMap;

use proptest::prelude::*;

use andon::board::{Board, ColumnIx, Event, Id, Subject, Timestamp};
use andon::flow::{Journey, Journeys, Metrics, Oddity, Window, local_day, monday};

use crate::flow_boards::{applied, board, cases, do_and_undo, now, rebuilt, window};

/// All that is known of a card, dates as they are shifted back by `shift`.
#[derive(Debug, PartialEq)]
struct Facts {
    column: Option<ColumnIx>,
    dates: [Option<i64>; 5],
    durations: [i64; 5],
    counts: [u32; 4],
    blocked: bool,
    stays: Vec<(ColumnIx, i64, i64, i64)>,
    spans: Vec<(i64, i64)>,
}

fn facts(journeys: &Journeys, shift: i64) -> BTreeMap<Id, Facts> {
    let ms = |at: Timestamp| at.ms() - shift;
    let fact = |(place, journey): (u32, &Journey)| {
        let Journey { process_ms, queue_ms, blocked_ms, gap_ms, backlog_ms, .. } = *journey;
        let open = |at: Timestamp| if at == Timestamp::END { i64::MAX } else { ms(at) };
        let spans = journeys.spans().iter().filter(|span| span.owner == place);
        let facts = Facts {
            column: journey.column,
            dates: [
                Some(journey.created),
                journey.started,
                journey.first_finished,
                journey.finished,
                journey.abandoned,
            ]
            .map(|at| at.map(ms)),
            durations: [process_ms, queue_ms, blocked_ms, gap_ms, backlog_ms],
            counts: [journey.returns, journey.reopens, journey.uncommits, journey.handoffs],
            blocked: journey.blocked,
            stays: journeys
                .stays(journey)
                .iter()
                .map(|stay| (stay.column, ms(stay.from), ms(stay.to), stay.blocked_ms))
                .collect(),
            spans: spans.map(|span| (ms(span.from), open(span.until))).collect(),
        };
        (journey.card, facts)
    };
    (0..).zip(journeys.list()).map(fact).collect()
}

fn of(board: &Board, now: Timestamp) -> BTreeMap<Id, Facts> {
    facts(&Journeys::of(board, now), 0)
}

/// The measures without the list of awkward cases.
fn measures(board: &Board, window: Window, now: Timestamp) -> Metrics {
    let mut metrics = Metrics::compute(board, &Journeys::of(board, now), window);
    metrics.quality = andon::flow::DataQuality::default();
    metrics
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn the_parts_of_a_card_s_time_add_up(board in board(), now in now()) {
        let journeys = Journeys::of(&board, now);
        for journey in journeys.list() {
            let Journey { process_ms, queue_ms, blocked_ms, gap_ms, backlog_ms, created, .. } = *journey;
            for part in [process_ms, queue_ms, blocked_ms, gap_ms, backlog_ms] {
                prop_assert!(part >= 0);
            }
            if let (Some(lead), Some(cycle)) = (journey.lead_ms(), journey.cycle_ms()) {
                prop_assert!(process_ms <= cycle && cycle <= lead);
                prop_assert_eq!(process_ms + queue_ms + blocked_ms + gap_ms + backlog_ms, cycle);
            }
            if let Some(age) = journey.age_ms(now) {
                prop_assert_eq!(process_ms + queue_ms + blocked_ms + gap_ms + backlog_ms, age);
            }
            prop_assert!(journey.started.is_none_or(|at| at >= created && at <= now));
            prop_assert!(journey.finished.is_none_or(|at| journey.first_finished.is_some_and(|first| first <= at)));
            prop_assert!(journey.finished.is_none() || journey.abandoned.is_none());
            let stays = journeys.stays(journey);
            prop_assert_eq!(stays.first().map(|stay| stay.from), Some(created));
            prop_assert!(stays.windows(2).all(|pair| pair[0].to == pair[1].from && pair[0].column != pair[1].column));
            prop_assert!(stays.iter().all(|stay| stay.from <= stay.to && stay.blocked_ms <= stay.to.since(stay.from)));
            let last = stays.last().map(|stay| (Some(stay.column), stay.to));
            prop_assert!(journey.column.is_none() || last == Some((journey.column, now)));
        }
    }

    #[test]
    fn what_comes_in_and_goes_out_is_what_is_there(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        let wip = metrics.wip;
        prop_assert_eq!(wip.start + wip.arrivals, wip.departures + wip.end);
        prop_assert_eq!(wip.now, journeys.wip_at(now));
        prop_assert_eq!(wip.now, metrics.ages.cards.len());
        prop_assert_eq!(wip.now, journeys.list().iter().filter(|journey| journey.in_process()).count());
        // The integral again, by walking along the steps of N instead of along the cards.
        let end = window.to.min(now);
        let mut steps: Vec<Timestamp> = journeys.spans().iter().flat_map(|span| [span.from, span.until]).collect();
        steps.extend([window.from, end]);
        steps.retain(|at| window.from <= *at && *at <= end);
        steps.sort_unstable();
        let areas = steps.windows(2).map(|pair| {
            i128::from(pair[1].since(pair[0])) * journeys.wip_at(pair[0]) as i128
        });
        prop_assert_eq!(areas.sum::<i128>(), wip.card_ms);
        // L = Λ·w, to the half millisecond that w is rounded by.
        if let (Some(error), Some(mean)) = (metrics.little.identity_error(), wip.mean.filter(|mean| *mean > 0.0)) {
            let observed = metrics.observed_ms as f64;
            prop_assert!(error <= 0.5001 * wip.arrivals as f64 / (mean * observed) + 1e-9, "{}", error);
        }
        // A card is in process once at a time.
        let mut spans = journeys.spans().to_vec();
        spans.sort_by_key(|span| (span.owner, span.from));
        let apart = |pair: &[andon::flow::Span]| pair[0].owner != pair[1].owner || pair[0].until <= pair[1].from;
        prop_assert!(spans.windows(2).all(apart));
        prop_assert!(spans.iter().all(|span| span.from < span.until));
    }

    #[test]
    fn buckets_add_up_and_no_day_is_missing(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let throughput = Metrics::compute(&board, &journeys, window).throughput;
        let sum = |buckets: &[andon::flow::Bucket]| buckets.iter().map(|bucket| bucket.finished as usize).sum::<usize>();
        prop_assert_eq!(sum(&throughput.days), throughput.total);
        prop_assert_eq!(sum(&throughput.weeks), throughput.total);
        prop_assert!(throughput.days.windows(2).all(|pair| pair[0].day.succ_opt() == Some(pair[1].day)));
        for bucket in &throughput.days {
            let of_day = |journey: &&Journey| journey.finished.is_some_and(|at| {
                window.contains(at) && local_day(at, board.zone()) == bucket.day
            });
            prop_assert_eq!(journeys.list().iter().filter(of_day).count(), bucket.finished as usize);
        }
        prop_assert!(throughput.weeks.iter().all(|week| monday(week.day) == week.day));
        if window.from < window.to.min(now) {
            prop_assert_eq!(throughput.days.first().map(|day| day.day), Some(local_day(window.from, board.zone())));
        }
    }

    #[test]
    fn a_window_is_the_sum_of_its_parts(board in board(), window in window(), now in now(), cut in 0..=1000_i64) {
        let journeys = Journeys::of(&board, now);
        let cut = window.from.plus_ms(window.to.since(window.from) / 1000 * cut);
        let [whole, left, right] = [window, Window { to: cut, ..window }, Window { from: cut, ..window }]
            .map(|window| Metrics::compute(&board, &journeys, window));
        prop_assert_eq!(left.wip.card_ms + right.wip.card_ms, whole.wip.card_ms);
        prop_assert_eq!(left.wip.arrivals + right.wip.arrivals, whole.wip.arrivals);
        prop_assert_eq!(left.wip.departures + right.wip.departures, whole.wip.departures);
        prop_assert_eq!(left.wip.end, right.wip.start);
        prop_assert_eq!(left.throughput.total + right.throughput.total, whole.throughput.total);
        prop_assert_eq!(left.times.lead.n + right.times.lead.n, whole.times.lead.n);
        prop_assert_eq!(left.times.lead.sum_ms + right.times.lead.sum_ms, whole.times.lead.sum_ms);
        prop_assert_eq!(left.activity.process_ms + right.activity.process_ms, whole.activity.process_ms);
        prop_assert_eq!(left.cord.pulls.len() + right.cord.pulls.len(), whole.cord.pulls.len());
    }

    #[test]
    fn what_happens_after_now_changes_nothing(board in board(), window in window(), now in now()) {
        let past = rebuilt(&board, Clone::clone, |event| Some(event.clone()).filter(|event| event.at <= now));
        prop_assert_eq!(of(&board, now), of(&past, now));
        prop_assert_eq!(measures(&board, window, now), measures(&past, window, now));
        let journeys = Journeys::of(&board, now);
        for journey in journeys.list() {
            let later = board.card(journey.card).unwrap().events().iter().any(|event| event.at > now);
            prop_assert_eq!(journey.oddities.has(Oddity::FutureEvents), later);
        }
    }

    #[test]
    fn names_and_the_order_of_rows_change_nothing(board in board(), window in window(), now in now()) {
        let renamed = rebuilt(&board, |setting| {
            let mut setting = setting.clone();
            if matches!(setting.subject, Subject::Column(_)) {
                setting.fields.name = Some("Same".into());
            }
            setting
        }, |event| Some(event.clone()));
        prop_assert_eq!(of(&board, now), of(&renamed, now));
        prop_assert_eq!(measures(&board, window, now), measures(&renamed, window, now));
    }

    #[test]
    fn durations_do_not_know_where_or_when_they_are(
        board in board(), window in window(), now in now(), shift in -1_000_000_000_000..1_000_000_000_000_i64,
    ) {
        let moved = rebuilt(&board, |setting| {
            let mut setting = setting.clone();
            if setting.fields.zone.is_some() {
                setting.fields.zone = Some("Pacific/Chatham".into());
            }
            setting
        }, |event| {
            let at = event.at.plus_ms(shift);
            Some(Event { at, ..event.clone() })
        });
        let there = now.plus_ms(shift);
        prop_assert_eq!(facts(&Journeys::of(&board, now), 0), facts(&Journeys::of(&moved, there), shift));
        let window_there = Window { from: window.from.plus_ms(shift), to: window.to.plus_ms(shift) };
        let [here, there] = [measures(&board, window, now), measures(&moved, window_there, there)];
        prop_assert_eq!((here.times, here.wip, here.activity, here.little), (there.times, there.wip, there.activity, there.little));
        prop_assert_eq!(here.throughput.total, there.throughput.total);
    }

    #[test]
    fn what_is_done_and_undone_changes_nothing((mut board, clock) in applied(), what: usize, seed: u32) {
        let now = clock.plus_ms(1000);
        let before = of(&board, now);
        if do_and_undo(&mut board, clock, what, seed).is_some() {
            prop_assert_eq!(before, of(&board, now));
        }
    }

    #[test]
    fn a_report_has_no_number_that_is_none(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        let told = [metrics.activity.ratio(), metrics.activity.flow_efficiency()];
        prop_assert!(told.iter().flatten().all(|ratio| (0.0..=1.0).contains(ratio)));
        if metrics.times.lead.n == 0 {
            prop_assert_eq!((told, metrics.times.lead.mean_ms(), metrics.times.lead.percentile_ms(50)), ([None; 2], None, None));
        }
        let report = andon::report::Report::over(&board, &journeys, window);
        let text = andon::report::text(&report);
        prop_assert!(!text.contains("NaN") && !text.contains("inf"), "{}", text);
        prop_assert!(text.lines().count() <= andon::report::LINES);
        prop_assert!(text.lines().all(|line| andon::text::width(line) <= andon::report::WIDTH), "{}", text);
    }
}
