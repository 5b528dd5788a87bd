//! Going to a card by its id or its title: what is typed, and the cards that may be meant.

use std::cmp::Reverse;

use super::finding::Walk;
use super::input::Input;
use crate::board::{Board, Card, Id};
use crate::text::fuzzy::{Finder, Query};

/// The most cards that are offered.
const OFFERED: usize = 30;

/// Going to a card.
#[derive(Debug, Clone, Default)]
pub struct GoTo {
    /// The beginning of an id, or letters of a title.
    pub query: Input,
    /// The cards that may be meant, the likeliest first.
    pub found: Vec<Id>,
    /// The chosen one among them.
    pub selected: usize,
    /// A card of that id which is not on the board any more, as the person is told.
    pub gone: Option<String>,
    /// The search, while it goes on.
    search: Option<Search>,
}

#[derive(Debug, Clone, Default)]
struct Search {
    walk: Walk,
    best: Vec<(u32, Id)>,
}

impl GoTo {
    /// True while the search has not come to its end.
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Begins to look for what is typed. Cards whose id begins so are there at once.
    /// `restore` is the key that puts a card back.
    pub(super) fn begin(&mut self, board: &Board, restore: &str) {
        let text = self.query.text();
        let prefix = text.trim().to_ascii_lowercase();
        let with_id = || board.cards_with_prefix(&prefix).filter(|_| !prefix.is_empty());
        let found: Vec<Id> = with_id().filter(|card| card.on_board()).take(OFFERED).map(Card::id).collect();
        self.gone = with_id().find(|card| !card.on_board()).filter(|_| found.is_empty()).map(|card| {
            let how = if card.is_archived() { "archived" } else { "deleted" };
            format!("{} {} was {how}; {restore} puts it back", board.short_id(card.id()), card.title())
        });
        self.selected = 0;
        self.search = (!prefix.is_empty()).then(|| Search {
            walk: Walk::default(),
            best: found.iter().map(|card| (u32::MAX, *card)).collect(),
        });
        if prefix.is_empty() {
            self.found.clear();
        }
    }

    /// Takes the search further. `room` are the letters that may be looked at.
    pub(super) fn go_on(&mut self, board: &Board, room: &mut usize) {
        let Some(mut search) = self.search.take() else { return };
        let (query, mut finder) = (Query::fuzzy(&self.query.text()), Finder::default());
        while *room > 0 {
            let Some(card) = search.walk.next(board) else {
                search.keep_best();
                self.found = search.best.into_iter().map(|(_, card)| card).collect();
                return;
            };
            *room = room.saturating_sub(128);
            if let Some(score) = finder.score(&query, card.title()) {
                search.best.push((score, card.id()));
                if search.best.len() > 8 * OFFERED {
                    search.keep_best();
                }
            }
        }
        self.search = Some(search);
    }
}

impl Search {
    fn keep_best(&mut self) {
        // Stable: of equal ones those further left come first.
        self.best.sort_by_key(|(score, _)| Reverse(*score));
        let mut met = std::collections::HashSet::new();
        self.best.retain(|(_, card)| met.insert(*card));
        self.best.truncate(OFFERED);
    }
}
