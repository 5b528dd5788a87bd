//! What the terminal reports, as messages.

use ratatui::crossterm::event::{Event, KeyEventKind, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::command::Command;
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
    match mouse.kind {
        MouseEventKind::ScrollDown => Some(Message::Wheel(NOTCH)),
        MouseEventKind::ScrollUp => Some(Message::Wheel(-NOTCH)),
        MouseEventKind::Down(MouseButton::Left) => {
            let (width, height) = app.size;
            let plan = Plan::new(Rect::new(0, 0, width, height), app)?;
            let place = Position::new(mouse.column, mouse.row);
            if plan.header.contains(place) && app.layers.is_empty() {
                return on_name(&plan, app, place).map(Message::ShowBoard);
            }
            if matches!(plan.pane, PaneSize::Pane | PaneSize::Full) && plan.metrics.contains(place) {
                return on_tab(&plan, app, place).map(|tab| Message::Do(Command::Tab(tab), None));
            }
            let hit = plan.hit(place)?;
            let chosen = app.column() == Some(hit.column);
            // On a head the cursor keeps its row.
            let row = hit.row().unwrap_or(if chosen { app.selection.row } else { 0 });
            Some(Message::Click { column: app.board.column(hit.column).id, row })
        }
        _ => None,
    }
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
