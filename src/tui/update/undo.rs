//! Taking back and doing again, by the ids of events: it works whatever others did meanwhile.

use super::act::No;
use crate::board::{Change, Id, Refusal};
use crate::report::history;
use crate::tui::app::{App, Step, Tone};
use crate::tui::message::Effect;

impl App {
    pub(super) fn undo(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(why) = self.past.last().and_then(|step| self.overtaken(step)) {
            self.past.pop();
            self.tell(Tone::Refused, why, None);
        } else if let Some(step) = self.past.pop()
            && let Some((told, inverse)) = self.step("undone", &step, &mut effects, |app| &mut app.past)
        {
            self.future.push(inverse);
            self.tell(Tone::Done, told, None);
        }
        effects
    }

    pub(super) fn redo(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if let Some(why) = self.future.last().and_then(|step| self.overtaken(step)) {
            self.future.pop();
            self.tell(Tone::Refused, why, None);
        } else if let Some(step) = self.future.pop()
            && let Some((told, inverse)) = self.step("done again", &step, &mut effects, |app| &mut app.future)
        {
            self.past.push(inverse);
            self.tell(Tone::Done, told, None);
        }
        effects
    }

    /// Why a step would take away what somebody else has said of the board since, if it would. An
    /// event of a card is asked about by the board itself.
    fn overtaken(&self, step: &Step) -> Option<String> {
        step.changes.iter().find_map(|change| {
            let Change::Set { subject, fields } = change else { return None };
            let last = self.board.said_before(subject, fields).next_back()?;
            let theirs = *last.by != *self.session.by;
            let said = history::said_of(&self.board, subject, &last.fields);
            theirs.then(|| format!("{} changed it since ({said}); change it anew instead", last.by))
        })
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
