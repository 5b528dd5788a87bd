//! Every measure that is a number or two, on one page; on large screens with small pictures below.

mod expectation;
mod little;
mod quality;
mod times;
mod work;

use ratatui::layout::Rect;

use super::{View, absent, ageing, cumulative, scatter, stale};
use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::WIDE_PANE;
use crate::tui::theme::Role;
use crate::tui::view::panel::{self, Line, line};
use crate::tui::view::pen::Pen;

/// Cells of what stands before a line.
const LABEL: usize = 14;
/// From this height on there are pictures below.
const PICTURES_FROM: u16 = 40;

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let glyphs = pen.glyphs();
    let full = view.has_cursor;
    let lines = lines(view, area, full, glyphs);
    let pictures = full && area.width + 2 >= WIDE_PANE && area.height >= PICTURES_FROM;
    let used = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(1);
    let text = if pictures { Rect { height: used.min(area.height), ..area } } else { area };
    let scroll = if full { view.pane().scroll } else { 0 };
    panel::scrolled(&mut pen.within(text), text, &lines, scroll);
    stale(pen, view.app, area);
    if pictures {
        let y = text.bottom().saturating_add(1);
        let room = Rect { y, height: area.bottom().saturating_sub(y), ..area };
        below(pen, view, room);
    }
}

/// Three pictures side by side.
fn below(pen: &mut Pen<'_>, view: &View<'_>, room: Rect) {
    let small = View { has_cursor: false, ..*view };
    let wide = room.width / 3;
    let part = |nth: u16| Rect { x: room.x + nth * wide, width: wide.saturating_sub(3), ..room };
    for (nth, draw) in (0..).zip([cumulative::draw, scatter::draw, ageing::draw]) {
        let area = part(nth);
        draw(&mut pen.within(area), &small, area);
    }
}

/// What is told in so much room: the essential, or all of it.
fn lines(view: &View<'_>, room: Rect, full: bool, glyphs: &Glyphs) -> Vec<Line> {
    let report = view.report;
    if let Some(absence) = report.metrics.no_window {
        return vec![line(absent::words(absence), Role::Text)];
    }
    let width = room.width;
    let side_by_side = width + 2 >= WIDE_PANE;
    let cells = usize::from(if side_by_side { width / 2 - 2 } else { width });
    let mut left = vec![times::lines(report), work::lines(report, cells, glyphs)];
    let mut judged = [expectation::level(report, glyphs), expectation::constraint(report)].concat();
    if full {
        judged.extend(quality::work(report));
    }
    let mut right = vec![judged];
    let little = little::lines(report, cells, glyphs);
    if side_by_side {
        right.push(little);
        if full {
            left.push(quality::data(report, cells));
        }
        return beside(joined(&left, full), joined(&right, full), cells + 4);
    }
    left.extend(right);
    left.push(little);
    if full {
        // The cards that need a look come last: they are read when a number is doubted.
        left.push(quality::data(report, cells));
        left.push(work::ages(report, &view.app.board, cells, 12, glyphs));
    }
    joined(&left, full)
}

fn labelled(label: &str, rest: Line) -> Line {
    let mut parts = line(format!("{label:<LABEL$}"), Role::Faint);
    parts.extend(rest);
    parts
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
