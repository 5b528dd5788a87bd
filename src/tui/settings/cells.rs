//! The values of cells, as people read them.

use crate::board::{AtLimit, Board, Column, Id, Subject};
use crate::report::history::service_level;

use super::Register;

/// The value of a register as it holds now; empty where there is none.
pub fn value(board: &Board, subject: &Subject, register: Register) -> String {
    match subject {
        Subject::Column(id) => board.find_column(*id).map(|ix| of_column(board, board.column(ix), register)),
        Subject::Stage(id) => board.stage(*id).map(|stage| match register {
            Register::Name => stage.name.to_string(),
            Register::Limit => or_nothing(stage.wip),
            Register::Workers => or_nothing(stage.workers),
            Register::Members => members(board, *id),
            Register::DoneWhen => stage.done_when.to_string(),
            _ => String::new(),
        }),
        Subject::Class(id) => board.class(*id).map(|class| match register {
            Register::Name => class.name.to_string(),
            Register::Limit => or_nothing(class.wip),
            Register::RightOfWay => if class.expedite { "yes" } else { "no" }.to_owned(),
            _ => String::new(),
        }),
        Subject::Person(name) => {
            let person = board.people().iter().find(|person| person.name == *name);
            person.map(|person| or_nothing(person.wip))
        }
        Subject::WorkKind(kind) => {
            let target = board.work_targets().iter().find(|target| target.kind == *kind);
            target.map(|target| target.share.to_string())
        }
        // Templates are written where cards are.
        Subject::Template(_) => None,
        Subject::Board(_) => Some(match register {
            Register::Name => board.name().to_owned(),
            Register::AtLimit => match board.at_limit() {
                AtLimit::Refuse => "refuse".to_owned(),
                AtLimit::Reason => "allow with a reason".to_owned(),
            },
            Register::Limit => or_nothing(board.board_limit()),
            Register::EachPerson => or_nothing(board.person_limit()),
            Register::Sle => board.sle().map(service_level).unwrap_or_default(),
            Register::Zone => board.zone_name().to_owned(),
            _ => String::new(),
        }),
    }
    .unwrap_or_default()
}

fn of_column(board: &Board, column: &Column, register: Register) -> String {
    match register {
        Register::Name => column.name.to_string(),
        Register::Kind => column.kind.word().to_owned(),
        Register::Limit => or_nothing(column.wip),
        Register::Workers => or_nothing(column.workers),
        Register::DoneWhen => column.done_when.to_string(),
        Register::Stage => column
            .stage
            .map(|id| board.stage(id).map_or_else(|| id.to_string(), |stage| stage.name.to_string()))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The columns of a stage, left to right.
fn members(board: &Board, stage: Id) -> String {
    let columns = board.display_order().iter().map(|ix| board.column(*ix));
    let names: Vec<&str> =
        columns.filter(|column| column.stage == Some(stage)).map(|column| &*column.name).collect();
    names.join(", ")
}

fn or_nothing(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
