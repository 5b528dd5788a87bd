//! Where a key goes: to a count, to a command, or into a text.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::tui::app::{App, Tone};
use crate::tui::command::{Command, Context, entry};
use crate::tui::keymap::{self, Found, Key};
use crate::tui::layer::Layer;
use crate::tui::message::Effect;

/// No count is greater: no board has more rows on a screen.
const COUNT_MAX: u32 = 9_999;

impl App {
    pub(super) fn key(&mut self, event: KeyEvent) -> Vec<Effect> {
        // A key while a card is carried: it stays where it was.
        if self.let_go() && event.code == KeyCode::Esc {
            return Vec::new();
        }
        let context = Context::of(self);
        let key = Key::from(event);
        let counts = context.takes_counts() && self.chord.is_empty();
        if let Some(digit) = key.digit(self.count.is_some()).filter(|_| counts) {
            let count = self.count.unwrap_or(0).saturating_mul(10).saturating_add(digit);
            self.count = Some(count.min(COUNT_MAX));
            return Vec::new();
        }
        // The line of news has been read: a key was pressed. A refused change can still be made
        // anyway by the very next command.
        self.notice = None;
        if context.takes_text() && self.types(event, context) {
            return Vec::new();
        }
        let mut keys = std::mem::take(&mut self.chord);
        keys.push(key);
        let found = match self.keymap.find(&keys, context) {
            // In the past every key of the place means what it means there.
            Found::Nothing if context == Context::Travel => self.keymap.find(&keys, Context::at_home(self)),
            found => found,
        };
        match found {
            Found::Command(command) => {
                let count = self.count.take();
                self.perform(command, count)
            }
            Found::Beginning => {
                self.chord = keys;
                self.chord_since = self.now;
                Vec::new()
            }
            Found::Nothing if context.takes_text() => {
                self.type_key(event);
                Vec::new()
            }
            Found::Nothing => {
                self.count = None;
                // A key that ends a chord without a command, Esc among them, only ends it.
                if keys.len() == 1 {
                    self.unknown_key(event, context);
                } else if event.code != KeyCode::Esc {
                    self.does_nothing(&keymap::spoken(
                        &keys.iter().map(|key| key.notation()).collect::<String>(),
                    ));
                }
                Vec::new()
            }
        }
    }

    /// In a field of several lines the keys that would choose or take are its own; `Tab` takes what a
    /// form offers.
    fn types(&mut self, event: KeyEvent, context: Context) -> bool {
        if event.code == KeyCode::Tab && self.form_offers() {
            self.form_tab();
            return true;
        }
        let own = matches!(event.code, KeyCode::Enter | KeyCode::Up | KeyCode::Down)
            && !event.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let several = context == Context::Typing
            && self.layers.last_mut().and_then(Layer::input).is_some_and(|input| input.takes_lines());
        if own && several {
            self.type_key(event);
        }
        own && several
    }

    fn type_key(&mut self, event: KeyEvent) {
        let changed = self.layers.last_mut().and_then(Layer::input).is_some_and(|input| input.key(event));
        if changed {
            self.typed();
        }
    }

    fn unknown_key(&mut self, event: KeyEvent, context: Context) {
        // What is done to the board must be seen.
        let elsewhere = self.keymap.find(&[Key::from(event)], Context::Board);
        if let (Found::Command(command), Context::Metrics) = (elsewhere, context) {
            let why = "the measures fill the screen; Esc shows the board";
            return self.tell(Tone::Unavailable, format!("{}: {why}", entry(command).title), None);
        }
        if let (Found::Command(command), true) = (elsewhere, self.is_opening()) {
            let why = "the board is still being read";
            return self.tell(Tone::Unavailable, format!("{}: {why}", entry(command).title), None);
        }
        if let KeyCode::Char(c) = event.code
            && event.modifiers.difference(KeyModifiers::SHIFT).is_empty()
        {
            self.does_nothing(&c.to_string());
        }
    }

    fn does_nothing(&mut self, keys: &str) {
        let help = self.key_text(Command::Help);
        self.tell(Tone::Unavailable, format!("'{keys}' does nothing here; {help} lists the keys"), None);
    }
}
