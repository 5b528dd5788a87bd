//! How a percentile comes out of sorted values: its rank, and the card that stands there.

use super::asked::{Asked, exact, grouped};
use crate::board::Id;
use crate::flow::{Distribution, PERCENTILES, rank};
use crate::report::page::{Section, Table, Words, said};
use crate::report::sections::percentiles_need;
use crate::report::words::{count, duration};

/// How many values are shown around those at the ranks.
const SHOWN: usize = 40;

/// A value and whose it is, with the interval it was measured over.
pub struct Value {
    pub card: Id,
    pub ms: i64,
    pub from: Words,
    pub to: Words,
}

/// The mean's and the percentiles' arithmetic, and the values with their cards.
pub fn show(asked: &Asked, section: &mut Section, of: &Distribution, mut values: Vec<Value>) {
    values.sort_by_key(|value| (value.ms, value.card));
    let n = values.len();
    section.fact("Values", format!("{}, sorted, from 1 to {n}", count(n, "value")));
    for p in PERCENTILES {
        let rank = rank(n, p);
        let Some(value) = rank.checked_sub(1).and_then(|place| values.get(place)) else { continue };
        // The value at the rank is the one that was measured, or this explanation explains nothing.
        debug_assert_eq!(of.percentile_ms(p), Some(value.ms));
        let few = if of.told_ms(p).is_some() { "" } else { "; too few values to tell it in a report" };
        section.fact(
            match p {
                50 => "50 % within",
                70 => "70 % within",
                85 => "85 % within",
                _ => "95 % within",
            },
            said(format!("{}: value ({p} × {n} + 99) ÷ 100 = {rank}, of ", exact(value.ms)))
                .then(asked.id(value.card))
                .said(few),
        );
    }
    if let Some(mean) = of.mean_ms() {
        section.fact("Mean", format!("{} ms ÷ {n} = {}", grouped(of.sum_ms), exact(mean)));
    }
    if let Some(missing) = percentiles_need(of) {
        section.fact("", missing);
    }
    let at_ranks = PERCENTILES.map(|p| rank(n, p));
    let mut table = Table::new(["rank", "<", "value", "=from", "=to", "=card", "<title"]);
    let mut left_out = 0;
    for (place, value) in values.iter().enumerate() {
        let rank = place + 1;
        let marks = PERCENTILES.into_iter().zip(at_ranks).filter(|(_, at)| *at == rank);
        let mark = marks.map(|(p, _)| format!("{p} %")).collect::<Vec<_>>().join(", ");
        let near = n <= SHOWN || !mark.is_empty() || rank <= 3 || rank + 3 > n;
        if !near {
            left_out += 1;
            continue;
        }
        table.row([
            said(rank.to_string()),
            said(mark),
            said(duration(value.ms)),
            value.from.clone(),
            value.to.clone(),
            asked.id(value.card),
            asked.title(value.card),
        ]);
    }
    section.table(table);
    if left_out > 0 {
        section.line(format!("(and {left_out} values between those; --format csv lists every card)"));
    }
}
