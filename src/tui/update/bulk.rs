//! Commands on several cards: the same keys as for one.

use std::collections::HashSet;

use crate::board::{AtLimit, Id, Operation};
use crate::due;
use crate::tui::app::{App, Tone};
use crate::tui::bulk::{Bulk, MOST, Plan, Refused};
use crate::tui::command::{Command, change_is_available};
use crate::tui::layer::{Ask, AskSeveral, Choice, PickerItem};
use crate::tui::message::Effect;

impl App {
    /// Does a command on the selected cards. `None` if there are none, or it is about one card alone.
    pub(super) fn several(&mut self, command: Command, times: isize) -> Option<Vec<Effect>> {
        if !self.acts_on_several() {
            return None;
        }
        let cards = self.chosen_cards();
        let nothing = Some(Vec::new());
        match command {
            Command::MoveRight => Some(self.bulk(&Bulk::MoveBy(times), &cards)),
            Command::MoveLeft => Some(self.bulk(&Bulk::MoveBy(-times), &cards)),
            Command::Delete => Some(self.bulk(&Bulk::Delete, &cards)),
            Command::Block => {
                let blocked = |card: &Id| self.board.card(*card).is_some_and(|card| card.block().is_some());
                if cards.iter().all(blocked) {
                    return Some(self.bulk(&Bulk::Unblock, &cards));
                }
                let hint = "what they wait for; those that are blocked stay as they are";
                self.ask_several(AskSeveral::Block, "Why are %n blocked?", hint, cards);
                nothing
            }
            Command::Assign => {
                let hint = "names, separated by commas; -name takes one off; Tab completes";
                self.ask_several(AskSeveral::Who, "Who joins %n?", hint, cards);
                nothing
            }
            Command::Label => {
                let hint = "labels, separated by commas; -label takes one off; Tab completes";
                self.ask_several(AskSeveral::Labels, "Labels for %n", hint, cards);
                nothing
            }
            Command::Due => {
                let hint = "fri, in 3 days, 24 dec, none";
                self.ask_several(AskSeveral::Due, "When are %n due?", hint, cards);
                nothing
            }
            Command::Class => {
                self.pick_class_of_several(&cards);
                nothing
            }
            Command::MoveTo => {
                self.pick_column_of_several(&cards);
                nothing
            }
            Command::AddItem => {
                self.ask_for_item_of_several(cards);
                nothing
            }
            Command::SetParent => {
                self.pick_parent_of(&cards);
                nothing
            }
            _ => None,
        }
    }

    fn ask_several(&mut self, ask: AskSeveral, title: &str, hint: &str, cards: Vec<Id>) {
        let title = title.replace("%n", &self.named(&cards));
        self.ask(Ask::Several(ask, cards), title, hint, "", Vec::new());
    }

    fn ask_for_item_of_several(&mut self, cards: Vec<Id>) {
        let hint = "what is to be done; Enter adds it and asks for the next, an empty line ends";
        self.ask_several(AskSeveral::Item, "Checklists of %n", hint, cards);
    }

    /// "4f1a", "3 cards".
    pub(super) fn named(&self, cards: &[Id]) -> String {
        match cards {
            [one] => self.short(*one),
            several => format!("{} cards", several.len()),
        }
    }

    /// Takes the answer to a question about several cards. True if it was taken.
    pub(super) fn answer_several(
        &mut self,
        ask: AskSeveral,
        cards: &[Id],
        text: &str,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let (add, drop) = come_and_go(text);
        let empty = |app: &mut Self, what: &str| {
            app.tell(Tone::Unavailable, format!("{what} may not be empty"), None);
            false
        };
        let bulk = match ask {
            AskSeveral::Block if text.trim().is_empty() => return empty(self, "the reason"),
            AskSeveral::Block => Bulk::Block(text.to_owned()),
            AskSeveral::Due | AskSeveral::Item if text.trim().is_empty() => return true,
            AskSeveral::Item => {
                effects.extend(self.bulk(&Bulk::Item(text.trim().to_owned()), cards));
                self.ask_for_item_of_several(cards.to_vec());
                return true;
            }
            AskSeveral::Due => match due::read(text, self.today()) {
                Ok(day) => Bulk::Due(due::value(day)),
                Err(why) => {
                    self.tell(Tone::Unavailable, why.to_string(), None);
                    return false;
                }
            },
            AskSeveral::Who | AskSeveral::Labels if add.is_empty() && drop.is_empty() => return true,
            AskSeveral::Who => Bulk::Who { add, drop },
            AskSeveral::Labels => Bulk::Labels { add, drop },
        };
        effects.extend(self.bulk(&bulk, cards));
        true
    }

    fn pick_column_of_several(&mut self, cards: &[Id]) {
        let board = &self.board;
        let item = |column: &crate::board::ColumnIx| {
            let (count, limit) =
                (board.count(crate::board::Scope::Column(*column)), board.column(*column).wip);
            PickerItem {
                text: board.column(*column).name.to_string(),
                detail: limit.map_or_else(|| count.to_string(), |limit| format!("{count}/{limit}")),
                unavailable: None,
                choice: Choice::Several(cards.to_vec(), Bulk::MoveTo(board.column(*column).id)),
            }
        };
        let items = board.display_order().iter().map(item).collect();
        let at = self.column_place().unwrap_or(0);
        self.pick(format!("Move {} to", self.named(cards)), items, at);
    }

    fn pick_class_of_several(&mut self, cards: &[Id]) {
        let item = |text: &str, class: String| PickerItem {
            text: text.to_owned(),
            detail: String::new(),
            unavailable: None,
            choice: Choice::Several(cards.to_vec(), Bulk::Class(class)),
        };
        let classes = self.board.classes();
        let mut items = Vec::new();
        if classes.iter().all(|class| class.id.to_string() != "standard") {
            items.push(item("Standard", String::new()));
        }
        items.extend(classes.iter().map(|class| item(&class.name, class.id.to_string())));
        self.pick(format!("Class of service of {}", self.named(cards)), items, 0);
    }

    /// Does with several cards what can be done, as one step of undo, and says what was refused and
    /// why. Those that were refused stay selected.
    pub(super) fn bulk(&mut self, bulk: &Bulk, cards: &[Id]) -> Vec<Effect> {
        let mut effects = Vec::new();
        let stop = match change_is_available(self) {
            Err(why) => Some(why),
            Ok(()) if cards.len() > MOST => {
                Some(format!("that is {} cards; at most {MOST} are changed at a time", cards.len()))
            }
            Ok(()) => None,
        };
        if let Some(why) = stop {
            self.tell(Tone::Unavailable, why, None);
            return effects;
        }
        let board = std::sync::Arc::clone(&self.board);
        let plan = Plan::new(&board, bulk, cards, |change| self.operation(change));
        drop(board);
        if !plan.made.is_empty() {
            match self.make(plan.made.clone(), &mut effects) {
                Ok(inverses) => self.remember(plan.what(), inverses),
                Err(no) => {
                    self.refuse(no);
                    return effects;
                }
            }
        }
        self.close_details_of_the_gone();
        self.chosen.clear();
        self.chosen.extend(plan.left());
        self.tell_of_several(&plan);
        effects
    }

    fn tell_of_several(&mut self, plan: &Plan) {
        let at_limit = |refused: &Refused| refused.at_limit.clone();
        let over: Vec<Operation> = plan.refused.iter().filter_map(at_limit).collect();
        let tone = if plan.refused.is_empty() { Tone::Done } else { Tone::Refused };
        let way = if !over.is_empty() && self.board.at_limit() == AtLimit::Reason {
            format!(". {} asks for a reason to do it anyway", self.key_text(Command::MoveAnyway))
        } else {
            String::new()
        };
        let column = over.first().and_then(|operation| match &operation.change {
            crate::board::Change::Move { to, .. } => Some(*to),
            _ => None,
        });
        self.tell(tone, format!("{}{way}", plan.told()), column);
        self.refused = over.first().cloned();
        self.chosen.refused = over;
    }

    /// What is forced with one that a limit refused: all that were refused with it.
    pub(super) fn refused_with(&self, operation: &Operation) -> Vec<Operation> {
        let refused = &self.chosen.refused;
        if refused.first() == Some(operation) { refused.clone() } else { vec![operation.clone()] }
    }

    /// After changes were forced: their cards are not selected any more.
    pub(super) fn leave_out(&mut self, operations: &[Operation]) {
        let done: HashSet<Id> = operations.iter().filter_map(|operation| operation.change.card()).collect();
        self.chosen.retain(|card| !done.contains(&card));
        self.chosen.refused.clear();
    }
}

/// Names to put on and, with a `-`, names to take off.
fn come_and_go(text: &str) -> (Vec<String>, Vec<String>) {
    let (mut add, mut drop) = (Vec::new(), Vec::new());
    for name in text.split(',').map(str::trim) {
        let (into, name) = match name.strip_prefix('-') {
            Some(name) => (&mut drop, name),
            None => (&mut add, name),
        };
        let name = name.trim().trim_start_matches(['@', '#']);
        if !name.is_empty() {
            into.push(name.to_owned());
        }
    }
    (add, drop)
}
