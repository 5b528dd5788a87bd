//! `andon undo` and `andon redo`: an event is cancelled, and holds again.

use anyhow::Result;
use clap::Args;

use crate::board::{Action, Board, Card, Change, Event, Id, Standing};

use super::desk::Recording;
use super::{Context, Problem, find};

/// Undo what you did last, or one event of a card
#[derive(Debug, Args)]
#[command(
    long_about = "Undo what you did last to a card, or one event of it. Each further undo goes one step further \
        back. An undo is recorded like anything else, meets the limits like anything else, and can be redone.",
    after_help = "Examples:\n  andon undo\n  andon undo --card 4f1a\n  andon undo --card 4f1a --event zh9jw0"
)]
pub(super) struct Undo {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    recording: Recording,
}

/// Redo what you undid last
#[derive(Debug, Args)]
pub(super) struct Redo {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    recording: Recording,
}

#[derive(Debug, Args)]
struct Which {
    /// Only look at this card
    #[arg(long, value_name = "CARD")]
    card: Option<String>,
    /// This event of the card, whoever did it; andon log --json names events
    #[arg(long, value_name = "EVENT", requires = "card")]
    event: Option<String>,
}

impl Undo {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        self.which.run(false, &self.recording, context)
    }
}

impl Redo {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        self.which.run(true, &self.recording, context)
    }
}

impl Which {
    fn run(self, redo: bool, recording: &Recording, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let board = desk.board();
        let card = self.card.as_deref().map(|card| find::card(board, card)).transpose()?;
        let named = match (&self.event, card) {
            (Some(event), Some(card)) => vec![(card.id(), named_event(card, event)?)],
            _ => last_of(board, card, desk.by(), redo)?,
        };
        if named.is_empty() {
            let what = if redo {
                "undone nothing that still could be redone"
            } else {
                "done nothing that could be undone"
            };
            let place = if card.is_some() { "to this card" } else { "on this board" };
            let message = format!("{} has {what} {place}", desk.by());
            return Err(Problem::failed(
                message,
                "andon log shows who did what; --by NAME undoes as somebody else",
            )
            .into());
        }
        let changes = named.into_iter().map(|(card, event)| Change::Undo { card, event });
        desk.record(recording, changes.collect(), &mut context.out)
    }
}

fn named_event(card: &Card, text: &str) -> Result<Id, Problem> {
    let known = text.parse().ok().filter(|id| card.event(*id).is_some());
    known.ok_or_else(|| {
        Problem::failed(
            format!("the card has no event '{text}'"),
            "andon log --json names the events of cards",
        )
    })
}

/// The latest event that `by` recorded and that still holds: an undo to redo, else anything but one.
///
/// Of cards that were archived together, each.
///
/// Instants are kept to the second. What was done to several cards within one has no order that could be told
/// afterwards, so it is not guessed.
fn last_of(board: &Board, card: Option<&Card>, by: &str, redo: bool) -> Result<Vec<(Id, Id)>, Problem> {
    let Some(by) = board.names().find(by) else { return Ok(Vec::new()) };
    let fits = |card: &Card, event: &Event| {
        // A redo is an undo of an undo; to redo it would be to undo again.
        let undo = match event.action {
            Action::Undo(target) => card.event(target).map(|event| matches!(event.action, Action::Undo(_))),
            _ => None,
        };
        let wanted = if redo { undo == Some(false) } else { !matches!(event.action, Action::Undo(_)) };
        event.by == by && event.standing == Standing::Holds && wanted
    };
    // Of each card, the latest that fits.
    let last = |card: &Card| {
        let event = card.events().iter().rev().find(|event| fits(card, event))?;
        Some((event.at, card.id(), event.id))
    };
    let cards = board.cards().filter(|one| card.is_none_or(|card| card.id() == one.id()));
    let lasts: Vec<_> = cards.filter_map(last).collect();
    let Some(at) = lasts.iter().map(|(at, ..)| *at).max() else { return Ok(Vec::new()) };
    let newest: Vec<_> = lasts.iter().filter(|last| last.0 == at).collect();
    let archived = |id: &Id, event: &Id| {
        let event = board.card(*id).and_then(|card| card.event(*event));
        event.is_some_and(|event| matches!(event.action, Action::Archive { .. }))
    };
    // What went to the archive at once comes back at once.
    if newest.len() == 1 || newest.iter().all(|(_, card, event)| archived(card, event)) {
        return Ok(newest.into_iter().map(|(_, card, event)| (*card, *event)).collect());
    }
    let shown: Vec<String> = newest
        .iter()
        .take(8)
        .filter_map(|(_, id, _)| {
            Some(format!("--card {}  {}", board.short_id(*id), board.card(*id)?.title()))
        })
        .collect();
    let message = format!("{} cards were changed in the same second, at {at}", newest.len());
    Err(Problem::failed(message, format!("say which:\n{}", shown.join("\n"))))
}
