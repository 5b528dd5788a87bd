//! Roles, and the styles they have in a theme.
//!
//! A view says what a text is ([`Role::Blocked`]), never which colour it has. No state is told by
//! colour alone: beside it stand a symbol and, where there is room, a word. So the theme without
//! colours loses nothing.
//!
//! | file | what it does |
//! |---|---|
//! | `role` | what a text on the screen is |
//! | `face` | how a role looks; the theme of the 16 colours, and the one without |
//! | `hues` | the colours of the themes that know their background |
//! | `depth` | how many colours a terminal has, and the nearest of them |
//! | `own` | a theme out of the person's settings |
//! | `themes` | the themes to choose from, and the one that is in force |

mod depth;
mod face;
mod hues;
mod own;
mod role;
#[cfg(test)]
mod sight;
mod themes;

use ratatui::style::{Color, Modifier, Style};

use super::glyphs::Glyphs;
use face::Faces;

pub use depth::Depth;
pub use role::Role;
pub use themes::Themes;

/// How roles look, and which symbols are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Theme {
    /// The symbols.
    pub glyphs: &'static Glyphs,
    coloured: bool,
    /// What lies behind everything; `None` for the terminal's own.
    background: Option<Color>,
    faces: Faces,
}

impl Theme {
    /// The terminal's own colours: its foreground and background, and the 16 of ANSI.
    pub const ANSI: Self =
        Self { glyphs: &Glyphs::UNICODE, coloured: true, background: None, faces: face::ansi() };

    /// No colours at all, for `NO_COLOR`: bold, dim and underline only.
    pub const MONO: Self =
        Self { glyphs: &Glyphs::UNICODE, coloured: false, background: None, faces: face::mono() };

    /// Light on dark, whatever the terminal's own colours are.
    pub const DARK: Self = Self::of(&hues::DARK);

    /// Dark on light, whatever the terminal's own colours are.
    pub const LIGHT: Self = Self::of(&hues::LIGHT);

    /// Light on dark, for eyes that do not tell red from green.
    pub const DEUTERANOPIA: Self = Self::of(&hues::DEUTERANOPIA);

    const fn of(hues: &face::Hues) -> Self {
        Self {
            glyphs: &Glyphs::UNICODE,
            coloured: true,
            background: Some(hues.background),
            faces: hues.faces(),
        }
    }

    /// The same theme with symbols every font has.
    #[must_use]
    pub const fn ascii(mut self) -> Self {
        self.glyphs = &Glyphs::ASCII;
        self
    }

    /// The same theme in the colours that a terminal has.
    #[must_use]
    pub fn at(mut self, depth: Depth) -> Self {
        let nearest = |colour: Option<Color>| colour.map(|colour| depth.nearest(colour));
        self.background = nearest(self.background);
        self.faces.iter_mut().for_each(|face| face.colour = nearest(face.colour));
        self
    }

    /// True if roles differ in colour.
    pub fn has_colours(&self) -> bool {
        self.coloured
    }

    /// The style of the whole screen, before anything is drawn on it.
    pub fn screen(&self) -> Style {
        match self.background {
            Some(background) => self.style(Role::Text).bg(background),
            None => Style::new(),
        }
    }

    /// What makes the card under the cursor stand out as a whole; `None` without colours, where
    /// its bar and its bold title do.
    ///
    /// Where the terminal's own colours are not known it is black on cyan, which is readable
    /// whatever they are; a colour of ours on a ground of ours may not be.
    pub fn lifted(&self) -> Option<Style> {
        let style = Style::new().remove_modifier(Modifier::DIM);
        match self.faces[Role::SelectedGround.place()].colour {
            Some(ground) => Some(style.bg(ground)),
            None => self.coloured.then_some(style.fg(Color::Black).bg(Color::Cyan)),
        }
    }

    /// The style of a role on the ground of another, where that has a colour.
    pub fn on(&self, role: Role, ground: Role) -> Style {
        match self.faces[ground.place()].colour {
            Some(colour) => self.style(role).bg(colour),
            None => self.style(role),
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let face = self.faces[role.place()];
        let style = Style::new().add_modifier(face.modifier);
        match face.colour {
            Some(colour) => style.fg(colour),
            None => style,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_there_are_none() {
        for role in Role::ALL {
            let style = Theme::MONO.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert_eq!(Theme::MONO.on(Role::Text, role).bg, None, "{role:?}");
        }
        for role in [Role::Focus, Role::Bad, Role::Person, Role::Expedite] {
            assert!(Theme::ANSI.style(role).fg.is_some(), "{role:?}");
        }
        assert_eq!(Theme::MONO.screen(), Style::new());
    }

    #[test]
    fn the_terminals_own_colours_stay_behind_everything() {
        assert_eq!(Theme::ANSI.screen(), Style::new());
        assert_eq!(Theme::ANSI.on(Role::Bad, Role::SelectedGround), Theme::ANSI.style(Role::Bad));
        let ansi16 = |colour| !matches!(colour, Color::Rgb(..) | Color::Indexed(_));
        assert!(Role::ALL.iter().all(|role| Theme::ANSI.style(*role).fg.is_none_or(ansi16)));
    }

    #[test]
    fn a_theme_with_a_background_gives_every_role_a_colour_and_leaves_no_shade_to_chance() {
        for theme in [Theme::DARK, Theme::LIGHT, Theme::DEUTERANOPIA] {
            assert!(theme.screen().bg.is_some());
            for role in Role::ALL {
                let style = theme.style(role);
                assert!(style.fg.is_some(), "{role:?}");
                assert!(!style.add_modifier.contains(Modifier::DIM), "{role:?}");
            }
            for (depth, is) in [
                (Depth::Ansi, (|colour| !matches!(colour, Color::Rgb(..) | Color::Indexed(_))) as fn(_) -> _),
                (Depth::Indexed, |colour| matches!(colour, Color::Indexed(_))),
                (Depth::True, |colour| matches!(colour, Color::Rgb(..))),
            ] {
                let theme = theme.at(depth);
                for role in Role::ALL {
                    assert!(theme.style(role).fg.is_some_and(is), "{depth:?} {role:?}");
                    let readable = !role.is_text() || theme.style(role).fg != theme.screen().bg;
                    assert!(readable, "{role:?} vanishes in {depth:?}");
                }
            }
        }
    }
}
