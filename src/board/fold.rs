//! How a card's events are told apart: which were undone, which way the card went, and what of
//! several things done at the same time holds.
//!
//! Nothing here depends on the order in which events were read, only on what they say. Two
//! clones that hold the same events hold the same card.

use std::collections::HashMap;

use super::event::{Action, Event, Standing};
use super::{ColumnIx, Id, Name, Presence};

/// No event.
pub(super) const NONE: u32 = u32::MAX;

/// Memory that folding many cards uses again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// For each column, 1 + the last event that put the card there.
    last_in: Vec<u32>,
    /// For each position event, the one it followed.
    parents: Vec<(u32, u32)>,
}

/// Marks what was undone. An undo names an event of lower revision, so going from the newest
/// event to the oldest each undo's own standing is known when it is met.
pub(super) fn cancel(events: &mut [Event]) {
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
pub(super) fn walk(events: &mut [Event], scratch: &mut Scratch) -> (u32, ColumnIx) {
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
pub(super) fn presence(events: &[Event]) -> Presence {
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
pub(super) struct Set(Vec<(Name, u32, u32)>);

impl Set {
    pub(super) fn update(&mut self, rev: u32, add: &[Name], drop: &[Name]) {
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

    pub(super) fn members(self) -> Vec<Name> {
        self.0
            .into_iter()
            .filter(|(_, added, dropped)| added >= dropped && *added > 0)
            .map(|(name, ..)| name)
            .collect()
    }
}
