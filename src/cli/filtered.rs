//! Cards that fit a filter, as on the screen.

use std::collections::HashSet;

use crate::board::{Board, Field, Id};
use crate::filter::Filter;

use super::problem::Problem;

/// A filter of the command line.
pub(super) struct Filtered {
    /// It.
    pub filter: Filter,
    parents: HashSet<Id>,
}

impl Filtered {
    /// Reads a filter. One that is wrong, or that asks for what only a screen has, is wrong usage:
    /// fewer cards than were meant would be believed.
    pub(super) fn read(text: &str, board: &Board) -> Result<Self, Problem> {
        let filter = Filter::parse(text);
        let wrong = |what: String, hint: Option<String>| {
            Problem::usage(what, hint.unwrap_or_else(|| "andon list --help lists the terms".to_owned()))
        };
        if filter.asks_for_changed() || filter.asks_for_selected() {
            let what = "is:changed and is:selected tell of a screen; there is none here".to_owned();
            return Err(wrong(what, None));
        }
        let unknown = Filter::unknown_on(text, board);
        // Nobody has to have a label, a name, while a column is there or is not.
        let declared = |what: &str| what.starts_with("no column") || what.starts_with("no class");
        let mistake = filter.mistakes().iter().chain(unknown.iter().filter(|one| declared(&one.what))).next();
        if let Some(mistake) = mistake {
            let place = text.get(..mistake.range.start).map_or(0, |before| before.chars().count()) + 1;
            return Err(wrong(format!("--filter, letter {place}: {}", mistake.what), mistake.hint.clone()));
        }
        let mut parents = HashSet::new();
        if filter.asks_for_parents() {
            parents.extend(board.cards().filter_map(|card| card.value(Field::Parent).parse::<Id>().ok()));
        }
        Ok(Self { filter, parents })
    }

    /// True if other cards are part of it.
    pub(super) fn has_parts(&self, card: Id) -> bool {
        self.parents.contains(&card)
    }
}
