//! Styles as escape sequences, for what is printed line by line.

use std::fmt::Write as _;

use ratatui::style::{Color, Modifier, Style};

/// What ends every style.
pub const RESET: &str = "\u{1b}[0m";

/// The sequence that sets a style, from nothing.
pub fn sequence(style: Style) -> String {
    let mut text = RESET.trim_end_matches('m').to_owned();
    let modifiers = [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::CROSSED_OUT, 9),
    ];
    for (modifier, code) in modifiers {
        if style.add_modifier.contains(modifier) {
            let _ = write!(text, ";{code}");
        }
    }
    for (colour, base) in [(style.fg, 30), (style.bg, 40)] {
        let _ = match colour {
            Some(Color::Rgb(r, g, b)) => write!(text, ";{};2;{r};{g};{b}", base + 8),
            Some(Color::Indexed(nth)) => write!(text, ";{};5;{nth}", base + 8),
            Some(colour) => code(colour, base).map_or(Ok(()), |code| write!(text, ";{code}")),
            None => Ok(()),
        };
    }
    text.push('m');
    text
}

/// One of the 16 colours of ANSI.
fn code(colour: Color, base: u8) -> Option<u8> {
    Some(match colour {
        Color::Black => base,
        Color::Red => base + 1,
        Color::Green => base + 2,
        Color::Yellow => base + 3,
        Color::Blue => base + 4,
        Color::Magenta => base + 5,
        Color::Cyan => base + 6,
        Color::Gray => base + 7,
        Color::DarkGray => base + 60,
        Color::LightRed => base + 61,
        Color::LightGreen => base + 62,
        Color::LightYellow => base + 63,
        Color::LightBlue => base + 64,
        Color::LightMagenta => base + 65,
        Color::LightCyan => base + 66,
        Color::White => base + 67,
        _ => return None,
    })
}
