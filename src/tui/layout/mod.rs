//! Where everything on the board's screen goes: a plan, made anew for each frame.
//!
//! Only cards in sight have a place in the plan, so making and drawing it takes the same time
//! whatever the number of cards. Nothing here draws.

mod bands;
mod columns;
mod face;
mod hit;

use ratatui::layout::Rect;

pub use face::Face;
pub use hit::{Hit, Part};

use super::app::{App, Scroll};
use super::pane::{MetricsPane, PaneSize};
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

/// The rows that heads and cards have at least beside the pane of the measures.
const BOARD_MIN: u16 = 7;
/// The cells a folded column takes.
pub const FOLDED: u16 = 3;

/// A column in sight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The column.
    pub column: ColumnIx,
    /// Its place on the board.
    pub place: usize,
    /// Whether it is folded to a strip.
    pub folded: bool,
    /// Where its cards go, lane by lane.
    pub cards: Rect,
    /// For each of [`Plan::bands`], its cards there.
    pub cells: Vec<Cell>,
    /// The row it is scrolled to.
    pub first: usize,
    /// How many cards are above what is in sight; with lanes, in the lanes above.
    pub above: usize,
    /// How many cards are below what is in sight; with lanes, in the lanes below.
    pub below: usize,
    /// How many rows there are.
    pub total: usize,
}

/// The cards of a column in a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The lane.
    pub lane: usize,
    /// Where they go.
    pub area: Rect,
    /// The row of the column that is the first in sight.
    pub first: usize,
    /// How many are in sight.
    pub len: usize,
    /// How many there are.
    pub rows: usize,
}

/// A lane in sight. Where nothing divides the board, it is one band without a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// The lane, as a place among those of [`App::lanes`].
    pub lane: usize,
    /// The row of its head.
    pub head: Option<u16>,
    /// Where its cards go, in all columns.
    pub cards: Rect,
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
    /// The lanes in sight, top to bottom.
    pub bands: Vec<Band>,
    /// What cards look like.
    pub face: Face,
    /// The measures; may be empty.
    pub metrics: Rect,
    /// How much the measures can show of themselves there.
    pub pane: PaneSize,
    /// The bar of time travel; empty while nobody travels.
    pub travel: Rect,
    /// The lesson of the tutorial; empty while there is none.
    pub lesson: Rect,
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
        let several = board.display_order().len() > 1;
        let single = (area.width < ONE_COLUMN_BELOW || app.look.zoomed) && several;
        let row = |y: u16, height: u16| Rect { y, height, ..area };
        let header = row(area.y, 1);
        let hint = row(area.bottom() - 1, 1);
        let lesson_rows = lesson(app, area);
        let lesson = row(hint.y - lesson_rows, lesson_rows);
        let area = Rect { height: area.height - lesson_rows, ..area };
        let travel_rows = travel(app, area.height);
        let travel = row(lesson.y - travel_rows, travel_rows);
        let area = Rect { height: area.height - travel_rows, ..area };
        let (pane, metrics_rows) = measures(&app.metrics, area);
        let metrics = row(travel.y.saturating_sub(metrics_rows), metrics_rows);
        let lies =
            if pane == PaneSize::Full { Vec::new() } else { columns::lie(app, area.x, area.width, single) };
        // A row for the names of stages, while one is in sight that has room for its name.
        let in_stage = |lie: &columns::Lie| !lie.folded && board.column(lie.column).stage.is_some();
        let staged = !single && area.height >= 10 && lies.iter().any(in_stage);
        let heads_rows = if pane == PaneSize::Full { 0 } else { 2 + u16::from(staged) };
        let heads = row(header.bottom(), heads_rows);
        let body = row(heads.bottom(), metrics.y.saturating_sub(heads.bottom()));
        // Where work is done says how much a face shows; the others cut what does not fit.
        let open = || lies.iter().filter(|lie| !lie.folded);
        let work = open().filter(|lie| board.column(lie.column).kind.in_process());
        let narrowest = work.map(|lie| lie.width).min().or(open().map(|lie| lie.width).min());
        let face = face::choose(app, body, narrowest.unwrap_or(COLUMN_MIN));
        let bands = bands::bands(app, body, face, single);
        let slots = lies.iter().map(|lie| bands::slot(app, lie, body, &bands, face)).collect();
        Some(Self {
            header,
            heads,
            staged,
            single,
            body,
            slots,
            bands,
            face,
            metrics,
            pane,
            travel,
            lesson,
            hint,
        })
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
        if let Some(first) = self.bands.first() {
            scroll.lane = first.lane;
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

/// The rows of the bar of time travel: the line of time and the words, or only these.
fn travel(app: &App, height: u16) -> u16 {
    match height {
        _ if app.travel.is_none() => 0,
        14.. => 2,
        8.. => 1,
        _ => 0,
    }
}

/// The rows of the lesson: the board stays what is looked at, as far as the lesson can be read.
fn lesson(app: &App, area: Rect) -> u16 {
    let narrow = 2 * u16::from(area.width < ONE_COLUMN_BELOW);
    match area.height {
        _ if app.tutorial.is_none() => 0,
        18.. => 4 + narrow,
        12.. => 3 + narrow,
        8.. => 1,
        _ => 0,
    }
}

/// What the pane shrinks to on a low screen, and its rows.
fn measures(of: &MetricsPane, area: Rect) -> (PaneSize, u16) {
    let height = area.height;
    // Side by side the measures need fewer rows than one under the other.
    let pane = if area.width >= WIDE_PANE { 10 } else { 15 };
    let rows = match of.rows {
        // Cards stay in sight, however tall somebody wants the pane.
        Some(rows) => rows.clamp(5, (height - 2).saturating_sub(BOARD_MIN).max(5)),
        None => (height / 2).min(pane),
    };
    match of.size {
        PaneSize::Full => (PaneSize::Full, height - 2),
        PaneSize::Pane if height >= 20 => (PaneSize::Pane, rows),
        PaneSize::Pane | PaneSize::Line if height >= 12 => (PaneSize::Line, 1),
        _ => (PaneSize::Hidden, 0),
    }
}
