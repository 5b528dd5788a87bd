//! A screen as text, with its styles beside it.

use std::fmt::Write as _;

use andon::tui::app::App;
use andon::tui::theme::Theme;
use andon::tui::view::paint;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

pub fn screen(app: &mut App, width: u16, height: u16, theme: &Theme) -> Buffer {
    app.size = (width, height);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let _ = paint(&mut buffer, app, theme);
    buffer
}

/// The text, line by line.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut skip = 0;
        let mut line = String::new();
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = andon::text::width(symbol).saturating_sub(1);
            line.push_str(symbol);
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// One letter a cell: `.` plain, else colour and modifier; a run of lines without any is left out.
pub fn styles(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut runs = String::new();
        let mut last: Option<(String, u16)> = None;
        for x in 0..=buffer.area.width {
            let name = if x < buffer.area.width { name(&buffer[(x, y)]) } else { String::new() };
            if last.as_ref().is_some_and(|(run, _)| *run == name) {
                continue;
            }
            if let Some((run, from)) = last.filter(|(run, _)| !run.is_empty()) {
                let _ = write!(runs, " {from}-{}:{run}", x - 1);
            }
            last = Some((name, x));
        }
        if !runs.is_empty() {
            let _ = writeln!(out, "{y:>2}{runs}");
        }
    }
    out
}

fn name(cell: &ratatui::buffer::Cell) -> String {
    let mut name = String::new();
    if cell.fg != Color::Reset {
        let _ = write!(name, "{:?}", cell.fg);
    }
    if cell.bg != Color::Reset {
        let _ = write!(name, "/{:?}", cell.bg);
    }
    for (modifier, mark) in [
        (Modifier::BOLD, "+b"),
        (Modifier::DIM, "+d"),
        (Modifier::UNDERLINED, "+u"),
        (Modifier::REVERSED, "+r"),
    ] {
        if cell.modifier.contains(modifier) {
            name.push_str(mark);
        }
    }
    name
}
