//! Values that people gave to one field of a card at the same time.
//!
//! What is known of time here is the revision of an event: 1 + the highest revision of the card
//! its writer knew. So a writer of revision 5 knew no event of revision 5 or more. Two events of
//! the **same** revision therefore were written by people of whom neither knew of the other: that
//! is proof, and it is the only one. Of events of different revisions the earlier one may have
//! been known or not: `at` is what a clock said, an id is random, and neither proves anything.
//!
//! So the versions of a field are the values given to it by events that hold and have the
//! revision of the event whose value holds. An edit of a higher revision settles it, whether or
//! not its writer had seen them: there is one version again. Taking that edit back brings the
//! versions back. What was not proven concurrent is not lost either: it is in the history.

use super::{Action, Card, Event, Field, Id, Name, Standing, Timestamp};

/// A value that somebody gave to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Version<'a> {
    /// The value; empty where the field was cleared.
    pub value: &'a str,
    /// Who gave it.
    pub by: Name,
    /// When, by their clock.
    pub at: Timestamp,
    /// The event that gave it.
    pub event: Id,
}

/// A field to which several values were given at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions<'a> {
    /// The field.
    pub field: Field,
    /// The value that holds.
    pub holds: Version<'a>,
    /// The others, the latest first: at least one, each another value.
    pub others: Vec<Version<'a>>,
}

impl Card {
    /// The values a field was given at the same time. `None` while there is one.
    pub fn versions(&self, field: Field) -> Option<Versions<'_>> {
        let mut given = self.given_with(field);
        let holds = given.next()?;
        let mut others: Vec<Version<'_>> = Vec::new();
        for version in given {
            if version.value != holds.value && others.iter().all(|other| other.value != version.value) {
                others.push(version);
            }
        }
        (!others.is_empty()).then_some(Versions { field, holds, others })
    }

    /// The fields that have several versions.
    pub fn all_versions(&self) -> impl Iterator<Item = Versions<'_>> {
        Field::ALL.into_iter().filter_map(|field| self.versions(field))
    }

    /// True if any field has several versions. It costs next to nothing for a card that has none.
    pub fn has_versions(&self) -> bool {
        let several = |field| {
            let mut given = self.given_with(field);
            given.next().is_some_and(|holds| given.any(|other| other.value != holds.value))
        };
        Field::ALL.into_iter().any(several)
    }

    /// The value that holds, and those given by events of its revision, the latest first.
    fn given_with(&self, field: Field) -> impl Iterator<Item = Version<'_>> {
        let place = self.place_of(field);
        let until = place.map_or(0, |place| place + 1);
        let rev = place.and_then(|place| self.events().get(place)).map_or(0, |event| event.rev);
        let same = self.events().get(..until).unwrap_or_default().iter().rev();
        same.take_while(move |event| event.rev == rev).filter_map(move |event| given(event, field))
    }
}

/// The value an event gave to a field, if it gave one that counts.
fn given(event: &Event, field: Field) -> Option<Version<'_>> {
    let values = match &event.action {
        Action::Add(card) => &card.values,
        Action::Edit(values) => &**values,
        _ => return None,
    };
    let (_, value) = values.iter().rev().find(|(of, _)| *of == field)?;
    let version = Version { value, by: event.by, at: event.at, event: event.id };
    (event.standing == Standing::Holds).then_some(version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Board, Builder, NewCard};

    /// A card from its rows: `rev who what`, one a line, each a minute after the one before.
    /// What is `title=B`, `kind=risk`, `title=`, `undo 2` (the row of that number) or `block`.
    fn card(rows: &str) -> Board {
        let mut builder = Builder::new();
        let id = |text: &str| text.parse::<Id>().unwrap();
        let to = builder.column(id("ready")).unwrap();
        for (number, row) in (0..).zip(rows.split(", ")) {
            let words: Vec<&str> = row.split(' ').collect();
            let action = match words[2] {
                "add" => Action::Add(Box::new(NewCard {
                    to,
                    values: [(Field::Title, "A".into())].into(),
                    labels: [].into(),
                    who: [].into(),
                    source: None,
                    rank: None,
                    extras: None,
                })),
                "undo" => Action::Undo(id(&format!("e{}", words[3]))),
                "block" => Action::Block { why: "w".into() },
                edit => {
                    let values = edit.split('&').map(|edit| {
                        let (field, value) = edit.split_once('=').unwrap();
                        let field = Field::ALL.into_iter().find(|of| of.word() == field).unwrap();
                        (field, value.into())
                    });
                    Action::Edit(Box::new(values.collect()))
                }
            };
            let (by, rev) = (builder.name(words[1]), words[0].parse().unwrap());
            let at = Timestamp::from_ms(1_700_000_000_000 + number * 60_000);
            let standing = Standing::Holds;
            builder.event(
                id("card"),
                Event { id: id(&format!("e{number}")), at, rev, by, action, over: None, standing },
            );
        }
        builder.build()
    }

    fn told(board: &Board) -> String {
        let card = board.cards().next().unwrap();
        let one = |version: &Version<'_>| format!("{} {}", version.value, board.names().text(version.by));
        let told: Vec<String> = card
            .all_versions()
            .map(|of| {
                let others: Vec<String> = of.others.iter().map(one).collect();
                format!("{}: {} / {}", of.field.word(), one(&of.holds), others.join(" / "))
            })
            .collect();
        assert_eq!(card.has_versions(), !told.is_empty());
        told.join("; ")
    }

    #[test]
    fn versions_are_values_given_by_events_of_one_revision() {
        for (rows, expected) in [
            ("1 m add", ""),
            ("1 m add, 2 m title=B", ""),
            // One after the other: whoever wrote revision 3 knew an event of revision 2.
            ("1 m add, 2 m title=B, 3 j title=C", ""),
            // At the same time: the last in order holds, the other is kept.
            ("1 m add, 2 m title=B, 2 j title=C", "title: C j / B m"),
            // The same value is no second version.
            ("1 m add, 2 m title=B, 2 j title=B", ""),
            ("1 m add, 2 m title=B, 2 j title=C, 2 a title=B", "title: B a / C j"),
            ("1 m add, 2 m title=B, 2 j title=C, 2 a title=D", "title: D a / C j / B m"),
            ("1 m add, 2 m title=C, 2 j title=C, 2 a title=D", "title: D a / C j"),
            // Other fields and other events of the same revision are no versions.
            ("1 m add, 2 m title=B, 2 j kind=risk", ""),
            ("1 m add, 2 m title=B, 2 j block", ""),
            (
                "1 m add, 2 m title=B&kind=risk, 2 j title=C&kind=debt",
                "title: C j / B m; kind: debt j / risk m",
            ),
            // They last while other things happen to the card, and go with the next edit.
            ("1 m add, 2 m title=B, 2 j title=C, 3 a block, 4 a kind=risk", "title: C j / B m"),
            ("1 m add, 2 m title=B, 2 j title=C, 3 a title=D", ""),
            ("1 m add, 2 m title=B, 2 j title=C, 3 a title=B", ""),
            ("1 m add, 2 m title=B, 2 j title=C, 3 a title=B, 4 a undo 3", "title: C j / B m"),
            // An undone value is none.
            ("1 m add, 2 m title=B, 2 j title=C, 3 j undo 2", ""),
            ("1 m add, 2 m title=B, 2 j title=C, 3 j undo 1", ""),
            ("1 m add, 2 m title=B, 2 j title=C, 3 j undo 2, 4 j undo 3", "title: C j / B m"),
            // Clearing a field is a value as good as any.
            ("1 m add, 2 m kind=risk, 3 m kind=, 3 j kind=debt", "kind: debt j /  m"),
            // A writer of a lower revision may have been known: nothing is proven, nothing claimed.
            ("1 m add, 2 m block, 2 j title=C, 3 m title=B", ""),
            // The row that added the card is missing.
            ("4 m title=B, 4 j title=C", "title: C j / B m"),
        ] {
            assert_eq!(told(&card(rows)), expected, "{rows}");
        }
    }
}
