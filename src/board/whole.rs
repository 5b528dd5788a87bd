//! A board and its archive as one: every card with its whole history.

use std::sync::Arc;

use super::archive::mix;
use super::builder::unknown_column;
use super::fold::Scratch;
use super::{Action, Board, Card, ColumnIx, Event, Id, Membership, Name};

impl Board {
    /// The board with the events of cards that its archive holds: what one file with the rows of
    /// both would fold to, and cards that only the archive knows are at rest. What was said about
    /// the board itself is for the board to say; the archive has a copy, to be read alone.
    #[must_use]
    pub fn with_archive(mut self, archive: Self) -> Self {
        let names = archive.names.iter().map(|(_, text)| self.names.intern(text)).collect();
        let columns = archive.columns.iter().map(|column| self.column_of(column.id)).collect();
        let numbers = Numbers { names, columns };
        let mut scratch = Scratch::default();
        for card in archive.cards {
            let id = card.id();
            let card = Arc::try_unwrap(card).unwrap_or_else(|shared| Card::clone(&shared));
            let mut events = card.into_events();
            for event in &mut events {
                numbers.put_into(event);
            }
            match self.place(id) {
                Some(place) => {
                    let events = joined(self.cards[place as usize].events(), events);
                    let card = Arc::new(Card::fold(id, events, &mut scratch));
                    self.cards.set(place as usize, card);
                }
                None => self.cards.push(Arc::new(Card::fold(id, events, &mut scratch).unmarked())),
            }
        }
        Self::assemble(self.names, self.settings, self.columns, self.cards)
    }

    /// The column of that id, which is remembered if it is new. Columns beyond all that a board can
    /// have are one.
    fn column_of(&mut self, id: Id) -> ColumnIx {
        self.find_column(id).unwrap_or_else(|| match u16::try_from(self.columns.len()) {
            Ok(place) if place < u16::MAX => {
                self.columns.push(unknown_column(id));
                ColumnIx(place)
            }
            _ => ColumnIx(u16::MAX - 1),
        })
    }
}

/// What the names and columns of one board are in another.
struct Numbers {
    names: Vec<Name>,
    columns: Vec<ColumnIx>,
}

impl Numbers {
    fn put_into(&self, event: &mut Event) {
        self.name(&mut event.by);
        match &mut event.action {
            Action::Add(card) => {
                self.column(&mut card.to);
                card.labels.iter_mut().chain(&mut card.who).for_each(|name| self.name(name));
                if let Some(extras) = &mut card.extras {
                    extras.checks.names_mut().chain(&mut extras.links).for_each(|name| self.name(name));
                }
            }
            Action::Move { from, to } => {
                self.column(from);
                self.column(to);
            }
            Action::Check(change) => change.names_mut().for_each(|name| self.name(name)),
            Action::Label(change) | Action::Assign(change) | Action::Link(change) => {
                let Membership { add, drop } = &mut **change;
                add.iter_mut().chain(drop).for_each(|name| self.name(name));
            }
            Action::Edit(_)
            | Action::Block { .. }
            | Action::Unblock
            | Action::Pull { .. }
            | Action::Answer
            | Action::Resolve { .. }
            | Action::Rank(_)
            | Action::Delete
            | Action::Restore
            | Action::Archive { .. }
            | Action::Undo(_)
            | Action::Unknown => {}
        }
    }

    fn name(&self, name: &mut Name) {
        *name = self.names.get(name.index()).copied().unwrap_or(*name);
    }

    fn column(&self, column: &mut ColumnIx) {
        *column = self.columns.get(column.index()).copied().unwrap_or(*column);
    }
}

/// The events of both, each once. Of two that are called the same and say different things both
/// are kept, as in a file.
fn joined(here: &[Event], mut there: Vec<Event>) -> Vec<Event> {
    there.retain_mut(|event| {
        let Some(known) = here.iter().find(|known| known.id == event.id) else { return true };
        let same = known.order() == event.order() && known.by == event.by && known.action == event.action;
        event.id = Id::random(mix(event.id.bits() ^ mix(u64::from(event.rev))), 12);
        !same
    });
    there.extend_from_slice(here);
    there
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, ColumnKind, Draft, Field, Fields, Operation, Subject, Timestamp};

    fn did(board: &mut Board, seed: u64, by: &str, change: Change) -> Option<Id> {
        let at = Timestamp::from_ms(1_767_225_600_000 + i64::try_from(seed).unwrap() * 1000);
        let operation = Operation { change, at, by: by.to_owned(), seed, over: None, backdated: false };
        board.apply(&operation).unwrap().card()
    }

    fn column(id: &str, kind: ColumnKind) -> Change {
        let fields = Fields { kind: Some(kind), ..Fields::default() };
        Change::Set { subject: Subject::Column(id.parse().unwrap()), fields }
    }

    #[test]
    fn names_and_columns_are_those_of_the_board() {
        let id = |text: &str| text.parse::<Id>().unwrap();
        let mut old = Builder::new().build();
        did(&mut old, 1, "ann", column("done", ColumnKind::Done));
        did(&mut old, 2, "ann", column("gone", ColumnKind::Active));
        let values = vec![(Field::Title, "Old".to_owned())];
        let (labels, who) = (vec!["late".to_owned()], vec!["jon".to_owned()]);
        let items = vec![("write".to_owned(), true)];
        let draft = Draft { to: Some(id("gone")), values, labels, who, items, ..Draft::default() };
        let card = did(&mut old, 3, "jon", Change::Add(draft)).unwrap();
        did(&mut old, 4, "ann", Change::Move { card, to: id("done") });

        let mut board = Builder::new().build();
        did(&mut board, 5, "maria", column("todo", ColumnKind::Backlog));
        did(&mut board, 6, "maria", column("done", ColumnKind::Done));
        let whole = board.clone().with_archive(old);
        let found = whole.card(card).unwrap();
        assert!(found.is_archived() && found.archived().is_none() && !found.on_board());
        assert_eq!((found.title(), whole.column(found.column()).id), ("Old", id("done")));
        let text = |names: &[Name]| names.iter().map(|name| whole.names().text(*name)).collect::<Vec<_>>();
        assert_eq!((text(found.labels()), text(found.who())), (vec!["late"], vec!["jon"]));
        assert_eq!(whole.names().text(found.events()[1].by), "ann");
        let item = found.items()[0];
        assert_eq!((whole.names().text(item.text), item.done), ("write", true));
        assert_eq!(whole.settings(), board.settings());
        let from = match found.events()[1].action {
            Action::Move { from, .. } => whole.column(from),
            _ => unreachable!(),
        };
        assert!(from.id == id("gone") && !from.described);
    }
}
