//! What may be undone, and what stands in the way.

use super::event::{Action, Event, Standing};
use super::{Board, Card, Id, Refusal};

impl Board {
    /// An undo is refused when the same thing was changed since.
    pub(super) fn may_undo(&self, card: &Card, event: Id) -> Result<(), Refusal> {
        let events = card.events();
        let find = |id: Id| events.iter().position(|other| other.id == id);
        let place = find(event).ok_or_else(|| Refusal::NoSuchEvent(self.short_id(card.id()), event))?;
        match events[place].standing {
            Standing::Undone => return Err(Refusal::AlreadyUndone),
            Standing::Superseded => return Err(Refusal::Nothing),
            Standing::Holds => {}
        }
        // Undoing an undo brings back what that had cancelled.
        let mut root = place;
        while let Action::Undo(target) = events[root].action {
            root = find(target).filter(|target| *target < root).ok_or(Refusal::Nothing)?;
        }
        let since = events.get(place + 1..).unwrap_or_default().iter().find(|later| {
            later.standing == Standing::Holds && same_register(&events[root].action, &later.action)
        });
        since.map_or(Ok(()), |later| {
            Err(Refusal::ChangedSince {
                card: self.short_id(card.id()),
                by: self.names.text(later.by).to_owned(),
                what: later.action.word(),
                at: later.at,
            })
        })
    }

    pub(super) fn undoing_add(card: &Card) -> Option<Id> {
        let added = card.events().iter().find(|event| matches!(event.action, Action::Add(_)))?.id;
        let undone =
            |event: &&Event| event.standing == Standing::Holds && event.action == Action::Undo(added);
        card.events().iter().find(undone).map(|event| event.id)
    }
}

/// True when undoing the first would disturb what the second did.
fn same_register(undone: &Action, later: &Action) -> bool {
    match (undone, later) {
        (_, Action::Undo(_) | Action::Archive { .. }) => false,
        (Action::Add(_), _)
        | (Action::Move { .. }, Action::Move { .. } | Action::Add(_))
        | (Action::Block { .. } | Action::Unblock, Action::Block { .. } | Action::Unblock)
        | (Action::Delete | Action::Restore, Action::Delete | Action::Restore) => true,
        (undone, later) if undone.is_of_the_cord() => later.is_of_the_cord(),
        (Action::Edit(mine), Action::Edit(theirs)) => {
            mine.iter().any(|(field, _)| theirs.iter().any(|(other, _)| field == other))
        }
        (Action::Check(mine), Action::Check(theirs)) => mine.meets(theirs),
        _ => false,
    }
}
