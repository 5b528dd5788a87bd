//! Lists to choose from by typing: the palette of commands, boards, columns, deleted cards.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{ask, panel};
use crate::text;
use crate::tui::app::App;
use crate::tui::command::{Entry, Listed, Match};
use crate::tui::fuzzy::{self, Finder, Query};
use crate::tui::input::Input;
use crate::tui::layer::{Palette, Picker};
use crate::tui::theme::Role;

/// The rows for what is said about the chosen row, with a blank one above.
const ABOUT: u16 = 3;

/// A row as it is drawn.
struct Row {
    text: String,
    /// The letters of it that were typed.
    letters: Vec<Range<usize>>,
    /// What stands behind it, and why it cannot be chosen, if it cannot.
    detail: String,
    unavailable: Option<String>,
    /// At the right edge.
    key: String,
}

/// What a list is drawn from: rows are asked for where they are in sight.
struct List<'a> {
    title: &'a str,
    query: &'a Input,
    len: usize,
    selected: usize,
    /// About the chosen row, below the rows.
    about: String,
}

/// The commands, found by typing.
pub fn palette(pen: &mut Pen<'_>, app: &App, palette: &Palette) -> Option<Position> {
    let found = app.matches();
    draw(pen, &of_commands(app, palette, &found), |nth| {
        let entry = command(&found, nth)?;
        Some(Row {
            text: entry.title.to_owned(),
            letters: found.get(nth)?.letters.clone(),
            detail: String::new(),
            unavailable: (entry.available)(app).err(),
            key: app
                .keymap
                .keys(entry.command)
                .first()
                .map(|key| crate::tui::keymap::spoken(key))
                .unwrap_or_default(),
        })
    })
}

/// The row of the palette at a place.
pub fn palette_row(room: Rect, app: &App, palette: &Palette, place: Position) -> Option<usize> {
    row_at(room, &of_commands(app, palette, &app.matches()), place)
}

fn of_commands<'a>(app: &App, palette: &'a Palette, found: &[Match]) -> List<'a> {
    let selected = palette.selected.min(found.len().saturating_sub(1));
    let about = command(found, selected).map(|entry| app.help_text(entry)).unwrap_or_default();
    List { title: "Commands", query: &palette.query, len: found.len(), selected, about }
}

fn command(found: &[Match], nth: usize) -> Option<&'static Entry> {
    match found.get(nth)?.listed {
        Listed::Command(entry) => Some(entry),
        Listed::Mark(_) | Listed::Term(_) => None,
    }
}

/// The row of a picker at a place.
pub fn picker_row(room: Rect, picker: &Picker, place: Position) -> Option<usize> {
    row_at(room, &of_things(picker), place)
}

fn of_things(picker: &Picker) -> List<'_> {
    List {
        title: &picker.title,
        query: &picker.query,
        len: picker.len(),
        selected: picker.selected,
        about: String::new(),
    }
}

/// Things to choose from.
pub fn picker(pen: &mut Pen<'_>, picker: &Picker) -> Option<Position> {
    let query = Query::fuzzy(&picker.query.text());
    let mut finder = Finder::default();
    draw(pen, &of_things(picker), |nth| {
        let item = picker.row(nth)?;
        Some(Row {
            text: item.text.clone(),
            letters: finder.find(&query, &item.text).unwrap_or_default().ranges,
            detail: item.detail.clone(),
            unavailable: item.unavailable.clone(),
            key: String::new(),
        })
    })
}

/// The rows in sight: where they go, and which is the first.
pub struct Rows {
    /// One row of the screen each.
    pub area: Rect,
    /// The first in sight.
    pub first: usize,
}

impl Rows {
    /// The rows of a list so long, with the chosen one in sight.
    pub fn new(area: Rect, selected: usize) -> Self {
        Self { area, first: (selected + 1).saturating_sub(area.height.into()) }
    }

    /// The row at a place, if one of so many is there.
    pub fn at(&self, place: Position, len: usize) -> Option<usize> {
        let down = place.y.checked_sub(self.area.y).filter(|_| self.area.contains(place))?;
        Some(self.first + usize::from(down)).filter(|nth| *nth < len)
    }
}

/// The cells of the box of a list.
fn size(room: Rect, list: &List<'_>) -> (u16, u16) {
    let about_rows = if list.about.is_empty() { 0 } else { ABOUT };
    let wanted = u16::try_from(list.len).unwrap_or(u16::MAX).saturating_add(4 + about_rows);
    (72, wanted.clamp(8 + about_rows, 22).min(room.height.saturating_sub(1)))
}

fn rows(inner: Rect, list: &List<'_>) -> Rows {
    // What is said about a row gives way before rows do.
    let about_rows = if list.about.is_empty() || inner.height < 10 { 0 } else { ABOUT };
    let area =
        Rect { y: inner.y.saturating_add(2), height: inner.height.saturating_sub(2 + about_rows), ..inner };
    Rows::new(area, list.selected.min(list.len.saturating_sub(1)))
}

fn row_at(room: Rect, list: &List<'_>, place: Position) -> Option<usize> {
    rows(panel::inside(room, size(room, list)), list).at(place, list.len)
}

fn draw(pen: &mut Pen<'_>, list: &List<'_>, mut row: impl FnMut(usize) -> Option<Row>) -> Option<Position> {
    let size = size(pen.area, list);
    let inner = panel::centred(pen, size, list.title);
    let glyphs = pen.glyphs();
    let x = pen.parts(inner.x, inner.y, inner.right(), &[(glyphs.right, Role::Key), (" ", Role::Key)]);
    let line = Rect { x, y: inner.y, width: inner.right().saturating_sub(x), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(line), list.query, true);
    if list.len == 0 {
        let top = inner.y.saturating_add(2);
        pen.put(inner.x, top, inner.right(), "Nothing fits these words.", Role::Faint);
        return cursor;
    }
    let rows = rows(inner, list);
    let (bottom, selected) = (rows.area.bottom(), list.selected.min(list.len - 1));
    for (nth, y) in (rows.first..list.len).zip(rows.area.y..bottom) {
        if let Some(row) = row(nth) {
            put(pen, Rect { y, height: 1, ..inner }, &row, nth == selected);
        }
    }
    let about_rows = inner.bottom().saturating_sub(bottom);
    let under = text::wrap(&list.about, inner.width.into(), about_rows.saturating_sub(1).into());
    for (line, y) in under.iter().zip(bottom.saturating_add(1)..inner.bottom()) {
        pen.put(inner.x, y, inner.right(), line.as_str(), Role::Faint);
    }
    position(pen, inner, selected, list.len);
    cursor
}

fn put(pen: &mut Pen<'_>, area: Rect, row: &Row, chosen: bool) {
    let (y, end) = (area.y, area.right());
    let mark = if chosen { pen.glyphs().select } else { " " };
    let role = match (&row.unavailable, chosen) {
        (Some(_), _) => Role::Faint,
        (None, true) => Role::Focus,
        (None, false) => Role::Text,
    };
    let mut x = pen.put(area.x, y, end, mark, Role::Focus);
    for (part, fits) in fuzzy::parts(&row.text, &row.letters) {
        x = pen.put(x, y, end, part, if fits && row.unavailable.is_none() { Role::Warn } else { role });
    }
    let key_role = if row.unavailable.is_none() { Role::Key } else { Role::Faint };
    let keyed = pen.parts_right(x + 2, y, end, &[(&row.key, key_role)]);
    let end = if row.key.is_empty() { end } else { keyed.saturating_sub(2) };
    let aside = row.unavailable.as_ref().unwrap_or(&row.detail);
    // What stands behind a row is cut before the row is.
    let start = area.x.saturating_add(area.width / 3);
    let room = usize::from(end.saturating_sub(start.max(x + 2)));
    let aside = text::fit(aside, room);
    pen.parts_right(x + 2, y, end, &[(aside.as_str(), Role::Faint)]);
}

/// Which of how many, on the lower edge of the box around `inner`.
pub fn position(pen: &mut Pen<'_>, inner: Rect, selected: usize, len: usize) {
    if len > 0 {
        let words = format!(" {}/{len} ", selected.min(len - 1) + 1);
        pen.parts(inner.x, inner.bottom(), inner.right(), &[(&words, Role::Faint)]);
    }
}
