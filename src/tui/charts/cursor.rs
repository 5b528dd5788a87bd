//! The cursor in the pictures: what it is on, and what it leads to.
//!
//! It is on a card, a day, a column or a stage, never on a place of the screen: the data change
//! under it. The finished card it is on is the same in all pictures of finished cards, so that an
//! outlier of the scatter can be looked at in the histogram; likewise the day and the stage.

use std::ops::Range;

use chrono::NaiveDate;

use crate::board::{Id, Scope, Subject, Timestamp};
use crate::flow::behaviour::Of;
use crate::flow::constraint::Verdict;
use crate::flow::{Bucket, Finished};
use crate::tui::pane::{Measured, MetricsPane};
use crate::tui::tab::Tab;

/// What the cursor is on in each kind of picture. `None` is where a picture begins: at what is
/// latest or oldest.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cursor {
    /// A finished card, by its finish.
    pub finished: Option<(Timestamp, Id)>,
    /// A day, or a day of a week.
    pub day: Option<NaiveDate>,
    /// A card that finished on that day, or in that week.
    pub of_day: Option<Id>,
    /// A column of the cumulative flow.
    pub band: Option<Id>,
    /// A card in process.
    pub aged: Option<Id>,
    /// A stage, or a column that is in none.
    pub place: Option<Subject>,
}

/// What can be gone to on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A card.
    Card(Id),
    /// A column or a stage.
    Place(Subject),
    /// The cards that finished in the week of a day.
    Week(NaiveDate),
}

/// The finished cards of a bucket: those of the buckets before it come first.
pub fn bucket_cards(buckets: &[Bucket], nth: usize) -> Range<usize> {
    let cards = |buckets: &[Bucket]| buckets.iter().map(|bucket| bucket.finished as usize).sum::<usize>();
    let from = cards(buckets.get(..nth).unwrap_or_default());
    from..from + buckets.get(nth).map_or(0, |bucket| bucket.finished as usize)
}

impl Measured {
    /// The days, or the weeks, of the throughput.
    pub fn buckets(&self, weeks: bool) -> &[Bucket] {
        let throughput = &self.report.metrics.throughput;
        if weeks { &throughput.weeks } else { &throughput.days }
    }

    /// The cards that finished in a bucket.
    pub fn finished_in(&self, weeks: bool, nth: usize) -> &[Finished] {
        let cards = bucket_cards(self.buckets(weeks), nth);
        self.report.metrics.finished.get(cards).unwrap_or_default()
    }
}

/// The place of the day, or of the last before it; of the last of all when none is asked for.
fn day_place(days: impl ExactSizeIterator<Item = NaiveDate>, day: Option<NaiveDate>) -> Option<usize> {
    let last = days.len().checked_sub(1)?;
    let Some(day) = day else { return Some(last) };
    Some(days.take_while(|of| *of <= day).count().saturating_sub(1).min(last))
}

impl MetricsPane {
    /// The place of the bucket under the cursor.
    pub fn bucket(&self) -> Option<usize> {
        let measured = self.measured.as_ref()?;
        day_place(measured.buckets(self.weeks).iter().map(|bucket| bucket.day), self.cursor.day)
    }

    /// The place, among the cards of the bucket under the cursor, of the one under the cursor.
    pub fn of_bucket(&self) -> usize {
        let (Some(measured), Some(bucket)) = (&self.measured, self.bucket()) else { return 0 };
        let cards = measured.finished_in(self.weeks, bucket);
        cards.iter().position(|card| Some(card.card) == self.cursor.of_day).unwrap_or(0)
    }

    /// The day and the column of the cumulative flow under the cursor.
    pub fn band(&self) -> Option<(usize, usize)> {
        let measured = self.measured.as_ref()?;
        let cumulative = &measured.report.metrics.cumulative;
        let day = day_place(cumulative.days.iter().map(|day| day.day), self.cursor.day)?;
        let columns = cumulative.columns.iter();
        let known = columns
            .map(|column| measured.charts.column(*column))
            .position(|id| id.is_some() && id == self.cursor.band);
        Some((day, known.unwrap_or(0)))
    }

    /// The place of the finished card under the cursor.
    pub fn finished(&self) -> Option<usize> {
        self.measured.as_ref()?.charts.timed.find(self.cursor.finished)
    }

    /// The place of the point under the cursor in the behaviour's chart.
    pub fn point(&self) -> Option<usize> {
        let behaviour = &self.measured.as_ref()?.report.metrics.behaviour;
        if self.weekly_behaviour {
            let days = behaviour.throughput.points.iter().map(|point| match point.of {
                Of::Week(day) => day,
                Of::Card(_) => NaiveDate::MIN,
            });
            return day_place(days, self.cursor.day);
        }
        // The points are the finished cards, in the same order.
        self.finished().filter(|place| *place < behaviour.lead_time.points.len())
    }

    /// The places, in the value stream or among the constraint's evidence, that the cursor is on.
    pub fn scope(&self) -> Option<usize> {
        let scopes = self.scopes();
        let measured = self.measured.as_ref()?;
        let known = scopes.iter().position(|scope| {
            let place = measured.charts.place(*scope);
            place.is_some() && place == self.cursor.place
        });
        let found = match measured.report.metrics.constraint.verdict {
            Verdict::Named { stage, .. } if self.tab == Tab::Constraint => stage,
            _ => 0,
        };
        known.or(scopes.len().checked_sub(1).map(|last| found.min(last)))
    }

    /// What can be chosen among in a tab of stages.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        let Some(measured) = &self.measured else { return Vec::new() };
        let metrics = &measured.report.metrics;
        match self.tab {
            Tab::Constraint => metrics.constraint.stages.iter().map(|of| of.scope).collect(),
            _ => metrics.stream.blocks.iter().map(|of| of.scope).collect(),
        }
    }

    /// What the cursor leads to on the board.
    pub fn target(&self) -> Option<Target> {
        let measured = self.measured.as_ref()?;
        let (metrics, charts) = (&measured.report.metrics, &measured.charts);
        let finished = || Some(Target::Card(charts.timed.cards().get(self.finished()?)?.card));
        match self.tab {
            Tab::Summary => metrics.ages.oldest().map(|aged| Target::Card(aged.card)),
            Tab::Cumulative => {
                let (_, band) = self.band()?;
                let column = charts.column(*metrics.cumulative.columns.get(band)?)?;
                Some(Target::Place(Subject::Column(column)))
            }
            Tab::Scatter | Tab::Histogram => finished(),
            Tab::Ageing => {
                let (lane, place) = charts.lanes.find(self.cursor.aged)?;
                Some(Target::Card(charts.lanes.lanes[lane].cards[place].card))
            }
            Tab::Throughput => {
                let cards = measured.finished_in(self.weeks, self.bucket()?);
                cards.get(self.of_bucket()).map(|card| Target::Card(card.card))
            }
            Tab::Stream | Tab::Constraint => {
                charts.place(*self.scopes().get(self.scope()?)?).map(Target::Place)
            }
            Tab::Behaviour if self.weekly_behaviour => {
                // Without limits no point is shown.
                metrics.behaviour.throughput.limits?;
                match metrics.behaviour.throughput.points.get(self.point()?)?.of {
                    Of::Week(day) => Some(Target::Week(day)),
                    Of::Card(card) => Some(Target::Card(card)),
                }
            }
            Tab::Behaviour => metrics.behaviour.lead_time.limits.and_then(|_| finished()),
        }
    }
}
