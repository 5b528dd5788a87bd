//! What is asked of a board's history, and the answer: made on a thread of its own
//! (the historian), so that a key never waits for a hundred thousand cards.

use std::sync::Arc;

use super::travel::{History, Moment};
use crate::board::{Board, Entry};
use crate::report::history;
use crate::text::fuzzy::{Finder, Query};

/// Between two looks whether the question was overtaken, so many entries are searched.
const AT_A_TIME: usize = 2_048;

/// What is to be recalled.
#[derive(Debug, Clone)]
pub struct Recall {
    /// The board as it is.
    pub board: Arc<Board>,
    /// Its history, if it was read before.
    pub history: Option<Arc<History>>,
    /// When to tell the board of, if at all.
    pub moment: Option<Moment>,
    /// The words to search what happened for, if for any.
    pub words: Option<String>,
}

/// What was recalled.
#[derive(Debug, Clone)]
pub struct Recalled {
    /// The history.
    pub history: Arc<History>,
    /// The board as it was, after so many events.
    pub past: Option<(usize, Arc<Board>)>,
    /// The words, and the places of what has them, the earliest first.
    pub found: Option<Found>,
}

/// What was found in a history.
#[derive(Debug, Clone)]
pub struct Found {
    /// The words.
    pub words: String,
    /// Where on the line there is something that has them, the earliest first.
    pub places: Arc<Vec<u32>>,
}

impl Recall {
    /// True if the other asks for the same.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.board, &other.board) && self.moment == other.moment && self.words == other.words
    }

    /// Recalls it. `None` when it was overtaken by something asked for later.
    pub fn answer(&self, overtaken: impl Fn() -> bool) -> Option<Recalled> {
        let history = match &self.history {
            Some(history) => Arc::clone(history),
            None => Arc::new(History::of(Arc::clone(&self.board))),
        };
        let past = self.moment.map(|moment| {
            // Of a history that was read anew only the instant is the same.
            let count = match (&self.history, moment.at) {
                (None, Some(at)) => history.line.by(at).max(1),
                (None, None) => history.line.len(),
                (Some(_), _) => moment.count.min(history.line.len()),
            };
            (count, Arc::new(history.line.board_after(&history.board, count)))
        });
        let found = match &self.words {
            Some(words) => Some(search(&history, words, overtaken)?),
            None => None,
        };
        Some(Recalled { history, past, found })
    }
}

fn search(history: &History, words: &str, overtaken: impl Fn() -> bool) -> Option<Found> {
    let board = &history.board;
    let (query, mut finder) = (Query::words(words), Finder::default());
    let mut places = Vec::new();
    for (place, number) in (0..history.line.len()).zip(0_u32..) {
        if place % AT_A_TIME == 0 && overtaken() {
            return None;
        }
        let Some(entry) = history.entry(place) else { continue };
        if finder.score(&query, &told(board, &entry)).is_some() {
            places.push(number);
        }
    }
    Some(Found { words: words.to_owned(), places: Arc::new(places) })
}

/// An entry as it is searched: who, and what.
fn told(board: &Board, entry: &Entry<'_>) -> String {
    format!("@{} {}", entry.by(board), history::entry(board, entry))
}
