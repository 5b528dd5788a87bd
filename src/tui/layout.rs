//! Where everything on the board's screen goes: a plan, made anew for each frame.
//!
//! Only cards in sight have a place in the plan, so making and drawing it takes the same time
//! whatever the number of cards. Nothing here draws.

use ratatui::layout::Rect;

use super::app::{App, Scroll};
use super::pane::PaneSize;
use crate::board::ColumnIx;

/// Less than this and nothing can be read: a calm message instead.
pub const SMALLEST: (u16, u16) = (20, 6);
/// Below this width one column is shown at a time.
pub const ONE_COLUMN_BELOW: u16 = 60;
/// No column of several is narrower.
pub const COLUMN_MIN: u16 = 15;
/// From this width on measures stand side by side.
pub const WIDE_PANE: u16 = 150;
/// From this width on a card's people and labels get a line of their own.
pub const WIDE_COLUMN: u16 = 24;

/// How much of a card its face shows. All cards of a frame have the same height: then the rows
/// in sight are known without looking at the cards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// Two lines of title.
    Compact,
    /// Three lines of title.
    Snug,
    /// Three lines of title, and air: in narrow columns.
    Tall,
    /// Two lines of title, a line about people and state, and air: in wide columns.
    Roomy,
}

impl Face {
    /// The rows a card takes, with the air below it.
    pub fn rows(self) -> u16 {
        match self {
            Self::Compact => 2,
            Self::Snug => 3,
            Self::Tall | Self::Roomy => 4,
        }
    }

    /// The rows of a card that are written on.
    pub fn lines(self) -> u16 {
        match self {
            Self::Compact => 2,
            Self::Snug | Self::Tall | Self::Roomy => 3,
        }
    }

    /// How many cards fit in `height` rows.
    pub fn fit(self, height: u16) -> usize {
        usize::from((height + self.rows() - self.lines()) / self.rows())
    }
}

/// A column in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// The column.
    pub column: ColumnIx,
    /// Its place on the board.
    pub place: usize,
    /// Where its cards go.
    pub cards: Rect,
    /// The first row in sight.
    pub first: usize,
    /// How many rows are in sight.
    pub len: usize,
    /// How many rows there are.
    pub total: usize,
}

/// Where everything on the board's screen goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The board's name and how it stands.
    pub header: Rect,
    /// The columns' names, above a rule.
    pub heads: Rect,
    /// True when the first of the heads' rows is for stages.
    pub staged: bool,
    /// True when one column is shown at a time.
    pub single: bool,
    /// Everything between heads and measures.
    pub body: Rect,
    /// The columns in sight, left to right.
    pub slots: Vec<Slot>,
    /// What cards look like.
    pub face: Face,
    /// The measures; may be empty.
    pub metrics: Rect,
    /// How much the measures can show of themselves there.
    pub pane: PaneSize,
    /// News and hints.
    pub hint: Rect,
}

impl Plan {
    /// The plan for a screen, or `None` where it is too small for one.
    pub fn new(area: Rect, app: &App) -> Option<Self> {
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return None;
        }
        let board = &app.board;
        let order = board.display_order();
        let single = area.width < ONE_COLUMN_BELOW && order.len() > 1;
        let staged = !single && order.iter().any(|column| board.column(*column).stage.is_some());
        let row = |y: u16, height: u16| Rect { y, height, ..area };
        let header = row(area.y, 1);
        let hint = row(area.bottom() - 1, 1);
        let heads_rows = if staged && area.height >= 10 { 3 } else { 2 };
        let staged = staged && heads_rows == 3;
        let (pane, metrics_rows) = measures(app.metrics.size, area);
        let metrics = row(hint.y.saturating_sub(metrics_rows), metrics_rows);
        let heads = row(header.bottom(), if pane == PaneSize::Full { 0 } else { heads_rows });
        let body = row(heads.bottom(), metrics.y.saturating_sub(heads.bottom()));
        let count = columns_in_sight(app, body, single);
        let face = face(app, body, body.width / u16::try_from(count.max(1)).unwrap_or(1));
        let slots = if pane == PaneSize::Full { Vec::new() } else { slots(app, body, count, face) };
        Some(Self { header, heads, staged, single, body, slots, face, metrics, pane, hint })
    }

    /// The slot of a column, if it is in sight.
    pub fn slot(&self, column: ColumnIx) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.column == column)
    }

    /// How many columns are hidden to the left and to the right.
    pub fn hidden(&self, app: &App) -> (usize, usize) {
        let all = app.board.display_order().len();
        match (self.slots.first(), self.slots.last()) {
            (Some(first), Some(last)) => (first.place, all.saturating_sub(last.place + 1)),
            _ => (0, 0),
        }
    }

    /// The scroll that keeps what is in sight in sight, for the next frame to begin with.
    pub fn scroll(&self, app: &App) -> Scroll {
        let mut scroll = app.scroll.clone();
        if let Some(first) = self.slots.first() {
            scroll.column = first.place;
        }
        for slot in &self.slots {
            let index = slot.column.index();
            if scroll.rows.len() <= index {
                scroll.rows.resize(index + 1, 0);
            }
            scroll.rows[index] = slot.first;
        }
        scroll
    }
}

/// What the pane shrinks to on a low screen, and its rows.
fn measures(size: PaneSize, area: Rect) -> (PaneSize, u16) {
    let height = area.height;
    // Side by side the measures need fewer rows than one under the other.
    let pane = if area.width >= WIDE_PANE { 10 } else { 15 };
    match size {
        PaneSize::Full => (PaneSize::Full, height - 2),
        PaneSize::Pane if height >= 20 => (PaneSize::Pane, (height / 2).min(pane)),
        PaneSize::Pane | PaneSize::Line if height >= 12 => (PaneSize::Line, 1),
        _ => (PaneSize::Hidden, 0),
    }
}

/// The roomiest face with which every card in process is in sight. Their number is kept small by
/// the limits, so the face seldom changes.
fn face(app: &App, body: Rect, width: u16) -> Face {
    let board = &app.board;
    let in_process = board.display_order().iter().filter(|column| board.column(**column).kind.in_process());
    let most = in_process.map(|column| app.len_in(*column)).max().unwrap_or(0);
    let fits = |face: Face| most <= face.fit(body.height);
    let best = if width >= WIDE_COLUMN { Face::Roomy } else { Face::Tall };
    if fits(best) {
        best
    } else if fits(Face::Snug) {
        Face::Snug
    } else {
        Face::Compact
    }
}

fn columns_in_sight(app: &App, body: Rect, single: bool) -> usize {
    // A column of several has its separator to the right, so one cell more is to be shared.
    let fit = usize::from(body.width.saturating_add(1) / (COLUMN_MIN + 1)).max(1);
    app.board.display_order().len().min(if single { 1 } else { fit })
}

fn slots(app: &App, body: Rect, count: usize, face: Face) -> Vec<Slot> {
    let order = app.board.display_order();
    let Some(wanted) =
        app.column_place().or(order.len().checked_sub(1).map(|last| last.min(app.scroll.column)))
    else {
        return Vec::new();
    };
    let first = in_sight(app.scroll.column, wanted, count, order.len());
    let cells = usize::from(body.width).saturating_sub(count.saturating_sub(1));
    let mut x = body.x;
    let mut slots = Vec::with_capacity(count);
    for (nth, place) in (first..first + count).enumerate() {
        let Some(column) = order.get(place).copied() else { break };
        let width = cells / count + usize::from(nth < cells % count);
        let width = u16::try_from(width).unwrap_or(0);
        let (total, len) = (app.len_in(column), face.fit(body.height));
        let row = if place == wanted { app.selection.row } else { app.scroll.row(column) };
        let first = in_sight(app.scroll.row(column), row, len, total);
        let len = len.min(total - first.min(total));
        slots.push(Slot { column, place, cards: Rect { x, width, ..body }, first, len, total });
        x = x.saturating_add(width + 1);
    }
    slots
}

/// The first of `len` places in sight of `total`, as near to `first` as can be with `wanted` seen.
fn in_sight(first: usize, wanted: usize, len: usize, total: usize) -> usize {
    let last_first = total.saturating_sub(len);
    let lowest = (wanted + 1).saturating_sub(len);
    first.clamp(lowest.min(wanted), wanted).min(last_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wanted_place_is_in_sight_and_no_place_is_wasted() {
        for (first, wanted, len, total, found) in [
            (0, 0, 3, 10, 0),
            (0, 2, 3, 10, 0),
            (0, 3, 3, 10, 1),
            (7, 3, 3, 10, 3),
            (9, 9, 3, 10, 7),
            (5, 0, 3, 2, 0),
            (0, 4, 0, 10, 4),
            (0, 0, 3, 0, 0),
        ] {
            assert_eq!(in_sight(first, wanted, len, total), found, "{first} {wanted} {len} {total}");
        }
    }

    #[test]
    fn air_below_the_last_card_is_not_needed() {
        assert_eq!(Face::Tall.fit(7), 2);
        assert_eq!(Face::Snug.fit(5), 1);
        assert_eq!(Face::Roomy.fit(3), 1);
        assert_eq!(Face::Compact.fit(1), 0);
    }
}
