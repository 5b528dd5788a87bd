//! Which keys stand for which command.
//!
//! | file | what it holds |
//! |---|---|
//! | `key` | a key, its notation, and how people read it |
//! | `own` | the keys a person wants otherwise, and what can be wrong with them |

mod key;
mod own;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use ratatui::crossterm::event::KeyCode;

use super::command::{COMMANDS, Command, Context, named};
use crate::config::Keys;

pub use key::{Key, NotAKey, parse, spoken};
pub use own::faults;

/// Which keys stand for which command, in each context.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    commands: HashMap<Context, HashMap<Vec<Key>, Command>>,
    /// What chords begin with: more keys are to come.
    beginnings: HashMap<Context, HashSet<Vec<Key>>>,
    /// The keys of each command in the notation, the one to learn first.
    keys: HashMap<Command, Vec<String>>,
}

/// What keys in a row stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This command.
    Command(Command),
    /// They begin a chord.
    Beginning,
    /// Nothing.
    Nothing,
}

/// The keys of the table of commands.
pub static STANDARD: LazyLock<Arc<Keymap>> = LazyLock::new(|| Arc::new(Keymap::standard()));

impl Keymap {
    /// The keys of the table, save those a person wants otherwise. What is wrong with these
    /// ([`faults`]) leaves the table as it is.
    pub fn with(own: &Keys) -> Arc<Self> {
        if own.is_empty() {
            return Arc::clone(&STANDARD);
        }
        own::keymap(own).map_or_else(|_| Arc::clone(&STANDARD), Arc::new)
    }

    fn standard() -> Self {
        let mut keymap = Self::default();
        for entry in COMMANDS {
            for notation in entry.keys {
                for context in entry.contexts {
                    keymap.bind(*context, notation, entry.command);
                }
            }
        }
        keymap
    }

    fn bind(&mut self, context: Context, notation: &str, command: Command) {
        let keys = parse(notation).unwrap_or_default();
        for end in 1..keys.len() {
            self.beginnings.entry(context).or_default().insert(keys[..end].to_vec());
        }
        self.commands.entry(context).or_default().entry(keys).or_insert(command);
        let listed = self.keys.entry(command).or_default();
        if listed.iter().all(|other| other != notation) {
            listed.push(notation.to_owned());
        }
    }

    /// The keys of a command in the notation, the one to learn first; none if it has none.
    pub fn keys(&self, command: Command) -> &[String] {
        self.keys.get(&command).map_or(&[], Vec::as_slice)
    }

    /// The first key of a command that works in a context, as people read it.
    pub fn key_in(&self, command: Command, context: Context) -> Option<String> {
        let works = |notation: &&String| {
            let keys = parse(notation).unwrap_or_default();
            self.commands.get(&context).and_then(|of| of.get(&keys)) == Some(&command)
        };
        self.keys(command).iter().find(works).map(|notation| spoken(notation))
    }

    /// The keys of a command as people read them: `L or Shift-Right`. Of one without keys, how it
    /// is found in the palette: `:move right`.
    pub fn keys_text(&self, command: Command) -> String {
        let keys: Vec<String> = self.keys(command).iter().map(|key| spoken(key)).collect();
        if keys.is_empty() { self.without_keys(command) } else { keys.join(" or ") }
    }

    /// The first key of a command as people read it; of one without keys, as [`keys_text`](Self::keys_text).
    pub fn key_text(&self, command: Command) -> String {
        self.keys(command).first().map_or_else(|| self.without_keys(command), |key| spoken(key))
    }

    fn without_keys(&self, command: Command) -> String {
        let palette = self.keys(Command::Palette).first().map(|key| spoken(key)).unwrap_or_default();
        format!("{palette}{}", super::command::entry(command).title)
    }

    /// A text of the table in which `{undo}` stands for the key of the command of that name.
    pub fn told(&self, text: &str) -> String {
        let mut told = String::new();
        let mut rest = text;
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
        {
            told.push_str(before);
            told.push_str(&named(name).map_or_else(|| name.to_owned(), |entry| self.key_text(entry.command)));
            rest = after;
        }
        told + rest
    }

    /// All keys in force, as the file of settings would say them.
    pub fn in_force(&self) -> Keys {
        let row = |entry: &super::command::Entry| {
            (entry.command.name().to_owned(), self.keys(entry.command).to_vec())
        };
        Keys::new(COMMANDS.iter().map(row).collect())
    }

    /// What keys in a row stand for in a context.
    pub fn find(&self, keys: &[Key], context: Context) -> Found {
        if let Some(command) = self.commands.get(&context).and_then(|of| of.get(keys)) {
            return Found::Command(*command);
        }
        if self.beginnings.get(&context).is_some_and(|of| of.contains(keys)) {
            return Found::Beginning;
        }
        match (context, keys) {
            (Context::Question, [key]) => match key.code() {
                // A yes-or-no question is answered with y and n as well.
                KeyCode::Char('y') if key.character().is_some() => Found::Command(Command::Accept),
                KeyCode::Char('n' | 'q') if key.character().is_some() => Found::Command(Command::Back),
                _ if key.is_interrupt() => Found::Command(Command::Back),
                _ => Found::Nothing,
            },
            // Where `Ctrl-C` cannot mean leaving the program it means leaving the dialog.
            (Context::Typing | Context::List, [key]) if key.is_interrupt() => Found::Command(Command::Back),
            _ => Found::Nothing,
        }
    }

    /// The keys that may follow `begun` in a context, each with the command it leads to; a chord
    /// that goes on has none. In the order of the table of commands.
    pub fn going_on(&self, begun: &[Key], context: Context) -> Vec<(Key, Option<Command>)> {
        let mut next: Vec<(Key, Option<Command>)> = Vec::new();
        let chords = self.commands.get(&context).into_iter().flatten();
        for (keys, command) in chords.filter(|(keys, _)| keys.len() > begun.len() && keys.starts_with(begun))
        {
            let (key, ends) = (keys[begun.len()], keys.len() == begun.len() + 1);
            if next.iter().all(|(other, _)| *other != key) {
                next.push((key, ends.then_some(*command)));
            }
        }
        let place = |command: Option<Command>| {
            COMMANDS.iter().position(|entry| Some(entry.command) == command).unwrap_or(COMMANDS.len())
        };
        next.sort_by_key(|(key, command)| (place(*command), key.notation()));
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_table_is_a_key_and_means_one_thing_in_a_place() {
        let mut seen: HashMap<(Context, Vec<Key>), Command> = HashMap::new();
        for entry in COMMANDS {
            assert!(!entry.keys.is_empty(), "{:?}", entry.command);
            for notation in entry.keys {
                let keys = parse(notation).unwrap();
                assert!((1..=3).contains(&keys.len()), "{notation}");
                for context in entry.contexts {
                    let before = seen.insert((*context, keys.clone()), entry.command);
                    assert_eq!(before, None, "{notation} in {context:?}");
                }
            }
        }
        // No command hides behind the beginning of a chord.
        for (context, keys) in seen.keys() {
            let begins = |(other, longer): &(Context, Vec<Key>)| {
                other == context && longer.len() > keys.len() && longer.starts_with(keys)
            };
            assert!(!seen.keys().any(begins), "{keys:?} in {context:?}");
        }
    }

    #[test]
    fn keys_are_told_in_sentences() {
        for (text, told) in [
            ("no key", "no key"),
            ("`{undo}` or `{restore}` puts it back", "`u` or `R` puts it back"),
            ("3{down} goes on", "3j goes on"),
            ("{nothing} {", "nothing {"),
        ] {
            assert_eq!(STANDARD.told(text), told);
        }
        assert_eq!(STANDARD.keys_text(Command::MoveRight), "L or Shift-Right");
        assert_eq!(Keymap::default().keys_text(Command::MoveRight), "move right");
    }

    #[test]
    fn every_command_that_a_help_names_exists() {
        for entry in COMMANDS {
            for name in entry.help.split('{').skip(1) {
                let name = name.split('}').next().unwrap();
                assert!(named(name).is_some(), "{:?}: {name}", entry.command);
            }
        }
    }
}
