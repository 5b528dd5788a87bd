//! Moves as andon writes them, read at one go.
//!
//! Most rows of a board that is in use are moves, and a move is a flat row of eight keys in an
//! order that never changes. So such a row is read from left to right, without asking which key comes next.
//! At anything else this gives up, and `quick` or serde read the row.

use crate::board::{Action, Builder, Event, Id, Standing, Timestamp};

/// A row that says that a card moved, and nothing more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved<'a> {
    /// The card that moved.
    pub card: Id,
    id: Id,
    rev: u32,
    at: Timestamp,
    by: &'a str,
    from: Id,
    to: Id,
}

/// Reads a row, if it is one.
pub fn read(row: &str) -> Option<Moved<'_>> {
    let mut rest = row;
    let card = text(&mut rest, r#"{"card":""#)?.parse().ok()?;
    let id = text(&mut rest, r#","id":""#)?.parse().ok()?;
    let rev = number(&mut rest, r#","rev":"#)?;
    let at = text(&mut rest, r#","at":""#)?.parse().ok()?;
    let by = text(&mut rest, r#","by":""#)?;
    let from = text(&mut rest, r#","do":"move","from":""#)?.parse().ok()?;
    let to = text(&mut rest, r#","to":""#)?.parse().ok()?;
    (rest == "}").then_some(Moved { card, id, rev, at, by, from, to })
}

impl Moved<'_> {
    /// The event. `None` if it names one column too many.
    pub fn event(&self, builder: &mut Builder) -> Option<Event> {
        let Self { id, rev, at, .. } = *self;
        let action = Action::Move { from: builder.column(self.from)?, to: builder.column(self.to)? };
        let by = builder.name(self.by);
        Some(Event { id, at, rev, by, action, over: None, standing: Standing::Holds })
    }
}

/// The text behind these characters, up to its closing quote. None has escapes.
#[inline]
fn text<'a>(rest: &mut &'a str, before: &'static str) -> Option<&'a str> {
    let inside = rest.strip_prefix(before)?;
    let special = |byte: u8| byte == b'"' || byte == b'\\' || byte < b' ';
    let (value, behind) = inside.split_at_checked(inside.bytes().position(special)?)?;
    *rest = behind.strip_prefix('"')?;
    Some(value)
}

/// The number behind these characters. JSON knows no leading zeros; what is longer than a revision
/// gets is for serde to judge.
#[inline]
fn number(rest: &mut &str, before: &'static str) -> Option<u32> {
    let inside = rest.strip_prefix(before)?;
    let len = inside.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, behind) = inside.split_at_checked(len).filter(|(digits, _)| !digits.starts_with('0'))?;
    *rest = behind;
    (len <= 9).then(|| digits.parse().ok())?
}
