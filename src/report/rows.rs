//! What a report says, with the names people know things by and before any form is chosen.

use std::collections::BTreeMap;

use super::names::ScopeNames;
use super::page::{Words, said, theirs};
use crate::board::{Board, ColumnIx, ColumnKind, Id, Scope, Timestamp};
use crate::flow::behaviour::Of;
use crate::flow::{Journeys, Metrics, Window};

/// How many cards of each case of data quality are named.
const ODD: usize = 8;

/// How many cards that were moved back are told one by one, the earliest first.
pub const BACK: usize = 20;

/// How many signals of process behaviour are told one by one, the earliest first.
pub const SIGNALS: usize = 20;

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
    /// What the cards were chosen by, with the values asked for; empty when they are all.
    pub chosen: Vec<(&'static str, Vec<String>)>,
    /// What was measured.
    pub metrics: Metrics,
    /// The same over the window of the same length before it, if the board was there by then.
    pub before: Option<Box<Metrics>>,
    /// The oldest card in process, if one is.
    pub oldest: Option<Oldest>,
    /// The names of all columns and stages. No two columns share one, nor do two stages.
    names: ScopeNames,
    /// What cards do in each column.
    kinds: Vec<ColumnKind>,
    /// The cards that a report may have to name.
    cards: BTreeMap<Id, Named>,
}

/// What people know a card by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The shortest start of the id that no other card has.
    pub short_id: String,
    /// Its title, as the board has it.
    pub title: String,
}

impl Report {
    /// Measures a board as of `now`.
    pub fn of(board: &Board, window: Window, now: Timestamp) -> Self {
        Self::over(board, &Journeys::of(board, now), window)
    }

    /// Measures a window of journeys, and the window before it.
    pub fn over(board: &Board, journeys: &Journeys, window: Window) -> Self {
        let names = ScopeNames::of(board);
        let metrics = Metrics::compute(board, journeys, window);
        let was_there = journeys.list().iter().any(|journey| journey.created < window.from);
        let before = was_there.then(|| Box::new(Metrics::compute(board, journeys, window.before())));
        let oldest = metrics.ages.oldest().and_then(|aged| {
            let journey = journeys.get(aged.card)?;
            Some(Oldest {
                id: aged.card.to_string(),
                short_id: board.short_id(aged.card),
                title: board.card(aged.card)?.title().to_owned(),
                column: names.of_column(journey.column?).to_owned(),
                started: aged.started,
                age_ms: aged.age_ms,
                blocked: journey.blocked,
            })
        });
        Self {
            board: board.name().to_owned(),
            zone: journeys.zone().name().to_owned(),
            chosen: Vec::new(),
            names,
            kinds: board.columns().iter().map(|column| column.kind).collect(),
            cards: named(board, &metrics),
            metrics,
            before,
            oldest,
        }
    }

    /// The same, of cards chosen by these values.
    #[must_use]
    pub fn only_of(self, chosen: Vec<(&'static str, Vec<String>)>) -> Self {
        Self { chosen, ..self }
    }

    /// What the cards were chosen by: "class Expedite; label api or web".
    pub fn only(&self) -> Words {
        let sorts = self.chosen.iter().map(|(sort, values)| {
            let values = Words::join(values.iter().map(theirs), " or ");
            said(format!("{sort} ")).then(values)
        });
        Words::join(sorts, "; ")
    }

    /// The name of a column or stage.
    pub fn name(&self, scope: Scope) -> &str {
        self.names.of_scope(scope)
    }

    /// The name of a column.
    pub fn column(&self, column: ColumnIx) -> &str {
        self.names.of_column(column)
    }

    /// The names of the columns, left to right: those of the board, and removed ones a card came to.
    pub fn columns(&self) -> Vec<&str> {
        self.metrics.cumulative.columns.iter().map(|column| self.column(*column)).collect()
    }

    /// What cards do in a column.
    pub fn kind(&self, column: ColumnIx) -> Option<ColumnKind> {
        self.kinds.get(column.index()).copied()
    }

    /// A card in process, or one that stands out among those that finished.
    pub fn card(&self, card: Id) -> Option<&Named> {
        self.cards.get(&card)
    }
}

fn named(board: &Board, metrics: &Metrics) -> BTreeMap<Id, Named> {
    let in_process = metrics.ages.cards.iter().map(|aged| aged.card);
    let most = metrics.handoffs.most.map(|(card, _)| card);
    let signals = metrics.behaviour.lead_time.points.iter().filter_map(|point| match point.of {
        Of::Card(card) if !point.signals.is_empty() => Some(card),
        _ => None,
    });
    let back = metrics.cumulative.corrections.iter().take(BACK).map(|back| back.card);
    let odd = metrics.quality.cases.iter().flat_map(|(_, cards)| {
        let mut cards = cards.clone();
        if cards.len() > ODD {
            cards.select_nth_unstable(ODD);
            cards.truncate(ODD);
        }
        cards
    });
    let pulled = metrics.cord.pulls.iter().chain(&metrics.cord.open).map(|pull| pull.card);
    let named = |card: Id| {
        let title = board.card(card)?.title().to_owned();
        Some((card, Named { short_id: board.short_id(card), title }))
    };
    in_process
        .chain(most)
        .chain(signals.take(SIGNALS))
        .chain(back)
        .chain(odd)
        .chain(pulled)
        .filter_map(named)
        .collect()
}
