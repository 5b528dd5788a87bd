//! How long each finished card took, by the moment it finished, with percentile lines.
//!
//! Few cards are points, one a cell; many are dots of braille. A dashed line stands at each
//! percentile, with its value at its right end: "85 % finished in this or less"; a whole line stands
//! at the service level expectation the team agreed on.

use chrono::NaiveDate;
use ratatui::layout::Rect;

use super::{View, begin, list, note, part, percentile, with_list};
use crate::board::{Sle, Timestamp};
use crate::flow::{Distribution, Measure, local_day};
use crate::report::words::{count, duration};
use crate::text;
use crate::tui::charts::{Clock, Cloud, Scale, TimedCard, Unit};
use crate::tui::theme::Role;
use crate::tui::view::clock::date;
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;
use crate::tui::view::plot::{Axes, Field, Raster, across, beside, column, dates, row};

/// More cards than this are drawn as dots.
const POINTS_MAX: usize = 300;
/// Cells of a percentile at the end of its line.
const LABEL: u16 = 12;

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let clock = view.pane().clock;
    let of = times(view, clock);
    let mut title = vec![line(clock.name(), Role::Strong), line(count(of.n, "card"), Role::Faint)];
    title.extend([50, 85].into_iter().filter_map(|p| percentile(p, of, before(view, clock))));
    if let Some(sle) = agreed(view, clock) {
        let within = format!("{} ≤ {}", sle.share, duration(sle.within_ms));
        title.push(vec![part("SLE ", Role::Faint), part(within, Role::Text)]);
    }
    title.extend(of.mean_ms().map(|mean| line(format!("mean {}", duration(mean)), Role::Faint)));
    let Some(area) = begin(pen, view, area, measure(clock), &title) else { return };
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let cloud = view.charts.cloud(clock);
    let field =
        Axes { scale: &cloud.times, unit: Unit::Time, below: 2, right: LABEL, gutter: 0 }.draw(pen, area);
    let inner = field.inner;
    let room = area.right().saturating_sub(inner.right());
    lines(pen, view, (inner, room), &cloud.times, of, clock);
    points(pen, view, inner, cloud, of, clock);
    let days = (inner.x..inner.right()).map(|x| (x, day_at(view, inner, cloud, x)));
    across(pen, field, &dates(days));
    let chosen = view.pane().finished().and_then(|place| view.charts.timed.cards().get(place));
    if let (Some(card), Some(area)) = (chosen, told) {
        cross(pen, field, cloud, card, clock);
        note::card(pen, view, area, card.card, &facts(view, card, clock));
    }
    if let Some(area) = aside {
        slowest(pen, view, area, clock);
    }
}

/// The measure of a clock.
pub fn measure(clock: Clock) -> Measure {
    match clock {
        Clock::Cycle => Measure::CycleTime,
        Clock::Lead => Measure::LeadTime,
        Clock::Process => Measure::ProcessTime,
    }
}

/// The times of a clock.
pub fn times<'a>(view: &View<'a>, clock: Clock) -> &'a Distribution {
    of_clock(&view.report.metrics, clock)
}

/// The times of a clock in the window before.
pub fn before<'a>(view: &View<'a>, clock: Clock) -> Option<&'a Distribution> {
    view.report.before.as_deref().map(|metrics| of_clock(metrics, clock))
}

fn of_clock(metrics: &crate::flow::Metrics, clock: Clock) -> &Distribution {
    match clock {
        Clock::Cycle => &metrics.times.cycle,
        Clock::Lead => &metrics.times.lead,
        Clock::Process => &metrics.times.process,
    }
}

/// What there is to tell of a finished card, the clock that is shown first.
fn facts(view: &View<'_>, card: &TimedCard, clock: Clock) -> Vec<Line> {
    let told = |of: Clock, role: Role| {
        let name = of.name().trim_end_matches(" time").to_lowercase();
        vec![part(format!("{name} "), Role::Faint), part(duration(card.time(of)), role)]
    };
    let others = Clock::ALL.into_iter().filter(|other| *other != clock);
    let mut facts = vec![told(clock, Role::Strong)];
    facts.extend(others.map(|other| told(other, Role::Text)));
    let at = date(card.at, view.app.now, view.app.board.zone());
    facts.insert(1, line(format!("finished {}", at.trim_start()), Role::Faint));
    facts
}

/// A line at each percentile, and one at the expectation: it is of cycle times.
fn lines(
    pen: &mut Pen<'_>,
    view: &View<'_>,
    (inner, room): (Rect, u16),
    scale: &Scale,
    of: &Distribution,
    clock: Clock,
) {
    let glyphs = pen.glyphs();
    // What is asked for most comes first: of those in one row it is told.
    let percentiles = [85, 95, 50, 70].into_iter().filter_map(|p| Some((of.told_ms(p)?, format!("{p}%"))));
    let mut lines: Vec<(i64, String)> = percentiles.collect();
    if let Some(sle) = agreed(view, clock) {
        lines.insert(lines.len().min(1), (sle.within_ms, "SLE".to_owned()));
    }
    let mut labels: Vec<(u16, Line)> = Vec::new();
    for (ms, name) in lines.into_iter().filter(|(ms, _)| *ms <= scale.high()) {
        let y = row(inner, scale, ms);
        if labels.iter().any(|(of, _)| *of == y) {
            continue;
        }
        let (symbol, role) =
            if name == "SLE" { (glyphs.rule, Role::Wait) } else { (glyphs.dash, Role::Faint) };
        pen.rule(inner.x, y, inner.right(), symbol, role);
        let told = if name == "85%" { Role::Strong } else { Role::Text };
        labels.push((y, vec![part(format!(" {name} "), role), part(duration(ms), told)]));
    }
    labels.sort_by_key(|(y, _)| *y);
    beside(pen, Rect { x: inner.right(), width: room, ..inner }, &labels);
}

/// The expectation the team agreed on, where the clock is the one it is of. A suggested one is the
/// 85th percentile.
fn agreed(view: &View<'_>, clock: Clock) -> Option<Sle> {
    let level = &view.report.metrics.sle;
    level.sle.filter(|_| clock == Clock::Cycle && !level.suggested)
}

fn points(pen: &mut Pen<'_>, view: &View<'_>, inner: Rect, cloud: &Cloud, of: &Distribution, clock: Clock) {
    // What took longer than most is told by its height, and by its colour where there is one.
    let limits = [of.told_ms(85), of.told_ms(95)].map(|ms| ms.map(|ms| row(inner, &cloud.times, ms)));
    let role = |y: u16| match limits {
        [_, Some(most)] if y < most => Role::Bad,
        [Some(many), _] if y < many => Role::Wait,
        _ => Role::Work,
    };
    let cards = view.charts.timed.cards();
    if cards.len() > POINTS_MAX {
        let mut raster = Raster::new(inner);
        let dots = raster.dots();
        for x in 0..dots.0 {
            for y in (0..dots.1).filter(|y| cloud.has((x, *y), dots)) {
                raster.set(x, y);
            }
        }
        return raster.draw(pen, role);
    }
    for card in cards {
        let (x, y) = place(inner, cloud, card, clock);
        pen.cell(x, y, pen.glyphs().points[0], role(y), None);
    }
}

fn place(inner: Rect, cloud: &Cloud, card: &TimedCard, clock: Clock) -> (u16, u16) {
    (column(inner, &cloud.finishes, card.at.ms()), row(inner, &cloud.times, card.time(clock)))
}

/// Marks the card under the cursor, and its day below.
fn cross(pen: &mut Pen<'_>, field: Field, cloud: &Cloud, card: &TimedCard, clock: Clock) {
    let (x, y) = place(field.inner, cloud, card, clock);
    pen.cell(x, y, pen.glyphs().points[1], Role::Focus, None);
    field.point_at(pen, x, x + 1);
}

fn day_at(view: &View<'_>, inner: Rect, cloud: &Cloud, x: u16) -> NaiveDate {
    let window = view.report.metrics.window;
    let wide = i128::from(cloud.finishes.high() - window.from.ms());
    let at = wide * i128::from(x - inner.x) / i128::from(inner.width.max(1));
    let at = i64::try_from(at).unwrap_or(0).saturating_add(window.from.ms());
    local_day(Timestamp::from_ms(at), view.app.board.zone())
}

/// The cards that took longest, one a line.
pub fn slowest(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, clock: Clock) {
    let timed = &view.charts.timed;
    let chosen = view.pane().finished().filter(|_| view.has_cursor);
    let ranks = (0..timed.cards().len()).rev();
    let lines = ranks.filter_map(|rank| timed.ranked(clock, rank)).map(|place| {
        let card = &timed.cards()[place];
        let (id, title) = view.card(card.card);
        let (mark, role) =
            if Some(place) == chosen { (pen.glyphs().select, Role::Focus) } else { (" ", Role::Text) };
        let head = format!("{:>8}", duration(card.time(clock)));
        let room = usize::from(area.width).saturating_sub(text::width(&id) + 12);
        vec![
            part(mark, Role::Focus),
            part(head, Role::Strong),
            part(format!("  {id} "), Role::Faint),
            part(text::fit(title, room).to_string(), role),
        ]
    });
    let lines: Vec<Line> = lines.take(area.height.into()).collect();
    let heading = match clock {
        Clock::Cycle => "Longest cycle times",
        Clock::Lead => "Longest lead times",
        Clock::Process => "Longest process times",
    };
    list(pen, area, heading, lines.into_iter().chain(std::iter::once(line("", Role::Text))));
}
