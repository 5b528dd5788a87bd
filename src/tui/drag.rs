//! What the mouse holds: a card on its way to another place, or the border of the measures.

use crate::board::Id;
use crate::tui::app::Selection;

/// A place of the screen: column, row.
pub type Place = (u16, u16);

/// What the mouse does, wherever it does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gesture {
    /// The left button went down.
    Press,
    /// It was moved with the left button down.
    Drag,
    /// The left button was let go.
    Release,
    /// The wheel was turned so many notches down, or up when negative.
    Wheel(i32),
}

/// What the mouse holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drag {
    /// A card.
    Card(Carried),
    /// The upper border of the measures.
    Border,
}

/// A card that is carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The card.
    pub card: Id,
    /// Where it was taken.
    pub from: Place,
    /// Where the pointer is.
    pub at: Place,
    /// Where it would land; `None` where no column is.
    pub target: Option<Target>,
    /// The cursor before.
    pub(super) cursor: Selection,
}

impl Carried {
    /// True once the pointer has left the place where the card was taken.
    pub fn is_under_way(&self) -> bool {
        self.at != self.from
    }
}

/// Where a card would land.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The column.
    pub column: Id,
    /// The card it would stand beside; `None` where the board's own order finds its place.
    pub beside: Option<Beside>,
    /// What would refuse it: the name of what is full.
    pub full: Option<String>,
}

/// Beside a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Above it.
    Above(Id),
    /// Below it.
    Below(Id),
}
