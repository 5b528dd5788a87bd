//! Where a card stands among the cards of its column.

use std::cmp::Ordering;

use super::{Board, Card, ColumnKind, Id, Timestamp, rank};

impl Board {
    /// Where a card stands among the cards of its column: what came first stands first, but for
    /// what is done, where the latest is of interest and nothing is urgent any more.
    pub(super) fn lane_order<'a>(&self, card: &'a Card) -> LaneOrder<'a> {
        let done = self.column(card.column()).kind == ColumnKind::Done;
        let entered = card.entered();
        LaneOrder {
            standard: !self.apart(card),
            rank: card.rank(),
            entered: if done { Timestamp::from_ms(Timestamp::END.since(entered)) } else { entered },
            id: card.id(),
        }
    }
}

/// What a card's row in its column is found by: expedited cards first, then by hand or by time of
/// entry.
#[derive(PartialEq, Eq)]
pub(super) struct LaneOrder<'a> {
    standard: bool,
    rank: Option<&'a str>,
    entered: Timestamp,
    id: Id,
}

impl LaneOrder<'_> {
    /// The order as a number, for a card that nobody placed by hand: one comparison instead of
    /// three.
    pub(super) fn by_entry(&self) -> Option<u128> {
        let entered = u128::from(self.entered.ms().unsigned_abs()) << 64 | u128::from(self.id.bits());
        self.rank.is_none().then_some(u128::from(self.standard) << 127 | entered)
    }

    pub(super) fn key(&self) -> impl AsRef<[u8]> + '_ {
        match self.rank {
            Some(key) => Key::Hand(key.as_bytes()),
            None => Key::Entry(rank::of_entry(self.entered, self.id)),
        }
    }
}

impl Ord for LaneOrder<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_rank = || match (self.rank, other.rank) {
            // The keys of two entries order as what they are made of.
            (None, None) => self.entered.cmp(&other.entered),
            _ => self.key().as_ref().cmp(other.key().as_ref()),
        };
        self.standard.cmp(&other.standard).then_with(by_rank).then(self.id.cmp(&other.id))
    }
}

impl PartialOrd for LaneOrder<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

enum Key<'a> {
    Hand(&'a [u8]),
    Entry([u8; 24]),
}

impl AsRef<[u8]> for Key<'_> {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Hand(key) => key,
            Self::Entry(key) => key,
        }
    }
}
