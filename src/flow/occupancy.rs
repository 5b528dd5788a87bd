//! One walk along the time of a window: how full, busy and empty each station was.
//!
//! Cards come, go, stop and go on, limits change; between two such happenings nothing does, so every
//! share is a sum of whole milliseconds. Of the cards only what overlaps the window is looked at: n
//! happenings take n log n.
//!
//! What a card counts for where it stands:
//! - *held*: against the station's limit, by the board's own rule: in any of its columns, unless it
//!   has right of way;
//! - *there*: in one of its queue or active columns;
//! - *worked on*: in one of its active columns and not blocked;
//! - *finished here*: in a queue column right of its last active column;
//! - *in front of it*: in its other queue columns, or in the queues between it and the station
//!   before it;
//! - *waiting to be started*: in a backlog column, of whatever station.
//!
//! Columns stand where the line has them now; what was one stage then and is two today is two.

use super::station::Station;
use super::{Journeys, Line, Window};
use crate::board::{ColumnIx, ColumnKind, Timestamp};

/// What a station did, in milliseconds of the window so far, and in card-milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Occupancy {
    /// With a limit.
    pub limited_ms: i64,
    /// At its limit, or over it.
    pub full_ms: i64,
    /// With a card that was worked on.
    pub busy_ms: i64,
    /// Without a card.
    pub empty_ms: i64,
    /// Without a card while one waited to be started.
    pub starved_ms: i64,
    /// ∫ min(cards worked on, workers) dt.
    pub working: i128,
    /// ∫ workers dt.
    pub able: i128,
    /// ∫ cards finished here dt.
    pub finished_here: i128,
    /// ∫ cards in front of it dt.
    pub in_front: i128,
    /// How many times a card left its last active column.
    pub pieces: usize,
}

/// What a card in a column counts for.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    station: Option<u16>,
    held: bool,
    there: bool,
    worked_on: bool,
    /// In the last of the station's active columns.
    last: bool,
    finished_here: bool,
    in_front: bool,
    to_be_started: bool,
    /// In a column whose limit leaves out cards with right of way.
    makes_way: bool,
}

/// Something that changes the state of stations; `place` is a column, or the station. Half of all
/// comings are goings from elsewhere, told as one: there are many to be put in order.
#[derive(Debug, Clone, Copy)]
struct Happening {
    at: Timestamp,
    place: u16,
    what: What,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Comes { expedited: bool },
    Goes { expedited: bool },
    Moves { expedited: bool, to: u16 },
    Stops,
    GoesOn,
    Policy,
}

/// A station as it is at one moment.
#[derive(Debug, Clone, Copy)]
struct State {
    since: Timestamp,
    limit: Option<usize>,
    workers: Option<usize>,
    /// Cards by what they count for. Signed: at one instant a card may stop before it comes.
    held: i64,
    there: i64,
    worked_on: i64,
    finished_here: i64,
    in_front: i64,
    sum: Occupancy,
}

impl State {
    /// Adds up what was so until `at`.
    fn until(&mut self, at: Timestamp, work_waits: bool) {
        let ms = at.since(self.since);
        if ms == 0 {
            return;
        }
        self.since = at;
        let sum = &mut self.sum;
        if let Some(limit) = self.limit {
            sum.limited_ms += ms;
            sum.full_ms += if count(self.held) >= limit { ms } else { 0 };
        }
        sum.busy_ms += if self.worked_on > 0 { ms } else { 0 };
        if self.there == 0 {
            sum.empty_ms += ms;
            sum.starved_ms += if work_waits { ms } else { 0 };
        }
        if let Some(workers) = self.workers {
            sum.working += integral(count(self.worked_on).min(workers), ms);
            sum.able += integral(workers, ms);
        }
        sum.finished_here += integral(count(self.finished_here), ms);
        sum.in_front += integral(count(self.in_front), ms);
    }

    fn take(&mut self, part: Part, by: i64, expedited: bool) {
        let add = |sum: &mut i64, counts: bool| *sum += if counts { by } else { 0 };
        add(&mut self.held, part.held && !(expedited && part.makes_way));
        add(&mut self.there, part.there);
        add(&mut self.worked_on, part.worked_on);
        add(&mut self.finished_here, part.finished_here);
        add(&mut self.in_front, part.in_front);
    }
}

fn count(cards: i64) -> usize {
    usize::try_from(cards).unwrap_or(0)
}

fn integral(cards: usize, ms: i64) -> i128 {
    cards as i128 * i128::from(ms)
}

/// What each of `stations` did in the part of the window that has passed.
pub fn sweep(journeys: &Journeys, stations: &[Station], window: Window) -> Vec<Occupancy> {
    let (from, end) = (window.from, window.to.min(journeys.now()));
    let parts = parts(journeys.line(), stations);
    let state = |station: &Station| State {
        since: from,
        limit: station.limit.at(from),
        workers: station.workers.at(from),
        held: 0,
        there: 0,
        worked_on: 0,
        finished_here: 0,
        in_front: 0,
        sum: Occupancy::default(),
    };
    let states = stations.iter().map(state).collect();
    let happenings = happenings(journeys, stations, &parts, from, end);
    let mut sweep = Sweep { stations, parts, states, to_be_started: 0 };
    for happening in happenings {
        sweep.take(happening);
    }
    sweep.all_until(end);
    sweep.states.into_iter().map(|state| state.sum).collect()
}

/// The stations while time goes by.
struct Sweep<'a> {
    stations: &'a [Station],
    /// For every column, what a card there counts for.
    parts: Vec<Part>,
    states: Vec<State>,
    /// Cards in a backlog. Signed, as all that is counted.
    to_be_started: i64,
}

impl Sweep<'_> {
    fn take(&mut self, Happening { at, place, what }: Happening) {
        let place = usize::from(place);
        match what {
            What::Comes { expedited } => self.comes(at, place, expedited),
            What::Goes { expedited } => self.goes(at, place, expedited),
            What::Moves { expedited, to } => {
                self.goes(at, place, expedited);
                self.comes(at, usize::from(to), expedited);
            }
            What::Stops => self.works(at, place, -1),
            What::GoesOn => self.works(at, place, 1),
            What::Policy => {
                self.states[place].until(at, self.to_be_started > 0);
                let (station, state) = (&self.stations[place], &mut self.states[place]);
                (state.limit, state.workers) = (station.limit.at(at), station.workers.at(at));
            }
        }
    }

    fn comes(&mut self, at: Timestamp, column: usize, expedited: bool) {
        self.count(at, column, 1, expedited);
    }

    fn goes(&mut self, at: Timestamp, column: usize, expedited: bool) {
        self.count(at, column, -1, expedited);
        let part = self.parts[column];
        if let Some(station) = part.station.filter(|_| part.last) {
            self.states[usize::from(station)].sum.pieces += 1;
        }
    }

    fn count(&mut self, at: Timestamp, column: usize, by: i64, expedited: bool) {
        let part = self.parts[column];
        if part.to_be_started {
            if (self.to_be_started > 0) != (self.to_be_started + by > 0) {
                self.all_until(at);
            }
            self.to_be_started += by;
        }
        if let Some(station) = part.station {
            let state = &mut self.states[usize::from(station)];
            state.until(at, self.to_be_started > 0);
            state.take(part, by, expedited);
        }
    }

    fn works(&mut self, at: Timestamp, column: usize, by: i64) {
        let part = self.parts[column];
        if let Some(station) = part.station.filter(|_| part.worked_on) {
            let state = &mut self.states[usize::from(station)];
            state.until(at, self.to_be_started > 0);
            state.worked_on += by;
        }
    }

    fn all_until(&mut self, at: Timestamp) {
        for state in &mut self.states {
            state.until(at, self.to_be_started > 0);
        }
    }
}

/// What happened from `from` until `end`, in order of time. Cards that are there at `from` come
/// then.
fn happenings(
    journeys: &Journeys,
    stations: &[Station],
    parts: &[Part],
    from: Timestamp,
    end: Timestamp,
) -> Vec<Happening> {
    let place = |column: ColumnIx| u16::try_from(column.index()).unwrap_or(u16::MAX);
    // What ended just when the window begins was work until then: its end is an end in the window.
    let inside = |start: Timestamp, stop: Timestamp| start < end && from <= stop && start < stop;
    let mut all: Vec<Happening> = Vec::new();
    // Where done counts against a limit, cards that are finished still do.
    let line = journeys.line();
    let held_in_done = line
        .columns()
        .iter()
        .any(|column| line.stop(*column).kind == ColumnKind::Done && parts[column.index()].station.is_some());
    for journey in journeys.since(if held_in_done { Timestamp::MIN } else { from }) {
        let expedited = journey.expedited;
        let goes = |(at, place)| Happening { at, place, what: What::Goes { expedited } };
        // When and from where it went last.
        let mut gone: Option<(Timestamp, u16)> = None;
        for stay in journeys.stays(journey) {
            let part = parts[stay.column.index()];
            let counts = part.station.is_some() || part.to_be_started;
            if !counts || !inside(stay.from, stay.to) {
                continue;
            }
            let (at, to) = (stay.from.max(from), place(stay.column));
            match gone.take() {
                Some((left, place)) if left == at => {
                    all.push(Happening { at, place, what: What::Moves { expedited, to } });
                }
                before => {
                    all.extend(before.map(goes));
                    all.push(Happening { at, place: to, what: What::Comes { expedited } });
                }
            }
            gone = (stay.to < end).then_some((stay.to, to));
        }
        all.extend(gone.map(goes));
    }
    for halt in journeys.halts().iter().filter(|halt| inside(halt.from, halt.to)) {
        if parts[halt.column.index()].worked_on {
            let place = place(halt.column);
            all.push(Happening { at: halt.from.max(from), place, what: What::Stops });
            if halt.to < end {
                all.push(Happening { at: halt.to, place, what: What::GoesOn });
            }
        }
    }
    for (station, place) in stations.iter().zip(0..) {
        let changes = station.limit.instants().chain(station.workers.instants());
        let inside = changes.filter(|at| from < *at && *at < end);
        all.extend(inside.map(|at| Happening { at, place, what: What::Policy }));
    }
    all.sort_unstable_by_key(|happening| happening.at);
    all
}

/// For every column, what a card there counts for.
fn parts(line: &Line, stations: &[Station]) -> Vec<Part> {
    let mut parts = vec![Part::default(); line.columns().len()];
    let mut after = None;
    for column in line.columns().iter().rev() {
        let stop = line.stop(*column);
        let part = &mut parts[column.index()];
        part.to_be_started = stop.kind == ColumnKind::Backlog;
        let own = stations.iter().position(|station| station.step == stop.step);
        after = own.or(after);
        let queue = stop.kind == ColumnKind::Queue;
        let station = own.or(after.filter(|_| queue));
        part.station = station.and_then(|station| u16::try_from(station).ok());
        if let Some(station) = own.map(|own| &stations[own]) {
            part.held = true;
            part.there = stop.kind.in_process();
            part.worked_on = stop.kind == ColumnKind::Active;
            part.last = *column == station.last_active;
            part.finished_here = queue && stop.position > line.stop(station.last_active).position;
            part.makes_way = stop.kind != ColumnKind::Done;
        }
        part.in_front = queue && !part.finished_here && part.station.is_some();
    }
    parts
}
