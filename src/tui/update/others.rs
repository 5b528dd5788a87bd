//! What others did while the board was on screen: marks on the cards, and the line of news.

use std::collections::HashMap;
use std::sync::Arc;

use super::MARKED_MS;
use crate::board::{Action, Board, Card, Entry, Event, Id, Scope, Standing};
use crate::report::history;
use crate::tui::app::{App, Mark, Tone};

/// What came from others with a new content of the file.
pub(super) struct Came {
    /// In a sentence; `None` when nothing came.
    pub summary: Option<String>,
    /// Each event of a card: which card, who, and what it can have done to a limit.
    events: Vec<(Id, String, Reach)>,
    /// The board as it was on screen.
    before: Arc<Board>,
}

/// What an event can have done to a limit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Nothing.
    None,
    /// It can have brought the card to count somewhere. True if over a limit on purpose.
    Brought(bool),
}

impl App {
    /// Marks the cards that have events the board on screen does not have.
    pub(super) fn mark_changed(&mut self, board: &Board) -> Came {
        let before = Arc::clone(&self.board);
        let new = board.beyond(&before);
        let until = self.now.plus_ms(MARKED_MS);
        self.note_unread(&new);
        let mut events = Vec::new();
        let mut latest: HashMap<Id, (&Event, usize)> = HashMap::new();
        for entry in &new {
            let Entry::Card(card, event) = entry else { continue };
            let (last, count) = latest.entry(card.id()).or_insert((event, 0));
            (*last, *count) = (event, *count + 1);
            self.call_for(board, card, event);
            events.push((card.id(), board.names().text(event.by).to_owned(), reach(event)));
        }
        for (id, (event, count)) in latest {
            let Some(card) = board.card(id) else { continue };
            let more = if count == 1 { String::new() } else { format!(", and {} more before", count - 1) };
            let what = format!("{}{more}", history::event(board, card, event));
            self.marks.insert(id, Mark { by: board.names().text(event.by).to_owned(), what, until });
        }
        let summary = match &new[..] {
            [one] => Some(format!("{}: {}", one.by(board), history::entry(board, one))),
            several => history::summary(board, several),
        };
        Came { summary, events, before }
    }

    /// Somebody else who pulled the andon cord wants to be heard, also where nobody looks.
    fn call_for(&mut self, board: &Board, card: &Card, event: &Event) {
        let by = board.names().text(event.by);
        if matches!(event.action, Action::Pull { .. })
            && event.standing == Standing::Holds
            && by != self.session.by
        {
            let card_name = format!("{} {}", board.short_id(card.id()), card.title());
            self.attention
                .want(format!("andon: {card_name}: {}, by {by}", history::event(board, card, event)));
        }
    }

    /// Says what came. Limits that no longer hold are said first: two moves that each kept to
    /// one can exceed it together.
    pub(super) fn tell_what_came(&mut self, came: &Came) {
        let Some((scope, over)) = self.exceeded_by(came) else {
            // A sync that has just said what it received is not told the same by the file.
            if let Some(summary) = came.summary.as_ref().filter(|_| !self.shows_last_sync()) {
                self.tell(Tone::Other, summary.clone(), None);
            }
            return;
        };
        let and = came.summary.as_ref().map_or_else(String::new, |summary| format!(" {summary}."));
        let column = match scope {
            Scope::Column(column) => Some(self.board.column(column).id),
            _ => None,
        };
        self.tell(Tone::Refused, format!("{over}{and}"), column);
        if let (Some(notice), Scope::Stage(stage)) = (&mut self.notice, scope) {
            notice.stage = Some(stage);
        }
    }

    /// The first limit that more cards exceed than before, in words.
    pub(super) fn exceeded_by(&self, came: &Came) -> Option<(Scope, String)> {
        let board = &self.board;
        let before: HashMap<String, usize> =
            came.before.exceeded().into_iter().map(|(of, n, _)| (came.before.scope_name(of), n)).collect();
        let worse = |(scope, count, _): &(Scope, usize, _)| {
            before.get(&board.scope_name(*scope)).is_none_or(|before| before < count)
        };
        let (scope, count, limit) = board.exceeded().into_iter().find(worse)?;
        let mut people: Vec<&str> = Vec::new();
        let mut on_purpose = false;
        for (card, by, reach) in &came.events {
            let counts = board.card(*card).is_some_and(|card| board.counts_in(card, scope));
            if let Reach::Brought(over) = reach
                && counts
            {
                on_purpose |= over;
                if !people.contains(&by.as_str()) {
                    people.push(by);
                }
            }
        }
        let how = if people.is_empty() || on_purpose { "now" } else { "after a merge" };
        let by = match &people[..] {
            [] => String::new(),
            [one] => format!(" (also by {one})"),
            several => format!(" (by {})", several.join(", ")),
        };
        let name = board.scope_name(scope);
        let told = format!(
            "{name} is over its limit {how}: {count} of {limit}{by}. It takes nothing until it is back."
        );
        Some((scope, told))
    }
}

fn reach(event: &Event) -> Reach {
    match event.action {
        Action::Add(_)
        | Action::Move { .. }
        | Action::Restore
        | Action::Undo(_)
        | Action::Assign(_)
        | Action::Edit(_) => Reach::Brought(event.over.is_some()),
        _ => Reach::None,
    }
}
