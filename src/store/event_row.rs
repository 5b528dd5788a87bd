//! Rows about cards as andon writes them, read from left to right.
//!
//! Nearly every row of a board is about a card, and begins with the same six keys in the same order.
//! Most of these are moves and have two keys more; of the others most add a card. They are read
//! without asking which key comes next. At anything else this gives up, and `quick` or serde read
//! the row.

use super::row::{Parsed, Row, Text};
use crate::board::{Action, Builder, Event, Field, Id, Name, NewCard, Standing, Timestamp};
use std::borrow::Cow;

/// How a row about a card begins, and what follows.
#[derive(Debug)]
pub struct EventRow<'a> {
    /// The card.
    pub card: Id,
    id: Id,
    rev: u32,
    at: Timestamp,
    by: &'a str,
    what: &'a str,
    /// From where to where, for a move of which nothing more is said.
    moved: Option<(Id, Id)>,
    rest: &'a str,
}

impl<'a> EventRow<'a> {
    /// Reads a row, if it begins so.
    pub fn of(row: &'a str) -> Option<Self> {
        let (card, rest) = id(row, r#"{"card":""#)?;
        let (id, rest) = id(rest, r#","id":""#)?;
        let (rev, rest) = number(rest, r#","rev":"#)?;
        let (at, rest) = Timestamp::leading(rest.strip_prefix(r#","at":""#)?)?;
        let rest = rest.strip_prefix('"')?;
        let (by, rest) = text(rest, r#","by":""#)?;
        let (what, rest) = text(rest, r#","do":""#)?;
        let moved = if what == "move" { moved(rest) } else { None };
        Some(Self { card, id, rev, at, by, what, moved, rest })
    }

    /// The card and the event: rows of other cards or events stand in their order.
    pub fn place(&self) -> (Id, Id) {
        (self.card, self.id)
    }

    /// Whether it is a move of which nothing more is said: then it is a whole row.
    pub fn is_move(&self) -> bool {
        self.moved.is_some()
    }

    /// The event, if it is such a move or adds a card. `None` also if it names one column too many.
    pub fn event(&self, builder: &mut Builder) -> Option<Event> {
        let Self { id, rev, at, .. } = *self;
        let action = match self.moved {
            Some((from, to)) => Action::Move { from: builder.column(from)?, to: builder.column(to)? },
            None if self.what == "add" => Action::Add(Box::new(added(self.rest, builder)?)),
            None => return None,
        };
        let by = builder.name(self.by);
        Some(Event { id, at, rev, by, action, over: None, standing: Standing::Holds })
    }

    /// Fills an empty row with what was read, and gives back the text behind it.
    pub fn fill(&self, row: &mut Row<'a>) -> &'a str {
        let text = |text| Some(Text(Cow::Borrowed(text)));
        row.card = Some(Parsed(self.card));
        row.id = Some(Parsed(self.id));
        row.rev = Some(self.rev);
        row.at = Some(Parsed(self.at));
        row.by = text(self.by);
        row.what = text(self.what);
        self.rest
    }
}

fn moved(rest: &str) -> Option<(Id, Id)> {
    let (from, rest) = id(rest, r#","from":""#)?;
    let (to, rest) = id(rest, r#","to":""#)?;
    (rest == "}").then_some((from, to))
}

fn added(rest: &str, builder: &mut Builder) -> Option<NewCard> {
    let (to, mut rest) = id(rest, r#","to":""#)?;
    let mut given = [None; FIELDS.len()];
    for (given, (_, before)) in given.iter_mut().zip(FIELDS) {
        if let Some((value, behind)) = text(rest, before) {
            (*given, rest) = (Some(value), behind);
        }
    }
    let (labels, rest) = names(rest, r#","labels":["#, builder)?;
    let (who, rest) = names(rest, r#","who":["#, builder)?;
    let (source, rest) = text(rest, r#","source":""#).map_or((None, rest), |(it, rest)| (Some(it), rest));
    if rest != "}" {
        return None;
    }
    // What is needed and no more.
    let mut values = Vec::with_capacity(given.iter().flatten().count());
    for (value, (field, _)) in given.into_iter().zip(FIELDS) {
        values.extend(value.map(|value| (field, value.into())));
    }
    let source = source.map(Into::into);
    let (to, values) = (builder.column(to)?, values.into());
    Some(NewCard { to, values, labels, who, source, rank: None, extras: None })
}

/// The fields of a card in the order they are written, and what stands before them.
const FIELDS: [(Field, &str); Field::ALL.len()] = [
    (Field::Title, r#","title":""#),
    (Field::Text, r#","text":""#),
    (Field::Class, r#","class":""#),
    (Field::Kind, r#","kind":""#),
    (Field::Due, r#","due":""#),
    (Field::Parent, r#","parent":""#),
];

/// The list of names behind these characters, none if it is not there, and what follows it.
fn names<'a>(row: &'a str, before: &str, builder: &mut Builder) -> Option<(Box<[Name]>, &'a str)> {
    let Some(inside) = row.strip_prefix(before) else { return Some((Box::default(), row)) };
    let (first, mut rest) = text(inside, "\"")?;
    let mut names = vec![builder.name(first)];
    while let Some((name, behind)) = text(rest, ",\"") {
        names.push(builder.name(name));
        rest = behind;
    }
    Some((names.into(), rest.strip_prefix(']')?))
}

/// The id behind these characters, and what follows its closing quote.
fn id<'a>(row: &'a str, before: &'static str) -> Option<(Id, &'a str)> {
    let (id, rest) = Id::leading(row.strip_prefix(before)?)?;
    Some((id, rest.strip_prefix('"')?))
}

/// The text behind these characters, and what follows its closing quote. None has escapes.
fn text<'a>(row: &'a str, before: &'static str) -> Option<(&'a str, &'a str)> {
    let inside = row.strip_prefix(before)?;
    let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < b' ';
    let (value, rest) = inside.split_at_checked(inside.bytes().position(special)?)?;
    Some((value, rest.strip_prefix('"')?))
}

/// The number behind these characters, and what follows. JSON knows no leading zeros; more than
/// nine digits are for serde to judge.
fn number<'a>(row: &'a str, before: &'static str) -> Option<(u32, &'a str)> {
    let inside = row.strip_prefix(before)?;
    let len = inside.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = inside.split_at_checked(len)?;
    let plain = (1..=9).contains(&len) && !digits.starts_with('0');
    Some((digits.parse().ok().filter(|_| plain)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::convert::event_line;
    use crate::store::row::Row;
    use proptest::prelude::*;

    /// The row as the card tells it that these rows make.
    fn told(rows: &[&str], take: impl Fn(&mut Builder, &str) -> bool) -> Option<String> {
        let mut builder = Builder::new();
        if !rows.iter().all(|row| take(&mut builder, row)) {
            return None;
        }
        let board = builder.build();
        let card = board.cards().next()?;
        Some(event_line(&board, card.id(), card.events().first()?))
    }

    fn at_one_go(row: &str) -> Option<String> {
        told(&[row], |builder, row| {
            let Some(begins) = EventRow::of(row) else { return false };
            let event = begins.event(builder);
            event.map(|event| builder.event(begins.card, event)).is_some()
        })
    }

    fn thoroughly(row: &str) -> Option<String> {
        told(&[row], |builder, row| {
            let Ok(row) = serde_json::from_str::<Row<'_>>(row) else { return false };
            let (Ok(about), Some(id)) = (row.about(), row.id) else { return false };
            row.give(builder, about, id.0).is_ok()
        })
    }

    const START: &str =
        r#"{"card":"0r6m9mrv","id":"zh9jw0","rev":2,"at":"2026-05-13T10:02:10Z","by":"jon","do":"#;

    #[test]
    fn moves_and_new_cards_are_read_as_they_are_written() {
        for rest in [
            r#""move","from":"ready","to":"dev"}"#,
            r#""add","to":"ready","title":"A","source":"K-1"}"#,
            r#""add","to":"ready","title":"é","text":"b","class":"c","kind":"d","due":"2026-01-01","parent":"p","labels":["x","y"],"who":["jon"],"source":"s"}"#,
            r#""add","to":"ready"}"#,
        ] {
            let row = format!("{START}{rest}");
            assert_eq!(at_one_go(&row).as_deref(), Some(&*row));
        }
    }

    #[test]
    fn anything_else_is_left_to_others() {
        for rest in [
            r#""move","from":"ready","to":"dev","over":"why"}"#,
            r#""move","to":"dev","from":"ready"}"#,
            r#""move","from":"ready","to":"dev"} "#,
            r#""add","to":"ready","title":"A","rank":"b"}"#,
            r#""add","to":"ready","title":"A\n"}"#,
            r#""add","to":"ready","title":null}"#,
            r#""add","to":"ready","labels":[]}"#,
            r#""add","to":"ready","labels":["a",]}"#,
            r#""add","to":"ready","title":"A","new":"x"}"#,
            r#""edit","title":"A"}"#,
        ] {
            assert_eq!(at_one_go(&format!("{START}{rest}")), None, "{rest}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn what_is_read_at_one_go_is_what_serde_reads(
            what in "add|move|edit",
            pairs in prop::collection::vec(
                (
                    "from|to|title|kind|labels|who|source|over|x",
                    "\"[a-z0-9é]{0,9}\"|null|\"\\\\u00e9\"|\\[\\]|\\[\"a\"(,\"b\")?\\]",
                ),
                0..5,
            )
        ) {
            let mut keys = vec![format!("\"{what}\"")];
            keys.extend(pairs.iter().map(|(key, value)| format!("\"{key}\":{value}")));
            let row = format!("{START}{}}}", keys.join(","));
            if let Some(read) = at_one_go(&row) {
                prop_assert_eq!(Some(read), thoroughly(&row));
            }
        }
    }
}
