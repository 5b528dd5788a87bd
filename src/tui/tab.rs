//! The tabs of the metrics pane: one measure, or one family of measures, each; and where they
//! stand in their row. Nothing here draws.

use std::ops::Range;

use crate::text;

/// A tab, in the order they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tab {
    /// Every measure that is a number or two.
    #[default]
    Summary,
    /// How far cards have come, day by day.
    Cumulative,
    /// How long each finished card took, by the day it finished.
    Scatter,
    /// How many cards took how long.
    Histogram,
    /// How old the cards in process are, column by column.
    Ageing,
    /// What finished, what came and went, what was in process.
    Throughput,
    /// Where the lead time goes.
    Stream,
    /// The stage that sets the pace.
    Constraint,
    /// What is a signal, and what is noise.
    Behaviour,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 9] = [
        Self::Summary,
        Self::Cumulative,
        Self::Scatter,
        Self::Histogram,
        Self::Ageing,
        Self::Throughput,
        Self::Stream,
        Self::Constraint,
        Self::Behaviour,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Cumulative => "Cumulative flow",
            Self::Scatter => "Scatter",
            Self::Histogram => "Histogram",
            Self::Ageing => "Ageing",
            Self::Throughput => "Throughput",
            Self::Stream => "Value stream",
            Self::Constraint => "Constraint",
            Self::Behaviour => "Behaviour",
        }
    }

    /// Its name where nine of them have to share 80 cells.
    pub fn short(self) -> &'static str {
        match self {
            Self::Summary => "Summary",
            Self::Cumulative => "Flow",
            Self::Scatter => "Times",
            Self::Histogram => "Hist",
            Self::Ageing => "Age",
            Self::Throughput => "Rate",
            Self::Stream => "VSM",
            Self::Constraint => "Constr",
            Self::Behaviour => "XmR",
        }
    }

    /// Its number, from 1: the key that shows it.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The tab so many places on, round and round.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let all = isize::try_from(Self::ALL.len()).unwrap_or(1);
        let place = isize::try_from(self as usize).unwrap_or(0).saturating_add(by % all).rem_euclid(all);
        usize::try_from(place).ok().and_then(|place| Self::ALL.get(place)).copied().unwrap_or_default()
    }
}

/// A tab in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The tab.
    pub tab: Tab,
    /// Its name, as far as there is room for names; may be empty.
    pub name: &'static str,
    /// The cells it takes, from the row's beginning: a mark or a blank, the number, a blank, the
    /// name.
    pub cells: Range<u16>,
}

/// The tabs in a row of so many cells: with their names where there is room, else with short ones,
/// else with numbers and the name of the tab that is shown.
pub fn row(width: u16, shown: Tab) -> Vec<Placed> {
    let spelled: [fn(Tab, Tab) -> &'static str; 3] =
        [|tab, _| tab.name(), |tab, _| tab.short(), |tab, shown| if tab == shown { tab.short() } else { "" }];
    let placed = spelled.map(|name| {
        let mut x = 1;
        Tab::ALL.map(|tab| {
            let name = name(tab, shown);
            let wide = if name.is_empty() { 2 } else { 3 + text::width(name) };
            let from = x;
            x += u16::try_from(wide).unwrap_or(0);
            Placed { tab, name, cells: from..x }
        })
    });
    let fits = |row: &&[Placed; 9]| row.last().is_some_and(|last| last.cells.end + 2 <= width);
    placed.iter().find(fits).unwrap_or(&placed[2]).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_go_round() {
        assert_eq!(Tab::Summary.step(-1), Tab::Behaviour);
        assert_eq!(Tab::Behaviour.step(1), Tab::Summary);
        assert_eq!(Tab::Ageing.step(isize::MIN).step(isize::MAX), Tab::ALL[Tab::Ageing as usize].step(-1));
        for (place, tab) in Tab::ALL.into_iter().enumerate() {
            assert_eq!(tab.number(), place + 1);
        }
    }
}
