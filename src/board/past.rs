//! The board as it was: everything that happened on one line of time, and the board after any
//! number of it.
//!
//! The line keeps causes before what came of them: something done to a card knowingly after
//! something else stands after it, also where its writer's clock was behind. So the events of a
//! card stand on the line in the order in which they hold, and the board after the first `n` of a
//! line is the board that those `n` fold to.

use std::cmp::Ordering;
use std::sync::Arc;

use super::builder::unknown_column;
use super::family::named;
use super::fold::Scratch;
use super::{Action, Board, Card, Column, ColumnKind, Entry, Id, Setting, Timestamp};

/// The place of the board itself among its cards.
const BOARD: u32 = u32::MAX;

/// Everything that happened to a board, the earliest first. It goes with the board it was made
/// of, and with no other.
#[derive(Debug, Clone)]
pub struct Timeline {
    happened: Vec<Happening>,
    /// For each setting, its place on the line.
    settings: Vec<u32>,
    /// For each column, the place of what names it first.
    named: Vec<u32>,
}

/// Something that happened: where it stands, and where it is written.
#[derive(Debug, Clone, Copy)]
struct Happening {
    /// Its writer's clock, or that of what it followed, if that was later.
    at: Timestamp,
    /// The card's place, or [`BOARD`].
    card: u32,
    /// The place among the card's events, or the board's settings.
    event: u32,
}

impl Happening {
    fn entry(self, board: &Board) -> Option<Entry<'_>> {
        if self.card == BOARD {
            return board.settings.get(self.event as usize).map(Entry::Board);
        }
        let card = board.cards.get(self.card as usize)?;
        Some(Entry::Card(card, card.events().get(self.event as usize)?))
    }
}

impl Timeline {
    /// The line of everything that happened to a board.
    pub fn of(board: &Board) -> Self {
        let mut happened = Vec::with_capacity(board.entries().size_hint().0);
        let mut at = Timestamp::MIN;
        let settings =
            board.settings.iter().zip(std::iter::once(None).chain(board.settings.iter().map(Some)));
        for (event, (setting, before)) in (0..).zip(settings) {
            let goes_on = before.is_some_and(|before: &Setting| before.subject == setting.subject);
            at = if goes_on { at.max(setting.at) } else { setting.at };
            happened.push(Happening { at, card: BOARD, event });
        }
        for (card, of) in (0..).zip(board.cards.iter()) {
            at = Timestamp::MIN;
            for (number, event) in (0..).zip(of.events()) {
                at = at.max(event.at);
                happened.push(Happening { at, card, event: number });
            }
        }
        happened.sort_unstable_by(|a, b| order(board, *a, *b));
        let mut line = Self {
            happened,
            settings: vec![u32::MAX; board.settings.len()],
            named: vec![u32::MAX; board.columns.len()],
        };
        line.find_names(board);
        line
    }

    /// Finds where each setting stands, and where each column is named first.
    fn find_names(&mut self, board: &Board) {
        for (place, happening) in (0_u32..).zip(&self.happened) {
            let mut name = |column: usize| {
                if let Some(first) = self.named.get_mut(column) {
                    *first = place.min(*first);
                }
            };
            match happening.entry(board) {
                Some(Entry::Board(setting)) => {
                    if let super::Subject::Column(id) = setting.subject
                        && let Some(column) = board.find_column(id)
                    {
                        name(column.index());
                    }
                    self.settings[happening.event as usize] = place;
                }
                Some(Entry::Card(_, event)) => match &event.action {
                    Action::Add(card) => name(card.to.index()),
                    Action::Move { from, to } => [from, to].into_iter().for_each(|ix| name(ix.index())),
                    _ => {}
                },
                None => {}
            }
        }
    }

    /// How much happened.
    pub fn len(&self) -> usize {
        self.happened.len()
    }

    /// True if nothing ever happened.
    pub fn is_empty(&self) -> bool {
        self.happened.is_empty()
    }

    /// When something happened, by its place: never before what came before it on the line.
    pub fn at(&self, place: usize) -> Option<Timestamp> {
        self.happened.get(place).map(|happening| happening.at)
    }

    /// How much had happened by an instant.
    pub fn by(&self, instant: Timestamp) -> usize {
        self.happened.partition_point(|happening| happening.at <= instant)
    }

    /// What happened at a place of the line.
    pub fn entry<'a>(&self, board: &'a Board, place: usize) -> Option<Entry<'a>> {
        self.happened.get(place)?.entry(board)
    }

    /// The card that something happened to.
    pub fn card(&self, board: &Board, place: usize) -> Option<Id> {
        self.entry(board, place)?.card().map(Card::id)
    }

    /// How much had happened after the event of a card that comes next (or, backwards, before)
    /// what had happened after `count`.
    pub fn beside(&self, board: &Board, card: Id, count: usize, forwards: bool) -> Option<usize> {
        let card = board.place(card)?;
        let is_it = |happening: &Happening| happening.card == card;
        let (done, to_come) = self.happened.split_at(count.min(self.len()));
        if forwards {
            return to_come.iter().position(is_it).map(|place| done.len() + place + 1);
        }
        let done = done.get(..done.len().saturating_sub(1)).unwrap_or_default();
        done.iter().rposition(is_it).map(|place| place + 1)
    }

    /// The board after the first `count` of the line. Cards that nothing happened to since are
    /// shared with `board`; only those in the middle of their way are folded anew.
    pub fn board_after(&self, board: &Board, count: usize) -> Board {
        let mut kept = vec![0_usize; board.cards.len()];
        for happening in self.happened.iter().take(count) {
            if let Some(kept) = kept.get_mut(happening.card as usize) {
                *kept = happening.event as usize + 1;
            }
        }
        let mut scratch = Scratch::default();
        let card = |(card, kept): (&Arc<Card>, usize)| after(card, kept, &mut scratch);
        let cards = board.cards.iter().zip(kept).filter_map(card).collect();
        let (settings, columns) = (self.settings_after(board, count), self.columns_after(board, count));
        Board::assemble(board.names.clone(), settings, columns, cards)
    }

    /// Brings `past`, which is `board` after the first `from` of the line, to where it is after the
    /// first `to`. Costs what lies between, not what the board holds.
    pub fn step(&self, board: &Board, past: &mut Board, from: usize, to: usize) {
        let to = to.min(self.len());
        let mut scratch = Scratch::default();
        let mut place = from.min(self.len());
        let mut settings = false;
        while place != to {
            let forwards = place < to;
            place = if forwards { place } else { place - 1 };
            let Happening { card, event, .. } = self.happened[place];
            if let Some(card) = board.cards.get(card as usize) {
                let kept = event as usize + usize::from(forwards);
                match after(card, kept, &mut scratch) {
                    Some(card) => past.put_shared(card),
                    None => past.remove(card.id()),
                }
            }
            settings |= card == BOARD;
            place += usize::from(forwards);
        }
        let between = from.min(to)..from.max(to);
        if settings || self.named.iter().any(|first| between.contains(&(*first as usize))) {
            past.say_only(self.settings_after(board, to), self.columns_after(board, to));
        }
    }

    fn settings_after(&self, board: &Board, count: usize) -> Vec<Setting> {
        let said = board.settings.iter().zip(&self.settings).filter(|(_, place)| (**place as usize) < count);
        said.map(|(setting, _)| setting.clone()).collect()
    }

    /// The columns, not described yet; what nothing has named yet is not on the board.
    fn columns_after(&self, board: &Board, count: usize) -> Vec<Column> {
        let columns = board.columns.iter().zip(&self.named);
        columns
            .map(|(column, first)| Column { gone: *first as usize >= count, ..unknown_column(column.id) })
            .collect()
    }
}

/// A card as its first `kept` events fold.
fn after(card: &Arc<Card>, kept: usize, scratch: &mut Scratch) -> Option<Arc<Card>> {
    match card.events().get(..kept) {
        None | Some([]) => None,
        Some(events) if events.len() == card.events().len() => Some(Arc::clone(card)),
        Some(events) => Some(Arc::new(Card::fold(card.id(), events.to_vec(), scratch))),
    }
}

/// By time; in the same instant what happened to the board before what happened on it, then
/// causes, clocks and names, as they hold.
fn order(board: &Board, a: Happening, b: Happening) -> Ordering {
    a.at.cmp(&b.at).then_with(|| {
        let key = |happening: Happening| {
            let order = match happening.entry(board)? {
                Entry::Card(_, event) => event.order(),
                Entry::Board(setting) => setting.order(),
            };
            Some((happening.card != BOARD, order, happening.card, happening.event))
        };
        key(a).cmp(&key(b))
    })
}

impl Board {
    /// The board as it was at an instant: the cards, the columns and the limits that were then.
    ///
    /// What was written by a clock that was behind, knowing of something later, counts from that
    /// on.
    #[must_use]
    pub fn as_of(&self, instant: Timestamp) -> Self {
        let line = Timeline::of(self);
        line.board_after(self, line.by(instant))
    }

    /// Takes a card off as if it had never been.
    fn remove(&mut self, id: Id) {
        let Some(place) = self.place(id) else { return };
        let mut lanes = self.take_lanes();
        let lane = self.cards[place as usize].column().index();
        lanes[lane].retain(|other| *other != place);
        self.pulled.retain(|other| *other != place);
        Arc::make_mut(&mut self.index).retain(|(other, _)| *other != id);
        let whole = named(&self.cards.swap_remove(place as usize));
        self.adopt(place, whole, None);
        if let Some(moved) = self.cards.get(place as usize) {
            // The last card has taken its place.
            let last = u32::try_from(self.cards.len()).unwrap_or(u32::MAX);
            let (moved, lane, whole) = (moved.id(), moved.column().index(), named(moved));
            let index = Arc::make_mut(&mut self.index);
            let own = index.binary_search_by_key(&moved, |(id, _)| *id);
            let own = own.ok().and_then(|own| index.get_mut(own)).map(|(_, place)| place);
            for other in own.into_iter().chain(&mut lanes[lane]).chain(&mut self.pulled) {
                if *other == last {
                    *other = place;
                }
            }
            self.adopt(last, whole, None);
            self.adopt(place, None, whole);
        }
        self.lanes = lanes.into();
        self.arrange();
    }

    /// Forgets all that was said about the board, and takes this instead. The columns come as if
    /// nothing had described them yet.
    fn say_only(&mut self, settings: Vec<Setting>, columns: Vec<Column>) {
        let before = self.what_orders_cards();
        (self.settings, self.columns) = (settings, columns);
        self.fold_settings();
        if self.what_orders_cards() != before {
            self.lanes.take();
        }
        self.arrange();
    }

    /// What of the settings the order of cards in a column depends on.
    fn what_orders_cards(&self) -> (Vec<ColumnKind>, Vec<Id>) {
        let first = self.classes().iter().filter(|class| class.expedite).map(|class| class.id);
        (self.columns.iter().map(|column| column.kind).collect(), first.collect())
    }
}
