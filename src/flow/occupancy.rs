//! One walk along the time of a window: how full, busy and empty each station was.
//!
//! Cards come, go, stop and go on, limits change; between two
//! such happenings nothing does, so every share is a sum of whole milliseconds. Of the cards only
//! what overlaps the window is looked at: n happenings take n log n.
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

/// Something that changes the state of a station; `place` is a column, or the station.
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
    let mut states: Vec<State> = stations.iter().map(state).collect();
    let mut to_be_started = 0_i64;
    for happening in happenings(journeys, stations, &parts, from, end) {
        let Happening { at, place, what } = happening;
        let place = usize::from(place);
        let work_waits = to_be_started > 0;
        let (by, expedited) = match what {
            What::Policy => {
                let (station, state) = (&stations[place], &mut states[place]);
                state.until(at, work_waits);
                (state.limit, state.workers) = (station.limit.at(at), station.workers.at(at));
                continue;
            }
            What::Comes { expedited } => (1, expedited),
            What::Goes { expedited } => (-1, expedited),
            What::Stops => (-1, false),
            What::GoesOn => (1, false),
        };
        let part = parts[place];
        if part.to_be_started {
            let change = (to_be_started > 0) != (to_be_started + by > 0);
            if change {
                for state in &mut states {
                    state.until(at, work_waits);
                }
            }
            to_be_started += by;
        }
        let Some(state) = part.station.map(|station| &mut states[usize::from(station)]) else { continue };
        state.until(at, to_be_started > 0);
        match what {
            What::Stops | What::GoesOn => state.worked_on += if part.worked_on { by } else { 0 },
            _ => state.take(part, by, expedited),
        }
        state.sum.pieces += usize::from(part.last && matches!(what, What::Goes { .. }));
    }
    for state in &mut states {
        state.until(end, to_be_started > 0);
    }
    states.into_iter().map(|state| state.sum).collect()
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
    let mut all = Vec::new();
    let mut stretch = |column: ColumnIx, [start, stop]: [Timestamp; 2], [first, then]: [What; 2]| {
        if start >= end || stop < from || start >= stop {
            return;
        }
        all.push(Happening { at: start.max(from), place: place(column), what: first });
        if stop < end {
            all.push(Happening { at: stop, place: place(column), what: then });
        }
    };
    for journey in journeys.list() {
        let expedited = journey.expedited;
        for stay in journeys.stays(journey) {
            let part = parts[stay.column.index()];
            if part.station.is_some() || part.to_be_started {
                let both = [What::Comes { expedited }, What::Goes { expedited }];
                stretch(stay.column, [stay.from, stay.to], both);
            }
        }
    }
    for halt in journeys.halts() {
        if parts[halt.column.index()].worked_on {
            stretch(halt.column, [halt.from, halt.to], [What::Stops, What::GoesOn]);
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
