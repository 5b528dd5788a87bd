//! The value stream map: where the lead time of the finished cards went, block by block.
//!
//! A block is a stage, or a column that works, with the queues in front of it; a backlog, a queue
//! that neither follows, and the time in done before a reopening are blocks of their own, without
//! process time.
//! **LT** is the time in the block up to the finish, **PT** the time in its active columns and not
//! blocked, **%C/A** that of its hand-offs. Blocks are summed over the same cards, those that
//! finished in the window and were in process, so totals follow by rule: ΣLT is the sum of their
//! lead times to the millisecond, ΣPT that of their process times, and ΣPT ÷ ΣLT is the activity
//! ratio. (Karen Martin and Mike Osterling, *Value Stream Mapping*; *The DevOps Handbook*, chapter
//! 6. The Handbook's Figure 10 prints totals that do not follow from its own blocks.)

use super::{Distribution, Journeys, Line, Stay, Step, Stop, Window};
use crate::board::{ColumnIx, ColumnKind, Scope};
use crate::flow::accuracy::StageAccuracy;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Requested, not committed to.
    Backlog,
    /// A stage that works, with the queues in front of it.
    Work,
    /// A stage that only waits, or a queue that no stage and no work follows.
    Queue,
    /// In done, before the card was reopened or went on to another done column.
    Reopened,
}

/// A block of the map. Sums are in milliseconds, over all cards of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The stage or column that names it.
    pub scope: Scope,
    /// Σ lead time.
    pub lead_ms: i128,
    /// Σ process time.
    pub process_ms: i128,
    /// Σ blocked time.
    pub blocked_ms: i128,
    /// The lead time here of those cards that came through it, all visits of a card together.
    pub through: Distribution,
    /// Its hand-offs; `None` where nothing is worked on.
    pub accuracy: Option<StageAccuracy>,
}

/// The map.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ValueStream {
    /// How many cards it is of.
    pub cards: usize,
    /// The blocks, left to right.
    pub blocks: Vec<Block>,
}

impl ValueStream {
    pub(super) fn of(journeys: &Journeys, window: Window, stages: &[StageAccuracy]) -> Self {
        let line = journeys.line();
        let mut map = Map::of(line);
        let mut cards = 0;
        for journey in journeys.since(window.from) {
            let counts = journey.is_timed() && journey.finished.is_some_and(|at| window.contains(at));
            // The last stay begins with the finish.
            let Some((_, stays)) = journeys.stays(journey).split_last().filter(|_| counts) else { continue };
            cards += 1;
            for stay in stays {
                map.add(stay, line.stop(stay.column).kind);
            }
            map.end_card();
        }
        let blocks = if cards == 0 { Vec::new() } else { map.told(stages) };
        Self { cards, blocks }
    }

    /// Σ lead time of all blocks.
    pub fn lead_ms(&self) -> i128 {
        self.blocks.iter().map(|block| block.lead_ms).sum()
    }

    /// Σ process time of all blocks.
    pub fn process_ms(&self) -> i128 {
        self.blocks.iter().map(|block| block.process_ms).sum()
    }

    /// A sum as the mean per card, in milliseconds rounded half up; `None` without cards.
    pub fn per_card(&self, sum_ms: i128) -> Option<i64> {
        let cards = i128::try_from(self.cards).ok().filter(|cards| *cards > 0)?;
        i64::try_from((2 * sum_ms + cards).div_euclid(2 * cards)).ok()
    }
}

/// The map while cards are added to it.
struct Map {
    /// The blocks there may be, left to right by their first columns.
    blocks: Vec<Draft>,
    /// For each column the place of its block.
    block_of: Vec<usize>,
    /// The blocks the card at hand came through.
    visited: Vec<usize>,
}

struct Draft {
    block: Block,
    /// Whether it is on the map even if no card came through it.
    always: bool,
    /// What the card at hand spent here, once it came through.
    here_ms: Option<i64>,
    /// What each card before it spent here.
    through: Vec<i64>,
}

impl Map {
    fn of(line: &Line) -> Self {
        let mut blocks: Vec<Draft> = Vec::new();
        let mut block_of = vec![0; line.columns().len()];
        let mut of_step = vec![None; line.steps().len()];
        for (column, step) in line.columns().iter().zip(goes_with(line)) {
            let Stop { kind, live, .. } = line.stop(*column);
            let place = step.and_then(|step| of_step[step]).unwrap_or_else(|| {
                blocks.push(Draft::of(*column, kind, step.map(|step| &line.steps()[step])));
                blocks.len() - 1
            });
            if let Some(step) = step {
                of_step[step] = Some(place);
            }
            block_of[column.index()] = place;
            blocks[place].always |= live && kind != ColumnKind::Done;
        }
        Self { blocks, block_of, visited: Vec::new() }
    }

    fn add(&mut self, stay: &Stay, kind: ColumnKind) {
        let place = self.block_of[stay.column.index()];
        let Draft { block, here_ms, .. } = &mut self.blocks[place];
        if here_ms.is_none() {
            self.visited.push(place);
        }
        let ms = stay.to.since(stay.from);
        *here_ms = Some(here_ms.unwrap_or(0) + ms);
        block.lead_ms += i128::from(ms);
        if kind.in_process() {
            block.blocked_ms += i128::from(stay.blocked_ms);
        }
        if kind == ColumnKind::Active {
            block.process_ms += i128::from(ms - stay.blocked_ms);
        }
    }

    fn end_card(&mut self) {
        for place in self.visited.drain(..) {
            let Draft { here_ms, through, .. } = &mut self.blocks[place];
            through.extend(here_ms.take());
        }
    }

    fn told(self, stages: &[StageAccuracy]) -> Vec<Block> {
        // A card that is given back the moment it is done spends no time there.
        let spent = |draft: &Draft| draft.block.kind != BlockKind::Reopened || draft.block.lead_ms > 0;
        let told = |draft: &Draft| draft.always || (!draft.through.is_empty() && spent(draft));
        let drafts = self.blocks.into_iter().filter(told);
        let told = drafts.map(|Draft { mut block, mut through, .. }| {
            block.through = Distribution::of(&mut through);
            let stage = stages.iter().find(|stage| stage.scope == block.scope);
            block.accuracy = stage.copied().filter(|_| block.kind == BlockKind::Work);
            block
        });
        told.collect()
    }
}

impl Draft {
    /// A block of a column alone, or of a step and what goes with it.
    fn of(column: ColumnIx, kind: ColumnKind, step: Option<&Step>) -> Self {
        let (kind, scope) = match step {
            Some(step) if step.kind == ColumnKind::Active => (BlockKind::Work, step.scope),
            Some(step) => (BlockKind::Queue, step.scope),
            None if kind == ColumnKind::Done => (BlockKind::Reopened, Scope::Column(column)),
            None => (BlockKind::Backlog, Scope::Column(column)),
        };
        let through = Distribution::default();
        let block = Block { kind, scope, lead_ms: 0, process_ms: 0, blocked_ms: 0, through, accuracy: None };
        Self { block, always: false, here_ms: None, through: Vec::new() }
    }
}

/// For each column, left to right, the step whose block its time goes to: of a column in a stage,
/// or one that works, its own; of any other queue the next such step on today's board, with nothing
/// but queues before it. Backlogs and done columns go with none.
fn goes_with(line: &Line) -> Vec<Option<usize>> {
    let mut next = None;
    let mut steps: Vec<Option<usize>> = Vec::with_capacity(line.columns().len());
    for column in line.columns().iter().rev() {
        let Stop { kind, live, step: own, .. } = line.stop(*column);
        // A stage that only waits was named by the team: it is a block too.
        let Step { scope, kind: does, .. } = &line.steps()[own];
        let is_block = *does == ColumnKind::Active || matches!(scope, Scope::Stage(_));
        let step = kind.in_process().then_some(if is_block { own } else { next.unwrap_or(own) });
        if live && (is_block || !kind.in_process()) {
            next = step;
        }
        steps.push(step);
    }
    steps.reverse();
    steps
}
