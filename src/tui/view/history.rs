//! What was done to a card, in words, the latest first.

use super::clock::date;
use super::panel::{Line, line};
use crate::board::{Action, Card, Event, Field, Id, Name, Standing};
use crate::report::history;
use crate::text;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// The most events that are laid out: far more than anybody scrolls through.
const EVENTS_MAX: usize = 500;

pub fn lines(lines: &mut Vec<Line>, app: &App, card: &Card, width: usize, glyphs: &Glyphs) {
    let events = card.events().len();
    lines.push(vec![
        ("History".to_owned(), Role::Strong),
        (format!("  {events} {}", if events == 1 { "event" } else { "events" }), Role::Faint),
    ]);
    let names = app.board.names();
    for event in card.events().iter().rev().take(EVENTS_MAX) {
        let at = date(event.at, app.now, app.board.zone());
        let by = text::fit(names.text(event.by), 12).to_string();
        let head = format!("{at:<13} ");
        let pad = " ".repeat(13_usize.saturating_sub(text::width(&by)));
        let (aside, role) = match event.standing {
            Standing::Holds => ("", Role::Text),
            Standing::Undone => (" (undone)", Role::Faint),
            Standing::Superseded => (" (another move holds)", Role::Faint),
        };
        let story = format!("{}{aside}", words(app, card, event, glyphs));
        let indent = 27;
        let wide = width > indent + 20;
        let room = if wide { width - indent } else { width.saturating_sub(2) };
        let mut parts = vec![(head, Role::Faint), (by, Role::Person), (pad, Role::Text)];
        if !wide {
            lines.push(std::mem::take(&mut parts));
        }
        for part in text::wrap(&story, room.max(1), 4) {
            if parts.is_empty() {
                parts = line(" ".repeat(if wide { indent } else { 2 }), Role::Text);
            }
            parts.push((part.to_string(), role));
            lines.push(std::mem::take(&mut parts));
        }
    }
    if events > EVENTS_MAX {
        lines.push(line(format!("and {} earlier ones", events - EVENTS_MAX), Role::Faint));
    }
}

/// What an event did, as a sentence without its subject.
fn words(app: &App, card: &Card, event: &Event, glyphs: &Glyphs) -> String {
    let board = &app.board;
    let column = |ix| board.column(ix).name.as_ref();
    let mut words = match &event.action {
        Action::Add(new) => format!("added it to {}", column(new.to)),
        Action::Move { from, to } => format!("moved it {} {} {}", column(*from), glyphs.arrow, column(*to)),
        Action::Edit(values) => {
            let changed: Vec<String> =
                values.iter().map(|(field, value)| edited(app, *field, value)).collect();
            changed.join(", ")
        }
        Action::Label(change) => format!("labels {}", members(app, '#', &change.add, &change.drop)),
        Action::Assign(change) => format!("people {}", members(app, '@', &change.add, &change.drop)),
        Action::Check(checks) => short(&history::checked(board, checks)).to_string(),
        Action::Link(change) => format!("links {}", members(app, ' ', &change.add, &change.drop)),
        Action::Block { why } => format!("blocked it: {}", short(why)),
        Action::Unblock => "unblocked it".to_owned(),
        Action::Pull { why } => format!("pulled the cord: {}", short(why)),
        Action::Answer => "answered the cord".to_owned(),
        Action::Resolve { what } => format!("resolved the cord: {}", short(what)),
        Action::Rank(_) => "placed it by hand".to_owned(),
        Action::Delete => "deleted it".to_owned(),
        Action::Restore => "put it back".to_owned(),
        Action::Archive { .. } => "archived it".to_owned(),
        Action::Undo(target) => format!("took back: {}", undone(app, card, *target, glyphs)),
        Action::Unknown => "did something that a newer andon knows".to_owned(),
    };
    if let Some(reason) = &event.over {
        words.extend([", over the limit: ", short(reason).as_str()]);
    }
    words
}

/// No more of a text than the lines of an event can show.
fn short(text: &str) -> text::Clean<'_> {
    text::fit(text, 500)
}

fn edited(app: &App, field: Field, value: &str) -> String {
    match field {
        _ if value.is_empty() => format!("cleared the {}", field.word()),
        Field::Title => format!("titled it '{}'", short(value)),
        Field::Text => "wrote the text".to_owned(),
        Field::Class => {
            let class = value.parse().ok().and_then(|id: Id| app.board.class(id));
            format!("class {}", class.map_or(value, |class| &class.name))
        }
        Field::Kind | Field::Due | Field::Parent => format!("{} {value}", field.word()),
    }
}

fn members(app: &App, mark: char, add: &[Name], drop: &[Name]) -> String {
    let names = app.board.names();
    let added = add.iter().map(|name| format!("+{mark}{}", names.text(*name)));
    let dropped = drop.iter().map(|name| format!("-{mark}{}", names.text(*name)));
    added.chain(dropped).collect::<Vec<_>>().join(" ")
}

/// What was undone. Undos of undos are named, not followed: a file may hold them in a circle.
fn undone(app: &App, card: &Card, target: Id, glyphs: &Glyphs) -> String {
    match card.event(target) {
        None => "an event that is not in this file".to_owned(),
        Some(Event { action: Action::Undo(_), .. }) => "an undo".to_owned(),
        Some(event) => words(app, card, event, glyphs),
    }
}
