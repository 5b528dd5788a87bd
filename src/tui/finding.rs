//! What is being looked for on the board, and what was found.
//!
//! A large board is searched in slices, one with each message, so that no key waits for it. What
//! was found before stays on screen until the search has come to its end.

use std::collections::{BTreeSet, HashSet};

use crate::board::{Board, Card, ColumnIx, Field, Id, Name};
use crate::filter::{Offer, Vocabulary};

/// What is being looked for, and what was found.
#[derive(Debug, Clone, Default)]
pub struct Finding {
    /// What becomes of cards that do not fit the filter.
    pub fit: Fit,
    /// The cards that fit; `None` without a filter.
    pub found: Option<Found>,
    /// A search that has not come to its end.
    pub(super) search: Option<Search>,
    /// What the cards use.
    pub(super) survey: Survey,
    /// How the filter being typed can go on.
    pub offers: Vec<Offer>,
    /// The part of the filter being typed that is wrong, in bytes of it.
    pub wrong: Option<std::ops::Range<usize>>,
    /// The filter was taken: the cursor is to go to a card that fits.
    pub(super) lands: bool,
    /// What the search was made with that changes by itself.
    pub(super) made_with: MadeWith,
}

/// What becomes of cards that do not fit the filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// They are not shown.
    #[default]
    Hide,
    /// They recede, so that the others stand out.
    Highlight,
}

/// The cards that fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// For each column, by its index, the cards that fit, top to bottom.
    lanes: Vec<Vec<Id>>,
    /// The same cards, for one to be looked up.
    cards: HashSet<Id>,
}

/// What a search was made with that changes by itself: the minute, the marks of what others
/// changed, the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct MadeWith {
    pub minute: i64,
    pub marks: u64,
    pub chosen: u64,
}

/// A search that goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct Search {
    pub walk: Walk,
    pub found: Found,
}

/// A walk over the cards on the board, column by column, that can be left and gone on with while
/// the board stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Walk {
    column: usize,
    row: usize,
}

impl Walk {
    /// The next card.
    pub fn next<'b>(&mut self, board: &'b Board) -> Option<&'b Card> {
        while let Some(column) = board.display_order().get(self.column) {
            if let Some(card) = board.card_in(*column, self.row) {
                self.row += 1;
                return Some(card);
            }
            *self = Self { column: self.column + 1, row: 0 };
        }
        None
    }
}

/// What the cards of a board use: the words that complete, and which cards have parts.
#[derive(Debug, Clone, Default)]
pub(super) struct Survey {
    /// The revision it is of, once it was begun.
    pub of: Option<u64>,
    /// Where it has come to; `None` when it is at its end.
    pub walk: Option<Walk>,
    people: BTreeSet<Name>,
    labels: BTreeSet<Name>,
    kinds: BTreeSet<String>,
    /// Cards that others are part of.
    pub parents: HashSet<Id>,
    /// The words, as far as it was at its end once.
    pub vocabulary: Vocabulary,
}

impl Survey {
    /// Begins anew.
    pub fn begin(&mut self, revision: u64) {
        let vocabulary = std::mem::take(&mut self.vocabulary);
        *self = Self { of: Some(revision), walk: Some(Walk::default()), vocabulary, ..Self::default() };
    }

    /// Takes in a card.
    pub fn see(&mut self, card: &Card) {
        self.people.extend(card.who());
        self.labels.extend(card.labels());
        let kind = card.value(Field::Kind);
        if !kind.is_empty() && !self.kinds.contains(kind) {
            self.kinds.insert(kind.to_owned());
        }
        self.parents.extend(card.value(Field::Parent).parse::<Id>().ok());
    }

    /// Ends it.
    pub fn end(&mut self, board: &Board) {
        self.walk = None;
        let sorted = |names: &BTreeSet<Name>| {
            let mut texts: Vec<String> =
                names.iter().map(|name| board.names().text(*name).to_owned()).collect();
            texts.sort();
            texts
        };
        let kinds = self.kinds.iter().cloned().collect();
        self.vocabulary = Vocabulary { people: sorted(&self.people), labels: sorted(&self.labels), kinds };
    }
}

impl Found {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// True if the card is one of them.
    pub fn has(&self, card: Id) -> bool {
        self.cards.contains(&card)
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Takes in a card that stands after all that were taken in of its column.
    pub(super) fn push(&mut self, card: &Card) {
        let lane = card.column().index();
        if self.lanes.len() <= lane {
            self.lanes.resize(lane + 1, Vec::new());
        }
        self.lanes[lane].push(card.id());
        self.cards.insert(card.id());
    }

    /// Leaves out cards, and takes in those of them that fit, each in its row.
    pub(super) fn refresh(&mut self, board: &Board, changed: &[Id], mut fits: impl FnMut(&Card) -> bool) {
        if changed.iter().any(|id| self.cards.contains(id)) {
            self.lanes.iter_mut().for_each(|lane| lane.retain(|id| !changed.contains(id)));
        }
        for id in changed {
            self.cards.remove(id);
            let Some(card) = board.card(*id).filter(|card| card.on_board() && fits(card)) else { continue };
            let column = card.column().index();
            if self.lanes.len() <= column {
                self.lanes.resize(column + 1, Vec::new());
            }
            let at = self.before(board, card);
            self.lanes[column].insert(at, *id);
            self.cards.insert(*id);
        }
    }

    /// How many of the cards that fit stand above a card in its column.
    pub(super) fn before(&self, board: &Board, card: &Card) -> usize {
        let row = board.row(card);
        let above = |id: &Id| board.card(*id).and_then(|other| board.row(other)) < row;
        self.lanes.get(card.column().index()).map_or(0, |lane| lane.partition_point(above))
    }

    /// The number, from 1, of a card among those that fit, left to right and top to bottom; `None`
    /// if it does not.
    pub fn number(&self, board: &Board, card: &Card) -> Option<usize> {
        self.cards.contains(&card.id()).then(|| self.above(board, card) + 1)
    }

    /// How many of the cards that fit stand left of a card or above it.
    pub(super) fn above(&self, board: &Board, card: &Card) -> usize {
        self.left_of(board, Some(card.column())) + self.before(board, card)
    }

    /// How many of the cards that fit stand left of a column.
    pub(super) fn left_of(&self, board: &Board, column: Option<ColumnIx>) -> usize {
        let columns = board.display_order().iter().take_while(|other| Some(**other) != column);
        columns.map(|column| self.lane(*column).len()).sum()
    }

    /// The card of that number, from 0.
    pub(super) fn nth(&self, board: &Board, mut number: usize) -> Option<Id> {
        for column in board.display_order() {
            let lane = self.lane(*column);
            match lane.get(number) {
                Some(card) => return Some(*card),
                None => number -= lane.len(),
            }
        }
        None
    }

    /// The cards of a column that fit, top to bottom.
    pub fn lane(&self, column: ColumnIx) -> &[Id] {
        self.lanes.get(column.index()).map_or(&[], Vec::as_slice)
    }
}
