//! The value stream map: a box for each block of the way, and the ladder of waiting and work
//! under it.
//!
//! Times are means per card of the cards that finished in the window, so those of the boxes add up
//! to the totals.

mod boxes;
mod losses;

use ratatui::layout::Rect;

use super::{View, begin, note, part, percentile, with_list};
use crate::flow::Measure;
use crate::flow::stream::{Block, ValueStream};
use crate::report::words::{count, duration_or_dash, percent};
use crate::tui::theme::Role;
use crate::tui::view::panel::line;
use crate::tui::view::pen::Pen;

/// From this height on what is lost to waiting stands under the boxes.
const DELAYS_FROM: u16 = 5;

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let metrics = &view.report.metrics;
    let map = &metrics.stream;
    let told =
        |name: &str, value: String| vec![part(format!("{name} "), Role::Faint), part(value, Role::Strong)];
    let mut title = vec![line("Value stream", Role::Strong), line(count(map.cards, "card"), Role::Faint)];
    if map.cards > 0 {
        let per_card = |sum: i128| duration_or_dash(map.per_card(sum));
        title.push(told("LT", per_card(map.lead_ms())));
        title.push(told("PT", per_card(map.process_ms())));
        title.extend(metrics.activity.ratio().map(|ratio| told("activity", percent(ratio))));
        let rolled = metrics.accuracy.rolled();
        title.extend(rolled.map(|rolled| told("rolled %C/A", percent(rolled))));
    }
    let Some(area) = begin(pen, view, area, Measure::ValueStream, &title) else { return };
    if map.blocks.is_empty() {
        return;
    }
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let chosen = view.pane().scope().filter(|_| view.has_cursor);
    let below = boxes::draw(pen, view, area, chosen);
    if let (Some(block), Some(area)) = (chosen.and_then(|place| map.blocks.get(place)), told) {
        tell(pen, view, area, map, block);
    }
    match aside {
        Some(area) => {
            let steps = u16::try_from(metrics.delays.steps.len()).unwrap_or(u16::MAX).saturating_add(3);
            let height = steps.min(area.height);
            losses::delays(pen, view, Rect { height, ..area });
            losses::reasons(pen, view, Rect { y: area.y + height, height: area.height - height, ..area });
            losses::spent(
                pen,
                view,
                Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below },
            );
        }
        None if below.height >= DELAYS_FROM => {
            let wide = below.width / 2;
            losses::delays(pen, view, Rect { width: wide.saturating_sub(2), ..below });
            losses::reasons(pen, view, Rect { x: below.x + wide, width: below.width - wide, ..below });
        }
        None => {}
    }
}

fn tell(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, map: &ValueStream, block: &Block) {
    let mut facts = vec![
        line(view.report.name(block.scope), Role::Strong),
        line(format!("{} of {} came through", block.through.n, count(map.cards, "card")), Role::Faint),
    ];
    facts.extend([50, 85].into_iter().filter_map(|p| percentile(p, &block.through, None)));
    if let Some(of) = block.accuracy.filter(|of| of.handoffs > 0) {
        facts.push(line(format!("{} of {} hand-offs came back", of.failed, of.handoffs), Role::Faint));
    }
    note::words(pen, area, &facts);
}
