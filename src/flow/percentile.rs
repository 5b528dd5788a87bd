//! Percentiles by nearest rank, in whole numbers.
//!
//! The p-th percentile is the smallest observed value that at least p % of all values do not
//! exceed: `v[(p·n + 99) / 100]`, counted from 1. It is the only common rule that keeps the
//! promise "p % finish in this or less", and it never invents a value between two observed ones.
//! Computed with floats the rank is off by one for some n (0.55 × 20 is 11.000000000000002).

use super::Absence;

/// The percentiles andon tells.
pub const PERCENTILES: [usize; 4] = [50, 70, 85, 95];

/// The rank, counted from 1, of the p-th percentile of `n` values: (p·n + 99) ÷ 100, rounded down.
pub fn rank(n: usize, p: usize) -> usize {
    (p * n).div_ceil(100)
}

/// The p-th percentile of values in ascending order; `None` when there are none.
pub fn nearest_rank(ascending: &[i64], p: usize) -> Option<i64> {
    ascending.get(rank(ascending.len(), p).saturating_sub(1)).copied()
}

/// How long something took, over all the cards that did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Distribution {
    /// How many values there are.
    pub n: usize,
    /// Their sum, in milliseconds.
    pub sum_ms: i128,
    values: [i64; PERCENTILES.len()],
}

impl Distribution {
    /// The distribution of `values`, which end up in another order.
    pub fn of(values: &mut [i64]) -> Self {
        let n = values.len();
        let mut distribution =
            Self { n, sum_ms: values.iter().copied().map(i128::from).sum(), values: [0; PERCENTILES.len()] };
        // Four partial selections instead of a sort: each leaves what is greater to its right.
        let (mut rest, mut before) = (values, 0);
        for (value, p) in distribution.values.iter_mut().zip(PERCENTILES) {
            let place = rank(n, p).saturating_sub(1).saturating_sub(before);
            if place >= rest.len() {
                break;
            }
            *value = *rest.select_nth_unstable(place).1;
            before += place;
            rest = &mut rest[place..];
        }
        distribution
    }

    /// The mean in whole milliseconds, rounded half up; `None` when there are no values.
    pub fn mean_ms(&self) -> Option<i64> {
        let n = i128::try_from(self.n).ok().filter(|n| *n > 0)?;
        i64::try_from((2 * self.sum_ms + n).div_euclid(2 * n)).ok()
    }

    /// One of [`PERCENTILES`]; `None` when there are no values.
    pub fn percentile_ms(&self, p: usize) -> Option<i64> {
        let place = PERCENTILES.iter().position(|known| *known == p)?;
        (self.n > 0).then(|| self.values[place])
    }

    /// One of [`PERCENTILES`] where there are enough values to tell it to people: five for any,
    /// ten for more than the median, twenty for the 95th.
    pub fn told_ms(&self, p: usize) -> Option<i64> {
        self.percentile_ms(p).filter(|_| self.n >= needed(p))
    }

    /// Why people are not told the p-th percentile, if they are not.
    pub fn untold(&self, p: usize) -> Option<Absence> {
        (self.n < needed(p)).then(|| Absence::TooFew { n: self.n, needed: needed(p) })
    }
}

/// How many values it takes to tell people the p-th percentile.
pub fn needed(p: usize) -> usize {
    match p {
        ..=50 => 5,
        51..=94 => 10,
        _ => 20,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_mean_rounds_half_up() {
        for (values, mean) in
            [(vec![], None), (vec![1, 2], Some(2)), (vec![1, 1, 2], Some(1)), (vec![7], Some(7))]
        {
            assert_eq!(Distribution::of(&mut values.clone()).mean_ms(), mean, "{values:?}");
        }
    }

    #[test]
    fn too_few_values_are_not_told_to_people() {
        let told = |n: i64| {
            let distribution = Distribution::of(&mut (1..=n).collect::<Vec<_>>());
            PERCENTILES.map(|p| distribution.told_ms(p).is_some())
        };
        assert_eq!(told(4), [false; 4]);
        assert_eq!(told(9), [true, false, false, false]);
        assert_eq!(told(19), [true, true, true, false]);
        assert_eq!(told(20), [true; 4]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn each_is_an_observed_value_that_covers_its_share(mut values in proptest::collection::vec(0_i64..50, 0..200)) {
            let distribution = Distribution::of(&mut values.clone());
            values.sort_unstable();
            let mut last = i64::MIN;
            for p in PERCENTILES {
                let told = distribution.percentile_ms(p);
                prop_assert_eq!(told, nearest_rank(&values, p));
                let Some(value) = told else { continue };
                prop_assert!(values.contains(&value));
                prop_assert!(values.iter().filter(|v| **v <= value).count() * 100 >= p * values.len());
                prop_assert!(values.iter().filter(|v| **v < value).count() * 100 < p * values.len());
                prop_assert!(value >= last);
                last = value;
            }
        }
    }
}
