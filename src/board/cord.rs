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

#[cfg(test)]
mod tests {
    use crate::board::{Builder, Id, Standing};

    use super::*;

    /// How the cord of a card hangs after `rev by what` rows, a minute each.
    fn cord(rows: &str) -> String {
        let mut builder = Builder::new();
        let id = |text: &str| text.parse::<Id>().unwrap();
        for (minute, row) in (0..).zip(rows.split(", ")) {
            let words: Vec<&str> = row.split(' ').collect();
            let said = || words[3].into();
            let action = match words[2] {
                "pull" => Action::Pull { why: said() },
                "answer" => Action::Answer,
                "resolve" => Action::Resolve { what: said() },
                "undo" => Action::Undo(id(words[3])),
                other => panic!("{other}"),
            };
            let (over, standing) = (None, Standing::Holds);
            let (rev, by) = (words[0].parse().unwrap(), builder.name(words[1]));
            let at = Timestamp::from_ms(1_700_000_000_000 + minute * 60_000);
            builder.event(
                id("card"),
                Event { id: id(&format!("e{minute}")), at, rev, by, action, over, standing },
            );
        }
        let board = builder.build();
        let Some(cord) = board.cards().next().unwrap().cord() else { return "calm".to_owned() };
        let name = |name| board.names().text(name);
        let pulled = format!("{} by {}", cord.why, name(cord.by));
        cord.answered.map_or(pulled.clone(), |(_, by)| format!("{pulled}, {} came", name(by)))
    }

    #[test]
    fn what_is_done_at_the_same_time_folds_to_one_cord() {
        for (rows, hangs) in [
            ("1 m pull smoke", "smoke by m"),
            ("1 m pull smoke, 2 j answer", "smoke by m, j came"),
            ("1 m pull smoke, 2 j answer, 3 j resolve water", "calm"),
            ("1 m pull smoke, 2 j resolve water, 3 m pull fire", "fire by m"),
            // The answer to the first pull is none to the second.
            ("1 m pull smoke, 2 j answer, 3 j resolve water, 4 m pull fire", "fire by m"),
            // Of two pulls the first started the clock; of two answers the first came.
            ("1 m pull smoke, 1 j pull fire", "smoke by m"),
            ("1 m pull smoke, 2 j answer, 2 a answer", "smoke by m, j came"),
            // Who resolves resolves what was pulled before, whether he knew of it or not.
            ("1 m pull smoke, 2 j resolve water, 1 a pull fire", "calm"),
            ("1 m pull smoke, 2 j resolve water, 2 a resolve sand", "calm"),
            // Resolved while somebody else comes: he finds nothing to do.
            ("1 m pull smoke, 2 j resolve water, 2 a answer", "calm"),
            // An answer to nothing, and a countermeasure against nothing.
            ("1 m answer, 2 m resolve water, 3 m pull smoke", "smoke by m"),
            // Undone, the other one hangs again.
            ("1 m pull smoke, 1 j pull fire, 2 m undo e0", "fire by j"),
            ("1 m pull smoke, 2 j answer, 3 j resolve water, 4 j undo e2", "smoke by m, j came"),
        ] {
            assert_eq!(cord(rows), hangs, "{rows}");
        }
    }
}
