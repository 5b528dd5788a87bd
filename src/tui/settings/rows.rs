//! The rows of each section, made from the board as it is.

use super::cells::value;
use super::{Known, Register, Section};
use crate::board::{Board, Subject};

/// One value, and what it is a value of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What it is about.
    pub subject: Subject,
    /// Which value of it.
    pub register: Register,
    /// The value as people read it; empty where there is none.
    pub value: String,
}

/// A row of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What stands before the values: whose they are. Empty where the first value says it.
    pub title: String,
    /// Of a column that was taken off the board and still holds cards.
    pub removed: bool,
    /// The values.
    pub cells: Vec<Cell>,
}

/// The headings of a section: of the titles, where rows have one, and of each value.
pub fn heads(section: Section) -> (&'static str, &'static [Register]) {
    match section {
        Section::Columns => (
            "",
            &[
                Register::Name,
                Register::Kind,
                Register::Limit,
                Register::Stage,
                Register::Workers,
                Register::DoneWhen,
            ],
        ),
        Section::Stages => {
            ("", &[Register::Name, Register::Limit, Register::Workers, Register::Members, Register::DoneWhen])
        }
        Section::Classes => ("", &[Register::Name, Register::Limit, Register::RightOfWay]),
        Section::People => ("Person", &[Register::Limit]),
        Section::Policies => ("Policy", &[]),
    }
}

/// The rows of a section.
pub fn rows(board: &Board, section: Section, known: &Known) -> Vec<Row> {
    let row = |title: &str, subject: &Subject, registers: &[Register]| Row {
        title: title.to_owned(),
        removed: false,
        cells: registers.iter().map(|register| cell(board, subject, *register)).collect(),
    };
    let of = |subject: Subject| row("", &subject, heads(section).1);
    match section {
        Section::Columns => {
            let columns = board.display_order().iter().map(|ix| board.column(*ix));
            columns.map(|column| Row { removed: column.gone, ..of(Subject::Column(column.id)) }).collect()
        }
        Section::Stages => board.stages().iter().map(|stage| of(Subject::Stage(stage.id))).collect(),
        Section::Classes => board.classes().iter().map(|class| of(Subject::Class(class.id))).collect(),
        Section::People => {
            let mut names: Vec<&str> = known.people.iter().map(AsRef::as_ref).collect();
            names.extend(
                board.people().iter().filter(|person| person.wip.is_some()).map(|person| &*person.name),
            );
            names.sort_unstable();
            names.dedup();
            let everyone =
                board.id().map(|id| row("everyone else", &Subject::Board(id), &[Register::EachPerson]));
            let own =
                names.into_iter().map(|name| row(name, &Subject::Person(name.into()), &[Register::Limit]));
            everyone.into_iter().chain(own).collect()
        }
        Section::Policies => {
            let Some(whole) = board.id().map(Subject::Board) else { return Vec::new() };
            let policies = [
                ("the board's name", Register::Name),
                ("at a limit", Register::AtLimit),
                ("limit of the whole board", Register::Limit),
                ("service level", Register::Sle),
                ("time zone", Register::Zone),
            ];
            let mut rows: Vec<Row> =
                policies.iter().map(|(title, register)| row(title, &whole, &[*register])).collect();
            let mut kinds: Vec<&str> = known.kinds.iter().map(AsRef::as_ref).collect();
            kinds.extend(board.work_targets().iter().map(|target| &*target.kind));
            kinds.sort_unstable();
            kinds.dedup();
            rows.extend(kinds.into_iter().map(|kind| {
                row(&format!("share of {kind}"), &Subject::WorkKind(kind.into()), &[Register::Target])
            }));
            rows
        }
    }
}

fn cell(board: &Board, subject: &Subject, register: Register) -> Cell {
    Cell { subject: subject.clone(), register, value: value(board, subject, register) }
}
