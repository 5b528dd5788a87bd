//! The mouse: what it points at is looked up in the plan of the frame it was seen on.

use ratatui::layout::{Position, Rect};

use super::act::No;
use crate::board::{Card, Change, Id, Place as Row, Refusal};
use crate::tui::app::{App, Tone};
use crate::tui::command::{Command, change_is_available};
use crate::tui::drag::{Beside, Carried, Drag, Gesture, Place, Target};
use crate::tui::event;
use crate::tui::layout::{Hit, Part, Plan};
use crate::tui::message::Effect;
use crate::tui::pane::PaneSize;
use crate::tui::view::{self, Clicked};

/// Two clicks within this time on one place are a double click, in milliseconds.
const DOUBLE_MS: i64 = 400;

impl App {
    pub(super) fn mouse(&mut self, gesture: Gesture, place: Place) -> Vec<Effect> {
        let (width, height) = self.size;
        let Some(plan) = Plan::new(Rect::new(0, 0, width, height), self) else { return Vec::new() };
        match gesture {
            Gesture::Press => self.press(&plan, place),
            Gesture::Drag => {
                self.drag_to(&plan, place);
                Vec::new()
            }
            Gesture::Release => self.release(),
            Gesture::Wheel(notches) => {
                self.wheel_over(&plan, place, notches);
                Vec::new()
            }
        }
    }

    fn press(&mut self, plan: &Plan, place: Place) -> Vec<Effect> {
        let now = self.clock();
        let before = self.pressed.replace((place, now));
        let twice = before.is_some_and(|(at, then)| at == place && now.since(then) <= DOUBLE_MS);
        self.drag = None;
        let at = Position::new(place.0, place.1);
        if !self.layers.is_empty() {
            return self.press_on_top(plan, at, twice);
        }
        if let Some(message) = event::clicked(plan, self, at) {
            return self.take(message);
        }
        if plan.pane == PaneSize::Pane && at.y == plan.metrics.y {
            self.drag = Some(Drag::Border);
            return Vec::new();
        }
        let Some(hit) = plan.hit(at) else { return Vec::new() };
        let cursor = self.selection.clone();
        // On a head the cursor keeps its row.
        let kept = if self.column() == Some(hit.column) { self.selection.row } else { 0 };
        let column = self.board.column(hit.column).id;
        let effects = self.click(column, hit.row().unwrap_or(kept));
        if let (Part::Card(_), Some(card)) = (hit.part, self.selection.card) {
            if twice {
                self.pressed = None;
                return self.perform(Command::Open, None);
            }
            self.drag = Some(Drag::Card(Carried { card, from: place, at: place, target: None, cursor }));
        }
        effects
    }

    /// A click on what lies on top goes to a row; a second one takes it. A question is answered.
    fn press_on_top(&mut self, plan: &Plan, at: Position, twice: bool) -> Vec<Effect> {
        match view::clicked(self, plan, at) {
            // The first click may have scrolled the list: the row it chose is meant.
            Some(Clicked::Row(_)) if twice => {
                self.pressed = None;
                self.perform(Command::Accept, None)
            }
            Some(Clicked::Row(row)) => {
                self.go_to_row_on_top(row);
                Vec::new()
            }
            Some(Clicked::Answer(yes)) => {
                self.pressed = None;
                self.perform(if yes { Command::Accept } else { Command::Back }, None)
            }
            None => Vec::new(),
        }
    }

    fn drag_to(&mut self, plan: &Plan, place: Place) {
        match &self.drag {
            Some(Drag::Border) => {
                let rows = plan.travel.y.saturating_sub(place.1);
                self.metrics.rows = Some(rows.max(PANE_ROWS_MIN));
            }
            Some(Drag::Card(carried)) => {
                if let Err(why) = change_is_available(self) {
                    self.drag = None;
                    return self.tell(Tone::Unavailable, why, None);
                }
                let mut carried = carried.clone();
                carried.at = place;
                self.pressed = None;
                // At the edge the columns out of sight come into it.
                let (left, right) = plan.hidden(self);
                if place.0 == 0 && left > 0 {
                    self.sideways(-1);
                } else if place.0 + 1 >= self.size.0 && right > 0 {
                    self.sideways(1);
                }
                carried.target = self.target(plan, carried.card, place);
                self.drag = Some(Drag::Card(carried));
            }
            None => {}
        }
    }

    /// Where a card would land, and whether it would be taken there.
    fn target(&self, plan: &Plan, card: Id, place: Place) -> Option<Target> {
        let hit = plan.hit(Position::new(place.0, place.1))?;
        let column = self.board.column(hit.column).id;
        let full = self.board.full_for(card, hit.column).map(|(scope, _)| self.board.scope_name(scope));
        let beside = self.beside(plan, card, hit, place).filter(|_| full.is_none());
        Some(Target { column, beside, full })
    }

    fn beside(&self, plan: &Plan, card: Id, hit: Hit, place: Place) -> Option<Beside> {
        let here = self.board.card(card)?.column() == hit.column;
        match hit.part {
            Part::Card(row) => {
                let other = self.card_at(hit.column, row).map(Card::id).filter(|other| *other != card)?;
                let cell = plan.slot(hit.column)?.cells.iter().find(|cell| Some(cell.lane) == hit.lane)?;
                let down = usize::from(place.1.checked_sub(cell.area.y)?) % usize::from(plan.face.rows());
                let upper = down < usize::from(plan.face.lines()).div_ceil(2);
                Some(if upper { Beside::Above(other) } else { Beside::Below(other) })
            }
            // In its own column the free room is below the last card.
            Part::Free(_) if here => {
                let last = self.len_in(hit.column).checked_sub(1)?;
                let other = self.card_at(hit.column, last).map(Card::id).filter(|other| *other != card)?;
                Some(Beside::Below(other))
            }
            _ => None,
        }
    }

    fn release(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        let Some(Drag::Card(carried)) = self.drag.take().filter(Drag::is_under_way) else { return effects };
        let Some(target) = carried.target else {
            // Let go outside: everything stays.
            self.put_back(carried.cursor);
            return effects;
        };
        self.drop_card(carried.card, &target, &mut effects);
        effects
    }

    /// Esc, or any other key: the card stays where it was.
    pub(super) fn let_go(&mut self) -> bool {
        match self.drag.take() {
            Some(Drag::Card(carried)) if carried.is_under_way() => {
                self.put_back(carried.cursor);
                true
            }
            _ => false,
        }
    }

    fn put_back(&mut self, cursor: crate::tui::app::Selection) {
        self.selection = cursor;
        self.settle();
    }

    /// Moves the card through the one door, then puts it beside the card it was dropped at: one
    /// step of undo.
    fn drop_card(&mut self, card: Id, target: &Target, effects: &mut Vec<Effect>) {
        let Some(to) = self.board.find_column(target.column) else { return };
        let moves = self.board.card(card).is_some_and(|card| card.column() != to);
        let mut inverses = Vec::new();
        if moves {
            let operation = self.operation(Change::Move { card, to: target.column });
            match self.make(vec![operation], effects) {
                Ok(back) => inverses = back,
                Err(no) => {
                    self.refuse(no);
                    return self.select_card(card);
                }
            }
        }
        let rows = target.beside.and_then(|beside| self.rows_to(card, beside)).unwrap_or(0);
        if rows != 0 {
            let operation = self.operation(Change::Reorder { card, place: Row::By(rows) });
            match self.make(vec![operation], effects) {
                Ok(back) => inverses.splice(0..0, back).for_each(drop),
                // Among cards with right of way, or without, it is as near as it can be.
                Err(No::Refused { refusal, .. }) if matches!(*refusal, Refusal::Nothing) => {}
                Err(no) => self.refuse(no),
            }
        }
        self.select_card(card);
        if !inverses.is_empty() {
            let (short, name) = (self.short(card), self.board.column(to).name.clone());
            let what =
                if moves { format!("moved {short} to {name}") } else { format!("moved {short} in {name}") };
            self.remember(what, inverses);
        }
    }

    /// How many rows a card has to go down in its column to stand beside another one.
    fn rows_to(&self, card: Id, beside: Beside) -> Option<i32> {
        let row = |card: Id| i32::try_from(self.board.row(self.board.card(card)?)?).ok();
        let (own, other) = match beside {
            Beside::Above(other) => (row(card)?, row(other)?),
            Beside::Below(other) => (row(card)?, row(other)? + 1),
        };
        // Its own place becomes free.
        Some(if own < other { other - 1 - own } else { other - own })
    }

    /// The wheel turns what is under the pointer: what lies on top, the column, the measures.
    fn wheel_over(&mut self, plan: &Plan, place: Place, notches: i32) {
        let hit = plan.hit(Position::new(place.0, place.1)).filter(|_| self.layers.is_empty());
        let Some(hit) = hit.filter(|hit| self.column() != Some(hit.column)) else {
            // Of a pane nothing is turned by chance.
            if !self.layers.is_empty() || plan.pane == PaneSize::Full || hit.is_some() {
                self.vertically(isize::try_from(notches).unwrap_or(0));
            }
            return;
        };
        let index = hit.column.index();
        let first = plan.slot(hit.column).map_or(0, |slot| slot.first);
        if self.scroll.rows.len() <= index {
            self.scroll.rows.resize(index + 1, 0);
        }
        let notches = isize::try_from(notches).unwrap_or(0);
        self.scroll.rows[index] = first.saturating_add_signed(notches);
    }

    /// `zm`: who selects text with the mouse turns it off here.
    pub(super) fn turn_mouse(&mut self) -> Vec<Effect> {
        self.mouse_is_ours = !self.mouse_is_ours;
        self.drag = None;
        let news = if self.mouse_is_ours {
            "mouse on: click, drag and wheel work here".to_owned()
        } else {
            format!("mouse off: the terminal selects text; {} turns it on", self.key_text(Command::Mouse))
        };
        self.tell(Tone::Done, news, None);
        vec![Effect::Mouse(self.mouse_is_ours)]
    }

    /// So many rows more for the pane of the measures, or less.
    pub(super) fn resize_pane(&mut self, rows: isize) {
        let (width, height) = self.size;
        let Some(plan) = Plan::new(Rect::new(0, 0, width, height), self) else { return };
        let now = usize::from(plan.metrics.height);
        let rows = now.saturating_add_signed(rows).max(usize::from(PANE_ROWS_MIN));
        self.metrics.rows = Some(u16::try_from(rows).unwrap_or(u16::MAX).min(height));
    }
}

/// The fewest rows of the pane of the measures: its tabs, and something of a picture.
const PANE_ROWS_MIN: u16 = 5;

impl Drag {
    fn is_under_way(&self) -> bool {
        matches!(self, Self::Card(carried) if carried.is_under_way())
    }
}
