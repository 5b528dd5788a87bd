//! What andon remembers of a person from one session to the next, as plain data: boards they
//! opened and how they looked at each, filters they gave a name, commands they looked up.
//!
//! Nothing here reads or writes a file (that is [`store`](crate::store)'s `StateFile`), and
//! nothing of it is the team's: a board opens the same without it. What changes is told as
//! [`Note`]s, so that several sessions can each add theirs to what the others wrote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::board::Timestamp;

/// The most boards that are remembered.
pub const BOARDS_MAX: usize = 50;
/// The most commands that are remembered.
pub const COMMANDS_MAX: usize = 50;
/// The most filters that are kept under a name.
pub const FILTERS_MAX: usize = 200;

/// All that is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Memory {
    /// The boards that were opened, the latest first.
    pub boards: Vec<SeenBoard>,
    /// Filters by their names.
    pub filters: BTreeMap<String, String>,
    /// Commands that were looked up, the latest first, by their names.
    pub commands: Vec<String>,
}

/// A board that was opened once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenBoard {
    /// Its file.
    pub path: PathBuf,
    /// When it was opened last.
    pub opened: Timestamp,
    /// How it was looked at: what is set, and to what.
    pub view: BTreeMap<String, String>,
}

/// Something to remember from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A board was opened.
    Opened {
        /// Its file.
        path: PathBuf,
        /// When.
        at: Timestamp,
    },
    /// A board shall not be offered any more.
    Forget(PathBuf),
    /// How a board is looked at: takes the place of what was remembered of it.
    View {
        /// The board's file.
        board: PathBuf,
        /// What is set, and to what.
        view: BTreeMap<String, String>,
    },
    /// A filter under a name; without a text the name is free again.
    Filter {
        /// The name.
        name: String,
        /// The filter.
        text: Option<String>,
    },
    /// A command was looked up, by its name.
    Command(String),
}

impl Memory {
    /// Takes a note.
    pub fn take(&mut self, note: &Note) {
        match note {
            Note::Opened { path, at } => {
                let at = self.seen(path).map_or(*at, |seen| seen.opened.max(*at));
                self.board(path).opened = at;
                self.boards.sort_by_key(|seen| std::cmp::Reverse(seen.opened));
                self.boards.truncate(BOARDS_MAX);
            }
            Note::Forget(path) => self.boards.retain(|seen| seen.path != *path),
            Note::View { board, view } => self.board(board).view.clone_from(view),
            Note::Filter { name, text: Some(text) } => {
                if self.filters.len() < FILTERS_MAX || self.filters.contains_key(name) {
                    self.filters.insert(name.clone(), text.clone());
                }
            }
            Note::Filter { name, text: None } => drop(self.filters.remove(name)),
            Note::Command(title) => {
                self.commands.retain(|other| other != title);
                self.commands.insert(0, title.clone());
                self.commands.truncate(COMMANDS_MAX);
            }
        }
    }

    /// What is remembered of a board.
    pub fn seen(&self, path: &Path) -> Option<&SeenBoard> {
        self.boards.iter().find(|seen| seen.path == path)
    }

    /// How a board was looked at; empty when that was never said.
    pub fn view(&self, path: &Path) -> BTreeMap<String, String> {
        self.seen(path).map(|seen| seen.view.clone()).unwrap_or_default()
    }

    /// Forgets how every board was looked at.
    pub fn forget_views(&mut self) {
        self.boards.iter_mut().for_each(|seen| seen.view.clear());
    }

    /// The board's place in the list, made where it has none.
    fn board(&mut self, path: &Path) -> &mut SeenBoard {
        let place = self.boards.iter().position(|seen| seen.path == path).unwrap_or_else(|| {
            let opened = Timestamp::default();
            self.boards.push(SeenBoard { path: path.to_owned(), opened, view: BTreeMap::new() });
            self.boards.len() - 1
        });
        &mut self.boards[place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(path: &str, ms: i64) -> Note {
        Note::Opened { path: path.into(), at: Timestamp::from_ms(ms) }
    }

    fn remembered(notes: &[Note]) -> Memory {
        let mut memory = Memory::default();
        for note in notes {
            memory.take(note);
        }
        memory
    }

    fn paths(memory: &Memory) -> Vec<&str> {
        memory.boards.iter().filter_map(|seen| seen.path.to_str()).collect()
    }

    #[test]
    fn the_board_opened_last_comes_first() {
        let memory = remembered(&[opened("a", 1), opened("b", 2), opened("c", 3), opened("a", 4)]);
        assert_eq!(paths(&memory), ["a", "c", "b"]);
        // A note of another session that comes late does not turn time back.
        let memory = remembered(&[opened("a", 9), opened("b", 5), opened("a", 1)]);
        assert_eq!(paths(&memory), ["a", "b"]);
        assert_eq!(memory.boards[0].opened, Timestamp::from_ms(9));
        let memory = remembered(&[opened("a", 1), opened("b", 2), Note::Forget("b".into())]);
        assert_eq!(paths(&memory), ["a"]);
    }

    #[test]
    fn only_so_many_boards_and_commands_are_remembered() {
        let mut notes: Vec<Note> = (0..80).map(|n| opened(&format!("b{n}"), n)).collect();
        notes.extend((0..80).map(|n| Note::Command(format!("c{n}"))));
        let memory = remembered(&notes);
        assert_eq!((memory.boards.len(), memory.commands.len()), (BOARDS_MAX, COMMANDS_MAX));
        assert_eq!((paths(&memory)[0], memory.commands[0].as_str()), ("b79", "c79"));
    }

    #[test]
    fn a_view_belongs_to_its_board_and_outlives_the_next_opening() {
        let view = BTreeMap::from([("density".to_owned(), "compact".to_owned())]);
        let said = Note::View { board: "a".into(), view: view.clone() };
        let memory = remembered(&[opened("a", 1), said, opened("a", 2), opened("b", 3)]);
        assert_eq!(memory.view(Path::new("a")), view);
        assert!(memory.view(Path::new("b")).is_empty() && memory.view(Path::new("c")).is_empty());
    }

    #[test]
    fn filters_are_named_renamed_and_freed() {
        let filter = |name: &str, text: Option<&str>| Note::Filter {
            name: name.to_owned(),
            text: text.map(str::to_owned),
        };
        let memory = remembered(&[filter("mine", Some("@me")), filter("mine", Some("@maria"))]);
        assert_eq!(memory.filters["mine"], "@maria");
        assert!(remembered(&[filter("mine", Some("@me")), filter("mine", None)]).filters.is_empty());
    }
}
