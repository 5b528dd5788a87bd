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
        if let Some(code) = colour.and_then(|colour| code(colour, base)) {
            let _ = write!(text, ";{code}");
        }
    }
    text.push('m');
    text
}

/// The themes use the 16 colours of ANSI; others have no code here.
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
