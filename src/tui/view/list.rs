//! Lists to choose from by typing: the palette of commands, boards, columns, deleted cards.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{ask, panel};
use crate::tui::app::App;
use crate::tui::input::Input;
use crate::tui::keymap;
use crate::tui::layer::{Palette, Picker};
use crate::tui::theme::Role;

/// A row as it is drawn.
struct Row {
    text: String,
    detail: String,
    unavailable: Option<String>,
}

/// The commands, found by typing.
pub fn palette(pen: &mut Pen<'_>, app: &App, palette: &Palette) -> Option<Position> {
    let found = app.command_rows();
    let rows = found.iter().map(|entry| Row {
        text: entry.title.to_owned(),
        detail: entry.keys.first().map(|key| keymap::spoken(key)).unwrap_or_default(),
        unavailable: (entry.available)(app).err(),
    });
    draw(pen, "Commands", &palette.query, &rows.collect::<Vec<_>>(), palette.selected)
}

/// Things to choose from.
pub fn picker(pen: &mut Pen<'_>, picker: &Picker) -> Option<Position> {
    let rows: Vec<Row> = picker
        .matching()
        .into_iter()
        .map(|item| Row {
            text: item.text.clone(),
            detail: item.detail.clone(),
            unavailable: item.unavailable.clone(),
        })
        .collect();
    draw(pen, &picker.title, &picker.query, &rows, picker.selected)
}

fn draw(pen: &mut Pen<'_>, title: &str, query: &Input, rows: &[Row], selected: usize) -> Option<Position> {
    let wanted = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(4);
    let height = wanted.clamp(8, 22).min(pen.area.height.saturating_sub(1));
    let inner = panel::centred(pen, (72, height), title);
    let glyphs = pen.glyphs();
    let x = pen.parts(inner.x, inner.y, inner.right(), &[(glyphs.right, Role::Key), (" ", Role::Key)]);
    let line = Rect { x, y: inner.y, width: inner.right().saturating_sub(x), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(line), query, true);
    let top = inner.y.saturating_add(2);
    if rows.is_empty() {
        pen.put(inner.x, top, inner.right(), "Nothing fits these words.", Role::Faint);
        return cursor;
    }
    let in_sight = usize::from(inner.bottom().saturating_sub(top));
    let selected = selected.min(rows.len() - 1);
    let first = (selected + 1).saturating_sub(in_sight);
    for ((nth, row), y) in rows.iter().enumerate().skip(first).zip(top..inner.bottom()) {
        let chosen = nth == selected;
        let mark = if chosen { glyphs.select } else { " " };
        let role = match (&row.unavailable, chosen) {
            (Some(_), _) => Role::Faint,
            (None, true) => Role::Focus,
            (None, false) => Role::Text,
        };
        let aside = match &row.unavailable {
            Some(why) => why,
            None => &row.detail,
        };
        let start = inner.x.saturating_add(inner.width / 3);
        let end = inner.right();
        let x = pen.parts(inner.x, y, end, &[(mark, Role::Focus), (&row.text, role)]);
        // What stands behind a row is cut before the row is.
        let room = usize::from(end.saturating_sub(start.max(x + 2)));
        let aside = crate::text::fit(aside, room);
        pen.parts_right(x + 2, y, end, &[(aside.as_str(), Role::Faint)]);
    }
    cursor
}
