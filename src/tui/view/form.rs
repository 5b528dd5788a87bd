//! The form of a card: names of fields on the left, the one that takes the keys marked, what a
//! text means and what is wrong with it beside it.

use ratatui::layout::{Position, Rect};

use super::ask::input;
use super::panel;
use super::pen::Pen;
use crate::board::Field;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::form::{Form, FormField, FormLine, FormOf};
use crate::tui::theme::Role;

/// Cells of the names of the fields, with the mark before them.
const NAME: u16 = 11;
/// The most rows a field of several lines takes.
const ROWS: u16 = 8;
/// Cells and rows that are no field's: the rows below are for what is wrong and for the hint.
const BELOW: u16 = 2;

/// Draws the form. Answers where text is being typed.
pub fn draw(pen: &mut Pen<'_>, app: &App, form: &Form) -> Option<Position> {
    let title = match form.of {
        FormOf::Card(card) => format!("Edit {}", app.board.short_id(card)),
        FormOf::New(column) => {
            let column = app.board.find_column(column);
            format!("New card in {}", column.map_or("", |column| &*app.board.column(column).name))
        }
    };
    let whole = pen.area.height.saturating_sub(BELOW + 2);
    let all: u16 = form.fields.iter().map(|field| rows(field, whole)).fold(0, u16::saturating_add);
    let inner = panel::centred(pen, (88, all.saturating_add(BELOW + 2)), &title);
    let room = inner.height.saturating_sub(BELOW.min(inner.height.saturating_sub(1)));
    let list = Rect { height: room, ..inner };
    let first = first_in_sight(form, room);
    let mut y = list.y;
    let mut cursor = None;
    let mut under = None;
    for (index, field) in form.fields.iter().enumerate().skip(first) {
        if y >= list.bottom() {
            break;
        }
        let height = rows(field, room).min(list.bottom().saturating_sub(y));
        let area = Rect { y, height, ..list };
        let at = draw_field(&mut pen.within(area), field, index == form.focus);
        if index == form.focus {
            cursor = at;
            under = Some(y.saturating_add(height));
        }
        y = y.saturating_add(height);
    }
    more(pen, list, first, form.fields.len().saturating_sub(first), y);
    let save = format!("{} saves", app.keymap.key_text(Command::Save));
    below(pen, inner, form, &save);
    if let Some(y) = under.filter(|_| form.completion.is_open()) {
        let x = inner.x.saturating_add(name_cells(inner.width));
        popup(pen, form, (x, y));
    }
    cursor
}

/// The rows a field takes; on a low screen one of several lines leaves room for others.
fn rows(field: &FormField, room: u16) -> u16 {
    let most = (room / 2).clamp(1, ROWS);
    let lines = u16::try_from(field.input.rows().len()).unwrap_or(ROWS);
    match field.line {
        FormLine::Value(Field::Text) => lines.clamp(3.min(most), most),
        line if line.has_lines() => lines.clamp(1, most),
        _ => 1,
    }
}

/// On a low screen the fields scroll so that the one that takes the keys is in sight.
fn first_in_sight(form: &Form, room: u16) -> usize {
    let mut first = 0;
    let height = |first: usize| {
        let fields = form.fields.iter().take(form.focus + 1).skip(first);
        fields.map(|field| rows(field, room)).fold(0, u16::saturating_add)
    };
    while first < form.focus && height(first) > room {
        first += 1;
    }
    first
}

fn name_cells(width: u16) -> u16 {
    NAME.min(width / 3)
}

fn draw_field(pen: &mut Pen<'_>, field: &FormField, focused: bool) -> Option<Position> {
    let (area, glyphs) = (pen.area, pen.glyphs());
    let (mark, role) = match (focused, field.is_changed()) {
        (true, _) => (glyphs.select, Role::Focus),
        (false, true) => (glyphs.changed, Role::News),
        (false, false) => (" ", Role::Faint),
    };
    let x = area.x.saturating_add(name_cells(area.width));
    let name = if focused { Role::Focus } else { Role::Faint };
    pen.parts(area.x, area.y, x, &[(mark, role), (field.title, name)]);
    if focused {
        pen.bar(area.x, area.y, area.bottom(), glyphs.select, Role::Focus);
    }
    // What it means stands at the end of its first line, and gives way to what is typed.
    let (aside, role) = match &field.error {
        Some(error) => (format!("{} {error}", glyphs.bad), Role::Bad),
        None => (field.means.clone(), Role::Good),
    };
    let typed = field.input.rows().iter().map(|row| text::width(row)).max().unwrap_or(0);
    let room = usize::from(area.right().saturating_sub(x)).saturating_sub(typed + 3);
    let several = field.line.has_lines();
    let shown = if text::width(&aside) <= room || !several { aside } else { String::new() };
    let shown = if room >= 8 { text::fit(&shown, room).to_string() } else { String::new() };
    let end = area.right();
    let left = if shown.is_empty() {
        end
    } else {
        let start = x.saturating_add(u16::try_from(typed).unwrap_or(u16::MAX)).saturating_add(2);
        pen.put(start, area.y, end, &shown, role);
        start.saturating_sub(1)
    };
    let values = Rect { x, width: left.saturating_sub(x), ..area };
    let at = if field.input.is_empty() {
        pen.put(x, area.y, left, &field.hint, Role::Faint);
        focused.then_some(Position { x: x.min(area.right().saturating_sub(1)), y: area.y })
    } else {
        input(&mut pen.within(values), &field.input, focused)
    };
    at.filter(|_| area.width > 0 && area.height > 0)
}

/// Says that there are fields above or below what is in sight.
fn more(pen: &mut Pen<'_>, list: Rect, above: usize, from_first: usize, y: u16) {
    let glyphs = pen.glyphs();
    let right = list.right();
    if above > 0 {
        pen.parts_right(
            list.x,
            list.y.saturating_sub(1),
            right,
            &[(" ", Role::Faint), (glyphs.up, Role::Faint), (" ", Role::Faint)],
        );
    }
    if from_first > usize::from(list.height) && y >= list.bottom() {
        pen.parts_right(list.x, list.bottom(), right, &[(glyphs.down, Role::Faint)]);
    }
}

/// What is wrong in whole, or with the field in focus; else what can be typed there.
fn below(pen: &mut Pen<'_>, inner: Rect, form: &Form, save: &str) {
    let last = inner.bottom().saturating_sub(1);
    let wrong = form.error.as_ref().or_else(|| form.focused().and_then(|field| field.error.as_ref()));
    if let Some(error) = wrong {
        let rows = inner.height.min(BELOW);
        for (line, y) in text::wrap(error, inner.width.into(), rows.into())
            .iter()
            .zip(inner.bottom().saturating_sub(rows)..)
        {
            pen.put(inner.x, y, inner.right(), line.as_str(), Role::Bad);
        }
        return;
    }
    let hint = form.focused().map_or("", |field| &field.hint);
    if inner.height > BELOW {
        let x = pen.put(inner.x, last, inner.right(), hint, Role::Faint);
        pen.parts_right(x.saturating_add(2), last, inner.right(), &[(save, Role::Faint)]);
    }
}

/// What the word being typed may become, under its field, or above it where there is no room.
fn popup(pen: &mut Pen<'_>, form: &Form, (x, y): (u16, u16)) {
    let room = pen.area;
    let words = &form.completion.words;
    let widest = words.iter().map(|word| text::width(word)).max().unwrap_or(0);
    let width = u16::try_from(widest).unwrap_or(u16::MAX).saturating_add(5).min(room.width);
    let height = u16::try_from(words.len()).unwrap_or(u16::MAX).saturating_add(2).min(room.height);
    let x = x.saturating_sub(2).min(room.right().saturating_sub(width)).max(room.x);
    let above = y.saturating_sub(1).checked_sub(height).filter(|above| *above >= room.y);
    let y = match above {
        Some(above) if y.saturating_add(height) > room.bottom() => above,
        _ => y.min(room.bottom().saturating_sub(height)).max(room.y),
    };
    let inner = panel::popup(pen, Rect { x, y, width, height });
    for ((nth, word), y) in words.iter().enumerate().zip(inner.y..inner.bottom()) {
        let chosen = nth == form.completion.at;
        let (mark, role) = if chosen { (pen.glyphs().select, Role::Focus) } else { (" ", Role::Text) };
        pen.parts(inner.x.saturating_sub(1), y, inner.right(), &[(mark, role), (word, role)]);
    }
}
