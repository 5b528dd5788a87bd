//! On which days cards were left of the furthest column they had come to.

use crate::board::Timestamp;
use crate::flow::Cumulative;

/// The moves back that held at some time of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Back {
    /// How many.
    pub moves: usize,
    /// The place of the latest in [`Cumulative::corrections`].
    pub latest: Option<usize>,
}

/// The moves back of each day of a cumulative flow.
pub fn backs(cumulative: &Cumulative) -> Vec<Back> {
    let mut backs = vec![Back::default(); cumulative.days.len()];
    for (place, correction) in cumulative.corrections.iter().enumerate() {
        // A day's instant is its end.
        let first = cumulative.days.partition_point(|day| day.at <= correction.from);
        let starts =
            |day: usize| day.checked_sub(1).map_or(Timestamp::MIN, |before| cumulative.days[before].at);
        for (day, back) in backs.iter_mut().enumerate().skip(first) {
            if starts(day) >= correction.to {
                break;
            }
            back.moves += 1;
            back.latest = Some(place);
        }
    }
    backs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, ColumnKind, Fields, Id, Operation, Subject};
    use crate::flow::cumulative::{Correction, CumulativeDay};

    #[test]
    fn a_move_back_counts_on_each_day_it_holds() {
        let at = |hours: i64| Timestamp::from_ms(1_780_000_000_000).plus_ms(hours * 3_600_000);
        let mut board = Builder::new().build();
        let fields = Fields { kind: Some(ColumnKind::Active), rank: Some("b".into()), ..Fields::default() };
        let change = Change::Set { subject: Subject::Column("doing".parse().unwrap()), fields };
        let by = "maria".to_owned();
        board.apply(&Operation { change, at: at(0), by, seed: 1, over: None, backdated: false }).unwrap();
        let furthest = board.display_order()[0];
        let day = |nth: i64| {
            let day = "2026-05-28".parse().unwrap();
            CumulativeDay { day, at: at(24 * nth), reached: vec![0], abandoned: 0 }
        };
        let back = |from: i64, to: i64| {
            let (from, to) = (at(from), at(to));
            Correction { card: Id::random(7, 8), furthest, from, to, recovered: true }
        };
        let cumulative = Cumulative {
            columns: vec![furthest],
            days: (1..=4).map(day).collect(),
            corrections: vec![back(-50, 5), back(20, 25), back(24, 48), back(90, 96)],
        };
        let told: Vec<(usize, Option<usize>)> =
            backs(&cumulative).into_iter().map(|back| (back.moves, back.latest)).collect();
        assert_eq!(told, [(2, Some(1)), (2, Some(2)), (0, None), (1, Some(3))]);
    }
}
