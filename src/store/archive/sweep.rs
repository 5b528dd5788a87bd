//! What leaves a board's content for the archive, and what takes its place. Reads no file.

use super::super::convert::event_line;
use super::super::format;
use super::rows::card_of;
use crate::board::{Board, Card, Change, Id, Operation, Record, Sweep, Timestamp};
use std::collections::{HashMap, HashSet};

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archiving {
    /// Cards that were over before this instant go.
    pub before: Timestamp,
    /// When it is done.
    pub at: Timestamp,
    /// Who does it.
    pub by: String,
    /// Random bits: new ids are made of them.
    pub seed: u64,
}

/// What came of a sweep of one content.
#[derive(Debug)]
pub struct Swept {
    /// The content that is left.
    pub content: Vec<u8>,
    /// What may go and what stays, by the board's rules.
    pub sweep: Sweep,
    /// The cards that went: those that may, and whose rows all were safe.
    pub cards: Vec<Id>,
    /// The rows that left.
    pub rows: Vec<String>,
}

/// Sweeps a canonical content, of which `board` is the fold with all history there is; the board is
/// changed likewise. A card goes if all its rows are `safe`. So do rows of cards that are at rest
/// already: a merge has brought them back.
pub fn sweep(canonical: &str, board: &mut Board, ask: &Archiving, safe: impl Fn(&str) -> bool) -> Swept {
    let sweep = board.archivable(ask.before);
    let mut rows: HashMap<Id, Vec<(Option<Id>, &str)>> = HashMap::new();
    let at_rest = board.cards().filter(|card| card.is_archived()).map(Card::id);
    let asked: HashSet<Id> = sweep.cards.iter().copied().chain(at_rest).collect();
    for row in canonical.lines().filter_map(|line| line.strip_suffix(',')) {
        if let Some((card, id)) = card_of(row).filter(|(card, _)| asked.contains(card)) {
            rows.entry(card).or_default().push((id, row));
        }
    }
    let (mut cards, mut gone, mut marks) = (Vec::new(), HashSet::new(), Vec::new());
    for card in board.cards().filter(|card| card.is_archived()) {
        let Some(rows) = rows.remove(&card.id()) else { continue };
        gone.extend(unmarked(card, rows).into_iter().filter(|row| safe(row)));
    }
    for id in &sweep.cards {
        let (Some(card), Some(rows)) = (board.card(*id), rows.remove(id)) else { continue };
        let rows = unmarked(card, rows);
        if !rows.iter().all(|row| safe(row)) {
            continue;
        }
        let (change, seed) = (Change::Archive { card: *id }, ask.seed ^ id.bits());
        let by = ask.by.clone();
        let operation = Operation { change, at: ask.at, by, seed, over: None, backdated: false };
        let Ok(applied) = board.apply(&operation) else { continue };
        let Record::Event { event, .. } = applied.record else { continue };
        let event = board.card(*id).and_then(|card| card.event(event));
        marks.extend(event.map(|event| event_line(board, *id, event)));
        gone.extend(rows);
        cards.push(*id);
    }
    let content = format::insert(&format::without(canonical, &gone), marks);
    let mut rows: Vec<String> = gone.into_iter().map(str::to_owned).collect();
    rows.sort_unstable();
    Swept { content, sweep, cards, rows }
}

/// The rows but for those that say that the card is archived.
fn unmarked<'a>(card: &Card, rows: Vec<(Option<Id>, &'a str)>) -> Vec<&'a str> {
    let marks: HashSet<Id> = card.archive_marks().map(|event| event.id).collect();
    let leaves = |(id, _): &(Option<Id>, &str)| id.is_none_or(|id| !marks.contains(&id));
    rows.into_iter().filter(leaves).map(|(_, row)| row).collect()
}
