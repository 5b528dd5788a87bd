//! What happened as lines in parts, each with what it is: the log and `diff` have the same colours.

use crate::board::{Action, Board, ColumnKind, Entry, Event, Standing};
use crate::report::history;
use crate::tui::theme::Role;

use super::clock;
use super::colour::Parts;

/// When, who, which card, what.
pub(super) fn line(board: &Board, entry: &Entry<'_>) -> Parts {
    let mut parts = when(board, entry, 0);
    if let Some(card) = entry.card() {
        let id = board.short_id(card.id());
        parts.extend([faint(format!("{id} ")), (Role::Strong, card.title().to_owned()), text(": ")]);
    }
    parts.push(what(board, entry));
    parts
}

/// When, who and what, below a line that says which card. Names take `by` columns.
pub(super) fn under_its_card(board: &Board, entry: &Entry<'_>, by: usize) -> Parts {
    let mut parts = vec![text("  ")];
    parts.extend(when(board, entry, by));
    parts.push(what(board, entry));
    parts
}

fn when(board: &Board, entry: &Entry<'_>, by: usize) -> Parts {
    let name = entry.by(board).to_owned();
    let gap = 2 + by.saturating_sub(crate::text::width(&crate::text::clean(&name)));
    vec![
        faint(clock::shown(entry.at(), board.zone())),
        text("  "),
        (Role::Person, name),
        text(&" ".repeat(gap)),
    ]
}

fn what(board: &Board, entry: &Entry<'_>) -> (Role, String) {
    match entry {
        Entry::Card(card, event) => (role(board, event), history::event(board, card, event)),
        Entry::Board(setting) => (Role::Label, history::setting(board, setting)),
    }
}

fn role(board: &Board, event: &Event) -> Role {
    if event.standing != Standing::Holds {
        return Role::Faint;
    }
    match &event.action {
        Action::Add(_) | Action::Restore => Role::News,
        Action::Block { .. } => Role::Blocked,
        Action::Pull { .. } => Role::Andon,
        Action::Delete => Role::Bad,
        Action::Answer => Role::Answered,
        Action::Unblock | Action::Resolve { .. } => Role::Good,
        Action::Move { to, .. } if board.column(*to).kind == ColumnKind::Done => Role::Good,
        _ => Role::Text,
    }
}

pub(super) fn text(of: &str) -> (Role, String) {
    (Role::Text, of.to_owned())
}

pub(super) fn faint(of: String) -> (Role, String) {
    (Role::Faint, of)
}
