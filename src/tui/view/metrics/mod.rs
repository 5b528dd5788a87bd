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
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::{Plan, WIDE_PANE};
use crate::tui::pane::PaneSize;
use crate::tui::theme::Role;

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
    let air = u16::from(full);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1 + air,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1 + air),
    };
    let mut lines = match &app.metrics.measured {
        Some(measured) => lines(app, &measured.report, inner, full, glyphs),
        None => vec![panel::line("measuring", Role::Faint)],
    };
    let scroll = usize::from(if full { app.metrics.scroll } else { 0 });
    let first = scroll.min(lines.len().saturating_sub(inner.height.into()));
    lines.drain(..first);
    let more =
        if lines.len() > inner.height.into() { format!("{} more  ", glyphs.down) } else { String::new() };
    let keys = [(aside(app), Role::Warn), (more, Role::Faint)];
    let keys = keys.iter().map(|(text, role)| (text.as_str(), *role));
    let hints =
        [("w", Role::Key), (" window  ", Role::Faint), ("m", Role::Key), (" more or less ", Role::Faint)];
    let words: Vec<(&str, Role)> = std::iter::once((" ", Role::Faint)).chain(keys).chain(hints).collect();
    pen.parts_right(x, area.y, area.right().saturating_sub(1), &words);
    panel::scrolled(&mut pen.within(inner), inner, &lines, 0);
}

/// What is told in so much room: the essential, or all of it.
fn lines(app: &App, report: &Report, room: Rect, full: bool, glyphs: &Glyphs) -> Vec<Line> {
    let width = room.width;
    let side_by_side = width + 2 >= WIDE_PANE;
    let cells = usize::from(if side_by_side { width / 2 - 2 } else { width });
    let mut left = vec![blocks::times(report), blocks::work(report, cells, glyphs)];
    let mut right = vec![blocks::little(report, cells, glyphs)];
    if full {
        left.push(blocks::quality(report, cells));
        right.push(blocks::weeks(report, cells, glyphs));
        // The list is as long as the screen: it fills what the measures leave free.
        let used = joined(if side_by_side { &right } else { &left }, true).len();
        let others = if side_by_side { 0 } else { joined(&right, true).len() + 1 };
        let most = usize::from(room.height).saturating_sub(used + others + 1);
        right.push(blocks::ages(report, &app.board, cells, most, glyphs));
    }
    if side_by_side {
        return beside(joined(&left, full), joined(&right, full), cells + 4);
    }
    // The cards that need a look come last: they are read when a number is doubted.
    let quality = if full { left.pop() } else { None };
    left.extend(right);
    left.extend(quality);
    joined(&left, full)
}

/// Whether the measures are of the board on screen and of the window asked for.
fn aside(app: &App) -> String {
    let Some(measured) = &app.metrics.measured else { return String::new() };
    if measured.window != app.metrics.window {
        return "measuring  ".to_owned();
    }
    match app.metrics.behind(app.revision) {
        Some(1) => "one change behind  ".to_owned(),
        Some(changes @ 2..) => format!("{changes} changes behind  "),
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
fn spark(report: &Report, most_bars: usize, glyphs: &Glyphs) -> String {
    let days = &report.metrics.throughput.days;
    let shown = days.get(days.len().saturating_sub(most_bars)..).unwrap_or_default();
    let most = shown.iter().map(|day| day.finished).max().unwrap_or(0).max(1);
    let bar = |finished: u32| match usize::try_from((u64::from(finished) * 8).div_ceil(u64::from(most))) {
        Ok(height @ 1..=8) => glyphs.rising[height - 1],
        _ => glyphs.dot,
    };
    shown.iter().map(|day| bar(day.finished)).collect()
}
