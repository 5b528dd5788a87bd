//! The columns as a journey meets them: in a line from left to right, those that were removed
//! among them.

use crate::board::{Column, ColumnIx, ColumnKind};

/// What a journey has to know of a column.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    pub kind: ColumnKind,
    /// Its place from left to right, among all columns there ever were.
    pub position: usize,
    /// How many columns of today's board are left of it.
    pub left_of_it: usize,
    /// Whether it is on today's board.
    pub live: bool,
}

/// The columns, from left to right.
#[derive(Debug)]
pub struct Line {
    stops: Vec<Stop>,
    pub has_queue: bool,
}

impl Line {
    pub fn of(columns: &[Column]) -> Self {
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by_key(|place| {
            let column = &columns[*place];
            (!column.described, &column.rank, column.id)
        });
        let mut stops =
            vec![Stop { kind: ColumnKind::Active, position: 0, left_of_it: 0, live: false }; order.len()];
        let mut left_of_it = 0;
        for (position, place) in order.into_iter().enumerate() {
            let live = !columns[place].gone;
            stops[place] = Stop { kind: columns[place].kind, position, left_of_it, live };
            left_of_it += usize::from(live);
        }
        let has_queue = columns.iter().any(|column| column.kind == ColumnKind::Queue && !column.gone);
        Self { stops, has_queue }
    }

    pub fn stop(&self, column: ColumnIx) -> Stop {
        self.stops[column.index()]
    }
}
