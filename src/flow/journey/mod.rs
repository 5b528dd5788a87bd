//! A card's way over the board, told once so that every measure can be a fold over it.
//!
//! Of a card's events only those that hold count: what was undone, and moves that another move
//! superseded, are skipped. Of those, the ones that say where the card stood or whether work on it
//! had stopped are the journey; renaming a card is no part of it. The words are those of the Kanban
//! Guide (May 2025) and of *The DevOps Handbook*, chapter 1:
//!
//! - *created*: put on the board. *started*: first entry into a column that is no backlog.
//! - *finished*: last entry into a done column, if the card has not left it for another one.
//! - *abandoned*: taken off the board from a column that is not done.
//! - *present*: started, and neither finished nor abandoned. A card that is reopened is present
//!   again; one that is put back into the backlog stays present, for the customer's clock and the
//!   team's promise both run on.
//!
//! What is awkward has a rule. A stamp before that of the event before it is read as that one, so
//! that no duration is negative. Events after `now` are as if they had not happened: a card that
//! has some is folded anew without them. Both leave their [`Oddity`].
//!
//! All journeys lie in a few flat arrays: a board of a million events is walked in one go.

mod hands;
mod pull;
mod since;
mod stretch;
mod walk;

use std::sync::OnceLock;

use chrono_tz::Tz;

use self::hands::Hands;
use self::pull::first_place;
pub use self::pull::{Countermeasure, Pull, Said};
pub use self::stretch::{Halt, Span, Stay};
use self::walk::Walk;
use super::Line;
use super::data_quality::{Oddities, Oddity};
use crate::board::{
    Action, Board, Card, ColumnIx, Event, Field, Id, Name, Names, Presence, Standing, Timestamp,
};

/// What became of a card up to now. Durations are in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Journey {
    /// The card.
    pub card: Id,
    /// Where it is; `None` once it left the board.
    pub column: Option<ColumnIx>,
    /// When it was put on the board.
    pub created: Timestamp,
    /// When it was first committed to.
    pub started: Option<Timestamp>,
    /// When it was first delivered.
    pub first_finished: Option<Timestamp>,
    /// When it was delivered for good.
    pub finished: Option<Timestamp>,
    /// When it was given up.
    pub abandoned: Option<Timestamp>,
    /// In active columns, not blocked.
    pub process_ms: i64,
    /// In queue columns, not blocked.
    pub queue_ms: i64,
    /// Blocked, in active and queue columns.
    pub blocked_ms: i64,
    /// In done columns, before it was reopened.
    pub gap_ms: i64,
    /// Back in the backlog after it had been started.
    pub backlog_ms: i64,
    /// Moves to the left, or out of done, or back into the backlog.
    pub returns: u32,
    /// Moves out of done.
    pub reopens: u32,
    /// Moves back into the backlog.
    pub uncommits: u32,
    /// Changes of who is on it, and moves from one step forward to another.
    pub handoffs: u32,
    /// Its kind of work, in [`Journeys::work_kinds`]; `None` if it has none.
    pub work_kind: Option<Name>,
    /// Whether it is of a class with right of way.
    pub expedited: bool,
    /// Whether it is blocked now.
    pub blocked: bool,
    /// What was awkward about it.
    pub oddities: Oddities,
    stays: (u32, u32),
}

impl Journey {
    /// The customer's clock: from created to finished.
    pub fn lead_ms(&self) -> Option<i64> {
        Some(self.finished?.since(self.created))
    }

    /// From started to finished.
    pub fn cycle_ms(&self) -> Option<i64> {
        Some(self.finished?.since(self.started?))
    }

    /// True if it finished and its times tell how work went: it was in process before.
    pub fn is_timed(&self) -> bool {
        self.finished.is_some() && !self.oddities.has(Oddity::NeverInProcess)
    }

    /// True if it is started, not finished and not abandoned.
    pub fn in_process(&self) -> bool {
        self.started.is_some() && self.finished.is_none() && self.abandoned.is_none()
    }

    /// How long it has been in process, for a card that is.
    pub fn age_ms(&self, now: Timestamp) -> Option<i64> {
        self.started.filter(|_| self.in_process()).map(|started| now.since(started))
    }
}

/// All journeys of a board, as of one instant.
#[derive(Debug, Clone)]
pub struct Journeys {
    now: Timestamp,
    zone: Tz,
    list: Vec<Journey>,
    stays: Vec<Stay>,
    spans: Vec<Span>,
    halts: Vec<Halt>,
    pulls: Vec<Pull>,
    line: Line,
    work_kinds: Names,
    reasons: Names,
    any_block: bool,
    whole: bool,
    /// Archived cards whose history was not read.
    unread: Vec<Id>,
    /// The end and the place of each journey, by the end, once somebody asked.
    ends: OnceLock<Vec<(Timestamp, u32)>>,
}

impl Journeys {
    /// The journeys of every card that was on the board by `now`.
    pub fn of(board: &Board, now: Timestamp) -> Self {
        Self::walked(board, now, |_| true)
    }

    /// The journeys of the cards that `choose` takes. Measures that hold for all cards together,
    /// such as the constraint, know that some are missing, and are not told.
    pub fn of_those(board: &Board, now: Timestamp, choose: impl Fn(&Card) -> bool) -> Self {
        Self { whole: false, ..Self::walked(board, now, choose) }
    }

    fn walked(board: &Board, now: Timestamp, choose: impl Fn(&Card) -> bool) -> Self {
        let mut journeys = Self::none(board, now);
        let cards = board.cards();
        journeys.list.reserve(cards.len());
        journeys.stays.reserve(cards.len() * 6);
        journeys.spans.reserve(cards.len());
        for card in cards.filter(|card| choose(card)) {
            journeys.add(board, card);
        }
        journeys
    }

    /// The journey of one card alone.
    pub fn of_card(board: &Board, card: &Card, now: Timestamp) -> Self {
        let mut journeys = Self::none(board, now);
        journeys.add(board, card);
        journeys
    }

    fn none(board: &Board, now: Timestamp) -> Self {
        Self {
            now,
            zone: board.zone(),
            list: Vec::new(),
            stays: Vec::new(),
            spans: Vec::new(),
            halts: Vec::new(),
            pulls: Vec::new(),
            line: Line::of(board),
            work_kinds: Names::default(),
            reasons: Names::default(),
            any_block: false,
            whole: true,
            unread: Vec::new(),
            ends: OnceLock::new(),
        }
    }

    /// The same, with days and weeks counted in another zone than the board's.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self { zone, ..self }
    }

    /// True if they are those of all cards.
    pub fn are_all(&self) -> bool {
        self.whole
    }

    /// The instant they were told at.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The time zone that days and weeks are counted in.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Every journey, in no order that means anything.
    pub fn list(&self) -> &[Journey] {
        &self.list
    }

    /// The journey of a card, if it was ever on the board by now.
    pub fn get(&self, card: Id) -> Option<&Journey> {
        self.list.iter().find(|journey| journey.card == card)
    }

    /// The archived cards that nothing can be told of, for their history was not read.
    pub fn unread(&self) -> &[Id] {
        &self.unread
    }

    /// Where a card stood, one stay after the other.
    pub fn stays(&self, journey: &Journey) -> &[Stay] {
        self.stays.get(journey.stays.0 as usize..journey.stays.1 as usize).unwrap_or_default()
    }

    /// When cards were in process, in no order that means anything.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// When cards were blocked, in no order that means anything.
    pub fn halts(&self) -> &[Halt] {
        &self.halts
    }

    /// When somebody pulled the andon cord on a card, in no order that means anything.
    pub fn pulls(&self) -> &[Pull] {
        &self.pulls
    }

    /// The columns and the steps they make up.
    pub fn line(&self) -> &Line {
        &self.line
    }

    /// The kinds of work that cards have, by the names in [`Journey::work_kind`].
    pub fn work_kinds(&self) -> &Names {
        &self.work_kinds
    }

    /// Why cards were blocked, by the names in [`Halt::why`].
    pub fn reasons(&self) -> &Names {
        &self.reasons
    }

    /// False when waiting can not be told from working: the board has no queue column, and no
    /// block was ever recorded.
    pub fn tells_waiting(&self) -> bool {
        self.line.has_queue || self.any_block
    }

    /// False when no work can be seen: no column that cards stood in, or could, is active.
    pub fn shows_work(&self) -> bool {
        self.line.has_active || self.list.iter().any(|journey| journey.process_ms > 0)
    }

    /// False when no waiting in queues can be seen.
    pub fn shows_queues(&self) -> bool {
        self.line.has_queue || self.list.iter().any(|journey| journey.queue_ms > 0)
    }

    fn add(&mut self, board: &Board, card: &Card) {
        if card.is_history_missing() {
            self.unread.push(card.id());
            return;
        }
        let is_later = |event: &&Event| event.at > self.now;
        let later = card.events().iter().filter(is_later).count();
        // That a card was archived later is nothing that happened to it.
        let happened = |event: &Event| !matches!(event.action, Action::Archive { .. });
        if later == 0 || !card.events().iter().filter(is_later).any(happened) {
            self.walk(card, card.events(), Oddities::default(), board);
            return;
        }
        let events = card.events();
        let oddities = Oddities::only(Oddity::FutureEvents);
        let (past, rest) = events.split_at(events.len() - later);
        // Leaving out the end of a history in which nothing was cancelled cancels nothing either.
        let plain = |event: &Event| {
            event.standing == Standing::Holds && !matches!(event.action, Action::Delete | Action::Undo(_))
        };
        let placed = past.iter().any(|event| event.destination().is_some());
        if rest.iter().all(|event| event.at > self.now) && past.iter().all(plain) && placed {
            self.walk(card, past, oddities, board);
        } else if let Some(card) = card.as_of(self.now) {
            self.walk(&card, card.events(), oddities, board);
        }
    }

    fn walk(&mut self, card: &Card, events: &[Event], oddities: Oddities, board: &Board) {
        let deleted = match card.presence() {
            Presence::Undone if events.len() == card.events().len() => return,
            Presence::Deleted(place) => place,
            _ => usize::MAX,
        };
        let Some(first) = events.first() else { return };
        let kind = card.value(Field::Kind);
        let kind = (!kind.is_empty()).then(|| self.work_kinds.intern(kind));
        let mut walk = Walk::new(self, card.id(), oddities);
        walk.is_of(kind, board.expedited(card));
        let mut clock = Timestamp::MIN;
        let mut hands = Hands::of(&[]);
        for (place, event) in events.iter().enumerate() {
            match event.standing {
                _ if matches!(event.action, Action::Archive { .. }) => continue,
                Standing::Holds => {}
                Standing::Undone => walk.note(Oddity::UndoneEvents),
                Standing::Superseded => walk.note(Oddity::MovedAtOnce),
            }
            if event.standing != Standing::Holds || !is_of_the_journey(&event.action) {
                continue;
            }
            if let Action::Assign(change) = &event.action {
                if hands.change(change) {
                    walk.hand_over();
                }
                continue;
            }
            if event.action.is_of_the_cord() {
                let stood = || first_place(events).unwrap_or(card.column());
                walk.cord(event, clock.max(event.at), board.names(), stood);
                continue;
            }
            if event.at < clock {
                walk.note(Oddity::StampBeforePredecessor);
            }
            clock = clock.max(event.at);
            match &event.action {
                Action::Add(new) => {
                    hands = Hands::of(&new.who);
                    walk.enter(new.to, clock);
                }
                Action::Move { from, to } => {
                    walk.found_in(*from, clock);
                    walk.enter(*to, clock);
                }
                Action::Block { why } => walk.block(why, clock),
                Action::Unblock => walk.unblock(clock),
                Action::Delete if place == deleted => {
                    walk.found_in(card.column(), clock);
                    walk.leave(clock);
                    break;
                }
                _ => {}
            }
        }
        if deleted >= events.len() {
            // Where the row that put the card on the board is missing, so may be all others.
            walk.found_in(card.column(), clock.max(first.at));
        }
        walk.end();
    }
}

fn is_of_the_journey(action: &Action) -> bool {
    use Action::{Add, Assign, Block, Delete, Move, Restore, Unblock};
    matches!(action, Add(_) | Assign(_) | Move { .. } | Block { .. } | Unblock | Delete | Restore)
        || action.is_of_the_cord()
}
