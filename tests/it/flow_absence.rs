//! What there is nothing to tell of, and why; and boards of which some cards only are told.

use andon::flow::{Absence, Journeys, Metrics};

use crate::flow_told::{Told, hour, hours};

const COLUMNS: &str = "Backlog,Ready:queue,Doing:active,Done";

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
    let none = Journeys::of_those(&finished.board, hour(30), |_| false);
    let none = Metrics::compute(&finished.board, &none, hours(0, 30));
    assert_eq!(none.no_times, Some(Absence::NoneChosen));
}

#[test]
fn journeys_of_some_cards_are_those_journeys() {
    let told = Told::of(
        COLUMNS,
        &["A: 0 Ready, 1 block x, 2 Doing, 3 Done", "B: 0 Doing", "C: 0 Ready, 4 block y, 5 Done"],
    );
    let all = told.journeys(9);
    assert!(all.are_all());
    let some = Journeys::of_those(&told.board, hour(9), |card| card.id() != told.card("B"));
    assert!(!some.are_all());
    assert_eq!(some.list().len(), 2);
    for (place, journey) in (0..).zip(some.list()) {
        let twin = all.list().iter().position(|other| other.card == journey.card).unwrap();
        assert_eq!(some.stays(journey), all.stays(&all.list()[twin]));
        let of = |journeys: &Journeys, owner: usize| {
            let halts = journeys.halts().iter().filter(|halt| halt.owner as usize == owner);
            halts
                .map(|halt| (halt.column, halt.from, halt.to, journeys.reasons().text(halt.why).to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&some, place), of(&all, twin));
    }
    assert_eq!(Metrics::compute(&told.board, &some, hours(0, 9)).wip.arrivals, 2);
}
