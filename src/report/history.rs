//! What happened, in words: for the log, for what changed since, for a commit's message.

use super::words::{count, duration};
use crate::board::{
    Action, Board, Card, Checks, ColumnIx, Entry, Event, Field, Fields, Id, Membership, Name, Setting, Sle,
    Standing, Subject, WipLimit,
};

/// Something that happened as a sentence of its own: "4f1a Retry on timeout: moved from Ready to
/// Review".
pub fn entry(board: &Board, entry: &Entry<'_>) -> String {
    match entry {
        Entry::Card(card, of) => {
            format!("{} {}: {}", board.short_id(card.id()), card.title(), event(board, card, of))
        }
        Entry::Board(of) => setting(board, of),
    }
}

/// How much happened, and by whom: "3 moves, 1 new card (maria, jon)". `None` when nothing did.
pub fn summary(board: &Board, entries: &[Entry<'_>]) -> Option<String> {
    let mut counts = [0_usize; KINDS.len()];
    let mut people: Vec<&str> = Vec::new();
    for entry in entries {
        counts[kind(entry)] += 1;
        let by = entry.by(board);
        if !people.contains(&by) {
            people.push(by);
        }
    }
    let counted = counts.iter().zip(KINDS).filter(|(n, _)| **n > 0);
    let mut said: Vec<(usize, String)> = counted.map(|(n, kind)| (*n, count(*n, kind))).collect();
    said.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let said: Vec<String> = said.into_iter().map(|(_, said)| said).collect();
    let others = people.len().saturating_sub(PEOPLE);
    people.truncate(PEOPLE);
    let and = if others == 0 { String::new() } else { format!(" and {}", count(others, "other")) };
    (!said.is_empty()).then(|| format!("{} ({}{and})", said.join(", "), people.join(", ")))
}

/// The most people that a summary names.
const PEOPLE: usize = 3;

/// What a summary counts.
const KINDS: [&str; 10] = [
    "move",
    "new card",
    "edit",
    "block",
    "cord pull",
    "deletion",
    "undo",
    "setting",
    "archived card",
    "restored card",
];

fn kind(entry: &Entry<'_>) -> usize {
    let Entry::Card(_, event) = entry else { return 7 };
    match &event.action {
        Action::Move { .. } => 0,
        Action::Add(_) => 1,
        Action::Block { .. } => 3,
        Action::Pull { .. } => 4,
        Action::Delete => 5,
        Action::Undo(_) => 6,
        Action::Archive { .. } => 8,
        Action::Restore => 9,
        _ => 2,
    }
}

/// An event of a card as half a sentence: "moved from Ready to Review".
pub fn event(board: &Board, card: &Card, event: &Event) -> String {
    let mut text = deed(board, card, event);
    match event.standing {
        Standing::Holds => {}
        Standing::Undone => text.push_str(" [undone]"),
        Standing::Superseded => text.push_str(" [another move holds]"),
    }
    text
}

/// What was done at an event, whatever became of it since.
pub fn deed(board: &Board, card: &Card, event: &Event) -> String {
    let mut text = action(board, card, &event.action);
    if let Some(reason) = &event.over {
        text.extend([", over the limit: ", reason]);
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
        Action::Check(checks) => checked(board, checks),
        Action::Link(change) => members(board, change, "linked to", "link taken off:"),
        Action::Block { why } => format!("blocked: {why}"),
        Action::Unblock => "unblocked".to_owned(),
        Action::Pull { why } => format!("cord pulled: {why}"),
        Action::Answer => "cord answered".to_owned(),
        Action::Resolve { what } => format!("cord resolved: {what}"),
        Action::Rank(_) => "placed by hand".to_owned(),
        Action::Delete => "deleted".to_owned(),
        Action::Restore => "restored".to_owned(),
        Action::Archive { .. } => "archived".to_owned(),
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

/// What happened to a checklist: "ticked 'write the test'".
pub fn checked(board: &Board, checks: &Checks) -> String {
    let list = |(did, names): (&str, &Vec<Name>)| {
        let quoted: Vec<String> =
            names.iter().map(|name| format!("'{}'", board.names().text(*name))).collect();
        (!names.is_empty()).then(|| format!("{did} {}", quoted.join(", ")))
    };
    let Checks { add, drop, tick, untick } = checks;
    let did = [
        ("added to the checklist", add),
        ("took off the checklist", drop),
        ("ticked", tick),
        ("unticked", untick),
    ];
    did.into_iter().filter_map(list).collect::<Vec<_>>().join(", ")
}

/// A column's name. "Done" alone would be said of two columns where a stage has one of its own.
pub fn column(board: &Board, ix: ColumnIx) -> String {
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
pub fn service_level(sle: Sle) -> String {
    format!("{} within {}", sle.share, duration(sle.within_ms))
}

/// Something said about the board, as a sentence without its end.
pub fn setting(board: &Board, setting: &Setting) -> String {
    said_of(board, &setting.subject, &setting.fields)
}

/// What is said of a subject.
pub fn said_of(board: &Board, subject: &Subject, fields: &Fields) -> String {
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
        Subject::Template(name) => format!("template {name}"),
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
    said.extend(fields.done_when.iter().map(|done_when| match &**done_when {
        "" => "no definition of done".to_owned(),
        done_when => format!("done when {done_when}"),
    }));
    said.extend(fields.body.iter().map(|body| match &**body {
        "" => "deleted".to_owned(),
        body => format!("written, {}", count(body.lines().count(), "line")),
    }));
    if said.is_empty() {
        said.extend(fields.rank.iter().map(|_| "moved on the board".to_owned()));
    }
    format!("{about}: {}", said.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{Builder, Change, ColumnKind, Draft, Fields, Operation, Timestamp};

    fn board(changes: &[(&str, Change)]) -> Board {
        let mut board = Builder::new().build();
        for (number, (by, change)) in (1..).zip(changes) {
            let at = Timestamp::from_ms(1_767_225_600_000 + number * 1000);
            let (change, by) = (change.clone(), (*by).to_owned());
            let seed = u64::try_from(number).unwrap();
            board.apply(&Operation { change, at, by, seed, over: None, backdated: false }).unwrap();
        }
        board
    }

    fn column(id: &str) -> Change {
        let fields = Fields { kind: Some(ColumnKind::Queue), rank: Some(id.into()), ..Fields::default() };
        Change::Set { subject: Subject::Column(id.parse().unwrap()), fields }
    }

    fn add(title: &str) -> Change {
        Change::Add(Draft { values: vec![(Field::Title, title.to_owned())], ..Draft::default() })
    }

    #[test]
    fn what_is_new_is_told_in_order_and_counted() {
        let start = [("maria", column("a")), ("maria", column("b")), ("maria", add("Old"))];
        let before = board(&start);
        let old = before.cards().next().unwrap().id();
        let change = |to: &str| Change::Move { card: old, to: to.parse().unwrap() };
        let more = [("jon", change("b")), ("maria", add("New")), ("jon", change("a"))];
        let after = board(&[&start[..], &more[..]].concat());
        assert_eq!(before.beyond(&after), []);
        assert_eq!(summary(&after, &after.beyond(&after)), None);
        let new = after.beyond(&before);
        assert_eq!(summary(&after, &new).unwrap(), "2 moves, 1 new card (jon, maria)");
        let short = after.short_id(old);
        assert_eq!(entry(&after, &new[0]), format!("{short} Old: moved from a to b"));
        let all = summary(&after, &after.beyond(&Builder::new().build())).unwrap();
        assert_eq!(all, "2 moves, 2 new cards, 2 settings (maria, jon)");
    }

    #[test]
    fn many_people_are_counted() {
        let by = ["maria", "jon", "ann", "bo", "cy"];
        let cards: Vec<_> = by.iter().map(|by| (*by, add("A"))).collect();
        let board = board(&[&[("maria", column("a"))], &cards[..]].concat());
        let told = summary(&board, &board.entries().collect::<Vec<_>>()).unwrap();
        assert!(told.ends_with("and 2 others)"), "{told}");
    }
}
