//! Dividing a board into lanes.

use std::collections::HashMap;

use super::{Cell, Shown, Swimlane};
use crate::board::{Board, Card, ColumnKind, Field, Id, Name, Scope};
use crate::tui::finding::Found;
use crate::tui::look::Lanes;

/// What the cards of a lane have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Expedite,
    Class(Id),
    Person(Name),
    Label(Name),
    Parent(Id),
    /// None of it.
    Rest,
}

/// A lane for the cards with right of way, where they stand first: nothing is copied.
pub(super) fn right_of_way(board: &Board) -> Shown {
    let mut cells = vec![Vec::new(); board.columns().len()];
    let (mut found, mut tall, mut rest_tall) = (0, 0, 0);
    for column in board.display_order() {
        let kind = board.column(*column).kind;
        let cards = board.cards_in(*column).len();
        // Delivered cards stand in no such order: their hurry is over.
        let first = cards - board.count(Scope::Column(*column));
        found += first;
        let lanes = [(0, 0, first), (1, first, cards)];
        cells[column.index()] = lanes
            .into_iter()
            .filter(|(_, first, end)| first < end)
            .map(|(lane, first, _)| Cell { lane, first })
            .collect();
        tall = tall.max(first);
        if kind.in_process() {
            rest_tall = rest_tall.max(cards - first);
        }
    }
    if found == 0 {
        return Shown::default();
    }
    let rest_tall = rest_tall.max(1);
    let rest = Swimlane {
        name: "Other cards".to_owned(),
        expedite: false,
        count: board.count(Scope::Board).saturating_sub(in_process(board)),
        limit: None,
        tall: rest_tall,
    };
    let lanes = vec![expedite_lane(board, tall), rest];
    Shown { columns: None, lanes, cells, tall: tall + rest_tall }
}

/// True if a card that was found has right of way, where that makes a lane. Such cards stand first
/// in their columns, so no other is looked at.
pub(super) fn divides(board: &Board, by: Lanes, found: &Found) -> bool {
    let columns = board.display_order().iter().copied();
    let undelivered = columns.filter(|column| board.column(*column).kind != ColumnKind::Done);
    let mut first = undelivered.filter_map(|column| board.card(*found.lane(column).first()?));
    by != Lanes::None && first.any(|card| board.expedited(card))
}

/// Cards with right of way that are in process.
fn in_process(board: &Board) -> usize {
    let columns = board.display_order().iter().filter(|column| board.column(**column).kind.in_process());
    columns.map(|column| board.cards_in(*column).len() - board.count(Scope::Column(*column))).sum()
}

fn expedite_lane(board: &Board, tall: usize) -> Swimlane {
    let mut classes = board.classes().iter().filter(|class| class.expedite);
    let (name, limit) = match (classes.next(), classes.next()) {
        (Some(only), None) => (only.name.to_string(), only.wip),
        _ => ("Expedited".to_owned(), None),
    };
    Swimlane { name, expedite: true, count: in_process(board), limit, tall: tall.max(1) }
}

/// Lanes by what cards have in common, of those that are wanted.
pub(super) fn by(board: &Board, by: Lanes, wanted: Option<&Found>, me: &str) -> Shown {
    let mut columns: Vec<Vec<(usize, Id)>> = vec![Vec::new(); board.columns().len()];
    let mut met: HashMap<Key, usize> = HashMap::new();
    let mut keys: Vec<(Key, usize)> = Vec::new();
    for column in board.display_order() {
        let cards: Vec<&Card> = match wanted {
            Some(found) => found.lane(*column).iter().filter_map(|id| board.card(*id)).collect(),
            None => board.cards_in(*column).collect(),
        };
        columns[column.index()] = cards
            .into_iter()
            .map(|card| {
                let key = key(board, by, card);
                let number = *met.entry(key).or_insert_with(|| {
                    keys.push((key, 0));
                    keys.len() - 1
                });
                keys[number].1 += 1;
                (number, card.id())
            })
            .collect();
    }
    let divided = match by {
        Lanes::None => false,
        Lanes::Expedite => met.contains_key(&Key::Expedite),
        _ => !keys.is_empty(),
    };
    if !divided {
        let ids = columns.into_iter().map(|cards| cards.into_iter().map(|(_, id)| id).collect());
        return Shown { columns: Some(ids.collect()), ..Shown::default() };
    }
    let places = arrange(board, &keys, me);
    let mut lanes = named(board, by, &keys, &places);
    let mut cells = Vec::with_capacity(columns.len());
    let mut ids = Vec::with_capacity(columns.len());
    for (column, mut cards) in board.column_numbers().zip(columns) {
        for (lane, _) in &mut cards {
            *lane = places[*lane];
        }
        // Stable: within a lane the order of the column stays.
        cards.sort_by_key(|(lane, _)| *lane);
        let mut here: Vec<Cell> = Vec::new();
        for (row, (lane, _)) in cards.iter().enumerate() {
            if here.last().is_none_or(|cell| cell.lane != *lane) {
                here.push(Cell { lane: *lane, first: row });
            }
        }
        if board.column(column).kind.in_process() {
            let ends = here.iter().skip(1).map(|cell| cell.first).chain([cards.len()]);
            for (cell, end) in here.iter().zip(ends) {
                lanes[cell.lane].tall = lanes[cell.lane].tall.max(end - cell.first);
            }
        }
        cells.push(here);
        ids.push(cards.into_iter().map(|(_, id)| id).collect());
    }
    let tall = lanes.iter().map(|lane| lane.tall).sum();
    Shown { columns: Some(ids), lanes, cells, tall }
}

fn key(board: &Board, by: Lanes, card: &Card) -> Key {
    let delivered = board.column(card.column()).kind == ColumnKind::Done;
    if by != Lanes::None && !delivered && board.expedited(card) {
        return Key::Expedite;
    }
    let key = match by {
        Lanes::None | Lanes::Expedite => None,
        Lanes::Class => card.class().filter(|class| board.class(*class).is_some()).map(Key::Class),
        Lanes::Assignee => card.who().first().copied().map(Key::Person),
        Lanes::Label => card.labels().first().copied().map(Key::Label),
        Lanes::Parent => card.value(Field::Parent).parse().ok().map(Key::Parent),
    };
    key.unwrap_or(Key::Rest)
}

/// The place of each key's lane, top to bottom: right of way first, then the person's own, then
/// by name, and at the bottom what has nothing in common. Classes stand as the board has them.
fn arrange(board: &Board, keys: &[(Key, usize)], me: &str) -> Vec<usize> {
    let order = |key: Key| {
        let name = |name: Name| board.names().text(name).to_lowercase();
        match key {
            Key::Expedite => (0, 0, String::new()),
            Key::Class(id) => {
                let place = board.classes().iter().position(|class| class.id == id).unwrap_or(0);
                (2, place, String::new())
            }
            Key::Person(who) if board.names().text(who) == me => (1, 0, String::new()),
            Key::Person(of) | Key::Label(of) => (2, 0, name(of)),
            Key::Parent(id) => {
                (2, 0, board.card(id).map_or_else(|| id.to_string(), |card| card.title().to_lowercase()))
            }
            Key::Rest => (3, 0, String::new()),
        }
    };
    let mut sorted: Vec<usize> = (0..keys.len()).collect();
    sorted.sort_by_cached_key(|number| order(keys[*number].0));
    let mut places = vec![0; keys.len()];
    for (place, number) in sorted.into_iter().enumerate() {
        places[number] = place;
    }
    places
}

/// The lanes, named and counted.
fn named(board: &Board, by: Lanes, keys: &[(Key, usize)], places: &[usize]) -> Vec<Swimlane> {
    let busy = busy(board, by);
    let blank = Swimlane { name: String::new(), expedite: false, count: 0, limit: None, tall: 1 };
    let mut lanes = vec![blank; keys.len()];
    for ((key, cards), place) in keys.iter().zip(places) {
        let lane = &mut lanes[*place];
        lane.count = *cards;
        match *key {
            Key::Expedite => *lane = expedite_lane(board, 1),
            Key::Class(id) => {
                lane.name = board.scope_name(Scope::Class(id));
                lane.limit = board.limit(Scope::Class(id));
            }
            Key::Person(name) => {
                board.names().text(name).clone_into(&mut lane.name);
                lane.limit = board.limit(Scope::Person(name));
            }
            Key::Label(name) => lane.name = format!("#{}", board.names().text(name)),
            Key::Parent(id) => {
                let title = board.card(id).map_or("", Card::title);
                lane.name = format!("{} {title}", board.short_id(id));
            }
            Key::Rest => rest(by).clone_into(&mut lane.name),
        }
        if lane.limit.is_some() && *key != Key::Expedite {
            // What a limit counts, whatever the filter lets through.
            lane.count = busy.get(key).copied().unwrap_or(0);
        }
    }
    lanes
}

/// What the lane of the cards that have nothing in common is called.
fn rest(by: Lanes) -> &'static str {
    match by {
        Lanes::None | Lanes::Expedite => "Other cards",
        Lanes::Class => "Standard",
        Lanes::Assignee => "Nobody on it",
        Lanes::Label => "No label",
        Lanes::Parent => "No parent",
    }
}

/// How many cards in process count for each class or person.
fn busy(board: &Board, by: Lanes) -> HashMap<Key, usize> {
    let mut busy = HashMap::new();
    if matches!(by, Lanes::Class | Lanes::Assignee) {
        let columns = board.display_order().iter().filter(|column| board.column(**column).kind.in_process());
        for card in columns.flat_map(|column| board.cards_in(*column)) {
            let class = card.class().filter(|_| by == Lanes::Class).map(Key::Class);
            let people = card.who().iter().copied().filter(|_| by == Lanes::Assignee).map(Key::Person);
            for key in class.into_iter().chain(people) {
                *busy.entry(key).or_insert(0) += 1;
            }
        }
    }
    busy
}
