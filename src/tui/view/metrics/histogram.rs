//! How many cards took how long: a bar for each step of time, with its number on it.
//!
//! Under the bars stand the percentiles. Where a few cards took far longer than the others, the
//! last bar holds all of them, and its label says so.

use ratatui::layout::Rect;

use super::{View, begin, note, percentile, scatter, with_list};
use crate::flow::PERCENTILES;
use crate::report::words::{count, duration, percent};
use crate::text;
use crate::tui::charts::{Scale, Unit};
use crate::tui::theme::Role;
use crate::tui::view::panel::line;
use crate::tui::view::pen::Pen;
use crate::tui::view::plot::{Axes, across, rising};

/// The widest bar.
const BAR_MAX: u16 = 8;

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let clock = view.pane().clock;
    let of = scatter::times(view, clock);
    let mut title = vec![line(clock.name(), Role::Strong), line(count(of.n, "card"), Role::Faint)];
    title.extend(PERCENTILES.into_iter().filter_map(|p| percentile(p, of, None)));
    title.extend(of.mean_ms().map(|mean| line(format!("mean {}", duration(mean)), Role::Faint)));
    let Some(area) = begin(pen, view, area, scatter::measure(clock), &title) else { return };
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let bins = view.charts.bins(clock);
    let most = bins.bars.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
    let scale = Scale::even(0, Unit::Count.ceiling(i64::try_from(most).unwrap_or(i64::MAX)));
    // A row is left for the number on the highest bar.
    let air = u16::from(area.height > 4);
    let room = Rect { y: area.y + air, height: area.height - air, ..area };
    let field = Axes { scale: &scale, unit: Unit::Count, below: 3, right: 0, gutter: 0 }.draw(pen, room);
    let inner = field.inner;
    let bars = u16::try_from(bins.bars.len()).unwrap_or(u16::MAX).max(1);
    let step = (inner.width / bars).clamp(1, BAR_MAX);
    let wide = if step > 2 { step - 1 } else { step };
    let left =
        |bar: usize| inner.x.saturating_add(u16::try_from(bar).unwrap_or(u16::MAX).saturating_mul(step));
    let chosen = view.pane().finished().filter(|_| view.has_cursor);
    let rank = chosen.map(|place| view.charts.timed.rank(clock, place));
    let bar = rank.map(|rank| bins.bar_of(rank));
    for (nth, cards) in bins.bars.iter().enumerate() {
        let x = left(nth);
        if x.saturating_add(wide) > inner.right() {
            break;
        }
        let role = if Some(nth) == bar { Role::Focus } else { Role::Work };
        let n = cards.len() as u64;
        let above = rising(pen, Rect { x, width: wide, ..inner }, n, scale.high().unsigned_abs(), role);
        let label = n.to_string();
        let number = u16::try_from(text::width(&label)).unwrap_or(u16::MAX);
        if n > 0 && number <= step && air > 0 {
            let role = if Some(nth) == bar { Role::Focus } else { Role::Faint };
            pen.put(x + wide.saturating_sub(number) / 2, above, x + step, &label, role);
        }
    }
    across(pen, field, &edges(view, inner, step));
    if let Some(bar) = bar {
        field.point_at(pen, left(bar), left(bar).saturating_add(wide));
    }
    if field.below > 2 {
        marks(pen, view, inner, step);
    }
    if let (Some(rank), Some(bar), Some(area)) = (rank, bar, told) {
        let cards = &bins.bars[bar];
        let place = view.charts.timed.ranked(clock, rank).unwrap_or(0);
        let card = &view.charts.timed.cards()[place];
        let upto = cards.end as f64 / of.n.max(1) as f64;
        let nth = format!("{} of {} in {}", rank - cards.start + 1, cards.len(), name(view, bar));
        let facts = [
            line(duration(card.time(clock)), Role::Strong),
            line(nth, Role::Faint),
            line(format!("{} up to here", percent(upto)), Role::Faint),
        ];
        note::card(pen, view, area, card.card, &facts);
    }
    if let Some(area) = aside {
        scatter::slowest(pen, view, area, clock);
    }
}

/// What a bar stands for: `2d to 3d`, `more than 24d`.
fn name(view: &View<'_>, bar: usize) -> String {
    let bins = view.charts.bins(view.pane().clock);
    let from = Unit::Time.label(bins.begins_ms(bar));
    if bins.open_end && bar + 1 == bins.bars.len() {
        return format!("{from} or more");
    }
    format!("{from} to {}", duration(bins.begins_ms(bar + 1)))
}

/// Where bars begin: those in steps of one, two, five or ten that have room, and the open end.
fn edges(view: &View<'_>, inner: Rect, step: u16) -> Vec<(u16, String)> {
    let bins = view.charts.bins(view.pane().clock);
    let edge = |bar: usize| {
        let x = u16::try_from(bar).unwrap_or(u16::MAX).saturating_mul(step).saturating_add(inner.x);
        let open = bins.open_end && bar + 1 == bins.bars.len();
        let begins = Unit::Time.label(bins.begins_ms(bar));
        (x, if open { format!("{begins}+") } else { begins })
    };
    let last = bins.open_end.then(|| bins.bars.len() - 1);
    let widest = (0..bins.bars.len()).map(|bar| text::width(&edge(bar).1)).max().unwrap_or(1);
    let every = [1, 2, 5, 10].into_iter().find(|every| every * usize::from(step) >= widest + 2).unwrap_or(10);
    last.into_iter().chain((0..bins.bars.len()).step_by(every)).map(edge).collect()
}

/// The percentiles, in a row below the edges: each under the bar it lies in, or right of the one
/// before.
fn marks(pen: &mut Pen<'_>, view: &View<'_>, inner: Rect, step: u16) {
    let clock = view.pane().clock;
    let (of, bins) = (scatter::times(view, clock), view.charts.bins(clock));
    let y = inner.bottom().saturating_add(2);
    let mut end = inner.x;
    for p in PERCENTILES {
        let Some(ms) = of.told_ms(p) else { continue };
        let bar = u16::try_from(ms / bins.step_ms.max(1)).unwrap_or(u16::MAX);
        let bar = bar.min(u16::try_from(bins.bars.len().saturating_sub(1)).unwrap_or(0));
        let x = inner.x.saturating_add(bar.saturating_mul(step)).max(end);
        let role = if p == 85 { Role::Strong } else { Role::Faint };
        end = pen.parts(x, y, pen.area.right(), &[(pen.glyphs().up, Role::Key), (&format!("{p}%"), role)]);
    }
}
