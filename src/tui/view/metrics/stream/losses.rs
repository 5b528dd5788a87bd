//! Where the time went that was no work: by block of the map, by stage, by reason.

use ratatui::layout::Rect;

use crate::report::words::{duration, duration_or_dash};
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::metrics::{View, list, part};
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;

/// Where the lead time went: a bar for each block, of work, of waiting and of being blocked.
pub fn spent(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let map = &view.report.metrics.stream;
    let glyphs = pen.glyphs();
    let names = map.blocks.iter().map(|block| text::width(view.report.name(block.scope))).max().unwrap_or(0);
    let names = names.clamp(4, 24);
    let longest = map.blocks.iter().map(|block| block.lead_ms).max().unwrap_or(0).max(1);
    let bars = usize::from(area.width).saturating_sub(names + 36);
    let cells = |ms: i128| usize::try_from(ms.max(0) * bars as i128 / longest).unwrap_or(0);
    let bars = map.blocks.iter().map(|block| {
        let work_of_it = block.process_ms;
        let blocked = block.blocked_ms.min(block.lead_ms - block.process_ms);
        let [all, work, stopped] = [block.lead_ms, block.process_ms, blocked].map(cells);
        let name = text::fit(view.report.name(block.scope), names).to_string();
        let pad = " ".repeat(names.saturating_sub(text::width(&name)) + 2);
        let time = |sum: i128| duration_or_dash(map.per_card(sum));
        vec![
            part(name, Role::Text),
            part(pad, Role::Text),
            part(glyphs.fills[0].repeat(work), Role::Work),
            part(glyphs.fills[1].repeat(all.saturating_sub(work + stopped)), Role::Wait),
            part(glyphs.fills[2].repeat(stopped.min(all)), Role::Blocked),
            part(format!("  {}", time(block.lead_ms)), Role::Strong),
            part(
                if work_of_it == 0 { String::new() } else { format!(", {} of it work", time(work_of_it)) },
                Role::Faint,
            ),
        ]
    });
    let air = |line: Line| [line, Line::new()];
    let fills = [(Role::Work, " work   "), (Role::Wait, " waiting   "), (Role::Blocked, " blocked")];
    let legend = glyphs.fills.into_iter().zip(fills);
    let legend =
        legend.flat_map(|(fill, (role, word))| [part(fill, role), part(word, Role::Faint)]).collect();
    let lines = bars.flat_map(air).chain(std::iter::once(legend));
    list(pen, area, "Where lead time goes, per card", lines);
}

/// Where cards waited and were blocked, of all cards.
pub fn delays(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let head = line("  waiting   blocked  all cards", Role::Faint);
    let steps = view.report.metrics.delays.steps.iter().map(|step| {
        vec![
            part(format!("{:>9} ", sum(step.queue_ms)), Role::Wait),
            part(format!("{:>9}  ", sum(step.blocked_ms)), Role::Blocked),
            part(view.report.name(step.scope), Role::Text),
        ]
    });
    list(pen, area, "Lost to waiting, by stage", std::iter::once(head).chain(steps));
}

/// What cards were blocked for.
pub fn reasons(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let known = &view.report.metrics.delays.reasons;
    let lines = known.iter().map(|reason| {
        let open = if reason.open > 0 { format!(", {} open", reason.open) } else { String::new() };
        let times = format!("  {}×{open}", reason.blocks);
        let room = usize::from(area.width).saturating_sub(text::width(&times) + 11);
        vec![
            part(format!("{:>9}  ", sum(reason.blocked_ms)), Role::Blocked),
            part(text::fit(&reason.why, room).to_string(), Role::Text),
            part(times, Role::Faint),
        ]
    });
    let none = known.is_empty().then(|| line("nothing was blocked", Role::Faint));
    list(pen, area, "Lost to blocks, by reason", none.into_iter().chain(lines));
}

/// A sum of durations.
fn sum(ms: i128) -> String {
    duration(i64::try_from(ms).unwrap_or(i64::MAX))
}
