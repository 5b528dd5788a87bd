//! The cursor in the pictures: what it is on, where it goes, what it leads to.
//!
//! It is on a card, a day, a column or a stage, never on a place of the screen: the data change
//! under it. The finished card it is on is the same in all pictures of finished cards, so that an
//! outlier of the scatter can be looked at in the histogram; likewise the day and the stage.

use std::ops::Range;

use chrono::NaiveDate;

use super::timed::Clock;
use crate::board::{Id, Scope, Subject, Timestamp};
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

/// Where the cursor goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the right, or to the left when negative.
    Along(isize),
    /// Upwards, or downwards when negative.
    Across(isize),
    /// To the right by tenths of the way.
    Page(isize),
    /// To the first.
    First,
    /// To the last.
    Last,
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

impl Step {
    /// The place among `len` that it leads to from `at`, where it goes along.
    fn along(self, at: usize, len: usize) -> usize {
        let last = len.saturating_sub(1);
        match self {
            Self::Along(by) => at.saturating_add_signed(by).min(last),
            Self::Page(by) => {
                let tenth = isize::try_from(len / 10).unwrap_or(1).max(1);
                at.saturating_add_signed(by.saturating_mul(tenth)).min(last)
            }
            Self::First => 0,
            Self::Last => last,
            Self::Across(_) => at.min(last),
        }
    }

    /// The place that it leads to where places are listed from top to bottom.
    fn down_a_list(self, at: usize, len: usize) -> usize {
        match self {
            Self::Across(by) => Self::Along(by.saturating_neg()).along(at, len),
            _ => self.along(at, len),
        }
    }
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
            use crate::flow::behaviour::Of;
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
        known.or(scopes.len().checked_sub(1).map(|_| 0))
    }

    /// What can be chosen among in a tab of stages.
    fn scopes(&self) -> Vec<Scope> {
        let Some(measured) = &self.measured else { return Vec::new() };
        let metrics = &measured.report.metrics;
        match self.tab {
            Tab::Constraint => metrics.constraint.stages.iter().map(|of| of.scope).collect(),
            _ => metrics.stream.blocks.iter().map(|of| of.scope).collect(),
        }
    }

    /// Takes the cursor a step further in the tab that is shown.
    pub fn step(&mut self, step: Step) {
        let Some(measured) = self.measured.clone() else { return };
        match self.tab {
            Tab::Summary => self.scroll(step),
            Tab::Cumulative => self.step_band(&measured, step),
            Tab::Scatter => self.step_finished(&measured, step, self.clock),
            Tab::Histogram => self.step_bar(&measured, step),
            Tab::Ageing => self.step_lane(&measured, step),
            Tab::Throughput => self.step_bucket(&measured, step),
            Tab::Stream | Tab::Constraint => self.step_scope(&measured, step),
            Tab::Behaviour => self.step_point(&measured, step),
        }
    }

    fn scroll(&mut self, step: Step) {
        let down = |lines: isize| usize::from(self.scroll).saturating_add_signed(lines);
        let to = match step {
            Step::Across(by) => down(by.saturating_neg()),
            Step::Page(by) => down(by.saturating_mul(10)),
            Step::First => 0,
            Step::Last => usize::MAX,
            Step::Along(_) => return,
        };
        self.scroll = u16::try_from(to).unwrap_or(u16::MAX);
    }

    fn step_band(&mut self, measured: &Measured, step: Step) {
        let Some((day, band)) = self.band() else { return };
        let cumulative = &measured.report.metrics.cumulative;
        match step {
            Step::Across(_) => {
                let to = step.down_a_list(band, cumulative.columns.len());
                let column = cumulative.columns.get(to).and_then(|column| measured.charts.column(*column));
                self.cursor.band = column.or(self.cursor.band);
            }
            _ => {
                let to = step.along(day, cumulative.days.len());
                self.cursor.day = cumulative.days.get(to).map(|day| day.day);
            }
        }
    }

    fn step_finished(&mut self, measured: &Measured, step: Step, clock: Clock) {
        let timed = &measured.charts.timed;
        let Some(at) = timed.find(self.cursor.finished) else { return };
        let to = match step {
            Step::Across(by) => {
                let rank = Step::Along(by).along(timed.rank(clock, at), timed.cards().len());
                timed.ranked(clock, rank)
            }
            _ => Some(step.along(at, timed.cards().len())),
        };
        self.go_to_finished(measured, to);
    }

    fn go_to_finished(&mut self, measured: &Measured, place: Option<usize>) {
        if let Some(card) = place.and_then(|place| measured.charts.timed.cards().get(place)) {
            self.cursor.finished = Some(card.key());
        }
    }

    fn step_bar(&mut self, measured: &Measured, step: Step) {
        let (timed, bins) = (&measured.charts.timed, measured.charts.bins(self.clock));
        let Some(at) = timed.find(self.cursor.finished) else { return };
        let rank = timed.rank(self.clock, at);
        let bar = bins.bar_of(rank);
        let rank = match step {
            Step::Across(by) => {
                let of = bins.bars.get(bar).cloned().unwrap_or_default();
                rank.saturating_add_signed(by).clamp(of.start, of.end.saturating_sub(1).max(of.start))
            }
            _ => {
                // Empty bars have no card to be on.
                let full: Vec<usize> =
                    (0..bins.bars.len()).filter(|bar| !bins.bars[*bar].is_empty()).collect();
                let at = full.iter().position(|of| *of == bar).unwrap_or(0);
                let to = full.get(step.along(at, full.len())).copied().unwrap_or(bar);
                if to == bar { rank } else { bins.bars[to].start }
            }
        };
        self.go_to_finished(measured, timed.ranked(self.clock, rank));
    }

    fn step_lane(&mut self, measured: &Measured, step: Step) {
        let lanes = &measured.charts.lanes;
        let Some((lane, place)) = lanes.find(self.cursor.aged) else { return };
        let cards = &lanes.lanes[lane].cards;
        self.cursor.aged = match step {
            Step::Across(by) => cards.get(Step::Along(by).along(place, cards.len())).map(|card| card.card),
            _ => {
                let full: Vec<usize> =
                    (0..lanes.lanes.len()).filter(|lane| !lanes.lanes[*lane].cards.is_empty()).collect();
                let at = full.iter().position(|of| *of == lane).unwrap_or(0);
                let step = if let Step::Page(by) = step { Step::Along(by) } else { step };
                let to = full.get(step.along(at, full.len())).copied().unwrap_or(lane);
                if to == lane { Some(cards[place].card) } else { lanes.nearest(to, cards[place].age_ms) }
            }
        };
    }

    fn step_bucket(&mut self, measured: &Measured, step: Step) {
        let Some(bucket) = self.bucket() else { return };
        let buckets = measured.buckets(self.weeks);
        if let Step::Across(_) = step {
            let cards = measured.finished_in(self.weeks, bucket);
            let to = step.down_a_list(self.of_bucket(), cards.len());
            self.cursor.of_day = cards.get(to).map(|card| card.card);
        } else {
            self.cursor.day = buckets.get(step.along(bucket, buckets.len())).map(|bucket| bucket.day);
            self.cursor.of_day = None;
        }
    }

    fn step_scope(&mut self, measured: &Measured, step: Step) {
        let scopes = self.scopes();
        let Some(at) = self.scope() else { return };
        let to = step.down_a_list(at, scopes.len());
        self.cursor.place = scopes.get(to).and_then(|scope| measured.charts.place(*scope));
    }

    /// Along the points; up and down from signal to signal.
    fn step_point(&mut self, measured: &Measured, step: Step) {
        use crate::flow::behaviour::Of;
        let Some(at) = self.point() else { return };
        let behaviour = &measured.report.metrics.behaviour;
        let points =
            if self.weekly_behaviour { &behaviour.throughput.points } else { &behaviour.lead_time.points };
        let signals = &measured.charts.control(self.weekly_behaviour).signals;
        let before = signals.partition_point(|place| (*place as usize) < at);
        let here = signals.get(before).is_some_and(|place| *place as usize == at);
        let signal = |nth: usize| signals.get(nth).map_or(at, |place| *place as usize);
        let to = match step {
            Step::Across(by) if by > 0 => signal(before + usize::from(here)),
            Step::Across(_) => before.checked_sub(1).map_or(at, signal),
            _ => step.along(at, points.len()),
        };
        match points.get(to).map(|point| point.of) {
            Some(Of::Week(day)) => self.cursor.day = Some(day),
            Some(Of::Card(_)) => self.go_to_finished(measured, Some(to)),
            None => {}
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
                use crate::flow::behaviour::Of;
                match metrics.behaviour.throughput.points.get(self.point()?)?.of {
                    Of::Week(day) => Some(Target::Week(day)),
                    Of::Card(card) => Some(Target::Card(card)),
                }
            }
            Tab::Behaviour => finished(),
        }
    }
}
