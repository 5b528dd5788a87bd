//! The journeys beside a second telling of the same definitions, as slow and plain as can be: a
//! list of what stood where from when to when, and sums over it.

use proptest::prelude::*;

use andon::board::{Action, Card, ColumnIx, ColumnKind, Timestamp};
use andon::flow::Journeys;

use crate::flow_boards::{applied_forward, bare, cases};

/// From when to when, in which column, blocked or not.
type Piece = (i64, i64, usize, bool);

#[derive(Debug, Default, PartialEq)]
struct Told {
    started: Option<i64>,
    first_finished: Option<i64>,
    finished: Option<i64>,
    abandoned: Option<i64>,
    process: i64,
    queue: i64,
    blocked: i64,
    returns: u32,
    reopens: u32,
    uncommits: u32,
    present: Vec<(i64, Option<i64>)>,
}

fn tell(card: &Card, kinds: &[ColumnKind], now: i64) -> Told {
    let mut told = Told::default();
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut column, mut since, mut blocked, mut clock) = (None, 0, false, 0);
    let mut present: Option<i64> = None;
    for event in card.events() {
        clock = match event.action {
            Action::Edit(_)
            | Action::Assign(_)
            | Action::Check(_)
            | Action::Link(_)
            | Action::Pull { .. }
            | Action::Answer
            | Action::Resolve { .. } => continue,
            _ => event.at.ms().max(clock),
        };
        if let Some(column) = column {
            pieces.push((since, clock, column, blocked));
        }
        since = clock;
        if let Some(to) = event.destination().map(ColumnIx::index) {
            let kind = kinds[to];
            if let Some(from) = column {
                let reopened = kinds[from] == ColumnKind::Done && kind != ColumnKind::Done;
                let uncommitted = kinds[from] != ColumnKind::Backlog && kind == ColumnKind::Backlog;
                told.returns += u32::from(to < from || reopened || uncommitted);
                told.reopens += u32::from(reopened);
                told.uncommits += u32::from(uncommitted);
            }
            column = Some(to);
            if kind != ColumnKind::Backlog {
                told.started = told.started.or(Some(clock));
            }
            told.finished = Some(clock).filter(|_| kind == ColumnKind::Done);
            told.first_finished = told.first_finished.or(told.finished);
        }
        match event.action {
            Action::Block { .. } => blocked = true,
            Action::Unblock => blocked = false,
            Action::Delete => {
                if told.finished.is_none() {
                    told.abandoned = Some(clock);
                }
                column = None;
            }
            _ => {}
        }
        let inside = column.is_some_and(|column| kinds[column] != ColumnKind::Done) && told.started.is_some();
        match present {
            None if inside => present = Some(clock),
            Some(from) if !inside => {
                present = None;
                told.present.extend(Some((from, Some(clock))).filter(|_| from < clock));
            }
            _ => {}
        }
    }
    pieces.extend(column.map(|column| (since, now, column, blocked)));
    told.present.extend(present.map(|from| (from, None)));
    for (from, to, column, blocked) in pieces {
        let sum = match kinds[column] {
            ColumnKind::Backlog | ColumnKind::Done => continue,
            _ if blocked => &mut told.blocked,
            ColumnKind::Queue => &mut told.queue,
            ColumnKind::Active => &mut told.process,
        };
        *sum += to - from;
    }
    told
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn two_tellings_of_one_card_agree((board, clock) in applied_forward(), later in 0..1_000_000_000_i64) {
        let now = clock.plus_ms(later);
        let journeys = Journeys::of(&board, now);
        prop_assert_eq!(journeys.list().len(), board.cards().len());
        let kinds: Vec<ColumnKind> = bare().columns().iter().map(|column| column.kind).collect();
        for (place, journey) in (0..).zip(journeys.list()) {
            let ms = |at: Option<Timestamp>| at.map(Timestamp::ms);
            let mut present: Vec<(i64, Option<i64>)> = journeys
                .spans()
                .iter()
                .filter(|span| span.owner == place)
                .map(|span| (span.from.ms(), ms(Some(span.until).filter(|_| !span.is_open()))))
                .collect();
            present.sort_unstable();
            let found = Told {
                started: ms(journey.started),
                first_finished: ms(journey.first_finished),
                finished: ms(journey.finished),
                abandoned: ms(journey.abandoned),
                process: journey.process_ms,
                queue: journey.queue_ms,
                blocked: journey.blocked_ms,
                returns: journey.returns,
                reopens: journey.reopens,
                uncommits: journey.uncommits,
                present,
            };
            prop_assert_eq!(found, tell(board.card(journey.card).unwrap(), &kinds, now.ms()));
        }
    }
}
