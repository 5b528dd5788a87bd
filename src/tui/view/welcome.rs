//! Screens in place of a board: the welcome, which teaches, and the file that cannot be read.

use ratatui::layout::Position;

use super::panel::{self, Line, line};
use super::pen::Pen;
use crate::text;
use crate::tui::app::{App, Problem};
use crate::tui::command::Command;
use crate::tui::theme::Role;

/// There is no board here yet; or it is being read, or has no columns.
pub fn draw(pen: &mut Pen<'_>, app: &App) -> Option<Position> {
    if let Some(path) = &app.session.path {
        let name = path.display().to_string();
        let mut lines = vec![line(name, Role::Strong)];
        if app.is_opening() {
            lines.push(line("is being read", Role::Text));
        } else {
            lines.push(line("This board has no columns, so there is nothing to show.", Role::Text));
            lines.push(Line::new());
            lines.push(vec![
                ("andon check".to_owned(), Role::Key),
                ("  tells what is odd about the file".to_owned(), Role::Text),
            ]);
        }
        middle(pen, &lines, "andon");
        return None;
    }
    let mut lines: Vec<Line> = vec![
        line("A Kanban board in your terminal and in git", Role::Strong),
        Line::new(),
        line("There is no board in this folder, nor in those above it.", Role::Text),
        Line::new(),
    ];
    let key = |command| app.key_text(command);
    let mut step = |command: &str, what: &str| {
        lines.push(vec![(format!("{command:<16}"), Role::Key), (what.to_owned(), Role::Text)]);
    };
    step(&key(Command::NewBoard), "makes a board here, with columns and limits to begin with");
    if !app.memory.boards.is_empty() || !app.session.boards.is_empty() {
        step(&key(Command::Boards), "opens a board you opened before, or one that is nearby");
    }
    step("andon demo", "opens a board that lives: look around in it");
    step("andon init", "the same on the command line, with columns of your own");
    step("andon tutorial", "learns by doing, in five minutes");
    step("andon FILE", "opens a board that is somewhere else");
    lines.push(Line::new());
    let room = usize::from(pen.area.width.saturating_sub(4)).clamp(1, 72);
    for lesson in [
        "Each column holds at most so many cards. A full one takes no more: finish one, then start one. So work flows.",
        "Every move is recorded in the board's file. andon measures from it how long things take, and where they wait.",
    ] {
        for part in text::wrap(lesson, room, 4) {
            lines.push(line(part.to_string(), Role::Faint));
        }
        lines.push(Line::new());
    }
    lines.push(vec![
        (key(Command::Help), Role::Key),
        (" keys   ".to_owned(), Role::Faint),
        (key(Command::Quit), Role::Key),
        (" quit".to_owned(), Role::Faint),
    ]);
    middle(pen, &lines, "andon");
    None
}

/// The file cannot be read: where, why, what would help.
pub fn problem(pen: &mut Pen<'_>, app: &App, problem: &Problem) -> Option<Position> {
    let width = usize::from(pen.area.width.saturating_sub(8).min(72));
    let mut lines: Vec<Line> = Vec::new();
    let mut say = |text: &str, role: Role| {
        lines.extend(text::wrap(text, width.max(1), 8).iter().map(|part| line(part.to_string(), role)));
    };
    say(&problem.place, Role::Strong);
    say(&problem.reason, Role::Bad);
    if let Some(hint) = &problem.hint {
        say("", Role::Text);
        say(&format!("hint: {hint}"), Role::Text);
    }
    lines.push(Line::new());
    let mut say = |text: &str| {
        lines
            .extend(text::wrap(text, width.max(1), 4).iter().map(|part| line(part.to_string(), Role::Faint)));
    };
    say("The file is left as it is. andon is watching it, and opens when it is mended.");
    if app.has_board() {
        say("Esc shows the last good board; nothing is written meanwhile.");
    }
    middle(pen, &lines, &format!("{} This board cannot be read", pen.glyphs().bad));
    None
}

fn middle(pen: &mut Pen<'_>, lines: &[Line], title: &str) {
    let widest =
        lines.iter().map(|parts| parts.iter().map(|(text, _)| text::width(text)).sum::<usize>()).max();
    let width = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX).saturating_add(4);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inner = panel::centred(pen, (width.max(30), height), title);
    panel::scrolled(pen, inner, lines, 0);
}
