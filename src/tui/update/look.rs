//! How the person wants to see the board: density, lanes, folded columns, zoom.

use crate::board::Id;
use crate::tui::app::{App, Tone};
use crate::tui::layer::{Choice, PickerItem};
use crate::tui::look::{Lanes, Look};

impl App {
    pub(super) fn next_density(&mut self) {
        self.look.density = self.look.density.next();
        self.tell(Tone::Done, format!("density of the cards: {}", self.look.density.word()), None);
    }

    /// Folds the selected column to a strip, or opens it again.
    pub(super) fn fold(&mut self) {
        let Some(id) = self.selection.column else { return };
        if !self.look.folded.remove(&id) {
            self.look.folded.insert(id);
        }
        self.settle();
    }

    pub(super) fn unfold_all(&mut self) {
        self.look.folded.clear();
        self.settle();
    }

    /// Gives the selected column the whole width, or shows the others again.
    pub(super) fn zoom(&mut self) {
        self.look.zoomed = !self.look.zoomed;
        // A folded column is whole while it has the width.
        self.settle();
    }

    pub(super) fn pick_lanes(&mut self) {
        let item = |lanes: Lanes| PickerItem {
            text: lanes.title().to_owned(),
            detail: lanes.help().to_owned(),
            unavailable: (lanes == self.look.lanes).then(|| "it is so".to_owned()),
            choice: Choice::Lanes(lanes),
        };
        let items = Lanes::ALL.into_iter().map(item).collect();
        let at = Lanes::ALL.iter().position(|lanes| *lanes == self.look.lanes).unwrap_or(0);
        self.pick("Lanes across the board by".to_owned(), items, at);
    }

    /// Divides the board into lanes. The cursor stays on its card.
    pub(super) fn divide_by(&mut self, lanes: Lanes) {
        self.look.lanes = lanes;
        self.scroll.lane = 0;
        self.refresh_shown();
        self.settle();
        let found = self.lanes().len();
        let told = match (lanes, found) {
            (Lanes::None, _) => "no lanes".to_owned(),
            (Lanes::Expedite, 0) => "lane for expedited cards: there are none now".to_owned(),
            (Lanes::Expedite, _) => "a lane for expedited cards".to_owned(),
            (_, 1) => format!("lanes by {}: 1 lane", lanes.title()),
            _ => format!("lanes by {}: {found} lanes", lanes.title()),
        };
        self.tell(Tone::Done, told, None);
    }

    /// Sees the same board, read anew, as it was seen.
    pub(super) fn look_as(&mut self, look: Look) {
        self.look = look;
        self.refresh_shown();
        self.settle();
    }

    /// How many rows of the board lie between a card and the one so many rows further in its lane,
    /// among the cards that are shown: what "further down" means to who looks at it.
    pub(super) fn rows_to_pass(&self, card: Id, rows: isize) -> Option<i32> {
        let card = self.board.card(card)?;
        let (column, row) = (card.column(), self.row_of(card)?);
        let lane = self.rows(column, self.lane_of(column, row));
        let to = row.saturating_add_signed(rows).clamp(lane.start, lane.end.checked_sub(1)?);
        let other = self.board.row(self.card_at(column, to)?)?;
        let between = i64::try_from(other).ok()? - i64::try_from(self.board.row(card)?).ok()?;
        i32::try_from(between).ok()
    }
}
