//! The full report: every measure in a section of its own, with all its numbers.

use crate::report::Report;
use crate::report::page::{PAGE, print};
use crate::report::sections::all;
use crate::text::{fit, width};

/// The report as text, lines of at most [`PAGE`] cells, ended by a newline each.
pub fn full(report: &Report) -> String {
    let name = if report.board.is_empty() { "Flow report" } else { &report.board };
    let window = report.period();
    let name = fit(name, PAGE.saturating_sub(width(&window) + 2));
    let gap = PAGE.saturating_sub(name.width() + width(&window));
    let mut text = fit(&format!("{name}{:gap$}{window}", ""), PAGE).to_string();
    text.push('\n');
    if !report.chosen.is_empty() {
        text.push_str(fit(&format!("Only {}", report.only()), PAGE).as_str());
        text.push('\n');
    }
    text.push('\n');
    text + &print(&all(report))
}
