//! What work was done on: kinds of work beside their targets, and how much came in between.
//!
//! The share of finished cards and of process time per kind (feature, defect, debt, risk, or the
//! board's own words), beside the share the team set itself: *The DevOps Handbook* (chapter 6)
//! reserves 20 % for improvement work. **Expedited** cards are of a class with right of way: the
//! unplanned work of the window.
//!
//! "Defect" and "defect" are one kind. It is called as its target is, else by the first of its
//! spellings in order of letters. All process time of a card counts, also that before the window.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{Journeys, Window};
use crate::board::{Board, Name, Share};

/// A kind of work in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkKind {
    /// Its name; empty for cards that have none.
    pub kind: Box<str>,
    /// Cards of it that finished in the window.
    pub finished: usize,
    /// Their process time, in milliseconds.
    pub process_ms: i128,
    /// The share of work it should have.
    pub target: Option<Share>,
}

/// The mix of work in a window.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkKinds {
    /// The kinds that finished or have a target, the most finished first, cards without one last.
    pub kinds: Vec<WorkKind>,
    /// All cards that finished.
    pub finished: usize,
    /// Their process time.
    pub process_ms: i128,
    /// Expedited cards that finished.
    pub expedited: usize,
    /// Their process time.
    pub expedited_process_ms: i128,
}

impl WorkKinds {
    pub(super) fn of(board: &Board, journeys: &Journeys, window: Window) -> Self {
        let mut all = Self::default();
        let mut spelt: HashMap<Option<Name>, (usize, i128)> = HashMap::new();
        for journey in journeys.since(window.from) {
            if !journey.finished.is_some_and(|at| window.contains(at)) {
                continue;
            }
            let process_ms = i128::from(journey.process_ms);
            let (cards, sum) = spelt.entry(journey.work_kind).or_default();
            (*cards, *sum) = (*cards + 1, *sum + process_ms);
            all.finished += 1;
            all.process_ms += process_ms;
            if journey.expedited {
                all.expedited += 1;
                all.expedited_process_ms += process_ms;
            }
        }
        let mut kinds: HashMap<String, WorkKind> = HashMap::new();
        for target in board.work_targets() {
            let kind = WorkKind {
                kind: target.kind.clone(),
                finished: 0,
                process_ms: 0,
                target: Some(target.share),
            };
            kinds.entry(key(&target.kind)).or_insert(kind);
        }
        for (name, (finished, process_ms)) in spelt {
            let text = name.map_or("", |name| journeys.work_kinds().text(name).trim());
            let new = || WorkKind { kind: text.into(), finished: 0, process_ms: 0, target: None };
            let kind = kinds.entry(key(text)).or_insert_with(new);
            kind.finished += finished;
            kind.process_ms += process_ms;
            if kind.target.is_none() && text < &*kind.kind {
                kind.kind = text.into();
            }
        }
        all.kinds = kinds.into_values().collect();
        all.kinds.sort_by(|a, b| order(a).cmp(&order(b)));
        all
    }

    /// Part ÷ all finished cards; `None` when nothing finished.
    pub fn share_of_cards(&self, part: usize) -> Option<f64> {
        (self.finished > 0).then(|| part as f64 / self.finished as f64)
    }

    /// Part ÷ all process time; `None` when nothing was worked on.
    pub fn share_of_work(&self, part_ms: i128) -> Option<f64> {
        (self.process_ms > 0).then(|| part_ms as f64 / self.process_ms as f64)
    }
}

/// What spellings of one kind have in common.
fn key(kind: &str) -> String {
    kind.trim().to_lowercase()
}

fn order(kind: &WorkKind) -> (bool, Reverse<usize>, String, &str) {
    (kind.kind.is_empty(), Reverse(kind.finished), key(&kind.kind), &kind.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_no_share() {
        let none = WorkKinds::default();
        assert_eq!((none.share_of_cards(0), none.share_of_work(0)), (None, None));
        let some = WorkKinds { finished: 4, process_ms: 1000, ..WorkKinds::default() };
        assert_eq!((some.share_of_cards(1), some.share_of_work(250)), (Some(0.25), Some(0.25)));
    }
}
