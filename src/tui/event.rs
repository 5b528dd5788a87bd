//! What the terminal reports, as messages.

use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::app::App;
use super::command::Command;
use super::drag::Gesture;
use super::layout::Plan;
use super::message::Message;
use super::open_boards::{self, BoardTab};
use super::pane::PaneSize;
use super::tab::{self, Tab};

/// Rows a notch of the wheel goes.
const NOTCH: i32 = 1;

/// The message of an event; `None` for events that are none of our business.
pub fn message_of(event: Event, app: &App) -> Option<Message> {
    match event {
        // Some terminals tell when a key is let go as well.
        Event::Key(key) if key.kind == KeyEventKind::Release => None,
        Event::Key(key) => Some(Message::Key(key)),
        Event::Paste(text) => Some(Message::Paste(text)),
        // The new size may have been seen already.
        Event::Resize(columns, rows) if (columns, rows) == app.size => None,
        Event::Resize(columns, rows) => Some(Message::Resize(columns, rows)),
        Event::Mouse(mouse) => of_mouse(mouse, app),
        Event::FocusGained => Some(Message::Focus(true)),
        Event::FocusLost => Some(Message::Focus(false)),
    }
}

fn of_mouse(mouse: MouseEvent, app: &App) -> Option<Message> {
    let gesture = match mouse.kind {
        MouseEventKind::ScrollDown => Gesture::Wheel(NOTCH),
        MouseEventKind::ScrollUp => Gesture::Wheel(-NOTCH),
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press,
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::Up(MouseButton::Left) => Gesture::Release,
        _ => return None,
    };
    // A pointer that only moves within what it points at changes nothing.
    let holds = app.drag.is_some() || !matches!(gesture, Gesture::Drag | Gesture::Release);
    holds.then_some(Message::Mouse { gesture, column: mouse.column, row: mouse.row })
}

/// What a click at a place means that is not about a column: the name of a board, a tab of the
/// measures.
pub(super) fn clicked(plan: &Plan, app: &App, place: Position) -> Option<Message> {
    if plan.header.contains(place) {
        return on_name(plan, app, place).map(Message::ShowBoard);
    }
    if matches!(plan.pane, PaneSize::Pane | PaneSize::Full) && plan.metrics.contains(place) {
        return on_tab(plan, app, place).map(|tab| Message::Do(Command::Tab(tab), None));
    }
    None
}

/// The board whose name is at a place of the header.
fn on_name(plan: &Plan, app: &App, place: Position) -> Option<BoardTab> {
    let x = place.x.checked_sub(plan.header.x + 1)?;
    let names = app.board_labels(open_boards::room(plan.header.width));
    names.into_iter().find(|name| name.cells.contains(&x)).map(|name| name.tab)
}

/// The tab at a place of the screen, if one is there and nothing lies on it.
fn on_tab(plan: &Plan, app: &App, place: Position) -> Option<Tab> {
    let row = tab::row(plan.metrics.width, app.metrics.tab);
    let x = place.x - plan.metrics.x;
    let is_row = place.y == plan.metrics.y && app.layers.is_empty();
    row.into_iter().find(|tab| is_row && tab.cells.contains(&x)).map(|tab| tab.tab)
}
