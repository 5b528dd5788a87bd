//! One card's way, step by step: what each entry, block and departure adds to its journey.
//!
//! Which events there are, and in which order, is for the caller; here they only happen.

use super::{Halt, Journey, Journeys, Span, Stay};
use crate::board::{ColumnIx, ColumnKind, Id, Name, Timestamp};
use crate::flow::data_quality::{Oddities, Oddity};
use crate::flow::line::Stop;

/// A journey while it is walked.
pub struct Walk<'a> {
    pub(super) all: &'a mut Journeys,
    /// The place the journey will have in the list.
    owner: u32,
    pub(super) journey: Journey,
    /// Since when the card has been as it is.
    since: Timestamp,
    /// When it came into its column, and how long it was blocked there so far.
    entered: Timestamp,
    blocked_here_ms: i64,
    present_since: Option<Timestamp>,
    /// Why it is blocked, and whether no halt of this block was kept yet.
    reason: Option<(Name, bool)>,
    was_in_process: bool,
}

impl<'a> Walk<'a> {
    pub fn new(all: &'a mut Journeys, card: Id, oddities: Oddities) -> Self {
        let start = u32::try_from(all.stays.len()).unwrap_or(u32::MAX);
        let journey = Journey {
            card,
            column: None,
            created: Timestamp::MIN,
            started: None,
            first_finished: None,
            finished: None,
            abandoned: None,
            process_ms: 0,
            queue_ms: 0,
            blocked_ms: 0,
            gap_ms: 0,
            backlog_ms: 0,
            returns: 0,
            reopens: 0,
            uncommits: 0,
            handoffs: 0,
            work_kind: None,
            expedited: false,
            blocked: false,
            oddities,
            stays: (start, start),
        };
        let (since, entered) = (Timestamp::MIN, Timestamp::MIN);
        let (present_since, reason, was_in_process) = (None, None, false);
        let owner = u32::try_from(all.list.len()).unwrap_or(u32::MAX);
        Self {
            all,
            owner,
            journey,
            since,
            entered,
            blocked_here_ms: 0,
            present_since,
            reason,
            was_in_process,
        }
    }

    pub fn is_of(&mut self, work_kind: Option<Name>, expedited: bool) {
        (self.journey.work_kind, self.journey.expedited) = (work_kind, expedited);
    }

    pub fn note(&mut self, oddity: Oddity) {
        self.journey.oddities.add(oddity);
    }

    /// Puts the card where an event says it was, if nothing before said so.
    pub fn found_in(&mut self, column: ColumnIx, at: Timestamp) {
        if self.journey.column.is_none() {
            self.note(Oddity::StartLost);
            self.enter(column, at);
        }
    }

    pub fn enter(&mut self, to: ColumnIx, at: Timestamp) {
        let stop = self.all.line.stop(to);
        match self.journey.column {
            Some(column) if column == to => return,
            Some(column) => {
                self.count(self.all.line.stop(column), stop);
                self.close(at, true);
            }
            None => {
                self.journey.created = at;
                if stop.left_of_it > 0 {
                    self.note(Oddity::SkippedColumns);
                }
            }
        }
        self.journey.column = Some(to);
        (self.since, self.entered, self.blocked_here_ms) = (at, at, 0);
        if stop.kind != ColumnKind::Backlog {
            self.journey.started.get_or_insert(at);
        }
        self.was_in_process |= stop.kind.in_process();
        if stop.kind == ColumnKind::Done {
            self.journey.first_finished.get_or_insert(at);
            self.journey.finished = Some(at);
            self.absent(at);
        } else {
            self.journey.finished = None;
            if self.journey.started.is_some() {
                self.present_since.get_or_insert(at);
            }
        }
    }

    /// Counts a move that goes back, and marks one that leaves columns out.
    fn count(&mut self, from: Stop, to: Stop) {
        let back = from.goes_back(to);
        self.journey.handoffs += u32::from(!back && to.step != from.step);
        if back {
            self.journey.returns += 1;
            self.note(Oddity::MovedBack);
        } else if to.left_of_it > from.left_of_it + usize::from(from.live) {
            self.note(Oddity::SkippedColumns);
        }
        if from.reopens(to) {
            self.journey.reopens += 1;
            self.note(Oddity::Reopened);
        }
        if from.uncommits(to) {
            self.journey.uncommits += 1;
            self.note(Oddity::Uncommitted);
        }
    }

    pub fn block(&mut self, why: &str, at: Timestamp) {
        self.all.any_block = true;
        // A second block of a blocked card changes nothing: the first to say why is the reason.
        if self.journey.blocked {
            return;
        }
        self.tally(at);
        self.journey.blocked = true;
        self.reason = Some((self.all.reasons.intern(why), true));
    }

    pub fn unblock(&mut self, at: Timestamp) {
        self.tally(at);
        self.journey.blocked = false;
        self.reason = None;
    }

    /// Counts a change of who is on the card.
    pub fn hand_over(&mut self) {
        self.journey.handoffs += 1;
    }

    /// Takes the card off the board.
    pub fn leave(&mut self, at: Timestamp) {
        self.close(at, false);
        self.absent(at);
        self.journey.column = None;
        if self.journey.finished.is_none() {
            self.journey.abandoned = Some(at);
            self.note(Oddity::Abandoned);
        }
    }

    /// Adds the time since the last change to what it was spent on.
    fn tally(&mut self, at: Timestamp) {
        let Some(column) = self.journey.column else { return };
        let (from, ms) = (self.since, at.since(self.since));
        self.since = at;
        let kind = self.all.line.stop(column).kind;
        if self.journey.blocked {
            self.blocked_here_ms += ms;
            if kind.in_process() {
                self.halt(column, from, at);
            }
        }
        let journey = &mut self.journey;
        match kind {
            ColumnKind::Backlog if journey.started.is_some() => journey.backlog_ms += ms,
            ColumnKind::Queue | ColumnKind::Active if journey.blocked => journey.blocked_ms += ms,
            ColumnKind::Queue => journey.queue_ms += ms,
            ColumnKind::Active => journey.process_ms += ms,
            // Time before the start is no work's time. Whether time in done is a gap is known when
            // the card leaves it.
            ColumnKind::Backlog | ColumnKind::Done => {}
        }
    }

    /// Keeps a stretch of being blocked.
    fn halt(&mut self, column: ColumnIx, from: Timestamp, to: Timestamp) {
        if let Some((why, begins)) = &mut self.reason {
            let owner = self.owner;
            let (why, begins) = (*why, std::mem::take(begins));
            self.all.halts.push(Halt { owner, column, from, to, open: false, begins, why });
        }
    }

    /// Ends the stay in a column; `goes_on` when another follows it.
    fn close(&mut self, at: Timestamp, goes_on: bool) {
        self.tally(at);
        if let Some(column) = self.journey.column {
            if goes_on && self.all.line.stop(column).kind == ColumnKind::Done {
                self.journey.gap_ms += at.since(self.entered);
            }
            let (from, blocked_ms) = (self.entered, self.blocked_here_ms);
            self.all.stays.push(Stay { column, from, to: at, blocked_ms });
        }
    }

    /// Ends the presence in process.
    fn absent(&mut self, at: Timestamp) {
        // In and out at one instant is no presence.
        if let Some(from) = self.present_since.take().filter(|from| *from < at) {
            self.all.spans.push(Span { from, until: at, owner: self.owner });
        }
    }

    pub fn end(mut self) {
        if let Some(column) = self.journey.column {
            self.close(self.all.now, false);
            let halted = self.journey.blocked && self.all.line.stop(column).kind.in_process();
            // Closing has just kept the halt it stands in.
            if let Some(halt) = self.all.halts.last_mut().filter(|_| halted) {
                halt.open = true;
            }
        }
        if let Some(from) = self.present_since {
            self.all.spans.push(Span { from, until: Timestamp::END, owner: self.owner });
        }
        let Journey { started, finished, blocked, .. } = self.journey;
        if finished.is_some() && (!self.was_in_process || started == finished) {
            self.note(Oddity::NeverInProcess);
        }
        if blocked && started.is_some() {
            self.note(Oddity::BlockOpen);
        }
        self.journey.stays.1 = u32::try_from(self.all.stays.len()).unwrap_or(u32::MAX);
        self.all.list.push(self.journey);
    }
}
