//! Names of people, labels and kinds, each stored once.

use std::collections::HashMap;
use std::sync::Arc;

/// A text that occurs often, as its number in the board's [`Names`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(u32);

impl Name {
    /// The place of this name in [`Names::iter`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// How many names met first are looked for before the table is: a team is small, and most rows
/// name one of its people.
const FAMILIAR: usize = 16;

/// The table of all names a board uses.
#[derive(Debug, Clone, Default)]
pub struct Names {
    texts: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, Name>,
}

impl Names {
    /// The number of `text`, which is remembered if it is new.
    pub fn intern(&mut self, text: &str) -> Name {
        if let Some(name) = self.find(text) {
            return name;
        }
        let name = Name(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        let text: Arc<str> = text.into();
        self.texts.push(Arc::clone(&text));
        self.numbers.insert(text, name);
        name
    }

    /// The number of `text`, if the board uses it.
    pub fn find(&self, text: &str) -> Option<Name> {
        let familiar = self.texts.iter().take(FAMILIAR).position(|known| **known == *text);
        let familiar = familiar.and_then(|place| u32::try_from(place).ok()).map(Name);
        familiar.or_else(|| self.numbers.get(text).copied())
    }

    /// The text of a name.
    pub fn text(&self, name: Name) -> &str {
        self.texts.get(name.0 as usize).map_or("", |text| text)
    }

    /// Every name, in the order they were met.
    pub fn iter(&self) -> impl Iterator<Item = (Name, &str)> {
        (0..).map(Name).zip(self.texts.iter().map(|text| &**text))
    }
}
