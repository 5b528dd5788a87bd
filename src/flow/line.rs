//! The columns as work meets them: in a line from left to right, and the steps they make up.
//!
//! A *step* is a stage with all its columns, or a column that is in no stage. Steps stand where
//! their first column stands. Columns that were removed keep their place in the line, for old
//! journeys led through them.

use std::collections::HashMap;

use crate::board::{Board, ColumnIx, ColumnKind, Id, Scope};

/// What a journey has to know of a column.
#[derive(Debug, Clone, Copy)]
pub struct Stop {
    /// What cards do there.
    pub kind: ColumnKind,
    /// Its place from left to right, among all columns there ever were.
    pub position: usize,
    /// How many columns of today's board are left of it.
    pub left_of_it: usize,
    /// Whether it is on today's board.
    pub live: bool,
    /// The place of its step in [`Line::steps`].
    pub step: usize,
}

impl Stop {
    /// True of a move out of done that does not end in done: the customer gives the card back.
    pub fn reopens(self, to: Self) -> bool {
        self.kind == ColumnKind::Done && to.kind != ColumnKind::Done
    }

    /// True of a move back across the commitment point: into a backlog from anywhere else.
    pub fn uncommits(self, to: Self) -> bool {
        self.kind != ColumnKind::Backlog && to.kind == ColumnKind::Backlog
    }

    /// True of a move that goes back: to the left, or out of done, or into a backlog.
    pub fn goes_back(self, to: Self) -> bool {
        to.position < self.position || self.reopens(to) || self.uncommits(to)
    }

    /// True of a move that goes back and crosses no commitment point: somebody gives work back to
    /// those who had handed it on. What lay in a backlog is taken up, wherever that is drawn.
    pub fn gives_back(self, to: Self) -> bool {
        self.goes_back(to) && self.kind != ColumnKind::Backlog && to.kind != ColumnKind::Backlog
    }
}

/// A stage, or a column that is in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// [`Scope::Stage`] or [`Scope::Column`]: gives its name and its limit.
    pub scope: Scope,
    /// Its columns, left to right; at least one.
    pub columns: Vec<ColumnIx>,
    /// What is done in it: active if one of its columns is, else what its first column is.
    pub kind: ColumnKind,
}

/// The columns, from left to right.
#[derive(Debug, Clone, Default)]
pub struct Line {
    stops: Vec<Stop>,
    order: Vec<ColumnIx>,
    steps: Vec<Step>,
    /// Whether a column of today's board is a queue.
    pub has_queue: bool,
    /// Whether a column of today's board is active.
    pub has_active: bool,
}

impl Line {
    /// The line of a board, as it is now.
    pub fn of(board: &Board) -> Self {
        let columns = board.columns();
        let mut order: Vec<ColumnIx> = board.column_numbers().collect();
        order.sort_by_key(|ix| {
            let column = board.column(*ix);
            (!column.described, &column.rank, column.id)
        });
        let has = |kind| columns.iter().any(|column| column.kind == kind && !column.gone);
        let nowhere = Stop { kind: ColumnKind::Active, position: 0, left_of_it: 0, live: false, step: 0 };
        let mut line = Self {
            stops: vec![nowhere; columns.len()],
            order: Vec::new(),
            steps: Vec::new(),
            has_queue: has(ColumnKind::Queue),
            has_active: has(ColumnKind::Active),
        };
        let mut of_stage: HashMap<Id, usize> = HashMap::new();
        let mut left_of_it = 0;
        for (position, ix) in order.iter().enumerate() {
            let column = board.column(*ix);
            let known = column.stage.and_then(|stage| of_stage.get(&stage).copied());
            let step = known.unwrap_or_else(|| {
                let scope = column.stage.map_or(Scope::Column(*ix), Scope::Stage);
                line.steps.push(Step { scope, columns: Vec::new(), kind: column.kind });
                line.steps.len() - 1
            });
            of_stage.extend(column.stage.map(|stage| (stage, step)));
            line.steps[step].columns.push(*ix);
            if column.kind == ColumnKind::Active {
                line.steps[step].kind = ColumnKind::Active;
            }
            line.stops[ix.index()] =
                Stop { kind: column.kind, position, left_of_it, live: !column.gone, step };
            left_of_it += usize::from(!column.gone);
        }
        Self { order, ..line }
    }

    /// What there is to know of a column.
    pub fn stop(&self, column: ColumnIx) -> Stop {
        self.stops[column.index()]
    }

    /// All columns, left to right, those that were removed among them.
    pub fn columns(&self) -> &[ColumnIx] {
        &self.order
    }

    /// True if a column of the step is on today's board.
    pub fn is_live(&self, step: &Step) -> bool {
        step.columns.iter().any(|column| self.stop(*column).live)
    }

    /// The steps, left to right.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step a column is part of.
    pub fn step_of(&self, column: ColumnIx) -> &Step {
        &self.steps[self.stop(column).step]
    }
}
