//! How far cards came over the window, and the moves back that a cumulative flow does not show.

use crate::flow::Measure;
use crate::report::Report;
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, said, theirs};
use crate::report::rows::BACK;

pub fn cumulative(report: &Report) -> Section {
    let mut section = Section::new("Cumulative flow");
    let cumulative = &report.metrics.cumulative;
    if let Some(absence) = report.metrics.absence(Measure::Cumulative) {
        section.line(no_data(absence));
        return section;
    }
    let (Some(first), Some(last)) = (cumulative.days.first(), cumulative.days.last()) else {
        return section;
    };
    section.line("Cards that came to a column or to one right of it, abandoned ones too.");
    let mut table = Table::new(["<column", "by the end of the first day", "by the end of the last"]);
    let counts = first.reached.iter().zip(&last.reached);
    for (column, (first, last)) in cumulative.columns.iter().zip(counts) {
        table.row([theirs(report.column(*column)), said(first.to_string()), said(last.to_string())]);
    }
    table.row([said("abandoned"), said(first.abandoned.to_string()), said(last.abandoned.to_string())]);
    section.table(table);
    if cumulative.corrections.is_empty() {
        section.line("No card was moved back.");
        return section;
    }
    let stretches = match cumulative.corrections.len() {
        1 => "1 card was moved back".to_owned(),
        more => format!("{more} times a card was moved back"),
    };
    section.line(format!("{stretches}; its line does not fall, so these are told apart:"));
    let mut table = Table::new(["=card", "=from", "=to", "<furthest column", "<came back to it"]);
    for back in cumulative.corrections.iter().take(BACK) {
        let known = report.card(back.card);
        table.row([
            theirs(known.map_or_else(|| back.card.to_string(), |known| known.short_id.clone())),
            said(report.minute(back.from)),
            said(report.minute(back.to)),
            theirs(report.column(back.furthest)),
            said(if back.recovered { "yes" } else { "no" }),
        ]);
    }
    section.table(table);
    if cumulative.corrections.len() > BACK {
        section.line(format!("(and {} more)", cumulative.corrections.len() - BACK));
    }
    section
}
