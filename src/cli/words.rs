//! What happened, in words.

use crate::board::{
    Action, Board, Card, ColumnIx, Event, Field, Fields, Id, Membership, Name, Setting, Sle, Standing,
    Subject, WipLimit,
};
use crate::report::words::{count, duration};

/// An event of a card as half a sentence: "moved from Ready to Review".
pub(super) fn event(board: &Board, card: &Card, event: &Event) -> String {
    let mut text = action(board, card, &event.action);
    if let Some(reason) = &event.over {
        text.extend([", over the limit: ", reason]);
    }
    match event.standing {
        Standing::Holds => {}
        Standing::Undone => text.push_str(" [undone]"),
        Standing::Superseded => text.push_str(" [another move holds]"),
    }
    text
}

fn action(board: &Board, card: &Card, action_of: &Action) -> String {
    match action_of {
        Action::Add(new) => format!("added to {}", column(board, new.to)),
        Action::Move { from, to } => format!("moved from {} to {}", column(board, *from), column(board, *to)),
        Action::Edit(values) => {
            let said: Vec<String> = values.iter().map(|(field, value)| edited(*field, value)).collect();
            said.join(", ")
        }
        Action::Label(change) => members(board, change, "labelled", "label taken off:"),
        Action::Assign(change) => members(board, change, "assigned to", "no longer on it:"),
        Action::Block { why } => format!("blocked: {why}"),
        Action::Unblock => "unblocked".to_owned(),
        Action::Pull { why } => format!("cord pulled: {why}"),
        Action::Answer => "cord answered".to_owned(),
        Action::Resolve { what } => format!("cord resolved: {what}"),
        Action::Rank(_) => "placed by hand".to_owned(),
        Action::Delete => "deleted".to_owned(),
        Action::Restore => "restored".to_owned(),
        Action::Undo(target) => match card.event(*target).map(|event| &event.action) {
            Some(Action::Undo(_)) => format!("redone: {}", undone(board, card, *target, 0)),
            _ => format!("undone: {}", undone(board, card, *target, 0)),
        },
        Action::Unknown => "changed in a way only a newer andon knows".to_owned(),
    }
}

/// What an undo cancels; through undos of undos to what was first done.
fn undone(board: &Board, card: &Card, target: Id, depth: usize) -> String {
    match card.event(target).map(|event| &event.action) {
        Some(Action::Undo(further)) if depth < 64 => undone(board, card, *further, depth + 1),
        Some(Action::Undo(_)) | None => format!("event {target}"),
        Some(other) => action(board, card, other),
    }
}

fn edited(field: Field, value: &str) -> String {
    match field {
        _ if value.is_empty() => format!("{} cleared", field.word()),
        Field::Text => "text changed".to_owned(),
        _ => format!("{} is now {value}", field.word()),
    }
}

fn members(board: &Board, change: &Membership, joined: &str, left: &str) -> String {
    let list =
        |names: &[Name]| names.iter().map(|name| board.names().text(*name)).collect::<Vec<_>>().join(", ");
    match (change.add.is_empty(), change.drop.is_empty()) {
        (false, true) => format!("{joined} {}", list(&change.add)),
        (true, _) => format!("{left} {}", list(&change.drop)),
        (false, false) => format!("{joined} {}; {left} {}", list(&change.add), list(&change.drop)),
    }
}

/// A column's name. "Done" alone would be said of two columns where a stage has one of its own.
pub(super) fn column(board: &Board, ix: ColumnIx) -> String {
    let column = board.column(ix);
    let namesake = board.columns().iter().any(|other| other.id != column.id && other.name == column.name);
    let stage = column.stage.and_then(|id| board.stage(id));
    match stage.filter(|stage| namesake || stage.name != column.name) {
        Some(stage) => format!("{}: {}", stage.name, column.name),
        None if column.gone => format!("(removed) {}", column.name),
        None => column.name.to_string(),
    }
}

/// What the team promises: "85 % within 8d".
pub(super) fn service_level(sle: Sle) -> String {
    format!("{} within {}", sle.share, duration(sle.within_ms))
}

/// Something said about the board, as a sentence without its end.
pub(super) fn setting(board: &Board, setting: &Setting) -> String {
    said_of(board, &setting.subject, &setting.fields)
}

/// What is said of a subject.
pub(super) fn said_of(board: &Board, subject: &Subject, fields: &Fields) -> String {
    let about = match subject {
        Subject::Board(_) => "the board".to_owned(),
        Subject::Column(id) => board.find_column(*id).map_or_else(|| id.to_string(), |ix| column(board, ix)),
        Subject::Stage(id) => {
            format!(
                "stage {}",
                board.stage(*id).map_or_else(|| id.to_string(), |stage| stage.name.to_string())
            )
        }
        Subject::Class(id) => {
            format!(
                "class {}",
                board.class(*id).map_or_else(|| id.to_string(), |class| class.name.to_string())
            )
        }
        Subject::Person(name) => format!("@{name}"),
        Subject::WorkKind(kind) => format!("kind of work {kind}"),
    };
    let mut said = Vec::new();
    let limit =
        |wip: Option<WipLimit>| wip.map_or_else(|| "no limit".to_owned(), |wip| format!("limit {wip}"));
    said.extend(fields.name.iter().map(|name| format!("called {name}")));
    said.extend(fields.kind.map(|kind| format!("kind {}", kind.word())));
    said.extend(fields.wip.map(limit));
    said.extend(fields.person_wip.map(|wip| format!("{} for each person", limit(wip))));
    said.extend(fields.stage.map(|stage| {
        stage.map_or_else(
            || "in no stage".to_owned(),
            |id| {
                format!(
                    "in stage {}",
                    board.stage(id).map_or_else(|| id.to_string(), |stage| stage.name.to_string())
                )
            },
        )
    }));
    said.extend(fields.gone.map(|gone| if gone { "off the board" } else { "on the board" }.to_owned()));
    said.extend(
        fields.expedite.map(|first| if first { "has right of way" } else { "waits its turn" }.to_owned()),
    );
    said.extend(fields.zone.iter().map(|zone| format!("time zone {zone}")));
    said.extend(fields.at_limit.map(|policy| format!("at a limit: {}", policy.word())));
    said.extend(fields.sle.map(|sle| match sle {
        Some(sle) => format!("service level {}", service_level(sle)),
        None => "no service level".to_owned(),
    }));
    said.extend(fields.workers.map(|workers| match workers {
        Some(workers) => count(workers.number(), "worker"),
        None => "workers not known".to_owned(),
    }));
    said.extend(fields.target.map(|target| match target {
        Some(share) => format!("target {share} of the work"),
        None => "no target".to_owned(),
    }));
    if said.is_empty() {
        said.extend(fields.rank.iter().map(|_| "moved on the board".to_owned()));
    }
    format!("{about}: {}", said.join(", "))
}
