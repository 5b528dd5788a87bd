//! A card: its events, and what they fold to.
//!
//! Folding never depends on the order in which events were read, only on what they say. Two
//! clones that hold the same events hold the same card.

use std::collections::HashMap;

use super::event::{Action, Event, Field, Standing};
use super::{ColumnIx, Id, Name, Timestamp};

/// Why and since when a card is blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// When work stopped.
    pub since: Timestamp,
    /// The reason given.
    pub why: &'a str,
    /// Who said so.
    pub by: Name,
}

/// Whether a card is on the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It is.
    OnBoard,
    /// It was taken off by the event at this place of its history.
    Deleted(usize),
    /// Putting it on the board was undone.
    Undone,
}

/// A card, folded from its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    id: Id,
    events: Vec<Event>,
    column: ColumnIx,
    tip: u32,
    entered: Timestamp,
    presence: Presence,
    class: Option<Id>,
    /// For each field, the event that gives its value.
    latest: [u32; Field::ALL.len()],
    blocked: u32,
    rank: u32,
    labels: Vec<Name>,
    who: Vec<Name>,
}

const NONE: u32 = u32::MAX;

/// Memory that folding many cards uses again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each column, 1 + the last event that put the card there.
    last_in: Vec<u32>,
    /// For each position event, the one it followed.
    parents: Vec<(u32, u32)>,
}

impl Card {
    /// Folds `events`, at least one of them.
    pub(super) fn fold(id: Id, mut events: Vec<Event>, scratch: &mut Scratch) -> Self {
        if !events.is_sorted_by_key(Event::order) {
            events.sort_by_key(Event::order);
        }
        for event in &mut events {
            event.standing = Standing::Holds;
        }
        cancel(&mut events);
        let (tip, column) = walk(&mut events, scratch);
        let mut card = Self {
            id,
            column,
            tip,
            entered: events.get(tip as usize).map_or(Timestamp::MIN, |event| event.at),
            presence: presence(&events),
            class: None,
            latest: [NONE; Field::ALL.len()],
            blocked: NONE,
            rank: NONE,
            labels: Vec::new(),
            who: Vec::new(),
            events,
        };
        card.registers();
        card.class = card.value(Field::Class).parse().ok();
        card
    }

    /// The last event in order that gives a register a value is the one that holds.
    fn registers(&mut self) {
        let (mut labels, mut who) = (Set::default(), Set::default());
        for (place, event) in (0..).zip(&self.events) {
            if event.standing != Standing::Holds {
                continue;
            }
            match &event.action {
                Action::Add(card) => {
                    for (field, _) in &card.values {
                        self.latest[*field as usize] = place;
                    }
                    labels.update(event.rev, &card.labels, &[]);
                    who.update(event.rev, &card.who, &[]);
                    if card.rank.is_some() {
                        self.rank = place;
                    }
                }
                Action::Edit(values) => {
                    for (field, _) in values.iter() {
                        self.latest[*field as usize] = place;
                    }
                }
                Action::Label(change) => labels.update(event.rev, &change.add, &change.drop),
                Action::Assign(change) => who.update(event.rev, &change.add, &change.drop),
                Action::Block { .. } if self.blocked == NONE => self.blocked = place,
                Action::Unblock => self.blocked = NONE,
                // An order by hand is an order among the cards of one column.
                Action::Move { .. } => self.rank = NONE,
                Action::Rank(_) => self.rank = place,
                _ => {}
            }
        }
        self.labels = labels.members();
        self.who = who.members();
    }

    /// The card as those of its events fold that had happened by `now`, as their writers' clocks
    /// say; `None` when none had.
    pub fn as_of(&self, now: Timestamp) -> Option<Self> {
        let events: Vec<Event> = self.events.iter().filter(|event| event.at <= now).cloned().collect();
        (!events.is_empty()).then(|| Self::fold(self.id, events, &mut Scratch::default()))
    }

    /// The card's name for the program.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The whole history, in the order it holds.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The event of that name.
    pub fn event(&self, id: Id) -> Option<&Event> {
        self.events.iter().find(|event| event.id == id)
    }

    /// A field's value; empty when it was never given or was cleared.
    pub fn value(&self, field: Field) -> &str {
        let values = match self.events.get(self.latest[field as usize] as usize).map(|event| &event.action) {
            Some(Action::Add(card)) => &card.values,
            Some(Action::Edit(values)) => &**values,
            _ => return "",
        };
        values.iter().rev().find(|(of, _)| *of == field).map_or("", |(_, value)| value)
    }

    /// The card's name for people. Where the row that gave it is missing, it says so.
    pub fn title(&self) -> &str {
        let title = self.value(Field::Title);
        if title.is_empty() { "(title lost)" } else { title }
    }

    /// The class of service it was given, if any.
    pub fn class(&self) -> Option<Id> {
        self.class
    }

    /// The column it is in, or was in when it left the board.
    pub fn column(&self) -> ColumnIx {
        self.column
    }

    /// When it came into its column.
    pub fn entered(&self) -> Timestamp {
        self.entered
    }

    /// Its labels, in the order of the board's names.
    pub fn labels(&self) -> &[Name] {
        &self.labels
    }

    /// The people on it.
    pub fn who(&self) -> &[Name] {
        &self.who
    }

    /// Whether it is on the board.
    pub fn presence(&self) -> Presence {
        self.presence
    }

    /// True if it is on the board.
    pub fn on_board(&self) -> bool {
        self.presence == Presence::OnBoard
    }

    /// Why it is blocked, if it is.
    pub fn block(&self) -> Option<Block<'_>> {
        let event = self.events.get(self.blocked as usize)?;
        match &event.action {
            Action::Block { why } => Some(Block { since: event.at, why, by: event.by }),
            _ => None,
        }
    }

    /// The place in its column that a person gave it, if one did.
    pub fn rank(&self) -> Option<&str> {
        match &self.events.get(self.rank as usize)?.action {
            Action::Rank(key) => Some(key),
            Action::Add(card) => card.rank.as_deref(),
            _ => None,
        }
    }

    /// Its id in the log it was imported from.
    pub fn source(&self) -> Option<&str> {
        self.events.iter().find_map(|event| match &event.action {
            Action::Add(card) => card.source.as_deref(),
            _ => None,
        })
    }

    /// The highest revision of its events.
    pub fn rev(&self) -> u32 {
        self.events.last().map_or(0, |event| event.rev)
    }

    /// When its last event happened, by the clocks of those who wrote.
    pub fn last_at(&self) -> Timestamp {
        self.events.iter().map(|event| event.at).max().unwrap_or(Timestamp::MIN)
    }

    /// The event that put the card where it is.
    pub fn tip(&self) -> Option<&Event> {
        self.events.get(self.tip as usize)
    }

    /// The reason given when it went over a limit into its column, if it did.
    pub fn over(&self) -> Option<&str> {
        self.tip().and_then(|event| event.over.as_deref()).map(AsRef::as_ref)
    }

    /// A move that somebody else made at the same time and that does not hold. Shown until the
    /// card is touched again.
    pub fn also_moved(&self) -> Option<&Event> {
        let newest = self.rev();
        let mine = self.tip()?;
        (mine.rev == newest)
            .then(|| {
                self.events.iter().rev().find(|event| {
                    event.standing == Standing::Superseded && event.destination() != Some(self.column)
                })
            })
            .flatten()
    }

    /// A deletion that does not hold, because somebody changed the card at the same time.
    pub fn deletion_outlived(&self) -> Option<&Event> {
        let newest = self.rev();
        self.on_board()
            .then(|| {
                self.events.iter().find(|event| {
                    event.standing == Standing::Holds
                        && matches!(event.action, Action::Delete)
                        && event.rev == newest
                })
            })
            .flatten()
    }
}

/// Marks what was undone. An undo names an event of lower revision, so going from the newest
/// event to the oldest each undo's own standing is known when it is met.
fn cancel(events: &mut [Event]) {
    if !events.iter().any(|event| matches!(event.action, Action::Undo(_))) {
        return;
    }
    let mut places: HashMap<Id, usize> = HashMap::with_capacity(events.len());
    for (place, event) in events.iter().enumerate() {
        places.entry(event.id).or_insert(place);
    }
    for place in (0..events.len()).rev() {
        let Action::Undo(target) = events[place].action else { continue };
        if events[place].standing != Standing::Holds {
            continue;
        }
        if let Some(target) = places.get(&target).copied()
            && events[target].rev < events[place].rev
        {
            events[target].standing = Standing::Undone;
        }
    }
    // Putting a card on the board is undone only while nothing else happened to it: work that
    // somebody did on it at the same time must not vanish.
    let touched = events.iter().any(|event| {
        event.standing == Standing::Holds && !matches!(event.action, Action::Undo(_) | Action::Add(_))
    });
    if touched {
        for event in events.iter_mut().filter(|event| matches!(event.action, Action::Add(_))) {
            event.standing = Standing::Holds;
        }
    }
}

/// Finds the way the card went: from the last move back, each move follows the last one before
/// it that ended where it says it began. Moves that are not on that way were made without
/// knowing of those that are.
///
/// Returns the event that put the card where it is, and that place.
fn walk(events: &mut [Event], scratch: &mut Scratch) -> (u32, ColumnIx) {
    scratch.last_in.fill(0);
    scratch.parents.clear();
    let mut tip: Option<u32> = None;
    let parent_of = |parents: &[(u32, u32)], of: u32| {
        parents.binary_search_by_key(&of, |(place, _)| *place).map_or(NONE, |found| parents[found].1)
    };
    for place in 0..events.len() {
        if events[place].standing != Standing::Holds {
            continue;
        }
        let Some(to) = events[place].destination() else { continue };
        let number = u32::try_from(place).unwrap_or(NONE - 1);
        let parent = match events[place].action {
            Action::Move { from, .. } => match scratch.last_in.get(from.index()) {
                Some(seen) if *seen > 0 => seen - 1,
                _ => tip.unwrap_or(NONE),
            },
            _ => tip.unwrap_or(NONE),
        };
        if let Some(current) = tip
            && events[current as usize].destination() == Some(to)
            && parent != current
            && parent_of(&scratch.parents, current) == parent
        {
            // Both moved it to the same place; the first to come started the clock.
            events[place].standing = Standing::Superseded;
            continue;
        }
        scratch.parents.push((number, parent));
        if scratch.last_in.len() <= to.index() {
            scratch.last_in.resize(to.index() + 1, 0);
        }
        scratch.last_in[to.index()] = number + 1;
        tip = Some(number);
    }
    let mut on_the_way = tip.unwrap_or(NONE);
    for (place, parent) in scratch.parents.iter().rev() {
        if *place == on_the_way {
            on_the_way = *parent;
        } else {
            events[*place as usize].standing = Standing::Superseded;
        }
    }
    let place = tip.unwrap_or_else(|| {
        // An undone card stays known by where it was put.
        let last = events.iter().rposition(|event| event.destination().is_some()).unwrap_or(0);
        u32::try_from(last).unwrap_or(0)
    });
    let column = events.get(place as usize).and_then(Event::destination).unwrap_or(ColumnIx(0));
    (place, column)
}

/// A deletion holds only if nothing was done to the card at the same time or after.
fn presence(events: &[Event]) -> Presence {
    let holding = || events.iter().enumerate().rev().filter(|(_, event)| event.standing == Standing::Holds);
    let deletion = holding().find(|(_, event)| matches!(event.action, Action::Delete));
    if let Some((place, deletion)) = deletion {
        let outlived = events.iter().any(|event| {
            event.rev >= deletion.rev
                && event.standing != Standing::Undone
                && !matches!(event.action, Action::Delete | Action::Undo(_))
        });
        if !outlived {
            return Presence::Deleted(place);
        }
    }
    let exists = holding().any(|(_, event)| !matches!(event.action, Action::Undo(_)));
    if exists { Presence::OnBoard } else { Presence::Undone }
}

/// A set whose elements come and go by events; coming wins over going at the same time.
#[derive(Default)]
struct Set(Vec<(Name, u32, u32)>);

impl Set {
    fn update(&mut self, rev: u32, add: &[Name], drop: &[Name]) {
        for (names, joins) in [(add, true), (drop, false)] {
            for name in names {
                let place = self.0.iter().position(|(known, ..)| known == name).unwrap_or_else(|| {
                    self.0.push((*name, 0, 0));
                    self.0.len() - 1
                });
                let (_, added, dropped) = &mut self.0[place];
                let latest = if joins { added } else { dropped };
                *latest = rev.max(*latest);
            }
        }
    }

    fn members(self) -> Vec<Name> {
        self.0
            .into_iter()
            .filter(|(_, added, dropped)| added >= dropped && *added > 0)
            .map(|(name, ..)| name)
            .collect()
    }
}
