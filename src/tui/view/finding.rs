//! The filter: its prompt with the ways to go on, and what the first line tells of it.

use ratatui::layout::{Position, Rect};

use super::pen::Pen;
use super::{ask, panel};
use crate::filter::Offer;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::finding::Fit;
use crate::tui::layer::Prompt;
use crate::tui::theme::Role;

/// The most ways to go on that are shown.
const OFFERED: u16 = 14;
/// Rows that are left to the board.
const BOARD_ROWS: u16 = 8;
/// Cells of how a term is written.
const FORM: u16 = 18;

/// What the first line tells of the filter: its text, and how many cards fit.
pub fn told(app: &App) -> Vec<(String, Role)> {
    if app.filter.is_empty() {
        return Vec::new();
    }
    let mut parts = vec![("/ ".to_owned(), Role::Key), (app.filter.text().to_owned(), Role::Text)];
    let all: usize = app.board.display_order().iter().map(|column| app.board.cards_in(*column).len()).sum();
    let count = match &app.finding.found {
        None => "looking".to_owned(),
        Some(found) if app.finding.fit == Fit::Hide => format!("{} of {all}", found.len()),
        Some(found) => {
            let number = app.card().and_then(|card| found.number(&app.board, card));
            number.map_or_else(
                || format!("{} fit", found.len()),
                |number| format!("{number} of {}", found.len()),
            )
        }
    };
    parts.push((format!("  {count}"), Role::Strong));
    parts
}

/// The filter being typed, at the bottom so that the board stays in sight, and above it the ways to
/// go on.
pub fn prompt(pen: &mut Pen<'_>, app: &App, prompt: &Prompt) -> Option<Position> {
    let offers = &app.finding.offers;
    let room = pen.area.height.saturating_sub(BOARD_ROWS + 4).min(OFFERED);
    let columns = columns(offers, pen.area.width.saturating_sub(4), room);
    let rows = u16::try_from(offers.len().div_ceil(columns.into())).unwrap_or(room).min(room);
    let inner = panel::bottom(pen, rows + 2, &prompt.title);
    let line = Rect { height: 1.min(inner.height), ..inner };
    let cursor = ask::input(&mut pen.within(line), &prompt.input, true);
    wrong(pen, app, line, prompt);
    let below = inner.y.saturating_add(1);
    if below < inner.bottom() {
        match &prompt.error {
            Some(error) => {
                let bad = pen.glyphs().bad;
                let parts = [(bad, Role::Bad), (" ", Role::Bad), (error.as_str(), Role::Bad)];
                pen.parts(inner.x, below, inner.right(), &parts);
            }
            None => {
                // What Tab would make of the last word; the hints below tell the other keys.
                if let Some(word) = prompt.completions.first() {
                    let key = app.key_text(Command::Next);
                    let parts =
                        [(key.as_str(), Role::Key), (" ", Role::Faint), (word.as_str(), Role::Strong)];
                    pen.parts(inner.x, below, inner.right(), &parts);
                }
            }
        }
    }
    let area = Rect { y: below + 1, height: rows, ..inner };
    draw(pen, offers, area, columns);
    cursor
}

/// The part of the text that is wrong, on top of the text as far as it is in sight from its
/// beginning.
fn wrong(pen: &mut Pen<'_>, app: &App, line: Rect, prompt: &Prompt) {
    let text = prompt.input.text();
    let Some(range) = app.finding.wrong.clone().filter(|_| prompt.error.is_some()) else { return };
    let (Some(before), Some(part)) = (text.get(..range.start), text.get(range)) else { return };
    let in_sight = text::width(&text) < usize::from(line.width);
    if let Some(x) = u16::try_from(text::width(before)).ok().filter(|_| in_sight) {
        pen.put(line.x.saturating_add(x), line.y, line.right(), part, Role::Bad);
    }
}

/// In how many columns the offers stand: two where one is too low for them.
fn columns(offers: &[Offer], width: u16, rows: u16) -> u16 {
    if offers.len() > usize::from(rows) && width >= 100 { 2 } else { 1 }
}

fn draw(pen: &mut Pen<'_>, offers: &[Offer], area: Rect, columns: u16) {
    let longest = offers.iter().map(|offer| text::width(&offer.form)).max().unwrap_or(0);
    let form = u16::try_from(longest + 2).unwrap_or(FORM).min(area.width / 2).max(FORM.min(area.width / 2));
    let width = area.width / columns;
    for (nth, offer) in offers.iter().enumerate() {
        let Ok(nth) = u16::try_from(nth) else { return };
        let (column, y) = (nth / area.height.max(1), area.y + nth % area.height.max(1));
        if column >= columns || y >= area.bottom() {
            return;
        }
        let x = area.x + column * width;
        let end = (x + width).min(area.right());
        let role = match (&offer.word, nth) {
            (Some(_), 0) => Role::Focus,
            _ => Role::Key,
        };
        pen.put(x, y, x + form - 1, &offer.form, role);
        pen.put(x + form, y, end.saturating_sub(1), offer.help, Role::Faint);
    }
}
