//! What the screen looks like. Drawing reads an [`App`] and writes into a frame, nothing else.
//!
//! [`draw`] lays out the board, draws it, and the layers on top of it, lowest first. Every view
//! works in whatever room it gets, down to a single cell.

mod activity;
mod ask;
mod board;
mod card;
pub(super) mod clock;
mod column;
mod detail;
mod drag;
mod finding;
mod following;
mod footer;
mod form;
mod gauge;
mod go_to;
mod header;
mod help;
mod history;
mod in_git;
mod inside;
mod journey;
mod lane;
mod lesson;
mod level;
mod list;
mod markdown;
mod metrics;
mod open_boards;
mod panel;
mod pen;
mod plot;
mod settings;
mod strip;
mod travel;
mod welcome;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::layer::{Ask, Detail, Layer};
use super::layout::{Plan, SMALLEST};
use super::theme::{Role, Theme};
use crate::text;
use pen::Pen;

/// Draws the whole screen.
pub fn draw(frame: &mut Frame<'_>, app: &App, theme: &Theme) {
    if let Some(cursor) = paint(frame.buffer_mut(), app, theme) {
        frame.set_cursor_position(cursor);
    }
}

/// Draws the whole screen into a buffer. Answers where text is being typed, if it is.
pub fn paint(buffer: &mut Buffer, app: &App, theme: &Theme) -> Option<Position> {
    let area = buffer.area;
    buffer.set_style(area, theme.screen());
    let mut pen = Pen::new(buffer, area, theme);
    let Some(plan) = Plan::new(area, app) else {
        too_small(&mut pen);
        return None;
    };
    if app.has_board() {
        board::draw(&mut pen, app, &plan);
    } else if !app.layers.iter().any(|layer| matches!(layer, Layer::Welcome(_) | Layer::Broken(_))) {
        welcome::draw(&mut pen, app);
    }
    drag::draw(&mut pen, app, &plan);
    // What lies on top leaves the last row to the news and the hints.
    let room = room(area, &plan);
    let mut cursor = None;
    for layer in &app.layers {
        let mut pen = pen.within(room);
        cursor = match layer {
            Layer::Detail(detail) => detail::draw(&mut pen, app, detail),
            Layer::Prompt(prompt) if matches!(prompt.ask, Ask::Filter(_)) => {
                finding::prompt(&mut pen, app, prompt)
            }
            Layer::Prompt(prompt) => ask::prompt(&mut pen, app, prompt),
            Layer::Form(form) => form::draw(&mut pen, app, form),
            Layer::Confirm(confirm) => ask::confirm(&mut pen, confirm),
            Layer::Help(help) => help::draw(&mut pen, app, help),
            Layer::Palette(palette) => list::palette(&mut pen, app, palette),
            Layer::GoTo(go_to) => go_to::draw(&mut pen, app, go_to),
            Layer::Picker(picker) => list::picker(&mut pen, picker),
            Layer::Settings(layer) => settings::draw(&mut pen, app, layer),
            Layer::InGit(layer) => in_git::draw(&mut pen, app, *layer),
            Layer::Activity(layer) => activity::draw(&mut pen, app, layer),
            Layer::Welcome(_) => welcome::draw(&mut pen, app),
            Layer::Broken(problem) => welcome::problem(&mut pen, app, problem),
        };
    }
    travel::draw(&mut pen, app, &plan);
    lesson::draw(&mut pen, app, plan.lesson);
    if app.shows_following() {
        following::draw(&mut pen.within(room), app);
    }
    footer::draw(&mut pen, app, plan.hint);
    cursor
}

fn room(area: Rect, plan: &Plan) -> Rect {
    Rect { height: area.height - 1 - plan.travel.height - plan.lesson.height, ..area }
}

/// What is at a place of the uppermost layer that a click can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clicked {
    /// A row to choose.
    Row(usize),
    /// Yes, or no.
    Answer(bool),
}

/// What a click at a place of the uppermost layer means, if it means something.
pub fn clicked(app: &App, plan: &Plan, place: Position) -> Option<Clicked> {
    let (width, height) = app.size;
    let room = room(Rect::new(0, 0, width, height), plan);
    match app.top()? {
        Layer::Picker(picker) => list::picker_row(room, picker, place).map(Clicked::Row),
        Layer::Palette(palette) => list::palette_row(room, app, palette, place).map(Clicked::Row),
        Layer::GoTo(go_to) => go_to::row(room, go_to, place).map(Clicked::Row),
        Layer::Help(help) => help::row(room, app, help, place).map(Clicked::Row),
        Layer::Confirm(confirm) => ask::answer(room, confirm, place).map(Clicked::Answer),
        _ => None,
    }
}

/// How far a detail is scrolled when its cursor is in sight, as near as can be to how far it is.
pub fn detail_scroll(app: &App, detail: &Detail) -> u16 {
    detail::scroll(app, detail)
}

/// Where nothing can be read, at least say so.
fn too_small(pen: &mut Pen<'_>) {
    let area = pen.area;
    let words = format!("andon needs {}×{}", SMALLEST.0, SMALLEST.1);
    let lines = text::wrap(&words, usize::from(area.width), usize::from(area.height));
    let above = (usize::from(area.height) - lines.len()) / 2;
    for (y, line) in (area.y..area.bottom()).skip(above).zip(&lines) {
        let left = (usize::from(area.width) - line.width()) / 2;
        let x = area.x + u16::try_from(left).unwrap_or(0);
        pen.put(x, y, area.right(), line.as_str(), Role::Faint);
    }
}
