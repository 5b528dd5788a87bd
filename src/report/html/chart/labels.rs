//! Labels beside lines: as near as they can be to what they name, and never on one another.

/// Pixels from one label to the next.
pub(super) const LEADING: f64 = 14.0;

/// Moves heights, given from top to bottom, apart until each is [`LEADING`] from the next, within
/// `top` and `bottom` as far as there is room.
pub(super) fn spread(heights: &mut [f64], top: f64, bottom: f64) {
    let mut least = top;
    for height in heights.iter_mut() {
        *height = height.max(least);
        least = *height + LEADING;
    }
    let mut most = bottom;
    for height in heights.iter_mut().rev() {
        *height = height.min(most);
        most = *height - LEADING;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_their_distance() {
        for (given, spread_out) in [
            (vec![], vec![]),
            (vec![50.0], vec![50.0]),
            (vec![50.0, 50.0], vec![50.0, 64.0]),
            (vec![95.0, 96.0, 99.0], vec![72.0, 86.0, 100.0]),
            (vec![-5.0, 2.0], vec![0.0, 14.0]),
        ] {
            let mut heights = given.clone();
            spread(&mut heights, 0.0, 100.0);
            assert_eq!(heights, spread_out, "{given:?}");
        }
    }
}
