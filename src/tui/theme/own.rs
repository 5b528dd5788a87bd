//! A theme out of the person's settings: another one, with some roles as the person wants them.

use ratatui::style::{Color, Modifier};

use super::face::Face;
use super::{Role, Theme};
use crate::config::{Colour, OwnTheme};

impl Theme {
    /// The theme of that name among those that are always there.
    pub fn built_in(name: &str) -> Option<Self> {
        Some(match name {
            "ansi" => Self::ANSI,
            "dark" => Self::DARK,
            "light" => Self::LIGHT,
            "deuteranopia" => Self::DEUTERANOPIA,
            "mono" => Self::MONO,
            _ => return None,
        })
    }

    /// The theme that a section of the settings describes.
    pub fn own(own: &OwnTheme) -> Self {
        let mut theme = Self::built_in(&own.base).unwrap_or(Self::ANSI);
        if let Some(background) = own.background {
            theme.background = colour(background);
        }
        for role in Role::ALL {
            let Some((_, wanted)) = own.faces.iter().find(|(name, _)| *name == role.name()) else { continue };
            let mut modifier = Modifier::empty();
            for (is, with) in [
                (wanted.bold, Modifier::BOLD),
                (wanted.dim, Modifier::DIM),
                (wanted.italic, Modifier::ITALIC),
                (wanted.underline, Modifier::UNDERLINED),
            ] {
                modifier.set(with, is);
            }
            theme.faces[role.place()] = Face { colour: colour(wanted.colour), modifier };
        }
        theme.coloured = theme.faces.iter().any(|face| face.colour.is_some());
        theme
    }
}

fn colour(colour: Colour) -> Option<Color> {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    match colour {
        Colour::Default => None,
        Colour::Indexed(nth) => Some(NAMED.get(usize::from(nth)).copied().unwrap_or(Color::Indexed(nth))),
        Colour::Rgb(r, g, b) => Some(Color::Rgb(r, g, b)),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Style;

    use super::*;

    fn own(text: &str) -> Theme {
        let config = crate::config::parse(text, None, &|_| Vec::new()).unwrap();
        Theme::own(&config.themes[0])
    }

    #[test]
    fn a_theme_of_ones_own_is_another_with_some_roles_changed() {
        let theme = own(
            "[themes.mine]\nbase = 'dark'\nbackground = '#000000'\ngood = 34\nbad = 'bright-red bold underline'\n\
             selected_ground = '#112233'\ntext = 'default'\n",
        );
        assert_eq!(theme.screen(), Style::new().bg(Color::Rgb(0, 0, 0)));
        assert_eq!(theme.style(Role::Good), Style::new().fg(Color::Indexed(34)));
        let bad = Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
        assert_eq!(theme.style(Role::Bad), bad);
        assert_eq!(theme.on(Role::Text, Role::SelectedGround), Style::new().bg(Color::Rgb(17, 34, 51)));
        assert_eq!(theme.style(Role::Warn), Theme::DARK.style(Role::Warn));
    }

    #[test]
    fn it_may_have_no_colours_or_give_some_to_the_theme_without() {
        assert!(own("[themes.mine]\nbase = 'mono'\nbad = 'red'").has_colours());
        assert!(!own("[themes.mine]\nbase = 'mono'\nbad = 'underline'").has_colours());
        assert_eq!(own("[themes.mine]\nbase = 'dark'\nbackground = 'default'").screen().bg, None);
    }

    #[test]
    fn the_settings_know_the_themes_that_are_always_there() {
        assert!(crate::config::THEMES.iter().all(|name| Theme::built_in(name).is_some()));
    }
}
