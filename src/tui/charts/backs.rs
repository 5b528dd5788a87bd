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
