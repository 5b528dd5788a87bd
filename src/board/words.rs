//! A text that takes the room of a pointer where it stands.
//!
//! A large board has millions of events, and hardly any of them carries a text: what a place for
//! one costs is paid by all.

use std::fmt;
use std::ops::Deref;

/// A text behind one pointer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words(Box<Box<str>>);

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl<T: Into<Box<str>>> From<T> for Words {
    fn from(text: T) -> Self {
        Self(Box::new(text.into()))
    }
}
