//! What happened, whether to a card or to the board: an event or a setting, and what of it one
//! board knows and another does not.

use std::collections::HashSet;

use super::{Board, Card, Event, Id, Setting, Subject, Timestamp};

/// Something that happened: to a card, or to the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry<'a> {
    /// To this card.
    Card(&'a Card, &'a Event),
    /// Something was said about the board.
    Board(&'a Setting),
}

impl<'a> Entry<'a> {
    /// When, by the clock of whoever did it.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Card(_, event) => event.at,
            Self::Board(setting) => setting.at,
        }
    }

    /// Who did it.
    pub fn by(&self, board: &'a Board) -> &'a str {
        match self {
            Self::Card(_, event) => board.names().text(event.by),
            Self::Board(setting) => &setting.by,
        }
    }

    /// The card it happened to.
    pub fn card(&self) -> Option<&'a Card> {
        match self {
            Self::Card(card, _) => Some(card),
            Self::Board(_) => None,
        }
    }

    /// By time; what happened to the board in the same second came before what happened on it.
    pub fn order(&self) -> (Timestamp, bool, u32, Id) {
        match self {
            Self::Card(_, event) => (event.at, true, event.rev, event.id),
            Self::Board(setting) => (setting.at, false, setting.rev, setting.id),
        }
    }
}

impl Board {
    /// Everything that happened, in no order that means anything.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let of_card = |card| Card::events(card).iter().map(move |event| Entry::Card(card, event));
        self.settings().iter().map(Entry::Board).chain(self.cards().flat_map(of_card))
    }

    /// What happened here and the other board does not know of, the earliest first. Events and
    /// settings are known by their names: what they do to the rest is not compared.
    pub fn beyond<'a>(&'a self, other: &Self) -> Vec<Entry<'a>> {
        let known: HashSet<(&Subject, Id)> =
            other.settings().iter().map(|setting| (&setting.subject, setting.id)).collect();
        let new = |setting: &&Setting| !known.contains(&(&setting.subject, setting.id));
        let mut found: Vec<Entry<'a>> = self.settings().iter().filter(new).map(Entry::Board).collect();
        for card in self.cards() {
            let known = other.card(card.id()).map_or(&[][..], Card::events);
            let same = |(one, other): (&Event, &Event)| one.id == other.id;
            if known.len() == card.events().len() && card.events().iter().zip(known).all(same) {
                continue;
            }
            let known: HashSet<Id> = known.iter().map(|event| event.id).collect();
            let new = card.events().iter().filter(|event| !known.contains(&event.id));
            found.extend(new.map(|event| Entry::Card(card, event)));
        }
        found.sort_by_key(Entry::order);
        found
    }
}
