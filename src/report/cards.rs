//! One row per card: its dates, its times, and where it was how often and how long.

use std::collections::HashMap;

use crate::board::{Board, Timestamp};
use crate::flow::{Journey, Journeys};

/// A card's journey, with names. Durations are in milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
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
    let names = names(board);
    let mut order: Vec<&Journey> = journeys.list().iter().collect();
    order.sort_by_key(|journey| (journey.created, journey.card));
    order.into_iter().filter_map(|journey| row(board, journeys, &names, journey)).collect()
}

fn row(board: &Board, journeys: &Journeys, names: &[(usize, String)], journey: &Journey) -> Option<CardRow> {
    let card = board.card(journey.card)?;
    let mut columns: Vec<(usize, u32, i64)> = Vec::new();
    for stay in journeys.stays(journey) {
        let column = stay.column.index();
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
    columns.sort_by_key(|(column, ..)| names[*column].0);
    Some(CardRow {
        id: journey.card.to_string(),
        title: card.title().to_owned(),
        source_id: card.source().map(str::to_owned),
        column: journey.column.map(|column| names[column.index()].1.clone()),
        journey: *journey,
        age_ms: journey.age_ms(journeys.now()),
        columns: columns
            .into_iter()
            .map(|(column, visits, ms)| (names[column].1.clone(), visits, ms))
            .collect(),
    })
}

/// For each column its place from left to right and a name no other column has.
fn names(board: &Board) -> Vec<(usize, String)> {
    let columns = board.columns();
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_by_key(|place| {
        let column = &columns[*place];
        (!column.described, &column.rank, column.id)
    });
    let mut places = vec![0; columns.len()];
    for (position, place) in order.into_iter().enumerate() {
        places[place] = position;
    }
    let mut uses: HashMap<&str, u32> = HashMap::new();
    for column in columns {
        *uses.entry(&column.name).or_default() += 1;
    }
    let name = |column: &crate::board::Column| match uses.get(&*column.name) {
        Some(1) => column.name.to_string(),
        _ => format!("{} ({})", column.name, column.id),
    };
    places.into_iter().zip(columns.iter().map(name)).collect()
}
