//! Keys: their notation, and the commands they stand for.
//!
//! The notation is Vim's: a character stands for itself, other keys have names in angle brackets,
//! `<C-l>` is with Ctrl, `<S-Right>` with Shift, `<A-x>` with Alt. `<lt>` is the character `<`.

use std::collections::HashMap;
use std::sync::LazyLock;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers};

use super::command::{COMMANDS, Command, Context};

/// A key, with what is held down with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    held: KeyModifiers,
}

const HELD: KeyModifiers = KeyModifiers::CONTROL.union(KeyModifiers::ALT).union(KeyModifiers::SHIFT);

/// Names of keys that are no characters.
const NAMES: [(&str, KeyCode); 16] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("BS", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Space", KeyCode::Char(' ')),
    ("lt", KeyCode::Char('<')),
    ("F1", KeyCode::F(1)),
];

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        let mut held = event.modifiers & HELD;
        let code = match event.code {
            // Terminals report Shift-Tab as a key of its own, with or without Shift.
            KeyCode::BackTab => {
                held |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            // Shift is in the character already.
            KeyCode::Char(c) => {
                held -= KeyModifiers::SHIFT;
                KeyCode::Char(if held.contains(KeyModifiers::CONTROL) { c.to_ascii_lowercase() } else { c })
            }
            code => code,
        };
        Self { code, held }
    }
}

impl From<Key> for KeyEvent {
    fn from(key: Key) -> Self {
        Self { code: key.code, modifiers: key.held, kind: KeyEventKind::Press, state: KeyEventState::NONE }
    }
}

/// Why a text is no sequence of keys.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is no key; keys are characters and names such as <Enter>, <Esc>, <S-Right>, <C-l>")]
pub struct NotAKey(String);

/// Reads keys in a row: `jj<S-Right>`.
pub fn parse(text: &str) -> Result<Vec<Key>, NotAKey> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        if let Some((name, after)) = named {
            keys.push(named_key(name).ok_or_else(|| NotAKey(format!("<{name}>")))?);
            rest = after;
        } else {
            keys.push(Key { code: KeyCode::Char(c), held: KeyModifiers::NONE });
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    Ok(keys)
}

fn named_key(text: &str) -> Option<Key> {
    let mut held = KeyModifiers::NONE;
    let mut name = text;
    while let Some((modifier, rest)) = name.split_once('-').filter(|(_, rest)| !rest.is_empty()) {
        held |= match modifier {
            "C" => KeyModifiers::CONTROL,
            "S" => KeyModifiers::SHIFT,
            "A" => KeyModifiers::ALT,
            _ => return None,
        };
        name = rest;
    }
    let mut characters = name.chars();
    let code = match (characters.next(), characters.next()) {
        (Some(c), None) => KeyCode::Char(c),
        _ => NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, code)| *code)?,
    };
    Some(Key { code, held })
}

/// A key of the notation as people read it: `<S-Right>` is `Shift-Right`.
pub fn spoken(notation: &str) -> String {
    let Some(name) = notation.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) else {
        return notation.to_owned();
    };
    let mut text = String::new();
    let mut rest = name;
    while let Some((modifier, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
        text.push_str(match modifier {
            "C" => "Ctrl-",
            "S" => "Shift-",
            _ => "Alt-",
        });
        rest = after;
    }
    text + rest
}

static KEYS: LazyLock<HashMap<(Context, Key), Command>> = LazyLock::new(|| {
    let mut keys = HashMap::new();
    for entry in COMMANDS {
        for notation in entry.keys {
            for key in parse(notation).unwrap_or_default() {
                for context in entry.contexts {
                    keys.entry((*context, key)).or_insert(entry.command);
                }
            }
        }
    }
    keys
});

/// The command a key stands for in a context.
pub fn command(key: Key, context: Context) -> Option<Command> {
    let found = KEYS.get(&(context, key)).copied();
    match (context, key.code) {
        // A yes-or-no question is answered with y and n as well.
        (Context::Question, KeyCode::Char('y')) => Some(Command::Accept),
        (Context::Question, KeyCode::Char('n' | 'q')) => Some(Command::Back),
        // Where `Ctrl-C` cannot mean leaving the program it means leaving the dialog.
        (Context::Typing | Context::List | Context::Question, KeyCode::Char('c'))
            if key.held == KeyModifiers::CONTROL =>
        {
            Some(Command::Back)
        }
        _ => found,
    }
}

impl Key {
    /// The digit of a count, if the key is one: `0` only goes on a count that has begun.
    pub fn digit(self, begun: bool) -> Option<u32> {
        match self.code {
            KeyCode::Char(c) if self.held.is_empty() => c.to_digit(10).filter(|digit| begun || *digit > 0),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_notation_goes_there_and_back() {
        let keys = parse("j<S-Right><C-l><lt><Enter>-<S-Tab>").unwrap();
        let codes: Vec<KeyCode> = keys.iter().map(|key| key.code).collect();
        let c = KeyCode::Char;
        assert_eq!(codes, [c('j'), KeyCode::Right, c('l'), c('<'), KeyCode::Enter, c('-'), KeyCode::Tab]);
        assert_eq!(keys[2].held, KeyModifiers::CONTROL);
        assert!(parse("<Nonsense>").is_err());
        assert_eq!(parse("<"), parse("<lt>"));
    }

    #[test]
    fn terminals_spell_the_same_key_in_more_than_one_way() {
        let shifted = KeyEvent::new(KeyCode::Char('L'), KeyModifiers::SHIFT);
        assert_eq!(Key::from(shifted), parse("L").unwrap()[0]);
        let tab = KeyEvent::new(KeyCode::BackTab, KeyModifiers::NONE);
        assert_eq!(Key::from(tab), parse("<S-Tab>").unwrap()[0]);
    }

    #[test]
    fn every_key_of_the_table_is_a_key_and_means_one_thing_in_a_place() {
        let mut seen: HashMap<(Context, Key), Command> = HashMap::new();
        for entry in COMMANDS {
            assert!(!entry.keys.is_empty(), "{:?}", entry.command);
            for notation in entry.keys {
                let keys = parse(notation).unwrap();
                assert_eq!(keys.len(), 1, "{notation}");
                for context in entry.contexts {
                    let before = seen.insert((*context, keys[0]), entry.command);
                    assert_eq!(before, None, "{notation} in {context:?}");
                }
            }
        }
    }

    #[test]
    fn keys_people_read() {
        assert_eq!(spoken("<S-Right>"), "Shift-Right");
        assert_eq!(spoken("<C-l>"), "Ctrl-l");
        assert_eq!(spoken("-"), "-");
    }
}
