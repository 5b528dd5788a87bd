//! Operations as lines of the journal.
//!
//! An operation is spelled as the row it may become, without what only the board can give it, and
//! with the seed its ids are made of: applied again after a crash it makes the same row.

use super::convert::{About, put_fields, put_values, subject_line};
use super::lists::{put_checking, put_new_items};
use super::row::{Line, Row, Text};
use crate::board::{Change, Draft, Id, Operation, Place, Timestamp};

/// What a line says beside what a row says.
#[derive(Debug, serde::Deserialize)]
struct Beside {
    seed: u64,
    #[serde(default)]
    backdated: bool,
    #[serde(default)]
    place: Option<i32>,
}

/// The operation as a line.
pub fn print(operation: &Operation) -> String {
    let card = |card: &Id, word: &str| {
        let mut line = Line::new("card", &card.to_string());
        line.text("do", word);
        line
    };
    let mut line = match &operation.change {
        Change::Add(draft) => {
            let mut line = Line::new("do", "add");
            if let Some(to) = draft.to {
                line.id("to", to);
            }
            put_values(&mut line, &draft.values);
            line.list("labels", draft.labels.iter().map(String::as_str));
            line.list("who", draft.who.iter().map(String::as_str)).maybe("source", draft.source.as_deref());
            put_new_items(&mut line, &draft.items);
            line.list("links", draft.links.iter().map(String::as_str));
            line
        }
        Change::Move { card: of, to } => {
            let mut line = card(of, "move");
            line.id("to", *to);
            line
        }
        Change::Edit { card: of, values } => {
            let mut line = card(of, "edit");
            put_values(&mut line, values);
            line
        }
        Change::Check { card: of, checking } => {
            let mut line = card(of, "check");
            put_checking(&mut line, checking);
            line
        }
        Change::Label { card: of, add, drop }
        | Change::Assign { card: of, add, drop }
        | Change::Link { card: of, add, drop } => {
            let word = match operation.change {
                Change::Label { .. } => "label",
                Change::Link { .. } => "link",
                _ => "assign",
            };
            let mut line = card(of, word);
            line.list("add", add.iter().map(String::as_str)).list("drop", drop.iter().map(String::as_str));
            line
        }
        Change::Block { card: of, why } => {
            let mut line = card(of, "block");
            line.text("why", why);
            line
        }
        Change::Unblock { card: of } => card(of, "unblock"),
        Change::Pull { card: of, why } => {
            let mut line = card(of, "pull");
            line.text("why", why);
            line
        }
        Change::Answer { card: of } => card(of, "answer"),
        Change::Resolve { card: of, what } => {
            let mut line = card(of, "resolve");
            line.text("what", what);
            line
        }
        Change::Reorder { card: of, place } => {
            let mut line = card(of, "rank");
            line.plain("place", rows(*place));
            line
        }
        Change::Delete { card: of } => card(of, "delete"),
        Change::Restore { card: of } => card(of, "restore"),
        Change::Archive { card: of } => card(of, "archived"),
        Change::Undo { card: of, event } => {
            let mut line = card(of, "undo");
            line.id("undoes", *event);
            line
        }
        Change::Set { subject, fields } => {
            let mut line = subject_line(subject);
            put_fields(&mut line, fields);
            line
        }
    };
    line.plain("at", format_args!("\"{}\"", operation.at)).text("by", &operation.by);
    line.maybe("over", operation.over.as_deref()).plain("seed", operation.seed);
    line.plain("backdated", operation.backdated);
    line.finish()
}

/// The operation a line spells; `None` if a newer andon wrote it.
pub fn parse(line: &str) -> Option<Operation> {
    let row: Row<'_> = serde_json::from_str(line).ok()?;
    let beside: Beside = serde_json::from_str(line).ok()?;
    Some(Operation {
        change: change(&row, &beside)?,
        at: row.at.map_or(Timestamp::MIN, |at| at.0),
        by: row.by.as_ref()?.as_str().to_owned(),
        seed: beside.seed,
        over: row.over.as_ref().map(|over| over.as_str().to_owned()),
        backdated: beside.backdated,
    })
}

fn change(row: &Row<'_>, beside: &Beside) -> Option<Change> {
    let values = || row.values().into_iter().map(|(field, value)| (field, value.into_string())).collect();
    let owned = |texts: &[Text<'_>]| texts.iter().map(|text| text.as_str().to_owned()).collect::<Vec<_>>();
    let what = row.what.as_ref().map(Text::as_str);
    if what == Some("add") {
        return Some(Change::Add(Draft {
            to: row.to.map(|to| to.0),
            values: values(),
            labels: owned(&row.labels),
            who: owned(&row.who),
            source: row.source.as_ref().map(|source| source.as_str().to_owned()),
            items: row.new_items(),
            links: owned(&row.links),
        }));
    }
    let card = match row.about().ok()? {
        About::Card(card) => card,
        About::Setting(subject) => {
            let fields = row.fields(&subject).ok()?;
            return Some(Change::Set { subject, fields });
        }
    };
    Some(match what? {
        "move" => Change::Move { card, to: row.to?.0 },
        "edit" => Change::Edit { card, values: values() },
        "label" => Change::Label { card, add: owned(&row.add), drop: owned(&row.drop) },
        "assign" => Change::Assign { card, add: owned(&row.add), drop: owned(&row.drop) },
        "check" => Change::Check { card, checking: row.checking() },
        "link" => Change::Link { card, add: owned(&row.add), drop: owned(&row.drop) },
        "block" => Change::Block { card, why: row.why.as_ref()?.as_str().to_owned() },
        "unblock" => Change::Unblock { card },
        "pull" => Change::Pull { card, why: row.why.as_ref()?.as_str().to_owned() },
        "answer" => Change::Answer { card },
        "resolve" => Change::Resolve { card, what: row.countermeasure.as_ref()?.as_str().to_owned() },
        "rank" => Change::Reorder { card, place: place(beside.place?) },
        "delete" => Change::Delete { card },
        "restore" => Change::Restore { card },
        "archived" => Change::Archive { card },
        "undo" => Change::Undo { card, event: row.undoes?.0 },
        _ => return None,
    })
}

/// Top and bottom are as many rows away as there can be.
fn rows(place: Place) -> i32 {
    match place {
        Place::By(rows) => rows,
        Place::Top => i32::MIN,
        Place::Bottom => i32::MAX,
    }
}

fn place(rows: i32) -> Place {
    match rows {
        i32::MIN => Place::Top,
        i32::MAX => Place::Bottom,
        rows => Place::By(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::{
        AtLimit, Checking, ColumnKind, Field, Fields, Share, Sle, Subject, WipLimit, Workers,
    };

    #[test]
    fn every_operation_round_trips() {
        let id = |text: &str| text.parse::<Id>().unwrap();
        let card = id("0r6m9mrv");
        let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let fields = Fields {
            name: Some("Review \"2\"".into()),
            kind: Some(ColumnKind::Active),
            wip: Some(WipLimit::new(3)),
            rank: Some("b".into()),
            stage: Some(None),
            gone: Some(false),
            expedite: Some(true),
            zone: Some("Europe/Berlin".into()),
            at_limit: Some(AtLimit::Reason),
            person_wip: Some(None),
            sle: Some(Share::new(85).and_then(|share| Sle::new(691_200_000, share))),
            workers: Some(Workers::new(2)),
            target: Some(None),
            done_when: Some("a test \"first\"".into()),
            body: Some("".into()),
        };
        let changes = [
            Change::Add(Draft::default()),
            Change::Add(Draft {
                to: Some(id("ready")),
                values: vec![(Field::Title, "a\nb\u{1b}".into()), (Field::Due, "2026-01-01".into())],
                labels: strings(&["x", "y"]),
                who: strings(&["jon"]),
                source: Some("JIRA-1".into()),
                items: vec![("a \"b\"".into(), false), ("c".into(), true)],
                links: strings(&["https://a"]),
            }),
            Change::Move { card, to: id("dev") },
            Change::Edit { card, values: vec![(Field::Text, String::new()), (Field::Class, "fast".into())] },
            Change::Label { card, add: strings(&["a"]), drop: strings(&["b"]) },
            Change::Assign { card, add: Vec::new(), drop: strings(&["b"]) },
            Change::Check {
                card,
                checking: Checking {
                    add: strings(&["a", "b"]),
                    drop: strings(&["c"]),
                    tick: strings(&["a"]),
                    untick: strings(&["d\n"]),
                },
            },
            Change::Link { card, add: strings(&["https://a"]), drop: strings(&["b"]) },
            Change::Block { card, why: "no".into() },
            Change::Unblock { card },
            Change::Pull { card, why: "the tests\nfail".into() },
            Change::Answer { card },
            Change::Resolve { card, what: "a test \"first\"".into() },
            Change::Reorder { card, place: Place::Top },
            Change::Reorder { card, place: Place::Bottom },
            Change::Reorder { card, place: Place::By(-2) },
            Change::Delete { card },
            Change::Restore { card },
            Change::Undo { card, event: id("e") },
            Change::Set { subject: Subject::Column(id("c")), fields },
            Change::Set {
                subject: Subject::Person("jon".into()),
                fields: Fields { wip: Some(None), ..Fields::default() },
            },
            Change::Set {
                subject: Subject::WorkKind("debt \"old\"".into()),
                fields: Fields { target: Some(Share::new(20)), ..Fields::default() },
            },
            Change::Set {
                subject: Subject::Template("a \"bug\"".into()),
                fields: Fields { body: Some("# Fix\n\n- [ ] a test".into()), ..Fields::default() },
            },
            Change::Set {
                subject: Subject::Board(id("b")),
                fields: Fields { sle: Some(None), workers: Some(None), ..Fields::default() },
            },
        ];
        for change in changes {
            let (at, by) = (Timestamp::from_ms(1_750_000_000_123), "maria".to_owned());
            let over = Some("must".to_owned());
            let operation = Operation { change, at, by, seed: u64::MAX, over, backdated: true };
            let line = print(&operation);
            assert!(!line.contains('\n'));
            assert_eq!(parse(&line), Some(operation), "{line}");
        }
        assert_eq!(parse("{}"), None);
    }
}
