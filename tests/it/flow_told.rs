//! Boards told in a line a card, for tests of one measure at a time.
//!
//! ```text
//! A: 0 Backlog, 2 Ready, 3 block no paper, 5 unblock, 6 @ann, 7 Dev, 9 Done, 11 gone
//! ```
//!
//! Numbers are hours after Monday, 2 March 2026, 00:00 UTC. A column may be of a stage: its name,
//! kind, and `@stage`.

use std::collections::BTreeMap;

use andon::board::{Board, Change, Draft, Field, Fields, Id, Operation, Subject, Timestamp};
use andon::flow::{Journeys, Metrics, Window};

use crate::board_of;

/// The instant that many hours in.
pub fn hour(hours: i64) -> Timestamp {
    Timestamp::from_ms(1_772_409_600_000 + hours * HOUR)
}

/// The hours from `from` to before `to`.
pub fn hours(from: i64, to: i64) -> Window {
    Window { from: hour(from), to: hour(to) }
}

/// Milliseconds in an hour.
pub const HOUR: i64 = 3_600_000;

/// A board and what its cards are called.
pub struct Told {
    pub board: Board,
    ids: BTreeMap<String, Id>,
    seed: u64,
}

impl Told {
    /// A board with these columns, and what happened to each card.
    pub fn of(columns: &str, cards: &[&str]) -> Self {
        let mut told = Self { board: board_of::empty(columns, "UTC"), ids: BTreeMap::new(), seed: 1000 };
        for card in cards {
            told.tell(card);
        }
        told
    }

    /// The column of that name.
    pub fn column(&self, name: &str) -> Id {
        let column = self.board.columns().iter().find(|column| &*column.name == name);
        column.unwrap_or_else(|| panic!("no column {name}")).id
    }

    /// The card that goes by that name.
    pub fn card(&self, name: &str) -> Id {
        self.ids[name]
    }

    pub fn journeys(&self, now: i64) -> Journeys {
        Journeys::of(&self.board, hour(now))
    }

    /// Every measure of the hours from `from` to before `to`.
    pub fn measured(&self, from: i64, to: i64, now: i64) -> Metrics {
        Metrics::compute(&self.board, &self.journeys(now), hours(from, to))
    }

    /// Changes the board itself.
    pub fn set(&mut self, subject: Subject, fields: Fields) {
        self.set_at(0, subject, fields);
    }

    /// The same, so many hours in.
    pub fn set_at(&mut self, hours: i64, subject: Subject, fields: Fields) {
        self.apply(hour(hours), Change::Set { subject, fields });
    }

    /// Tells more of a card, or of a new one.
    pub fn tell(&mut self, card: &str) {
        let (name, rows) = card.split_once(':').unwrap();
        for row in rows.split(',') {
            let (hours, what) = row.trim().split_once(' ').unwrap_or_else(|| panic!("{card}: {row}"));
            let at = hour(hours.parse().unwrap());
            let (verb, rest) = what.split_once(' ').unwrap_or((what, ""));
            let Some(card) = self.ids.get(name).copied() else {
                let values = vec![(Field::Title, name.to_owned())];
                let draft = Draft { to: Some(self.column(what)), values, ..Draft::default() };
                let id = self.apply(at, Change::Add(draft)).unwrap();
                self.ids.insert(name.to_owned(), id);
                continue;
            };
            let change = match verb {
                "block" => Change::Block { card, why: rest.to_owned() },
                "unblock" => Change::Unblock { card },
                "gone" => Change::Delete { card },
                "back" => Change::Restore { card },
                "kind" => Change::Edit { card, values: vec![(Field::Kind, rest.to_owned())] },
                "class" => Change::Edit { card, values: vec![(Field::Class, rest.to_owned())] },
                who if who.starts_with('@') => {
                    Change::Assign { card, add: vec![who.replace('@', "")], drop: Vec::new() }
                }
                who if who.starts_with('-') => {
                    Change::Assign { card, add: Vec::new(), drop: vec![who.replace(['-', '@'], "")] }
                }
                _ => Change::Move { card, to: self.column(what) },
            };
            self.apply(at, change);
        }
    }

    fn apply(&mut self, at: Timestamp, change: Change) -> Option<Id> {
        self.seed += 1;
        let operation =
            Operation { change, at, by: "someone".to_owned(), seed: self.seed, over: None, backdated: false };
        self.board.apply(&operation).unwrap().card()
    }
}
