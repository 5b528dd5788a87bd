//! The feed of what happened on the board, the latest first.
//!
//! Its rows are places on the line of a [`History`](super::travel::History), which stands in the
//! app: the feed itself only knows which of them it shows.

use std::collections::HashSet;

use super::input::Input;
use super::recall::Found;
use crate::board::Id;

/// The feed.
#[derive(Debug, Clone, Default)]
pub struct Activity {
    /// Words to look for.
    pub query: Input,
    /// The words take the keys.
    pub typing: bool,
    /// The chosen row, counting from the latest.
    pub selected: usize,
    /// What has the words, once that is known. `None` shows everything.
    pub found: Option<Found>,
    /// The events that came from others since the feed was looked at last.
    pub unread: HashSet<Id>,
}

impl Activity {
    /// How many rows there are of a history of so many events.
    pub fn len(&self, all: usize) -> usize {
        self.found.as_ref().map_or(all, |found| found.places.len())
    }

    /// The place on the line of a row.
    pub fn place(&self, row: usize, all: usize) -> Option<usize> {
        let from_the_end = |len: usize| len.checked_sub(row + 1);
        match &self.found {
            Some(found) => found
                .places
                .get(from_the_end(found.places.len())?)
                .and_then(|place| usize::try_from(*place).ok()),
            None => from_the_end(all),
        }
    }

    /// The words that are yet to be searched for, in a history that is the one at hand or not.
    pub(super) fn lacks(&self, at_hand: bool) -> Option<String> {
        let words = self.query.text();
        let known = self.found.as_ref().is_some_and(|found| found.words == words) && at_hand;
        (!words.trim().is_empty() && !known).then_some(words)
    }

    /// Other words: from the latest on.
    pub(super) fn words_changed(&mut self) {
        self.selected = 0;
        if self.query.text().trim().is_empty() {
            self.found = None;
        }
    }

    /// Takes what was found, in a history that has `came` events more than before.
    pub(super) fn take(&mut self, found: Option<Found>, came: usize) {
        let words = self.query.text();
        if words.trim().is_empty() {
            self.found = None;
            // The cursor stays on its event.
            self.selected = if self.selected == 0 { 0 } else { self.selected + came };
        } else if let Some(found) = found.filter(|found| found.words == words) {
            self.selected = self.selected.min(found.places.len().saturating_sub(1));
            self.found = Some(found);
        }
    }
}
