//! The commands and their keys, those of this place first, searched by key or by words.

use ratatui::layout::{Position, Rect};

use super::ask;
use super::panel::{self, Line, line};
use super::pen::Pen;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::{self, Entry, Group};
use crate::tui::layer::Help;
use crate::tui::theme::Role;

/// Cells of the keys.
const KEYS: usize = 20;

pub fn draw(pen: &mut Pen<'_>, app: &App, help: &Help) -> Option<Position> {
    let inner = panel::centred(pen, (100, pen.area.height), "Help");
    let query = "key or words: ";
    let x = pen.put(inner.x, inner.y, inner.right(), query, Role::Faint);
    let row = Rect { x, y: inner.y, width: inner.right().saturating_sub(x), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(row), &help.query, true);
    let rows = Rect { y: inner.y.saturating_add(2), height: inner.height.saturating_sub(2), ..inner };
    let lines = lines(app, &help.query.text(), inner.width.into());
    panel::scrolled(pen, rows, &lines, help.scroll);
    cursor
}

fn lines(app: &App, query: &str, width: usize) -> Vec<Line> {
    let context = app.context_below();
    let found = command::matching(query, context);
    let mut lines: Vec<Line> = Vec::new();
    if found.is_empty() {
        return vec![line("No command has this key or these words.", Role::Faint)];
    }
    if !query.trim().is_empty() {
        for entry in found {
            row(&mut lines, app, entry, width);
        }
        return lines;
    }
    let (here, elsewhere): (Vec<&Entry>, Vec<&Entry>) =
        found.into_iter().partition(|entry| entry.contexts.contains(&context));
    for (part, title) in [(&here, None), (&elsewhere, Some("elsewhere"))] {
        for group in Group::ALL {
            let mut of_group = part.iter().filter(|entry| entry.group == group).peekable();
            if of_group.peek().is_none() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(Line::new());
            }
            let mut head = line(group.title(), Role::Strong);
            if let Some(title) = title.filter(|_| group != Group::Dialog) {
                head.push((format!("  {title}"), Role::Faint));
            }
            lines.push(head);
            for entry in of_group {
                row(&mut lines, app, entry, width);
            }
        }
    }
    lines
}

/// A command's keys and help; one that is not to be had is dimmed and says why.
fn row(lines: &mut Vec<Line>, app: &App, entry: &Entry, width: usize) {
    let keys = text::fit(&entry.keys_text(), KEYS).to_string();
    let pad = " ".repeat((KEYS + 2).saturating_sub(text::width(&keys)));
    let unavailable = (entry.available)(app).err();
    let (key_role, role) = match &unavailable {
        None => (Role::Key, Role::Text),
        Some(_) => (Role::Faint, Role::Faint),
    };
    let help = match unavailable {
        None => entry.help.replace('`', ""),
        Some(why) => format!("{} (not now: {why})", entry.help.replace('`', "")),
    };
    let room = width.saturating_sub(KEYS + 2);
    if room < 20 {
        lines.push(line(keys, key_role));
        lines.extend(
            text::wrap(&help, width.saturating_sub(2).max(1), 4)
                .iter()
                .map(|part| line(format!("  {part}"), role)),
        );
        return;
    }
    let mut head = vec![(keys, key_role), (pad, Role::Text)];
    for part in text::wrap(&help, room, 4) {
        head.push((part.to_string(), role));
        lines.push(std::mem::take(&mut head));
        head = line(" ".repeat(KEYS + 2), Role::Text);
    }
}
