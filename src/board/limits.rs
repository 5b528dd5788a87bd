//! Limits on work in process: what is counted where, and what happens when it is too much.
//!
//! One rule serves every road into a column: a card may not come to count in a scope that is
//! already at its limit. Adding, moving, restoring, undoing, editing and importing all pass
//! through [`Board::apply`](super::Board::apply), which asks it of the card before and after.

use std::collections::BTreeSet;
use std::str::FromStr;

use super::fold::Scratch;
use super::{Action, Board, Card, ColumnIx, ColumnKind, Event, Id, Name, Standing, WipLimit};

/// What a board does with a change that goes over a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AtLimit {
    /// Refuse it.
    #[default]
    Refuse,
    /// Let it pass when a reason is given, and record the reason.
    Reason,
}

impl AtLimit {
    /// The policy's word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Reason => "reason",
        }
    }
}

/// Why a text is not an [`AtLimit`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what happens at a limit is refuse or reason")]
pub struct NotAPolicy;

impl FromStr for AtLimit {
    type Err = NotAPolicy;

    fn from_str(text: &str) -> Result<Self, NotAPolicy> {
        [Self::Refuse, Self::Reason].into_iter().find(|policy| policy.word() == text).ok_or(NotAPolicy)
    }
}

/// A place where cards are counted against a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A column; expedited cards are not counted.
    Column(ColumnIx),
    /// The columns of a stage together; expedited cards are not counted.
    Stage(Id),
    /// The cards of a class that are in process.
    Class(Id),
    /// The cards in process that a person is on.
    Person(Name),
    /// All cards in process.
    Board,
}

impl Board {
    /// The limit that holds in `scope`, if one does.
    pub fn limit(&self, scope: Scope) -> Option<WipLimit> {
        match scope {
            Scope::Column(column) => self.column(column).wip,
            Scope::Stage(id) => self.stage(id)?.wip,
            Scope::Class(id) => self.class(id)?.wip,
            Scope::Person(name) => {
                let name = self.names().text(name);
                match self.people().iter().find(|person| &*person.name == name) {
                    Some(person) => person.wip,
                    None => self.person_limit(),
                }
            }
            Scope::Board => self.board_limit(),
        }
    }

    /// The cards that count in `scope` now.
    pub fn holders(&self, scope: Scope) -> Vec<&Card> {
        let counts = |card: &&Card| self.counts_in(card, scope);
        match scope {
            Scope::Column(column) => self.cards_in(column).filter(counts).collect(),
            _ => {
                self.display_order().iter().flat_map(|column| self.cards_in(*column)).filter(counts).collect()
            }
        }
    }

    /// How many cards count in `scope` now. Columns, stages and the board cost nothing per card.
    pub fn count(&self, scope: Scope) -> usize {
        match scope {
            Scope::Column(column) => {
                let lane = self.cards_in(column);
                // Cards with right of way stand first.
                lane.len() - self.cards_in(column).take_while(|card| self.apart(card)).count()
            }
            Scope::Stage(id) => self
                .display_order()
                .iter()
                .filter(|column| self.column(**column).stage == Some(id))
                .map(|column| self.count(Scope::Column(*column)))
                .sum(),
            Scope::Board => self.in_process().map(|column| self.cards_in(column).len()).sum(),
            Scope::Class(_) | Scope::Person(_) => self
                .in_process()
                .flat_map(|column| self.cards_in(column))
                .filter(|card| self.counts_in(card, scope))
                .count(),
        }
    }

    /// The columns whose cards are work in process.
    fn in_process(&self) -> impl Iterator<Item = ColumnIx> + '_ {
        self.display_order().iter().copied().filter(|column| self.column(*column).kind.in_process())
    }

    /// True if the card is of a class with right of way.
    pub fn expedited(&self, card: &Card) -> bool {
        card.class().is_some_and(|id| self.class(id).is_some_and(|class| class.expedite))
    }

    /// True if the card is not counted in its column: it has right of way there.
    pub(super) fn apart(&self, card: &Card) -> bool {
        self.expedited(card) && self.column(card.column()).kind != ColumnKind::Done
    }

    /// True if the card counts in `scope`.
    pub fn counts_in(&self, card: &Card, scope: Scope) -> bool {
        if !card.on_board() {
            return false;
        }
        let column = self.column(card.column());
        match scope {
            Scope::Column(of) => card.column() == of && !self.apart(card),
            Scope::Stage(of) => column.stage == Some(of) && !self.apart(card),
            Scope::Class(of) => column.kind.in_process() && card.class() == Some(of),
            Scope::Person(of) => column.kind.in_process() && card.who().contains(&of),
            Scope::Board => column.kind.in_process(),
        }
    }

    /// The limited scopes in which `after` would count and `before` did not, and that are full.
    pub(super) fn overfilled(&self, before: Option<&Card>, after: &Card) -> Vec<(Scope, WipLimit)> {
        if !after.on_board() {
            return Vec::new();
        }
        let column = after.column();
        let mut scopes = vec![Scope::Column(column)];
        scopes.extend(self.column(column).stage.map(Scope::Stage));
        scopes.extend(after.class().map(Scope::Class));
        scopes.extend(after.who().iter().copied().map(Scope::Person));
        scopes.push(Scope::Board);
        scopes
            .into_iter()
            .filter(|scope| self.counts_in(after, *scope))
            .filter(|scope| !before.is_some_and(|card| self.counts_in(card, *scope)))
            .filter_map(|scope| Some((scope, self.limit(scope)?)))
            .filter(|(scope, limit)| self.count(*scope) >= limit.cards())
            .collect()
    }

    /// The limit that would refuse to take a card into a column, if one would: asked without making
    /// the move. Costs what the card's own history does, and what is in process.
    pub fn full_for(&self, card: Id, to: ColumnIx) -> Option<(Scope, WipLimit)> {
        let before = self.card(card).filter(|card| card.on_board() && card.column() != to)?;
        let last = before.events().last()?;
        let action = Action::Move { from: before.column(), to };
        let (rev, standing) = (last.rev.saturating_add(1), Standing::Holds);
        // Nobody sees this event, so its name only has to differ from those of the card.
        let moved = Event { id: card, at: before.last_at(), rev, by: last.by, action, over: None, standing };
        let events = before.events().iter().cloned().chain([moved]).collect();
        let after = Card::fold(card, events, &mut Scratch::default());
        self.overfilled(Some(before), &after).first().copied()
    }

    /// The scopes in which more cards count than their limit allows, how many, and the limit: two
    /// moves that each kept to it can exceed it together.
    pub fn exceeded(&self) -> Vec<(Scope, usize, WipLimit)> {
        let mut scopes: Vec<Scope> = self.display_order().iter().copied().map(Scope::Column).collect();
        scopes.extend(self.stages().iter().map(|stage| Scope::Stage(stage.id)));
        scopes.extend(self.classes().iter().map(|class| Scope::Class(class.id)));
        let cards = self.in_process().flat_map(|column| self.cards_in(column));
        let people: BTreeSet<Name> = cards.flat_map(Card::who).copied().collect();
        scopes.extend(people.into_iter().map(Scope::Person));
        scopes.push(Scope::Board);
        let over = |scope| {
            let limit = self.limit(scope)?;
            let count = self.count(scope);
            (count > limit.cards()).then_some((scope, count, limit))
        };
        scopes.into_iter().filter_map(over).collect()
    }

    /// A scope's name for people.
    pub fn scope_name(&self, scope: Scope) -> String {
        match scope {
            // A nameless column is called by its id: a refusal must say who refuses.
            Scope::Column(column) => {
                let column = self.column(column);
                if column.name.trim().is_empty() { column.id.to_string() } else { column.name.to_string() }
            }
            Scope::Stage(id) => self.stage(id).map_or_else(|| id.to_string(), |stage| stage.name.to_string()),
            Scope::Class(id) => self.class(id).map_or_else(|| id.to_string(), |class| class.name.to_string()),
            Scope::Person(name) => format!("@{}", self.names().text(name)),
            Scope::Board => "the board".to_owned(),
        }
    }
}
