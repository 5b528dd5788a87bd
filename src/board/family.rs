//! Cards that are part of other cards.
//!
//! A card names the card it is part of, and nothing names its parts: they are found through an
//! index that is built when somebody first asks, and kept as cards change. What a file says may go
//! round in circles; whoever walks upwards stops where he has been.

use std::collections::HashSet;

use super::{Board, Card, ColumnKind, Field, Id, Refusal};

/// The parts of a card, counted by where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Parts {
    /// Those in a done column or at rest in the archive.
    pub done: usize,
    /// Those that are blocked and not done.
    pub blocked: usize,
    /// All that were not deleted.
    pub all: usize,
}

/// The card that another is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent<'a> {
    /// It is known, be it on the board, deleted or at rest.
    Card(&'a Card),
    /// No row is about it, or what the file says is no id.
    Unknown(&'a str),
}

impl Board {
    /// What a card is part of, if it is part of something.
    pub fn parent<'a>(&'a self, card: &'a Card) -> Option<Parent<'a>> {
        let value = card.value(Field::Parent);
        let whole = value.parse().ok().and_then(|whole| self.card(whole));
        (!value.is_empty()).then(|| whole.map_or(Parent::Unknown(value), Parent::Card))
    }

    /// The cards that are part of a card, deleted ones too, in no order that means anything. Costs
    /// no more than there are of them.
    pub fn children(&self, id: Id) -> impl ExactSizeIterator<Item = &Card> + Clone + '_ {
        let family = self.family();
        let start = family.partition_point(|(whole, _)| *whole < id);
        let end = start + family[start..].partition_point(|(whole, _)| *whole == id);
        family[start..end].iter().map(|(_, place)| &*self.cards[*place as usize])
    }

    /// The parts of a card, counted. Deleted ones are not.
    pub fn parts(&self, id: Id) -> Parts {
        let mut parts = Parts::default();
        for card in self.children(id).filter(|card| !card.is_deleted()) {
            let done = card.is_archived() || self.column(card.column()).kind == ColumnKind::Done;
            parts.all += 1;
            parts.done += usize::from(done);
            parts.blocked += usize::from(!done && card.block().is_some());
        }
        parts
    }

    /// The cards a card is part of, the nearest first. Ends where the chain would go round.
    pub fn ancestors(&self, id: Id) -> impl Iterator<Item = &Card> + '_ {
        let mut met = HashSet::from([id]);
        let mut at = self.card(id);
        std::iter::from_fn(move || {
            let whole = named(at?)?;
            at = if met.insert(whole) { self.card(whole) } else { None };
            at
        })
    }

    /// Refuses to make a card a part of itself, be it through others.
    pub(super) fn may_be_part_of(&self, card: Id, whole: &str) -> Result<(), Refusal> {
        let Ok(whole) = whole.parse::<Id>() else { return Ok(()) };
        let round = whole == card || self.ancestors(whole).any(|further| further.id() == card);
        if round {
            return Err(Refusal::PartOfItself { card: self.short_id(card), whole: self.short_id(whole) });
        }
        Ok(())
    }

    /// True if a card may be made a part of another: it would not be part of itself.
    pub fn can_be_part_of(&self, card: Id, whole: Id) -> bool {
        whole != card && self.ancestors(whole).all(|further| further.id() != card)
    }

    /// Every card that is part of one, by that one: built when it is first asked for.
    fn family(&self) -> &[(Id, u32)] {
        self.family.get_or_init(|| {
            let mut family: Vec<(Id, u32)> = (0..)
                .zip(self.cards.iter())
                .filter_map(|(place, card)| Some((named(card)?, place)))
                .collect();
            family.sort_unstable();
            family
        })
    }

    /// Keeps the index when the card at a place takes the place of an older one.
    pub(super) fn adopt(&mut self, place: u32, before: Option<Id>, after: Option<Id>) {
        let Some(family) = self.family.get_mut().filter(|_| before != after) else { return };
        if let Some(at) = before.and_then(|whole| family.binary_search(&(whole, place)).ok()) {
            family.remove(at);
        }
        if let Some(whole) = after {
            let at = family.partition_point(|entry| *entry < (whole, place));
            family.insert(at, (whole, place));
        }
    }
}

/// The card that a card says it is part of.
pub(super) fn named(card: &Card) -> Option<Id> {
    card.value(Field::Parent).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Action, NewCard};
    use crate::board::{Builder, Change, Draft, Event, Fields, Operation, Standing, Subject, Timestamp};

    fn at(number: u64) -> Timestamp {
        Timestamp::from_ms(1_767_225_600_000 + i64::try_from(number).unwrap() * 1000)
    }

    fn ask(board: &mut Board, change: Change) -> Result<Option<Id>, Refusal> {
        let seed = board.entries().count() as u64 * 77 + 1;
        let operation =
            Operation { change, at: at(seed), by: "maria".into(), seed, over: None, backdated: false };
        board.apply(&operation).map(|applied| applied.card())
    }

    fn board() -> Board {
        let mut board = Builder::new().build();
        for (column, kind) in [("todo", ColumnKind::Queue), ("zdone", ColumnKind::Done)] {
            let fields = Fields { kind: Some(kind), rank: Some(column.into()), ..Fields::default() };
            ask(&mut board, Change::Set { subject: Subject::Column(column.parse().unwrap()), fields })
                .unwrap();
        }
        board
    }

    fn add(board: &mut Board, of: Option<Id>) -> Id {
        let mut values = vec![(Field::Title, "A".to_owned())];
        values.extend(of.map(|of| (Field::Parent, of.to_string())));
        ask(board, Change::Add(Draft { values, ..Draft::default() })).unwrap().unwrap()
    }

    fn part_of(card: Id, whole: Option<Id>) -> Change {
        let whole = whole.map_or_else(String::new, |whole| whole.to_string());
        Change::Edit { card, values: vec![(Field::Parent, whole)] }
    }

    /// The parts of a card, as the index has them and as a look at every card finds them.
    fn told(board: &Board, whole: Id) -> (usize, usize, usize) {
        let mut found: Vec<Id> = board.children(whole).map(Card::id).collect();
        let mut all: Vec<Id> =
            board.cards().filter(|card| named(card) == Some(whole)).map(Card::id).collect();
        found.sort_unstable();
        all.sort_unstable();
        assert_eq!(found, all);
        let Parts { done, blocked, all } = board.parts(whole);
        (done, blocked, all)
    }

    #[test]
    fn parts_are_counted_as_they_come_and_go() {
        let mut board = board();
        let (whole, other) = (add(&mut board, None), add(&mut board, None));
        assert_eq!(told(&board, whole), (0, 0, 0));
        let (one, two) = (add(&mut board, Some(whole)), add(&mut board, Some(whole)));
        assert_eq!(told(&board, whole), (0, 0, 2));
        ask(&mut board, Change::Block { card: one, why: "waits".into() }).unwrap();
        assert_eq!(told(&board, whole), (0, 1, 2));
        ask(&mut board, Change::Move { card: one, to: "zdone".parse().unwrap() }).unwrap();
        assert_eq!(told(&board, whole), (1, 0, 2));
        ask(&mut board, part_of(two, Some(other))).unwrap();
        assert_eq!((told(&board, whole), told(&board, other)), ((1, 0, 1), (0, 0, 1)));
        ask(&mut board, Change::Delete { card: two }).unwrap();
        assert_eq!(told(&board, other), (0, 0, 0));
        assert_eq!(board.children(other).len(), 1, "a deleted part is told, not counted");
        ask(&mut board, part_of(one, None)).unwrap();
        assert_eq!(told(&board, whole), (0, 0, 0));
        // A copy keeps an index of its own.
        let mut copy = board.clone();
        ask(&mut copy, part_of(one, Some(other))).unwrap();
        assert_eq!((told(&copy, other), told(&board, other)), ((1, 0, 1), (0, 0, 0)));
    }

    #[test]
    fn nothing_is_part_of_itself() {
        let mut board = board();
        let cards: Vec<Id> = (0..3).map(|_| add(&mut board, None)).collect();
        ask(&mut board, part_of(cards[1], Some(cards[0]))).unwrap();
        ask(&mut board, part_of(cards[2], Some(cards[1]))).unwrap();
        for whole in &cards {
            let refused = ask(&mut board, part_of(cards[0], Some(*whole))).unwrap_err();
            assert!(matches!(refused, Refusal::PartOfItself { .. }), "{refused}");
            assert!(!board.can_be_part_of(cards[0], *whole));
        }
        assert!(board.can_be_part_of(cards[2], cards[0]));
        let up: Vec<Id> = board.ancestors(cards[2]).map(Card::id).collect();
        assert_eq!(up, [cards[1], cards[0]]);
    }

    #[test]
    fn a_file_that_goes_round_in_circles_is_walked_once() {
        let mut builder = Builder::new();
        let id = |text: &str| text.parse::<Id>().unwrap();
        let (to, by) = (builder.column(id("todo")).unwrap(), builder.name("m"));
        for (card, whole) in [("a", "b"), ("b", "c"), ("c", "b"), ("d", "gone"), ("e", "no id!"), ("f", "f")]
        {
            let new = NewCard {
                to,
                values: [(Field::Title, card.into()), (Field::Parent, whole.into())].into(),
                labels: [].into(),
                who: [].into(),
                source: None,
                rank: None,
                extras: None,
            };
            let action = Action::Add(Box::new(new));
            let standing = Standing::Holds;
            builder
                .event(id(card), Event { id: id("e"), at: at(1), rev: 1, by, action, over: None, standing });
        }
        let board = builder.build();
        let up = |card: &str| board.ancestors(id(card)).map(|card| card.id().to_string()).collect::<String>();
        assert_eq!([up("a"), up("b"), up("c"), up("d"), up("e"), up("f")], ["bc", "c", "b", "", "", ""]);
        assert!(matches!(board.parent(board.card(id("d")).unwrap()), Some(Parent::Unknown("gone"))));
        assert!(matches!(board.parent(board.card(id("e")).unwrap()), Some(Parent::Unknown("no id!"))));
        assert_eq!(board.parts(id("b")).all, 2);
        assert!(!board.can_be_part_of(id("b"), id("a")));
    }
}
