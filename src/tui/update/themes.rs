//! Other colours, other symbols: seen at once, kept by the person's settings alone.

use crate::tui::app::{App, Tone};
use crate::tui::glyphs::Glyphs;

impl App {
    pub(super) fn next_theme(&mut self) {
        self.themes.turn();
        let name = self.themes.name();
        let text = if name == self.config.screen.theme {
            format!("theme: {name}")
        } else {
            format!("theme: {name}; to keep it: theme = \"{name}\" under [screen] in your settings")
        };
        self.tell(Tone::Done, text, None);
    }

    pub(super) fn other_symbols(&mut self) {
        let (glyphs, name) = if *self.themes.theme().glyphs == Glyphs::ASCII {
            (&Glyphs::UNICODE, "unicode")
        } else {
            (&Glyphs::ASCII, "ascii")
        };
        self.themes.draw_with(glyphs);
        let text = format!("symbols: {name}; to keep them: symbols = \"{name}\" under [screen]");
        self.tell(Tone::Done, text, None);
    }
}
