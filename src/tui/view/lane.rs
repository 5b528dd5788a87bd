//! The head of a lane: its name, how full it is, and in which columns more of it is out of sight.

use super::column::standing;
use super::gauge;
use super::pen::Pen;
use crate::text;
use crate::tui::app::App;
use crate::tui::layout::{Band, Plan};
use crate::tui::theme::Role;

/// Cells of the bar of a lane that has a limit.
const GAUGE: usize = 6;
/// From this width on there is room for it.
const GAUGE_FROM: u16 = 56;

/// Draws the head of a lane, if it has one, as a line across the board.
pub fn head(pen: &mut Pen<'_>, app: &App, plan: &Plan, band: &Band) {
    let (Some(y), Some(lane)) = (band.head, app.lanes().get(band.lane)) else { return };
    let glyphs = pen.glyphs();
    // Strips have their names from top to bottom, which no lane crosses.
    let Some((left, right)) = widest_run(plan) else { return };
    let width = right.saturating_sub(left);
    let here = app.lane() == band.lane;
    for (slot, next) in plan.slots.iter().zip(plan.slots.iter().skip(1).map(Some).chain([None])) {
        if slot.folded {
            continue;
        }
        pen.rule(slot.cards.x, y, slot.cards.right(), glyphs.dash, Role::Rule);
        if next.is_some_and(|next| !next.folded) {
            pen.rule(slot.cards.right(), y, slot.cards.right() + 1, glyphs.cross, Role::Rule);
        }
    }
    let look = standing(lane.count, lane.limit, glyphs);
    let (symbol, role) = match (lane.expedite, here) {
        (true, _) => (glyphs.expedite, Role::Expedite),
        (_, true) => ("", Role::Focus),
        _ => ("", Role::Strong),
    };
    let mut parts = vec![(" ", Role::Rule)];
    if !symbol.is_empty() {
        parts.extend([(symbol, role), (" ", role)]);
    }
    let mut tail = vec![(" ", look.role), (look.number.as_str(), look.role)];
    let bar = gauge::bar(lane.count, lane.limit, glyphs, GAUGE);
    if width >= GAUGE_FROM && !bar.is_empty() {
        tail.extend([(" ", look.role), (bar.as_str(), look.gauge)]);
    }
    if !look.word.is_empty() {
        tail.extend([(" ", look.role), (look.symbol, look.role), (" ", look.role), (look.word, look.role)]);
    }
    tail.push((" ", Role::Rule));
    let wide = |parts: &[(&str, Role)]| parts.iter().map(|(text, _)| text::width(text)).sum::<usize>();
    let room = usize::from(width).saturating_sub(wide(&parts) + wide(&tail));
    // A name takes half of the line at most: what is out of sight is told there, too.
    let name = text::fit(&lane.name, room.min(usize::from(width) / 2));
    parts.push((name.as_str(), role));
    parts.extend(tail);
    let x = pen.parts(left, y, right, &parts);
    for slot in plan.slots.iter().filter(|slot| !slot.folded) {
        let Some(cell) = slot.cells.iter().find(|cell| cell.lane == band.lane) else { continue };
        let start = app.rows(slot.column, band.lane).start;
        let above = cell.first.saturating_sub(start);
        let below = cell.rows.saturating_sub(above + cell.len);
        let mut words = String::new();
        for (symbol, cards) in [(glyphs.up, above), (glyphs.down, below)] {
            if cards > 0 {
                words.extend([" ", symbol, &cards.to_string()]);
            }
        }
        if !words.is_empty() {
            let end = slot.cards.right().saturating_sub(1);
            let within = (left..right).contains(&slot.cards.x);
            let free = if within { slot.cards.x.max(x) } else { slot.cards.x };
            pen.parts_right(free, y, end, &[(&words, Role::Faint), (" ", Role::Faint)]);
        }
    }
}

/// Where the words of a head have the most room: from the first to the last cell of the open
/// columns between two strips.
fn widest_run(plan: &Plan) -> Option<(u16, u16)> {
    let runs = plan.slots.split(|slot| slot.folded);
    let runs = runs.filter_map(|run| Some((run.first()?.cards.x, run.last()?.cards.right())));
    // Of two that are as wide the left one.
    runs.rev().max_by_key(|(left, right)| right.saturating_sub(*left))
}
