//! Where the cursor goes.

use ratatui::layout::Rect;

use crate::board::{Card, ColumnIx, Id};
use crate::tui::app::{App, Selection};
use crate::tui::charts::Step;
use crate::tui::layer::{Detail, Layer};
use crate::tui::layout::Plan;
use crate::tui::message::Effect;
use crate::tui::pane::PaneSize;

/// Rows of the screen that are no text of what lies on top: its frame, title and hints.
const FRAME_ROWS: u16 = 5;

impl App {
    /// Up and down: scrolls what is on top, else moves the cursor.
    pub(super) fn vertically(&mut self, rows: isize) {
        let lines = i32::try_from(rows).unwrap_or(if rows < 0 { i32::MIN } else { i32::MAX });
        match self.layers.last_mut() {
            Some(Layer::Detail(Detail { scroll, .. })) => *scroll = scrolled(*scroll, lines),
            Some(Layer::InGit(layer)) => layer.scroll = scrolled(layer.scroll, lines),
            Some(_) => self.next(rows),
            None if self.metrics.size == PaneSize::Full => {
                self.metrics.step(Step::Across(rows.saturating_neg()));
            }
            None => self.go_to_row(self.selection.row.saturating_add_signed(rows)),
        }
    }

    pub(super) fn paging(&mut self, pages: isize) {
        if self.layers.is_empty() && self.metrics.size == PaneSize::Full {
            self.metrics.step(Step::Page(pages));
            return;
        }
        let page = if self.layers.is_empty() {
            self.plan().map_or(1, |plan| plan.face.fit(plan.body.height))
        } else {
            usize::from(self.size.1.saturating_sub(FRAME_ROWS))
        };
        self.vertically(pages.saturating_mul(isize::try_from(page.max(1)).unwrap_or(1)));
    }

    /// To a row of the column, or the last when there are fewer; in a text, to its beginning or end.
    pub(super) fn go_to_row(&mut self, row: usize) {
        if !self.layers.is_empty() {
            self.vertically(if row == 0 { isize::MIN } else { isize::MAX });
        } else if let Some(column) = self.column() {
            self.select(column, row);
        }
    }

    pub(super) fn sideways(&mut self, columns: isize) {
        let order = self.board.display_order();
        let Some(place) = self.column_place() else { return };
        let to = place.saturating_add_signed(columns).min(order.len().saturating_sub(1));
        if let Some(column) = order.get(to).copied().filter(|_| to != place) {
            // The cursor stays on its line of the screen as far as the lane goes there.
            let len = self.len_in(column);
            let from = self.column().map(|column| (column, self.selection.row));
            let row = from.map_or(0, |from| self.shown.beside(from, column, len));
            self.select(column, row);
        }
    }

    pub(super) fn wheel(&mut self, notches: i32) -> Vec<Effect> {
        self.vertically(isize::try_from(notches).unwrap_or(0));
        Vec::new()
    }

    pub(super) fn click(&mut self, column: Id, row: usize) -> Vec<Effect> {
        if let Some(ix) = self.board.find_column(column).filter(|_| self.layers.is_empty()) {
            // A strip is clicked to be opened.
            if self.is_folded(ix) {
                self.look.folded.remove(&column);
            }
            self.select(ix, row);
        }
        Vec::new()
    }

    pub(super) fn open_detail(&mut self) {
        if let Some(card) = self.card().map(Card::id) {
            self.layers.push(Layer::Detail(Detail::of(card)));
        }
    }

    /// Brings the cursor to a card that is shown, as near as can be to where it was.
    pub(in crate::tui) fn settle(&mut self) {
        let order = self.board.display_order();
        let card = self.card().filter(|card| self.row_of(card).is_some());
        let column = card.map(Card::column);
        let column = column.or_else(|| self.column().filter(|column| order.contains(column)));
        let Some(column) = column.or_else(|| order.first().copied()) else {
            self.selection = Selection::default();
            return;
        };
        let row = card.and_then(|card| self.row_of(card)).unwrap_or(self.selection.row);
        self.select(column, row);
    }

    /// Puts the cursor in a row of a column, or the nearest there is.
    pub(in crate::tui) fn select(&mut self, column: ColumnIx, row: usize) {
        let last = self.len_in(column).saturating_sub(1);
        self.selection.card = self.card_at(column, row.min(last)).map(Card::id);
        self.selection.column = Some(self.board.column(column).id);
        self.selection.row = row.min(last);
    }

    /// Puts the cursor on a card, wherever it is now.
    pub(super) fn select_card(&mut self, card: Id) {
        self.selection.card = Some(card);
        self.settle();
    }

    /// Scrolls so that the cursor is in sight.
    pub(super) fn follow(&mut self) {
        if let Some(plan) = self.plan() {
            self.scroll = plan.scroll(self);
        }
    }

    fn plan(&self) -> Option<Plan> {
        let (width, height) = self.size;
        Plan::new(Rect::new(0, 0, width, height), self)
    }
}

fn scrolled(from: u16, lines: i32) -> u16 {
    let to = i32::from(from).saturating_add(lines);
    u16::try_from(to.max(0)).unwrap_or(u16::MAX)
}
