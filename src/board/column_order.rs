//! Where columns stand on the board: a fractional index, as cards have within a column.

use super::setting::{Fields, Subject};
use super::{Board, Change, Id, rank};

impl Board {
    /// The changes that put a column at a place among those people see, counted without it.
    ///
    /// That is one change, which leaves the other columns alone, so that two people may each move
    /// one. Only where two columns have the same key, or one that is none, there is no gap between
    /// them; then all columns are given new keys. `jitter` are random bits.
    pub fn placing_column(&self, column: Id, place: usize, jitter: u64) -> Vec<Change> {
        let others: Vec<&super::Column> = self
            .display_order()
            .iter()
            .map(|ix| self.column(*ix))
            .filter(|other| other.id != column)
            .collect();
        let place = place.min(others.len());
        let low =
            place.checked_sub(1).and_then(|before| others.get(before)).map_or("", |before| &before.rank);
        let high = others.get(place).map_or("", |after| &after.rank);
        // Before a column without a key there is no place, behind it any key is one.
        let bounded = place == others.len() || !high.is_empty();
        let key =
            rank::between(low.as_bytes(), high.as_bytes(), jitter).filter(|key| rank::is_key(key) && bounded);
        if let Some(key) = key {
            return vec![ranked(column, key)];
        }
        let mut order: Vec<Id> = others.iter().map(|other| other.id).collect();
        order.insert(place, column);
        let mut last = String::new();
        let spread = order.into_iter().map(|id| {
            last = rank::between(last.as_bytes(), b"", jitter).unwrap_or_default();
            (id, last.clone())
        });
        let spread: Vec<(Id, String)> = spread.collect();
        let has = |id: Id, key: &str| self.find_column(id).is_some_and(|ix| &*self.column(ix).rank == key);
        spread.into_iter().filter(|(id, key)| !has(*id, key)).map(|(id, key)| ranked(id, key)).collect()
    }
}

fn ranked(column: Id, key: String) -> Change {
    let fields = Fields { rank: Some(key.into()), ..Fields::default() };
    Change::Set { subject: Subject::Column(column), fields }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Operation, Timestamp};

    fn board(ranks: &[(&str, &str)]) -> Board {
        let mut board = Builder::new().build();
        for (number, (id, key)) in (1..).zip(ranks) {
            let fields = Fields { rank: Some((*key).into()), ..Fields::default() };
            apply(&mut board, number, Change::Set { subject: Subject::Column(id.parse().unwrap()), fields });
        }
        board
    }

    fn apply(board: &mut Board, seed: u64, change: Change) {
        let at = Timestamp::from_ms(1_780_000_000_000);
        let by = "maria".to_owned();
        board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
    }

    fn order(board: &Board) -> String {
        board.display_order().iter().map(|ix| board.column(*ix).id.to_string()).collect()
    }

    #[test]
    fn a_column_goes_to_its_place_by_one_change_where_there_is_a_gap() {
        for (ranks, changes) in [
            (&[("a", "b"), ("b", "d"), ("c", "f"), ("d", "h")][..], Some(1)),
            // Keys as close as can be.
            (&[("a", "b"), ("b", "b01"), ("c", "b02"), ("d", "b1")], Some(1)),
            // No gap: equal keys, none at all, and what is no key.
            (&[("a", "b"), ("b", "b"), ("c", "b"), ("d", "b")], None),
            (&[("a", ""), ("b", ""), ("c", ""), ("d", "")], None),
            (&[("a", "A"), ("b", "B0"), ("c", "c0"), ("d", "d")], None),
        ] {
            for (column, place, expected) in [
                ("a", 3, "bcda"),
                ("a", 1, "bacd"),
                ("d", 0, "dabc"),
                ("c", 1, "acbd"),
                ("b", 2, "acbd"),
                ("b", 99, "acdb"),
            ] {
                let mut board = board(ranks);
                assert_eq!(order(&board), "abcd");
                let placing = board.placing_column(column.parse().unwrap(), place, 7 + place as u64);
                assert!(
                    changes.is_none_or(|changes| changes == placing.len()),
                    "{ranks:?} {column} {placing:?}"
                );
                for (seed, change) in (100..).zip(placing) {
                    apply(&mut board, seed, change);
                }
                assert_eq!(order(&board), expected, "{ranks:?}");
            }
        }
    }

    #[test]
    fn a_column_moved_again_and_again_still_finds_a_place() {
        let mut board = board(&[("a", "b"), ("b", "d"), ("c", "f")]);
        for round in 0..200 {
            let last = board.display_order()[2];
            let last = board.column(last).id;
            for change in board.placing_column(last, 1, round * 7919) {
                apply(&mut board, 1000 + round, change);
            }
            assert_eq!(board.column(board.display_order()[1]).id, last);
        }
    }
}
