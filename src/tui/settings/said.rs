//! What a value means, who said it, and since when it holds.

use super::{Cell, Register};
use crate::board::{AtLimit, Board, Fields, Setting, Subject, Timestamp};
use crate::report::history::service_level;

/// A value that was said once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The value; "none" where it was taken away.
    pub value: String,
    /// Who said it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What was said of a value, the latest first: that is what holds.
pub fn said(board: &Board, cell: &Cell) -> Vec<Said> {
    let given = cell.register.given();
    let settings = board.said_before(&cell.subject, &given).rev();
    settings.map(|setting| told(board, cell.register, setting)).collect()
}

fn told(board: &Board, register: Register, setting: &Setting) -> Said {
    let (by, at) = (setting.by.to_string(), setting.at);
    Said { value: value(board, register, &setting.fields), by, at }
}

fn value(board: &Board, register: Register, fields: &Fields) -> String {
    let none = || "none".to_owned();
    let number = |number: Option<Option<String>>| number.flatten().unwrap_or_else(none);
    match register {
        Register::Name => fields.name.as_deref().unwrap_or_default().to_owned(),
        Register::DoneWhen => {
            fields.done_when.as_deref().filter(|words| !words.is_empty()).unwrap_or("none").to_owned()
        }
        Register::Zone => fields.zone.as_deref().unwrap_or_default().to_owned(),
        Register::Kind => fields.kind.map_or_else(none, |kind| kind.word().to_owned()),
        Register::Limit => number(fields.wip.map(|wip| wip.map(|wip| wip.to_string()))),
        Register::EachPerson => number(fields.person_wip.map(|wip| wip.map(|wip| wip.to_string()))),
        Register::Workers => number(fields.workers.map(|workers| workers.map(|workers| workers.to_string()))),
        Register::Target => number(fields.target.map(|share| share.map(|share| share.to_string()))),
        Register::Sle => number(fields.sle.map(|sle| sle.map(service_level))),
        Register::RightOfWay => if fields.expedite == Some(true) { "yes" } else { "no" }.to_owned(),
        Register::AtLimit => fields.at_limit.map_or("", AtLimit::word).to_owned(),
        Register::Stage | Register::Members => {
            let stage = fields.stage.flatten();
            let name = |id| board.stage(id).map_or_else(|| id.to_string(), |stage| stage.name.to_string());
            stage.map_or_else(none, name)
        }
    }
}

impl Cell {
    /// What the value means, in a sentence or two.
    pub fn meaning(&self) -> &'static str {
        match (self.register, &self.subject) {
            (Register::Name, Subject::Column(_)) => {
                "What people call the column. Its cards and their history stay what they are."
            }
            (Register::Name, Subject::Stage(_)) => "What stands above the columns of the stage.",
            (Register::Name, Subject::Class(_)) => "What people call this class of service.",
            (Register::Name, _) => "What the board is called.",
            (Register::Kind, _) => {
                "backlog: asked for, not promised. queue: promised, waiting. active: being worked on. \
                 done: delivered. All times are measured by it."
            }
            (Register::Limit, Subject::Column(_)) => {
                "The most cards that may stand here, expedited ones aside. A full column takes no more: \
                 finish one, then start one. Cards that are too many stay."
            }
            (Register::Limit, Subject::Stage(_)) => {
                "The most cards in all columns of the stage together: what is done there and not taken \
                 further counts."
            }
            (Register::Limit, Subject::Class(_)) => {
                "The most cards of this class in process at a time. A class with right of way needs one, \
                 or everything is urgent."
            }
            (Register::Limit, Subject::Person(_)) => {
                "The most cards in process this person is on. Without one, everyone else's holds."
            }
            (Register::Limit, _) => "The most cards in process on the whole board.",
            (Register::EachPerson, _) => {
                "The most cards in process for every person who has no limit of their own."
            }
            (Register::Stage, _) => "Columns of one stage stand under one heading and share its limit.",
            (Register::Members, _) => "The columns that make up the stage and share its limit.",
            (Register::Workers, _) => {
                "How many can work here at a time. With it the constraint is found by capacity, not only \
                 by queues."
            }
            (Register::DoneWhen, _) => {
                "The definition of done: what must be so before a card leaves. It is shown where the card \
                 is moved on."
            }
            (Register::RightOfWay, _) => {
                "Cards of a class with right of way go before others and are not counted in the limits of \
                 columns and stages."
            }
            (Register::AtLimit, _) => {
                "refuse: nothing goes over a limit. allow with a reason: who goes over says why; it is \
                 recorded and counted."
            }
            (Register::Sle, _) => {
                "What the team tells others to expect: such a share of cards is finished within such a \
                 time. Cards that take longer are marked."
            }
            (Register::Zone, _) => "Whose days and weeks are counted.",
            (Register::Target, _) => {
                "The share of finished work that this kind should have; the report compares it with what was done."
            }
        }
    }
}
