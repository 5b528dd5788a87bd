//! Keys, and their notation.
//!
//! The notation is Vim's: a character stands for itself, other keys have names in angle brackets,
//! `<C-l>` is with Ctrl, `<S-Right>` with Shift, `<A-x>` with Alt. `<lt>` is the character `<`.
//! Keys in a row are a chord: `gt` is `g` and then `t`.

use std::fmt::Write as _;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyEventState, KeyModifiers};

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

/// Keys of the notation as people read them: `<S-Right>` is `Shift-Right`, `gt` stays `gt`.
pub fn spoken(notation: &str) -> String {
    let mut text = String::new();
    let mut rest = notation;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        if let Some((name, after)) = named {
            let apart = if text.is_empty() { "" } else { " " };
            let _ = write!(text, "{apart}{}", spoken_name(name));
            rest = after;
        } else {
            text.push(c);
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    text
}

fn spoken_name(name: &str) -> String {
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

impl Key {
    /// The keys that always lead out: `Esc` takes off what is on top, `Ctrl-C` leaves.
    pub(super) fn is_essential(self) -> bool {
        self.is_interrupt() || (self.code == KeyCode::Esc && self.held.is_empty())
    }

    pub(super) fn code(self) -> KeyCode {
        self.code
    }

    /// The character it types where text is taken, if it types one.
    pub(super) fn character(self) -> Option<char> {
        match self.code {
            KeyCode::Char(c) if self.held.is_empty() => Some(c),
            _ => None,
        }
    }

    pub(super) fn is_interrupt(self) -> bool {
        self.code == KeyCode::Char('c') && self.held == KeyModifiers::CONTROL
    }

    /// The key in the notation of this module.
    pub fn notation(self) -> String {
        let named = NAMES.iter().find(|(_, code)| *code == self.code).map(|(name, _)| (*name).to_owned());
        let plain = match self.code {
            KeyCode::Char(c) => c.to_string(),
            _ => "?".to_owned(),
        };
        if self.held.is_empty() {
            return named.map_or(plain, |name| format!("<{name}>"));
        }
        let mut text = "<".to_owned();
        for (held, letter) in
            [(KeyModifiers::CONTROL, 'C'), (KeyModifiers::ALT, 'A'), (KeyModifiers::SHIFT, 'S')]
        {
            if self.held.contains(held) {
                let _ = write!(text, "{letter}-");
            }
        }
        text + &named.unwrap_or(plain) + ">"
    }

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
    fn keys_are_written_as_they_are_read() {
        for notation in ["j", "<C-l>", "<S-Right>", "<lt>", "<Space>", "<A-x>", "G", "<S-Tab>"] {
            assert_eq!(parse(notation).unwrap()[0].notation(), notation);
        }
    }

    #[test]
    fn keys_people_read() {
        assert_eq!(spoken("gt"), "gt");
        assert_eq!(spoken("g<Tab>"), "g Tab");
        assert_eq!(spoken("<S-Right>"), "Shift-Right");
        assert_eq!(spoken("<C-l>"), "Ctrl-l");
        assert_eq!(spoken("-"), "-");
    }
}
