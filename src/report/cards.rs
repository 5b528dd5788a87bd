//! One row per card: its dates, its times, and where it was how often and how long.

use super::names::ScopeNames;
use crate::board::{Board, ColumnIx, Field, Scope, Timestamp};
use crate::flow::{Journey, Journeys};

/// A card's journey, with names. Durations are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// Its id.
    pub id: String,
    /// The shortest start of the id that no other card has.
    pub short_id: String,
    /// Its title.
    pub title: String,
    /// Its kind of work; empty if it has none.
    pub kind: String,
    /// The name of its class of service; empty if it has none.
    pub class: String,
    /// Who is on it.
    pub assignees: Vec<String>,
    /// Its labels.
    pub labels: Vec<String>,
    /// How many items its checklist has.
    pub items: usize,
    /// Those that are ticked.
    pub items_done: usize,
    /// Its id in the log it was imported from.
    pub source_id: Option<String>,
    /// Its column's name; `None` once it left the board.
    pub column: Option<String>,
    /// What became of it.
    pub journey: Journey,
    /// How long it has been in process, if it is.
    pub age_ms: Option<i64>,
    /// For each column it was in, from left to right: the name, how often, and how long up to the
    /// card's finish, or now.
    pub columns: Vec<(String, u32, i64)>,
}

impl CardRow {
    /// When it was created, started, first finished, finished and abandoned.
    pub fn dates(&self) -> [Option<Timestamp>; 5] {
        let Journey { created, started, first_finished, finished, abandoned, .. } = self.journey;
        [Some(created), started, first_finished, finished, abandoned]
    }
}

/// Every card that was ever on the board, in the order they were created.
pub fn cards(board: &Board, journeys: &Journeys) -> Vec<CardRow> {
    let names = ScopeNames::of(board);
    let mut order: Vec<&Journey> = journeys.list().iter().collect();
    order.sort_by_key(|journey| (journey.created, journey.card));
    order.into_iter().filter_map(|journey| row(board, journeys, &names, journey)).collect()
}

fn row(board: &Board, journeys: &Journeys, names: &ScopeNames, journey: &Journey) -> Option<CardRow> {
    let card = board.card(journey.card)?;
    let mut columns: Vec<(ColumnIx, u32, i64)> = Vec::new();
    for stay in journeys.stays(journey) {
        let column = stay.column;
        // A card that is done has arrived; the time since is no time of its journey.
        let arrived = journey.finished.is_some_and(|finished| stay.from >= finished);
        let ms = if arrived { 0 } else { stay.to.since(stay.from) };
        match columns.iter_mut().find(|(known, ..)| *known == column) {
            Some((_, visits, sum)) => {
                *visits += 1;
                *sum += ms;
            }
            None => columns.push((column, 1, ms)),
        }
    }
    columns.sort_by_key(|(column, ..)| journeys.line().stop(*column).position);
    Some(CardRow {
        id: journey.card.to_string(),
        short_id: board.short_id(journey.card),
        title: card.title().to_owned(),
        kind: card.value(Field::Kind).to_owned(),
        class: card.class().map(|class| board.scope_name(Scope::Class(class))).unwrap_or_default(),
        assignees: card.who().iter().map(|name| board.names().text(*name).to_owned()).collect(),
        labels: card.labels().iter().map(|name| board.names().text(*name).to_owned()).collect(),
        items: card.items().len(),
        items_done: card.checked().0,
        source_id: card.source().map(str::to_owned),
        column: journey.column.map(|column| names.of_column(column).to_owned()),
        journey: *journey,
        age_ms: journey.age_ms(journeys.now()),
        columns: columns
            .into_iter()
            .map(|(column, visits, ms)| (names.of_column(column).to_owned(), visits, ms))
            .collect(),
    })
}
