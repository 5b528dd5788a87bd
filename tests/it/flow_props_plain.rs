//! Delays, %C/A, batches and hand-offs beside a second telling of their definitions, slow and plain:
//! from the events of each card, without journeys.

use proptest::prelude::*;

use andon::board::{Action, Board, Card, ColumnIx, ColumnKind, Timestamp};
use andon::flow::batches::TOGETHER_MS;
use andon::flow::{Journeys, Metrics, Window};

use crate::flow_boards::{STAGE, applied_forward, bare, cases, window};

/// What happened to a card, in the order it holds, no stamp before its predecessor's.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Row {
    Made { to: usize },
    Moved { from: usize, to: usize },
    Blocked,
    Freed,
    Gone,
}

fn rows(card: &Card) -> Vec<(i64, Row)> {
    let mut rows: Vec<(i64, Row)> = Vec::new();
    for event in card.events() {
        let row = match &event.action {
            Action::Add(new) => Row::Made { to: new.to.index() },
            Action::Move { from, to } => Row::Moved { from: from.index(), to: to.index() },
            Action::Block { .. } => Row::Blocked,
            Action::Unblock => Row::Freed,
            Action::Delete => Row::Gone,
            _ => continue,
        };
        let at = rows.last().map_or(i64::MIN, |(at, _)| *at).max(event.at.ms());
        rows.push((at, row));
    }
    rows
}

fn moves(card: &Card) -> Vec<(i64, usize, usize)> {
    let rows = rows(card).into_iter();
    rows.filter_map(|(at, row)| if let Row::Moved { from, to } = row { Some((at, from, to)) } else { None })
        .collect()
}

/// The first column of the stage stands for it.
fn step(column: usize) -> usize {
    if STAGE.contains(&column) { STAGE[0] } else { column }
}

struct Plain {
    kinds: Vec<ColumnKind>,
    window: Window,
    now: i64,
}

impl Plain {
    fn new(window: Window, now: Timestamp) -> Self {
        Self { kinds: bare().columns().iter().map(|column| column.kind).collect(), window, now: now.ms() }
    }

    fn in_window(&self, at: i64) -> bool {
        self.window.from.ms() <= at && at < self.window.to.ms()
    }

    /// Waited, blocked and blocks, for each step.
    fn delays(&self, board: &Board) -> Vec<[i128; 3]> {
        let mut delays = vec![[0; 3]; self.kinds.len()];
        for card in board.cards() {
            let (mut column, mut blocked, mut since, mut new_block) = (None, false, 0, false);
            let mut all = rows(card);
            all.push((self.now, Row::Gone));
            for (at, row) in all {
                if let Some(column) = column {
                    let kind: ColumnKind = self.kinds[column];
                    let overlap = at.min(self.window.to.ms()) - i64::max(since, self.window.from.ms());
                    let delay = &mut delays[step(column)];
                    if blocked && kind.in_process() {
                        delay[1] += i128::from(overlap.max(0));
                        delay[2] += i128::from(new_block && self.in_window(since));
                        new_block = false;
                    } else if kind == ColumnKind::Queue {
                        delay[0] += i128::from(overlap.max(0));
                    }
                }
                since = at;
                match row {
                    Row::Made { to } | Row::Moved { to, .. } => column = Some(to),
                    Row::Blocked => (blocked, new_block) = (true, true),
                    Row::Freed => blocked = false,
                    Row::Gone => break,
                }
            }
        }
        delays
    }

    /// Straight from the definition: each hand-off, and whether a later move brings the card back.
    fn accuracy(&self, board: &Board) -> Vec<[usize; 2]> {
        let mut stages = vec![[0; 2]; self.kinds.len()];
        let works = |column: usize| {
            let of_step = (0..self.kinds.len()).filter(|other| step(*other) == step(column));
            of_step.into_iter().any(|column| self.kinds[column] == ColumnKind::Active)
        };
        for card in board.cards() {
            let moves = moves(card);
            for (place, (at, from, to)) in moves.iter().enumerate() {
                let delivered_before = self.kinds[*from] == ColumnKind::Done;
                let handed_on = from < to && works(*from) && step(*from) != step(*to) && !delivered_before;
                if !handed_on || self.kinds[*to] == ColumnKind::Backlog || !self.in_window(*at) {
                    continue;
                }
                stages[step(*from)][0] += 1;
                // Until the stage hands it on again, that is another hand-off's story.
                let later = moves[place + 1..].iter();
                let again = |(_, source, target): &&(i64, usize, usize)| {
                    let on = source < target && self.kinds[*target] != ColumnKind::Backlog;
                    !(on && step(*source) == step(*from) && step(*target) != step(*from))
                };
                let back = |(_, source, target): &(i64, usize, usize)| {
                    let returned = target < source || self.kinds[*source] == ColumnKind::Done;
                    let of_stage = step(*target) == step(*from) && step(*source) != step(*from);
                    returned && of_stage && self.kinds[*source] != ColumnKind::Backlog
                };
                stages[step(*from)][1] += usize::from(later.take_while(again).any(back));
            }
        }
        stages
    }

    /// For each column, the batches that came into it.
    fn batches(&self, board: &Board) -> Vec<usize> {
        let mut sizes = Vec::new();
        for column in 0..self.kinds.len() {
            let forward = |(at, from, to): &(i64, usize, usize)| {
                let reopened = self.kinds[*from] == ColumnKind::Done && self.kinds[*to] != ColumnKind::Done;
                let uncommitted =
                    self.kinds[*from] != ColumnKind::Backlog && self.kinds[*to] == ColumnKind::Backlog;
                *to == column && from < to && !reopened && !uncommitted && self.in_window(*at)
            };
            let mut crossings: Vec<i64> =
                board.cards().flat_map(moves).filter(forward).map(|(at, ..)| at).collect();
            while let Some(first) = crossings.iter().min().copied() {
                let all = crossings.len();
                crossings.retain(|at| *at >= first + TOGETHER_MS);
                sizes.push(all - crossings.len());
            }
        }
        sizes
    }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn two_tellings_of_the_measures_agree(
        (board, clock) in applied_forward(), later in 0..1_000_000_000_i64, window in window(),
    ) {
        let now = clock.plus_ms(later);
        let journeys = Journeys::of(&board, now);
        let metrics = Metrics::compute(&board, &journeys, window);
        let plain = Plain::new(window, now);
        let place_of = |scope| {
            let step = journeys.line().steps().iter().find(|step| step.scope == scope).unwrap();
            step.columns.iter().map(|column| ColumnIx::index(*column)).min().unwrap()
        };
        let mut delays = vec![[0; 3]; plain.kinds.len()];
        for delay in &metrics.delays.steps {
            delays[place_of(delay.scope)] = [delay.queue_ms, delay.blocked_ms, delay.blocks as i128];
        }
        prop_assert_eq!(delays, plain.delays(&board));
        let mut accuracy = vec![[0; 2]; plain.kinds.len()];
        for stage in &metrics.accuracy.stages {
            accuracy[place_of(stage.scope)] = [stage.handoffs, stage.failed];
        }
        prop_assert_eq!(accuracy, plain.accuracy(&board));
        let sizes = plain.batches(&board);
        let batches = &metrics.batches;
        prop_assert_eq!((batches.batches, batches.crossings), (sizes.len(), sizes.iter().sum::<usize>()));
        prop_assert_eq!(batches.largest.map(|largest| largest.cards), sizes.iter().max().copied());
        for journey in journeys.list() {
            let card = board.card(journey.card).unwrap();
            let people = card.events().iter().filter(|event| matches!(event.action, Action::Assign(_)));
            let forward = moves(card).into_iter().filter(|(_, from, to)| {
                let kinds = [plain.kinds[*from], plain.kinds[*to]];
                let back = match kinds {
                    [ColumnKind::Backlog, ColumnKind::Backlog] | [ColumnKind::Done, ColumnKind::Done] => false,
                    [_, ColumnKind::Backlog] | [ColumnKind::Done, _] => true,
                    _ => false,
                };
                from < to && !back && step(*from) != step(*to)
            });
            prop_assert_eq!(journey.handoffs as usize, people.count() + forward.count());
        }
    }
}
