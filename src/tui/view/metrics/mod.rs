//! The measures of flow: a line under the board, a pane with tabs, or the whole screen.
//!
//! They are drawn from the same [`Report`] that is printed on exit, and say when they are of a
//! board that has changed since. A number stands beside every picture. On the whole screen a
//! picture has a cursor, and the last line tells what it is on.

mod absent;
mod ageing;
mod behaviour;
mod constraint;
mod cumulative;
mod histogram;
mod line;
mod note;
mod scatter;
mod stream;
mod summary;
mod tabs;
mod throughput;

use ratatui::layout::Rect;

use super::panel::{self, Line, line};
use super::pen::Pen;
use crate::board::ColumnIx;
use crate::flow::Measure;
use crate::report::Report;
use crate::text;
use crate::tui::app::App;
use crate::tui::charts::Charts;
use crate::tui::layout::Plan;
use crate::tui::pane::{Measured, MetricsPane, PaneSize};
use crate::tui::tab::Tab;
use crate::tui::theme::Role;

/// From this width on a list stands beside a picture.
const LIST_FROM: u16 = 130;
/// Cells of that list.
const LIST: u16 = 54;

/// What a tab is drawn from.
#[derive(Clone, Copy)]
struct View<'a> {
    app: &'a App,
    report: &'a Report,
    charts: &'a Charts,
    measured: &'a Measured,
    /// Whether the picture has the cursor.
    has_cursor: bool,
}

impl View<'_> {
    fn pane(&self) -> &MetricsPane {
        &self.app.metrics
    }

    /// A column's name, with its stage's where both fit: many stages have a column called Done.
    fn column(&self, column: ColumnIx, width: usize) -> String {
        let name = self.report.column(column);
        let stage = self.charts.column(column).and_then(|id| self.app.board.find_column(id));
        let stage = stage.and_then(|column| self.app.board.column(column).stage);
        let stage = stage.and_then(|stage| self.app.board.stage(stage));
        let both = stage.map(|stage| format!("{name} ({})", stage.name));
        let both = both.filter(|both| text::width(both) <= width);
        text::fit(both.as_deref().unwrap_or(name), width).to_string()
    }

    /// A card as people know it: its short id and its title.
    fn card(&self, card: crate::board::Id) -> (String, &str) {
        let title = self.app.board.card(card).map_or("no longer in the file", |card| card.title());
        (self.app.board.short_id(card), title)
    }
}

/// Draws the measures where the plan has room for them.
pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let area = plan.metrics;
    match plan.pane {
        PaneSize::Hidden => {}
        PaneSize::Line => line::draw(pen, app, area),
        PaneSize::Pane | PaneSize::Full => pane(pen, app, area, plan.pane == PaneSize::Full),
    }
}

fn pane(pen: &mut Pen<'_>, app: &App, area: Rect, full: bool) {
    let window = app.metrics.measured.as_ref().map_or(app.metrics.window, |measured| measured.window);
    tabs::draw(pen, area, app.metrics.tab, window);
    let air = u16::from(full && area.height > 12);
    let inner = Rect {
        x: area.x + 1,
        y: area.y + 1 + air,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(1 + air),
    };
    let mut pen = pen.within(inner);
    match &app.metrics.measured {
        None => {
            pen.put(inner.x, inner.y, inner.right(), "measuring", Role::Faint);
        }
        Some(measured) => {
            let (report, charts) = (&*measured.report, &*measured.charts);
            let view = View { app, report, charts, measured, has_cursor: full };
            tab(&mut pen, &view, app.metrics.tab, inner);
        }
    }
}

fn tab(pen: &mut Pen<'_>, view: &View<'_>, tab: Tab, area: Rect) {
    match tab {
        Tab::Summary => summary::draw(pen, view, area),
        Tab::Cumulative => cumulative::draw(pen, view, area),
        Tab::Scatter => scatter::draw(pen, view, area),
        Tab::Histogram => histogram::draw(pen, view, area),
        Tab::Ageing => ageing::draw(pen, view, area),
        Tab::Throughput => throughput::draw(pen, view, area),
        Tab::Stream => stream::draw(pen, view, area),
        Tab::Constraint => constraint::draw(pen, view, area),
        Tab::Behaviour => behaviour::draw(pen, view, area),
    }
}

/// Draws the first line of a tab and answers the room below; where there is nothing to show, says
/// why instead.
fn begin(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, measure: Measure, told: &[Line]) -> Option<Rect> {
    let absence = view.report.metrics.absence(measure);
    let room = head(pen, view, area, if absence.is_some() { &told[..told.len().min(1)] } else { told });
    match absence {
        None => Some(room),
        Some(absence) => {
            absent::say(pen, room, &absent::words(absence));
            None
        }
    }
}

/// Draws what is shown, and as many of its numbers as fit. Answers the room below.
fn head(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, told: &[Line]) -> Rect {
    let end = stale(pen, view.app, area);
    let mut x = area.x;
    for parts in told {
        let gap = if x == area.x { 0 } else { 2 };
        let wide = cells(parts) + gap;
        // The first one says what is shown.
        if gap > 0 && usize::from(end.saturating_sub(x)) < wide {
            break;
        }
        x = parts
            .iter()
            .fold(x + u16::from(gap > 0) * 2, |x, (text, role)| pen.put(x, area.y, end, text, *role));
    }
    let air = u16::from(area.height > 14);
    let y = area.y.saturating_add(1 + air).min(area.bottom());
    Rect { y, height: area.bottom() - y, ..area }
}

/// Says at the right end of the first line when the measures are not of the board on screen, or
/// not of the window asked for. Answers where the line ends before that.
fn stale(pen: &mut Pen<'_>, app: &App, area: Rect) -> u16 {
    let Some(measured) = &app.metrics.measured else { return area.right() };
    let words = match app.metrics.behind(app.revision) {
        _ if measured.window != app.metrics.window => "measuring".to_owned(),
        Some(1) => "one change behind".to_owned(),
        Some(changes @ 2..) => format!("{changes} changes behind"),
        _ => return area.right(),
    };
    pen.parts_right(area.x, area.y, area.right(), &[("  ", Role::Text), (&words, Role::Warn)])
}

/// Cells of a line.
fn cells(parts: &Line) -> usize {
    parts.iter().map(|(part, _)| text::width(part)).sum()
}

/// The room of a picture and, on wide screens, of a list beside it.
fn with_list(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < LIST_FROM {
        return (area, None);
    }
    let picture = Rect { width: area.width - LIST - 3, ..area };
    (picture, Some(Rect { x: picture.right() + 3, width: LIST, ..area }))
}

/// Draws a list with its heading, cut where the room ends.
fn list(pen: &mut Pen<'_>, area: Rect, heading: &str, lines: impl Iterator<Item = Line>) {
    let head = line(heading, Role::Strong);
    let lines: Vec<Line> = std::iter::once(head).chain(lines).take(area.height.into()).collect();
    panel::scrolled(&mut pen.within(area), area, &lines, 0);
}

fn part(text: impl Into<String>, role: Role) -> (String, Role) {
    (text.into(), role)
}

/// A percentile as a heading has it: `85 % 9d`, and what it was in the window before.
fn percentile(
    p: usize,
    of: &crate::flow::Distribution,
    before: Option<&crate::flow::Distribution>,
) -> Option<Line> {
    use crate::report::words::duration;
    let now = of.told_ms(p)?;
    let mut parts = vec![part(format!("{p} % "), Role::Faint), part(duration(now), Role::Strong)];
    if let Some(was) = before.and_then(|before| before.told_ms(p)) {
        parts.push(part(format!(", was {}", duration(was)), Role::Faint));
    }
    Some(parts)
}
