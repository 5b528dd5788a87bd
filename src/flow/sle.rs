//! The service level expectation as an error budget.
//!
//! "85 % within 8 days" allows 15 % of cards to take longer: that is the **budget**. **Burn rate** is
//! the share that missed ÷ the share that may; at 1 the budget is just used up over the window, from
//! 2 on the team should review, from 4 on stop and fix. Cycle time counts, from started to
//! finished (Kanban Guide, May 2025; error budgets after *Site Reliability Engineering*). Where the
//! board has no expectation, its 85th percentile is suggested, and told as a suggestion.
//!
//! A card in process carries its age as a share of the expectation, and its **risk**: of the past
//! cards that got at least as old, the share that missed.

use super::Journeys;
use super::lead_time::Finished;
use crate::board::{Board, Id, Sle};

/// How soon the budget will be gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Burn {
    /// Within the budget.
    Calm,
    /// More misses than the budget allows.
    Over,
    /// Twice as many or more: review.
    Review,
    /// Four times as many or more: stop and fix.
    StopAndFix,
}

/// A card in process beside the expectation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AtRisk {
    /// The card.
    pub card: Id,
    /// Its age, in milliseconds.
    pub age_ms: i64,
    /// Age ÷ expectation. Above 1 it has missed.
    pub of_sle: f64,
    /// The probability that it will miss: 1 when it has; `None` when no past card got as old.
    pub risk: Option<f64>,
    /// How many past cards that rests on.
    pub risk_n: usize,
}

/// The expectation and how it was kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ServiceLevel {
    /// The expectation; `None` when the board has none and too few cards to suggest one.
    pub sle: Option<Sle>,
    /// Whether it was suggested from the window rather than agreed on.
    pub suggested: bool,
    /// Cards with times that finished in the window.
    pub finished: usize,
    /// Those that kept it.
    pub kept: usize,
    /// Misses the budget allows: ⌊finished × (100 − percent) ÷ 100⌋.
    pub allowed: usize,
    /// The cards in process, the oldest first.
    pub at_risk: Vec<AtRisk>,
}

impl ServiceLevel {
    pub(super) fn of(_board: &Board, _journeys: &Journeys, _finished: &[Finished]) -> Self {
        Self::default()
    }

    /// Cards that took longer.
    pub fn missed(&self) -> usize {
        self.finished - self.kept.min(self.finished)
    }

    /// kept ÷ finished; `None` without expectation or cards.
    pub fn hit_rate(&self) -> Option<f64> {
        self.sle?;
        (self.finished > 0).then(|| self.kept as f64 / self.finished as f64)
    }

    /// Share missed ÷ share allowed; `None` without cards, or when nothing may miss (100 %).
    pub fn burn_rate(&self) -> Option<f64> {
        let allowed = 1.0 - self.sle?.share.part();
        (self.finished > 0 && allowed > 0.0).then(|| self.missed() as f64 / self.finished as f64 / allowed)
    }

    /// What the burn rate asks for.
    pub fn burn(&self) -> Option<Burn> {
        Some(match self.burn_rate()? {
            rate if rate >= 4.0 => Burn::StopAndFix,
            rate if rate >= 2.0 => Burn::Review,
            rate if rate > 1.0 => Burn::Over,
            _ => Burn::Calm,
        })
    }
}
