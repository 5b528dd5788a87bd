//! What lies at a place of the screen: for clicks, and for what is dragged.

use ratatui::layout::Position;

use super::{Plan, Slot};
use crate::board::ColumnIx;

/// What lies at a place of the board's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The column; the line to the right of a column is a part of it.
    pub column: ColumnIx,
    /// The lane, as a place among those of [`App::lanes`](crate::tui::app::App::lanes); 0 where
    /// no lanes are drawn. `None` in the heads.
    pub lane: Option<usize>,
    /// What of it.
    pub part: Part,
}

/// What of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Its head.
    Head,
    /// The strip it is folded to.
    Strip,
    /// The head of a lane that crosses it.
    LaneHead,
    /// The card in this row, or the air below it.
    Card(usize),
    /// Free room below the last card in sight of its lane. A card dropped here comes to stand in
    /// this row, or below those of the lane that are out of sight.
    Free(usize),
}

impl Hit {
    /// The row of the column that a cursor put there comes to stand in, if it is about a row.
    pub fn row(&self) -> Option<usize> {
        match self.part {
            Part::Card(row) | Part::Free(row) => Some(row),
            Part::Head | Part::Strip | Part::LaneHead => None,
        }
    }
}

impl Plan {
    /// What of the board lies at a place; `None` where no column is: the first line, the measures,
    /// the line of news.
    pub fn hit(&self, place: Position) -> Option<Hit> {
        let across = |slot: &&Slot| {
            let lines = u16::from(slot.cards.right() < self.body.right());
            (slot.cards.x..slot.cards.right() + lines).contains(&place.x)
        };
        let slot = self.slots.iter().find(across)?;
        let of = |lane, part| Some(Hit { column: slot.column, lane, part });
        if (self.heads.y..self.heads.bottom()).contains(&place.y) {
            return of(None, if slot.folded { Part::Strip } else { Part::Head });
        }
        if !(self.body.y..self.body.bottom()).contains(&place.y) {
            return None;
        }
        if slot.folded {
            return of(None, Part::Strip);
        }
        let band = self.bands.iter().find(|band| {
            band.head == Some(place.y) || (band.cards.y..band.cards.bottom()).contains(&place.y)
        })?;
        if band.head == Some(place.y) {
            return of(Some(band.lane), Part::LaneHead);
        }
        let cell = slot.cells.iter().find(|cell| cell.lane == band.lane)?;
        let down = usize::from((place.y - cell.area.y) / self.face.rows());
        let row = cell.first + down.min(cell.len);
        of(Some(band.lane), if down < cell.len { Part::Card(row) } else { Part::Free(row) })
    }
}
