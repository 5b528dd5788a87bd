//! What stands where a number would: the reason's name in files, and its words for people.

use crate::flow::{Absence, Measure};

/// The reason's name in JSON.
pub fn reason(absence: Absence) -> &'static str {
    match absence {
        Absence::NoCards => "no_cards",
        Absence::NoneChosen => "none_chosen",
        Absence::BeforeTheBoard => "before_the_board",
        Absence::NothingObserved => "nothing_observed",
        Absence::NothingFinished => "nothing_finished",
        Absence::NothingTimed => "nothing_timed",
        Absence::NothingInProcess => "nothing_in_process",
        Absence::NothingMoved => "nothing_moved",
        Absence::NothingPulled => "nothing_pulled",
        Absence::NoActiveColumn => "no_active_column",
        Absence::NoQueueColumn => "no_queue_column",
        Absence::WaitingNotRecorded => "waiting_not_recorded",
        Absence::NoHandoffs => "no_handoffs",
        Absence::NoLimits => "no_limits",
        Absence::TooFew { .. } => "too_few",
        Absence::Filtered => "filtered",
    }
}

/// Why there is nothing to tell, as a clause: "no card finished in this window".
pub fn why(absence: Absence) -> String {
    let clause = match absence {
        Absence::NoCards => "there is no card on this board, and never was",
        Absence::NoneChosen => "no card is of those asked for",
        Absence::BeforeTheBoard => "the window lies before the board's first card",
        Absence::NothingObserved => "none of the window has passed yet",
        Absence::NothingFinished => "no card finished in this window",
        Absence::NothingTimed => "what finished in this window was never in process",
        Absence::NothingInProcess => "no card is in process",
        Absence::NothingMoved => "no card moved forward in this window",
        Absence::NothingPulled => "nobody pulled the andon cord in this window",
        Absence::NoActiveColumn => "the board has no active column, so no work can be seen",
        Absence::NoQueueColumn => "the board has no queue column, so no waiting can be seen",
        Absence::WaitingNotRecorded => "no queue column, and no block was ever recorded",
        Absence::NoHandoffs => "no card moved on from a stage that works",
        Absence::NoLimits => "no stage has a limit or a number of workers",
        Absence::TooFew { n: 1, needed } => return format!("it takes {needed} values, and there is 1"),
        Absence::TooFew { n, needed } => return format!("it takes {needed} values, and there are {n}"),
        Absence::Filtered => "it is of all cards together, and these are some of them",
    };
    clause.to_owned()
}

/// What stands where a number would: "no data yet: no card finished in this window".
pub fn no_data(absence: Absence) -> String {
    let what = match absence {
        // More data would not help: the board would have to tell more, or the question be wider.
        Absence::WaitingNotRecorded => "unknown",
        Absence::Filtered => "not told",
        _ => "no data yet",
    };
    format!("{what}: {}", why(absence))
}

/// Why Little's law estimates nothing; the rate is that of the finished cards.
pub fn no_estimate(per_day: Option<f64>) -> &'static str {
    match per_day {
        Some(rate) if rate > 0.0 => "no estimate: no card was in process",
        _ => "no estimate: nothing finished",
    }
}

/// The measure's name in JSON.
pub fn key(measure: Measure) -> &'static str {
    match measure {
        Measure::LeadTime => "lead_time",
        Measure::CycleTime => "cycle_time",
        Measure::ProcessTime => "process_time",
        Measure::ActivityRatio => "activity_ratio",
        Measure::FlowEfficiency => "flow_efficiency",
        Measure::Throughput => "throughput",
        Measure::Wip => "wip",
        Measure::Age => "age",
        Measure::Traffic => "traffic",
        Measure::Cumulative => "cumulative_flow",
        Measure::Pace => "pace",
        Measure::ServiceLevel => "service_level",
        Measure::Little => "littles_law",
        Measure::Queues => "queues",
        Measure::Blocks => "blocks",
        Measure::Batches => "batches",
        Measure::Cord => "cord",
        Measure::Handoffs => "handoffs",
        Measure::Accuracy => "accuracy",
        Measure::FirstPass => "first_pass_yield",
        Measure::ValueStream => "value_stream",
        Measure::Constraint => "constraint",
        Measure::LeadTimeBehaviour => "lead_time_behaviour",
        Measure::ThroughputBehaviour => "throughput_behaviour",
        Measure::WorkKinds => "work_kinds",
    }
}
