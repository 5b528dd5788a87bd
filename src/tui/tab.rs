//! The tabs of the metrics pane: one measure, or one family of measures, each.

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
            Self::Stream => "Stream",
            Self::Constraint => "Limit",
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
