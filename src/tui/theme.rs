//! Roles, and the styles they have in a theme.
//!
//! A view says what a text is ([`Role::Blocked`]), never which colour it has. No state is told by
//! colour alone: beside it stand a symbol and, where there is room, a word. So the theme without
//! colours loses nothing.

use ratatui::style::{Color, Modifier, Style};

use super::glyphs::Glyphs;

/// What a text on the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// What there is to read.
    Text,
    /// What may be overlooked: ids, units, separators of a line.
    Faint,
    /// Names and numbers that are looked for.
    Strong,
    /// A heading within a text.
    Heading,
    /// Words that are stressed.
    Emphasis,
    /// Code within a text.
    Code,
    /// A link within a text.
    Link,
    /// Lines that divide the screen.
    Rule,
    /// Where the cursor is.
    Focus,
    /// A key to press.
    Key,
    /// All is well.
    Good,
    /// Attention: a limit is reached.
    Warn,
    /// Wrong: a limit is exceeded, something failed.
    Bad,
    /// Work has stopped.
    Blocked,
    /// Somebody called for help, and the help has not come yet.
    Andon,
    /// Somebody came, and is at it.
    Answered,
    /// Goes before other work.
    Expedite,
    /// What others did.
    News,
    /// A person.
    Person,
    /// A label or a kind.
    Label,
    /// Time that passed in work.
    Work,
    /// Time that passed in waiting.
    Wait,
    /// An area among others that lie on each other; neighbours differ.
    Band(u8),
    /// An area that recedes.
    Ground,
    /// What lies behind cards that are later than most.
    LateGround,
    /// What lies behind cards that are later than nearly all.
    OverdueGround,
}

/// How roles look, and which symbols are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// The symbols.
    pub glyphs: &'static Glyphs,
    coloured: bool,
}

impl Theme {
    /// The terminal's own colours: its foreground and background, and the 16 of ANSI.
    pub const ANSI: Self = Self { glyphs: &Glyphs::UNICODE, coloured: true };

    /// No colours at all, for `NO_COLOR`: bold, dim and underline only. Reverse video is not
    /// used: resetting colours, as crossterm 0.29 does there, would take it away.
    pub const MONO: Self = Self { glyphs: &Glyphs::UNICODE, coloured: false };

    /// The same theme with symbols every font has.
    #[must_use]
    pub const fn ascii(mut self) -> Self {
        self.glyphs = &Glyphs::ASCII;
        self
    }

    /// True if roles differ in colour.
    pub fn has_colours(&self) -> bool {
        self.coloured
    }

    /// What makes the card under the cursor stand out as a whole; `None` without colours, where
    /// its bar and its bold title do.
    ///
    /// Black on cyan is readable whatever the terminal's own colours are; a colour of ours on a
    /// ground of ours may not be.
    pub fn lifted(&self) -> Option<Style> {
        let style = Style::new().fg(Color::Black).bg(Color::Cyan).remove_modifier(Modifier::DIM);
        self.coloured.then_some(style)
    }

    /// The style of a role on the ground of another, where there are colours.
    pub fn on(&self, role: Role, ground: Role) -> Style {
        match look(ground).0 {
            Some(colour) if self.coloured => self.style(role).bg(colour),
            _ => self.style(role),
        }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        let (colour, modifier) = look(role);
        let style = Style::new().add_modifier(modifier);
        match colour {
            Some(colour) if self.coloured => style.fg(colour),
            _ => style,
        }
    }
}

/// The colours of areas: neighbours differ in hue and in lightness.
const BANDS: [Color; 4] = [Color::Blue, Color::Cyan, Color::Magenta, Color::Yellow];

/// Dim and bold are the terminal's own shades; the colours are those readable on light and dark.
fn look(role: Role) -> (Option<Color>, Modifier) {
    match role {
        Role::Text => (None, Modifier::empty()),
        Role::Faint | Role::Rule => (None, Modifier::DIM),
        Role::Strong => (None, Modifier::BOLD),
        Role::Focus | Role::Key | Role::Heading => (Some(Color::Cyan), Modifier::BOLD),
        Role::Emphasis => (None, Modifier::ITALIC),
        Role::Code => (Some(Color::Yellow), Modifier::empty()),
        Role::Link => (Some(Color::Blue), Modifier::UNDERLINED),
        Role::Good | Role::News | Role::Work => (Some(Color::Green), Modifier::empty()),
        Role::Warn | Role::Answered => (Some(Color::Yellow), Modifier::BOLD),
        Role::Bad | Role::Andon => (Some(Color::Red), Modifier::BOLD),
        Role::Blocked => (Some(Color::Red), Modifier::empty()),
        Role::Expedite => (Some(Color::Magenta), Modifier::BOLD),
        Role::Person => (Some(Color::Cyan), Modifier::empty()),
        Role::Label => (Some(Color::Blue), Modifier::empty()),
        Role::Wait => (Some(Color::Yellow), Modifier::empty()),
        Role::Ground => (Some(Color::DarkGray), Modifier::empty()),
        Role::LateGround => (Some(Color::Yellow), Modifier::DIM),
        Role::OverdueGround => (Some(Color::Red), Modifier::DIM),
        Role::Band(nth) => (Some(BANDS[usize::from(nth) % BANDS.len()]), Modifier::empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_colours_there_are_none() {
        for role in [Role::Focus, Role::Bad, Role::Person, Role::Expedite] {
            let style = Theme::MONO.style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert!(Theme::ANSI.style(role).fg.is_some(), "{role:?}");
        }
    }
}
