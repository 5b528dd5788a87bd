//! Process behaviour: the values in order, the limits of what the process does by itself, and the
//! signals.
//!
//! A signal has another symbol than noise, and its reason stands in the line below. Under the
//! values stand the moving ranges, where there is room.

use ratatui::layout::Rect;

use super::{View, begin, list, note, part, with_list};
use crate::flow::behaviour::{Limits, Of, Point, Xmr};
use crate::flow::{Measure, local_day};
use crate::report::signal;
use crate::report::words::{count, duration, number};
use crate::text;
use crate::tui::charts::{Control, Scale, Unit, whole};
use crate::tui::theme::Role;
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;
use crate::tui::view::plot::{Axes, Field, Raster, across, beside, rising, row};

/// Cells of a limit at the end of its line.
const LABEL: u16 = 14;
/// No two points are further apart.
const STEP_MAX: usize = 10;
/// From this height on the ranges are shown.
const RANGES_FROM: u16 = 14;

/// The points in sight, and the cells they are spread over.
struct Sight {
    first: usize,
    len: usize,
    span: usize,
}

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let weekly = view.pane().weekly_behaviour;
    let behaviour = &view.report.metrics.behaviour;
    let xmr = if weekly { &behaviour.throughput } else { &behaviour.lead_time };
    let control = view.charts.control(weekly);
    let measure = if weekly { Measure::ThroughputBehaviour } else { Measure::LeadTimeBehaviour };
    let title = title(pen, view, xmr, control);
    let Some(area) = begin(pen, view, area, measure, &title) else { return };
    let Some(limits) = xmr.limits else { return };
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let unit = if weekly { Unit::Count } else { Unit::Time };
    let ranges = if area.height >= RANGES_FROM { (area.height / 4).max(5) } else { 0 };
    let gutter = [&control.values, &control.ranges]
        .map(|scale| text::width(&unit.label(scale.high())))
        .into_iter()
        .max();
    let gutter = u16::try_from(gutter.unwrap_or(0) + 2).unwrap_or(2);
    let axes = |scale, below| Axes { scale, unit, below, right: LABEL, gutter };
    let values = Rect { height: area.height - ranges, ..area };
    let field = axes(&control.values, if ranges > 0 { 1 } else { 2 }).draw(pen, values);
    let inner = field.inner;
    let chosen = view.pane().point().filter(|_| view.has_cursor);
    let sight = sight(xmr.points.len(), inner.width.into(), chosen);
    let room =
        |inner: Rect| Rect { x: inner.right(), width: area.right().saturating_sub(inner.right()), ..inner };
    limit_lines(pen, inner, room(inner), &control.values, &limits, unit);
    points(pen, inner, xmr, control, &sight, chosen);
    let lowest = if ranges > 0 {
        let below = Rect { y: values.bottom(), height: ranges, ..area };
        let field = axes(&control.ranges, 2).draw(pen, below);
        let inner = field.inner;
        moving_ranges(pen, inner, xmr, control, &limits, &sight);
        let y = row(inner, &control.ranges, whole(limits.upper_range));
        pen.rule(inner.x, y, inner.right(), pen.glyphs().dash, Role::Faint);
        beside(pen, room(inner), &[(y, label("range", limits.upper_range, unit))]);
        field
    } else {
        field
    };
    under(pen, view, lowest, xmr, &sight, chosen);
    if let (Some(point), Some(area)) = (chosen.and_then(|place| xmr.points.get(place)), told) {
        tell(pen, view, area, point, unit);
    }
    if let Some(area) = aside {
        signals(pen, view, area, xmr, control, unit);
    }
}

fn title(pen: &Pen<'_>, view: &View<'_>, xmr: &Xmr, control: &Control) -> Vec<Line> {
    let weekly = view.pane().weekly_behaviour;
    let (what, unit) = if weekly {
        ("Behaviour of throughput", Unit::Count)
    } else {
        ("Behaviour of lead time", Unit::Time)
    };
    let n = count(xmr.points.len(), if weekly { "week" } else { "card" });
    let mut told = vec![line(what, Role::Strong), line(n, Role::Faint)];
    if let Some(limits) = xmr.limits {
        told.push(match control.signals.len() {
            0 => line("no signal", Role::Good),
            n => line(format!("{} {}", pen.glyphs().paces[3], count(n, "signal")), Role::Bad),
        });
        told.push(vec![part("mean ", Role::Faint), part(value(limits.mean, unit), Role::Strong)]);
        let limits = format!("limits {} to {}", value(limits.lower, unit), value(limits.upper, unit));
        told.push(line(limits, Role::Faint));
    }
    told
}

/// A value as people read it.
fn value(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Time => duration(whole(value)),
        Unit::Count => number(value),
    }
}

fn label(name: &str, at: f64, unit: Unit) -> Line {
    vec![part(format!(" {name} "), Role::Faint), part(value(at, unit), Role::Text)]
}

fn limit_lines(pen: &mut Pen<'_>, inner: Rect, room: Rect, scale: &Scale, limits: &Limits, unit: Unit) {
    let glyphs = pen.glyphs();
    let mut labels = Vec::new();
    for (name, at, symbol) in [
        ("upper", limits.upper, glyphs.dash),
        ("mean", limits.mean, glyphs.rule),
        ("lower", limits.lower, glyphs.dash),
    ] {
        let y = row(inner, scale, whole(at));
        pen.rule(inner.x, y, inner.right(), symbol, Role::Faint);
        labels.push((y, label(name, at, unit)));
    }
    beside(pen, room, &labels);
}

/// The latest points that fit, or those around the cursor.
fn sight(points: usize, cells: usize, chosen: Option<usize>) -> Sight {
    let len = points.min(cells).max(1);
    let span = cells.saturating_sub(1).min((len - 1).saturating_mul(STEP_MAX));
    let last = points.saturating_sub(len);
    Sight { first: chosen.map_or(last, |chosen| last.min(chosen)), len, span }
}

impl Sight {
    /// The points in sight, by their places and columns.
    fn points<'a>(
        &self,
        inner: Rect,
        xmr: &'a Xmr,
    ) -> impl Iterator<Item = (usize, u16, &'a Point)> + use<'a> {
        let (span, gaps) = (self.span, self.len.saturating_sub(1).max(1));
        let points = xmr.points.iter().enumerate().skip(self.first).take(self.len);
        points.enumerate().map(move |(nth, (place, point))| {
            (place, inner.x.saturating_add(u16::try_from(nth * span / gaps).unwrap_or(u16::MAX)), point)
        })
    }
}

fn points(
    pen: &mut Pen<'_>,
    inner: Rect,
    xmr: &Xmr,
    control: &Control,
    sight: &Sight,
    chosen: Option<usize>,
) {
    let glyphs = pen.glyphs();
    if glyphs.braille {
        let mut raster = Raster::new(inner);
        let (_, high) = raster.dots();
        let mut before = None;
        for (_, x, point) in sight.points(inner, xmr) {
            let dot = (usize::from(x - inner.x) * 2, control.values.place(whole(point.value), high));
            if let Some(before) = before.replace(dot) {
                raster.line(before, dot);
            }
        }
        raster.draw(pen, |_| Role::Rule);
    }
    for (place, x, point) in sight.points(inner, xmr) {
        let y = row(inner, &control.values, whole(point.value));
        let (symbol, role) = match (chosen == Some(place), point.signals.is_empty()) {
            (true, true) => (glyphs.points[1], Role::Focus),
            (true, false) => (glyphs.paces[3], Role::Focus),
            (false, true) => (glyphs.points[0], Role::Work),
            (false, false) => (glyphs.paces[3], Role::Bad),
        };
        pen.cell(x, y, symbol, role, None);
    }
}

fn moving_ranges(
    pen: &mut Pen<'_>,
    inner: Rect,
    xmr: &Xmr,
    control: &Control,
    limits: &Limits,
    sight: &Sight,
) {
    for (place, x, point) in sight.points(inner, xmr) {
        let Some(before) = place.checked_sub(1).and_then(|before| xmr.points.get(before)) else { continue };
        let range = (point.value - before.value).abs();
        let role = if range > limits.upper_range { Role::Bad } else { Role::Label };
        let room = Rect { x, width: 1, ..inner };
        rising(pen, room, whole(range).unsigned_abs(), control.ranges.high().unsigned_abs(), role);
    }
}

fn under(pen: &mut Pen<'_>, view: &View<'_>, field: Field, xmr: &Xmr, sight: &Sight, chosen: Option<usize>) {
    let (zone, inner) = (view.app.board.zone(), field.inner);
    // The points are the finished cards, in the same order.
    let finished = |place: usize| view.charts.timed.cards().get(place).map(|card| local_day(card.at, zone));
    let day = |place: usize, point: &Point| match point.of {
        Of::Week(day) => Some(day),
        Of::Card(_) => finished(place),
    };
    let places: Vec<(usize, u16, &Point)> = sight.points(inner, xmr).collect();
    let labels: Vec<(u16, String)> = places
        .last()
        .into_iter()
        .chain(places.first())
        .chain(places.iter().step_by(10))
        .filter_map(|(place, x, point)| Some((*x, day(*place, point)?.format("%-d %b").to_string())))
        .collect();
    across(pen, field, &labels);
    if let Some((_, x, _)) = places.iter().find(|(place, ..)| chosen == Some(*place)) {
        field.point_at(pen, *x, *x + 1);
    }
}

fn tell(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, point: &Point, unit: Unit) {
    let why = match point.signals.first() {
        None => line("noise", Role::Good),
        Some(of) => line(format!("{} {}", pen.glyphs().paces[3], signal(*of)), Role::Bad),
    };
    let told = value(point.value, unit);
    match point.of {
        Of::Card(card) => note::card(pen, view, area, card, &[line(told, Role::Strong), why]),
        Of::Week(day) => {
            let week = day.format("week of %-d %b: ").to_string();
            let week = vec![part(week, Role::Strong), part(format!("{told} finished"), Role::Text)];
            note::words(pen, area, &[week, why]);
        }
    }
}

/// The signals, the latest first, each with its reason.
fn signals(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, xmr: &Xmr, control: &Control, unit: Unit) {
    let mut lines: Vec<Line> = Vec::new();
    for place in control.signals.iter().rev().take(area.height.into()) {
        let Some(point) = xmr.points.get(*place as usize) else { continue };
        let told = value(point.value, unit);
        let mut parts = vec![part(format!("{told:>8}  "), Role::Strong)];
        match point.of {
            Of::Card(card) => {
                let (id, title) = view.card(card);
                let room = usize::from(area.width).saturating_sub(text::width(&id) + 11);
                parts.push(part(format!("{id} "), Role::Faint));
                parts.push(part(text::fit(title, room).to_string(), Role::Text));
            }
            Of::Week(day) => parts.push(part(day.format("week of %-d %b").to_string(), Role::Text)),
        }
        lines.push(parts);
        let reasons: Vec<&str> = point.signals.iter().map(|of| signal(*of)).collect();
        let words = text::fit(&reasons.join("; "), usize::from(area.width).saturating_sub(10)).to_string();
        lines.push(vec![part(" ".repeat(10), Role::Text), part(words, Role::Bad)]);
    }
    if lines.is_empty() {
        lines.push(line("none: what changes here is noise, and asking why is of no use", Role::Faint));
    }
    list(pen, area, &format!("Signals: {}", control.signals.len()), lines.into_iter());
}
