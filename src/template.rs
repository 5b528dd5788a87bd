//! Boards to begin with: three templates, and columns a person spells out in one line.
//!
//! A plan turns into the same [`Change`]s that anybody could ask of a board one by one.

use std::str::FromStr;

use crate::board::{AtLimit, Change, ColumnKind, Fields, Id, Subject, WipLimit, rank};

/// A column to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedColumn {
    /// The name events know it by.
    pub id: Id,
    /// The name people know it by.
    pub name: String,
    /// What cards do there.
    pub kind: ColumnKind,
    /// The most cards.
    pub wip: Option<WipLimit>,
    /// The stage it is part of.
    pub stage: Option<Id>,
}

/// A stage to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedStage {
    /// The name rows know it by.
    pub id: Id,
    /// The name people know it by.
    pub name: &'static str,
    /// The most cards in its columns together.
    pub wip: Option<WipLimit>,
}

/// Columns, stages and classes of a board to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The columns, left to right.
    pub columns: Vec<PlannedColumn>,
    /// The stages.
    pub stages: Vec<PlannedStage>,
    /// True for a class `expedite` with right of way, one card at a time.
    pub expedite: bool,
}

/// A template's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Three columns.
    Basic,
    /// A team that builds software.
    Dev,
    /// A team that keeps things running.
    Ops,
}

impl Template {
    /// All templates.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Dev, Self::Ops];

    /// The template's word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Dev => "dev",
            Self::Ops => "ops",
        }
    }

    /// What it sets up, in a line.
    pub fn about(self) -> &'static str {
        match self {
            Self::Basic => "To do, Doing (at most 3), Done",
            Self::Dev => {
                "Backlog, Ready, Development (Doing and Done, one limit), Review, Test, Delivered; a class for expedited work"
            }
            Self::Ops => "Inbox, Next, In progress, Waiting on others, Done; a class for expedited work",
        }
    }

    /// What the template sets up.
    pub fn plan(self) -> Plan {
        use ColumnKind::{Active, Backlog, Done, Queue};
        type Row = (&'static str, &'static str, ColumnKind, u64, Option<&'static str>);
        let (rows, expedite): (&[Row], bool) = match self {
            Self::Basic => (
                &[
                    ("todo", "To do", Backlog, 0, None),
                    ("doing", "Doing", Active, 3, None),
                    ("done", "Done", Done, 0, None),
                ],
                false,
            ),
            Self::Dev => (
                &[
                    ("backlog", "Backlog", Backlog, 0, None),
                    ("ready", "Ready", Queue, 6, None),
                    ("doing", "Doing", Active, 0, Some("dev")),
                    ("dev-done", "Done", Queue, 0, Some("dev")),
                    ("review", "Review", Active, 3, None),
                    ("test", "Test", Active, 3, None),
                    ("delivered", "Delivered", Done, 0, None),
                ],
                true,
            ),
            Self::Ops => (
                &[
                    ("inbox", "Inbox", Backlog, 0, None),
                    ("next", "Next", Queue, 5, None),
                    ("in-progress", "In progress", Active, 4, None),
                    ("waiting", "Waiting on others", Queue, 6, None),
                    ("done", "Done", Done, 0, None),
                ],
                true,
            ),
        };
        let id = |text: &str| Id::slug(text).unwrap_or_else(|| unspellable(text));
        let columns = rows.iter().map(|(column, name, kind, wip, stage)| PlannedColumn {
            id: id(column),
            name: (*name).to_owned(),
            kind: *kind,
            wip: WipLimit::new(*wip),
            stage: stage.map(id),
        });
        let stages = match self {
            Self::Dev => vec![PlannedStage { id: id("dev"), name: "Development", wip: WipLimit::new(5) }],
            Self::Basic | Self::Ops => Vec::new(),
        };
        Plan { columns: columns.collect(), stages, expedite }
    }
}

/// Why a line of columns cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAPlan {
    /// Nothing between two commas.
    #[error("column {0} has no name")]
    NoName(usize),
    /// Neither a kind nor a limit.
    #[error(
        "'{1}' after column '{0}' is neither a kind (backlog, queue, active, done) nor a limit (1 to 65535)"
    )]
    Unknown(String, String),
    /// Two columns of one name.
    #[error("two columns are called '{0}'")]
    Twice(String),
    /// No column to finish in.
    #[error("no column is of kind done, so nothing could ever be finished")]
    NoDone,
}

impl FromStr for Plan {
    type Err = NotAPlan;

    /// `Name[:kind][:limit]`, separated by commas. Without kinds, the first column is the backlog, the last is
    /// done, and those between are active.
    fn from_str(line: &str) -> Result<Self, NotAPlan> {
        let mut columns: Vec<PlannedColumn> = Vec::new();
        let parts: Vec<&str> = line.split(',').collect();
        for (place, part) in parts.iter().enumerate() {
            let mut words = part.split(':').map(str::trim);
            let name = words.next().filter(|name| !name.is_empty()).ok_or(NotAPlan::NoName(place + 1))?;
            let mut kind = match place {
                0 if parts.len() > 2 => ColumnKind::Backlog,
                _ if place + 1 == parts.len() => ColumnKind::Done,
                _ => ColumnKind::Active,
            };
            let mut wip = None;
            for word in words {
                if let Ok(given) = word.to_ascii_lowercase().parse() {
                    kind = given;
                } else if let Some(limit) = word.parse().ok().and_then(WipLimit::new) {
                    wip = Some(limit);
                } else {
                    return Err(NotAPlan::Unknown(name.to_owned(), word.to_owned()));
                }
            }
            if columns.iter().any(|column| column.name.eq_ignore_ascii_case(name)) {
                return Err(NotAPlan::Twice(name.to_owned()));
            }
            let taken = |id: &Id| columns.iter().any(|column| column.id == *id);
            let id = Id::slug(name).filter(|id| !taken(id)).unwrap_or_else(|| unspellable(name));
            columns.push(PlannedColumn { id, name: name.to_owned(), kind, wip, stage: None });
        }
        if !columns.iter().any(|column| column.kind == ColumnKind::Done) {
            return Err(NotAPlan::NoDone);
        }
        Ok(Self { columns, ..Self::default() })
    }
}

impl Plan {
    /// The changes that make a board of `id` with these columns.
    pub fn changes(&self, id: Id, name: &str, zone: &str, at_limit: AtLimit) -> Vec<Change> {
        let set = |subject, fields| Change::Set { subject, fields };
        let mut changes = vec![set(
            Subject::Board(id),
            Fields {
                name: Some(name.into()),
                zone: Some(zone.into()),
                at_limit: Some(at_limit),
                ..Fields::default()
            },
        )];
        for stage in &self.stages {
            let fields =
                Fields { name: Some(stage.name.into()), wip: stage.wip.map(Some), ..Fields::default() };
            changes.push(set(Subject::Stage(stage.id), fields));
        }
        let mut last = String::new();
        for column in &self.columns {
            let key = rank::between(last.as_bytes(), b"", 0).unwrap_or_default();
            let fields = Fields {
                name: Some(column.name.as_str().into()),
                kind: Some(column.kind),
                wip: column.wip.map(Some),
                stage: column.stage.map(Some),
                rank: Some(key.as_str().into()),
                ..Fields::default()
            };
            changes.push(set(Subject::Column(column.id), fields));
            last = key;
        }
        if let Some(expedite) = Id::slug("expedite").filter(|_| self.expedite) {
            let fields = Fields {
                name: Some("Expedite".into()),
                wip: Some(WipLimit::new(1)),
                expedite: Some(true),
                ..Fields::default()
            };
            changes.push(set(Subject::Class(expedite), fields));
        }
        changes
    }
}

/// An id for a name without a letter or digit of ASCII, the same for the same name (FNV-1a).
fn unspellable(name: &str) -> Id {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    Id::random(hash, Id::EVENT_LEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Vec<(String, &'static str, usize)>, NotAPlan> {
        let plan: Plan = line.parse()?;
        let row = |column: PlannedColumn| {
            (column.id.to_string(), column.kind.word(), column.wip.map_or(0, WipLimit::cards))
        };
        Ok(plan.columns.into_iter().map(row).collect())
    }

    #[test]
    fn a_line_of_columns() {
        let row = |id: &str, kind, wip| (id.to_owned(), kind, wip);
        assert_eq!(
            read("To do, In Review:3:queue ,Done"),
            Ok(vec![row("to-do", "backlog", 0), row("in-review", "queue", 3), row("done", "done", 0)])
        );
        assert_eq!(read("Doing:active:2,Done").map(|rows| rows[0].2), Ok(2));
        let same_slug = read("a b,a-b,Done").unwrap();
        assert!(same_slug[0].0 == "a-b" && same_slug[1].0 != "a-b");
    }

    #[test]
    fn lines_that_are_none() {
        assert_eq!(read("a,,b"), Err(NotAPlan::NoName(2)));
        assert_eq!(read(""), Err(NotAPlan::NoName(1)));
        assert_eq!(read("a:0,b"), Err(NotAPlan::Unknown("a".into(), "0".into())));
        assert_eq!(read("a:-1,b"), Err(NotAPlan::Unknown("a".into(), "-1".into())));
        assert_eq!(read("a,A"), Err(NotAPlan::Twice("A".into())));
        assert_eq!(read("a:active,b:queue"), Err(NotAPlan::NoDone));
    }
}
