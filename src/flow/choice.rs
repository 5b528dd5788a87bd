//! Which cards are measured: all of them, or those of a class, a kind, a label or a person.
//!
//! A card counts when it has one of the values asked for of each sort: `--class expedite --label
//! api --label web` are the expedited cards that carry one of the two labels. What a card is counts
//! as it is now, not as it was when it finished.

use crate::board::{Card, Field, Id, Name};

/// A choice of cards. Nothing asked for is all cards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// Classes of service; `None` is that of cards without one.
    pub classes: Vec<Option<Id>>,
    /// Kinds of work.
    pub kinds: Vec<Box<str>>,
    /// Labels.
    pub labels: Vec<Name>,
    /// People on a card.
    pub people: Vec<Name>,
}

impl Choice {
    /// True when every card is of it.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// True if the card is of it.
    pub fn takes(&self, card: &Card) -> bool {
        let among =
            |asked: &[Name], has: &[Name]| asked.is_empty() || asked.iter().any(|name| has.contains(name));
        (self.classes.is_empty() || self.classes.contains(&card.class()))
            && (self.kinds.is_empty() || self.kinds.iter().any(|kind| **kind == *card.value(Field::Kind)))
            && among(&self.labels, card.labels())
            && among(&self.people, card.who())
    }
}
