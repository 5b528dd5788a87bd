//! Pulls of the andon cord, as a journey meets them: where the card stood, who came, what was done.
//!
//! The rules are those of the board: a pull is open until the next resolve, and the first answer
//! in between is its answer. A stamp before that of the event before it is read as that one, so no
//! response takes less than no time. Nothing else of a journey changes because of a cord.

use super::walk::Walk;
use crate::board::{Action, ColumnIx, Event, Names, Standing, Timestamp};

/// Something a person did to a cord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Box<str>,
}

/// How a pull ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Countermeasure {
    /// When it was resolved, and by whom.
    pub said: Said,
    /// What was done.
    pub what: Box<str>,
}

/// A pull of the andon cord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pull {
    /// The card's place in [`Journeys::list`](super::Journeys::list).
    pub owner: u32,
    /// Where the card stood.
    pub column: ColumnIx,
    /// When it was pulled, and by whom.
    pub pulled: Said,
    /// What was wrong.
    pub why: Box<str>,
    /// When somebody came, and who.
    pub answered: Option<Said>,
    /// What was done about it. `None` for a pull that is open, and for one whose card left the
    /// board first.
    pub resolved: Option<Countermeasure>,
}

/// Where a card stood before the first event that says where it went. For histories whose first
/// row is missing.
pub fn first_place(events: &[Event]) -> Option<ColumnIx> {
    let holding = events.iter().filter(|event| event.standing == Standing::Holds);
    holding.map(|event| &event.action).find_map(|action| match action {
        Action::Add(card) => Some(card.to),
        Action::Move { from, .. } => Some(*from),
        _ => None,
    })
}

impl Walk<'_> {
    /// Takes in what was done to the card's cord. `stood` is asked where it stood if no event has
    /// said so yet.
    pub fn cord(&mut self, event: &Event, at: Timestamp, names: &Names, stood: impl Fn() -> ColumnIx) {
        let owner = u32::try_from(self.all.list.len()).unwrap_or(u32::MAX);
        let column = self.journey.column.unwrap_or_else(stood);
        let pulls = &mut self.all.pulls;
        let open = pulls.last_mut().filter(|pull| pull.owner == owner && pull.resolved.is_none());
        let before = open.as_ref().map(|pull| pull.answered.as_ref().unwrap_or(&pull.pulled).at);
        let said = Said { at: before.map_or(at, |before| before.max(at)), by: names.text(event.by).into() };
        match (&event.action, open) {
            (Action::Pull { why }, None) => {
                let (why, answered, resolved) = ((**why).into(), None, None);
                pulls.push(Pull { owner, column, pulled: said, why, answered, resolved });
            }
            (Action::Answer, Some(pull)) => {
                pull.answered.get_or_insert(said);
            }
            (Action::Resolve { what }, Some(pull)) => {
                pull.resolved = Some(Countermeasure { said, what: (**what).into() });
            }
            _ => {}
        }
    }
}
