//! Travelling in time: the board as it was, on the screen of the board as it is.
//!
//! While a person travels, [`App`] shows a board of the past, and what it showed before lies
//! aside in [`Home`]: the news of the file go there, and leaving puts it back as it was. Where a
//! person is in time is a [`Moment`]; what takes longer than a key may is asked of another thread
//! by a [`Recall`](super::recall::Recall).

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;

use super::app::{App, Mark, Scroll, Selection};
use super::chosen::Chosen;
use super::finding::Finding;
use super::layer::Layer;
use super::pane::MetricsPane;
use super::shown::Shown;
use crate::board::{Board, Entry, Id, Timeline, Timestamp};
use crate::filter::Filter;
use crate::flow::{local_day, midnight, monday};

/// Everything that happened to a board, with the board that tells it.
#[derive(Debug, Clone)]
pub struct History {
    /// The board, with all its events.
    pub board: Arc<Board>,
    /// Its events, the earliest first.
    pub line: Timeline,
}

impl History {
    /// The history of a board.
    pub fn of(board: Arc<Board>) -> Self {
        Self { line: Timeline::of(&board), board }
    }

    /// A way along the events of a card as one along the line. `None` where the card has no more.
    pub fn along(&self, scrub: Scrub, from: Moment) -> Option<Scrub> {
        let Scrub::Of(card, steps) = scrub else { return Some(scrub) };
        let mut count = from.count;
        for _ in 0..steps.unsigned_abs() {
            count = self.line.beside(&self.board, card, count, steps > 0)?;
        }
        Some(Scrub::After(count))
    }

    /// What happened at a place of the line.
    pub fn entry(&self, place: usize) -> Option<Entry<'_>> {
        self.line.entry(&self.board, place)
    }
}

/// Where in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// How much had happened.
    pub count: usize,
    /// The instant; `None` is now, and goes on.
    pub at: Option<Timestamp>,
}

/// A way through time. Numbers are steps, back when negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scrub {
    /// From event to event.
    Events(isize),
    /// To the end of another day.
    Days(isize),
    /// To the end of another week; weeks begin on Monday.
    Weeks(isize),
    /// To the first event.
    First,
    /// To now.
    Now,
    /// To just after so many events.
    After(usize),
    /// From event to event of a card.
    Of(Id, isize),
}

impl Moment {
    /// Where a way leads. Beyond the first event and beyond now there is nothing.
    #[must_use]
    pub fn after(self, scrub: Scrub, line: &Timeline, zone: Tz, now: Timestamp) -> Self {
        let present = Self { count: line.len(), at: None };
        let event = |count: usize| match count.checked_sub(1).map_or(line.at(0), |place| line.at(place)) {
            Some(at) => Self { count: count.max(1), at: Some(at) },
            None => present,
        };
        match scrub {
            Scrub::Now => present,
            Scrub::First => event(1),
            Scrub::After(count) => event(count),
            Scrub::Events(steps) if steps < 0 => {
                // Between two events the one before is a step away already.
                let on_event = self.at.is_some() && self.at == event(self.count).at;
                event(self.count.saturating_add_signed(steps + isize::from(!on_event)))
            }
            Scrub::Events(steps) => match self.count.saturating_add_signed(steps) {
                count if count > line.len() => present,
                count => event(count),
            },
            // A card is told of by a board; see [`History::along`].
            Scrub::Of(..) => self,
            Scrub::Days(steps) | Scrub::Weeks(steps) => {
                let from = self.at.unwrap_or(now);
                let weeks = matches!(scrub, Scrub::Weeks(_));
                match evening(from, steps, weeks, zone) {
                    Some(at) if at >= now => present,
                    Some(at) if line.at(0).is_some_and(|first| first <= at) => {
                        Self { count: line.by(at), at: Some(at) }
                    }
                    _ if steps > 0 => present,
                    _ => event(1),
                }
            }
        }
    }
}

/// The last instant of the day (or week) that is so many days (or weeks) from `from`. The end of
/// the day at hand is a step forward.
fn evening(from: Timestamp, steps: isize, weeks: bool, zone: Tz) -> Option<Timestamp> {
    let end = |day: NaiveDate| Some(midnight(day.checked_add_days(Days::new(1))?, zone).plus_ms(-1));
    let today = local_day(from, zone);
    let (last, span) = if weeks { (monday(today).checked_add_days(Days::new(6))?, 7) } else { (today, 1) };
    let steps = if steps > 0 && end(last)? > from { steps - 1 } else { steps };
    let days = Days::new(u64::try_from(steps.unsigned_abs()).ok()?.saturating_mul(span));
    end(if steps < 0 { last.checked_sub_days(days)? } else { last.checked_add_days(days)? })
}

/// A person who travels.
#[derive(Debug, Clone)]
pub struct Travel {
    /// What the screen shows at home.
    pub home: Home,
    /// Where in time the person is.
    pub moment: Moment,
    /// What of the history the board on screen holds: after so many events.
    pub shown: usize,
    /// The instant of the last message, by the clock.
    pub clock: Timestamp,
    /// Ways to go as soon as the history is read.
    pub(super) waiting: Vec<Scrub>,
    /// The card the person chose to be on.
    pub(super) held: Option<Id>,
    /// The card the cursor was put on instead, where that one was not.
    pub(super) put: Option<Id>,
}

impl Travel {
    /// True while the board on screen is not yet that of the moment.
    pub fn is_under_way(&self) -> bool {
        self.shown != self.moment.count || !self.waiting.is_empty()
    }
}

/// What the screen shows where a person is not: at home while they travel.
#[derive(Debug, Clone)]
pub struct Home {
    /// The board.
    pub board: Arc<Board>,
    selection: Selection,
    scroll: Scroll,
    layers: Vec<Layer>,
    filter: Filter,
    finding: Finding,
    chosen: Chosen,
    shown: Shown,
    marks: HashMap<Id, Mark>,
    pub(super) metrics: MetricsPane,
}

impl Home {
    /// What the screen shows, without what lies on it and what others did.
    pub(super) fn of(app: &App) -> Self {
        Self {
            board: Arc::clone(&app.board),
            selection: app.selection.clone(),
            scroll: app.scroll.clone(),
            layers: details(&app.layers),
            filter: app.filter.clone(),
            finding: app.finding.clone(),
            chosen: Chosen::default(),
            shown: app.shown.clone(),
            marks: HashMap::new(),
            metrics: app.metrics.clone(),
        }
    }

    /// Shows this, and lays aside what is shown.
    pub(super) fn swap(&mut self, app: &mut App) {
        std::mem::swap(&mut self.board, &mut app.board);
        std::mem::swap(&mut self.selection, &mut app.selection);
        std::mem::swap(&mut self.scroll, &mut app.scroll);
        std::mem::swap(&mut self.layers, &mut app.layers);
        std::mem::swap(&mut self.filter, &mut app.filter);
        std::mem::swap(&mut self.finding, &mut app.finding);
        std::mem::swap(&mut self.chosen, &mut app.chosen);
        std::mem::swap(&mut self.shown, &mut app.shown);
        std::mem::swap(&mut self.marks, &mut app.marks);
        std::mem::swap(&mut self.metrics, &mut app.metrics);
        // Whatever is kept of a board is kept by its revision.
        app.revision += 1;
    }
}

/// Who travels from a card's detail sees the card there, too.
fn details(layers: &[Layer]) -> Vec<Layer> {
    let is_detail = |layer: &&Layer| matches!(layer, Layer::Detail(_));
    if layers.last().is_some_and(|top| is_detail(&top)) {
        layers.iter().filter(is_detail).cloned().collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, Draft, Field, Operation};

    const ZONE: Tz = Tz::Europe__Berlin;

    fn at(text: &str) -> Timestamp {
        format!("2026-{text}Z").parse().unwrap()
    }

    /// A line of what happened at these instants.
    fn line(instants: &[&str]) -> Timeline {
        let mut board = Builder::new().build();
        for (seed, instant) in (1..).zip(instants) {
            let change = if seed == 1 {
                let subject = crate::board::Subject::Column("todo".parse().unwrap());
                Change::Set {
                    subject,
                    fields: crate::board::Fields { gone: Some(false), ..Default::default() },
                }
            } else {
                Change::Add(Draft { values: vec![(Field::Title, "A".to_owned())], ..Draft::default() })
            };
            let (at, by) = (at(instant), "maria".to_owned());
            board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
        }
        Timeline::of(&board)
    }

    #[test]
    fn ways_through_time() {
        // A Monday, a Tuesday and the Thursday of the week after; Berlin is an hour ahead.
        let line = line(&["03-02T08:00:00", "03-03T22:59:00", "03-03T23:01:00", "03-12T10:00:00"]);
        let now = at("03-14T12:00:00");
        let present = Moment { count: 4, at: None };
        let place = |count, text: &str| Moment { count, at: Some(at(text)) };
        let last = place(4, "03-12T10:00:00");
        for (from, scrub, to) in [
            (present, Scrub::Events(-1), last),
            (present, Scrub::Events(-2), place(3, "03-03T23:01:00")),
            (last, Scrub::Events(-1), place(3, "03-03T23:01:00")),
            (last, Scrub::Events(-99), place(1, "03-02T08:00:00")),
            (last, Scrub::Events(1), present),
            (present, Scrub::Events(1), present),
            (place(1, "03-02T08:00:00"), Scrub::Events(2), place(3, "03-03T23:01:00")),
            (present, Scrub::First, place(1, "03-02T08:00:00")),
            (last, Scrub::Now, present),
            (present, Scrub::After(2), place(2, "03-03T22:59:00")),
            // Days end at the board's midnight.
            (place(1, "03-02T08:00:00"), Scrub::Days(1), place(1, "03-02T22:59:59.999")),
            (place(1, "03-02T22:59:59.999"), Scrub::Days(1), place(2, "03-03T22:59:59.999")),
            (place(2, "03-03T22:59:59.999"), Scrub::Days(1), place(3, "03-04T22:59:59.999")),
            (present, Scrub::Days(-1), place(4, "03-13T22:59:59.999")),
            (present, Scrub::Days(1), present),
            (present, Scrub::Days(-90), place(1, "03-02T08:00:00")),
            // Back from the evening of a quiet day to what happened before it.
            (place(4, "03-13T22:59:59.999"), Scrub::Events(-1), last),
            (present, Scrub::Weeks(-1), place(3, "03-08T22:59:59.999")),
            (place(3, "03-08T22:59:59.999"), Scrub::Weeks(-1), place(1, "03-02T08:00:00")),
            (place(1, "03-02T08:00:00"), Scrub::Weeks(1), place(3, "03-08T22:59:59.999")),
            (place(3, "03-08T22:59:59.999"), Scrub::Weeks(1), present),
        ] {
            assert_eq!(from.after(scrub, &line, ZONE, now), to, "{scrub:?} from {from:?}");
        }
        let nothing = Timeline::of(&Builder::new().build());
        for scrub in [Scrub::Events(-1), Scrub::Days(-1), Scrub::First, Scrub::After(3), Scrub::Weeks(1)] {
            let none = Moment { count: 0, at: None };
            assert_eq!(none.after(scrub, &nothing, ZONE, now), none);
        }
    }
}
