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
        event.standing == Standing::Holds
            && !matches!(event.action, Action::Undo(_) | Action::Add(_) | Action::Archive { .. })
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
                && !matches!(event.action, Action::Delete | Action::Undo(_) | Action::Archive { .. })
        });
        if !outlived {
            return Presence::Deleted(place);
        }
    }
    let says = |event: &Event| !matches!(event.action, Action::Undo(_) | Action::Archive { .. });
    // Of a card that is nothing but archived, only its history could say that it is not.
    let archived = |event: &Event| matches!(event.action, Action::Archive { .. });
    let marks_only = || events.iter().any(archived) && !events.iter().any(says);
    let exists = holding().any(|(_, event)| says(event)) || marks_only();
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

#[cfg(test)]
mod tests {
    use crate::board::{Board, Builder, Event, Field, Id, Membership, NewCard, Timestamp};

    use super::*;

    /// A card from its rows: `rev by what`, one a line, each a minute after the one before.
    fn card(rows: &str) -> Board {
        let mut builder = Builder::new();
        let id = |text: &str| text.parse::<Id>().unwrap();
        for (number, row) in (0..).zip(rows.trim().lines()) {
            let words: Vec<&str> = row.split_whitespace().collect();
            let mut column = |name: &str| builder.column(id(name)).unwrap();
            let action = match words[2] {
                "add" => Action::Add(Box::new(NewCard {
                    to: column(words[3]),
                    values: [(Field::Title, "A".into())].into(),
                    labels: [].into(),
                    who: [].into(),
                    source: None,
                    rank: None,
                    extras: None,
                })),
                "move" => Action::Move { from: column(words[3]), to: column(words[4]) },
                "label" => {
                    Action::Label(Box::new(Membership { add: vec![builder.name(words[3])], drop: vec![] }))
                }
                "unlabel" => {
                    Action::Label(Box::new(Membership { add: vec![], drop: vec![builder.name(words[3])] }))
                }
                "title" => Action::Edit(Box::new([(Field::Title, words[3].into())].into())),
                "delete" => Action::Delete,
                "undo" => Action::Undo(id(words[3])),
                "newer" => Action::Unknown,
                other => panic!("{other}"),
            };
            let event = Event {
                id: id(&format!("e{number}")),
                at: Timestamp::from_ms(1_700_000_000_000 + number * 60_000),
                rev: words[0].parse().unwrap(),
                by: builder.name(words[1]),
                action,
                over: None,
                standing: Standing::Holds,
            };
            builder.event(id("card"), event);
        }
        builder.build()
    }

    /// The columns the card went through, and the moves that do not hold.
    fn way(board: &Board) -> String {
        let card = &board.cards().next().unwrap();
        let columns = |standing: Standing| -> Vec<String> {
            let of = card.events().iter().filter(|event| event.standing == standing);
            of.filter_map(Event::destination).map(|to| board.column(to).id.to_string()).collect()
        };
        let holds = columns(Standing::Holds).join(" > ");
        let lost = columns(Standing::Superseded).join(", ");
        let deleted = if card.on_board() { "" } else { ", off the board" };
        if lost.is_empty() { format!("{holds}{deleted}") } else { format!("{holds}, not {lost}{deleted}") }
    }

    #[test]
    fn the_way_a_card_went() {
        for (rows, expected) in [
            ("1 m add ready\n2 m move ready dev\n3 m move dev test", "ready > dev > test"),
            (
                "1 m add ready\n2 m move ready dev\n3 m move dev ready\n4 m move ready dev",
                "ready > dev > ready > dev",
            ),
            // Two moves at once: the last in order holds.
            ("1 m add ready\n2 m move ready dev\n2 j move ready test", "ready > test, not dev"),
            // Whoever went on knowingly is later, whatever the other's clock says.
            (
                "1 m add ready\n2 m move ready dev\n3 m move dev review\n2 j move ready test",
                "ready > dev > review, not test",
            ),
            // Both to the same place: the first one started the clock.
            (
                "1 m add ready\n2 m move ready dev\n2 j move ready dev\n3 j move dev done",
                "ready > dev > done, not dev",
            ),
            // An undone move is not on the way, and what was built upon it still is.
            ("1 m add ready\n2 m move ready dev\n3 m undo e1", "ready, not "),
            ("1 m add ready\n2 m move ready dev\n3 m undo e1\n4 m undo e2", "ready > dev"),
            ("1 m add ready\n2 m move ready dev\n3 m undo e1\n3 j move dev review", "ready > review"),
            // Deleting loses against work done at the same time.
            ("1 m add ready\n2 m delete", "ready, off the board"),
            ("1 m add ready\n2 m delete\n2 j move ready dev", "ready > dev"),
            ("1 m add ready\n2 m delete\n3 j title B", "ready"),
            ("1 m add ready\n2 m delete\n3 m undo e1\n4 m undo e2", "ready, off the board"),
            ("1 m add ready\n2 m delete\n2 j newer", "ready"),
            // So does taking back that the card was added.
            ("1 m add ready\n2 m undo e0", ", off the board"),
            ("1 m add ready\n2 m undo e0\n2 j move ready dev", "ready > dev"),
            // An undo names the past; anything else is no undo.
            ("1 m add ready\n2 m move ready dev\n2 j undo e1\n2 j undo e3", "ready > dev"),
            // The row that added the card is missing.
            ("4 m move dev test", "test"),
        ] {
            let board = card(rows);
            assert_eq!(way(&board), expected.trim_end_matches(", not "), "{rows}");
        }
    }

    #[test]
    fn coming_beats_going_at_the_same_time() {
        for (rows, expected) in [
            ("1 m add ready\n2 m label bug", vec!["bug"]),
            ("1 m add ready\n2 m label bug\n3 m unlabel bug", vec![]),
            ("1 m add ready\n2 m label bug\n3 m unlabel bug\n3 j label bug", vec!["bug"]),
            ("1 m add ready\n2 m label bug\n3 m unlabel bug\n4 j label bug", vec!["bug"]),
        ] {
            let board = card(rows);
            let labels: Vec<&str> =
                board.cards().next().unwrap().labels().iter().map(|name| board.names().text(*name)).collect();
            assert_eq!(labels, expected, "{rows}");
        }
    }

    #[test]
    fn what_others_did_at_the_same_time_is_shown_until_the_card_is_touched() {
        let board = card("1 m add ready\n2 m move ready dev\n2 j move ready test");
        let also = board.cards().next().unwrap().also_moved().unwrap();
        assert_eq!(board.names().text(also.by), "m");
        let board = card("1 m add ready\n2 m move ready dev\n2 j move ready test\n3 m title B");
        assert_eq!(board.cards().next().unwrap().also_moved(), None);
        let board = card("1 m add ready\n2 m delete\n2 j move ready dev");
        assert!(board.cards().next().unwrap().deletion_outlived().is_some());
    }

    #[test]
    fn a_history_of_nothing_but_moves_and_undos_folds_in_one_pass() {
        let row = |rev: u32| match (rev % 5, rev % 2) {
            (0, _) => format!("{rev} m undo e{}", rev - 2),
            (_, 0) => format!("{rev} m move ready dev"),
            _ => format!("{rev} m move dev ready"),
        };
        let rows: Vec<String> =
            std::iter::once("1 m add ready".to_owned()).chain((2..20_000).map(row)).collect();
        let rows = rows.join("\n");
        assert_eq!(card(&rows).cards().next().unwrap().events().len(), 19_999);
    }
}
