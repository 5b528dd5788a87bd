//! What a report says, with the names people know things by and before any form is chosen.

use crate::board::{Board, ColumnIx, Scope, Timestamp};
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
    /// The same over the window of the same length before it, if the board was there by then.
    pub before: Option<Box<Metrics>>,
    /// The oldest card in process, if one is.
    pub oldest: Option<Oldest>,
    /// The names of all columns and stages.
    names: Vec<(Scope, String)>,
}

impl Report {
    /// Measures a board as of `now`.
    pub fn of(board: &Board, window: Window, now: Timestamp) -> Self {
        Self::over(board, &Journeys::of(board, now), window)
    }

    /// Measures a window of journeys, and the window before it.
    pub fn over(board: &Board, journeys: &Journeys, window: Window) -> Self {
        let metrics = Metrics::compute(board, journeys, window);
        let was_there = journeys.list().iter().any(|journey| journey.created < window.from);
        let before = was_there.then(|| Box::new(Metrics::compute(board, journeys, window.before())));
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
        let columns = board.column_numbers().map(Scope::Column);
        let scopes = columns.chain(board.stages().iter().map(|stage| Scope::Stage(stage.id)));
        Self {
            board: board.name().to_owned(),
            zone: journeys.zone().name().to_owned(),
            metrics,
            before,
            oldest,
            names: scopes.map(|scope| (scope, board.scope_name(scope))).collect(),
        }
    }

    /// The name of a column or stage.
    pub fn name(&self, scope: Scope) -> &str {
        self.names.iter().find(|(of, _)| *of == scope).map_or("", |(_, name)| name)
    }

    /// The name of a column.
    pub fn column(&self, column: ColumnIx) -> &str {
        self.name(Scope::Column(column))
    }
}
