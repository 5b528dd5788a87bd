//! Text being typed.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};

/// The most characters a paste may bring; a card's text may not be longer either.
const PASTE_MAX: usize = crate::board::TEXT_MAX;

/// Text being typed, with its cursor: one line, or several.
#[derive(Debug, Clone, Default)]
pub struct Input {
    area: TextArea<'static>,
    several: bool,
}

impl Input {
    /// One line, with the cursor at its end.
    pub fn line(text: &str) -> Self {
        let mut area = TextArea::new(vec![one_line(text)]);
        area.move_cursor(CursorMove::End);
        Self { area, several: false }
    }

    /// Several lines, with the cursor at the beginning.
    pub fn lines(text: &str) -> Self {
        let area = TextArea::new(text.lines().map(str::to_owned).collect());
        Self { area, several: true }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// The text, line by line.
    pub fn rows(&self) -> &[String] {
        self.area.lines()
    }

    /// The cursor: line and character within it, from 0.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// True if it takes several lines.
    pub fn takes_lines(&self) -> bool {
        self.several
    }

    /// True when nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Takes a key. True if the text changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            // One line stays one, however a terminal spells the key.
            KeyCode::Enter if !self.several => false,
            KeyCode::Char('m') if control && !self.several => false,
            // As in every shell; the widget would undo.
            KeyCode::Char('u') if control => self.area.delete_line_by_head(),
            _ => self.area.input(key),
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) {
        let text: String = text.chars().take(PASTE_MAX).collect();
        let text =
            if self.several { text.replace("\r\n", "\n").replace('\r', "\n") } else { one_line(&text) };
        self.area.insert_str(text);
    }

    /// Puts other text in its place.
    pub fn replace(&mut self, text: &str) {
        *self = if self.several { Self::lines(text) } else { Self::line(text) };
    }
}

/// Line breaks and other blanks as single spaces would lose what was typed; only breaks go.
fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\n', '\r'], " ")
}
