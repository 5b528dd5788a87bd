//! Something that happened, as the log and `diff` print it for programs.

use serde::Serialize;

use crate::board::{Action, Board, Entry, Standing};
use crate::report::history;

/// An event of a card, or something said about the board (`do` is `set`).
#[derive(Debug, Serialize)]
pub(super) struct EventJson {
    at: String,
    by: String,
    card: Option<String>,
    title: Option<String>,
    event: String,
    rev: u32,
    #[serde(rename = "do")]
    action: &'static str,
    says: String,
    from: Option<String>,
    to: Option<String>,
    over: Option<String>,
    standing: &'static str,
}

impl EventJson {
    pub(super) fn of(board: &Board, entry: &Entry<'_>) -> Self {
        let at = entry.at().to_string();
        let by = entry.by(board).to_owned();
        match entry {
            Entry::Card(card, event) => {
                let column = |ix| board.column(ix).name.to_string();
                let from = match event.action {
                    Action::Move { from, .. } => Some(column(from)),
                    _ => None,
                };
                Self {
                    at,
                    by,
                    card: Some(card.id().to_string()),
                    title: Some(card.title().to_owned()),
                    event: event.id.to_string(),
                    rev: event.rev,
                    action: event.action.word(),
                    says: history::event(board, card, event),
                    from,
                    to: event.destination().map(column),
                    over: event.over.as_deref().map(ToString::to_string),
                    standing: match event.standing {
                        Standing::Holds => "holds",
                        Standing::Undone => "undone",
                        Standing::Superseded => "superseded",
                    },
                }
            }
            Entry::Board(setting) => Self {
                at,
                by,
                card: None,
                title: None,
                event: setting.id.to_string(),
                rev: setting.rev,
                action: "set",
                says: history::setting(board, setting),
                from: None,
                to: None,
                over: None,
                standing: "holds",
            },
        }
    }
}
