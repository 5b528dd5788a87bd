//! Gathers the rows of a board, in any order.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::fold::Scratch;
use super::setting::{Setting, Subject};
use super::{Board, Card, Column, ColumnIx, ColumnKind, Event, Id, Name, Names};

/// Gathers rows, in any order, and folds them to a [`Board`].
#[derive(Debug, Default)]
pub struct Builder {
    names: Names,
    columns: Vec<Column>,
    known: HashMap<Id, ColumnIx>,
    settings: Vec<Setting>,
    cards: Vec<(Id, Vec<Event>)>,
    places: HashMap<Id, usize>,
}

impl Builder {
    /// A board without rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// The number of a name.
    pub fn name(&mut self, text: &str) -> Name {
        self.names.intern(text)
    }

    /// The number of a column. `None` when there are 65,535 columns already.
    pub fn column(&mut self, id: Id) -> Option<ColumnIx> {
        if let Some(column) = self.known.get(&id) {
            return Some(*column);
        }
        let column = ColumnIx(u16::try_from(self.columns.len()).ok().filter(|ix| *ix < u16::MAX)?);
        self.columns.push(unknown_column(id));
        self.known.insert(id, column);
        Some(column)
    }

    /// Takes a setting. False when it describes one column too many.
    pub fn setting(&mut self, setting: Setting) -> bool {
        if let Subject::Column(id) = setting.subject
            && self.column(id).is_none()
        {
            return false;
        }
        self.settings.push(setting);
        true
    }

    /// Takes an event of a card. Fastest when the events of one card come together.
    pub fn event(&mut self, card: Id, event: Event) {
        if let Some((last, events)) = self.cards.last_mut()
            && *last == card
        {
            events.push(event);
            return;
        }
        if let Some(place) = self.places.get(&card) {
            self.cards[*place].1.push(event);
        } else {
            self.places.insert(card, self.cards.len());
            self.cards.push((card, vec![event]));
        }
    }

    /// Folds everything.
    pub fn build(mut self) -> Board {
        self.settings.sort_by(by_subject);
        let mut scratch = Scratch::default();
        let cards: Vec<Card> = self
            .cards
            .into_iter()
            .map(|(id, mut events)| {
                events.shrink_to_fit();
                Card::fold(id, events, &mut scratch)
            })
            .collect();
        Board::assemble(self.names, self.settings, self.columns, cards)
    }
}

/// Settings of one subject stand together, in the order they hold.
pub(super) fn by_subject(a: &Setting, b: &Setting) -> Ordering {
    a.subject.cmp(&b.subject).then(a.order().cmp(&b.order()))
}

/// A column that events name and no row describes. Its cards are kept in sight.
pub(super) fn unknown_column(id: Id) -> Column {
    Column {
        id,
        name: id.to_string().into(),
        kind: ColumnKind::Active,
        wip: None,
        stage: None,
        rank: Box::default(),
        gone: false,
        described: false,
    }
}
