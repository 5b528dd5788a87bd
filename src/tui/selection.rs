//! Where the cursor is, and what part of the board is in sight.

use crate::board::{ColumnIx, Id};

/// The cursor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    /// The column, by its id. `None` while the board has no columns.
    pub column: Option<Id>,
    /// The card; `None` in an empty column.
    pub card: Option<Id>,
    /// The row the card was last seen in. When the card goes, the cursor stays here.
    pub row: usize,
}

/// What part of the board is in sight.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scroll {
    /// The first column in sight, as a place in the board's display order.
    pub column: usize,
    /// The first row in sight of the columns that are scrolled, by [`ColumnIx::index`].
    pub rows: Vec<usize>,
    /// The first lane in sight.
    pub lane: usize,
}

impl Scroll {
    /// The first row in sight of a column.
    pub fn row(&self, column: ColumnIx) -> usize {
        self.rows.get(column.index()).copied().unwrap_or(0)
    }
}
