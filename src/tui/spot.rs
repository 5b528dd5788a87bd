//! What the cursor of a card's detail can stand on: an item, a link, what the card is part of, a
//! part of it. Spots are remembered by what they are, never by their place: the file changes
//! under the cursor.

use crate::board::{Board, Card, Id, Parent};

/// The most parts of a card that a detail lists; more than anybody looks through.
pub const PARTS_MAX: usize = 200;
/// The most items and links that are listed: what a file may hold beyond them is kept, not shown.
pub const LISTED_MAX: usize = 500;

/// Something in a card's detail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// What the card is part of.
    Parent(Id),
    /// A link.
    Link(String),
    /// An item of the checklist.
    Item(String),
    /// A card that is part of it.
    Part(Id),
}

/// Where the cursor of a detail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpotCursor {
    /// What it stands on.
    pub spot: Spot,
    /// Which one that was, from 0: when it goes, the cursor stays here.
    pub place: usize,
}

/// Everything in a card's detail that the cursor can stand on, top to bottom.
pub fn spots(board: &Board, card: &Card) -> Vec<Spot> {
    let text = |name| board.names().text(name).to_owned();
    let mut spots = Vec::new();
    if let Some(Parent::Card(whole)) = board.parent(card) {
        spots.push(Spot::Parent(whole.id()));
    }
    spots.extend(card.links().iter().take(LISTED_MAX).map(|link| Spot::Link(text(*link))));
    spots.extend(card.items().iter().take(LISTED_MAX).map(|item| Spot::Item(text(item.text))));
    spots.extend(parts(board, card.id()).into_iter().map(|part| Spot::Part(part.id())));
    spots
}

/// The parts of a card as they are listed: by column, then by row; last those that are off the
/// board.
pub fn parts(board: &Board, card: Id) -> Vec<&Card> {
    let column = |card: &Card| board.display_order().iter().position(|column| *column == card.column());
    let mut parts: Vec<&Card> = board.children(card).take(PARTS_MAX).collect();
    parts.sort_by_cached_key(|card| (!card.on_board(), column(card), board.row(card), card.id()));
    parts
}

impl SpotCursor {
    /// Where a cursor is among the spots there are now. `None` when there are none.
    pub fn among(&self, spots: &[Spot]) -> Option<usize> {
        let place = spots.iter().position(|spot| *spot == self.spot);
        place.or_else(|| spots.len().checked_sub(1).map(|last| self.place.min(last)))
    }
}
