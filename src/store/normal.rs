//! Rows that were written by hand: their keys in the order of the file.
//!
//! The order of keys is what sorts rows to their card. A row that does not begin with what it is
//! about and its id is put in order once; every clone makes the same of it.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a row can be about, the first that it has.
const SUBJECTS: [&str; 8] = ["card", "column", "board", "person", "work_kind", "template", "stage", "class"];
/// What every row begins with, after what it is about.
const FIRST: [&str; 5] = ["id", "rev", "at", "by", "do"];

/// Whether a row does not begin as rows do.
pub fn needed(row: &str) -> bool {
    let in_order = |subject: &str| {
        let rest = row.strip_prefix("{\"")?.strip_prefix(subject)?.strip_prefix("\":\"")?;
        let end = rest.bytes().position(|byte| byte == b'"')?;
        rest.get(end..)?.strip_prefix("\",\"id\":")
    };
    !SUBJECTS.into_iter().any(|subject| in_order(subject).is_some())
}

/// The row with its keys in order and without spaces. A row that is no JSON object, or is about
/// nothing known, is left as it is.
pub fn order(row: &str) -> String {
    let try_order = || {
        let Pairs(pairs) = serde_json::from_str(row).ok()?;
        let has = |key: &&str| pairs.iter().any(|(of, _)| of == key);
        let subject = SUBJECTS.into_iter().find(has)?;
        let rank = |key: &str| match FIRST.iter().position(|first| *first == key) {
            _ if key == subject => 0,
            Some(place) => place + 1,
            None => FIRST.len() + 1,
        };
        let mut pairs: Vec<_> = pairs.iter().collect();
        pairs.sort_by_key(|(key, _)| rank(key));
        let parts: Option<Vec<String>> = pairs
            .into_iter()
            .map(|(key, value)| {
                Some(format!("{}:{}", serde_json::to_string(key).ok()?, compact(value.get())))
            })
            .collect();
        Some(format!("{{{}}}", parts?.join(",")))
    };
    if needed(row) { try_order().unwrap_or_else(|| row.to_owned()) } else { row.to_owned() }
}

/// JSON without the spaces and line ends between its parts.
pub fn compact(json: &str) -> String {
    let (mut quoted, mut escaped) = (false, false);
    let keep = |c: &char| {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => quoted = !quoted,
            _ => {}
        }
        quoted || !c.is_ascii_whitespace()
    };
    json.chars().filter(keep).collect()
}

/// An object's keys and values in the order they stand.
struct Pairs<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a row")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs<'de>, M::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_take_their_order_and_nothing_is_lost() {
        for (row, ordered) in [
            (
                r#"{"id":"e","card":"c", "zz": [1, "a b"], "do":"add"}"#,
                r#"{"card":"c","id":"e","do":"add","zz":[1,"a b"]}"#,
            ),
            (r#"{ "card":"c","id":"e" }"#, r#"{"card":"c","id":"e"}"#),
            (r#"{"stage":"s","column":"c","id":"x"}"#, r#"{"column":"c","id":"x","stage":"s"}"#),
            (r#"{"what":"is this"}"#, r#"{"what":"is this"}"#),
            (r#"{"id":"e","card":"#, r#"{"id":"e","card":"#),
            (r#"{"id":"say \" this","card":"c"}"#, r#"{"card":"c","id":"say \" this"}"#),
        ] {
            assert_eq!(order(row), ordered);
            assert_eq!(order(ordered), ordered, "once is enough");
        }
    }
}
