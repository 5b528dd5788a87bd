//! What the hint line offers: first what this moment asks for, then what is always useful here.

use super::{Command, Context, entry, hints};
use crate::tui::app::App;
use crate::tui::layer::Layer;

/// A key, and what it does in a word or two.
pub type Hint = (String, &'static str);

/// Commands a count means something to.
const COUNTED: [Command; 6] =
    [Command::Down, Command::Up, Command::MoveRight, Command::MoveLeft, Command::First, Command::Last];

/// What can be done with several cards at once.
const SEVERAL: [(Command, &str); 11] = [
    (Command::MoveRight, "move"),
    (Command::Delete, "delete"),
    (Command::Block, "block"),
    (Command::Assign, "assign"),
    (Command::Label, "label"),
    (Command::MoveTo, "move to"),
    (Command::Back, "drop them"),
    (Command::Class, "class"),
    (Command::Due, "due"),
    (Command::AddItem, "item"),
    (Command::SetParent, "part of"),
];

/// The keys that help now, the most useful first. Only what can be had is offered.
pub fn hints_of(app: &App) -> Vec<Hint> {
    let context = Context::of(app);
    if !app.chord.is_empty() {
        return vec![(app.key_text(Command::Back), "drop the keys")];
    }
    let mut offered = now(app, context);
    let usual = if app.count.is_some() { &COUNTED } else { hints(context) };
    offered.extend(usual.iter().map(|command| (*command, entry(*command).title)));
    let mut seen: Vec<Command> = Vec::new();
    let mut found = Vec::new();
    for (command, words) in offered {
        let entry = entry(command);
        if seen.contains(&command) || (entry.available)(app).is_err() {
            continue;
        }
        seen.push(command);
        found.extend(app.keymap.key_in(command, context).map(|key| (key, words)));
    }
    found
}

/// What this moment asks for.
fn now(app: &App, context: Context) -> Vec<(Command, &'static str)> {
    let mut offered = Vec::new();
    if context == Context::Detail {
        offered.extend([Command::Back, Command::OtherVersion].map(|command| (command, entry(command).title)));
    }
    if matches!(app.top(), Some(Layer::Help(_) | Layer::Palette(_))) {
        offered.extend([
            (Command::Accept, "do it"),
            (Command::Back, "close"),
            (Command::PageDown, "page down"),
        ]);
    }
    if context == Context::Travel {
        offered.push((Command::Travel, "back to now"));
    }
    if app.count.is_some() {
        offered.push((Command::Back, "drop the count"));
    }
    if app.acts_on_several() {
        offered.extend(SEVERAL);
    }
    if app.refused.is_some() {
        offered.push((Command::MoveAnyway, "go over it, with a reason"));
    }
    if context == Context::Board && !app.filter.is_empty() {
        offered.extend([(Command::Back, "show all cards"), (Command::Filter, "change the filter")]);
    }
    if matches!(context, Context::Board | Context::Detail) {
        let card = app.subject();
        if let Some(cord) = card.and_then(crate::board::Card::cord) {
            let words = if cord.answered.is_some() { "resolve the cord" } else { "answer the cord" };
            offered.push((Command::Cord, words));
        }
        if card.is_some_and(|card| card.block().is_some()) {
            offered.push((Command::Block, "unblock"));
        }
    }
    offered
}
