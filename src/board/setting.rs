//! What was said about the board itself, and when: columns, stages, classes, people, policies.
//!
//! Each field of a [`Setting`] is a register of its own: the last one said holds. A limit is a
//! setting like any other, so the limit that held at any moment can be told.

use super::{AtLimit, ColumnKind, Id, Share, Sle, Timestamp, WipLimit, Workers};

/// What a setting is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The whole board. Its id tells one board from another.
    Board(Id),
    /// A column.
    Column(Id),
    /// A stage.
    Stage(Id),
    /// A class of service.
    Class(Id),
    /// A person, by name.
    Person(Box<str>),
    /// A kind of work, such as feature or defect, by name.
    WorkKind(Box<str>),
    /// A template of cards, by name.
    Template(Box<str>),
}

/// Fields that a setting gives; those it leaves out stay as they were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fields {
    /// The name people read (all but persons).
    pub name: Option<Box<str>>,
    /// A column's kind.
    pub kind: Option<ColumnKind>,
    /// The limit; `Some(None)` takes it away.
    pub wip: Option<Option<WipLimit>>,
    /// A column's place on the board.
    pub rank: Option<Box<str>>,
    /// A column's stage; `Some(None)` takes it out of its stage.
    pub stage: Option<Option<Id>>,
    /// Whether a column, stage or class is off the board. It stays in sight while it is in use.
    pub gone: Option<bool>,
    /// A class's right of way.
    pub expedite: Option<bool>,
    /// The board's time zone, a name of the IANA data base.
    pub zone: Option<Box<str>>,
    /// What happens at a limit.
    pub at_limit: Option<AtLimit>,
    /// The limit of every person who has none of their own; `Some(None)` takes it away.
    pub person_wip: Option<Option<WipLimit>>,
    /// The board's service level expectation; `Some(None)` takes it away.
    pub sle: Option<Option<Sle>>,
    /// How many can work at a time in a column or stage; `Some(None)` says it is not known.
    pub workers: Option<Option<Workers>>,
    /// The share of work that a kind of work should have; `Some(None)` takes the target away.
    pub target: Option<Option<Share>>,
    /// What must be so before a card leaves a column or stage; empty takes it away.
    pub done_when: Option<Box<str>>,
    /// What a template's cards begin as, in Markdown; empty takes the template away.
    pub body: Option<Box<str>>,
}

impl Fields {
    /// True when nothing is given.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True if both give a value for the same register.
    pub fn meets(&self, other: &Self) -> bool {
        let given = |fields: &Self| {
            let Self {
                name,
                kind,
                wip,
                rank,
                stage,
                gone,
                expedite,
                zone,
                at_limit,
                person_wip,
                sle,
                workers,
                target,
                done_when,
                body,
            } = fields;
            [
                name.is_some(),
                kind.is_some(),
                wip.is_some(),
                rank.is_some(),
                stage.is_some(),
                gone.is_some(),
                expedite.is_some(),
                zone.is_some(),
                at_limit.is_some(),
                person_wip.is_some(),
                sle.is_some(),
                workers.is_some(),
                target.is_some(),
                done_when.is_some(),
                body.is_some(),
            ]
        };
        given(self).iter().zip(given(other)).any(|(mine, theirs)| *mine && theirs)
    }

    /// Takes over what `later` gives.
    pub(super) fn update(&mut self, later: &Self) {
        let Self {
            name,
            kind,
            wip,
            rank,
            stage,
            gone,
            expedite,
            zone,
            at_limit,
            person_wip,
            sle,
            workers,
            target,
            done_when,
            body,
        } = later;
        let text = |mine: &mut Option<Box<str>>, theirs: &Option<Box<str>>| {
            if theirs.is_some() {
                mine.clone_from(theirs);
            }
        };
        text(&mut self.name, name);
        text(&mut self.rank, rank);
        text(&mut self.zone, zone);
        text(&mut self.done_when, done_when);
        text(&mut self.body, body);
        self.kind = kind.or(self.kind);
        self.wip = wip.or(self.wip);
        self.stage = stage.or(self.stage);
        self.gone = gone.or(self.gone);
        self.expedite = expedite.or(self.expedite);
        self.at_limit = at_limit.or(self.at_limit);
        self.person_wip = person_wip.or(self.person_wip);
        self.sle = sle.or(self.sle);
        self.workers = workers.or(self.workers);
        self.target = target.or(self.target);
    }
}

/// One thing said about the board: a row of the file that is not a card's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it is about.
    pub subject: Subject,
    /// Its own name, unique within the subject.
    pub id: Id,
    /// 1 + the highest revision of the subject its writer knew.
    pub rev: u32,
    /// When it was said.
    pub at: Timestamp,
    /// Who said it.
    pub by: Box<str>,
    /// What was said.
    pub fields: Fields,
}

impl Setting {
    /// The order in which settings of one subject hold: causes first, then clocks, then names.
    pub(super) fn order(&self) -> (u32, Timestamp, Id) {
        (self.rev, self.at, self.id)
    }
}
