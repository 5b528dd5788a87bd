//! What a team agreed on beside limits: the service it promises, who works where, and on what.
//!
//! Policies are data for the measures of flow. None of them ever refuses a change.

use std::fmt;
use std::num::NonZeroU16;

/// A share in whole percent, from 1 to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(u8);

impl Share {
    /// A share of `percent`; `None` outside 1 to 100.
    pub fn new(percent: u64) -> Option<Self> {
        u8::try_from(percent).ok().filter(|percent| (1..=100).contains(percent)).map(Self)
    }

    /// The share in percent.
    pub fn percent(self) -> u8 {
        self.0
    }

    /// The share as a part of 1.
    pub fn part(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} %", self.0)
    }
}

/// A service level expectation: so many percent of cards finish within so long of being started.
///
/// The Kanban Guide (May 2025) calls it a forecast of how long it should take one item to flow
/// from start to finish: a period of elapsed time and a probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sle {
    /// The elapsed time, in milliseconds. At least 1.
    pub within_ms: i64,
    /// The probability.
    pub share: Share,
}

impl Sle {
    /// The most time an expectation may give: 100 years.
    pub const MOST_MS: i64 = 100 * 366 * 86_400_000;

    /// `share` of cards within `within_ms`; `None` unless that is between 1 ms and 100 years.
    pub fn new(within_ms: i64, share: Share) -> Option<Self> {
        (1..=Self::MOST_MS).contains(&within_ms).then_some(Self { within_ms, share })
    }
}

/// How many can work at a time: at least 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Workers(NonZeroU16);

impl Workers {
    /// So many; `None` for 0 and for more than 65,535.
    pub fn new(workers: u64) -> Option<Self> {
        u16::try_from(workers).ok().and_then(NonZeroU16::new).map(Self)
    }

    /// The number.
    pub fn number(self) -> usize {
        usize::from(self.0.get())
    }
}

impl fmt::Display for Workers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// The share of work that a kind of work should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkTarget {
    /// The kind of work: feature, defect, debt, risk or the team's own word.
    pub kind: Box<str>,
    /// Its share.
    pub share: Share,
}
