//! What holds of each measure of flow, for every log, however awkward.

use proptest::prelude::*;

use andon::board::{Event, Timestamp};
use andon::flow::traffic::TrafficBucket;
use andon::flow::{Journeys, Metrics, Window, monday};

use crate::flow_boards::{board, cases, now, rebuilt, window};

/// The instants that days end at, the last at the window's end or now.
fn ends(metrics: &Metrics) -> Vec<Timestamp> {
    metrics.cumulative.days.iter().map(|day| day.at).collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn lines_of_the_cumulative_flow_rise_and_never_cross(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        let found = &metrics.cumulative;
        prop_assert!(found.days.iter().all(|day| day.reached.len() == found.columns.len()));
        for day in &found.days {
            prop_assert!(day.reached.windows(2).all(|pair| pair[0] >= pair[1]), "{:?}", day);
        }
        for pair in found.days.windows(2) {
            prop_assert!(pair[0].at <= pair[1].at && pair[0].abandoned <= pair[1].abandoned);
            prop_assert!(pair[0].reached.iter().zip(&pair[1].reached).all(|(one, next)| one <= next));
        }
        // Each day once more, by looking at every stay.
        let line = journeys.line();
        for day in &found.days {
            let before = |at: Timestamp| at < day.at || (at == day.at && now < window.to && now == at);
            for (column, reached) in found.columns.iter().zip(&day.reached) {
                let place = line.stop(*column).position;
                let came = journeys.list().iter().filter(|journey| journeys.stays(journey).iter().any(|stay| {
                    before(stay.from) && line.stop(stay.column).position >= place
                }));
                prop_assert_eq!(came.count(), *reached as usize, "{:?} {}", column, day.day);
            }
            let gone = journeys.list().iter().filter(|journey| journey.abandoned.is_some_and(before));
            prop_assert_eq!(gone.count(), day.abandoned as usize);
        }
        for correction in &found.corrections {
            prop_assert!(correction.from < correction.to && correction.to > window.from);
            prop_assert!(correction.to <= window.to.min(now));
        }
    }

    #[test]
    fn traffic_adds_up_bucket_by_bucket(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        let (traffic, wip) = (&metrics.traffic, &metrics.wip);
        for buckets in [&traffic.days, &traffic.weeks] {
            let mut before = i64::try_from(wip.start).unwrap();
            for bucket in buckets {
                prop_assert_eq!(before + bucket.net(), i64::from(bucket.wip_end));
                before = i64::from(bucket.wip_end);
            }
            let sum = |of: fn(&TrafficBucket) -> u32| buckets.iter().map(|bucket| of(bucket) as usize).sum::<usize>();
            if window.from < window.to {
                prop_assert_eq!(sum(|bucket| bucket.arrivals), wip.arrivals);
                prop_assert_eq!(sum(|bucket| bucket.departures), wip.departures);
                prop_assert_eq!(before, i64::try_from(wip.end).unwrap());
            }
        }
        let days = |traffic: &[TrafficBucket]| traffic.iter().map(|day| day.day).collect::<Vec<_>>();
        prop_assert_eq!(days(&traffic.days), metrics.throughput.days.iter().map(|day| day.day).collect::<Vec<_>>());
        prop_assert_eq!(days(&traffic.weeks), metrics.throughput.weeks.iter().map(|week| week.day).collect::<Vec<_>>());
        prop_assert!(traffic.weeks.iter().all(|week| monday(week.day) == week.day));
        // Cards in process, counted at each end.
        for (day, at) in traffic.days.iter().zip(ends(&metrics)) {
            let at_the_end = if at < window.to && at == now { now } else { at.plus_ms(-1) };
            prop_assert_eq!(journeys.wip_at(at_the_end), day.wip_end as usize, "{}", day.day);
        }
    }

    #[test]
    fn the_map_s_blocks_are_all_the_time_there_was(board in board(), window in window(), now in now()) {
        let journeys = Journeys::of(&board, now);
        let Metrics { stream, times, accuracy, handoffs, .. } = Metrics::compute(&board, &journeys, window);
        prop_assert_eq!(stream.cards, times.lead.n);
        prop_assert_eq!(stream.lead_ms(), times.lead.sum_ms);
        prop_assert_eq!(stream.process_ms(), times.process.sum_ms);
        let finished = || journeys.list().iter().filter(|journey| {
            journey.is_timed() && journey.finished.is_some_and(|at| window.contains(at))
        });
        let blocked: i64 = finished().map(|journey| journey.blocked_ms).sum();
        prop_assert_eq!(stream.blocks.iter().map(|block| block.blocked_ms).sum::<i128>(), i128::from(blocked));
        for block in &stream.blocks {
            prop_assert!(0 <= block.process_ms && block.process_ms + block.blocked_ms <= block.lead_ms);
            prop_assert_eq!(block.through.sum_ms, block.lead_ms);
            prop_assert!(block.through.n <= stream.cards);
        }
        prop_assert_eq!((accuracy.finished, handoffs.cards), (stream.cards, stream.cards));
        prop_assert_eq!(handoffs.total, finished().map(|journey| u64::from(journey.handoffs)).sum::<u64>());
        prop_assert!(accuracy.stages.iter().all(|stage| stage.failed <= stage.handoffs));
        prop_assert!(accuracy.rolled().is_none_or(|rolled| (0.0..=1.0).contains(&rolled)));
    }

    #[test]
    fn windows_that_touch_add_up(board in board(), window in window(), now in now(), cut in 0..=1000_i64) {
        let journeys = Journeys::of(&board, now);
        let cut = window.from.plus_ms(window.to.since(window.from) / 1000 * cut);
        let [whole, left, right] = [window, Window { to: cut, ..window }, Window { from: cut, ..window }]
            .map(|window| Metrics::compute(&board, &journeys, window));
        let steps = |metrics: &Metrics| {
            let line = journeys.line();
            let of = |scope| metrics.delays.steps.iter().find(|step| step.scope == scope);
            line.steps()
                .iter()
                .map(|step| of(step.scope).map_or([0; 3], |step| [step.queue_ms, step.blocked_ms, step.blocks as i128]))
                .collect::<Vec<_>>()
        };
        for ((whole, left), right) in steps(&whole).iter().zip(steps(&left)).zip(steps(&right)) {
            prop_assert_eq!(*whole, [0, 1, 2].map(|part| left[part] + right[part]));
        }
        let reasons = |metrics: &Metrics| metrics.delays.reasons.iter().map(|reason| reason.blocked_ms).sum::<i128>();
        prop_assert_eq!(reasons(&left) + reasons(&right), reasons(&whole));
        prop_assert_eq!(reasons(&whole), whole.delays.blocked_ms);
        let stages = |metrics: &Metrics| {
            let of = |scope| metrics.accuracy.stages.iter().find(|stage| stage.scope == scope);
            let steps = journeys.line().steps().iter();
            steps.map(|step| of(step.scope).map_or([0; 2], |stage| [stage.handoffs, stage.failed])).collect::<Vec<_>>()
        };
        for ((whole, left), right) in stages(&whole).iter().zip(stages(&left)).zip(stages(&right)) {
            prop_assert_eq!(*whole, [left[0] + right[0], left[1] + right[1]]);
        }
        let counts = |metrics: &Metrics| {
            let accuracy = &metrics.accuracy;
            let Metrics { handoffs, batches, stream, .. } = metrics;
            [
                accuracy.first_pass as i128,
                accuracy.finished as i128,
                accuracy.customer_returns as i128,
                handoffs.cards as i128,
                i128::from(handoffs.total),
                batches.crossings as i128,
                stream.lead_ms(),
            ]
        };
        let (whole_counts, left_counts, right_counts) = (counts(&whole), counts(&left), counts(&right));
        for (place, sum) in whole_counts.iter().enumerate() {
            prop_assert_eq!(*sum, left_counts[place] + right_counts[place], "{}", place);
        }
        // A batch that a border cuts is one on either side of it, and those after it may begin anew.
        prop_assert!(left.batches.batches + right.batches.batches >= whole.batches.batches);
        if let Some(last) = left.cumulative.days.last().filter(|_| cut < window.to) {
            let first = right.cumulative.days.first().map(|day| day.reached.clone());
            prop_assert!(first.is_none_or(|first| last.reached.iter().zip(&first).all(|(before, after)| before <= after)));
        }
    }

    #[test]
    fn measures_do_not_know_where_or_when_they_are(
        board in board(), window in window(), now in now(), shift in -1_000_000_000_000..1_000_000_000_000_i64,
    ) {
        let moved = rebuilt(&board, Clone::clone, |event| {
            let at = event.at.plus_ms(shift);
            Some(Event { at, ..event.clone() })
        });
        let there = now.plus_ms(shift);
        let window_there = Window { from: window.from.plus_ms(shift), to: window.to.plus_ms(shift) };
        let here = Metrics::compute(&board, &Journeys::of(&board, now), window);
        let there = Metrics::compute(&moved, &Journeys::of(&moved, there), window_there);
        prop_assert_eq!(&here.delays, &there.delays);
        prop_assert_eq!(&here.handoffs, &there.handoffs);
        prop_assert_eq!(&here.accuracy, &there.accuracy);
        prop_assert_eq!(&here.stream, &there.stream);
        prop_assert_eq!((here.batches.batches, here.batches.crossings), (there.batches.batches, there.batches.crossings));
        let corrections = |metrics: &Metrics, shift: i64| {
            let corrections = metrics.cumulative.corrections.iter();
            corrections.map(|it| (it.card, it.furthest, it.from.ms() - shift, it.to.ms() - shift, it.recovered)).collect::<Vec<_>>()
        };
        prop_assert_eq!(corrections(&here, 0), corrections(&there, shift));
        prop_assert_eq!(&here.cumulative.columns, &there.cumulative.columns);
    }
}
