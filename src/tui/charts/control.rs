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
        let lower = limits.map_or(0.0, |limits| limits.lower);
        let lowest = xmr.points.iter().map(|point| point.value).fold(lower, f64::min);
        let places = xmr.points.iter().zip(0_u32..).filter(|(point, _)| !point.signals.is_empty());
        Self {
            values: around(whole(lowest), whole(highest), unit),
            ranges: Scale::even(0, unit.ceiling(whole(widest).max(1))),
            signals: places.map(|(_, place)| place).collect(),
        }
    }
}

/// From the lowest to the highest value; from 0 where that is not far below, so that the limits do
/// not lie on each other.
fn around(lowest: i64, highest: i64, unit: Unit) -> Scale {
    let wide = highest.saturating_sub(lowest);
    let step = unit.step((wide / 4).max(1));
    let low = if lowest / 2 > wide { lowest / step * step } else { 0 };
    Scale::even(low, low.saturating_add(unit.ceiling(highest.saturating_sub(low).max(1))))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::Id;
    use crate::flow::behaviour::{Limits, Of, Point, Signal};

    #[test]
    fn values_limits_and_ranges_have_places_and_signals_are_known() {
        let point =
            |value: f64, signals: Vec<Signal>| Point { of: Of::Card(Id::random(1, 8)), value, signals };
        let points =
            vec![point(3.0, vec![]), point(47.0, vec![Signal::Outside, Signal::Jump]), point(9.4, vec![])];
        let limits = Limits { mean: 10.0, mean_range: 2.0, upper: 16.0, lower: 4.0, upper_range: 60.0 };
        let control = Control::of(&Xmr { points, limits: Some(limits) }, Unit::Count);
        assert_eq!((control.values.high(), control.ranges.high()), (60, 60));
        assert_eq!(control.signals, [1]);
        let far = [point(5000.0, vec![]), point(5100.0, vec![])].to_vec();
        let limits =
            Limits { mean: 5050.0, mean_range: 100.0, upper: 5316.0, lower: 4784.0, upper_range: 327.0 };
        let control = Control::of(&Xmr { points: far, limits: Some(limits) }, Unit::Count);
        assert_eq!((control.values.low(), control.values.high()), (4600, 5400), "limits are told apart");
        let empty = Control::of(&Xmr::default(), Unit::Time);
        assert!(empty.values.high() >= 1 && empty.signals.is_empty());
        assert_eq!([f64::NAN, f64::INFINITY, -0.4].map(whole), [0, i64::MAX, 0]);
    }
}
