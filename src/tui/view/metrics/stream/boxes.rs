//! The boxes of the map, and the ladder of waiting and work under each.

use ratatui::layout::Rect;

use crate::flow::accuracy::StageAccuracy;
use crate::flow::stream::{Block, BlockKind};
use crate::report::words::{duration_or_dash, percent};
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::metrics::{View, part};
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;

/// No box is narrower, and none wider.
const BOX: (u16, u16) = (19, 30);
/// Rows of a box, and of the ladder under it.
const ROWS: u16 = 6;
const LADDER: u16 = 2;

/// The boxes in rows, those around the cursor where not all fit. Answers the room below.
pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, chosen: Option<usize>) -> Rect {
    let blocks = &view.report.metrics.stream.blocks;
    let n = u16::try_from(blocks.len()).unwrap_or(u16::MAX).max(1);
    let fit = (area.width / BOX.0).max(1);
    // As many in each row, so that the last is not a lone one.
    let per_row = n.div_ceil(n.div_ceil(fit));
    let wide = (area.width / per_row).min(BOX.1);
    let ladder = area.height >= ROWS + LADDER;
    let high = ROWS + if ladder { LADDER } else { 0 };
    let rows = (area.height.saturating_add(1) / (high + 1)).max(1);
    let row_of = |place: usize| u16::try_from(place).unwrap_or(u16::MAX) / per_row;
    let first = chosen.map_or(0, |place| (row_of(place) + 1).saturating_sub(rows));
    for (place, block) in blocks.iter().enumerate() {
        let Some(row) = row_of(place).checked_sub(first).filter(|row| *row < rows) else { continue };
        let nth = u16::try_from(place).unwrap_or(u16::MAX) % per_row;
        let room = Rect { x: area.x + nth * wide, y: area.y + row * (high + 1), width: wide, height: high };
        let mut pen = pen.within(area);
        stage(&mut pen, view, Rect { height: ROWS, ..room }, block, chosen == Some(place));
        if place + 1 < blocks.len() && room.right() > room.x + 1 {
            pen.cell(room.right() - 1, room.y + 2, pen.glyphs().arrow, Role::Faint, None);
        }
        if ladder {
            let last = place + 1 == blocks.len() || nth + 1 == per_row;
            rungs(&mut pen, view, Rect { y: room.y + ROWS, height: LADDER, ..room }, block, last);
        }
    }
    let drawn = n.div_ceil(per_row).saturating_sub(first).min(rows);
    let y = area.y.saturating_add(drawn * (high + 1)).min(area.bottom());
    Rect { y, height: area.bottom() - y, ..area }
}

fn stage(pen: &mut Pen<'_>, view: &View<'_>, room: Rect, block: &Block, chosen: bool) {
    let glyphs = pen.glyphs();
    let map = &view.report.metrics.stream;
    let (right, bottom) = (room.right().saturating_sub(2), room.bottom() - 1);
    let border = if chosen { Role::Focus } else { Role::Rule };
    for y in [room.y, bottom] {
        pen.rule(room.x, y, right, if chosen { glyphs.heavy } else { glyphs.rule }, border);
    }
    for x in [room.x, right] {
        pen.bar(x, room.y, room.bottom(), glyphs.bar, border);
    }
    for ((x, y), corner) in
        [(room.x, room.y), (right, room.y), (room.x, bottom), (right, bottom)].into_iter().zip(glyphs.corners)
    {
        pen.cell(x, y, corner, border, None);
    }
    let name = view.report.name(block.scope);
    let (mark, role) = if chosen { (glyphs.select, Role::Focus) } else { (" ", Role::Strong) };
    let name = text::fit(name, usize::from(room.width).saturating_sub(6)).to_string();
    pen.parts(room.x + 1, room.y, right, &[(mark, Role::Focus), (&name, role), (" ", role)]);
    let share = block.lead_ms as f64 / map.lead_ms().max(1) as f64;
    let time = |sum: i128| duration_or_dash(map.per_card(sum));
    // Each line has its number, and to the right what the number is a part of.
    let told = |name: &str, value: String, role: Role| {
        vec![part(format!("{name} "), Role::Faint), part(value, role)]
    };
    let mut lines: Vec<(Line, String)> =
        vec![(told("LT", time(block.lead_ms), Role::Strong), percent(share))];
    if block.kind == BlockKind::Work {
        let ratio = block.process_ms as f64 / block.lead_ms.max(1) as f64;
        lines.push((told("PT", time(block.process_ms), Role::Work), percent(ratio)));
        lines.push(accuracy(block.accuracy.as_ref()));
    } else {
        lines.push((line(kind(block.kind), Role::Wait), String::new()));
        lines.push((Line::new(), String::new()));
    }
    if block.blocked_ms > 0 {
        lines.push((told(glyphs.blocked, time(block.blocked_ms), Role::Blocked), "blocked".to_owned()));
    }
    for ((parts, aside), y) in lines.iter().zip(room.y + 1..bottom) {
        let x = parts.iter().fold(room.x + 2, |x, (text, role)| pen.put(x, y, right, text, *role));
        pen.parts_right(x + 1, y, right.saturating_sub(1), &[(aside, Role::Faint)]);
    }
}

fn kind(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Backlog => "not started",
        BlockKind::Work => "work",
        BlockKind::Queue => "waiting",
        BlockKind::Reopened => "reopened",
    }
}

fn accuracy(of: Option<&StageAccuracy>) -> (Line, String) {
    let name = part("%C/A ", Role::Faint);
    match of.and_then(|of| Some((of.share()?, of.handoffs))) {
        Some((share, n)) => (vec![name, part(percent(share), Role::Strong)], format!("of {n}")),
        None => (vec![name, part("no hand-off", Role::Faint)], String::new()),
    }
}

/// The ladder under a box: waiting on the upper rung, work on the lower.
fn rungs(pen: &mut Pen<'_>, view: &View<'_>, room: Rect, block: &Block, last: bool) {
    let glyphs = pen.glyphs();
    let map = &view.report.metrics.stream;
    let [top_left, top_right, bottom_left, bottom_right] = glyphs.corners;
    let time = |sum: i128| duration_or_dash(map.per_card(sum));
    let (up, down) = (room.y, room.y + 1);
    if block.kind != BlockKind::Work {
        pen.rule(room.x, up, room.right(), glyphs.rule, Role::Wait);
        return on_rung(pen, room.x, room.right(), up, &time(block.lead_ms), Role::Wait);
    }
    let middle = room.x + room.width / 2;
    let end = room.right().saturating_sub(1);
    pen.rule(room.x, up, middle, glyphs.rule, Role::Wait);
    pen.cell(middle, up, top_right, Role::Wait, None);
    pen.cell(middle, down, bottom_left, Role::Work, None);
    pen.rule(middle + 1, down, end, glyphs.rule, Role::Work);
    if last {
        pen.cell(end, down, glyphs.rule, Role::Work, None);
    } else {
        pen.cell(end, down, bottom_right, Role::Work, None);
        pen.cell(end, up, top_left, Role::Wait, None);
    }
    on_rung(pen, room.x, middle, up, &time(block.lead_ms - block.process_ms), Role::Wait);
    on_rung(pen, middle + 1, end, down, &time(block.process_ms), Role::Work);
}

fn on_rung(pen: &mut Pen<'_>, from: u16, to: u16, y: u16, words: &str, role: Role) {
    let words = format!(" {words} ");
    let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
    if let Some(free) = to.saturating_sub(from).checked_sub(width) {
        pen.put(from + free / 2, y, to, &words, role);
    }
}
