//! Taking back and doing again, by the ids of events: it works whatever others did meanwhile.

use super::act::No;
use crate::board::{Change, Id, Refusal};
use crate::tui::app::{App, Step, Tone};
use crate::tui::message::Effect;

impl App {
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(step) = self.past.pop()
            && let Some((told, inverse)) = self.step("undone", &step, &mut effects, |app| &mut app.past)
        {
            self.future.push(inverse);
            self.tell(Tone::Done, told, None);
        }
        effects
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(step) = self.future.pop()
            && let Some((told, inverse)) = self.step("done again", &step, &mut effects, |app| &mut app.future)
        {
            self.past.push(inverse);
            self.tell(Tone::Done, told, None);
        }
        effects
    }

    /// Makes a step's changes. A step that a limit refuses goes back to its pile: the limit may
    /// have room later. One that others' changes made impossible is gone.
    fn step(
        &mut self,
        how: &str,
        step: &Step,
        effects: &mut Vec<Effect>,
        pile: fn(&mut Self) -> &mut Vec<Step>,
    ) -> Option<(String, Step)> {
        let operations = step.changes.iter().map(|change| self.operation(change.clone())).collect();
        match self.make(operations, effects) {
            Ok(changes) => {
                if let Some(card) = step.changes.iter().rev().find_map(card_of) {
                    self.keep_cursor_on(card);
                }
                self.close_details_of_the_gone();
                Some((format!("{how}: {}", step.what), Step { what: step.what.clone(), changes }))
            }
            Err(no) => {
                let later = match &no {
                    No::NotNow(_) => true,
                    No::Refused { refusal, .. } => matches!(**refusal, Refusal::AtLimit { .. }),
                };
                if later {
                    pile(self).push(step.clone());
                }
                self.refuse(no);
                None
            }
        }
    }
}

fn card_of(change: &Change) -> Option<Id> {
    match change {
        Change::Undo { card, .. } => Some(*card),
        _ => None,
    }
}
