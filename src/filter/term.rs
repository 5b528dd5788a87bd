//! A term of a filter, as data.

use super::span::Day;
use crate::text::fuzzy::Query;

/// A term, or its opposite.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// True if the term must not hold.
    pub turned: bool,
    /// The term.
    pub term: Term,
}

/// Something a card must have. Of several values one is enough; they are in small letters.
#[derive(Debug, Clone)]
pub(super) enum Term {
    /// A word as it is typed to find something: see [`Word`].
    Word(Word),
    /// Exactly these words in the title or the text.
    Phrase(Query),
    /// Somebody of these is on it.
    Who(Vec<String>),
    /// One of these labels.
    Label(Vec<String>),
    /// One of these classes of service.
    Class(Vec<String>),
    /// One of these kinds of work.
    Kind(Vec<String>),
    /// In one of these columns.
    Column(Vec<String>),
    /// An id that begins so.
    Id(Vec<String>),
    /// In one of these states.
    Is(Vec<State>),
    /// One of these is there.
    Has(Vec<Thing>),
    /// A time of it compares so with a length in milliseconds.
    Time(Clock, Compare, i64),
    /// It is due then.
    Due(Compare, Day),
}

/// A word that is looked for: with letters left out in the title, as it is in the text, or as the
/// beginning of the id.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// With letters left out.
    pub loose: Query,
    /// As it is.
    pub exact: Query,
    /// In small letters.
    pub lower: String,
    /// What a title must score: with many letters far apart everything would be found.
    pub least: u32,
}

/// A state a card can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Blocked,
    Mine,
    Andon,
    Unassigned,
    Overdue,
    Stale,
    Expedite,
    Changed,
    Selected,
    Parent,
    Child,
}

/// Something a card can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Due,
    Checklist,
    Links,
    Text,
    Labels,
    People,
}

/// Which time of a card is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    /// Since it came into its column.
    Age,
    /// Since it was put on the board, until it was done.
    Lead,
    /// Since it was committed to, until it was done.
    Cycle,
}

/// How a value compares with the one that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compare {
    /// No sign: what people mean without one.
    Plain,
    Less,
    AtMost,
    More,
    AtLeast,
}

impl State {
    /// All states, by the words they are typed as.
    pub const ALL: [(&'static str, Self); 11] = [
        ("blocked", Self::Blocked),
        ("mine", Self::Mine),
        ("andon", Self::Andon),
        ("unassigned", Self::Unassigned),
        ("overdue", Self::Overdue),
        ("stale", Self::Stale),
        ("expedite", Self::Expedite),
        ("changed", Self::Changed),
        ("selected", Self::Selected),
        ("parent", Self::Parent),
        ("child", Self::Child),
    ];
}

impl Thing {
    /// All things, by the words they are typed as.
    pub const ALL: [(&'static str, Self); 6] = [
        ("due", Self::Due),
        ("checklist", Self::Checklist),
        ("links", Self::Links),
        ("text", Self::Text),
        ("labels", Self::Labels),
        ("people", Self::People),
    ];
}

impl Term {
    /// What it costs to ask a card, from cheap to dear: the cheap ones are asked first.
    pub fn cost(&self) -> u8 {
        match self {
            Self::Column(_) | Self::Time(Clock::Age, ..) | Self::Id(_) => 0,
            Self::Who(_) | Self::Label(_) | Self::Class(_) | Self::Is(_) => 1,
            Self::Kind(_) | Self::Has(_) | Self::Due(..) => 2,
            Self::Time(..) => 3,
            Self::Phrase(_) => 4,
            Self::Word(_) => 5,
        }
    }

    /// True if what it means changes with time alone.
    pub fn follows_the_clock(&self) -> bool {
        match self {
            Self::Time(..) | Self::Due(..) => true,
            Self::Is(states) => states.iter().any(|state| matches!(state, State::Overdue | State::Stale)),
            _ => false,
        }
    }

    /// True if it asks for that state.
    pub fn asks_for(&self, state: State) -> bool {
        matches!(self, Self::Is(states) if states.contains(&state))
    }
}
