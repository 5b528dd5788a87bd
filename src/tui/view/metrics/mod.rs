//! The measures of flow: a line under the board, a pane, or the whole screen.
//!
//! They are drawn from the same [`Report`] that is printed on exit, and say when they are of a
//! board that has changed since.

mod blocks;
mod line;

use ratatui::layout::Rect;

use super::panel::{self, Line};
use super::pen::Pen;
use crate::report::Report;
use crate::text;
use crate::tui::app::App;
use crate::tui::layout::Plan;
use crate::tui::pane::PaneSize;
use crate::tui::theme::Role;

/// From this width on blocks stand side by side.
const TWO_COLUMNS: u16 = 120;

/// Draws the measures where the plan has room for them.
pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let area = plan.metrics;
    match plan.pane {
        PaneSize::Hidden => {}
        PaneSize::Line => line::draw(pen, app, area),
        PaneSize::Pane | PaneSize::Full => pane(pen, app, area, plan.pane == PaneSize::Full),
    }
}

fn pane(pen: &mut Pen<'_>, app: &App, area: Rect, full: bool) {
    let glyphs = pen.glyphs();
    pen.rule(area.x, area.y, area.right(), glyphs.rule, Role::Rule);
    let title = format!(" Flow, last {} days ", app.metrics.window);
    let x = pen.put(area.x + 1, area.y, area.right(), &title, Role::Strong);
    let aside = aside(app);
    let end = area.right().saturating_sub(1);
    pen.parts_right(
        x,
        area.y,
        end,
        &[
            (&aside, Role::Faint),
            (" w ", Role::Key),
            ("window  ", Role::Faint),
            ("m ", Role::Key),
            ("more ", Role::Faint),
        ],
    );
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1),
    };
    let Some(measured) = &app.metrics.measured else {
        pen.put(inner.x, inner.y, inner.right(), "measuring", Role::Faint);
        return;
    };
    let report = &measured.report;
    let width = usize::from(inner.width);
    if !full {
        let lines = if inner.width < TWO_COLUMNS {
            joined(
                &[
                    blocks::times(report),
                    blocks::work(report, width, glyphs),
                    blocks::little(report, width, glyphs),
                ],
                false,
            )
        } else {
            let half = width / 2 - 2;
            let left = joined(&[blocks::times(report), blocks::work(report, half, glyphs)], false);
            beside(left, blocks::little(report, half, glyphs), half + 4)
        };
        panel::scrolled(pen, inner, &lines, 0);
        return;
    }
    let blocks = if inner.width < TWO_COLUMNS {
        vec![
            blocks::times(report),
            blocks::work(report, width, glyphs),
            blocks::little(report, width, glyphs),
            blocks::weeks(report, width, glyphs),
            blocks::quality(report, width),
        ]
    } else {
        let half = width / 2 - 2;
        let left = [blocks::times(report), blocks::work(report, half, glyphs), blocks::quality(report, half)];
        let right = [blocks::little(report, half, glyphs), blocks::weeks(report, half, glyphs)];
        vec![beside(joined(&left, true), joined(&right, true), half + 4)]
    };
    let inner = Rect { y: inner.y.saturating_add(1), height: inner.height.saturating_sub(1), ..inner };
    panel::scrolled(pen, inner, &joined(&blocks, true), app.metrics.scroll);
}

/// Whether the measures are of the board on screen and of the window asked for.
fn aside(app: &App) -> String {
    let Some(measured) = &app.metrics.measured else { return String::new() };
    if measured.window != app.metrics.window {
        return "measuring ".to_owned();
    }
    match app.metrics.behind(app.revision) {
        Some(1) => "one change behind ".to_owned(),
        Some(changes @ 2..) => format!("{changes} changes behind "),
        _ => String::new(),
    }
}

fn joined(blocks: &[Vec<Line>], apart: bool) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        if apart && !lines.is_empty() {
            lines.push(Line::new());
        }
        lines.extend(block.iter().cloned());
    }
    lines
}

/// Two blocks side by side, the second one from cell `at` on.
fn beside(left: Vec<Line>, right: Vec<Line>, at: usize) -> Vec<Line> {
    let rows = left.len().max(right.len());
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    (0..rows)
        .map(|_| {
            let mut parts = left.next().unwrap_or_default();
            let used: usize = parts.iter().map(|(text, _)| text::width(text)).sum();
            parts.push((" ".repeat(at.saturating_sub(used)), Role::Text));
            parts.extend(right.next().unwrap_or_default());
            parts
        })
        .collect()
}

/// The finished cards a day, as a picture with the greatest number beside it.
fn spark(report: &Report, most_bars: usize, glyphs: &crate::tui::glyphs::Glyphs) -> String {
    let days = &report.metrics.throughput.days;
    let shown = days.get(days.len().saturating_sub(most_bars)..).unwrap_or_default();
    let most = shown.iter().map(|day| day.finished).max().unwrap_or(0).max(1);
    let bar = |finished: u32| match usize::try_from((u64::from(finished) * 8).div_ceil(u64::from(most))) {
        Ok(height @ 1..=8) => glyphs.rising[height - 1],
        _ => glyphs.dot,
    };
    shown.iter().map(|day| bar(day.finished)).collect()
}
