//! The stages that work, and what was in force there: limits and workers at each moment.
//!
//! The **limit** of a stage is the stage's own, else the limits of its columns together, if each has
//! one. Its **workers** are as many as the team says of the stage, or of each of its active columns;
//! where nobody said, as many as the limits of its active columns let in, if the stage tells
//! working from waiting. How many work somewhere is told once, and often late: where it was not
//! known yet, what was known first is taken.
//!
//! Stages are those of today's line. A stage all of whose active columns were removed is none.

use super::history::History;
use super::line::{Line, Step};
use crate::board::{Board, ColumnIx, ColumnKind, Fields, Scope, Subject, Timestamp, WipLimit, Workers};

/// A step that works.
#[derive(Debug, Clone)]
pub struct Station {
    /// Its place among the steps of the line.
    pub step: usize,
    /// The stage, or the column that is in none.
    pub scope: Scope,
    /// Its last active column.
    pub last_active: ColumnIx,
    /// The most cards it held, at each moment.
    pub limit: History,
    /// How many worked there, at each moment; nothing if that is not known now.
    pub workers: History,
    /// Whether a card leaves its active columns when work on it ends: a queue or done column stands
    /// right of each.
    pub tells_waiting: bool,
}

/// Reads one number of a setting.
type Number = fn(&Fields) -> Option<Option<usize>>;

const LIMIT: Number = |fields| fields.wip.map(|limit| limit.map(WipLimit::cards));
const WORKERS: Number = |fields| fields.workers.map(|workers| workers.map(Workers::number));

impl Station {
    /// The stations of a line, left to right, with what is said of them as of `now`.
    pub fn all(board: &Board, line: &Line, now: Timestamp) -> Vec<Self> {
        let steps = line.steps().iter().enumerate();
        steps.filter_map(|(place, step)| Self::of(board, line, now, (place, step))).collect()
    }

    fn of(board: &Board, line: &Line, now: Timestamp, (place, step): (usize, &Step)) -> Option<Self> {
        let columns = || step.columns.iter().copied().filter(|column| line.stop(*column).live);
        let active = || columns().filter(|column| line.stop(*column).kind == ColumnKind::Active);
        let last_active = active().next_back()?;
        let tells_waiting = active().all(|column| is_left_when_done(line, column));
        let of_column = |column: ColumnIx, number: Number| {
            History::of(board, &Subject::Column(board.column(column).id), number)
        };
        let of_stage = |number: Number| match step.scope {
            Scope::Stage(id) => History::of(board, &Subject::Stage(id), number),
            _ => History::default(),
        };
        let together = |columns: &mut dyn Iterator<Item = ColumnIx>, number: Number| {
            let parts: Vec<History> = columns.map(|column| of_column(column, number)).collect();
            History::joined(&parts, |at| parts.iter().map(|part| part.at(at)).sum())
        };
        let first_of = |first: &History, second: &History| {
            History::joined([first, second], |at| first.at(at).or_else(|| second.at(at)))
        };
        let said = first_of(&of_stage(WORKERS), &together(&mut active(), WORKERS));
        let let_in = if tells_waiting { together(&mut active(), LIMIT) } else { History::default() };
        let workers = first_of(&said, &let_in);
        Some(Self {
            step: place,
            scope: step.scope,
            last_active,
            limit: first_of(&of_stage(LIMIT), &together(&mut columns(), LIMIT)),
            workers: if workers.at(now).is_some() { workers.filled() } else { History::default() },
            tells_waiting,
        })
    }
}

/// True if a queue or done column stands right of a column on today's board.
fn is_left_when_done(line: &Line, column: ColumnIx) -> bool {
    let right = line.columns().iter().skip(line.stop(column).position + 1);
    let next = right.map(|column| line.stop(*column)).find(|stop| stop.live);
    next.is_some_and(|stop| matches!(stop.kind, ColumnKind::Queue | ColumnKind::Done))
}
