//! How good the work was, and how good the data are.

use super::{LABEL, labelled};
use crate::flow::Measure;
use crate::report::words::{count, number, percent};
use crate::report::{Report, phrase};
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::metrics::{absent, part};
use crate::tui::view::panel::{Line, line};

/// %C/A, first-pass yield, hand-offs, batches.
pub fn work(report: &Report) -> Vec<Line> {
    let metrics = &report.metrics;
    let accuracy = &metrics.accuracy;
    let mut parts = if let Some(rolled) = accuracy.rolled() {
        vec![
            part("rolled %C/A ", Role::Faint),
            part(percent(rolled), Role::Strong),
            part(format!(" over {}", count(accuracy.handoffs(), "hand-off")), Role::Faint),
        ]
    } else {
        let why = metrics.absence(Measure::Accuracy).map(absent::words).unwrap_or_default();
        line(format!("%C/A: {why}"), Role::Faint)
    };
    if let Some(share) = accuracy.first_pass_yield() {
        parts.push(part(", first pass ", Role::Faint));
        parts.push(part(percent(share), Role::Strong));
    }
    let mut lines = vec![labelled("Quality", parts)];
    let mut small = Line::new();
    if let Some(mean) = metrics.batches.mean() {
        small.push(part(number(mean), Role::Strong));
        small.push(part(" cards cross a border together", Role::Faint));
    }
    if let Some(mean) = metrics.handoffs.mean() {
        small.push(part(if small.is_empty() { "" } else { ", " }, Role::Faint));
        small.push(part(number(mean), Role::Strong));
        small.push(part(" hand-offs a card", Role::Faint));
    }
    if !small.is_empty() {
        lines.push(labelled("Batches", small));
    }
    lines
}

/// The cards whose history was in some way awkward.
pub fn data(report: &Report, width: usize) -> Vec<Line> {
    let cases = &report.metrics.quality.cases;
    if cases.is_empty() {
        return vec![labelled("Data quality", line("nothing awkward", Role::Faint))];
    }
    let mut lines = Vec::new();
    for (nth, (oddity, cards)) in cases.iter().enumerate() {
        let label = if nth == 0 { "Data quality" } else { "" };
        let words = format!("{} {}", cards.len(), phrase(*oddity));
        let words = text::fit(&words, width.saturating_sub(LABEL).max(10)).to_string();
        lines.push(labelled(label, line(words, Role::Text)));
    }
    lines
}
