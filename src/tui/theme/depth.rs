//! How many colours a terminal has, and the nearest it has to one it has not.

use ratatui::style::Color;

/// How many colours a terminal has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// The 16 of ANSI, which are the person's own.
    #[default]
    Ansi,
    /// The 256 of xterm: the 16, a cube of six steps a side, and greys.
    Indexed,
    /// All that eight bits for red, green and blue can say.
    True,
}

impl Depth {
    /// What a terminal says of itself in `COLORTERM` and `TERM`. Windows' own console, which sets
    /// neither, has all.
    pub fn told_by(colorterm: Option<&str>, term: Option<&str>) -> Self {
        let term = term.unwrap_or_default();
        let known = ["kitty", "alacritty", "foot", "ghostty", "wezterm"];
        if matches!(colorterm, Some("truecolor" | "24bit"))
            || term.ends_with("-direct")
            || known.iter().any(|name| term.contains(name))
            || (cfg!(windows) && term.is_empty())
        {
            Self::True
        } else if term.contains("256") {
            Self::Indexed
        } else {
            Self::Ansi
        }
    }

    /// The nearest colour that the terminal has.
    pub(super) fn nearest(self, colour: Color) -> Color {
        match (self, colour) {
            (Self::Indexed, Color::Rgb(r, g, b)) => Color::Indexed(indexed((r, g, b))),
            (Self::Ansi, Color::Rgb(r, g, b)) => ansi((r, g, b)),
            (Self::Ansi, Color::Indexed(nth)) => match NAMED.get(usize::from(nth)) {
                Some((named, _)) => *named,
                None => ansi(rgb_of(nth)),
            },
            _ => colour,
        }
    }
}

type Rgb = (u8, u8, u8);

/// The steps of a side of xterm's cube.
const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The 16 colours as xterm has them from the start.
const NAMED: [(Color, Rgb); 16] = [
    (Color::Black, (0, 0, 0)),
    (Color::Red, (205, 0, 0)),
    (Color::Green, (0, 205, 0)),
    (Color::Yellow, (205, 205, 0)),
    (Color::Blue, (0, 0, 238)),
    (Color::Magenta, (205, 0, 205)),
    (Color::Cyan, (0, 205, 205)),
    (Color::Gray, (229, 229, 229)),
    (Color::DarkGray, (127, 127, 127)),
    (Color::LightRed, (255, 0, 0)),
    (Color::LightGreen, (0, 255, 0)),
    (Color::LightYellow, (255, 255, 0)),
    (Color::LightBlue, (92, 92, 255)),
    (Color::LightMagenta, (255, 0, 255)),
    (Color::LightCyan, (0, 255, 255)),
    (Color::White, (255, 255, 255)),
];

/// What xterm shows for a number from 16 on.
fn rgb_of(nth: u8) -> Rgb {
    if nth >= 232 {
        let grey = 8 + 10 * (nth - 232);
        return (grey, grey, grey);
    }
    let cube = usize::from(nth.saturating_sub(16));
    (STEPS[cube / 36 % 6], STEPS[cube / 6 % 6], STEPS[cube % 6])
}

/// The first 16 differ from terminal to terminal; the others are the same everywhere.
fn indexed(colour: Rgb) -> u8 {
    (16..=u8::MAX).min_by_key(|nth| distance(colour, rgb_of(*nth))).unwrap_or(16)
}

fn ansi(colour: Rgb) -> Color {
    NAMED.iter().min_by_key(|(_, rgb)| distance(colour, *rgb)).map_or(Color::Reset, |(named, _)| *named)
}

/// How far two colours are from each other to the eye: "redmean", an approximation that needs no
/// other space of colours. <https://www.compuphase.com/cmetric.htm>
fn distance(a: Rgb, b: Rgb) -> i32 {
    let mean = i32::midpoint(a.0.into(), b.0.into());
    let [r, g, b] = [(a.0, b.0), (a.1, b.1), (a.2, b.2)].map(|(a, b)| (i32::from(a) - i32::from(b)).pow(2));
    (((512 + mean) * r) >> 8) + 4 * g + (((767 - mean) * b) >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_terminals_say_of_themselves() {
        for (colorterm, term, depth) in [
            (Some("truecolor"), Some("xterm-256color"), Depth::True),
            (Some("24bit"), None, Depth::True),
            (Some(""), Some("xterm-256color"), Depth::Indexed),
            (None, Some("tmux-256color"), Depth::Indexed),
            (None, Some("xterm-kitty"), Depth::True),
            (None, Some("xterm-direct"), Depth::True),
            (None, Some("xterm"), Depth::Ansi),
            (None, Some("linux"), Depth::Ansi),
        ] {
            assert_eq!(Depth::told_by(colorterm, term), depth, "{colorterm:?} {term:?}");
        }
    }

    #[test]
    fn colours_are_mapped_to_the_nearest_there_is() {
        for (rgb, index, named) in [
            ((0, 0, 0), 16, Color::Black),
            ((255, 255, 255), 231, Color::White),
            ((255, 0, 0), 196, Color::LightRed),
            ((95, 135, 175), 67, Color::DarkGray),
            ((8, 8, 8), 232, Color::Black),
            ((238, 238, 238), 255, Color::Gray),
            ((130, 130, 130), 244, Color::DarkGray),
            ((210, 4, 2), 160, Color::Red),
            ((0, 200, 210), 44, Color::Cyan),
        ] {
            let colour = Color::Rgb(rgb.0, rgb.1, rgb.2);
            assert_eq!(Depth::True.nearest(colour), colour);
            assert_eq!(Depth::Indexed.nearest(colour), Color::Indexed(index), "{rgb:?}");
            assert_eq!(Depth::Ansi.nearest(colour), named, "{rgb:?}");
        }
    }

    #[test]
    fn what_a_terminal_has_stays() {
        for nth in 16..=u8::MAX {
            let (r, g, b) = rgb_of(nth);
            let Color::Indexed(same) = Depth::Indexed.nearest(Color::Rgb(r, g, b)) else { panic!("{nth}") };
            assert_eq!(rgb_of(same), (r, g, b), "{nth}");
        }
        for (nth, (named, _)) in NAMED.iter().enumerate() {
            assert_eq!(Depth::Ansi.nearest(*named), *named);
            assert_eq!(Depth::Ansi.nearest(Color::Indexed(u8::try_from(nth).unwrap())), *named);
        }
        assert_eq!(Depth::Ansi.nearest(Color::Indexed(231)), Color::White);
        assert_eq!(Depth::Ansi.nearest(Color::Reset), Color::Reset);
    }
}
