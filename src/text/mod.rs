//! Text from a file is hostile until it has passed through here.
//!
//! A board comes from whoever can commit to it, and its words end in somebody's terminal. A
//! [`Clean`] is the only form in which they get there: what would steer the terminal or hide from
//! the eye is shown as a mark that can be seen. Letters of all scripts, from right to left too,
//! and emoji stay as they are.
//!
//! Width is counted as ratatui draws: by grapheme cluster, with `unicode-width`. Nothing here
//! costs more for a long text than for the part of it that is shown.

mod clean;
mod fit;
pub mod fuzzy;
mod nearest;

use std::borrow::Cow;
use std::fmt;

pub use clean::{MARKS_MAX, clean};
pub use fit::{fit, tail, width, wrap, wrap_in};
pub use nearest::{alike, nearest};

/// Text that may be sent to a terminal: [`clean`] has seen it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Clean<'a>(Cow<'a, str>);

impl<'a> Clean<'a> {
    /// Cleans `text`. What is clean already is borrowed.
    pub fn new(text: &'a str) -> Self {
        Self(clean(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The cells it takes on a screen.
    pub fn width(&self) -> usize {
        width(&self.0)
    }

    /// The same text, owned.
    pub fn into_owned(self) -> Clean<'static> {
        Clean(Cow::Owned(self.0.into_owned()))
    }
}

impl<'a> From<&'a str> for Clean<'a> {
    fn from(text: &'a str) -> Self {
        Self::new(text)
    }
}

impl fmt::Display for Clean<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
