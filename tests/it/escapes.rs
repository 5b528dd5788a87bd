//! Reads what a program sent to a terminal: only sequences that andon itself sends, and between
//! them nothing that steers or hides.

use super::hostile::forbidden;

/// The modes andon sets and takes back: cursor, alternate screen, paste, synchronized frames, mouse.
const MODES: [&str; 10] = ["25", "1049", "2004", "2026", "1000", "1002", "1003", "1004", "1015", "1006"];

/// What was looked at.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub bytes: usize,
    pub sequences: usize,
    pub titles: usize,
}

impl std::ops::AddAssign for Seen {
    fn add_assign(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.sequences += other.sequences;
        self.titles += other.titles;
    }
}

/// Looks at every byte; what is wrong, with what stands around it.
pub fn look(sent: &[u8]) -> Result<Seen, String> {
    let text = std::str::from_utf8(sent).map_err(|error| format!("not UTF-8: {error}"))?;
    let mut seen = Seen { bytes: sent.len(), ..Seen::default() };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let around = || rest.chars().take(40).collect::<String>().escape_debug().to_string();
        let taken = match c {
            '\u{1b}' => {
                seen.sequences += 1;
                let len = sequence(rest).ok_or_else(|| format!("an unknown sequence: {}", around()))?;
                seen.titles += usize::from(rest.starts_with("\u{1b}]"));
                len
            }
            '\n' | '\r' => 1,
            c if forbidden(c) => return Err(format!("U+{:04X} in {}", u32::from(c), around())),
            c => c.len_utf8(),
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    Ok(seen)
}

/// The length of a sequence that andon sends.
fn sequence(text: &str) -> Option<usize> {
    if let Some(rest) = text.strip_prefix("\u{1b}]0;") {
        let title = rest.split('\u{7}').next()?;
        return (rest.len() > title.len() && !title.contains(forbidden)).then_some(4 + title.len() + 1);
    }
    let rest = text.strip_prefix("\u{1b}[")?;
    let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';' | '?' | ':'))?;
    let (parameters, last) = (rest.get(..end)?, rest.get(end..)?.chars().next()?);
    let numbers = || {
        parameters
            .split([';', ':'])
            .all(|number| number.is_empty() || number.parse::<u16>().is_ok_and(|n| n < 1000))
    };
    let known = match last {
        'm' | 'H' | 'A' | 'B' | 'C' | 'D' | 'G' | 'J' | 'K' | 'd' => numbers(),
        'h' | 'l' => parameters.strip_prefix('?').is_some_and(|mode| MODES.contains(&mode)),
        't' => matches!(parameters, "22;2" | "23;2"),
        _ => false,
    };
    known.then_some(2 + end + 1)
}

#[test]
fn what_andon_sends_is_told_from_what_it_never_would() {
    for text in
        ["plain\r\n", "\u{1b}[?1049h\u{1b}[1;31mred\u{1b}[0m", "\u{1b}]0;andon: Team\u{7}", "\u{1b}[12;80H"]
    {
        assert!(look(text.as_bytes()).is_ok(), "{text:?}");
    }
    for text in [
        "\u{1b}[31;7777m",
        "\u{1b}]52;c;aGk=\u{7}",
        "\u{1b}]8;;x\u{1b}\\",
        "\u{1b}]0;a\u{1b}[2Jb\u{7}",
        "\u{1b}]0;never ended",
        "\u{1b}[?7777h",
        "\u{1b}[5n",
        "\u{1b}c",
        "\u{1b}",
        "\u{9b}1m",
        "a\tb",
        "\u{202e}",
        "\u{7f}",
    ] {
        assert!(look(text.as_bytes()).is_err(), "{text:?}");
    }
    assert!(look(b"\xff").is_err());
}
