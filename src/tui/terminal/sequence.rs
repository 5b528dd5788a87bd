//! Sequences that ask the terminal for more than drawing. Pure: texts in, texts out.
//!
//! What comes from a board is cleaned first, and what cannot be cleaned is wrapped in base64: no
//! text can end its sequence and begin another.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::text::Clean;

/// The most bytes a text to copy may have: what terminals take in one OSC 52 (hterm's 74,994
/// letters are the least), before base64 makes it a third longer.
pub const COPY_MAX: usize = 56_244;

/// Why a text was not copied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CopyError {
    /// Terminals would cut it off, or take nothing of it.
    #[error("nothing was copied: {len} bytes are more than the {COPY_MAX} that terminals take")]
    TooLong {
        /// Its bytes.
        len: usize,
    },
}

/// Puts a text on the clipboard of the person in front of the terminal, also through SSH: OSC 52.
///
/// tmux takes it with `set -g set-clipboard on`, and hands it on unread, wrapped, with `set -g
/// allow-passthrough on` (before 3.3 always): inside tmux both are sent, the same text twice.
pub fn copy(text: &str, in_tmux: bool) -> Result<String, CopyError> {
    if text.len() > COPY_MAX {
        return Err(CopyError::TooLong { len: text.len() });
    }
    let plain = format!("\u{1b}]52;c;{}\u{7}", STANDARD.encode(text));
    Ok(if in_tmux { format!("{}{plain}", through_tmux(&plain)) } else { plain })
}

/// Rings the bell.
pub const BELL: &str = "\u{7}";

/// The most characters of a notification: what fits where desktops show it.
const NOTICE_MAX: usize = 200;

/// Shows a notification of the desktop, where the terminal knows how: OSC 9. tmux hands it on with
/// `set -g allow-passthrough on`.
pub fn notify(text: &str, in_tmux: bool) -> String {
    let text: String = Clean::new(text).as_str().chars().take(NOTICE_MAX).collect();
    // A number and a semicolon at the beginning are a command of ConEmu's: it is no number.
    let text = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    let plain = format!("\u{1b}]9;{text}\u{7}");
    if in_tmux { through_tmux(&plain) } else { plain }
}

/// A sequence that tmux hands on to the terminal it runs in.
fn through_tmux(sequence: &str) -> String {
    format!("\u{1b}Ptmux;{}\u{1b}\\", sequence.replace('\u{1b}', "\u{1b}\u{1b}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_to_copy_goes_as_base64() {
        for (text, sequence) in [
            ("", "\u{1b}]52;c;\u{7}"),
            ("4f1a Retry", "\u{1b}]52;c;NGYxYSBSZXRyeQ==\u{7}"),
            ("ö\u{1b}]0;x\u{7}", "\u{1b}]52;c;w7YbXTA7eAc=\u{7}"),
        ] {
            assert_eq!(copy(text, false).unwrap(), sequence, "{text:?}");
        }
    }

    #[test]
    fn in_tmux_it_goes_to_tmux_and_through_it() {
        let plain = "\u{1b}]52;c;aGk=\u{7}";
        let wrapped = "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;aGk=\u{7}\u{1b}\\";
        assert_eq!(copy("hi", true).unwrap(), format!("{wrapped}{plain}"));
    }

    #[test]
    fn a_notification_is_text_and_nothing_else() {
        for (text, sequence) in [
            ("andon: 4f1a", "\u{1b}]9;andon: 4f1a\u{7}"),
            ("4;1;100", "\u{1b}]9;\u{7}"),
            ("a\u{7}\u{1b}]52;c;x\u{1b}\\b\nc", "\u{1b}]9;a␇␛]52;c;x␛\\b␊c\u{7}"),
        ] {
            assert_eq!(notify(text, false), sequence, "{text:?}");
        }
        assert_eq!(notify("hi", true), "\u{1b}Ptmux;\u{1b}\u{1b}]9;hi\u{7}\u{1b}\\");
        assert_eq!(notify(&"ö".repeat(300), false).chars().count(), 200 + 5);
    }

    #[test]
    fn what_terminals_would_cut_off_is_not_sent() {
        assert_eq!(copy(&"a".repeat(COPY_MAX), false).unwrap().len(), 74_992 + 8);
        let told = copy(&"a".repeat(COPY_MAX + 1), false).unwrap_err().to_string();
        assert_eq!(told, "nothing was copied: 56245 bytes are more than the 56244 that terminals take");
    }
}
