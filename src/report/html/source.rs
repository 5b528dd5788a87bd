//! What the page is drawn from: the report, the names of its cards, and its days.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate};
use chrono_tz::Tz;

use super::markup::{Markup, tag, text};
use crate::board::{ColumnIx, ColumnKind, Id, Scope, Timestamp};
use crate::flow::{Measure, Metrics, local_day};
use crate::report::absence::no_data;
use crate::report::{CardRow, Report};
use crate::text::fit;

/// Cells of a title in the tip of a point.
const TIP: usize = 60;
/// Cells of a column's or a stage's name.
const PLACE: usize = 40;
/// Cells of a title in a table or a sentence.
const CELL: usize = 70;

/// The report and all it names.
pub(super) struct Source<'a> {
    pub(super) report: &'a Report,
    pub(super) zone: Tz,
    cards: HashMap<Id, &'a CardRow>,
}

impl<'a> Source<'a> {
    pub(super) fn new(report: &'a Report, cards: &'a [CardRow]) -> Self {
        let cards = cards.iter().map(|row| (row.journey.card, row)).collect();
        Self { report, zone: report.zone(), cards }
    }

    /// What was measured.
    pub(super) fn metrics(&self) -> &'a Metrics {
        &self.report.metrics
    }

    /// A measure of the window before, if the board was there.
    pub(super) fn before<T>(&self, of: impl Fn(&Metrics) -> Option<T>) -> Option<T> {
        self.report.before.as_deref().and_then(of)
    }

    /// The sentence that stands where a measure would, if it has no value.
    pub(super) fn absent(&self, measure: Measure) -> Option<String> {
        self.metrics().absence(measure).map(no_data)
    }

    /// The row of a card.
    pub(super) fn row(&self, card: Id) -> Option<&'a CardRow> {
        self.cards.get(&card).copied()
    }

    /// A card in the tip of a point: `4f1a Retry on timeout`.
    pub(super) fn tip(&self, card: Id) -> String {
        let Some(row) = self.row(card) else { return card.to_string() };
        format!("{} {}", row.short_id, fit(&row.title, TIP))
    }

    /// A card in a table or a sentence. Its title keeps its direction of writing to itself.
    pub(super) fn card(&self, card: Id) -> Markup {
        let Some(row) = self.row(card) else { return tag("code").say(card.to_string()).done() };
        let title = tag("bdi").say(fit(&row.title, CELL).as_str()).done();
        [tag("code").say(&row.short_id).done(), text(" "), title].into()
    }

    /// The name of a column or stage, cut where it is very long.
    pub(super) fn place(&self, scope: Scope) -> String {
        fit(self.report.name(scope), PLACE).to_string()
    }

    /// The name of a column.
    pub(super) fn column(&self, column: ColumnIx) -> String {
        self.place(Scope::Column(column))
    }

    /// The classes that colour columns: by what cards do there, in shades where several follow.
    pub(super) fn colours(&self, columns: &[ColumnIx]) -> Vec<&'static str> {
        const SHADES: [[&str; 3]; 4] = [
            ["asked", "asked two", "asked three"],
            ["wait", "wait two", "wait three"],
            ["work", "work two", "work three"],
            ["done", "done two", "done three"],
        ];
        let mut seen = [0; SHADES.len()];
        let colour = |column: &ColumnIx| {
            let kind = match self.report.kind(*column) {
                Some(ColumnKind::Backlog) => 0,
                Some(ColumnKind::Queue) => 1,
                Some(ColumnKind::Active) | None => 2,
                Some(ColumnKind::Done) => 3,
            };
            seen[kind] += 1;
            SHADES[kind][(seen[kind] - 1) % 3]
        };
        columns.iter().map(colour).collect()
    }

    /// The day of an instant in the board's zone: `2 Mar 2026`.
    pub(super) fn day(&self, at: Timestamp) -> String {
        date(local_day(at, self.zone))
    }

    /// An instant in the board's zone to the minute: `2 Mar 2026 14:40`.
    pub(super) fn minute(&self, at: Timestamp) -> String {
        let local = DateTime::from_timestamp_millis(at.ms()).unwrap_or_default().with_timezone(&self.zone);
        format!("{} {}", date(local.date_naive()), local.format("%H:%M"))
    }
}

/// A date as people write it: `2 Mar 2026`.
pub(super) fn date(day: NaiveDate) -> String {
    format!("{} {}", day.day(), day.format("%b %Y"))
}
