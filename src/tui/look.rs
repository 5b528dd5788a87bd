//! How a person wants to see a board: what is chosen with the keys that begin with `z`.
//!
//! Nothing here says what the board is or which cards fit a filter; it is the person's own, and
//! goes into no file of the team.

use std::collections::BTreeSet;

use crate::board::Id;
use crate::config;

/// How a person wants to see the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// How much of a card its face shows.
    pub density: Density,
    /// What divides the board into lanes.
    pub lanes: Lanes,
    /// The columns that are folded to strips.
    pub folded: BTreeSet<Id>,
    /// Whether the selected column has the whole width.
    pub zoomed: bool,
}

impl Look {
    /// Begins as the person's settings ask for.
    pub fn begin(&mut self, settings: &config::Screen) {
        self.density = match settings.density {
            config::Density::Auto => Density::Auto,
            config::Density::Compact => Density::Compact,
            config::Density::Normal => Density::Normal,
            config::Density::Roomy => Density::Roomy,
        };
        self.lanes = match settings.swimlanes {
            config::Swimlanes::None => Lanes::None,
            config::Swimlanes::Expedite => Lanes::Expedite,
            config::Swimlanes::Class => Lanes::Class,
            config::Swimlanes::Assignee => Lanes::Assignee,
            config::Swimlanes::Label => Lanes::Label,
            config::Swimlanes::Parent => Lanes::Parent,
        };
    }
}

/// How much of a card its face shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Density {
    /// As much as lets every card in process be in sight.
    #[default]
    Auto,
    /// A line or two.
    Compact,
    /// Three lines.
    Normal,
    /// All there is room for, and air below.
    Roomy,
}

impl Density {
    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Compact,
            Self::Compact => Self::Normal,
            Self::Normal => Self::Roomy,
            Self::Roomy => Self::Auto,
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "automatic",
            Self::Compact => "compact",
            Self::Normal => "normal",
            Self::Roomy => "roomy",
        }
    }
}

/// What divides the board into lanes, one above the other.
///
/// Whatever it is, cards with right of way have a lane of their own above the others, except
/// where nothing divides the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lanes {
    /// Nothing.
    None,
    /// Right of way: a lane for the cards that have it, while there are any.
    #[default]
    Expedite,
    /// The class of service.
    Class,
    /// The first of the people on a card.
    Assignee,
    /// The first of a card's labels.
    Label,
    /// The card it is a part of.
    Parent,
}

impl Lanes {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 6] =
        [Self::None, Self::Expedite, Self::Class, Self::Assignee, Self::Label, Self::Parent];

    /// What it is called, in a list and in the news.
    pub fn title(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Expedite => "expedited cards only",
            Self::Class => "class of service",
            Self::Assignee => "assignee",
            Self::Label => "label",
            Self::Parent => "parent",
        }
    }

    /// What it does, in a few words.
    pub fn help(self) -> &'static str {
        match self {
            Self::None => "columns only",
            Self::Expedite => "a lane on top while there are any",
            Self::Class => "a lane for each class",
            Self::Assignee => "a lane for the first person on a card",
            Self::Label => "a lane for the first label of a card",
            Self::Parent => "a lane for each card that has parts",
        }
    }
}
