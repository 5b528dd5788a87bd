//! A process behaviour chart's scales, and where its signals are.

use super::scale::{Scale, Unit};
use crate::flow::behaviour::Xmr;

/// What a chart of process behaviour is drawn with.
#[derive(Debug, Clone)]
pub struct Control {
    /// The values, upwards.
    pub values: Scale,
    /// Their moving ranges, upwards.
    pub ranges: Scale,
    /// The places of the signals.
    pub signals: Vec<u32>,
}

impl Control {
    /// Of a chart.
    pub fn of(xmr: &Xmr, unit: Unit) -> Self {
        let limits = xmr.limits;
        let most = |values: &mut dyn Iterator<Item = f64>, limit: f64| values.fold(limit, f64::max);
        let upper = limits.map_or(0.0, |limits| limits.upper);
        let upper_range = limits.map_or(0.0, |limits| limits.upper_range);
        let pairs = xmr.points.windows(2);
        let highest = most(&mut xmr.points.iter().map(|point| point.value), upper);
        let widest = most(&mut pairs.map(|pair| (pair[1].value - pair[0].value).abs()), upper_range);
        let scale = |most: f64| Scale::even(0, unit.ceiling(whole(most).max(1)));
        let places = xmr.points.iter().zip(0_u32..).filter(|(point, _)| !point.signals.is_empty());
        Self {
            values: scale(highest),
            ranges: scale(widest),
            signals: places.map(|(_, place)| place).collect(),
        }
    }
}

/// A value in whole milliseconds or cards, for its place in a picture.
pub fn whole(value: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a cast from float ends at the ends, and takes no number as 0"
    )]
    let whole = value.round() as i64;
    whole
}
