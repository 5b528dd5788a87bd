//! The value stream of *The DevOps Handbook*'s Figure 10 as a board's history, in
//! `boards/value-stream.board.json`. (The figure is from Humble, Molesky and O'Reilly, *Lean
//! Enterprise*, 2015, page 139.)
//!
//! The figure prints a lead time, a process time and a %C/A for each block of a line from backlog
//! to customer. Here cards go down that line, each in exactly those times, and work is given back
//! exactly as often as those shares say. So a value stream map of the board is the figure, and its
//! totals follow from the blocks: 441 h, of which 61 h are work (13.83 %), and 2.3328 % rolled. The
//! totals the figure itself prints, 10 weeks, 7.5 days and 8.6 %, do not.
//!
//! - The figure counts working time, a week of 5 days and a day of 8 hours. One hour of it is one
//!   hour of the log, which knows no nights and no weekends.
//! - In the text of the figure six blocks are apart from their numbers; both lists are joined in
//!   their order.
//! - A block is a stage: a queue, then a column where work is done. Where no process time is
//!   printed work takes no time. *Wait for deploy* is a stage that is only a queue.
//! - What is given back comes back the moment it was handed on, and is worked over in the time
//!   that the block has: its lead and process time are those of all visits together.

use crate::board::{
    AtLimit, Board, Builder, Change, ColumnKind, Draft, Field, Id, Operation, Timestamp, WipLimit,
};
use crate::template::{Plan, PlannedColumn, PlannedStage};

use super::random::Random;

/// A block of the figure; times in its hours.
struct Block {
    id: &'static str,
    name: &'static str,
    queue: &'static str,
    lead_h: i64,
    /// `None` where nobody works.
    process_h: Option<i64>,
    /// %C/A where it is printed.
    accurate: Option<i64>,
}

const fn block(
    (id, name, queue): (&'static str, &'static str, &'static str),
    lead_h: i64,
    process_h: Option<i64>,
    accurate: Option<i64>,
) -> Block {
    Block { id, name, queue, lead_h, process_h, accurate }
}

/// Hours in the backlog, before the first block.
const BACKLOG_H: i64 = 80;

const BLOCKS: [Block; 10] = [
    block(("design", "Design & analysis", "To design"), 80, Some(16), None),
    block(("approval", "Design approval", "To approve"), 40, Some(2), Some(60)),
    block(("estimate", "Estimation", "To estimate"), 40, Some(1), Some(60)),
    block(("develop", "Development", "To develop"), 40, Some(32), Some(80)),
    block(("test", "Exploratory & performance testing", "To test"), 16, Some(8), Some(75)),
    block(("show", "Showcase & UAT", "To show"), 40, Some(1), Some(90)),
    block(("change", "Change approval", "To allow"), 40, Some(1), Some(50)),
    block(("wait", "Wait for deploy", "Wait for deploy"), 40, None, None),
    block(("deploy", "Production deployment", "To deploy"), 1, Some(0), Some(80)),
    block(("verify", "Verify customer receives expected value", "To verify"), 24, Some(0), Some(30)),
];

/// The least number of cards of which every share is a whole number of hand-offs.
const CARDS: i64 = 36;
/// Hours from one request to the next.
const EVERY_H: i64 = 12;
/// Monday, 2026-01-05, eight o'clock.
const BEGIN_MS: i64 = 1_767_600_000_000;
const HOUR_MS: i64 = 3_600_000;
const SEED: u64 = 10;

/// All that happens on the board, in order.
pub fn operations() -> Vec<Operation> {
    let mut history = History::new();
    let id = Id::random(history.random.next(), Id::CARD_LEN);
    for change in plan().changes(id, "Value stream (The DevOps Handbook, Figure 10)", "UTC", AtLimit::Refuse)
    {
        history.ask(BEGIN_MS, change);
    }
    // At one instant the cards that are furthest go first, and make room.
    let mut moves: Vec<(i64, i64, Id)> =
        (0..CARDS).flat_map(|card| way(card).into_iter().map(move |(at, to)| (at, card, to))).collect();
    moves.sort_by_key(|(at, card, _)| (*at, *card));
    let mut cards: Vec<Id> = Vec::new();
    for (at, number, to) in moves {
        let known = usize::try_from(number).ok().and_then(|number| cards.get(number)).copied();
        let change = match known {
            Some(card) => Change::Move { card, to },
            None => Change::Add(Draft {
                to: Some(to),
                values: vec![(Field::Title, format!("Change {}", number + 1))],
                ..Draft::default()
            }),
        };
        let card = history.ask(at, change);
        cards.extend(card.filter(|_| known.is_none()));
    }
    history.operations
}

/// When a card comes into which column.
fn way(card: i64) -> Vec<(i64, Id)> {
    let mut at = BEGIN_MS + card * EVERY_H * HOUR_MS;
    let mut way = vec![(at, id("backlog"))];
    at += BACKLOG_H * HOUR_MS;
    for (place, block) in BLOCKS.iter().enumerate() {
        let (queue, work) = (queue_of(block), id(block.id));
        let next = BLOCKS.get(place + 1).map_or_else(|| id("done"), queue_of);
        let visits = 1 + returns(place, block, card);
        let process_ms = block.process_h.unwrap_or(0) * HOUR_MS;
        let waiting_ms = block.lead_h * HOUR_MS - process_ms;
        way.push((at, queue));
        for visit in 1..=visits {
            // Waiting is over once and for all, unless there is nothing but waiting.
            match (visit, process_ms) {
                (_, 0) => at += waiting_ms / visits,
                (1, _) => at += waiting_ms,
                _ => {}
            }
            if block.process_h.is_some() {
                way.push((at, work));
            }
            at += process_ms / visits;
            if visit < visits {
                way.push((at, next));
                way.extend((process_ms == 0).then_some((at, queue)));
            }
        }
    }
    way.push((at, id("done")));
    way
}

/// How often a card's work is given back to a block. Each return makes one more hand-off, so that
/// of n cards n · (100 − p) ÷ p come back where p % are accurate.
fn returns(place: usize, block: &Block, card: i64) -> i64 {
    let Some(accurate) = block.accurate else { return 0 };
    let all = CARDS * (100 - accurate) / accurate;
    // Evenly over the cards, and not the same cards everywhere.
    let before = |card: i64| (card + 5 * i64::try_from(place).unwrap_or(0)) * all / CARDS;
    before(card + 1) - before(card)
}

fn plan() -> Plan {
    let column =
        |id, name: &str, kind, stage| PlannedColumn { id, name: name.to_owned(), kind, wip: None, stage };
    let mut plan = Plan::default();
    plan.columns.push(column(id("backlog"), "Backlog", ColumnKind::Backlog, None));
    for block in &BLOCKS {
        let stage = id(block.id);
        // Little's law says how many cards there are; one more comes to be given back.
        let cards = 1 + block.lead_h.unsigned_abs().div_ceil(EVERY_H.unsigned_abs());
        plan.stages.push(PlannedStage { id: stage, name: block.name, wip: WipLimit::new(cards) });
        plan.columns.push(column(queue_of(block), block.queue, ColumnKind::Queue, Some(stage)));
        if block.process_h.is_some() {
            plan.columns.push(column(stage, block.name, ColumnKind::Active, Some(stage)));
        }
    }
    plan.columns.push(column(id("done"), "Done", ColumnKind::Done, None));
    plan
}

fn queue_of(block: &Block) -> Id {
    id(&format!("to-{}", block.id))
}

fn id(name: &str) -> Id {
    // Every name above has a letter.
    Id::slug(name).unwrap_or_else(|| Id::random(0, 1))
}

/// A board and what was asked of it.
struct History {
    board: Board,
    random: Random,
    operations: Vec<Operation>,
}

impl History {
    fn new() -> Self {
        Self { board: Builder::new().build(), random: Random::new(SEED), operations: Vec::new() }
    }

    /// Asks the board, keeps what it did, and tells the card.
    fn ask(&mut self, at_ms: i64, change: Change) -> Option<Id> {
        let at = Timestamp::from_ms(at_ms);
        let (by, seed) = ("andon".to_owned(), self.random.next());
        let operation = Operation { change, at, by, seed, over: None, backdated: false };
        let applied = self.board.apply(&operation).ok()?;
        self.operations.push(operation);
        applied.card()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_share_is_a_whole_number_of_hand_offs_and_every_visit_of_milliseconds() {
        for (place, block) in BLOCKS.iter().enumerate() {
            let all: i64 = (0..CARDS).map(|card| returns(place, block, card)).sum();
            let accurate = block.accurate.unwrap_or(100);
            assert_eq!(CARDS * 100, accurate * (CARDS + all), "{}", block.name);
            for visits in (0..CARDS).map(|card| 1 + returns(place, block, card)) {
                let process_ms = block.process_h.unwrap_or(0) * HOUR_MS;
                assert_eq!((process_ms % visits, block.lead_h * HOUR_MS % visits), (0, 0), "{}", block.name);
            }
        }
    }

    #[test]
    fn nothing_is_refused() {
        let asked: usize = (0..CARDS).map(|card| way(card).len()).sum();
        let settings = plan().columns.len() + plan().stages.len() + 1;
        assert_eq!(operations().len(), asked + settings);
    }
}
