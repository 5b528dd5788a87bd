//! When words are coloured, and how: the roles and colours of the screen, on lines of text.

use std::io::{self, IsTerminal};

use clap::ValueEnum;

use crate::tui::theme::{Role, Theme};

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// Where they are welcome
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Whether a screen, which is always a terminal, has colours.
    pub(super) fn on_screen(self) -> bool {
        match self {
            Self::Always => true,
            Self::Auto => welcome() && !dumb(),
            Self::Never => false,
        }
    }

    /// The theme of lines of text. `None` for text as it is: for a pipe, a file, a terminal that
    /// knows no sequences, and who does not want them.
    pub(super) fn of_lines(self) -> Option<Theme> {
        match self {
            Self::Always => Some(Theme::ANSI),
            Self::Auto if welcome() && !dumb() && io::stdout().is_terminal() => Some(Theme::ANSI),
            Self::Auto | Self::Never => None,
        }
    }
}

/// <https://no-color.org>: any value that is not empty.
fn welcome() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// True of a terminal that says it knows no sequences at all.
pub(super) fn dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// A line in parts, each with what it is.
pub(super) type Parts = Vec<(Role, String)>;
