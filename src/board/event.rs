//! What happened to a card, once and for good.

use super::{Checks, ColumnIx, Id, Name, Timestamp, Words};

/// A field of a card that holds one value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The card's name for people. Never empty.
    Title,
    /// Its description.
    Text,
    /// Its class of service, by id.
    Class,
    /// What sort of work it is: feature, defect, debt, risk or the team's own word.
    Kind,
    /// The day it is due, as YYYY-MM-DD.
    Due,
    /// The card it is part of, by id.
    Parent,
}

impl Field {
    /// All fields, in the order they are written.
    pub const ALL: [Self; 6] = [Self::Title, Self::Text, Self::Class, Self::Kind, Self::Due, Self::Parent];

    /// The field's word in files and messages.
    pub fn word(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Text => "text",
            Self::Class => "class",
            Self::Kind => "kind",
            Self::Due => "due",
            Self::Parent => "parent",
        }
    }
}

/// Values given to fields; an empty value clears the field.
pub type Values = Box<[(Field, Box<str>)]>;

/// What came with a card when it was put on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCard {
    /// The column it was put in.
    pub to: ColumnIx,
    /// Its fields.
    pub values: Values,
    /// Its labels.
    pub labels: Box<[Name]>,
    /// Who is on it.
    pub who: Box<[Name]>,
    /// Its id in the log it was imported from.
    pub source: Option<Box<str>>,
    /// Its place in the column, if placed by hand.
    pub rank: Option<Box<str>>,
    /// Its checklist and links, if it came with any.
    pub extras: Option<Box<Extras>>,
}

/// What few cards come with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extras {
    /// Its checklist: items that were added, and of these what was ticked.
    pub checks: Checks,
    /// Its links.
    pub links: Vec<Name>,
}

/// Elements that joined and left a set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Membership {
    /// Those that joined.
    pub add: Vec<Name>,
    /// Those that left.
    pub drop: Vec<Name>,
}

/// What an [`Event`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// The card was put on the board.
    Add(Box<NewCard>),
    /// It went from one column to another.
    Move {
        /// Where its mover saw it.
        from: ColumnIx,
        /// Where it went.
        to: ColumnIx,
    },
    /// Fields were given new values.
    Edit(Box<Values>),
    /// Labels came or went.
    Label(Box<Membership>),
    /// People came or went.
    Assign(Box<Membership>),
    /// Items of the checklist came or went, were ticked or no longer were.
    Check(Box<Checks>),
    /// Links came or went.
    Link(Box<Membership>),
    /// Work on it stopped for a reason outside it.
    Block {
        /// The reason.
        why: Words,
    },
    /// The reason is gone.
    Unblock,
    /// Somebody pulled the andon cord on it: something is wrong.
    Pull {
        /// What is wrong.
        why: Words,
    },
    /// Somebody came: who did this takes it up.
    Answer,
    /// It was dealt with.
    Resolve {
        /// The countermeasure: what was done so that it does not come back.
        what: Words,
    },
    /// It was placed by hand among the cards of its column.
    Rank(Words),
    /// It was taken off the board.
    Delete,
    /// It was put back where it was.
    Restore,
    /// Its history went to the archive.
    Archive {
        /// A sum of the events it had: with any other the card is on the board.
        saw: Id,
    },
    /// An earlier event was cancelled; if that was an undo, what it cancelled holds again.
    Undo(Id),
    /// Something a newer andon knows. Kept in the file; here it only counts as a revision.
    Unknown,
}

impl Action {
    /// The action's word in files.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Add(_) => "add",
            Self::Move { .. } => "move",
            Self::Edit(_) => "edit",
            Self::Label(_) => "label",
            Self::Assign(_) => "assign",
            Self::Check(_) => "check",
            Self::Link(_) => "link",
            Self::Block { .. } => "block",
            Self::Unblock => "unblock",
            Self::Pull { .. } => "pull",
            Self::Answer => "answer",
            Self::Resolve { .. } => "resolve",
            Self::Rank(_) => "rank",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::Archive { .. } => "archived",
            Self::Undo(_) => "undo",
            Self::Unknown => "unknown",
        }
    }

    /// True for what is done with the andon cord.
    pub fn is_of_the_cord(&self) -> bool {
        matches!(self, Self::Pull { .. } | Self::Answer | Self::Resolve { .. })
    }
}

/// Whether an event counts. Found by folding, never stored in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Standing {
    /// It counts.
    #[default]
    Holds,
    /// It was undone.
    Undone,
    /// A move made without knowing of another move that holds instead of it.
    Superseded,
}

/// A row of a card's history. Written once, never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its name, unique within the card.
    pub id: Id,
    /// When it happened, by its writer's clock.
    pub at: Timestamp,
    /// 1 + the highest revision of the card its writer knew. So what was done knowingly later
    /// is later, whatever the clocks say; only events of equal revision were truly concurrent.
    pub rev: u32,
    /// Who did it.
    pub by: Name,
    /// What was done.
    pub action: Action,
    /// The reason given for going over a limit, when it went over one.
    pub over: Option<Words>,
    /// Whether it counts.
    pub standing: Standing,
}

impl Event {
    /// The order in which a card's events hold: causes first, then clocks, then names.
    pub fn order(&self) -> (u32, Timestamp, Id) {
        (self.rev, self.at, self.id)
    }

    /// The column the event put the card in, for events that put it in one.
    pub fn destination(&self) -> Option<ColumnIx> {
        match &self.action {
            Action::Add(card) => Some(card.to),
            Action::Move { to, .. } => Some(*to),
            _ => None,
        }
    }
}
