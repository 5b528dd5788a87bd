//! The board of the tutorial: three columns, a limit of two, and three weeks of a small household's
//! work behind it, so that there is something to measure.

use crate::board::{AtLimit, Board, Builder, Change, Draft, Field, Id, Operation, Timestamp, WipLimit};
use crate::template::Template;

const HOUR_MS: i64 = 3_600_000;
/// The most cards in Doing.
const LIMIT: u64 = 2;
/// Who did what was done.
const BY: &str = "Alex";

/// What was done: a title, hours before now when it was added, begun and finished.
const FINISHED: [(&str, [i64; 3]); 9] = [
    ("Oil the front door", [500, 470, 440]),
    ("Frame the photos", [496, 440, 380]),
    ("Plant the herbs", [470, 420, 400]),
    ("Mend the lamp", [430, 398, 300]),
    ("Sort the tools", [400, 378, 350]),
    ("Clean the gutter", [340, 290, 250]),
    ("Sharpen the knives", [300, 240, 226]),
    ("Paint the fence", [290, 220, 120]),
    ("Wash the curtains", [200, 110, 70]),
];
/// What is being done: a title, hours before now when it was added and begun.
const BEGUN: (&str, [i64; 2]) = ("Repair the bicycle", [150, 50]);
/// What is to be done, hours before now.
const READY: [(&str, i64); 4] =
    [("Call the plumber", 30), ("Hang the mirror", 28), ("Fix the chair", 20), ("Change the locks", 6)];

/// The operations that make the board, so that its history ends before `now`.
pub fn operations(now: Timestamp) -> Vec<Operation> {
    let mut making = Making { board: Builder::new().build(), operations: Vec::new(), now };
    let mut plan = Template::Basic.plan();
    for column in &mut plan.columns {
        column.wip = column.wip.and(WipLimit::new(LIMIT));
    }
    let columns: Vec<Id> = plan.columns.iter().map(|column| column.id).collect();
    let [todo, doing, done] = columns[..] else { return Vec::new() };
    let id = Id::random(1, Id::CARD_LEN);
    for change in plan.changes(id, "Tutorial", "UTC", AtLimit::Refuse) {
        making.does(600, change);
    }
    let mut story: Vec<(i64, usize, &str, Id)> = Vec::new();
    for (nth, (title, hours)) in FINISHED.iter().enumerate() {
        story.extend([todo, doing, done].into_iter().zip(hours).map(|(to, hours)| (*hours, nth, *title, to)));
    }
    let (title, hours) = BEGUN;
    story.extend([todo, doing].into_iter().zip(hours).map(|(to, hours)| (hours, FINISHED.len(), title, to)));
    story.extend(READY.into_iter().map(|(title, hours)| (hours, usize::MAX, title, todo)));
    // What happened first comes first: the limit holds all the way.
    story.sort_by_key(|(hours, nth, _, _)| (-hours, *nth));
    let mut cards: Vec<(&str, Id)> = Vec::new();
    for (hours, _, title, to) in story {
        let known = cards.iter().find(|(known, _)| *known == title).map(|(_, card)| *card);
        let change = match known {
            Some(card) => Change::Move { card, to },
            None => Change::Add(Draft {
                to: Some(to),
                values: vec![(Field::Title, title.to_owned())],
                ..Draft::default()
            }),
        };
        cards.extend(making.does(hours, change).map(|card| (title, card)));
    }
    making.operations
}

/// A board in the making.
struct Making {
    board: Board,
    operations: Vec<Operation>,
    now: Timestamp,
}

impl Making {
    /// Makes a change some hours before now. Answers its card.
    fn does(&mut self, hours: i64, change: Change) -> Option<Id> {
        let seed = 0x5eed_0000_u64.wrapping_mul(self.operations.len() as u64 + 7);
        let at = self.now.plus_ms(-hours * HOUR_MS);
        let operation = Operation { change, at, by: BY.to_owned(), seed, over: None, backdated: false };
        let applied = self.board.apply(&operation).ok()?;
        self.operations.push(operation);
        applied.card()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_what_the_lessons_need() {
        let now: Timestamp = "2026-05-29T14:40:00Z".parse().unwrap();
        let mut board = Builder::new().build();
        for operation in operations(now) {
            board.apply(&operation).unwrap();
        }
        let counts: Vec<usize> =
            board.display_order().iter().map(|column| board.cards_in(*column).len()).collect();
        // Two can be pulled and a third is refused; one is there to be finished.
        assert_eq!(counts, [READY.len(), 1, FINISHED.len()]);
        let limit = board.column(board.display_order()[1]).wip.map(WipLimit::cards);
        assert_eq!(limit, Some(2));
        assert!(board.cards().all(|card| card.last_at() <= now));
    }
}
