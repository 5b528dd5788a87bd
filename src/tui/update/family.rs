//! Going to what a card is part of and to its parts, and setting what it is part of.

use std::collections::HashSet;

use crate::board::{Board, Card, Change, ColumnKind, Field, Id, Parent};
use crate::report::history;
use crate::tui::app::App;
use crate::tui::bulk::Bulk;
use crate::tui::layer::{Choice, Detail, Layer, PickerItem};
use crate::tui::message::Effect;
use crate::tui::spot::parts;

/// The most cards that are offered as what a card can be part of.
const OFFERED_MAX: usize = 2_000;

impl App {
    /// Shows a card: on the board with the cursor, in a detail with a detail of its own.
    pub(super) fn go_to_card(&mut self, card: Id) {
        let Some(found) = self.board.card(card) else { return };
        let is_shown = found.on_board() && self.row_of(found).is_some();
        let in_detail = self.layers.iter().any(|layer| matches!(layer, Layer::Detail(_)));
        if is_shown && !in_detail {
            return self.select_card(card);
        }
        // Who goes round in a circle comes back, instead of piling up details.
        let known = |layer: &Layer| matches!(layer, Layer::Detail(detail) if detail.card == card);
        match self.layers.iter().position(known) {
            Some(place) => self.layers.truncate(place + 1),
            None => self.layers.push(Layer::Detail(Detail::of(card))),
        }
    }

    pub(super) fn go_to_parent(&mut self) {
        if let Some(Parent::Card(whole)) = self.subject().and_then(|card| self.board.parent(card)) {
            self.go_to_card(whole.id());
        }
    }

    /// Goes to the card's part; where it has several, they are chosen from.
    pub(super) fn choose_part(&mut self) {
        let Some(card) = self.subject_id() else { return };
        let parts = parts(&self.board, card);
        if let [only] = parts[..] {
            let only = only.id();
            return self.go_to_card(only);
        }
        let items = parts.into_iter().map(|part| row(&self.board, part, Choice::Card(part.id()))).collect();
        self.pick(format!("Parts of {}", self.short(card)), items, 0);
    }

    /// Asks which card this one is part of.
    pub(super) fn pick_parent(&mut self) {
        if let Some(card) = self.subject_id() {
            self.pick_parent_of(&[card]);
        }
    }

    /// Asks which card these are part of: any that is not done and not a part of them already.
    pub(super) fn pick_parent_of(&mut self, cards: &[Id]) {
        let board = &self.board;
        let below = below(board, cards);
        let parents: Vec<&str> =
            cards.iter().filter_map(|card| board.card(*card)).map(|card| card.value(Field::Parent)).collect();
        let now = match parents.split_first() {
            Some((first, others)) if others.iter().all(|other| other == first) => first.parse::<Id>().ok(),
            _ => None,
        };
        let choice = |whole: Option<Id>| match cards {
            [card] => Choice::Parent { card: *card, whole },
            several => Choice::Several(several.to_vec(), Bulk::Parent(whole)),
        };
        let open = board.display_order().iter().filter(|ix| board.column(**ix).kind != ColumnKind::Done);
        let others = open.flat_map(|column| board.cards_in(*column));
        let whole = others.filter(|other| !below.contains(&other.id())).take(OFFERED_MAX).map(|whole| {
            let unavailable = (now == Some(whole.id())).then(|| "it is so".to_owned());
            PickerItem { unavailable, ..row(board, whole, choice(Some(whole.id()))) }
        });
        let (text, verb) = match cards {
            [_] => ("none: it is a card of its own", "is"),
            _ => ("none: they are cards of their own", "are"),
        };
        let none = parents.iter().any(|parent| !parent.is_empty()).then(|| PickerItem {
            text: text.to_owned(),
            detail: String::new(),
            unavailable: None,
            choice: choice(None),
        });
        let items = none.into_iter().chain(whole).collect();
        self.pick(format!("{} {verb} part of", self.named(cards)), items, 0);
    }

    pub(super) fn set_parent(&mut self, card: Id, whole: Option<Id>) -> Vec<Effect> {
        let mut effects = Vec::new();
        let short = self.short(card);
        let (what, value) = match whole {
            Some(whole) => (format!("made {short} part of {}", self.short(whole)), whole.to_string()),
            None => (format!("{short} is a card of its own"), String::new()),
        };
        self.act(&what, vec![Change::Edit { card, values: vec![(Field::Parent, value)] }], &mut effects);
        effects
    }
}

/// A card as a row to choose.
fn row(board: &Board, card: &Card, choice: Choice) -> PickerItem {
    let detail = if card.is_archived() {
        "archived".to_owned()
    } else if card.is_deleted() {
        "deleted".to_owned()
    } else {
        history::column(board, card.column())
    };
    let text = format!("{} {}", board.short_id(card.id()), card.title());
    PickerItem { text, detail, unavailable: None, choice }
}

/// Cards, their parts, the parts of those and so on.
fn below(board: &Board, cards: &[Id]) -> HashSet<Id> {
    let mut found: HashSet<Id> = cards.iter().copied().collect();
    let mut next = cards.to_vec();
    while let Some(card) = next.pop() {
        next.extend(board.children(card).map(Card::id).filter(|part| found.insert(*part)));
    }
    found
}
