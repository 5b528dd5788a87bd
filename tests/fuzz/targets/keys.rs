//! Any keys, clicks, pastes and sizes, on a board with any rows: the front end without its
//! terminal. Nothing that must not be shown stands in any cell.

#![no_main]

use andon::board::{Id, Timestamp};
use andon::store::load;
use andon::tui::app::{App, Session, Unsaved};
use andon::tui::event::message_of;
use andon::tui::keymap;
use andon::tui::measurer::Question;
use andon::tui::message::{Effect, Message};
use andon::tui::theme::Theme;
use andon::tui::update::update;
use andon::tui::view::paint;
use andon_fuzz::rows::{SETTINGS, file, rows};
use andon_fuzz::{Bytes, one_of, rarely, shown, text, up_to};
use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use ratatui::layout::Rect;

fuzz_target!(|data: &[u8]| {
    let mut bytes = Bytes::new(data);
    let found = rows(&mut bytes, 16);
    let content = file(SETTINGS.lines().chain(found.iter().map(String::as_str)));
    let board = load(&content).expect("rows that stand each on a line can be read").board;
    let session = Session { by: "maria".to_owned(), path: Some("team.board.json".into()), ..Session::default() };
    let mut now = Timestamp::from_ms(1_775_000_000_000);
    let mut app = App::new(board, session, 7, now);
    for _ in 0..40 {
        if bytes.is_empty() {
            break;
        }
        now = now.plus_ms(one_of(&mut bytes, &[0, 1, 900, 60_000, 86_400_000]));
        if let Some(message) = message(&mut bytes, &app) {
            send(&mut bytes, &mut app, message, now);
        }
        if rarely(&mut bytes, 8) {
            look(&mut bytes, &app);
        }
    }
    look(&mut bytes, &app);
});

fn message(bytes: &mut Bytes<'_>, app: &App) -> Option<Message> {
    const CODES: [KeyCode; 16] = [
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::Tab,
        KeyCode::BackTab,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::F(1),
        KeyCode::Null,
    ];
    let key = |code, modifiers| Message::Key(KeyEvent::new(code, modifiers));
    let none = KeyModifiers::NONE;
    match up_to(bytes, 15) {
        0 => message_of(Event::Resize(size(bytes, 300), size(bytes, 100)), app),
        1 => {
            let kind = one_of(
                bytes,
                &[
                    MouseEventKind::Down(MouseButton::Left),
                    MouseEventKind::ScrollDown,
                    MouseEventKind::ScrollUp,
                    MouseEventKind::Moved,
                ],
            );
            let (column, row) = (size(bytes, 300), size(bytes, 100));
            message_of(Event::Mouse(MouseEvent { kind, column, row, modifiers: none }), app)
        }
        2 => Some(Message::Paste(text(bytes))),
        3 => Some(key(one_of(bytes, &CODES), KeyModifiers::from_bits_truncate(bytes.arbitrary().unwrap_or(0)))),
        4 => Some(key(KeyCode::Char(bytes.arbitrary().unwrap_or(' ')), none)),
        5 => {
            let letter = char::from(bytes.int_in_range(b'a'..=b'z').unwrap_or(b'a'));
            Some(key(KeyCode::Char(letter), KeyModifiers::CONTROL))
        }
        6 => Some(match up_to(bytes, 5) {
            0 => Message::Tick,
            1 => Message::Failed(text(bytes)),
            2 => Message::News(text(bytes)),
            3 => Message::SaveFailed(Unsaved { why: text(bytes), kept: rarely(bytes, 2) }),
            4 => Message::Click { column: Id::random(up_to(bytes, 99), 3), row: usize::MAX },
            _ => {
                let found = rows(bytes, 6);
                let content = file(SETTINGS.lines().chain(found.iter().map(String::as_str)));
                let board = Box::new(load(&content).ok()?.board);
                Message::Reloaded { board, read_only: rarely(bytes, 4).then(|| text(bytes)) }
            }
        }),
        7..=9 => Some(key(one_of(bytes, &CODES), none)),
        _ => Some(key(KeyCode::Char(char::from(bytes.int_in_range(b' '..=b'~').unwrap_or(b'j'))), none)),
    }
}

fn size(bytes: &mut Bytes<'_>, most: u64) -> u16 {
    u16::try_from(up_to(bytes, most)).unwrap_or(0)
}

/// What an update asks for is answered as the threads would answer it.
fn send(bytes: &mut Bytes<'_>, app: &mut App, message: Message, now: Timestamp) {
    for effect in update(app, message, now) {
        let answer = match effect {
            Effect::Measure => {
                let (board, revision, window) = (app.board.clone(), app.revision, app.metrics.window);
                Message::Measured(Question { tab: app.tab, board, revision, window, now }.answer())
            }
            Effect::Commit(operations) => Message::Saved { board: None, refusals: vec![None; operations.len()] },
            Effect::Recall => match app.recall() {
                Some(recalled) => Message::Recalled(recalled),
                None => continue,
            },
            Effect::Edit { card, before, .. } => Message::Edited { card, after: text(bytes), before },
            _ => continue,
        };
        let _ = update(app, answer, now);
    }
}

/// Draws at the size of the app and at any other.
fn look(bytes: &mut Bytes<'_>, app: &App) {
    let theme = if rarely(bytes, 4) { Theme::MONO.ascii() } else { Theme::ANSI };
    for (width, height) in [app.size, (size(bytes, 120), size(bytes, 50))] {
        let mut app = app.clone();
        app.size = (width, height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let _ = paint(&mut buffer, &app, &theme);
        for cell in buffer.content() {
            shown::check("screen", cell.symbol());
            assert!(!cell.symbol().contains(['\n', '\r']), "a line end in a cell");
        }
    }
    let _ = keymap::parse("<Esc>");
}
