//! Gathers the rows of a board, in any order.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

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
    /// Each folded from events that came together. A card may stand here several times.
    cards: Vec<Arc<Card>>,
    /// The card whose events are coming in, and those that came.
    open: Option<Id>,
    events: Vec<Event>,
    scratch: Scratch,
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
        // A board has a handful of columns and each is named by many rows.
        let familiar =
            (0..).map(ColumnIx).zip(self.columns.iter().take(16)).find(|(_, column)| column.id == id);
        if let Some(column) = familiar.map(|(column, _)| column).or_else(|| self.known.get(&id).copied()) {
            return Some(column);
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
        if self.open != Some(card) {
            self.close();
            self.open = Some(card);
        }
        self.events.push(event);
    }

    /// Folds the card at hand, while its events are at hand too.
    fn close(&mut self) {
        if let Some(card) = self.open.take() {
            // What is needed and no more.
            let mut events = Vec::with_capacity(self.events.len());
            events.append(&mut self.events);
            self.cards.push(Arc::new(Card::fold(card, events, &mut self.scratch)));
        }
    }

    /// Folds cards again whose events did not come together. In a file that andon wrote all do.
    fn join(&mut self) {
        if self.cards.is_sorted_by(|one, next| one.id() < next.id()) {
            return;
        }
        self.cards.sort_by_key(|card| card.id());
        let mut apart = std::mem::take(&mut self.cards).into_iter().peekable();
        while let Some(card) = apart.next() {
            let mut events = Vec::new();
            while let Some(more) = apart.next_if(|more| more.id() == card.id()) {
                events.extend_from_slice(more.events());
            }
            self.cards.push(if events.is_empty() {
                card
            } else {
                events.extend_from_slice(card.events());
                Arc::new(Card::fold(card.id(), events, &mut self.scratch))
            });
        }
    }

    /// Folds everything.
    pub fn build(mut self) -> Board {
        self.close();
        self.join();
        if self.columns.is_empty()
            && !self.cards.is_empty()
            && let Some(lost) = Id::slug("lost")
        {
            // A card must stand somewhere, even where no row that is left names a column.
            self.column(lost);
        }
        self.settings.sort_by(by_subject);
        Board::assemble(self.names, self.settings, self.columns, self.cards.into_iter().collect())
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
        workers: None,
        stage: None,
        rank: Box::default(),
        gone: false,
        done_when: Box::default(),
        described: false,
    }
}
