//! The measures by name, and for each why it has no value, where it has none.
//!
//! One place says so for all forms of a report: a measure that is absent on the screen is absent in
//! the JSON, for the same reason.

use super::constraint::Verdict;
use super::{Absence, Metrics, needed};

/// A measure that a report tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// From request to delivery.
    LeadTime,
    /// From commitment to delivery.
    CycleTime,
    /// Of work.
    ProcessTime,
    /// Process time ÷ lead time.
    ActivityRatio,
    /// Process time ÷ cycle time.
    FlowEfficiency,
    /// Cards that finish.
    Throughput,
    /// Cards in process.
    Wip,
    /// How long cards have been in process.
    Age,
    /// What comes, goes and is in process, by day.
    Traffic,
    /// How far cards came, by day.
    Cumulative,
    /// How old finished cards were when they went past each column.
    Pace,
    /// What the team promises.
    ServiceLevel,
    /// Mean cards in process, arrivals and time in process.
    Little,
    /// Where cards waited in queues.
    Queues,
    /// Where cards were blocked, and why.
    Blocks,
    /// Cards that cross a border together.
    Batches,
    /// How often the cord was pulled, and how soon somebody came.
    Cord,
    /// How often a card goes from hand to hand.
    Handoffs,
    /// %C/A of the stages, and rolled.
    Accuracy,
    /// Finished cards that were never moved back.
    FirstPass,
    /// Where lead time goes.
    ValueStream,
    /// What sets the pace.
    Constraint,
    /// Signals among lead times.
    LeadTimeBehaviour,
    /// Signals among weeks.
    ThroughputBehaviour,
    /// What the work was on.
    WorkKinds,
}

impl Measure {
    /// All of them, in the order a report tells them.
    pub const ALL: [Self; 25] = [
        Self::LeadTime,
        Self::CycleTime,
        Self::ProcessTime,
        Self::ActivityRatio,
        Self::FlowEfficiency,
        Self::Throughput,
        Self::Wip,
        Self::Age,
        Self::Traffic,
        Self::Cumulative,
        Self::Pace,
        Self::ServiceLevel,
        Self::Little,
        Self::Queues,
        Self::Blocks,
        Self::Batches,
        Self::Cord,
        Self::Handoffs,
        Self::Accuracy,
        Self::FirstPass,
        Self::ValueStream,
        Self::Constraint,
        Self::LeadTimeBehaviour,
        Self::ThroughputBehaviour,
        Self::WorkKinds,
    ];
}

impl Metrics {
    /// Why a measure has no value; `None` where it has one.
    ///
    /// Of one that has several numbers it speaks of them all: a distribution of three values is
    /// there, and says itself which [percentiles](super::Distribution::untold) it does not tell.
    pub fn absence(&self, of: Measure) -> Option<Absence> {
        let when = |missing: bool, absence: Absence| missing.then_some(absence);
        match of {
            Measure::LeadTime
            | Measure::CycleTime
            | Measure::Pace
            | Measure::Handoffs
            | Measure::FirstPass
            | Measure::ValueStream => self.no_times,
            Measure::ProcessTime => self.no_times.or(when(!self.activity.is_seen, Absence::NoActiveColumn)),
            Measure::ActivityRatio | Measure::FlowEfficiency => {
                self.no_times.or_else(|| self.activity.absence())
            }
            Measure::Throughput | Measure::WorkKinds => {
                self.no_window.or(when(self.throughput.total == 0, Absence::NothingFinished))
            }
            Measure::Wip | Measure::Traffic | Measure::Cumulative | Measure::Little | Measure::Blocks => {
                self.no_window
            }
            Measure::Age => match self.no_window {
                // Ages are of now, whatever the window.
                Some(none @ (Absence::NoCards | Absence::NoneChosen)) => Some(none),
                _ => when(self.ages.cards.is_empty(), Absence::NothingInProcess),
            },
            Measure::ServiceLevel => {
                let (n, needed) = (self.times.cycle.n, needed(85));
                self.no_times.or(when(self.sle.sle.is_none(), Absence::TooFew { n, needed }))
            }
            Measure::Queues => self.no_window.or(when(!self.shows_queues, Absence::NoQueueColumn)),
            Measure::Batches => self.no_window.or(when(self.batches.batches == 0, Absence::NothingMoved)),
            Measure::Cord => self.no_window.or(when(self.cord.all.pulls == 0, Absence::NothingPulled)),
            Measure::Accuracy => self.no_window.or_else(|| {
                let unseen = when(!self.activity.is_seen, Absence::NoActiveColumn);
                unseen.or(when(self.accuracy.handoffs() == 0, Absence::NoHandoffs))
            }),
            Measure::Constraint => match self.constraint.verdict {
                Verdict::Unknown(absence) => Some(absence),
                Verdict::Named { .. } | Verdict::NoClear { .. } => None,
            },
            Measure::LeadTimeBehaviour => {
                let n = self.behaviour.lead_time.points.len();
                let few = Absence::TooFew { n, needed: 2 };
                self.no_times.or(when(self.behaviour.lead_time.limits.is_none(), few))
            }
            Measure::ThroughputBehaviour => {
                let n = self.behaviour.throughput.points.len();
                let few = Absence::TooFew { n, needed: 2 };
                self.no_window.or(when(self.behaviour.throughput.limits.is_none(), few))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_follows_the_enum() {
        for (place, measure) in Measure::ALL.into_iter().enumerate() {
            assert_eq!(measure as usize, place);
        }
    }
}
