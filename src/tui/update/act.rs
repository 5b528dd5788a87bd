//! Changes to the board: made on screen at once, handed to the saver, remembered for undo.

use std::sync::Arc;

use crate::board::{AtLimit, Board, Change, Id, Operation, Refusal, Scope};
use crate::tui::app::{App, Step, Tone};
use crate::tui::command::{Command, change_is_available};
use crate::tui::message::Effect;

/// Steps of undo that are remembered.
const STEPS_MAX: usize = 1_000;

/// Changes that come within this time of each other are told apart by milliseconds.
const SAME_MOMENT_MS: i64 = 2_000;

/// An odd number with well-spread bits: seeds made by adding it are far apart, and apart from
/// those that an operation makes its own ids of.
const SEED_STEP: u64 = 0xd134_2543_de82_ef95;

impl App {
    /// Makes changes that belong together, as one step of undo, and says so; or says why not.
    /// True if they were made.
    pub(super) fn act(&mut self, what: &str, changes: Vec<Change>, effects: &mut Vec<Effect>) -> bool {
        let operations = changes.into_iter().map(|change| self.operation(change)).collect();
        self.act_with(what, operations, effects)
    }

    /// The same, with operations that may carry a reason for going over a limit.
    pub(super) fn act_with(
        &mut self,
        what: &str,
        operations: Vec<Operation>,
        effects: &mut Vec<Effect>,
    ) -> bool {
        match self.make(operations, effects) {
            Ok(inverses) => {
                self.remember(what.to_owned(), inverses);
                true
            }
            Err(no) => {
                self.refuse(no);
                false
            }
        }
    }

    /// Says what was done, and keeps how to take it back.
    pub(super) fn remember(&mut self, what: String, inverses: Vec<Change>) {
        self.past.push(Step { what: what.clone(), changes: inverses });
        if self.past.len() > STEPS_MAX {
            self.past.remove(0);
        }
        self.future.clear();
        self.tell(Tone::Done, what, None);
    }

    /// Makes changes on screen and hands them to the saver: all of them or none.
    /// Returns the changes that take them back, in the order to make them.
    pub(super) fn make(
        &mut self,
        mut operations: Vec<Operation>,
        effects: &mut Vec<Effect>,
    ) -> Result<Vec<Change>, No> {
        // Cards stand in the order in which they came, also when several come within a
        // millisecond. A clock that was set back is believed.
        for operation in &mut operations {
            let next = self.changed_at.plus_ms(1);
            if operation.at < next && next.since(operation.at) <= SAME_MOMENT_MS {
                operation.at = next;
            }
            self.changed_at = operation.at;
        }
        if let Err(why) = change_is_available(self) {
            return Err(No::NotNow(why));
        }
        let mut inverses = Vec::with_capacity(operations.len());
        let board = &mut self.board;
        if let [operation] = &operations[..] {
            match Arc::make_mut(board).apply(operation) {
                Ok(applied) => inverses.push(applied.inverse),
                Err(refusal) => return Err(No::refused(refusal, operation, &self.board)),
            }
        } else {
            let mut trial = Board::clone(board);
            for operation in &operations {
                match trial.apply(operation) {
                    Ok(applied) => inverses.push(applied.inverse),
                    Err(refusal) => return Err(No::refused(refusal, operation, &self.board)),
                }
            }
            self.board = Arc::new(trial);
        }
        inverses.reverse();
        self.refused = None;
        self.revision += 1;
        self.pending.extend(operations.iter().cloned());
        self.session.saving = true;
        self.git.edited = true;
        effects.push(Effect::Commit(operations));
        self.refresh_changed(&inverses);
        self.settle();
        Ok(inverses)
    }

    /// Says why a change was not made. One that a reason would let pass is kept for `!`.
    pub(super) fn refuse(&mut self, no: No) {
        match no {
            No::NotNow(why) => self.tell(Tone::Unavailable, why, None),
            No::Refused { refusal, operation, column } => {
                let (at_limit, reason) = match *refusal {
                    Refusal::AtLimit { at_limit, .. } => (true, at_limit == AtLimit::Reason),
                    _ => (false, false),
                };
                let stage = column.filter(|_| at_limit).and_then(|column| self.full_stage(column, &refusal));
                self.refused = at_limit.then_some(*operation);
                let key = self.keys_text(Command::MoveAnyway);
                let way = if reason { format!(" {key} asks for one.") } else { String::new() };
                self.tell(Tone::Refused, format!("{refusal}{way}"), column.filter(|_| at_limit));
                if let Some(notice) = &mut self.notice {
                    notice.stage = stage;
                }
            }
        }
    }

    /// The column's stage, if it is the one whose limit refused.
    fn full_stage(&self, column: Id, refusal: &Refusal) -> Option<Id> {
        let Refusal::AtLimit { scope, .. } = refusal else { return None };
        let stage = self.board.column(self.board.find_column(column)?).stage?;
        (*scope == self.board.scope_name(Scope::Stage(stage))).then_some(stage)
    }

    /// Random bits that were not given out before.
    pub(super) fn next_seed(&mut self) -> u64 {
        self.seed = self.seed.wrapping_add(SEED_STEP);
        self.seed
    }

    /// The operation that makes a change: by this person, now.
    pub(super) fn operation(&mut self, change: Change) -> Operation {
        let seed = self.next_seed();
        Operation { change, at: self.now, by: self.session.by.clone(), seed, over: None, backdated: false }
    }

    /// How news names a card: by the short form of its id.
    pub(super) fn short(&self, card: Id) -> String {
        self.board.short_id(card)
    }
}

/// Why a change was not made.
#[derive(Debug)]
pub(super) enum No {
    /// Nothing can be changed at the moment.
    NotNow(String),
    /// The board refused.
    Refused {
        /// Its words.
        refusal: Box<Refusal>,
        /// What it refused.
        operation: Box<Operation>,
        /// The column the card would have come to count in.
        column: Option<Id>,
    },
}

impl No {
    fn refused(refusal: Refusal, operation: &Operation, board: &Board) -> Self {
        let standing = |card: Id| board.card(card).map(|card| board.column(card.column()).id);
        let column = match &operation.change {
            Change::Move { to, .. } => Some(*to),
            Change::Add(draft) => draft.to,
            Change::Edit { card, .. }
            | Change::Assign { card, .. }
            | Change::Restore { card }
            | Change::Undo { card, .. } => standing(*card),
            _ => None,
        };
        Self::Refused { refusal: Box::new(refusal), operation: Box::new(operation.clone()), column }
    }
}
