//! The cards that are selected, to be worked on together. They are remembered by their ids, so a
//! selection outlives whatever others do to the board.

use std::collections::BTreeSet;

use crate::board::{Id, Operation};

/// The cards that are selected.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Chosen {
    cards: BTreeSet<Id>,
    /// Where a range began that goes to the cursor.
    range: Option<Anchor>,
    /// The cards of that range.
    ranged: BTreeSet<Id>,
    /// Counts changes of the selection.
    changes: u64,
    /// The revision of the board that all of the cards are known to be on.
    pub(super) of: Option<u64>,
    /// What limits refused of the last change of several cards, for making it anyway.
    pub(super) refused: Vec<Operation>,
}

/// Where a range begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// The column.
    pub column: Id,
    /// The card.
    pub card: Id,
}

impl Chosen {
    /// True if the card is selected.
    pub fn has(&self, card: Id) -> bool {
        self.cards.contains(&card) || self.ranged.contains(&card)
    }

    /// How many cards are selected.
    pub fn len(&self) -> usize {
        if self.ranged.is_empty() { self.cards.len() } else { self.iter().count() }
    }

    /// True if no card is.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.ranged.is_empty()
    }

    /// The cards, in no order that means anything.
    pub fn iter(&self) -> impl Iterator<Item = Id> + '_ {
        self.cards.union(&self.ranged).copied()
    }

    /// Where the range begins that goes to the cursor, while there is one.
    pub fn range(&self) -> Option<Anchor> {
        self.range
    }

    /// Counts changes of the selection.
    pub fn changes(&self) -> u64 {
        self.changes
    }

    pub(super) fn toggle(&mut self, card: Id) {
        self.keep_range();
        if !self.cards.remove(&card) {
            self.cards.insert(card);
        }
        self.changes += 1;
    }

    pub(super) fn extend(&mut self, cards: impl IntoIterator<Item = Id>) {
        self.keep_range();
        self.cards.append(&mut cards.into_iter().collect());
        self.changes += 1;
    }

    /// Begins a range.
    pub(super) fn begin_range(&mut self, from: Anchor) {
        self.range = Some(from);
        self.set_range([from.card].into());
    }

    /// The cards of the range, as the cursor is now.
    pub(super) fn set_range(&mut self, cards: BTreeSet<Id>) {
        if self.ranged != cards {
            self.ranged = cards;
            self.changes += 1;
        }
    }

    /// Ends the range; its cards stay selected.
    pub(super) fn keep_range(&mut self) {
        self.range = None;
        self.cards.append(&mut self.ranged);
    }

    /// Leaves out cards.
    pub(super) fn retain(&mut self, stays: impl Fn(Id) -> bool) {
        let before = self.cards.len();
        self.cards.retain(|card| stays(*card));
        self.ranged.retain(|card| stays(*card));
        self.range = self.range.filter(|anchor| stays(anchor.card));
        self.changes += u64::from(before != self.cards.len());
    }

    pub(super) fn clear(&mut self) {
        *self = Self { changes: self.changes + 1, ..Self::default() };
    }
}
