//! Which cards are over and done with: nothing of them would be missed on the board.
//!
//! A card may go to the archive when it has stood in a done column since before a day, or was
//! deleted before it, and nothing else was done to it since: a card that somebody touched, or
//! brought back from the archive, is spoken of. It stays while a cord is pulled on it, while a card
//! that stays is part of it or has it as a part, and when a newer andon did something to it that
//! this one cannot read.

use std::collections::HashSet;

use super::family::named;
use super::{Action, Board, Card, ColumnKind, Id, Timestamp};

/// What may go to the archive, and what stays on the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sweep {
    /// The cards that may go, by id.
    pub cards: Vec<Id>,
    /// How many of them were deleted.
    pub deleted: usize,
    stays: [usize; Why::ALL.len()],
}

impl Sweep {
    /// How many cards stay for this reason.
    pub fn stays(&self, why: Why) -> usize {
        self.stays[why as usize]
    }
}

/// Why a card stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It is on the board and not done.
    NotDone,
    /// It was finished, deleted or touched since.
    Since,
    /// The cord is pulled on it.
    CordPulled,
    /// A card that stays is part of it.
    HasParts,
    /// It is part of a card that stays.
    PartOf,
    /// A newer andon did something to it.
    Newer,
}

impl Why {
    /// All of them. A card that stays for several reasons counts for the first.
    pub const ALL: [Self; 6] =
        [Self::NotDone, Self::Since, Self::CordPulled, Self::HasParts, Self::PartOf, Self::Newer];
}

impl Board {
    /// What may go to the archive of cards that were over before an instant.
    pub fn archivable(&self, before: Timestamp) -> Sweep {
        let mut sweep = Sweep::default();
        let (mut going, mut kept) = (HashSet::new(), Vec::new());
        for card in self.cards().filter(|card| !card.is_archived()) {
            if let Some(why) = self.stays(card, before) {
                sweep.stays[why as usize] += 1;
                kept.push(card);
            } else {
                going.insert(card.id());
            }
        }
        // A part that stays keeps what it is part of, and so on upwards.
        let mut next = kept.clone();
        while let Some(part) = next.pop() {
            let whole = named(part).filter(|whole| going.remove(whole)).and_then(|whole| self.card(whole));
            sweep.stays[Why::HasParts as usize] += usize::from(whole.is_some());
            next.extend(whole);
            kept.extend(whole);
        }
        // And a whole that stays its parts, so that its progress never goes back.
        while let Some(whole) = kept.pop().filter(|_| !going.is_empty()) {
            for part in self.children(whole.id()).filter(|part| whole.on_board() && part.on_board()) {
                if going.remove(&part.id()) {
                    sweep.stays[Why::PartOf as usize] += 1;
                    kept.push(part);
                }
            }
        }
        sweep.cards.extend(going);
        sweep.cards.sort_unstable();
        sweep.deleted =
            sweep.cards.iter().filter(|card| self.card(**card).is_some_and(Card::is_deleted)).count();
        sweep
    }

    fn stays(&self, card: &Card, before: Timestamp) -> Option<Why> {
        let marks: HashSet<Id> = card.archive_marks().map(|event| event.id).collect();
        let touched = |event: &super::Event| event.at >= before && !marks.contains(&event.id);
        if card.on_board() && self.column(card.column()).kind != ColumnKind::Done {
            Some(Why::NotDone)
        } else if card.events().iter().any(touched) {
            Some(Why::Since)
        } else if card.on_board() && card.cord().is_some() {
            Some(Why::CordPulled)
        } else if card.events().iter().any(|event| matches!(event.action, Action::Unknown)) {
            Some(Why::Newer)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, Draft, Field, Fields, Operation, Subject};

    const DAY: i64 = 86_400_000;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_ms(1_767_225_600_000 + day * DAY)
    }

    fn board() -> Board {
        let mut board = Builder::new().build();
        for (number, (column, kind)) in (1..).zip([
            ("todo", ColumnKind::Backlog),
            ("dev", ColumnKind::Active),
            ("done", ColumnKind::Done),
        ]) {
            let fields =
                Fields { kind: Some(kind), rank: Some(format!("{number}").into()), ..Fields::default() };
            let subject = Subject::Column(column.parse().unwrap());
            did(&mut board, 0, Change::Set { subject, fields }).unwrap();
        }
        board
    }

    fn did(board: &mut Board, on: i64, change: Change) -> Option<Id> {
        let seed = board.entries().count() as u64 * 77 + 1;
        let by = "maria".to_owned();
        let operation = Operation { change, at: day(on), by, seed, over: None, backdated: false };
        board.apply(&operation).unwrap().card().or(Some("x".parse().unwrap()))
    }

    fn add(board: &mut Board, on: i64, to: &str, part_of: Option<Id>) -> Id {
        let mut values = vec![(Field::Title, "A".to_owned())];
        values.extend(part_of.map(|card| (Field::Parent, card.to_string())));
        let to = Some(to.parse().unwrap());
        did(board, on, Change::Add(Draft { to, values, ..Draft::default() })).unwrap()
    }

    /// How many may go before the tenth day, and for each reason how many stay.
    fn counts(board: &Board) -> (usize, [usize; 6]) {
        let sweep = board.archivable(day(10));
        (sweep.cards.len(), Why::ALL.map(|why| sweep.stays(why)))
    }

    #[test]
    fn what_goes_and_what_stays() {
        let mut board = board();
        let text = |card| Change::Edit { card, values: vec![(Field::Text, "b".to_owned())] };
        let card = add(&mut board, 1, "done", None);
        assert_eq!(counts(&board), (1, [0; 6]));
        did(&mut board, 10, text(card));
        assert_eq!(counts(&board), (0, [0, 1, 0, 0, 0, 0]), "touched since");
        add(&mut board, 1, "dev", None);
        assert_eq!(counts(&board), (0, [1, 1, 0, 0, 0, 0]), "in work");
        let deleted = add(&mut board, 1, "dev", None);
        did(&mut board, 9, Change::Delete { card: deleted });
        assert_eq!(counts(&board), (1, [1, 1, 0, 0, 0, 0]), "deleted before");
        let pulled = add(&mut board, 1, "done", None);
        did(&mut board, 2, Change::Pull { card: pulled, why: "it is wrong".to_owned() });
        assert_eq!(counts(&board), (1, [1, 1, 1, 0, 0, 0]), "the cord is pulled");
        did(&mut board, 11, Change::Archive { card: deleted });
        assert_eq!(counts(&board), (0, [1, 1, 1, 0, 0, 0]), "it has gone already");
        did(&mut board, 11, Change::Restore { card: deleted });
        assert_eq!(counts(&board), (0, [2, 1, 1, 0, 0, 0]), "it was brought back");
    }

    #[test]
    fn a_part_that_stays_keeps_what_it_is_part_of() {
        let mut board = board();
        let whole = add(&mut board, 1, "done", None);
        let middle = add(&mut board, 1, "done", Some(whole));
        assert_eq!(counts(&board).0, 2);
        let part = add(&mut board, 1, "dev", Some(middle));
        assert_eq!(counts(&board), (0, [1, 0, 0, 2, 0, 0]));
        did(&mut board, 2, Change::Move { card: part, to: "done".parse().unwrap() });
        assert_eq!(counts(&board).0, 3);
    }

    #[test]
    fn a_whole_that_stays_keeps_its_parts() {
        let mut board = board();
        let whole = add(&mut board, 1, "dev", None);
        let middle = add(&mut board, 1, "done", Some(whole));
        add(&mut board, 1, "done", Some(middle));
        let deleted = add(&mut board, 1, "done", Some(whole));
        assert_eq!(counts(&board), (0, [1, 0, 0, 0, 3, 0]));
        did(&mut board, 2, Change::Delete { card: deleted });
        assert_eq!(counts(&board), (1, [1, 0, 0, 0, 2, 0]), "a deleted part counts for nothing");
        did(&mut board, 3, Change::Move { card: whole, to: "done".parse().unwrap() });
        assert_eq!(counts(&board), (4, [0; 6]), "all of it may go together");
    }
}
