//! `andon limit`: how much may be in process where.

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::board::{Board, Change, Fields, Scope, Subject, WipLimit, typed};
use crate::report::history;

use super::desk::Recording;
use super::{Context, Problem, find};

/// Show the limits, or set one
#[derive(Debug, Args)]
#[command(
    long_about = "Show the limits, or set one: of a column, a stage, a class of service, a person, each person, or the \
        whole board. Setting a limit is recorded, so that measures know the limit that held at each moment. Cards that \
        are too many stay where they are; nothing more is admitted.",
    after_help = "Examples:\n  andon limit                       show them all\n  andon limit review 3\n  \
        andon limit review none\n  andon limit --stage development 5\n  andon limit --class expedite 1\n  \
        andon limit --person jon 2\n  andon limit --everyone 3\n  andon limit --whole 12"
)]
pub(super) struct Limit {
    /// The column, if no other place is given, and the limit: 1 to 65535, or none
    #[arg(num_args = 0..=2, value_names = ["COLUMN", "LIMIT"])]
    words: Vec<String>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    recording: Recording,
}

#[derive(Debug, Args)]
#[group(required = false, multiple = false)]
struct Place {
    /// A stage
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// A class of service
    #[arg(long, value_name = "CLASS")]
    class: Option<String>,
    /// A person
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Every person who has no limit of their own
    #[arg(long)]
    everyone: bool,
    /// The whole board
    #[arg(long)]
    whole: bool,
}

impl Place {
    fn given(&self) -> bool {
        self.stage.is_some() || self.class.is_some() || self.person.is_some() || self.everyone || self.whole
    }
}

impl Limit {
    pub(super) fn run(self, context: &mut Context) -> Result<()> {
        let mut desk = context.desk()?;
        let (column, limit) = match (&self.words[..], self.place.given()) {
            ([], false) => return show(desk.board(), self.recording.json, context),
            ([limit], true) => (None, limit),
            ([column, limit], false) => (Some(column), limit),
            _ => {
                let message = "say what the limit is for, and the limit";
                return Err(Problem::usage(message, "andon limit review 3, andon limit --whole 12").into());
            }
        };
        let wip = typed::limit(limit).map_err(Problem::from)?;
        let change = self.change(desk.board(), column.map(String::as_str), wip)?;
        desk.settle(&self.recording, vec![change], &mut context.out)
    }

    fn change(&self, board: &Board, column: Option<&str>, wip: Option<WipLimit>) -> Result<Change, Problem> {
        let whole = || {
            board.id().map(Subject::Board).ok_or_else(|| {
                Problem::failed("the board has no row that names it", "add a card first, then set the limit")
            })
        };
        let limit = Fields { wip: Some(wip), ..Fields::default() };
        let place = &self.place;
        let (subject, fields) = if let Some(column) = column {
            (Subject::Column(board.column(find::column(board, column)?).id), limit)
        } else if let Some(stage) = &place.stage {
            (Subject::Stage(find::stage(board, stage)?), limit)
        } else if let Some(class) = &place.class {
            let id = find::class(board, class)?;
            let id = id.parse().map_err(|_| {
                Problem::failed("the standard class has no limit of its own", "andon limit --whole 12")
            })?;
            (Subject::Class(id), limit)
        } else if let Some(person) = &place.person {
            (Subject::Person(person.as_str().into()), limit)
        } else if place.everyone {
            (whole()?, Fields { person_wip: Some(wip), ..Fields::default() })
        } else {
            (whole()?, limit)
        };
        Ok(Change::Set { subject, fields })
    }
}

#[derive(Debug, Serialize)]
struct Answer {
    schema: &'static str,
    at_limit: &'static str,
    limits: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    scope: &'static str,
    name: String,
    count: Option<usize>,
    limit: usize,
}

fn show(board: &Board, json: bool, context: &mut Context) -> Result<()> {
    let mut limits = Vec::new();
    let mut row = |scope, name: String, of: Scope| {
        if let Some(limit) = board.limit(of) {
            limits.push(Row { scope, name, count: Some(board.count(of)), limit: limit.cards() });
        }
    };
    for column in board.display_order() {
        row("column", history::column(board, *column), Scope::Column(*column));
    }
    for stage in board.stages() {
        row("stage", stage.name.to_string(), Scope::Stage(stage.id));
    }
    for class in board.classes() {
        row("class", class.name.to_string(), Scope::Class(class.id));
    }
    for person in board.people() {
        // A person who is on no card yet has no number among the board's names.
        let count = board.names().find(&person.name).map_or(0, |name| board.count(Scope::Person(name)));
        let name = person.name.to_string();
        limits.extend(person.wip.map(|limit| Row {
            scope: "person",
            name,
            count: Some(count),
            limit: limit.cards(),
        }));
    }
    if let Some(limit) = board.person_limit() {
        limits.push(Row { scope: "everyone", name: String::new(), count: None, limit: limit.cards() });
    }
    if let Some(limit) = board.limit(Scope::Board) {
        let count = Some(board.count(Scope::Board));
        limits.push(Row { scope: "whole", name: String::new(), count, limit: limit.cards() });
    }
    if json {
        let at_limit = board.at_limit().word();
        return context.out.json(&Answer { schema: "andon-limits/1", at_limit, limits });
    }
    for row in &limits {
        let count = row.count.map_or_else(String::new, |count| format!("{count} of "));
        let full = if row.count.is_some_and(|count| count >= row.limit) { "  FULL" } else { "" };
        context.out.line(&format!("{:<9} {:<24} {count}{}{full}", row.scope, row.name, row.limit))?;
    }
    if limits.is_empty() {
        context.out.line("The board has no limits. andon limit COLUMN 3 sets one.")?;
    }
    Ok(())
}
