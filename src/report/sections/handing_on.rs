//! How complete and accurate work was when it was handed on, how often and in what portions.

use super::or_dash;
use crate::flow::{Absence, Accuracy, Measure, needed};
use crate::report::Report;
use crate::report::absence::{no_data, why};
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{count, number, percent};

pub fn handing_on(report: &Report) -> Section {
    let mut section = Section::new("Quality and hand-offs");
    let (metrics, accuracy) = (&report.metrics, &report.metrics.accuracy);
    let mut table = Table::new(["<stage", "hand-offs", "came back", "%C/A"]);
    for stage in accuracy.stages.iter().filter(|stage| stage.handoffs > 0) {
        table.row([
            theirs(report.name(stage.scope)),
            said(stage.handoffs.to_string()),
            said(stage.failed.to_string()),
            or_dash(stage.share().map(percent)),
        ]);
    }
    section.table(table);
    let rolled = accuracy.rolled().map(|rolled| rolled_over(accuracy, rolled));
    section.fact("Rolled %C/A", told(report, Measure::Accuracy, rolled));
    let first_pass = accuracy.first_pass_yield().map(|share| {
        let (first_pass, finished) = (accuracy.first_pass, accuracy.finished);
        format!("{}: {first_pass} of {finished} finished cards were never moved back", percent(share))
    });
    section.fact("First-pass yield", told(report, Measure::FirstPass, first_pass));
    if metrics.no_window.is_none() {
        section.fact("Customer returns", format!("{} out of done", count(accuracy.customer_returns, "move")));
    }
    section.fact("Batches", batches(report));
    section.fact("Hand-offs", handoffs(report));
    section
}

/// %C/A in a line, with the stages that fell short: "rolled 90 % over 120 hand-offs; Review 90 %".
pub fn accuracy_line(report: &Report) -> Words {
    let accuracy = &report.metrics.accuracy;
    let Some(rolled) = accuracy.rolled() else {
        return told(report, Measure::Accuracy, None);
    };
    let all = said(format!("rolled {}", rolled_over(accuracy, rolled)));
    let failing = accuracy.stages.iter().filter(|stage| stage.failed > 0);
    let stages = failing.filter_map(|stage| {
        Some(theirs(report.name(stage.scope)).said(format!(" {}", percent(stage.share()?))))
    });
    Words::join(std::iter::once(all).chain(stages), "; ")
}

fn rolled_over(accuracy: &Accuracy, rolled: f64) -> String {
    format!("{} over {}", percent(rolled), count(accuracy.handoffs(), "hand-off"))
}

fn batches(report: &Report) -> Words {
    let batches = &report.metrics.batches;
    let Some((mean, largest)) = batches.mean().zip(batches.largest) else {
        return told(report, Measure::Batches, None);
    };
    let (into, at) = (report.column(largest.column), report.minute(largest.at));
    let all = format!("{} cards on average; the largest, {}, came into ", number(mean), largest.cards);
    said(all).theirs(into).said(format!(" at {at}"))
}

fn handoffs(report: &Report) -> Words {
    let handoffs = &report.metrics.handoffs;
    let (Some(mean), Some((card, most))) = (handoffs.mean(), handoffs.most) else {
        return told(report, Measure::Handoffs, None);
    };
    let few = Absence::TooFew { n: handoffs.cards, needed: needed(50) };
    let median = handoffs
        .median
        .map_or_else(|| format!("no median: {}", why(few)), |median| format!("median {median}"));
    let all = format!("{} a card on average, {median}; the most, {most}: ", number(mean));
    let known = report.card(card);
    said(all)
        .theirs(known.map_or_else(|| card.to_string(), |known| known.short_id.clone()))
        .said(" ")
        .theirs(known.map_or("", |known| &known.title))
}

/// What is told, or why there is nothing to tell.
fn told(report: &Report, measure: Measure, told: Option<String>) -> Words {
    or_dash(told.or_else(|| report.metrics.absence(measure).map(no_data)))
}
