//! How often the constraint is found on generated lines where it is known, beside the tallest bar.

use std::ops::AddAssign;

use andon::board::{Board, Timestamp};
use andon::flow::constraint::{Constraint, Verdict, Yardstick};
use andon::flow::{Journeys, Metrics, Window};

use crate::constraint_lines::{Numbers, PullLine, STAGES, Told, say_workers, worked};

/// Lines with a constraint for each load; a quarter as many without. In `flow::constraint` the
/// distances were chosen on 800 and 400 lines of 60, 120 and 500 cards.
const LINES: usize = 100;
const CARDS: usize = 200;

/// Out of how many lines which answer was given.
#[derive(Debug, Default, Clone, Copy)]
struct Hits {
    lines: usize,
    first: usize,
    named: usize,
    named_wrong: usize,
}

impl Hits {
    fn count(&mut self, first: usize, is_named: bool, truth: Option<usize>) {
        self.lines += 1;
        self.first += usize::from(truth == Some(first));
        self.named += usize::from(is_named && truth == Some(first));
        self.named_wrong += usize::from(is_named && truth != Some(first));
    }

    fn percent(self, part: usize) -> f64 {
        100.0 * part as f64 / self.lines as f64
    }

    fn print(self, rule: &str) {
        let [first, named, wrong] = [self.first, self.named, self.named_wrong].map(|part| self.percent(part));
        println!(
            "  {rule:<34} first in rank {first:>5.1} %  named {named:>5.1} %  another named {wrong:>5.1} %"
        );
    }
}

impl AddAssign for Hits {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.first += other.first;
        self.named += other.named;
        self.named_wrong += other.named_wrong;
    }
}

fn constraint(board: &Board, now: Timestamp, journeys: &Journeys) -> Constraint {
    let first = journeys.list().iter().map(|journey| journey.created).min().unwrap();
    Metrics::compute(board, journeys, Window { from: first, to: now }).constraint
}

fn first(constraint: &Constraint) -> (usize, bool) {
    match constraint.verdict {
        Verdict::Named { stage, .. } => (stage, true),
        Verdict::NoClear { first, .. } => (first, false),
        Verdict::Unknown(why) => panic!("{why:?}"),
    }
}

/// The stage in which a visit takes longest in the mean: the tallest bar.
fn tallest(journeys: &Journeys, told: Told) -> usize {
    let mut sums = [(0_i64, 0_i64); STAGES];
    for journey in journeys.list().iter().filter(|journey| journey.finished.is_some()) {
        for stay in journeys.stays(journey) {
            let place = journeys.line().stop(stay.column).position.checked_sub(1);
            if let Some((ms, visits)) = place.and_then(|place| sums.get_mut(place / told.width())) {
                *ms += stay.to.since(stay.from);
                *visits += 1;
            }
        }
    }
    (0..STAGES).max_by_key(|stage| sums[*stage].0 / sums[*stage].1.max(1)).unwrap()
}

/// The answers on lines with a constraint: utilisation, drop of fullness, the tallest bar, and the
/// utilisation of a board that does not tell when work ends. Then the first two on lines without.
type Table = [Hits; 6];

fn table(load: Option<f64>) -> Table {
    let mut numbers = Numbers(2026);
    let mut table = Table::default();
    for number in 0..LINES + LINES / 4 {
        let line = PullLine::random(&mut numbers, number < LINES);
        let truth = line.constraint;
        let log = line.run(CARDS, load, &mut numbers);
        let (mut board, now) = worked(&line, Told::Apart, &log);
        let journeys = Journeys::of(&board, now);
        let without = constraint(&board, now, &journeys);
        assert_eq!(without.yardstick, Yardstick::DropOfFullness);
        say_workers(&mut board, line.workers);
        let with = constraint(&board, now, &journeys);
        assert_eq!(with.yardstick, Yardstick::Utilisation);
        let answers = [first(&with), first(&without)];
        let Some(_) = truth else {
            for (hits, (first, is_named)) in table[4..].iter_mut().zip(answers) {
                hits.count(first, is_named, truth);
            }
            continue;
        };
        for (hits, (first, is_named)) in table.iter_mut().zip(answers) {
            hits.count(first, is_named, truth);
        }
        table[2].count(tallest(&journeys, Told::Apart), true, truth);
        let (mut board, now) = worked(&line, Told::InOne, &log);
        say_workers(&mut board, line.workers);
        let in_one = constraint(&board, now, &Journeys::of(&board, now));
        // Knowing the workers is not enough where cards that wait look like work.
        assert_eq!((in_one.yardstick, in_one.verdict), (Yardstick::DropOfFullness, without.verdict));
        let utilisation = |stage: &usize| in_one.stages[*stage].utilisation.unwrap();
        let busiest = (0..STAGES).rev().max_by(|a, b| utilisation(a).total_cmp(&utilisation(b))).unwrap();
        table[3].count(busiest, false, truth);
    }
    table
}

#[test]
fn the_constraint_of_generated_lines_is_found() {
    let mut all = Table::default();
    for (load, text) in [(None, "saturated"), (Some(0.92), "open at 92 %")] {
        let table = table(load);
        println!("{LINES} lines with a constraint, {text}, {CARDS} cards each");
        table[0].print("utilisation (workers known)");
        table[1].print("drop of fullness (limits only)");
        table[2].print("longest mean time in column");
        table[3].print("utilisation, waiting not told");
        println!("{} lines without", LINES / 4);
        table[4].print("utilisation");
        table[5].print("drop of fullness");
        for (all, hits) in all.iter_mut().zip(table) {
            *all += hits;
        }
    }
    let [utilisation, drop, bar, in_one, even, _] = all;
    assert!(utilisation.percent(utilisation.first) >= 95.0, "{utilisation:?}");
    assert!(drop.percent(drop.first) >= 85.0, "{drop:?}");
    assert!(bar.percent(bar.first) < 75.0 && in_one.percent(in_one.first) < 75.0, "{bar:?} {in_one:?}");
    // What is named is right, and where there is nothing to name hardly anything is.
    assert!(utilisation.percent(utilisation.named_wrong) <= 1.0, "{utilisation:?}");
    assert!(drop.percent(drop.named_wrong) <= 5.0, "{drop:?}");
    assert!(even.percent(even.named_wrong) <= 20.0, "{even:?}");
}
