//! Boards told in a few lines: columns, what was said of them, and where cards were at which hour.

use andon::board::{
    AtLimit, Board, Builder, Change, Draft, Field, Fields, Id, Operation, Subject, Timestamp,
};
use andon::flow::{Journeys, Metrics, Window};
use andon::template::Plan;

pub const HOUR: i64 = 3_600_000;
/// A Monday at midnight.
const START: i64 = 1_704_067_200_000;

pub fn hour(hour: i64) -> Timestamp {
    Timestamp::from_ms(START + hour * HOUR)
}

pub fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// A board and what happened on it, hour by hour.
pub struct Story {
    pub board: Board,
    pub seed: u64,
}

impl Story {
    /// A board of these columns, described at hour 0.
    pub fn on(columns: &str) -> Self {
        let mut story = Self { board: Builder::new().build(), seed: 0 };
        let plan: Plan = columns.parse().unwrap();
        for change in plan.changes(id("board"), "Board", "Europe/Berlin", AtLimit::Reason) {
            story.apply(change, 0);
        }
        story
    }

    fn apply(&mut self, change: Change, at: i64) -> Option<Id> {
        self.seed += 1;
        let over = Some("a test".to_owned());
        let operation = Operation {
            change,
            at: hour(at),
            by: "maria".to_owned(),
            seed: self.seed,
            over,
            backdated: true,
        };
        self.board.apply(&operation).unwrap().card()
    }

    pub fn set(mut self, at: i64, subject: Subject, fields: Fields) -> Self {
        self.apply(Change::Set { subject, fields }, at);
        self
    }

    /// A card of a kind of work and a class, and where it came at which hours.
    pub fn card(mut self, kind: &str, class: &str, way: &[(i64, &str)]) -> Self {
        let values = [(Field::Title, "A card"), (Field::Kind, kind), (Field::Class, class)];
        let values = values.into_iter().filter(|(_, value)| !value.is_empty());
        let values = values.map(|(field, value)| (field, value.to_owned())).collect();
        let mut way = way.iter();
        let (at, to) = way.next().unwrap();
        let draft = Draft { to: Some(id(to)), values, ..Draft::default() };
        let card = self.apply(Change::Add(draft), *at).unwrap();
        for (at, to) in way {
            let change = match *to {
                "block" => Change::Block { card, why: "waits".to_owned() },
                "unblock" => Change::Unblock { card },
                to => Change::Move { card, to: id(to) },
            };
            self.apply(change, *at);
        }
        self
    }

    pub fn moved(self, way: &[(i64, &str)]) -> Self {
        self.card("", "", way)
    }

    /// What is told at hour `now` of the hours `from` to `to`.
    pub fn told(&self, from: i64, to: i64, now: i64) -> Metrics {
        let window = Window { from: hour(from), to: hour(to) };
        Metrics::compute(&self.board, &Journeys::of(&self.board, hour(now)), window)
    }
}
