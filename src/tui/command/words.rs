//! Commands in sentences: every text that names a key names the one in force.

use super::{Command, Context, Entry};
use crate::board::Timestamp;
use crate::tui::app::App;
use crate::tui::keymap::{Key, STANDARD, spoken};

/// How long a chord rests before its keys are shown, in milliseconds: who knows it sees no flicker.
const REST_MS: i64 = 300;

/// What the standard chords have in common, by the key they begin with.
const CHORDS: [(&str, &str); 3] = [("g", "go to"), ("z", "show"), ("y", "copy")];

/// A key that may follow a chord that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// The key, as people read it.
    pub key: String,
    /// What it does; `…` where more keys are to come.
    pub title: &'static str,
    /// Why that is not to be had now, if it is not.
    pub unavailable: Option<String>,
}

impl App {
    /// The keys of a command, as people read them.
    pub fn keys_text(&self, command: Command) -> String {
        self.keymap.keys_text(command)
    }

    /// The first key of a command, as people read it.
    pub fn key_text(&self, command: Command) -> String {
        self.keymap.key_text(command)
    }

    /// What a command does, in a sentence.
    pub fn help_text(&self, entry: &Entry) -> String {
        self.keymap.told(entry.help).replace('`', "")
    }

    /// The chord that has begun, as people read it.
    pub fn chord_text(&self) -> String {
        spoken(&self.chord.iter().map(|key| key.notation()).collect::<String>())
    }

    /// Where chords are looked for: those of the past are those of now.
    fn chord_context(&self) -> Context {
        match Context::of(self) {
            Context::Travel => Context::at_home(self),
            context => context,
        }
    }

    /// What the chord that has begun is about, in a word or two.
    pub fn chord_about(&self) -> &'static str {
        let Some(first) = self.chord.first().map(|key| key.notation()) else { return "" };
        let about = CHORDS.iter().find(|(key, _)| *key == first);
        let usual = self.keymap.going_on(&self.chord, self.chord_context())
            == STANDARD.going_on(&self.chord, self.chord_context());
        about.filter(|_| usual).map_or("", |(_, about)| about)
    }

    /// The keys that may follow the chord that has begun.
    pub fn following(&self) -> Vec<Following> {
        let of = |(key, command): (Key, Option<Command>)| {
            let entry = command.map(super::entry);
            Following {
                key: spoken(&key.notation()),
                title: entry.map_or("…", |entry| entry.title),
                unavailable: entry.and_then(|entry| (entry.available)(self).err()),
            }
        };
        self.keymap.going_on(&self.chord, self.chord_context()).into_iter().map(of).collect()
    }

    /// True when the keys that may follow are shown.
    pub fn shows_following(&self) -> bool {
        self.follows_at().is_some_and(|at| at <= self.clock())
    }

    /// When the keys that may follow are to be shown.
    pub(in crate::tui) fn follows_at(&self) -> Option<Timestamp> {
        let rest = if self.is_still() { 0 } else { REST_MS };
        (!self.chord.is_empty()).then(|| self.chord_since.plus_ms(rest))
    }
}
