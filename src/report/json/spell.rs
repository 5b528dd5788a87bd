//! How JSON is spelled: pretty, keys in the order of the contract, safe to show in a terminal.

use std::fmt::Write as _;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::board::{Id, Timestamp};
use crate::text::clean;

/// Pretty JSON with a final newline, safe to show in a terminal.
pub fn spell(value: &impl Serialize) -> String {
    // Our own structs have text keys: nothing in them can fail to be written.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut safe = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        let plain = matches!(c, '\n' | ' '..='~')
            || *clean(c.encode_utf8(&mut [0; 4])) == *c.encode_utf8(&mut [0; 4]);
        if plain {
            safe.push(c);
        } else {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a String cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        }
    }
    safe.push('\n');
    safe
}

/// RFC 3339 in UTC.
pub fn instant(at: Timestamp) -> String {
    at.to_string()
}

/// A card's whole id.
pub fn id(card: Id) -> String {
    card.to_string()
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
