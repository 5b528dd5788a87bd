//! How far cards had come, day by day: an area for each column, on those of the columns right of
//! it.
//!
//! An area holds the cards whose furthest column is that one, so its edges never fall. Days on
//! which a card was left of the furthest column it had come to are marked on the axis. Where most
//! cards were finished before the window began, the picture begins at their number, or the work in
//! process would be a thin line on a block.

use ratatui::layout::Rect;

use super::{View, begin, cells, list, note, part, with_list};
use crate::board::ColumnKind;
use crate::flow::Measure;
use crate::flow::cumulative::{Cumulative, CumulativeDay};
use crate::report::words::{count, duration, number};
use crate::text;
use crate::tui::charts::{Scale, Unit};
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;
use crate::tui::view::clock::date;
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;
use crate::tui::view::plot::{Axes, across, beside, dates};

/// Cells for the columns' names and numbers.
const LABEL: u16 = 20;
/// The parts of a cell that an edge can lie between.
const PARTS: usize = 8;

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let metrics = &view.report.metrics;
    let cumulative = &metrics.cumulative;
    let mut wip = vec![part("in process ", Role::Faint), part(metrics.wip.now.to_string(), Role::Strong)];
    if let Some(mean) = metrics.wip.mean {
        wip.push(part(format!(", {} on average", number(mean)), Role::Faint));
    }
    let traffic = format!("{} came in, {} went out", metrics.wip.arrivals, metrics.wip.departures);
    let title = [line("Cumulative flow", Role::Strong), wip, line(traffic, Role::Faint)];
    let Some(area) = begin(pen, view, area, Measure::Cumulative, &title) else { return };
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let (Some(first), Some(last)) = (cumulative.days.first(), cumulative.days.last()) else { return };
    let scale = scale(first, last);
    let field = Axes { scale: &scale, unit: Unit::Count, below: 2, right: LABEL, gutter: 0 }.draw(pen, area);
    let inner = field.inner;
    areas(pen, view, inner, &scale);
    let chosen = view.pane().band().filter(|_| view.has_cursor);
    names(
        pen,
        view,
        Rect { x: inner.right() + 1, width: area.right().saturating_sub(inner.right() + 1), ..inner },
        &scale,
        last,
        chosen.map(|(_, band)| band),
    );
    let days = (inner.x..inner.right()).map(|x| (x, cumulative.days[day_at(cumulative, inner, x)].day));
    across(pen, field, &dates(days));
    if field.below > 0 {
        corrections(pen, view, inner);
    }
    if let (Some((day, band)), Some(area)) = (chosen, told) {
        let x = column_of(cumulative, inner, day);
        field.point_at(pen, x.start, x.end);
        tell(pen, view, area, day, band);
    }
    if let Some(area) = aside {
        went_back(pen, view, area);
    }
}

/// From the cards that were finished already, where they are the most of all.
fn scale(first: &CumulativeDay, last: &CumulativeDay) -> Scale {
    let most = i64::from(last.reached.first().copied().unwrap_or(0));
    let base = i64::from(first.reached.last().copied().unwrap_or(0));
    let step = Unit::Count.step(((most - base) / 4).max(1));
    let low = if base * 2 > most { base / step * step } else { 0 };
    Scale::even(low, low + Unit::Count.ceiling((most - low).max(1)))
}

/// What an area is: done is work done, a backlog recedes, those in process differ from their
/// neighbours.
fn role(view: &View<'_>, cumulative: &Cumulative, band: usize) -> Role {
    let column = cumulative.columns.get(band).and_then(|column| view.charts.column(*column));
    let kind = column
        .and_then(|id| view.app.board.find_column(id))
        .map_or(ColumnKind::Active, |column| view.app.board.column(column).kind);
    match kind {
        ColumnKind::Done => Role::Work,
        ColumnKind::Backlog => Role::Ground,
        ColumnKind::Queue | ColumnKind::Active => Role::Band(u8::try_from(band).unwrap_or(u8::MAX)),
    }
}

/// What an area is filled with where colours do not tell it.
fn texture(role: Role, glyphs: &Glyphs) -> &'static str {
    match role {
        Role::Work => glyphs.fills[0],
        Role::Band(nth) => glyphs.textures[usize::from(nth) % glyphs.textures.len()],
        _ => glyphs.tint,
    }
}

fn areas(pen: &mut Pen<'_>, view: &View<'_>, inner: Rect, scale: &Scale) {
    let cumulative = &view.report.metrics.cumulative;
    let glyphs = pen.glyphs();
    let fine = pen.has_colours() && glyphs.braille;
    let roles: Vec<Role> = (0..cumulative.columns.len()).map(|band| role(view, cumulative, band)).collect();
    let texture = |band: usize| texture(roles[band], glyphs);
    let parts = usize::from(inner.height) * PARTS;
    for x in inner.x..inner.right() {
        let day = &cumulative.days[day_at(cumulative, inner, x)];
        // The upper edge of each area, in parts of cells from the ground.
        let edges: Vec<usize> = day.reached.iter().map(|n| height(scale, *n, parts)).collect();
        let band_at = |level: usize| edges.iter().rposition(|edge| *edge > level);
        for row in 0..inner.height {
            let y = inner.bottom() - 1 - row;
            let floor = usize::from(row) * PARTS;
            let (lower, upper) = (band_at(floor), band_at(floor + PARTS - 1));
            let middle = band_at(floor + PARTS / 2);
            match (lower, upper) {
                (None, _) => {}
                _ if !fine => {
                    if let Some(band) = middle {
                        pen.cell(x, y, texture(band), roles[band], None);
                    }
                }
                (Some(band), other) if other == Some(band) => {
                    pen.cell(x, y, glyphs.rising[7], roles[band], None);
                }
                (Some(band), other) => {
                    // An area too thin to be seen between the two gives way.
                    let edge = edges[band].saturating_sub(floor).clamp(1, PARTS - 1);
                    pen.cell(x, y, glyphs.rising[edge - 1], roles[band], other.map(|other| roles[other]));
                }
            }
        }
    }
}

fn height(scale: &Scale, cards: u32, parts: usize) -> usize {
    let above = i128::from(i64::from(cards) - scale.low());
    let wide = i128::from(scale.high() - scale.low());
    usize::try_from(above * parts as i128 / wide.max(1)).unwrap_or(0)
}

/// The names of the areas with the cards in them, each beside its area.
fn names(
    pen: &mut Pen<'_>,
    view: &View<'_>,
    area: Rect,
    scale: &Scale,
    last: &CumulativeDay,
    chosen: Option<usize>,
) {
    let cumulative = &view.report.metrics.cumulative;
    let glyphs = pen.glyphs();
    let rows = usize::from(area.height);
    let row =
        |cards: u32| area.bottom().saturating_sub(u16::try_from(height(scale, cards, rows)).unwrap_or(0));
    let labels: Vec<(u16, Line)> = cumulative
        .columns
        .iter()
        .enumerate()
        .map(|(band, column)| {
            let (top, bottom) = edges(last, band);
            let cards = (top - bottom).to_string();
            let fits = usize::from(area.width).saturating_sub(text::width(&cards) + 3);
            let name = view.column(*column, fits);
            let (mark, name_role) =
                if chosen == Some(band) { (glyphs.select, Role::Focus) } else { (" ", Role::Text) };
            let role = role(view, cumulative, band);
            let swatch =
                if pen.has_colours() && glyphs.braille { glyphs.full } else { texture(role, glyphs) };
            let parts = vec![
                part(mark, Role::Focus),
                part(swatch, role),
                part(format!(" {name} "), name_role),
                part(cards, Role::Strong),
            ];
            (u16::midpoint(row(top), row(bottom)).min(area.bottom().saturating_sub(1)), parts)
        })
        .collect();
    beside(pen, area, &labels);
}

/// The cards that came to a column or further, and those that came further.
fn edges(day: &CumulativeDay, band: usize) -> (u32, u32) {
    let at = |band: usize| day.reached.get(band).copied().unwrap_or(0);
    (at(band), at(band + 1).min(at(band)))
}

/// The place of the day that a column of the screen shows: of several, the last.
fn day_at(cumulative: &Cumulative, inner: Rect, x: u16) -> usize {
    let (days, wide) = (cumulative.days.len(), usize::from(inner.width.max(1)));
    let nth = usize::from(x - inner.x);
    if days > wide { ((nth + 1) * days / wide).saturating_sub(1) } else { nth * days / wide }
}

/// The columns of the screen that show a day; at least one.
fn column_of(cumulative: &Cumulative, inner: Rect, day: usize) -> std::ops::Range<u16> {
    let showing = |x: &u16| day_at(cumulative, inner, *x) == day;
    let first = (inner.x..inner.right()).find(|x| day_at(cumulative, inner, *x) >= day).unwrap_or(inner.x);
    let wide = (first..inner.right()).take_while(showing).count();
    first..first.saturating_add(u16::try_from(wide.max(1)).unwrap_or(1))
}

/// Marks the days on which cards were left of where they had been.
fn corrections(pen: &mut Pen<'_>, view: &View<'_>, inner: Rect) {
    let cumulative = &view.report.metrics.cumulative;
    for x in inner.x..inner.right() {
        let day = day_at(cumulative, inner, x);
        if view.charts.backs.get(day).is_some_and(|back| back.moves > 0) {
            pen.cell(x, inner.bottom(), pen.glyphs().left, Role::Wait, None);
        }
    }
}

fn tell(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, day: usize, band: usize) {
    let cumulative = &view.report.metrics.cumulative;
    let Some(of) = cumulative.days.get(day) else { return };
    let (so_far, further) = edges(of, band);
    let before = day.checked_sub(1).and_then(|before| cumulative.days.get(before));
    let came = before.map(|before| so_far.saturating_sub(edges(before, band).0));
    let column = cumulative.columns.get(band).map_or(String::new(), |column| view.column(*column, 28));
    let mut facts = vec![
        line(of.day.format("%a %-d %b").to_string(), Role::Strong),
        // Not how many stand there: who went back or was abandoned is counted where it had come to.
        vec![
            part(format!("{column}: "), Role::Text),
            part((so_far - further).to_string(), Role::Strong),
            part(format!(" of {so_far} came no further"), Role::Faint),
        ],
    ];
    if let Some(came) = came {
        facts.push(line(format!("{came} that day"), Role::Faint));
    }
    if of.abandoned > 0 {
        facts.push(line(format!("{} abandoned", of.abandoned), Role::Faint));
    }
    let back = view.charts.backs.get(day).copied().unwrap_or_default();
    if let Some(correction) = back.latest.and_then(|place| cumulative.corrections.get(place)) {
        let (id, title) = view.card(correction.card);
        let others = back.moves - 1;
        let and = if others == 0 { String::new() } else { format!(" and {others} more") };
        let told = |title: &str| {
            vec![
                part(format!("{} back{and}: ", pen.glyphs().left), Role::Wait),
                part(format!("{id} {title}"), Role::Text),
            ]
        };
        let used: usize = facts.iter().map(|parts| cells(parts) + 2).sum();
        let room = usize::from(area.width).saturating_sub(used + cells(&told("")) + 1);
        facts.push(told(&text::fit(title, room).to_string()));
    }
    note::words(pen, area, &facts);
}

/// The moves back, the latest first.
fn went_back(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let cumulative = &view.report.metrics.cumulative;
    let moves = &cumulative.corrections;
    if moves.is_empty() {
        return list(pen, area, "Moved back", std::iter::once(line("no card", Role::Faint)));
    }
    let zone = view.app.board.zone();
    let lines = moves.iter().rev().map(|it| {
        let (id, title) = view.card(it.card);
        let from = date(it.from, view.app.now, zone);
        let from = format!("{:>13} ", from.trim_start());
        let how = if it.recovered { "" } else { " still" };
        let facts = format!("  {}{how}", duration(it.to.since(it.from)));
        let used = text::width(&from) + text::width(&id) + text::width(&facts) + 1;
        vec![
            part(from, Role::Faint),
            part(format!("{id} "), Role::Faint),
            part(text::fit(title, usize::from(area.width).saturating_sub(used)).to_string(), Role::Text),
            part(facts, if it.recovered { Role::Faint } else { Role::Wait }),
        ]
    });
    list(pen, area, &format!("Moved back: {}", count(moves.len(), "time")), lines);
}
