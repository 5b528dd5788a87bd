//! Rows about cards as andon writes them, read from left to right.
//!
//! Nearly every row of a board is about a card, and begins with the same six keys in the same order; most are
//! moves and have two keys more. They are read without asking which key comes next. At anything
//! else this gives up, and `quick` or serde read the row.

use super::row::{Parsed, Row, Text};
use crate::board::{Action, Builder, Event, Id, Standing, Timestamp};
use std::borrow::Cow;

/// How a row about a card begins, and what follows.
#[derive(Debug, Clone, Copy)]
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

    /// Whether it is a move of which nothing more is said: then it is a whole row.
    pub fn is_move(&self) -> bool {
        self.moved.is_some()
    }

    /// The event, if it is such a move. `None` also if it names one column too many.
    pub fn event(&self, builder: &mut Builder) -> Option<Event> {
        let Self { id, rev, at, .. } = *self;
        let (from, to) = self.moved?;
        let action = Action::Move { from: builder.column(from)?, to: builder.column(to)? };
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
