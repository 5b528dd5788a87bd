//! The board's own settings, at the bottom of the screen: the board above follows each change.

mod aside;

use ratatui::layout::{Position, Rect};

use super::panel;
use super::pen::Pen;
use crate::text;
use crate::tui::app::App;
use crate::tui::settings::{Register, Row, Section, Settings, heads};
use crate::tui::theme::Role;

/// Rows of the board that stay in sight: its name and the heads of its columns.
const BOARD_ROWS: u16 = 5;
/// The most rows of the box: more would only be air.
const ROWS_MAX: u16 = 22;
/// From this width on, what a value means stands beside the values, else below them.
const WIDE: u16 = 100;
/// Cells of what stands beside.
const ASIDE: u16 = 38;
/// Rows of what stands below.
const BELOW: u16 = 5;
/// Cells between two values.
const GAP: usize = 2;
/// No value takes more cells, however long it is.
const VALUE_MAX: usize = 24;

/// Draws the settings.
pub fn draw(pen: &mut Pen<'_>, app: &App, settings: &Settings) -> Option<Position> {
    let height = pen.area.height.saturating_sub(BOARD_ROWS).clamp(8, ROWS_MAX).min(pen.area.height);
    let title = format!("Settings of {}", app.title());
    let inner = panel::bottom(pen, height.saturating_sub(2), &title);
    let beside = inner.width >= WIDE;
    let (mut table, mut aside) = (inner, inner);
    if beside {
        table.width = inner.width - ASIDE - 3;
        aside.x = table.right() + 3;
        aside.width = ASIDE;
        pen.bar(table.right() + 1, inner.y, inner.bottom(), pen.glyphs().bar, Role::Rule);
    } else if inner.height > BELOW + 5 {
        table.height = inner.height - BELOW - 1;
        aside.y = table.bottom() + 1;
        aside.height = BELOW;
        pen.rule(inner.x, table.bottom(), inner.right(), pen.glyphs().rule, Role::Rule);
    } else {
        aside.height = 0;
    }
    sections(pen, app, settings, Rect { height: 1.min(table.height), ..table });
    let rows = settings.rows(&app.board);
    let below = Rect { y: table.y + 2.min(table.height), height: table.height.saturating_sub(2), ..table };
    draw_rows(pen, settings, &rows, below);
    if aside.height > 0 {
        aside::draw(&mut pen.within(aside), app, settings);
    }
    None
}

/// The names of the sections.
fn sections(pen: &mut Pen<'_>, app: &App, settings: &Settings, area: Rect) {
    let mut x = area.x;
    for section in Section::ALL {
        let chosen = section == settings.section;
        let mark = if chosen { pen.glyphs().select } else { " " };
        let role = if chosen { Role::Focus } else { Role::Faint };
        x = pen.parts(x, area.y, area.right(), &[(mark, Role::Focus), (section.title(), role)]);
        let count = match section {
            Section::Columns => app.board.display_order().len(),
            Section::Stages => app.board.stages().len(),
            Section::Classes => app.board.classes().len(),
            Section::People | Section::Policies => 0,
        };
        if count > 0 {
            x = pen.parts(x, area.y, area.right(), &[(" ", Role::Faint), (&count.to_string(), Role::Faint)]);
        }
        x = x.saturating_add(2);
    }
}

/// Where a value stands: how far from the left, and how many cells it has.
struct Place {
    x: u16,
    width: usize,
}

fn draw_rows(pen: &mut Pen<'_>, settings: &Settings, rows: &[Row], area: Rect) {
    if area.height == 0 {
        return;
    }
    if rows.is_empty() {
        let (text, key) = match settings.section {
            Section::People => ("No board yet says whose limits these are: change something else first.", ""),
            Section::Policies => ("The board has no row that names it: change a column first.", ""),
            section => (section.thing(), "a"),
        };
        if key.is_empty() {
            pen.put(area.x + 1, area.y, area.right(), text, Role::Faint);
        } else {
            let words = format!(" adds the first {text}");
            pen.parts(area.x + 1, area.y, area.right(), &[(key, Role::Key), (&words, Role::Faint)]);
        }
        return;
    }
    let (title, registers) = heads(settings.section);
    let titles = rows.iter().map(|row| text::width(&row.title)).max().unwrap_or(0).max(text::width(title));
    let titles = if titles == 0 { 0 } else { titles.min(VALUE_MAX + 8) + GAP };
    let places = places(settings, rows, registers, (usize::from(area.width).saturating_sub(1), titles));
    let left = area.x + 1;
    pen.put(left, area.y, area.right(), title, Role::Faint);
    for (register, place) in registers.iter().zip(&places) {
        if place.width > 0 {
            pen.put(left + place.x, area.y, area.right(), register.title(), Role::Faint);
        }
    }
    let in_sight = usize::from(area.height.saturating_sub(1));
    let first = (settings.row + 1).saturating_sub(in_sight).min(rows.len().saturating_sub(in_sight));
    for ((nth, row), y) in rows.iter().enumerate().skip(first).zip(area.y + 1..area.bottom()) {
        let chosen = nth == settings.row;
        let role = if chosen { Role::Strong } else { Role::Text };
        pen.put(left, y, left + cells(titles), &row.title, role);
        for (cell, place) in row.cells.iter().zip(&places).filter(|(_, place)| place.width > 0) {
            let here = settings
                .at
                .as_ref()
                .is_some_and(|(subject, register)| *subject == cell.subject && *register == cell.register);
            let x = left + place.x;
            let end = (x + cells(place.width)).min(area.right());
            let empty = cell.value.is_empty();
            let value = if empty { "–" } else { &cell.value };
            let role = match (here, empty, chosen) {
                (true, ..) => Role::Focus,
                (false, true, _) => Role::Faint,
                (false, false, true) => Role::Strong,
                (false, false, false) => Role::Text,
            };
            if here {
                pen.put(x.saturating_sub(1), y, area.right(), pen.glyphs().select, Role::Focus);
            }
            let removed = row.removed && cell.register == Register::Name;
            let x = if removed { pen.put(x, y, end, "(removed) ", Role::Warn) } else { x };
            pen.put(x, y, end, value, role);
        }
    }
    let (above, under) = (first, rows.len().saturating_sub(first + in_sight));
    for (symbol, more, y) in
        [(pen.glyphs().up, above, area.y), (pen.glyphs().down, under, area.bottom().saturating_sub(1))]
    {
        if more > 0 {
            pen.parts_right(area.x, y, area.right(), &[(&format!("{symbol} {more} more"), Role::Faint)]);
        }
    }
}

/// Where the values of each register stand. Where not all have room, the one under the cursor does,
/// and those to the left of it as far as they fit.
fn places(
    settings: &Settings,
    rows: &[Row],
    registers: &[Register],
    (width, titles): (usize, usize),
) -> Vec<Place> {
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|nth| {
            let head = registers.get(nth).map_or(0, |register| text::width(register.title()));
            let removed = |row: &Row| if row.removed && nth == 0 { 10 } else { 0 };
            let of = |row: &Row| row.cells.get(nth).map_or(0, |cell| text::width(&cell.value) + removed(row));
            rows.iter().map(of).max().unwrap_or(0).max(head).clamp(1, VALUE_MAX)
        })
        .collect();
    let at = rows.get(settings.row).and_then(|row| {
        let at = settings.at.as_ref()?;
        row.cells.iter().position(|cell| cell.subject == at.0 && cell.register == at.1)
    });
    let at = at.unwrap_or(0);
    // The first value says whose the others are; it is only left out where nothing else fits.
    let total = |from: usize| -> usize {
        let first = if titles == 0 && from > 1 { widths[0] + GAP } else { 0 };
        titles
            + first
            + widths.get(from..=at).unwrap_or_default().iter().map(|width| width + GAP).sum::<usize>()
    };
    let from = (0..=at).find(|from| total(*from) <= width + GAP).unwrap_or(at);
    let mut x = titles;
    let mut places = Vec::with_capacity(count);
    for (nth, wanted) in widths.iter().enumerate() {
        let names = nth == 0 && titles == 0 && total(from) <= width + GAP;
        let shown = (nth >= from || names) && x < width;
        let wanted = if shown { (*wanted).min(width - x) } else { 0 };
        places.push(Place { x: cells(x), width: wanted });
        x += if shown { wanted + GAP } else { 0 };
    }
    places
}

fn cells(x: usize) -> u16 {
    u16::try_from(x).unwrap_or(u16::MAX)
}
