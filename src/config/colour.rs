//! Colours and emphasis, as people write them: `bright-red bold`, `#7fd88f`, `236`.

use std::fmt;

use super::section::Section;

/// A colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// The terminal's own foreground or background.
    Default,
    /// One of xterm's 256; the first 16 are the person's own.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// How a role looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Face {
    /// Its colour.
    pub colour: Colour,
    /// In bold.
    pub bold: bool,
    /// In a weaker shade.
    pub dim: bool,
    /// Slanted.
    pub italic: bool,
    /// With a line below.
    pub underline: bool,
}

const NAMES: [&str; 8] = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

const EXAMPLES: &str = "such as \"red\", \"bright-red bold\", \"#7fd88f\" or 236";

impl Section<'_> {
    /// A colour with emphasis.
    pub(super) fn face(&mut self, key: &'static str) -> Option<Face> {
        let (text, span) = self.text_or_number(key, "a colour", EXAMPLES)?;
        match face(&text) {
            Ok(face) => Some(face),
            Err(word) => {
                let what = format!("'{word}' is no colour and no emphasis");
                self.wrong(&span, what, Some(EXAMPLES.to_owned()));
                None
            }
        }
    }
}

/// Reads a colour with emphasis. The error is the word that is neither.
fn face(text: &str) -> Result<Face, String> {
    let mut face = Face { colour: Colour::Default, bold: false, dim: false, italic: false, underline: false };
    let mut words = text.split_whitespace().enumerate().peekable();
    if words.peek().is_none() {
        return Err(text.to_owned());
    }
    for (place, word) in words {
        match word {
            "bold" => face.bold = true,
            "dim" => face.dim = true,
            "italic" => face.italic = true,
            "underline" => face.underline = true,
            _ if place == 0 => face.colour = colour(word).ok_or(word)?,
            _ => return Err(word.to_owned()),
        }
    }
    Ok(face)
}

fn colour(word: &str) -> Option<Colour> {
    if word == "default" {
        return Some(Colour::Default);
    }
    if let Some(hex) = word.strip_prefix('#') {
        let is_hex = hex.len() == 6 && hex.chars().all(|c| c.is_ascii_hexdigit());
        let [_, r, g, b] = u32::from_str_radix(hex, 16).ok().filter(|_| is_hex)?.to_be_bytes();
        return Some(Colour::Rgb(r, g, b));
    }
    let (name, from) = word.strip_prefix("bright-").map_or((word, 0), |name| (name, 8));
    let named = NAMES.iter().position(|known| *known == name).and_then(|nth| u8::try_from(nth).ok());
    named.map(|nth| nth + from).or_else(|| word.parse().ok()).map(Colour::Indexed)
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => write!(f, "default"),
            Self::Rgb(r, g, b) => write!(f, "#{r:02x}{g:02x}{b:02x}"),
            Self::Indexed(nth @ 16..) => write!(f, "{nth}"),
            Self::Indexed(nth) => {
                let bright = if *nth < 8 { "" } else { "bright-" };
                write!(f, "{bright}{}", NAMES[usize::from(nth % 8)])
            }
        }
    }
}

impl fmt::Display for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.colour)?;
        let emphasis = [
            (self.bold, " bold"),
            (self.dim, " dim"),
            (self.italic, " italic"),
            (self.underline, " underline"),
        ];
        emphasis.iter().filter(|(is, _)| *is).try_for_each(|(_, word)| write!(f, "{word}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_as_people_write_them() {
        for (text, colour, emphasis) in [
            ("red", Colour::Indexed(1), ""),
            ("bright-white", Colour::Indexed(15), ""),
            ("236 bold", Colour::Indexed(236), "bold"),
            ("#7Fd88f  underline dim", Colour::Rgb(0x7f, 0xd8, 0x8f), "dim underline"),
            ("default bold", Colour::Default, "bold"),
            ("bold", Colour::Default, "bold"),
            ("4 italic", Colour::Indexed(4), "italic"),
        ] {
            let read = face(text).unwrap();
            assert_eq!(read.colour, colour, "{text}");
            let said = read.to_string();
            assert!(said.ends_with(emphasis), "{said}");
            assert_eq!(face(&said).unwrap(), read, "{said}");
        }
        for (text, word) in [
            ("", ""),
            ("rde", "rde"),
            ("256", "256"),
            ("-1", "-1"),
            ("#12345", "#12345"),
            ("#12345g", "#12345g"),
            ("#+12345", "#+12345"),
            ("red blue", "blue"),
            ("bold red", "red"),
        ] {
            assert_eq!(face(text).unwrap_err(), word, "{text}");
        }
    }
}
