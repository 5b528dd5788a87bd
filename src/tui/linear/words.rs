//! The board in words: all that a symbol, a colour or a place on the screen would tell.

use std::fmt::Write as _;

use crate::board::{Board, Card, ColumnIx, ColumnKind, Field, Scope};
use crate::report::history;
use crate::report::words::count;
use crate::tui::app::App;

/// Cards of a column that are told with the whole board; nobody listens to more.
const CARDS_TOLD: usize = 50;
/// Of what is delivered, fewer.
const DELIVERED_TOLD: usize = 5;

const MINUTE_MS: i64 = 60_000;

/// The whole board: a line for the board, one for each column, one for each card.
pub fn board(app: &App) -> Vec<String> {
    let board = &app.board;
    let columns = board.display_order();
    let shown: usize = columns.iter().map(|column| app.len_in(*column)).sum();
    let mut lines = vec![format!(
        "Board {}: {}, {}, {} in process{}.",
        app.title(),
        count(columns.len(), "column"),
        count(shown, "card"),
        board.count(Scope::Board),
        limit(board, Scope::Board),
    )];
    if !app.filter.is_empty() {
        lines.push(format!("Only cards that fit the filter {} are told.", app.filter.text()));
    }
    for (nth, ix) in columns.iter().enumerate() {
        lines.push(format!("Column {} of {}: {}", nth + 1, columns.len(), column(app, *ix)));
        let most = if board.column(*ix).kind == ColumnKind::Done { DELIVERED_TOLD } else { CARDS_TOLD };
        lines.extend(cards(app, *ix, most));
        if app.len_in(*ix) > most {
            let more = app.len_in(*ix) - most;
            lines.push(format!("  And {}: go there, and type column.", count(more, "more card")));
        }
    }
    lines
}

/// The column under the cursor with all its cards.
pub fn whole_column(app: &App) -> Vec<String> {
    let Some(ix) = app.column() else { return vec![place(app)] };
    let mut lines = vec![column(app, ix)];
    lines.extend(cards(app, ix, usize::MAX));
    lines
}

fn cards(app: &App, ix: ColumnIx, most: usize) -> impl Iterator<Item = String> {
    let cards = (0..app.len_in(ix).min(most)).filter_map(move |row| app.card_at(ix, row));
    cards.map(move |card| format!("  {}", self::card(app, card)))
}

/// A column: its name, what it is for, how full it is.
pub fn column(app: &App, ix: ColumnIx) -> String {
    let board = &app.board;
    let column = board.column(ix);
    let kind = match column.kind {
        ColumnKind::Backlog => "ideas",
        ColumnKind::Queue => "waiting",
        ColumnKind::Active => "work",
        ColumnKind::Done => "delivered",
    };
    let cards = count(app.len_in(ix), "card");
    let mut text =
        format!("{}, {kind}: {cards}{}.", history::column(board, ix), limit(board, Scope::Column(ix)));
    if let Some(stage) = column.stage.filter(|stage| board.limit(Scope::Stage(*stage)).is_some()) {
        let scope = Scope::Stage(stage);
        let name = board.scope_name(scope);
        let _ = write!(text, " Stage {name}: {}{}.", board.count(scope), limit(board, scope));
    }
    text
}

/// How a limit stands, to follow the number of cards.
fn limit(board: &Board, scope: Scope) -> String {
    let Some(limit) = board.limit(scope) else { return String::new() };
    let state = match board.count(scope).cmp(&limit.cards()) {
        std::cmp::Ordering::Less => "",
        std::cmp::Ordering::Equal => ", full",
        std::cmp::Ordering::Greater => ", over the limit",
    };
    format!(", at most {limit}{state}")
}

/// A card with all its states: what it is called, what is the matter, who is on it, since when it
/// is here.
pub fn card(app: &App, card: &Card) -> String {
    let board = &app.board;
    let names = |names: &[crate::board::Name]| {
        names.iter().map(|name| board.names().text(*name)).collect::<Vec<_>>().join(", ")
    };
    let head = format!("{} {}.", board.short_id(card.id()), card.title());
    let mut parts = Vec::new();
    if board.expedited(card) {
        parts.push("goes before other work".to_owned());
    } else if let Some(class) = card.class().and_then(|class| board.class(class)) {
        parts.push(format!("class {}", class.name));
    }
    if let Some(cord) = card.cord() {
        parts.push(match cord.answered {
            Some((_, by)) => {
                format!("andon cord pulled: {}, answered by {}", cord.why, board.names().text(by))
            }
            None => {
                format!("andon cord pulled by {}: {}, nobody came yet", board.names().text(cord.by), cord.why)
            }
        });
    }
    if let Some(block) = card.block() {
        parts.push(format!("blocked for {}: {}", duration(app.now.since(block.since)), block.why));
    }
    if let Some(why) = card.over() {
        parts.push(format!("over the limit: {why}"));
    }
    if !card.value(Field::Due).is_empty() {
        parts.push(format!("due {}", card.value(Field::Due)));
    }
    if !card.who().is_empty() {
        parts.push(format!("on it: {}", names(card.who())));
    }
    if !card.labels().is_empty() {
        parts.push(format!("labels: {}", names(card.labels())));
    }
    if let Some(mark) = app.mark(card.id()) {
        parts.push(format!("just now by {}: {}", mark.by, mark.what));
    }
    parts.push(format!("here for {}", duration(app.now.since(card.entered()))));
    // An id is spelled as it is.
    parts.iter().fold(head, |told, part| told + " " + &sentence(part))
}

/// Where the cursor is.
pub fn place(app: &App) -> String {
    let Some(ix) = app.column() else { return "There is no column here.".to_owned() };
    let Some(card) = app.card() else {
        return format!("No card in {}", column(app, ix));
    };
    let row = app.row_of(card).map_or(1, |row| row + 1);
    let name = history::column(&app.board, card.column());
    format!("{row} of {} in {name}: {}", app.len_in(card.column()), self::card(app, card))
}

/// All about a card.
pub fn detail(app: &App, of: &Card) -> Vec<String> {
    let board = &app.board;
    let mut lines = vec![card(app, of), format!("In column {}.", history::column(board, of.column()))];
    lines.extend(of.value(Field::Text).lines().map(str::to_owned));
    lines.push(format!("{}:", count(of.events().len(), "event")));
    lines.extend(of.events().iter().map(|event| {
        let ago = duration(app.now.since(event.at));
        let by = board.names().text(event.by);
        format!("  {ago} ago, {by}: {}", history::event(board, of, event))
    }));
    lines
}

/// A duration in the words of a sentence: its greatest unit, and no letters to be spelled.
fn duration(ms: i64) -> String {
    let minutes = usize::try_from(ms / MINUTE_MS).unwrap_or(0);
    match minutes {
        0 => "less than a minute".to_owned(),
        1..60 => count(minutes, "minute"),
        60..1440 => count(minutes / 60, "hour"),
        _ => count(minutes / 1440, "day"),
    }
}

/// A text as a sentence: it begins with a capital and ends with a stop.
pub fn sentence(text: &str) -> String {
    let mut letters = text.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut text: String = first.to_uppercase().chain(letters).collect();
    if !text.ends_with(['.', '?', '!', ':']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sentences() {
        for (minutes, words) in [
            (-5, "less than a minute"),
            (0, "less than a minute"),
            (1, "1 minute"),
            (59, "59 minutes"),
            (60, "1 hour"),
            (1439, "23 hours"),
            (1440, "1 day"),
            (4000, "2 days"),
        ] {
            assert_eq!(duration(minutes * MINUTE_MS), words);
        }
        for (text, said) in [("", ""), ("moved", "Moved."), ("ärger!", "Ärger!"), ("Why?", "Why?")] {
            assert_eq!(sentence(text), said);
        }
    }
}
