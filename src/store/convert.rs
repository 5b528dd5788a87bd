//! Rows to events and settings, and back.
//!
//! The only place where words of the file meet types of the board. What is read is checked here:
//! a row that lacks something, or that says what cannot be, is an error with its reason, and the
//! caller keeps the row as it stands in the file.

use std::fmt::Display;

use super::lists::{put_checks, put_extras};
use super::policy;
use super::row::{Given, Line, Parsed, Row, Text};
use crate::board::{
    Action, AtLimit, Board, Builder, ColumnKind, Event, Field, Fields, Id, Membership, NewCard, Setting,
    Share, Standing, Subject, Values, WipLimit, Words, rank,
};

/// Why a row is not understood.
pub type Reason = String;

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Card(Id),
    Setting(Subject),
}

impl Row<'_> {
    /// `class` and `stage` also stand in rows about cards and columns, so they are asked last.
    pub fn about(&self) -> Result<About, Reason> {
        let subject = |key, value: &Given<Text<'_>>, subject: fn(Id) -> Subject| match &value.0 {
            Some(Some(id)) => Some(parsed(key, id).map(subject).map(About::Setting)),
            _ => None,
        };
        if let Some(Parsed(card)) = self.card {
            Ok(About::Card(card))
        } else if let Some(Parsed(column)) = self.column {
            Ok(About::Setting(Subject::Column(column)))
        } else if let Some(Parsed(board)) = self.board {
            Ok(About::Setting(Subject::Board(board)))
        } else if let Some(Text(person)) = &self.person {
            Ok(About::Setting(Subject::Person(person.as_ref().into())))
        } else if let Some(Text(kind)) = &self.work_kind {
            let named = !kind.trim().is_empty();
            let named = named.then(|| About::Setting(Subject::WorkKind(kind.as_ref().into())));
            named.ok_or_else(|| "work_kind names no kind of work; kept as it is".to_owned())
        } else if let Some(Text(template)) = &self.template {
            let named = !template.trim().is_empty();
            let named = named.then(|| About::Setting(Subject::Template(template.as_ref().into())));
            named.ok_or_else(|| "template has no name; kept as it is".to_owned())
        } else {
            let stage = subject("stage", &self.stage, Subject::Stage);
            stage.or_else(|| subject("class", &self.class, Subject::Class)).unwrap_or_else(|| {
                Err("says neither card, column, board, stage, class, person, work_kind nor template; kept as it is"
                    .to_owned())
            })
        }
    }

    /// Gives the builder what the row says, under `id`. A row that only a newer andon understands
    /// still counts as a revision of its card; the reason is told all the same.
    pub fn give(&self, builder: &mut Builder, about: About, id: Id) -> Result<(), Reason> {
        let rev = self.rev.ok_or("has no rev")?;
        let at = self.at.ok_or("has no at")?.0;
        let by = self.by.as_ref().ok_or("has no by")?.as_str();
        match about {
            About::Card(card) => {
                let (action, understood) = match self.action(builder) {
                    Ok(action) => (action, Ok(())),
                    Err(reason) => (Action::Unknown, Err(reason)),
                };
                let over = self.over.as_ref().map(|over| over.as_str().into());
                let by = builder.name(by);
                builder.event(card, Event { id, at, rev, by, action, over, standing: Standing::Holds });
                understood
            }
            About::Setting(subject) => {
                let fields = self.fields(&subject)?;
                let given = builder.setting(Setting { subject, id, rev, at, by: by.into(), fields });
                if given { Ok(()) } else { Err("describes one column too many".to_owned()) }
            }
        }
    }

    fn action(&self, builder: &mut Builder) -> Result<Action, Reason> {
        let column = |builder: &mut Builder, key: &str, id: Option<Parsed<Id>>| {
            let Parsed(id) = id.ok_or_else(|| format!("has no {key}"))?;
            builder.column(id).ok_or_else(|| "names one column too many".to_owned())
        };
        let text = |key: &str, text: &Option<Text<'_>>| -> Result<Words, Reason> {
            Ok(text.as_ref().ok_or_else(|| format!("has no {key}"))?.as_str().into())
        };
        Ok(match self.what.as_ref().ok_or("has no do")?.as_str() {
            "add" => Action::Add(Box::new(NewCard {
                to: column(builder, "to", self.to)?,
                values: self.values(),
                labels: names(builder, &self.labels).into(),
                who: names(builder, &self.who).into(),
                source: self.source.as_ref().map(|source| source.as_str().into()),
                rank: self.rank.as_ref().and_then(|rank| key(rank.as_str()).ok()),
                extras: self.extras(builder),
            })),
            "move" => Action::Move {
                from: column(builder, "from", self.from)?,
                to: column(builder, "to", self.to)?,
            },
            "edit" => Action::Edit(Box::new(self.values())),
            "label" => Action::Label(Box::new(self.membership(builder))),
            "assign" => Action::Assign(Box::new(self.membership(builder))),
            "check" => Action::Check(Box::new(self.checks(builder))),
            "link" => Action::Link(Box::new(self.membership(builder))),
            "block" => Action::Block { why: text("why", &self.why)? },
            "unblock" => Action::Unblock,
            "pull" => Action::Pull { why: text("why", &self.why)? },
            "answer" => Action::Answer,
            "resolve" => Action::Resolve { what: text("what", &self.countermeasure)? },
            "rank" => Action::Rank(key(&text("rank", &self.rank)?)?.into()),
            "delete" => Action::Delete,
            "restore" => Action::Restore,
            "archived" => Action::Archive { saw: self.saw.ok_or("has no saw")?.0 },
            "undo" => Action::Undo(self.undoes.ok_or("has no undoes")?.0),
            other => {
                return Err(format!(
                    "do '{}' is not known to this andon; kept as it is",
                    other.escape_debug()
                ));
            }
        })
    }

    /// Fields that are given; null clears a field, as an empty text does.
    pub fn values(&self) -> Values {
        let of = |field| match field {
            Field::Title => &self.title,
            Field::Text => &self.text,
            Field::Class => &self.class,
            Field::Kind => &self.kind,
            Field::Due => &self.due,
            Field::Parent => &self.parent,
        };
        let given = |field| Some((field, of(field).0.as_ref()?.as_ref().map_or("", Text::as_str).into()));
        let count = Field::ALL.into_iter().filter(|field| of(*field).0.is_some()).count();
        // What is needed and no more: most cards have two fields, and there may be many cards.
        let mut values = Vec::with_capacity(count);
        values.extend(Field::ALL.into_iter().filter_map(given));
        values.into()
    }

    fn membership(&self, builder: &mut Builder) -> Membership {
        Membership { add: names(builder, &self.add), drop: names(builder, &self.drop) }
    }

    pub fn fields(&self, subject: &Subject) -> Result<Fields, Reason> {
        let is_column = matches!(subject, Subject::Column(_));
        let cleared = |given: &Given<Text<'_>>| -> Option<Box<str>> {
            given.0.as_ref().map(|text| text.as_ref().map_or("", Text::as_str).into())
        };
        let boxed = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.as_str().into());
        Ok(Fields {
            name: boxed(&self.name),
            kind: match &self.kind.0 {
                Some(Some(kind)) if is_column => Some(parsed("kind", kind)?),
                _ => None,
            },
            wip: limit("wip", &self.wip)?,
            rank: boxed(&self.rank),
            stage: match &self.stage.0 {
                Some(stage) if is_column => Some(stage.as_ref().map(|id| parsed("stage", id)).transpose()?),
                _ => None,
            },
            gone: self.gone,
            expedite: self.expedite,
            zone: boxed(&self.zone),
            at_limit: self.at_limit.as_ref().map(|policy| parsed("at_limit", policy)).transpose()?,
            person_wip: limit("person_wip", &self.person_wip)?,
            sle: policy::sle(&self.sle)?,
            workers: policy::workers(&self.workers)?,
            target: policy::target(&self.target)?,
            done_when: cleared(&self.done_when),
            body: cleared(&self.body),
        })
    }
}

pub fn names(builder: &mut Builder, texts: &[Text<'_>]) -> Vec<crate::board::Name> {
    texts.iter().map(|text| builder.name(text.as_str())).collect()
}

fn parsed<T: std::str::FromStr<Err: Display>>(key: &str, text: &Text<'_>) -> Result<T, Reason> {
    text.as_str().parse().map_err(|why| format!("{key} '{}': {why}", text.as_str().escape_debug()))
}

/// A key that orders cards must be one: between others there would be no room.
fn key(text: &str) -> Result<Box<str>, Reason> {
    let key =
        || format!("rank '{}' is no key: digits and small letters, not ending in 0", text.escape_debug());
    if rank::is_key(text) { Ok(text.into()) } else { Err(key()) }
}

#[expect(clippy::option_option, reason = "not given, taken away, given: what a register knows")]
fn limit(key: &str, given: &Given<i64>) -> Result<Option<Option<WipLimit>>, Reason> {
    let known = |cards: i64| u64::try_from(cards).ok().and_then(WipLimit::new);
    match given.0 {
        None => Ok(None),
        Some(None) => Ok(Some(None)),
        Some(Some(cards)) => match known(cards) {
            Some(limit) => Ok(Some(Some(limit))),
            None => Err(format!("{key} {cards}: a limit is 1 to 65535, or null for none")),
        },
    }
}

/// The row of an event.
pub fn event_line(board: &Board, card: Id, event: &Event) -> String {
    let name = |name: &crate::board::Name| board.names().text(*name);
    let column = |column| board.column(column).id;
    let mut line = Line::new("card", &card.to_string());
    line.id("id", event.id).plain("rev", event.rev).plain("at", format_args!("\"{}\"", event.at));
    line.text("by", name(&event.by)).text("do", event.action.word());
    match &event.action {
        Action::Add(card) => {
            line.id("to", column(card.to));
            put_values(&mut line, &card.values);
            line.list("labels", card.labels.iter().map(name)).list("who", card.who.iter().map(name));
            line.maybe("source", card.source.as_deref()).maybe("rank", card.rank.as_deref());
            put_extras(&mut line, card.extras.as_deref(), name);
        }
        Action::Move { from, to } => {
            line.id("from", column(*from)).id("to", column(*to));
        }
        Action::Edit(values) => put_values(&mut line, values),
        Action::Check(checks) => put_checks(&mut line, checks, name),
        Action::Label(change) | Action::Assign(change) | Action::Link(change) => {
            line.list("add", change.add.iter().map(name)).list("drop", change.drop.iter().map(name));
        }
        Action::Block { why } | Action::Pull { why } => {
            line.text("why", why);
        }
        Action::Resolve { what } => {
            line.text("what", what);
        }
        Action::Rank(rank) => {
            line.text("rank", rank);
        }
        Action::Archive { saw } => {
            line.id("saw", *saw);
        }
        Action::Undo(event) => {
            line.id("undoes", *event);
        }
        Action::Unblock | Action::Answer | Action::Delete | Action::Restore | Action::Unknown => {}
    }
    line.maybe("over", event.over.as_deref().map(AsRef::as_ref));
    line.finish()
}

/// Fields in their order; a cleared one is null.
pub fn put_values(line: &mut Line, values: &[(Field, impl AsRef<str>)]) {
    for field in Field::ALL {
        if let Some((_, value)) = values.iter().rev().find(|(of, _)| *of == field) {
            match value.as_ref() {
                "" => line.plain(field.word(), "null"),
                text => line.text(field.word(), text),
            };
        }
    }
}

/// The row of a setting.
pub fn setting_line(setting: &Setting) -> String {
    let mut line = subject_line(&setting.subject);
    line.id("id", setting.id).plain("rev", setting.rev).plain("at", format_args!("\"{}\"", setting.at));
    line.text("by", &setting.by);
    put_fields(&mut line, &setting.fields);
    line.finish()
}

/// A row that starts with its subject.
pub fn subject_line(subject: &Subject) -> Line {
    match subject {
        Subject::Board(id) => Line::new("board", &id.to_string()),
        Subject::Column(id) => Line::new("column", &id.to_string()),
        Subject::Stage(id) => Line::new("stage", &id.to_string()),
        Subject::Class(id) => Line::new("class", &id.to_string()),
        Subject::Person(name) => Line::new("person", name),
        Subject::WorkKind(kind) => Line::new("work_kind", kind),
        Subject::Template(name) => Line::new("template", name),
    }
}

/// What a setting gives, in the order of the file.
pub fn put_fields(line: &mut Line, fields: &Fields) {
    let Fields {
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
    line.maybe("name", name.as_deref()).maybe("kind", kind.map(ColumnKind::word));
    put_number(line, "wip", *wip);
    line.maybe("rank", rank.as_deref());
    match stage {
        Some(Some(stage)) => line.id("stage", *stage),
        Some(None) => line.plain("stage", "null"),
        None => line,
    };
    for (key, flag) in [("gone", gone), ("expedite", expedite)] {
        if let Some(flag) = flag {
            line.plain(key, flag);
        }
    }
    line.maybe("zone", zone.as_deref()).maybe("at_limit", at_limit.map(AtLimit::word));
    put_number(line, "person_wip", *person_wip);
    policy::put_sle(line, *sle);
    put_number(line, "workers", *workers);
    put_number(line, "target", target.map(|share| share.map(Share::percent)));
    for (key, text) in [("done_when", done_when), ("body", body)] {
        match text.as_deref() {
            Some("") => line.plain(key, "null"),
            text => line.maybe(key, text),
        };
    }
}

#[expect(clippy::option_option, reason = "not given, taken away, given: what a register knows")]
fn put_number(line: &mut Line, key: &str, number: Option<Option<impl Display>>) {
    match number {
        Some(Some(number)) => line.plain(key, number),
        Some(None) => line.plain(key, "null"),
        None => line,
    };
}
