//! The pace of each column, and the cards in process beside it.

use serde::Serialize;

use super::spell::Shown;
use super::times::{self, Times};
use crate::board::Id;
use crate::flow::pace::{ColumnPace, Paced};
use crate::report::Report;

#[derive(Serialize)]
pub struct Pace<'a> {
    columns: Vec<Column<'a>>,
    cards: Vec<Card<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    column: &'a str,
    ages: Times,
}

#[derive(Serialize)]
struct Card<'a> {
    id: Shown<Id>,
    column: &'a str,
    age_ms: i64,
    past: Option<u8>,
    blocked: bool,
}

pub fn row(report: &Report) -> Pace<'_> {
    let pace = &report.metrics.pace;
    let column = |of: &ColumnPace| Column { column: report.column(of.column), ages: times::row(&of.ages) };
    let card = |of: &Paced| Card {
        id: Shown(of.card),
        column: report.column(of.column),
        age_ms: of.age_ms,
        past: of.past,
        blocked: of.blocked,
    };
    Pace { columns: pace.columns.iter().map(column).collect(), cards: pace.cards.iter().map(card).collect() }
}
