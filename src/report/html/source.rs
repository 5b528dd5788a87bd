//! What the page is drawn from: the report, the names of its cards, and its days.

use std::collections::HashMap;

use chrono::{DateTime, Datelike as _, NaiveDate};
use chrono_tz::Tz;

use super::markup::{Markup, tag};
use crate::board::{Id, Timestamp};
use crate::flow::Metrics;
use crate::report::{CardRow, Report};
use crate::text::fit;

/// Cells of a title in the tip of a point.
const TIP: usize = 60;
/// Cells of a title in a table.
const CELL: usize = 70;

/// The report and all it names.
pub(super) struct Source<'a> {
    pub(super) report: &'a Report,
    pub(super) zone: Tz,
    cards: HashMap<Id, (&'a CardRow, usize)>,
}

impl<'a> Source<'a> {
    pub(super) fn new(report: &'a Report, cards: &'a [CardRow]) -> Self {
        let mut rows: Vec<&CardRow> = cards.iter().collect();
        rows.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        let shared = |one: Option<&&CardRow>, other: &CardRow| {
            one.map_or(0, |one| one.id.bytes().zip(other.id.bytes()).take_while(|(a, b)| a == b).count())
        };
        // The shortest start of the id that no other card has, as everywhere.
        let short = |place: usize, row: &CardRow| {
            let before = shared(place.checked_sub(1).and_then(|place| rows.get(place)), row);
            4.max(1 + before.max(shared(rows.get(place + 1), row)))
        };
        let cards =
            rows.iter().enumerate().map(|(place, row)| (row.journey.card, (*row, short(place, row)))).collect();
        Self { report, zone: report.zone.parse().unwrap_or(Tz::UTC), cards }
    }

    /// What was measured.
    pub(super) fn metrics(&self) -> &'a Metrics {
        &self.report.metrics
    }

    /// A measure of the window before, if the board was there.
    pub(super) fn before<T>(&self, of: impl Fn(&Metrics) -> Option<T>) -> Option<T> {
        self.report.before.as_deref().and_then(of)
    }

    /// The row of a card.
    pub(super) fn row(&self, card: Id) -> Option<&'a CardRow> {
        self.cards.get(&card).map(|(row, _)| *row)
    }

    /// The short id of a card.
    pub(super) fn short(&self, card: Id) -> String {
        let id = card.to_string();
        let length = self.cards.get(&card).map_or(id.len(), |(_, length)| *length);
        id.chars().take(length).collect()
    }

    /// A card in the tip of a point: `4f1a Retry on timeout`.
    pub(super) fn tip(&self, card: Id) -> String {
        let title = self.row(card).map_or("", |row| &row.title);
        format!("{} {}", self.short(card), fit(title, TIP))
    }

    /// A card in a table or a sentence. Its title keeps its direction of writing to itself.
    pub(super) fn name(&self, card: Id) -> Markup {
        let title = self.row(card).map_or("", |row| &row.title);
        let id = tag("code").say(self.short(card));
        let title = tag("bdi").say(fit(title, CELL).as_str());
        [id.done(), super::markup::text(" "), title.done()].into_iter().collect()
    }

    /// The day of an instant in the board's zone, as people write it: `2 Mar 2026`.
    pub(super) fn day(&self, at: Timestamp) -> String {
        date(crate::flow::local_day(at, self.zone))
    }

    /// An instant in the board's zone to the minute.
    pub(super) fn minute(&self, at: Timestamp) -> String {
        let local = DateTime::from_timestamp_millis(at.ms()).unwrap_or_default().with_timezone(&self.zone);
        format!("{} {}", date(local.date_naive()), local.format("%H:%M"))
    }
}

/// A date as people write it: `2 Mar 2026`.
pub(super) fn date(day: NaiveDate) -> String {
    format!("{} {}", day.day(), day.format("%b %Y"))
}
