//! What finished, what came in beyond what went out, and what was in process: three pictures over
//! the same days, or weeks.

use ratatui::layout::Rect;

use super::{View, begin, list, note, part, with_list};
use crate::flow::Measure;
use crate::flow::traffic::TrafficBucket;
use crate::report::words::{count, duration, number};
use crate::text;
use crate::tui::charts::{Scale, Unit};
use crate::tui::theme::Role;
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;
use crate::tui::view::plot::{Axes, Field, across, around, dates, rising};

/// The widest bar.
const BAR_MAX: u16 = 8;
/// From this height on there are three pictures.
const THREE_FROM: u16 = 13;

/// The buckets in sight, and where their bars stand.
struct Bars {
    first: usize,
    len: usize,
    step: u16,
    wide: u16,
}

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let metrics = &view.report.metrics;
    let weeks = view.pane().weeks;
    let buckets = view.measured.buckets(weeks);
    let total = metrics.throughput.total.to_string();
    let mut title = vec![
        line(if weeks { "Throughput by week" } else { "Throughput by day" }, Role::Strong),
        vec![part(total, Role::Strong), part(" finished", Role::Faint)],
    ];
    if let Some(rate) = metrics.throughput.per_day {
        let was = view.report.before.as_deref().and_then(|before| before.throughput.per_day);
        let was = was.map_or(String::new(), |was| format!(", was {}", number(was)));
        title.push(vec![part(number(rate), Role::Strong), part(format!(" a day{was}"), Role::Faint)]);
    }
    let Some(area) = begin(pen, view, area, Measure::Traffic, &title) else { return };
    if buckets.is_empty() {
        return;
    }
    let (area, told) = note::room(view, area);
    let (area, aside) = with_list(area);
    let chosen = view.pane().bucket().filter(|_| view.has_cursor);
    let inner = pictures(pen, view, area, chosen);
    if let (Some(bucket), Some(area)) = (chosen, told) {
        tell(pen, view, area, bucket);
    }
    if let (Some(area), Some(bucket)) = (aside, view.pane().bucket()) {
        finished(pen, view, Rect { height: inner.bottom().saturating_sub(area.y), ..area }, bucket);
    }
}

fn pictures(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, chosen: Option<usize>) -> Rect {
    let metrics = &view.report.metrics;
    let buckets = view.measured.buckets(view.pane().weeks);
    let traffic = if view.pane().weeks { &metrics.traffic.weeks } else { &metrics.traffic.days };
    let three = area.height >= THREE_FROM && traffic.len() == buckets.len();
    let most = buckets.iter().map(|bucket| bucket.finished).max().unwrap_or(0);
    let scale = Scale::even(0, Unit::Count.ceiling(i64::from(most)));
    let peak = traffic.iter().map(|bucket| bucket.wip_end).max().unwrap_or(0);
    let wip = Scale::even(0, Unit::Count.ceiling(i64::from(peak)));
    let gutter = [&scale, &wip].map(|scale| text::width(&scale.high().to_string())).into_iter().max();
    let gutter = u16::try_from(gutter.unwrap_or(0) + 2).unwrap_or(3);
    // The days stand under the lowest picture; above each of the lower two stands what it is.
    let (top, net_rows, wip_rows) = if three {
        let rows = area.height - 4;
        let net = (rows / 5).max(2);
        let wip = (rows * 3 / 10).max(3);
        (rows - net - wip, net, wip)
    } else {
        (area.height, 0, 0)
    };
    let axes = |scale, below| Axes { scale, unit: Unit::Count, below, right: 0, gutter };
    let first = Rect { height: top, ..area };
    // A row is left for the number on the highest bar.
    let air = u16::from(first.height > 4);
    let room = Rect { y: first.y + air, height: first.height - air, ..first };
    let field = axes(&scale, if three { 0 } else { 2 }).draw(pen, room);
    let inner = field.inner;
    let bars = bars(buckets.len(), inner.width, chosen);
    for (place, x) in bars.places(inner.x) {
        let role = if chosen == Some(place) { Role::Focus } else { Role::Work };
        let finished = buckets[place].finished;
        let room = Rect { x, width: bars.wide, ..inner };
        let above = rising(pen, room, finished.into(), scale.high().unsigned_abs(), role);
        let label = finished.to_string();
        if finished > 0 && text::width(&label) <= usize::from(bars.step) && air > 0 {
            let left = bars.wide.saturating_sub(u16::try_from(text::width(&label)).unwrap_or(0)) / 2;
            pen.put(x + left, above, x + bars.step, &label, Role::Faint);
        }
    }
    if !three {
        under(pen, view, field, &bars, chosen);
        return inner;
    }
    let sum: i64 = traffic.iter().map(TrafficBucket::net).sum();
    let words =
        format!("Net flow {sum:+}: {} came in, {} went out", metrics.wip.arrivals, metrics.wip.departures);
    let title = Rect { y: first.bottom(), height: 1, ..area };
    caption(pen, title, &words, metrics.wip.arrivals > metrics.wip.departures);
    let net = Rect { y: title.bottom(), height: net_rows, x: inner.x, width: inner.width };
    net_flow(pen, net, traffic, &bars, chosen);
    let mean = metrics.wip.mean.map_or(String::new(), |mean| format!(", {} on average", number(mean)));
    let words = format!("In process {}{mean}", metrics.wip.now);
    let title = Rect { y: net.bottom(), ..title };
    caption(pen, title, &words, false);
    let last = Rect { y: title.bottom(), height: wip_rows + 2, ..area };
    let field = axes(&wip, 2).draw(pen, last);
    let inner = field.inner;
    for (place, x) in bars.places(inner.x) {
        let role = if chosen == Some(place) { Role::Focus } else { Role::Label };
        // What is in process goes on from day to day, so there are no gaps.
        let room = Rect { x, width: bars.step, ..inner };
        rising(pen, room, traffic[place].wip_end.into(), wip.high().unsigned_abs(), role);
    }
    under(pen, view, field, &bars, chosen);
    inner
}

fn caption(pen: &mut Pen<'_>, row: Rect, words: &str, attention: bool) {
    let role = if attention { Role::Wait } else { Role::Text };
    pen.put(row.x, row.y, row.right(), words, role);
}

fn net_flow(pen: &mut Pen<'_>, area: Rect, traffic: &[TrafficBucket], bars: &Bars, chosen: Option<usize>) {
    let nets = || bars.places(area.x).map(|(place, _)| traffic[place].net());
    let (least, greatest) = (nets().min().unwrap_or(0), nets().max().unwrap_or(0));
    let most = least.unsigned_abs().max(greatest.unsigned_abs());
    for (y, net) in [(area.y, greatest), (area.bottom() - 1, least)] {
        let label = if net == 0 { String::new() } else { format!("{net:+} ") };
        let left = area.x.saturating_sub(u16::try_from(text::width(&label)).unwrap_or(0) + 1);
        pen.put(left, y, area.x, &label, Role::Faint);
    }
    for (place, x) in bars.places(area.x) {
        let net = traffic[place].net();
        let role = match net {
            _ if chosen == Some(place) => Role::Focus,
            1.. => Role::Wait,
            _ => Role::Work,
        };
        around(pen, Rect { x, width: bars.wide, ..area }, net, most, role);
    }
}

/// The buckets that fit, the latest of them unless the cursor is on an earlier one.
fn bars(len: usize, width: u16, chosen: Option<usize>) -> Bars {
    let fit = usize::from(width).min(len).max(1);
    let step = (width / u16::try_from(fit).unwrap_or(u16::MAX)).clamp(1, BAR_MAX);
    let wide = (step - 1).max(1);
    let last = len.saturating_sub(fit);
    Bars { first: chosen.map_or(last, |chosen| last.min(chosen)), len: fit, step, wide }
}

impl Bars {
    /// The places in sight, with the columns their bars begin in.
    fn places(&self, left: u16) -> impl Iterator<Item = (usize, u16)> + use<> {
        let step = usize::from(self.step);
        (self.first..self.first + self.len)
            .zip((usize::from(left)..).step_by(step))
            .map(|(place, x)| (place, u16::try_from(x).unwrap_or(u16::MAX)))
    }
}

/// The days below the lowest picture, and the one under the cursor.
fn under(pen: &mut Pen<'_>, view: &View<'_>, field: Field, bars: &Bars, chosen: Option<usize>) {
    let buckets = view.measured.buckets(view.pane().weeks);
    let inner = field.inner;
    across(pen, field, &dates(bars.places(inner.x).map(|(place, x)| (x, buckets[place].day))));
    if let Some((_, x)) = bars.places(inner.x).find(|(place, _)| chosen == Some(*place)) {
        field.point_at(pen, x, x + bars.wide);
    }
}

/// The day in words: `4 Jun`, `week of 1 Jun`.
fn name(view: &View<'_>, bucket: usize) -> String {
    let weeks = view.pane().weeks;
    let day = view.measured.buckets(weeks)[bucket].day;
    if weeks { day.format("week of %-d %b").to_string() } else { day.format("%a %-d %b").to_string() }
}

fn tell(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, bucket: usize) {
    let metrics = &view.report.metrics;
    let traffic = if view.pane().weeks { &metrics.traffic.weeks } else { &metrics.traffic.days };
    let cards = view.measured.finished_in(view.pane().weeks, bucket);
    let day = name(view, bucket);
    let flow = traffic.get(bucket).map(|of| {
        line(format!("{} in, {} out, {} in process", of.arrivals, of.departures, of.wip_end), Role::Faint)
    });
    let nth = view.pane().of_bucket();
    let told = match cards.len() {
        0 => ": nothing finished".to_owned(),
        n => format!(": {} of {n} finished", nth + 1),
    };
    let facts = vec![part(day, Role::Strong), part(told, Role::Faint)];
    let facts: Vec<Line> = std::iter::once(facts).chain(flow).collect();
    match cards.get(nth) {
        Some(card) => note::card(pen, view, area, card.card, &facts),
        None => note::words(pen, area, &facts),
    }
}

/// The cards that finished in the bucket under the cursor.
fn finished(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, bucket: usize) {
    let cards = view.measured.finished_in(view.pane().weeks, bucket);
    let chosen = view.has_cursor.then(|| view.pane().of_bucket());
    let heading = format!("{}: {} finished", name(view, bucket), count(cards.len(), "card"));
    if cards.is_empty() {
        return list(pen, area, &heading, std::iter::once(line("", Role::Text)));
    }
    let room = usize::from(area.height.saturating_sub(1)).max(1);
    let first = chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(room));
    let lines = cards.iter().enumerate().skip(first).take(room).map(|(nth, card)| {
        let (id, title) = view.card(card.card);
        let select = if chosen == Some(nth) { pen.glyphs().select } else { " " };
        // What went straight to done has no times.
        let took = card.times.map_or(String::new(), |[_, cycle, _]| duration(cycle));
        let fits = usize::from(area.width).saturating_sub(text::width(&id) + 12);
        vec![
            part(select, Role::Focus),
            part(format!("{took:>8}"), Role::Strong),
            part(format!("  {id} "), Role::Faint),
            part(text::fit(title, fits).to_string(), Role::Text),
        ]
    });
    let lines: Vec<Line> = lines.collect();
    list(pen, area, &heading, lines.into_iter());
}
