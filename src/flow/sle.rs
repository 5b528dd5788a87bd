//! The service level expectation as an error budget.
//!
//! "85 % within 8 days" allows 15 % of cards to take longer: that is the **budget**. **Burn rate** is
//! the share that missed ÷ the share that may; at 1 the budget is just used up over the window, from
//! 2 on the team should review, from 4 on stop and fix. Cycle time counts, from started to
//! finished (Kanban Guide, May 2025; error budgets after *Site Reliability Engineering*). Where the
//! board has no expectation, its 85th percentile is suggested, and told as a suggestion.
//!
//! A card in process carries its age as a share of the expectation, and its **risk**: of the past
//! cards that got at least as old, the share that missed. The past is all of it, not the window: a
//! window that goes well would tell of no risk at all.

use super::lead_time::Finished;
use super::{Ages, Distribution, Journey, Journeys};
use crate::board::{Board, Id, Share, Sle};

/// The percentile that is suggested where nothing was agreed on.
const SUGGESTED: usize = 85;

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
    /// The cards in process, the oldest first; none without an expectation.
    pub at_risk: Vec<AtRisk>,
}

impl ServiceLevel {
    pub(super) fn of(board: &Board, journeys: &Journeys, finished: &[Finished]) -> Self {
        let mut cycles: Vec<i64> =
            finished.iter().filter_map(|card| card.times).map(|[_, cycle, _]| cycle).collect();
        let finished = cycles.len();
        let Some(sle) = board.sle().or_else(|| suggest(&mut cycles)) else {
            return Self { finished, ..Self::default() };
        };
        let may_miss = 100 - usize::from(sle.share.percent());
        Self {
            sle: Some(sle),
            suggested: board.sle().is_none(),
            finished,
            kept: cycles.iter().filter(|cycle| **cycle <= sle.within_ms).count(),
            allowed: finished * may_miss / 100,
            at_risk: at_risk(sle, journeys),
        }
    }

    /// Cards that took longer; none without an expectation.
    pub fn missed(&self) -> usize {
        if self.sle.is_some() { self.finished - self.kept } else { 0 }
    }

    /// kept ÷ finished; `None` without expectation or cards.
    pub fn hit_rate(&self) -> Option<f64> {
        self.sle?;
        (self.finished > 0).then(|| self.kept as f64 / self.finished as f64)
    }

    /// Share missed ÷ share allowed; `None` without cards, or when nothing may miss (100 %).
    pub fn burn_rate(&self) -> Option<f64> {
        // In whole numbers up to the last step: thirty of a hundred are exactly twice 15 %.
        let allowed = self.finished * (100 - usize::from(self.sle?.share.percent()));
        (allowed > 0).then(|| (self.missed() * 100) as f64 / allowed as f64)
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

/// What most cards kept, where there are enough of them to say so.
fn suggest(cycles: &mut [i64]) -> Option<Sle> {
    let share = Share::new(u64::try_from(SUGGESTED).ok()?)?;
    Sle::new(Distribution::of(cycles).told_ms(SUGGESTED)?, share)
}

fn at_risk(sle: Sle, journeys: &Journeys) -> Vec<AtRisk> {
    let timed = journeys.list().iter().filter(|journey| journey.is_timed());
    let mut past: Vec<i64> = timed.filter_map(Journey::cycle_ms).collect();
    past.sort_unstable();
    let longer_than = |ms: i64| past.len() - past.partition_point(|cycle| *cycle <= ms);
    let missed = longer_than(sle.within_ms);
    let cards = Ages::of(journeys).cards.into_iter().map(|card| {
        let as_old = longer_than(card.age_ms - 1);
        let risk = if card.age_ms > sle.within_ms {
            Some(1.0)
        } else {
            (as_old > 0).then(|| missed as f64 / as_old as f64)
        };
        let of_sle = card.age_ms as f64 / sle.within_ms as f64;
        AtRisk { card: card.card, age_ms: card.age_ms, of_sle, risk, risk_n: as_old }
    });
    cards.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(finished: usize, kept: usize, percent: u64) -> ServiceLevel {
        let sle = Share::new(percent).and_then(|share| Sle::new(1000, share));
        ServiceLevel { sle, finished, kept, ..ServiceLevel::default() }
    }

    #[test]
    fn the_burn_rate_is_exact_at_its_borders() {
        for (finished, kept, percent, rate, burn) in [
            (20, 20, 85, Some(0.0), Some(Burn::Calm)),
            (100, 85, 85, Some(1.0), Some(Burn::Calm)),
            (100, 84, 85, Some(16.0 / 15.0), Some(Burn::Over)),
            (100, 71, 85, Some(29.0 / 15.0), Some(Burn::Over)),
            // In floats 0.3 ÷ (1 − 0.85) is 1.9999999999999998.
            (100, 70, 85, Some(2.0), Some(Burn::Review)),
            (100, 40, 85, Some(4.0), Some(Burn::StopAndFix)),
            (3, 0, 50, Some(2.0), Some(Burn::Review)),
            (10, 0, 99, Some(100.0), Some(Burn::StopAndFix)),
            // Where nothing may miss there is no budget to burn.
            (10, 9, 100, None, None),
            (0, 0, 85, None, None),
        ] {
            let level = level(finished, kept, percent);
            assert_eq!(
                (level.burn_rate(), level.burn()),
                (rate, burn),
                "{kept} of {finished} at {percent} %"
            );
            assert_eq!(level.missed(), finished - kept);
        }
    }

    #[test]
    fn without_an_expectation_nothing_is_missed() {
        let level = ServiceLevel { finished: 7, ..ServiceLevel::default() };
        assert_eq!(
            (level.missed(), level.hit_rate(), level.burn_rate(), level.burn()),
            (0, None, None, None)
        );
    }

    #[test]
    fn it_takes_ten_cards_to_suggest_one() {
        let suggested = |cards: i64| suggest(&mut (1..=cards).collect::<Vec<_>>());
        assert_eq!(suggested(9), None);
        let ten = suggested(10).map(|sle| (sle.within_ms, sle.share.percent()));
        assert_eq!(ten, Some((9, 85)));
        // Nothing is promised within no time.
        assert_eq!(suggest(&mut [0; 20]), None);
    }
}
