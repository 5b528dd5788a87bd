//! Lists to choose from by typing: the palette of commands, boards, columns, deleted cards.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{ask, panel};
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Listed;
use crate::tui::fuzzy::{self, Finder, Query};
use crate::tui::input::Input;
use crate::tui::layer::{Palette, Picker};
use crate::tui::theme::Role;

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
    let entry = |nth: usize| match found.get(nth)?.listed {
        Listed::Command(entry) => Some(entry),
        Listed::Mark(_) | Listed::Term(_) => None,
    };
    let selected = palette.selected.min(found.len().saturating_sub(1));
    let about = entry(selected).map(|entry| app.help_text(entry)).unwrap_or_default();
    let list = List { title: "Commands", query: &palette.query, len: found.len(), selected, about };
    draw(pen, &list, |nth| {
        let entry = entry(nth)?;
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

/// Things to choose from.
pub fn picker(pen: &mut Pen<'_>, picker: &Picker) -> Option<Position> {
    let query = Query::fuzzy(&picker.query.text());
    let mut finder = Finder::default();
    let list = List {
        title: &picker.title,
        query: &picker.query,
        len: picker.len(),
        selected: picker.selected,
        about: String::new(),
    };
    draw(pen, &list, |nth| {
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

fn draw(pen: &mut Pen<'_>, list: &List<'_>, mut row: impl FnMut(usize) -> Option<Row>) -> Option<Position> {
    let about_rows = if list.about.is_empty() { 0 } else { 3 };
    let wanted = u16::try_from(list.len).unwrap_or(u16::MAX).saturating_add(4 + about_rows);
    let height = wanted.clamp(8 + about_rows, 22).min(pen.area.height.saturating_sub(1));
    let inner = panel::centred(pen, (72, height), list.title);
    let glyphs = pen.glyphs();
    let x = pen.parts(inner.x, inner.y, inner.right(), &[(glyphs.right, Role::Key), (" ", Role::Key)]);
    let line = Rect { x, y: inner.y, width: inner.right().saturating_sub(x), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(line), list.query, true);
    let top = inner.y.saturating_add(2);
    if list.len == 0 {
        pen.put(inner.x, top, inner.right(), "Nothing fits these words.", Role::Faint);
        return cursor;
    }
    // What is said about a row gives way before rows do.
    let about_rows = if inner.height < 10 { 0 } else { about_rows };
    let bottom = inner.bottom().saturating_sub(about_rows);
    let in_sight = usize::from(bottom.saturating_sub(top));
    let selected = list.selected.min(list.len - 1);
    let first = (selected + 1).saturating_sub(in_sight);
    for (nth, y) in (first..list.len).zip(top..bottom) {
        if let Some(row) = row(nth) {
            put(pen, Rect { y, height: 1, ..inner }, &row, nth == selected);
        }
    }
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
