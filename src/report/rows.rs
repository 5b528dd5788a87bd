//! What a report says, with the names people know things by and before any form is chosen.

use crate::board::{Board, Timestamp};
use crate::flow::{Journeys, Metrics, Window};

/// The card that has been in process longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oldest {
    /// Its id.
    pub id: String,
    /// The shortest start of the id that no other card has.
    pub short_id: String,
    /// Its title, as the board has it.
    pub title: String,
    /// The name of its column.
    pub column: String,
    /// When it was started.
    pub started: Timestamp,
    /// How long ago that is, in milliseconds.
    pub age_ms: i64,
    /// Whether it is blocked.
    pub blocked: bool,
}

/// The measures of a board over a window. Texts are as the board has them: what shows them to
/// people cleans them.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The board's name; may be empty.
    pub board: String,
    /// The name of the time zone its days are counted in.
    pub zone: String,
    /// What was measured.
    pub metrics: Metrics,
    /// The oldest card in process, if one is.
    pub oldest: Option<Oldest>,
}

impl Report {
    /// Measures a board as of `now`.
    pub fn of(board: &Board, window: Window, now: Timestamp) -> Self {
        let journeys = Journeys::of(board, now);
        let metrics = Metrics::compute(&journeys, window);
        Self::new(board, &journeys, metrics)
    }

    /// Puts names to what was measured.
    pub fn new(board: &Board, journeys: &Journeys, metrics: Metrics) -> Self {
        let oldest = metrics.ages.oldest().and_then(|aged| {
            let journey = journeys.get(aged.card)?;
            Some(Oldest {
                id: aged.card.to_string(),
                short_id: board.short_id(aged.card),
                title: board.card(aged.card)?.title().to_owned(),
                column: board.column(journey.column?).name.to_string(),
                started: aged.started,
                age_ms: aged.age_ms,
                blocked: journey.blocked,
            })
        });
        Self { board: board.name().to_owned(), zone: journeys.zone().name().to_owned(), metrics, oldest }
    }
}
