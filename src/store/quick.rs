//! Rows as andon writes them, read without a general JSON parser.
//!
//! Nearly every row is a flat object of texts without escapes, lists of them, and small numbers. Those are read
//! here in a third of the time; at anything else, be it an escape, a space, a key this andon does
//! not know or a mistake, this gives up and serde reads the row and says what is wrong with it.

use super::event_row::EventRow;
use super::row::{Given, Parsed, Row, Text};
use std::borrow::Cow;
use std::str::FromStr;

/// Fills an empty row from its text, of which the beginning may have been read. False when it gave
/// up; the row is then worth nothing.
pub fn fill<'a>(row: &mut Row<'a>, text: &'a str, begins: Option<&EventRow<'a>>) -> bool {
    fields(row, text, begins).is_some()
}

fn fields<'a>(row: &mut Row<'a>, text: &'a str, begins: Option<&EventRow<'a>>) -> Option<()> {
    let mut rest = match begins {
        Some(begins) => begins.fill(row),
        None => field(row, after(text, b'{')?)?,
    };
    while rest != "}" {
        rest = field(row, after(rest, b',')?)?;
    }
    Some(())
}

/// A key with its value, and what follows it.
fn field<'a>(row: &mut Row<'a>, text: &'a str) -> Option<&'a str> {
    let (key, value) = quoted(text)?;
    let value = after(value, b':')?;
    if matches!(key, "rev" | "wip") {
        let len = value.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = value.split_at_checked(len)?;
        // JSON knows no leading zeros; more than nine digits are for serde to judge.
        if digits.is_empty() || digits.len() > 9 || digits.starts_with('0') {
            return None;
        }
        let number: u32 = digits.parse().ok()?;
        match key {
            "rev" => once(&mut row.rev, number)?,
            _ => once(&mut row.wip.0, Some(i64::from(number)))?,
        }
        Some(rest)
    } else if let Some(inside) = after(value, b'[') {
        list(row, key, inside)
    } else {
        let (value, rest) = quoted(value)?;
        put(row, key, value)?;
        Some(rest)
    }
}

fn put<'a>(row: &mut Row<'a>, key: &str, value: &'a str) -> Option<()> {
    let text = |slot: &mut Option<Text<'a>>| once(slot, Text(Cow::Borrowed(value)));
    let given = |slot: &mut Given<Text<'a>>| once(&mut slot.0, Some(Text(Cow::Borrowed(value))));
    match key {
        "card" => parse(&mut row.card, value),
        "column" => parse(&mut row.column, value),
        "board" => parse(&mut row.board, value),
        "person" => text(&mut row.person),
        "id" => parse(&mut row.id, value),
        "at" => parse(&mut row.at, value),
        "by" => text(&mut row.by),
        "do" => text(&mut row.what),
        "from" => parse(&mut row.from, value),
        "to" => parse(&mut row.to, value),
        "title" => given(&mut row.title),
        "text" => given(&mut row.text),
        "class" => given(&mut row.class),
        "kind" => given(&mut row.kind),
        "due" => given(&mut row.due),
        "parent" => given(&mut row.parent),
        "source" => text(&mut row.source),
        "rank" => text(&mut row.rank),
        "why" => text(&mut row.why),
        "what" => text(&mut row.countermeasure),
        "undoes" => parse(&mut row.undoes, value),
        "saw" => parse(&mut row.saw, value),
        "over" => text(&mut row.over),
        "name" => text(&mut row.name),
        "stage" => given(&mut row.stage),
        "zone" => text(&mut row.zone),
        "at_limit" => text(&mut row.at_limit),
        _ => None,
    }
}

/// The texts of a list, and what follows it. An empty list is left to serde: it tells a key that
/// stands twice from one that was empty.
fn list<'a>(row: &mut Row<'a>, key: &str, text: &'a str) -> Option<&'a str> {
    let slot = match key {
        "labels" => &mut row.labels,
        "who" => &mut row.who,
        "add" => &mut row.add,
        "drop" => &mut row.drop,
        "tick" => &mut row.tick,
        "untick" => &mut row.untick,
        "items" => &mut row.items,
        "links" => &mut row.links,
        _ => return None,
    };
    if !slot.is_empty() {
        return None;
    }
    let mut rest = text;
    loop {
        let (value, behind) = quoted(rest)?;
        slot.push(Text(Cow::Borrowed(value)));
        match after(behind, b']') {
            Some(behind) => return Some(behind),
            None => rest = after(behind, b',')?,
        }
    }
}

/// A key that stands twice is a mistake, whichever was meant.
fn once<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    if slot.is_some() {
        return None;
    }
    *slot = Some(value);
    Some(())
}

fn parse<T: FromStr>(slot: &mut Option<Parsed<T>>, value: &str) -> Option<()> {
    once(slot, Parsed(value.parse().ok()?))
}

/// A text in quotes without escapes, and what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let inside = after(text, b'"')?;
    let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < b' ';
    let end = inside.bytes().position(special)?;
    let (value, behind) = inside.split_at_checked(end)?;
    Some((value, after(behind, b'"')?))
}

/// What follows a character of ASCII. `strip_prefix` compares by a call, which is a third of all
/// the time a board takes to load.
fn after(text: &str, byte: u8) -> Option<&str> {
    if text.as_bytes().first() == Some(&byte) { text.get(1..) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quickly(text: &str) -> Option<String> {
        let mut row = Row::default();
        fill(&mut row, text, EventRow::of(text).as_ref()).then(|| format!("{row:?}"))
    }

    fn thoroughly(text: &str) -> Option<String> {
        serde_json::from_str::<Row<'_>>(text).ok().map(|row| format!("{row:?}"))
    }

    #[test]
    fn an_ordinary_row_is_read_quickly() {
        for text in [
            r#"{"card":"0r6m9mrv","id":"zh9jw0","rev":2,"at":"2026-05-13T10:02:10Z","by":"jon","do":"move","from":"ready","to":"dev"}"#,
            r#"{"column":"dev","id":"a","rev":1,"at":"2026-05-13T10:02:10Z","by":"é","name":"Dev","kind":"active","wip":3,"rank":"b"}"#,
        ] {
            assert_eq!(quickly(text), thoroughly(text));
            assert!(quickly(text).is_some());
        }
    }

    #[test]
    fn anything_else_is_left_to_serde() {
        for text in [
            "",
            "{",
            "{}",
            "[]",
            r#"{"by":"a\n"}"#,
            r#"{"by":"a"} "#,
            r#"{"by": "a"}"#,
            r#"{"by":"a",}"#,
            r#"{"by":"a","by":"b"}"#,
            r#"{"rev":01}"#,
            r#"{"rev":-1}"#,
            r#"{"rev":1.5}"#,
            r#"{"rev":9999999999}"#,
            r#"{"id":"No"}"#,
            r#"{"labels":["a"],"labels":["b"]}"#,
            r#"{"labels":[]}"#,
            r#"{"labels":["a",]}"#,
            r#"{"labels":["a" ]}"#,
            r#"{"labels":["a",1]}"#,
            r#"{"title":["a"]}"#,
            r#"{"wip":null}"#,
            r#"{"new":"x"}"#,
            "{\"by\":\"a\u{1}\"}",
        ] {
            assert_eq!(quickly(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_read_quickly_is_what_serde_reads(
            pairs in prop::collection::vec(
                ("card|id|rev|at|by|do|to|title|wip|stage|labels|add|tick|items|what|work_kind|workers|sle|x", "\"[a-z0-9]{0,9}\"|[0-9]{1,4}|\"2026-01-01T00:00:00Z\"|null|\"\\\\\\\\u00e9\"|\\[\\]|\\[\"a\"(,\"b\")?\\]|-1"),
                0..5,
            )
        ) {
            let inside: Vec<_> = pairs.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
            let text = format!("{{{}}}", inside.join(","));
            if let Some(row) = quickly(&text) {
                prop_assert_eq!(Some(row), thoroughly(&text));
            }
        }
    }
}
