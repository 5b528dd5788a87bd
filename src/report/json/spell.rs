//! How JSON is spelled: pretty, keys in the order of the contract, safe to show in a terminal.

use std::fmt::{self, Write as _};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::text::clean;

/// Pretty JSON with a final newline, safe to show in a terminal.
pub fn spell(value: &impl Serialize) -> String {
    // Our own structs have text keys: nothing in them can fail to be written.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    // JSON escapes the other controls of ASCII itself.
    let harmless = |text: &str| text.is_ascii() && memchr::memchr(0x7f, text.as_bytes()).is_none();
    if harmless(&text) {
        return text;
    }
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if harmless(line) { safe.push_str(line) } else { line.chars().for_each(|c| put(&mut safe, c)) }
    }
    safe
}

fn put(safe: &mut String, c: char) {
    if matches!(c, '\n' | ' '..='~') || *clean(c.encode_utf8(&mut [0; 4])) == *c.encode_utf8(&mut [0; 4]) {
        return safe.push(c);
    }
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        let _ = write!(safe, "\\u{unit:04x}");
    }
}

/// A value as people write it: an instant in RFC 3339 and UTC, a day, a card's whole id.
#[derive(Debug, Clone, Copy)]
pub struct Shown<T>(pub T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // There may be hundreds of thousands: none becomes a text of its own first.
        serializer.collect_str(&self.0)
    }
}

/// A sum of durations as the whole milliseconds it is.
pub fn whole(ms: i128) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// An object whose keys come in the order of the list.
pub fn in_order<S: Serializer, K: Serialize, V: Serialize>(
    pairs: impl AsRef<[(K, V)]>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let pairs = pairs.as_ref();
    let mut map = serializer.serialize_map(Some(pairs.len()))?;
    for (key, value) in pairs {
        map.serialize_entry(key, value)?;
    }
    map.end()
}
