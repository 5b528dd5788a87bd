//! Process behaviour: the limits, and what lies outside of what is usual.

use crate::flow::Measure;
use crate::flow::behaviour::{Of, Signal, Xmr};
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::rows::SIGNALS;
use crate::report::words::{duration_of, number};

pub fn behaviour(report: &Report) -> Section {
    let mut section = Section::new("Process behaviour");
    let (metrics, behaviour) = (&report.metrics, &report.metrics.behaviour);
    chart(
        &mut section,
        ("Lead time", &behaviour.lead_time),
        metrics.absence(Measure::LeadTimeBehaviour).map(no_data),
        &duration_of,
    );
    chart(
        &mut section,
        ("Cards a week", &behaviour.throughput),
        metrics.absence(Measure::ThroughputBehaviour).map(no_data),
        &number,
    );
    let mut table = Table::new(["=signal", "value", "<why", "<title"]);
    let mut left_out = 0;
    for (xmr, told) in
        [(&behaviour.lead_time, &duration_of as &dyn Fn(f64) -> String), (&behaviour.throughput, &number)]
    {
        for point in xmr.points.iter().filter(|point| !point.signals.is_empty()) {
            if table.rows.len() == SIGNALS {
                left_out += 1;
                continue;
            }
            let why = point.signals.iter().copied().map(signal).collect::<Vec<_>>().join("; ");
            let (what, title) = whose(report, point.of);
            table.row([what, said(told(point.value)), said(why), title]);
        }
    }
    section.table(table);
    if left_out > 0 {
        section.line(format!("(and {left_out} more)"));
    }
    section
}

/// Why a value is a signal.
pub fn signal(signal: Signal) -> &'static str {
    match signal {
        Signal::Outside => "outside the limits",
        Signal::Run => "8 in a row on one side",
        Signal::Near => "3 of 4 near a limit",
        Signal::Jump => "a jump",
    }
}

fn chart(
    section: &mut Section,
    (name, xmr): (&'static str, &Xmr),
    absence: Option<String>,
    told: &dyn Fn(f64) -> String,
) {
    let Some(limits) = xmr.limits.filter(|_| absence.is_none()) else {
        section.fact(name, absence.unwrap_or_default());
        return;
    };
    let signals = xmr.points.iter().filter(|point| !point.signals.is_empty()).count();
    let found = match signals {
        0 => "no signal: all of it is noise".to_owned(),
        1 => "1 signal".to_owned(),
        _ => format!("{signals} signals"),
    };
    let [mean, lower, upper] = [limits.mean, limits.lower, limits.upper].map(told);
    section.fact(
        name,
        format!("mean {mean}, limits {lower} to {upper} from {} values; {found}", xmr.points.len()),
    );
}

fn whose(report: &Report, of: Of) -> (Words, Words) {
    match of {
        Of::Week(monday) => (said(format!("week of {monday}")), Words::default()),
        Of::Card(card) => match report.card(card) {
            Some(known) => (theirs(&*known.short_id), theirs(&*known.title)),
            None => (theirs(card.to_string()), Words::default()),
        },
    }
}
