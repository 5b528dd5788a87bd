//! The report as text, complete without colour: in short, for the end of a session, and in full.

mod full;
mod short;

use super::words::duration_or_dash;
use crate::flow::little::{Condition, Steady};

pub use full::full;
pub use short::{LINES, WIDTH, text};

/// One bar for each number, as high as the number is beside the greatest; a dot for 0.
pub fn sparkline(values: impl IntoIterator<Item = u32> + Clone) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = u64::from(values.clone().into_iter().max().unwrap_or(0));
    let bar = |value: u32| match usize::try_from((u64::from(value) * 8).div_ceil(most.max(1))) {
        Ok(height @ 1..=8) => BARS[height - 1],
        _ => '·',
    };
    values.into_iter().map(bar).collect()
}

/// What a condition of Little's law found, in words: `12 in, 11 out`.
pub fn condition(condition: &Condition) -> String {
    let count = |value: Option<i64>| value.unwrap_or(0).to_string();
    let (first, second) = (condition.first, condition.second);
    match condition.about {
        Steady::Traffic => format!("{} in, {} out", count(first), count(second)),
        Steady::Wip => format!("{} at start, {} at end", count(first), count(second)),
        Steady::Age => format!("mean age {}, then {}", duration_or_dash(first), duration_or_dash(second)),
        Steady::Abandoned => format!("{} of {} out abandoned", count(first), count(second)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_high_as_their_numbers() {
        for (values, bars) in [
            (vec![], ""),
            (vec![0, 0], "··"),
            (vec![0, 1], "·█"),
            (vec![1, 2, 3, 4, 8], "▁▂▃▄█"),
            (vec![1, 1000], "▁█"),
            (vec![u32::MAX, 0], "█·"),
        ] {
            assert_eq!(sparkline(values.iter().copied()), bars, "{values:?}");
        }
    }
}
