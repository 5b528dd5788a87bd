//! The values that can be given, what each means, and how it is typed.

use crate::board::typed::{self, Mistyped};
use crate::board::{AtLimit, ColumnKind, Fields};

/// One value of a part of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Register {
    /// The name people know it by.
    Name,
    /// What cards do in a column.
    Kind,
    /// The most cards.
    Limit,
    /// The stage a column is part of.
    Stage,
    /// How many can work there at a time.
    Workers,
    /// The columns of a stage: each says it for itself.
    Members,
    /// Whether a class has right of way.
    RightOfWay,
    /// The limit of people who have none of their own.
    EachPerson,
    /// What happens at a limit.
    AtLimit,
    /// The service level expectation.
    Sle,
    /// The time zone.
    Zone,
    /// What must be so before a card leaves.
    DoneWhen,
    /// The share of the work that a kind of work should have.
    Target,
}

impl Register {
    /// The heading of its values.
    pub fn title(self) -> &'static str {
        match self {
            Self::Name => "Name",
            Self::Kind => "Kind",
            Self::Limit | Self::EachPerson => "Limit",
            Self::Stage => "Stage",
            Self::Workers => "Workers",
            Self::Members => "Columns",
            Self::RightOfWay => "Right of way",
            Self::AtLimit => "At a limit",
            Self::Sle => "Service level",
            Self::Zone => "Time zone",
            Self::DoneWhen => "Done when",
            Self::Target => "Target",
        }
    }

    /// What can be typed for it.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Limit | Self::EachPerson => "a number from 1 to 65535; nothing takes the limit away",
            Self::Workers => "a number from 1 to 65535; nothing where it is not known",
            Self::Sle => "the share and the time, such as 85% 8d; nothing takes it away",
            Self::DoneWhen => "such as: reviewed by two, tests are green; nothing takes it away",
            Self::Zone => "such as Europe/Berlin, America/New_York, UTC",
            Self::Target => "a share of the work in percent, such as 20; nothing takes it away",
            _ => "",
        }
    }

    /// True if it is chosen from a list or turned over, not typed.
    pub fn is_chosen(self) -> bool {
        matches!(self, Self::Kind | Self::Stage | Self::Members | Self::RightOfWay | Self::AtLimit)
    }

    /// True if it is a number, which can be raised and lowered.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Limit | Self::EachPerson | Self::Workers | Self::Target)
    }

    /// What was typed, as what is to be said. An empty line takes a value away that need not be.
    pub fn typed(self, text: &str) -> Result<Fields, Mistyped> {
        let or_none = if text.trim().is_empty() { "none" } else { text };
        let none = Fields::default();
        Ok(match self {
            Self::Name => Fields { name: Some(typed::name(text)?.into()), ..none },
            Self::Kind => Fields { kind: Some(typed::kind(text)?), ..none },
            Self::Limit => Fields { wip: Some(typed::limit(or_none)?), ..none },
            Self::EachPerson => Fields { person_wip: Some(typed::limit(or_none)?), ..none },
            Self::Workers => Fields { workers: Some(typed::workers(or_none)?), ..none },
            Self::Sle => Fields { sle: Some(typed::service_level(or_none)?), ..none },
            Self::Zone => Fields { zone: Some(typed::zone(text)?.name().into()), ..none },
            Self::Target => Fields { target: Some(typed::target(or_none)?), ..none },
            Self::DoneWhen => {
                let words = if typed::is_none(text) { "" } else { text.trim() };
                Fields { done_when: Some(words.into()), ..none }
            }
            Self::Stage | Self::Members | Self::RightOfWay | Self::AtLimit => none,
        })
    }

    /// Something that gives a value for it: for finding what was said of it before.
    pub fn given(self) -> Fields {
        let none = Fields::default();
        match self {
            Self::Name => Fields { name: Some("".into()), ..none },
            Self::Kind => Fields { kind: Some(ColumnKind::Active), ..none },
            Self::Limit => Fields { wip: Some(None), ..none },
            Self::Stage | Self::Members => Fields { stage: Some(None), ..none },
            Self::Workers => Fields { workers: Some(None), ..none },
            Self::RightOfWay => Fields { expedite: Some(false), ..none },
            Self::EachPerson => Fields { person_wip: Some(None), ..none },
            Self::AtLimit => Fields { at_limit: Some(AtLimit::Refuse), ..none },
            Self::Sle => Fields { sle: Some(None), ..none },
            Self::Zone => Fields { zone: Some("".into()), ..none },
            Self::Target => Fields { target: Some(None), ..none },
            Self::DoneWhen => Fields { done_when: Some("".into()), ..none },
        }
    }
}
