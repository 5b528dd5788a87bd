//! The andon cord: whoever meets a problem pulls it, somebody answers, and what was done is kept.
//!
//! On Toyota's lines a cord hangs above every work station; a pull brings the team leader at once,
//! and what is learned makes the next pull for the same reason needless. *The DevOps Handbook*
//! (part I, the second way) takes it over for knowledge work: see problems as they occur, swarm,
//! build new knowledge. Here a cord hangs above every card.
//!
//! A pull is open from the first *pull* to the next *resolve*. The first *answer* in between is the
//! answer. What people do at the same time folds in the order of all events, so that every clone
//! tells the same: of two pulls the first started the clock, a second answer changes nothing, and a
//! resolve ends whatever was pulled before it. Each of them stays in the card's history.
//!
//! The cord never moves a card, stops its clocks or counts against a limit; a card whose work has
//! stopped is *blocked*, which is another thing to say.

use super::event::{Action, Event};
use super::fold::NONE;
use super::values::word;
use super::{Board, Card, Name, Refusal, Timestamp};

/// A cord that is pulled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cord<'a> {
    /// When it was pulled.
    pub since: Timestamp,
    /// What is wrong.
    pub why: &'a str,
    /// Who pulled it.
    pub by: Name,
    /// When somebody came, and who.
    pub answered: Option<(Timestamp, Name)>,
}

/// The events that say how a card's cord is, by their places in its history.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pulled {
    pull: u32,
    answer: u32,
}

impl Pulled {
    /// Nobody pulled it.
    pub(super) const NOT: Self = Self { pull: NONE, answer: NONE };

    /// Takes in the event at `place`, if it is about the cord.
    pub(super) fn update(&mut self, place: u32, action: &Action) {
        match action {
            Action::Pull { .. } if self.pull == NONE => self.pull = place,
            Action::Answer if self.pull != NONE && self.answer == NONE => self.answer = place,
            Action::Resolve { .. } => *self = Self::NOT,
            _ => {}
        }
    }

    pub(super) fn read(self, events: &[Event]) -> Option<Cord<'_>> {
        let pull = events.get(self.pull as usize)?;
        let Action::Pull { why } = &pull.action else { return None };
        let answered = events.get(self.answer as usize).map(|answer| (answer.at, answer.by));
        Some(Cord { since: pull.at, why, by: pull.by, answered })
    }
}

impl Board {
    pub(super) fn pull(&self, card: &Card, why: &str) -> Result<Action, Refusal> {
        match card.cord() {
            Some(cord) => Err(Refusal::CordPulled {
                card: self.short_id(card.id()),
                by: self.names().text(cord.by).to_owned(),
                why: cord.why.to_owned(),
            }),
            None => Ok(Action::Pull { why: word("the reason", why)?.into() }),
        }
    }

    pub(super) fn answer(&self, card: &Card) -> Result<Action, Refusal> {
        let cord = card.cord().ok_or_else(|| Refusal::CordNotPulled(self.short_id(card.id())))?;
        match cord.answered {
            Some((_, by)) => Err(Refusal::CordAnswered {
                card: self.short_id(card.id()),
                by: self.names().text(by).to_owned(),
            }),
            None => Ok(Action::Answer),
        }
    }

    /// A cord may be resolved unanswered: whoever resolves it came.
    pub(super) fn resolve(&self, card: &Card, what: &str) -> Result<Action, Refusal> {
        card.cord().ok_or_else(|| Refusal::CordNotPulled(self.short_id(card.id())))?;
        Ok(Action::Resolve { what: word("the countermeasure", what)?.into() })
    }
}
