//! The value stream map: where the lead time of the finished cards went, block by block.
//!
//! A block is a stage that works, with the queues in front of it; a backlog, a queue that no work
//! follows, and the time in done before a reopening are blocks of their own, without process time.
//! **LT** is the time in the block up to the finish, **PT** the time in its active columns and not
//! blocked, **%C/A** that of its hand-offs. Blocks are summed over the same cards, those that
//! finished in the window and were in process, so totals follow by rule: ΣLT is the sum of their
//! lead times to the millisecond, ΣPT that of their process times, and ΣPT ÷ ΣLT is the activity
//! ratio. (Karen Martin and Mike Osterling, *Value Stream Mapping*; *The DevOps Handbook*, chapter
//! 6. The Handbook's Figure 10 prints totals that do not follow from its own blocks.)

use super::{Distribution, Journeys, Window};
use crate::board::Scope;
use crate::flow::accuracy::StageAccuracy;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// Requested, not committed to.
    Backlog,
    /// A stage that works, with the queues in front of it.
    Work,
    /// A queue that no work follows.
    Queue,
    /// In done, before the card was reopened.
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
    pub(super) fn of(_journeys: &Journeys, _window: Window, _stages: &[StageAccuracy]) -> Self {
        Self::default()
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
