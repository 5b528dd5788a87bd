//! One frame as text, for people who show bugs, and for scripts: nothing is saved, no terminal
//! is needed.

use std::collections::VecDeque;

use anyhow::Result;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::ansi;
use super::app::App;
use super::keeper::unreadable;
use super::keymap;
use super::measurer::Question;
use super::message::{Effect, Message};
use super::run::{Options, start};
use super::update::update;
use super::view;
use crate::store::{ReadError, peek_whole};

/// What a frame on paper looks like.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Whether colours and emphasis are written, as escape sequences.
    pub styled: bool,
}

/// A frame on paper.
#[derive(Debug)]
pub struct Printed {
    /// The frame.
    pub text: String,
    /// Why it shows no board, when there was one to show.
    pub unread: Option<ReadError>,
}

/// The frame after the keys of the options were typed. Changes show on it and are not saved.
pub fn print(options: &Options, paper: Paper) -> Result<Printed> {
    let mut app = start(options);
    // A frame on paper is the same for everybody: how this person left the board is not asked.
    app.memory.forget_views();
    let (width, height) = paper.size;
    send(&mut app, Message::Resize(width, height), options);
    let mut unread = None;
    if let Some(path) = &options.board {
        let message = match peek_whole(path) {
            Ok(loaded) => {
                Message::Opened { path: path.clone(), board: Box::new(loaded.board), read_only: None }
            }
            Err(error) => Message::Broken(unreadable(unread.insert(error))),
        };
        send(&mut app, message, options);
    }
    for key in keymap::parse(&options.keys)? {
        send(&mut app, Message::Key(key.into()), options);
    }
    while app.is_searching() {
        send(&mut app, Message::Tick, options);
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    view::paint(&mut buffer, &app, app.themes.theme());
    Ok(Printed { text: text_of(&buffer, paper.styled), unread })
}

/// Of what an update asks for only measures are taken, and saves are said to be done: the rest
/// would leave traces.
fn send(app: &mut App, message: Message, options: &Options) {
    let now = (options.clock)();
    let mut effects = VecDeque::from(update(app, message, now));
    while let Some(effect) = effects.pop_front() {
        let answer = match effect {
            Effect::Measure => {
                let (board, revision, window) = (app.board.clone(), app.revision, app.metrics.window);
                Message::Measured(Question { tab: app.tab, board, revision, window, now: app.now }.answer())
            }
            Effect::Recall => match app.recall() {
                Some(recalled) => Message::Recalled(recalled),
                None => continue,
            },
            Effect::Commit(operations) => {
                Message::Saved { board: None, refusals: vec![None; operations.len()] }
            }
            _ => continue,
        };
        effects.extend(update(app, answer, now));
    }
}

/// The cells as lines of text.
fn text_of(buffer: &Buffer, styled: bool) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut line = String::new();
        let mut style = String::new();
        let mut skip = 0;
        for x in 0..buffer.area.width {
            let Some(cell) = buffer.cell((x, y)) else { continue };
            if skip > 0 {
                // A wide character stands in this cell too.
                skip -= 1;
                continue;
            }
            skip = crate::text::width(cell.symbol()).saturating_sub(1);
            let wanted = if styled { ansi::sequence(cell.style()) } else { String::new() };
            if wanted != style {
                line.push_str(&wanted);
                style = wanted;
            }
            line.push_str(cell.symbol());
        }
        text.push_str(line.trim_end());
        if styled && style != ansi::RESET && !style.is_empty() {
            text.push_str(ansi::RESET);
        }
        text.push('\n');
    }
    text
}
