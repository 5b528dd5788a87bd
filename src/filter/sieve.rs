//! A filter made ready for a board: does this card fit?
//!
//! What depends on the board alone is found once: which names begin so, which columns are meant.
//! A card is then asked without a copy of its text, the cheap questions first.

use chrono::NaiveDate;

use super::Filter;
use super::term::{Clock, Compare, Item, State, Term, Thing, Word};
use crate::board::{Board, Card, ColumnIx, ColumnKind, Field, Id, Name, Standing, Timestamp};
use crate::flow::local_day;
use crate::text::fuzzy::{Finder, Query};

/// A card to which nothing has happened for so long is stale, in milliseconds: 7 days.
const STALE_MS: i64 = 7 * 86_400_000;

/// Who asks, and when; and what only they know of cards.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The instant.
    pub now: Timestamp,
    /// The name changes are recorded under.
    pub me: &'a str,
    /// Cards that somebody else changed a moment ago.
    pub changed: &'a dyn Fn(Id) -> bool,
    /// Cards that are selected.
    pub selected: &'a dyn Fn(Id) -> bool,
    /// Cards that others are part of.
    pub parent: &'a dyn Fn(Id) -> bool,
}

impl<'a> Scene<'a> {
    /// A scene where nothing was changed and nothing is selected.
    pub fn plain(now: Timestamp, me: &'a str) -> Self {
        Self { now, me, changed: &|_| false, selected: &|_| false, parent: &|_| false }
    }
}

/// A filter made ready for a board.
pub struct Sieve<'a> {
    board: &'a Board,
    scene: Scene<'a>,
    me: Option<Name>,
    /// Today on the board, as its due days are written.
    today: String,
    groups: Vec<Vec<(bool, Test<'a>)>>,
    /// True if it looks into texts.
    reads: bool,
    /// Made for the first text: it takes 130 KiB.
    finder: Option<Finder>,
}

/// A term made ready.
enum Test<'a> {
    Word(&'a Word),
    Phrase(&'a Query),
    Who(Vec<Name>),
    Label(Vec<Name>),
    Class { ids: Vec<Id>, standard: bool },
    Kind(&'a [String]),
    Column(Vec<ColumnIx>),
    Id(&'a [String]),
    Is(&'a [State]),
    Has(&'a [Thing]),
    Time(Clock, Compare, i64),
    Due(Option<String>, Option<String>),
}

impl<'a> Sieve<'a> {
    /// Makes a filter ready.
    pub fn new(filter: &'a Filter, board: &'a Board, scene: Scene<'a>) -> Self {
        let today = local_day(scene.now, board.zone());
        let group = |group: &'a Vec<Item>| {
            group.iter().map(|item| (item.turned, Test::new(&item.term, board, scene.me, today))).collect()
        };
        let groups = filter.groups.iter().map(group).collect();
        let me = board.names().find(scene.me);
        let reads = filter.items().any(|item| matches!(item.term, Term::Word(_) | Term::Phrase(_)));
        Self { board, scene, me, today: today.to_string(), groups, reads, finder: None }
    }

    /// How many letters of a card are looked at, at most: what it costs to ask it.
    pub fn letters(&self, card: &Card) -> usize {
        if self.reads { card.title().len() + card.value(Field::Text).len() } else { 0 }
    }

    /// True if the card fits.
    pub fn fits(&mut self, card: &Card) -> bool {
        let groups = std::mem::take(&mut self.groups);
        let fits =
            groups.iter().all(|group| group.iter().any(|(turned, test)| self.holds(test, card) != *turned));
        self.groups = groups;
        fits
    }

    fn holds(&mut self, test: &Test<'_>, card: &Card) -> bool {
        let board = self.board;
        let among = |of: &[Name], names: &[Name]| names.iter().any(|name| of.contains(name));
        match test {
            Test::Word(word) => self.finds(word, card),
            Test::Phrase(query) => {
                self.says(query, card.title()) || self.says(query, card.value(Field::Text))
            }
            Test::Who(names) => among(card.who(), names),
            Test::Label(names) => among(card.labels(), names),
            Test::Class { ids, standard } => match card.class().and_then(|id| board.class(id)) {
                Some(class) => ids.contains(&class.id),
                None => *standard,
            },
            Test::Kind(kinds) => {
                let kind = card.value(Field::Kind).to_lowercase();
                kinds.iter().any(|wanted| kind.starts_with(wanted.as_str()))
            }
            Test::Column(columns) => columns.contains(&card.column()),
            Test::Id(ids) => ids.iter().any(|id| begins(card.id(), id)),
            Test::Is(states) => states.iter().any(|state| self.is(*state, card)),
            Test::Has(things) => things.iter().any(|thing| match thing {
                Thing::Due => !card.value(Field::Due).is_empty(),
                Thing::Checklist => !card.items().is_empty(),
                Thing::Links => !card.links().is_empty(),
                Thing::Text => !card.value(Field::Text).is_empty(),
                Thing::Labels => !card.labels().is_empty(),
                Thing::People => !card.who().is_empty(),
            }),
            Test::Time(clock, how, than) => self.time(*clock, card).is_some_and(|ms| match how {
                Compare::Less => ms < *than,
                Compare::AtMost => ms <= *than,
                Compare::More => ms > *than,
                Compare::AtLeast | Compare::Plain => ms >= *than,
            }),
            Test::Due(first, last) => {
                let due = card.value(Field::Due);
                // Days are written so that their texts order as they do.
                !due.is_empty()
                    && first.as_ref().is_none_or(|first| due >= first.as_str())
                    && last.as_ref().is_none_or(|last| due <= last.as_str())
            }
        }
    }

    fn finds(&mut self, word: &Word, card: &Card) -> bool {
        if begins(card.id(), &word.lower) {
            return true;
        }
        let finder = self.finder.get_or_insert_default();
        finder.score(&word.loose, card.title()).is_some_and(|score| score >= word.least)
            || self.says(&word.exact, card.value(Field::Text))
    }

    fn says(&mut self, query: &Query, text: &str) -> bool {
        !text.is_empty() && self.finder.get_or_insert_default().score(query, text).is_some()
    }

    fn is(&self, state: State, card: &Card) -> bool {
        let open = || self.board.column(card.column()).kind != ColumnKind::Done;
        match state {
            State::Blocked => card.block().is_some(),
            State::Mine => self.me.is_some_and(|me| card.who().contains(&me)),
            State::Andon => card.cord().is_some(),
            State::Unassigned => card.who().is_empty(),
            State::Overdue => {
                let due = card.value(Field::Due);
                !due.is_empty() && due < self.today.as_str() && open()
            }
            State::Stale => open() && self.scene.now.since(card.last_at()) >= STALE_MS,
            State::Expedite => self.board.expedited(card),
            State::Changed => (self.scene.changed)(card.id()),
            State::Selected => (self.scene.selected)(card.id()),
            State::Parent => (self.scene.parent)(card.id()),
            State::Child => !card.value(Field::Parent).is_empty(),
        }
    }

    /// How long, in milliseconds; `None` where that clock has not begun to run.
    fn time(&self, clock: Clock, card: &Card) -> Option<i64> {
        let kind = |column: ColumnIx| self.board.column(column).kind;
        let holding = || card.events().iter().filter(|event| event.standing == Standing::Holds);
        let from = match clock {
            Clock::Age => return Some(self.scene.now.since(card.entered())),
            Clock::Lead => holding().next()?.at,
            Clock::Cycle => {
                let committed = |column: ColumnIx| kind(column) != ColumnKind::Backlog;
                holding().find(|event| event.destination().is_some_and(committed))?.at
            }
        };
        let until = if kind(card.column()) == ColumnKind::Done { card.entered() } else { self.scene.now };
        Some(until.since(from))
    }
}

impl<'a> Test<'a> {
    fn new(term: &'a Term, board: &Board, me: &str, today: NaiveDate) -> Self {
        match term {
            Term::Word(word) => Self::Word(word),
            Term::Phrase(query) => Self::Phrase(query),
            Term::Who(wanted) => Self::Who(names(board, wanted, Some(me))),
            Term::Label(wanted) => Self::Label(names(board, wanted, None)),
            Term::Class(wanted) => {
                let classes = board.classes().iter().map(|class| (class.id, class.id, &*class.name));
                Self::Class {
                    ids: meant(wanted, &classes),
                    standard: wanted.iter().any(|class| "standard".starts_with(class.as_str())),
                }
            }
            Term::Kind(wanted) => Self::Kind(wanted),
            Term::Column(wanted) => {
                let columns = board.display_order().iter();
                let columns =
                    columns.map(|column| (*column, board.column(*column).id, &*board.column(*column).name));
                Self::Column(meant(wanted, &columns))
            }
            Term::Id(ids) => Self::Id(ids),
            Term::Is(states) => Self::Is(states),
            Term::Has(things) => Self::Has(things),
            Term::Time(clock, how, ms) => Self::Time(*clock, *how, *ms),
            Term::Due(how, day) => {
                let (first, last) = day.range(*how, today);
                Self::Due(first.map(|day| day.to_string()), last.map(|day| day.to_string()))
            }
        }
    }
}

/// The names that are one of those wanted, else those that begin like one. `me` is who asks.
fn names(board: &Board, wanted: &[String], me: Option<&str>) -> Vec<Name> {
    let mut found = Vec::new();
    for wanted in wanted {
        let wanted = match me {
            Some(me) if wanted == "me" => me.to_lowercase(),
            _ => wanted.clone(),
        };
        let all = || board.names().iter().map(|(name, text)| (name, text.to_lowercase()));
        let exact: Vec<Name> = all().filter(|(_, text)| *text == wanted).map(|(name, _)| name).collect();
        if exact.is_empty() {
            found.extend(all().filter(|(_, text)| text.starts_with(&wanted)).map(|(name, _)| name));
        } else {
            found.extend(exact);
        }
    }
    found
}

/// Those whose id or name is one of the wanted, else those whose id or name begins like it.
fn meant<'b, T: Copy>(wanted: &[String], all: &(impl Iterator<Item = (T, Id, &'b str)> + Clone)) -> Vec<T> {
    let mut found = Vec::new();
    for wanted in wanted {
        let spelled = all.clone().map(|(which, id, name)| (which, id.to_string(), name.to_lowercase()));
        let exact = spelled.clone().filter(|(_, id, name)| id == wanted || name == wanted);
        let before = found.len();
        found.extend(exact.map(|(which, ..)| which));
        if found.len() == before {
            let like = spelled.filter(|(_, id, name)| id.starts_with(wanted) || name.starts_with(wanted));
            found.extend(like.map(|(which, ..)| which));
        }
    }
    found
}

/// True if the id begins so.
fn begins(id: Id, wanted: &str) -> bool {
    // Ids are of plain letters, so most words are none's beginning; an id is spelled for the rest.
    let may = wanted.len() <= Id::MAX_LEN && !wanted.is_empty() && wanted.is_ascii();
    may && id.to_string().starts_with(wanted)
}
