//! Little's law, in three lines rather than one.
//!
//! 1. **Identity.** Over any window L = Λ·w holds exactly, with L the mean number of cards in
//!    process, Λ the arrivals per time and w the time in process per arrival, as far as it lies in
//!    the window (sample-path version: Stidham 1974; El-Taha and Stidham 1999). If it does not
//!    hold, something is counted wrong.
//! 2. **Estimate.** Mean work in process ÷ throughput says how long a card takes, *if* the board
//!    is steady (Little and Graves, "Little's Law", 2008). It stands beside what was measured, with
//!    the gap between the two.
//! 3. **Conditions.** Whether the board is steady, each with its numbers. When one fails, the
//!    estimate is shown as unreliable.

use super::{DAY_MS, Journeys, Times, Window, Wip};
use crate::board::Timestamp;

/// Two counts or ages are about the same when they differ by at most this share of the greater
/// one; counts also when they differ by one card.
pub const ABOUT: f64 = 0.2;
/// The share of departures that may be abandonments.
pub const FEW_ABANDONED: f64 = 0.1;

/// What the law says of a kind of time, and what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// Mean number of cards the time is about.
    pub mean_cards: Option<f64>,
    /// That ÷ throughput, in milliseconds; `None` when nothing finished, or no card was there: what
    /// came straight to done says nothing of how long a card takes.
    pub estimate_ms: Option<i64>,
    /// The mean time of the cards that finished.
    pub measured_ms: Option<i64>,
}

impl Estimate {
    /// (estimate − measured) ÷ measured.
    pub fn gap(&self) -> Option<f64> {
        let (estimate, measured) = (self.estimate_ms?, self.measured_ms?);
        (measured > 0).then(|| (estimate - measured) as f64 / measured as f64)
    }

    fn of(card_ms: i128, observed_ms: i64, finished: usize, measured_ms: Option<i64>) -> Self {
        Self {
            mean_cards: (observed_ms > 0).then(|| card_ms as f64 / observed_ms as f64),
            // L ÷ (n/T) = (∫N dt / T) ÷ (n/T): the window's length cancels out.
            estimate_ms: per(card_ms, finished).filter(|_| observed_ms > 0 && card_ms > 0),
            measured_ms,
        }
    }
}

/// What has to be about the same, or small, for the estimate to be worth anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Steady {
    /// Arrivals and departures.
    Traffic,
    /// Cards in process at the window's start and end.
    Wip,
    /// Their mean age in milliseconds, at start and end.
    Age,
    /// Abandoned cards, among all that departed.
    Abandoned,
}

/// A condition, its two numbers, and whether it is met.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Condition {
    /// Which.
    pub about: Steady,
    /// Arrivals; at start; abandoned. `None` where there was no card to tell of.
    pub first: Option<i64>,
    /// Departures; at end; all departures.
    pub second: Option<i64>,
    /// `None` when it cannot be told.
    pub ok: Option<bool>,
}

/// The three lines.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Little {
    /// L: mean cards in process.
    pub mean_wip: Option<f64>,
    /// Λ: arrivals per 24 hours.
    pub arrivals_per_day: Option<f64>,
    /// w: ∫N dt ÷ arrivals, in milliseconds. `None` when nothing arrived.
    pub residence_ms: Option<i64>,
    /// ∫N dt ÷ all cards that were in process at some time of the window, in milliseconds.
    pub residence_of_present_ms: Option<i64>,
    /// For the cards in process and cycle time.
    pub cycle: Estimate,
    /// For the cards from request to delivery and lead time.
    pub lead: Estimate,
    /// How long a card that is started now takes: today's cards in process ÷ throughput. `None`
    /// when there are none.
    pub started_now_ms: Option<i64>,
    /// Whether the board is steady.
    pub conditions: Vec<Condition>,
}

impl Little {
    pub(super) fn of(journeys: &Journeys, window: Window, wip: &Wip, finished: usize, times: &Times) -> Self {
        let observed = window.observed_ms(journeys.now());
        let now_card_ms = wip.now as i128 * i128::from(observed);
        Self {
            mean_wip: wip.mean,
            arrivals_per_day: (observed > 0).then(|| wip.arrivals as f64 * DAY_MS as f64 / observed as f64),
            residence_ms: per(wip.card_ms, wip.arrivals),
            residence_of_present_ms: per(wip.card_ms, wip.start + wip.arrivals),
            cycle: Estimate::of(wip.card_ms, observed, finished, times.cycle.mean_ms()),
            lead: Estimate::of(on_board_ms(journeys, window), observed, finished, times.lead.mean_ms()),
            started_now_ms: per(now_card_ms, finished).filter(|_| now_card_ms > 0),
            conditions: conditions(journeys, window, wip),
        }
    }

    /// How far L and Λ·w are apart, as a share of L; 0 but for rounding. `None` without arrivals.
    pub fn identity_error(&self) -> Option<f64> {
        let (wip, arrivals, residence) = (self.mean_wip?, self.arrivals_per_day?, self.residence_ms?);
        let product = arrivals * residence as f64 / DAY_MS as f64;
        Some(if wip > 0.0 { (product - wip).abs() / wip } else { product })
    }

    /// False when a condition is not met, or nothing finished to estimate from.
    pub fn is_reliable(&self) -> bool {
        self.cycle.estimate_ms.is_some()
            && self.conditions.iter().all(|condition| condition.ok != Some(false))
    }
}

/// Card-milliseconds per card, rounded half up.
fn per(card_ms: i128, cards: usize) -> Option<i64> {
    let cards = i128::try_from(cards).ok().filter(|cards| *cards > 0)?;
    i64::try_from((2 * card_ms + cards).div_euclid(2 * cards)).ok()
}

/// ∫ of the cards that are requested and not yet delivered or given up.
fn on_board_ms(journeys: &Journeys, window: Window) -> i128 {
    let until = |end: Option<Timestamp>| end.unwrap_or(journeys.now());
    let card_ms = |journey: &super::Journey| {
        window.overlap_ms(journey.created, until(journey.finished.or(journey.abandoned)))
    };
    journeys.since(window.from).map(card_ms).map(i128::from).sum()
}

fn conditions(journeys: &Journeys, window: Window, wip: &Wip) -> Vec<Condition> {
    let end = window.to.min(journeys.now());
    let (mut before, mut after, mut abandoned) = (0_i128, 0_i128, 0_usize);
    for span in journeys.spans() {
        let at_start = span.holds_before(window.from);
        let at_end = span.holds_before(window.to);
        let left = !span.is_open() && window.contains(span.until);
        if !at_start && !at_end && !left {
            continue;
        }
        let journey = &journeys.list()[span.owner as usize];
        let started = journey.started.unwrap_or(span.from);
        before += if at_start { i128::from(window.from.since(started)) } else { 0 };
        after += if at_end { i128::from(end.since(started)) } else { 0 };
        abandoned += usize::from(left && journey.abandoned == Some(span.until));
    }
    let count = |cards: usize| i64::try_from(cards).ok();
    let (first, second) = (per(before, wip.start), per(after, wip.end));
    let same_age = match (first, second) {
        (Some(first), Some(second)) => Some(about(first as f64, second as f64)),
        _ => None,
    };
    let observed = window.observed_ms(journeys.now()) > 0;
    let same = |a: usize, b: usize| observed.then(|| a.abs_diff(b) <= 1 || about(a as f64, b as f64));
    let departed = wip.departures > 0;
    vec![
        Condition {
            about: Steady::Traffic,
            first: count(wip.arrivals),
            second: count(wip.departures),
            ok: same(wip.arrivals, wip.departures),
        },
        Condition {
            about: Steady::Wip,
            first: count(wip.start),
            second: count(wip.end),
            ok: same(wip.start, wip.end),
        },
        Condition { about: Steady::Age, first, second, ok: same_age },
        Condition {
            about: Steady::Abandoned,
            first: count(abandoned),
            second: count(wip.departures),
            ok: departed.then_some(abandoned as f64 <= FEW_ABANDONED * wip.departures as f64),
        },
    ]
}

fn about(a: f64, b: f64) -> bool {
    (a - b).abs() <= ABOUT * a.max(b)
}
