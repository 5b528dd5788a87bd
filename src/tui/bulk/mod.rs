//! Changing several cards at once: a plan of what can be done, and why the rest cannot.
//!
//! Each card meets the limits by itself, in an order that makes the most room: moving to the
//! right begins with the rightmost. What can be done is done; what is refused is told, grouped by
//! its reason.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::board::{Board, Card, Change, Checking, Field, Id, Operation, Refusal};
use crate::report::quoted;
use crate::report::words::count;

/// The most cards that are changed at once; who has more has a script.
pub const MOST: usize = 1_000;

/// What is to be done with several cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bulk {
    /// Each so many columns to the right, or to the left when negative.
    MoveBy(isize),
    /// All to this column.
    MoveTo(Id),
    /// Off the board.
    Delete,
    /// Work on them has stopped; why.
    Block(String),
    /// Work on them goes on.
    Unblock,
    /// People come and go.
    Who {
        /// Those who come.
        add: Vec<String>,
        /// Those who go.
        drop: Vec<String>,
    },
    /// Labels come and go.
    Labels {
        /// Those that come.
        add: Vec<String>,
        /// Those that go.
        drop: Vec<String>,
    },
    /// A class of service; empty for the standard one.
    Class(String),
    /// A due day; empty for none.
    Due(String),
    /// An item for their checklists.
    Item(String),
    /// The card they are part of; `None` for none.
    Parent(Option<Id>),
}

/// A card that stays as it is, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// The card.
    pub card: Id,
    /// Why, in a few words.
    pub why: String,
    /// What a limit refused.
    pub at_limit: Option<Operation>,
}

/// What can be done, and what cannot.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// What can, in the order to do it.
    pub made: Vec<Operation>,
    /// How many cards are so already.
    pub already: usize,
    /// What cannot.
    pub refused: Vec<Refused>,
    /// What was done with them: "moved to Review".
    pub done: String,
}

impl Plan {
    /// Plans a change of several cards, given as they stand on the board. `operation` makes an
    /// operation of a change.
    pub fn new(
        board: &Board,
        bulk: &Bulk,
        cards: &[Id],
        mut operation: impl FnMut(Change) -> Operation,
    ) -> Self {
        let mut trial = board.clone();
        let mut plan = Self { done: bulk.done(board, cards), ..Self::default() };
        for card in bulk.in_order(board, cards) {
            let Some(on_board) = board.card(card).filter(|card| card.on_board()) else { continue };
            let change = match bulk.change(board, on_board) {
                Ok(change) => change,
                Err(why) => {
                    plan.refused.push(Refused { card, why, at_limit: None });
                    continue;
                }
            };
            let operation = operation(change);
            match trial.apply(&operation) {
                Ok(_) => plan.made.push(operation),
                Err(refusal) if is_so(&refusal) => plan.already += 1,
                Err(refusal) => {
                    let at_limit = matches!(refusal, Refusal::AtLimit { .. }).then_some(operation);
                    plan.refused.push(Refused { card, why: briefly(&refusal), at_limit });
                }
            }
        }
        plan
    }

    /// The cards that stay as they are because they were refused.
    pub fn left(&self) -> HashSet<Id> {
        self.refused.iter().map(|refused| refused.card).collect()
    }

    /// What was done, for undo: "3 cards moved to Review".
    pub fn what(&self) -> String {
        format!("{} {}", count(self.made.len(), "card"), self.done)
    }

    /// What was done and what was not, in a sentence: "3 moved to Review, 2 refused: Review is
    /// full (3 of 3)".
    pub fn told(&self) -> String {
        let made = match self.made.len() {
            0 => "none".to_owned(),
            n if self.refused.is_empty() && self.already == 0 => count(n, "card"),
            n => n.to_string(),
        };
        let mut told = format!("{made} {}", self.done);
        match self.already {
            0 => {}
            1 => told.push_str(", 1 was so already"),
            n => told.extend([", ", &n.to_string(), " were so already"]),
        }
        if !self.refused.is_empty() {
            let mut reasons: Vec<&str> = Vec::new();
            for refused in &self.refused {
                if !reasons.contains(&refused.why.as_str()) {
                    reasons.push(&refused.why);
                }
            }
            told.extend([", ", &self.refused.len().to_string(), " refused: ", &reasons.join("; ")]);
        }
        told
    }
}

impl Bulk {
    /// The cards in the order that makes the most room. They are given left to right, top to
    /// bottom; within a column that order is kept.
    fn in_order(&self, board: &Board, cards: &[Id]) -> Vec<Id> {
        let mut cards = cards.to_vec();
        if matches!(self, Self::MoveBy(columns) if *columns > 0) {
            let place = |card: &Id| {
                let column = board.card(*card)?.column();
                board.display_order().iter().position(|other| *other == column)
            };
            cards.sort_by_cached_key(|card| Reverse(place(card)));
        }
        cards
    }

    fn change(&self, board: &Board, card: &Card) -> Result<Change, String> {
        let id = card.id();
        Ok(match self {
            Self::MoveBy(columns) => Change::Move { card: id, to: beside(board, card, *columns)? },
            Self::MoveTo(to) => Change::Move { card: id, to: *to },
            Self::Delete => Change::Delete { card: id },
            Self::Block(why) => Change::Block { card: id, why: why.clone() },
            Self::Unblock => Change::Unblock { card: id },
            Self::Who { add, drop } => Change::Assign { card: id, add: add.clone(), drop: drop.clone() },
            Self::Labels { add, drop } => Change::Label { card: id, add: add.clone(), drop: drop.clone() },
            Self::Class(class) => Change::Edit { card: id, values: vec![(Field::Class, class.clone())] },
            Self::Due(due) => Change::Edit { card: id, values: vec![(Field::Due, due.clone())] },
            Self::Item(item) => {
                let checking = Checking { add: vec![item.clone()], ..Checking::default() };
                Change::Check { card: id, checking }
            }
            Self::Parent(whole) => {
                let whole = whole.map(|whole| whole.to_string()).unwrap_or_default();
                Change::Edit { card: id, values: vec![(Field::Parent, whole)] }
            }
        })
    }

    /// What is done with the cards: "moved to Review".
    fn done(&self, board: &Board, cards: &[Id]) -> String {
        let name = |column: Id| board.find_column(column).map(|column| board.column(column).name.to_string());
        match self {
            Self::MoveBy(columns) => {
                let cards = cards.iter().filter_map(|card| board.card(*card));
                let mut goals = cards.filter_map(|card| beside(board, card, *columns).ok());
                let first = goals.next();
                match first.filter(|first| goals.all(|goal| goal == *first)).and_then(name) {
                    Some(name) => format!("moved to {name}"),
                    None if *columns < 0 => "moved to the left".to_owned(),
                    None => "moved to the right".to_owned(),
                }
            }
            Self::MoveTo(to) => format!("moved to {}", name(*to).unwrap_or_default()),
            Self::Delete => "deleted".to_owned(),
            Self::Block(_) => "blocked".to_owned(),
            Self::Unblock => "unblocked".to_owned(),
            Self::Who { add, drop } => memberships("assigned to", "taken from", add, drop),
            Self::Labels { add, drop } => memberships("labelled", "rid of the label", add, drop),
            Self::Class(class) => {
                let class =
                    class.parse().ok().and_then(|id| board.class(id)).map(|class| class.name.to_string());
                format!("given class {}", class.unwrap_or_else(|| "Standard".to_owned()))
            }
            Self::Due(due) if due.is_empty() => "without a due day".to_owned(),
            Self::Due(due) => format!("due {due}"),
            Self::Item(item) => format!("given the item {}", quoted(item)),
            Self::Parent(Some(whole)) => format!("made part of {}", board.short_id(*whole)),
            Self::Parent(None) => "made cards of their own".to_owned(),
        }
    }
}

fn memberships(comes: &str, goes: &str, add: &[String], drop: &[String]) -> String {
    let part = |word: &str, names: &[String]| format!("{word} {}", names.join(", "));
    match (add.is_empty(), drop.is_empty()) {
        (_, true) => part(comes, add),
        (true, false) => part(goes, drop),
        (false, false) => format!("{} and {}", part(comes, add), part(goes, drop)),
    }
}

/// The column so many to the right of a card's own, or the last there is.
fn beside(board: &Board, card: &Card, by: isize) -> Result<Id, String> {
    let order = board.display_order();
    let nowhere = || format!("there is no column to the {}", if by < 0 { "left" } else { "right" });
    let place = order.iter().position(|column| *column == card.column()).ok_or_else(nowhere)?;
    let to = place.saturating_add_signed(by).min(order.len().saturating_sub(1));
    let to = order.get(to).filter(|_| to != place).ok_or_else(nowhere)?;
    Ok(board.column(*to).id)
}

/// True if the card is as it was to become.
fn is_so(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::Nothing | Refusal::AlreadyThere(..) | Refusal::AlreadyBlocked(..) | Refusal::NotBlocked(_)
    )
}

/// A refusal without what would be told of one card alone.
fn briefly(refusal: &Refusal) -> String {
    match refusal {
        Refusal::AtLimit { scope, limit, holders, .. } => {
            format!("{scope} is full ({} of {limit})", holders.len())
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests;
