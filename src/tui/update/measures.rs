//! The metrics pane: which tab it shows, and where the cursor in a picture leads.

use crate::board::{ColumnIx, Id, Subject};
use crate::tui::app::{App, Tone};
use crate::tui::charts::Target;
use crate::tui::layer::{Detail, Layer};
use crate::tui::pane::PaneSize;
use crate::tui::tab::Tab;

impl App {
    pub(super) fn turn_tab(&mut self, by: isize) {
        self.metrics.tab = self.metrics.tab.step(by);
        self.metrics.scroll = 0;
    }

    /// Shows a tab, on the whole screen where there is no pane yet.
    pub(super) fn show_tab(&mut self, tab: Tab) {
        self.metrics.tab = tab;
        self.metrics.scroll = 0;
        if matches!(self.metrics.size, PaneSize::Hidden | PaneSize::Line) {
            self.metrics.size = PaneSize::Full;
        }
    }

    pub(super) fn next_series(&mut self) {
        let shown = self.metrics.next_series();
        self.tell(Tone::Done, shown.to_owned(), None);
    }

    /// Goes to what is under the cursor: on the board, with the pane small enough to see it.
    pub(super) fn jump(&mut self) {
        match self.metrics.target() {
            None => self.tell(Tone::Unavailable, "there is nothing under the cursor".to_owned(), None),
            Some(Target::Card(card)) => self.jump_to_card(card),
            Some(Target::Place(place)) => self.jump_to_place(&place),
            Some(Target::Week(day)) => {
                self.metrics.weeks = true;
                self.metrics.cursor.day = Some(day);
                self.metrics.cursor.of_day = None;
                self.show_tab(Tab::Throughput);
            }
        }
    }

    fn jump_to_card(&mut self, card: Id) {
        let Some(found) = self.board.card(card) else {
            let gone = format!("{card} is no longer in the file");
            return self.tell(Tone::Unavailable, gone, None);
        };
        if found.on_board() && self.row_of(found).is_some() {
            self.metrics.size = PaneSize::Pane;
            self.select_card(card);
        } else {
            // It is not to be seen on the board: it was deleted, or the filter hides it.
            self.layers.push(Layer::Detail(Detail::of(card)));
        }
    }

    fn jump_to_place(&mut self, place: &Subject) {
        let board = &self.board;
        let is_it = |ix: &&ColumnIx| match place {
            Subject::Column(id) => board.column(**ix).id == *id,
            Subject::Stage(id) => board.column(**ix).stage == Some(*id),
            _ => false,
        };
        let columns: Vec<ColumnIx> = board.display_order().iter().filter(is_it).copied().collect();
        // The stage's column where a card is, if one is anywhere in it.
        let busy = columns.iter().find(|column| self.len_in(**column) > 0);
        let Some(column) = busy.or(columns.first()).copied() else {
            let gone = "it is no longer on the board".to_owned();
            return self.tell(Tone::Unavailable, gone, None);
        };
        self.metrics.size = PaneSize::Pane;
        self.select(column, 0);
    }
}
