//! The themes to choose from, and the one that is in force.

use super::{Depth, Theme};
use crate::config::{OwnTheme, THEMES};
use crate::tui::glyphs::Glyphs;

/// The themes to choose from, and the one that is in force.
#[derive(Debug, Clone, PartialEq)]
pub struct Themes {
    all: Vec<(String, Theme)>,
    current: usize,
}

impl Default for Themes {
    /// The themes that are always there, in the 16 colours; the terminal's own are in force.
    fn default() -> Self {
        Self::new(&[], Depth::default())
    }
}

impl Themes {
    /// The themes that are always there and the person's own, in the colours a terminal has.
    pub fn new(own: &[OwnTheme], depth: Depth) -> Self {
        let built_in = THEMES.iter().filter_map(|name| Some(((*name).to_owned(), Theme::built_in(name)?)));
        let own = own.iter().map(|own| (own.name.clone(), Theme::own(own)));
        let all = built_in.chain(own).map(|(name, theme)| (name, theme.at(depth))).collect();
        Self { all, current: 0 }
    }

    /// Puts the theme of that name in force; false if there is none.
    pub fn choose(&mut self, name: &str) -> bool {
        let place = self.all.iter().position(|(known, _)| known == name);
        self.current = place.unwrap_or(self.current);
        place.is_some()
    }

    /// The names, in the order they are gone through.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().map(|(name, _)| name.as_str())
    }

    /// The theme that is in force.
    pub fn theme(&self) -> &Theme {
        &self.all[self.current].1
    }

    /// The name of the theme that is in force.
    pub fn name(&self) -> &str {
        &self.all[self.current].0
    }

    /// Puts the next theme in force, round and round.
    pub fn turn(&mut self) {
        self.current = (self.current + 1) % self.all.len();
    }

    /// Draws with other symbols from now on.
    pub fn draw_with(&mut self, glyphs: &'static Glyphs) {
        self.all.iter_mut().for_each(|(_, theme)| theme.glyphs = glyphs);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_gone_through_round_and_round() {
        let config = crate::config::parse("[themes.mine]\nbase = 'light'\n", None, &|_| Vec::new()).unwrap();
        let mut themes = Themes::new(&config.themes, Depth::True);
        let mut names = Vec::new();
        for _ in 0..7 {
            names.push(themes.name().to_owned());
            themes.turn();
        }
        assert_eq!(names, ["ansi", "dark", "light", "deuteranopia", "mono", "mine", "ansi"]);
        assert!(themes.choose("mine") && !themes.choose("nobody's"));
        assert_eq!((themes.name(), themes.theme()), ("mine", &Theme::LIGHT));
        themes.draw_with(&Glyphs::ASCII);
        themes.turn();
        assert_eq!(themes.theme(), &Theme::ANSI.ascii());
    }
}
