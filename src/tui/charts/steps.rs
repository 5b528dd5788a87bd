//! Where the cursor goes in the pictures.
//!
//! Along is to the right and to the left, across is up and down; what that means is each
//! picture's: from card to card by finish or by time, from bar to bar, from lane to lane, from
//! signal to signal. A step beyond the end stays at the end.

use super::timed::Clock;
use crate::flow::behaviour::Of;
use crate::tui::pane::{Measured, MetricsPane};
use crate::tui::tab::Tab;

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

impl MetricsPane {
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
        if let Step::Across(_) = step {
            let to = step.down_a_list(band, cumulative.columns.len());
            let column = cumulative.columns.get(to).and_then(|column| measured.charts.column(*column));
            self.cursor.band = column.or(self.cursor.band);
        } else {
            let to = step.along(day, cumulative.days.len());
            self.cursor.day = cumulative.days.get(to).map(|day| day.day);
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
        let rank = if let Step::Across(by) = step {
            let of = bins.bars.get(bar).cloned().unwrap_or_default();
            rank.saturating_add_signed(by).clamp(of.start, of.end.saturating_sub(1).max(of.start))
        } else {
            // Empty bars have no card to be on.
            let full: Vec<usize> = (0..bins.bars.len()).filter(|bar| !bins.bars[*bar].is_empty()).collect();
            let at = full.iter().position(|of| *of == bar).unwrap_or(0);
            let to = full.get(step.along(at, full.len())).copied().unwrap_or(bar);
            if to == bar { rank } else { bins.bars[to].start }
        };
        self.go_to_finished(measured, timed.ranked(self.clock, rank));
    }

    fn step_lane(&mut self, measured: &Measured, step: Step) {
        let lanes = &measured.charts.lanes;
        let Some((lane, place)) = lanes.find(self.cursor.aged) else { return };
        let cards = &lanes.lanes[lane].cards;
        self.cursor.aged = if let Step::Across(by) = step {
            cards.get(Step::Along(by).along(place, cards.len())).map(|card| card.card)
        } else {
            let full: Vec<usize> =
                (0..lanes.lanes.len()).filter(|lane| !lanes.lanes[*lane].cards.is_empty()).collect();
            let at = full.iter().position(|of| *of == lane).unwrap_or(0);
            let step = if let Step::Page(by) = step { Step::Along(by) } else { step };
            let to = full.get(step.along(at, full.len())).copied().unwrap_or(lane);
            if to == lane { Some(cards[place].card) } else { lanes.nearest(to, cards[place].age_ms) }
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
}
