//! The archive read to what the board knows.
//!
//! A board is opened without its archive: most of what is done needs no history of cards that are
//! over. Two things ask for it. Whoever wants to know all has the whole file folded in; and a card
//! that is back, because somebody worked on it or called for it, has its rows.

use super::super::file::BoardFile;
use super::super::load::{Loaded, load};
use super::super::{Misread, ReadError, atomic, format};
use super::{archive_of, lacking_of};
use crate::board::{Board, Card, Id};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// What is known of the cards that the board's archive holds.
#[derive(Debug, Default)]
pub enum History {
    /// Nobody asked.
    #[default]
    Unread,
    /// All there is; perhaps nothing was ever archived.
    Known,
    /// The board says that cards were archived, and there is no archive.
    Missing(PathBuf),
    /// There is one and it cannot be read.
    Unreadable(ReadError),
}

impl History {
    /// Why cards that were archived are not known, in a sentence.
    pub fn trouble(&self) -> Option<String> {
        match self {
            Self::Unread | Self::Known => None,
            Self::Missing(path) => Some(format!("{}: the archive is not here", path.display())),
            Self::Unreadable(error) => Some(format!("the archive cannot be read: {error}")),
        }
    }
}

impl BoardFile {
    /// Reads the board's archive too: from now on the board has every card with its whole history.
    /// An archive that is missing or unreadable stops nothing; `history` tells of it. True when the
    /// board became another one.
    pub fn read_history(&mut self) -> bool {
        if self.whole && matches!(self.history, History::Known) {
            return false;
        }
        self.whole = true;
        let marked = self.loaded.board.cards().any(Card::is_archived);
        let there = archive_of(&self.path).is_some_and(|archive| archive.exists());
        if !marked && !there {
            self.history = History::Known;
            return false;
        }
        self.fold_in_archive();
        matches!(self.history, History::Known)
    }

    /// What is known of the cards that the board's archive holds.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Takes what was read of a content, with what the archive adds.
    pub(in crate::store) fn take(
        &mut self,
        loaded: Loaded,
        content: impl FnOnce() -> Option<Vec<u8>>,
    ) -> Result<(), Misread> {
        let returned: HashSet<Id> =
            loaded.board.cards().filter(|card| card.is_incomplete()).map(Card::id).collect();
        self.loaded = loaded;
        self.returned.clear();
        if !returned.is_empty()
            && let Some(content) = content()
        {
            let rows = self.of_the_archive(&returned, &content);
            if !rows.is_empty() {
                let board = load(&format::join(&content, &format::file_of(rows.clone()))?)?.board;
                let is_back = |row: &String| {
                    super::rows::card_of(row)
                        .and_then(|(card, _)| board.card(card))
                        .is_some_and(|card| !card.is_archived())
                };
                self.returned = rows.into_iter().filter(is_back).collect();
                self.loaded.board = board;
            }
        }
        if self.whole {
            self.fold_in_archive();
        }
        Ok(())
    }

    /// The rows of these cards that the archive holds and the content lacks.
    pub(in crate::store) fn of_the_archive(&self, cards: &HashSet<Id>, content: &[u8]) -> Vec<String> {
        let archive = archive_of(&self.path).and_then(|archive| atomic::read(&archive).ok());
        archive.map(|archive| lacking_of(cards, &archive, content)).unwrap_or_default()
    }

    fn fold_in_archive(&mut self) {
        let Some(path) = archive_of(&self.path) else {
            self.history = History::Known;
            return;
        };
        self.history = match read(&path) {
            Ok(Some(archive)) => {
                let board = std::mem::replace(&mut self.loaded.board, crate::board::Builder::new().build());
                self.loaded.board = board.with_archive(archive);
                History::Known
            }
            Ok(None) if !self.loaded.board.cards().any(Card::is_archived) => History::Known,
            Ok(None) => History::Missing(path),
            Err(error) => History::Unreadable(error),
        };
    }
}

/// The board that the archive at this path is; `None` when there is none.
fn read(path: &Path) -> Result<Option<Board>, ReadError> {
    match super::super::file::read(path) {
        Ok((loaded, _)) => Ok(Some(loaded.board)),
        Err(ReadError::Disk(super::super::DiskError::Missing { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}
