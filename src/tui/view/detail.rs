//! All about a card: what it is, who is on it, its text, its journey, what was done to it.

use ratatui::layout::{Position, Rect};

use super::card::cord_look;
use super::clock::{age, date};
use super::inside::Inside;
use super::panel::{self, Line, line};
use super::pen::Pen;
use super::{history, journey, markdown};
use crate::board::{Card, ColumnKind, Field};
use crate::due::{self, Urgency};
use crate::flow::local_day;
use crate::report::asides;
use crate::report::words::duration;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::Command;
use crate::tui::glyphs::Glyphs;
use crate::tui::layer::Detail;
use crate::tui::theme::Role;

/// Wider lines than this are hard to read.
const WIDTH: u16 = 100;
/// Cells of the names of fields.
const NAME: usize = 10;

pub fn draw(pen: &mut Pen<'_>, app: &App, detail: &Detail) -> Option<Position> {
    let Some(card) = app.board.card(detail.card) else {
        let inner = panel::centred(pen, (40, 3), "");
        pen.put(inner.x, inner.y, inner.right(), "This card is no longer in the file.", Role::Faint);
        return None;
    };
    let id = app.board.short_id(card.id());
    let inner = panel::centred(
        pen,
        (WIDTH + 4, pen.area.height),
        &format!("{id} {} {}", pen.glyphs().dot, column_of(app, card)),
    );
    let (lines, _) = lines(app, card, detail, inner.width.into(), pen.glyphs());
    panel::scrolled(pen, inner, &lines, detail.scroll);
    None
}

/// How far it is scrolled when its cursor is in sight: the same on every screen of this size,
/// whatever the theme, as all symbols take one cell.
pub fn scroll(app: &App, detail: &Detail) -> u16 {
    let (columns, rows) = app.size;
    let room = Rect { x: 0, y: 0, width: columns, height: rows.saturating_sub(1) };
    let inner = panel::inside(room, (WIDTH + 4, room.height));
    let height = usize::from(inner.height).max(1);
    let Some(card) = app.board.card(detail.card) else { return detail.scroll };
    let (lines, cursor) = lines(app, card, detail, inner.width.into(), &Glyphs::UNICODE);
    let scroll = usize::from(detail.scroll).min(lines.len().saturating_sub(height));
    let scroll = cursor.map_or(scroll, |at| scroll.clamp((at + 1).saturating_sub(height), at));
    u16::try_from(scroll).unwrap_or(u16::MAX)
}

fn column_of(app: &App, card: &Card) -> String {
    let column = app.board.column(card.column());
    match column.stage.and_then(|id| app.board.stage(id)) {
        Some(stage) => format!("{}: {}", stage.name, column.name),
        None => column.name.to_string(),
    }
}

/// All lines, and which of them the cursor is on.
fn lines(
    app: &App,
    card: &Card,
    detail: &Detail,
    width: usize,
    glyphs: &'static Glyphs,
) -> (Vec<Line>, Option<usize>) {
    let inside = Inside::new(app, card, detail, width, glyphs);
    let mut lines: Vec<Line> = Vec::new();
    for part in text::wrap(card.title(), width, 20) {
        lines.push(line(part.to_string(), Role::Strong));
    }
    lines.push(Line::new());
    states(&mut lines, app, card, width, glyphs);
    fields(&mut lines, app, card, width);
    inside.fields(&mut lines, NAME);
    let body = card.value(Field::Text);
    if !body.is_empty() {
        lines.push(Line::new());
        lines.extend(markdown::lines(body, width, glyphs).iter().cloned());
    }
    inside.checklist(&mut lines);
    inside.parts(&mut lines);
    lines.push(Line::new());
    journey::lines(&mut lines, app, card, width, glyphs);
    lines.push(Line::new());
    // What is done to an item is told in the history as well.
    let cursor = inside.cursor_line(&lines);
    history::lines(&mut lines, app, card, width, glyphs);
    (lines, cursor)
}

/// What is the matter with the card: each a symbol, a word, and the story.
fn states(lines: &mut Vec<Line>, app: &App, card: &Card, width: usize, glyphs: &Glyphs) {
    let names = app.board.names();
    let mut state = |symbol: &str, word: &str, role: Role, story: String| {
        let head = format!("{symbol} {word}");
        let indent = text::width(&head) + 2;
        for (nth, part) in text::wrap(&story, width.saturating_sub(indent).max(1), 6).iter().enumerate() {
            let head = if nth == 0 { format!("{head}  ") } else { " ".repeat(indent) };
            lines.push(vec![(head, role), (part.to_string(), Role::Text)]);
        }
    };
    if card.is_archived() {
        let since = card
            .archived()
            .map(|event| format!("{} ago, by {}; ", age(app.now.since(event.at)), names.text(event.by)));
        state(
            glyphs.bad,
            "archived",
            Role::Text,
            format!("{}{} puts it back", since.unwrap_or_default(), app.key_text(Command::Restore)),
        );
    } else if card.is_deleted() {
        state(glyphs.bad, "deleted", Role::Bad, format!("{} puts it back", app.key_text(Command::Restore)));
    }
    if let Some(cord) = card.cord() {
        let ago = |at| age(app.now.since(at));
        let key = app.keys_text(Command::Cord);
        let then = match cord.answered {
            Some((at, by)) => format!("{} came {} ago; {key} resolves it", names.text(by), ago(at)),
            None => format!("nobody has come yet; {key} answers it"),
        };
        let why = cord.why.trim_end_matches('.');
        let story = format!("{}, by {}: {why}. {then}", ago(cord.since), names.text(cord.by));
        let (symbol, word, role) = cord_look(&cord, glyphs);
        state(symbol, word, role, story);
    }
    if let Some(block) = card.block() {
        let since = age(app.now.since(block.since));
        state(
            glyphs.blocked,
            "blocked",
            Role::Blocked,
            format!("{since}, by {}: {}", names.text(block.by), block.why),
        );
    }
    if let Some(class) = card.class().and_then(|id| app.board.class(id)).filter(|class| class.expedite) {
        state(glyphs.expedite, &class.name, Role::Expedite, "goes before other cards".to_owned());
    }
    if let Some(reason) = card.over() {
        state(glyphs.forced, "over the limit", Role::Bad, reason.to_owned());
    }
    for aside in asides(&app.board, card) {
        let at = date(aside.at, app.now, app.board.zone());
        let way = match aside.field {
            Some(_) => format!("; {} takes it", app.keys_text(Command::OtherVersion)),
            None => String::new(),
        };
        let story = format!("{}, {}{way}", aside.story, at.trim_start());
        state(glyphs.elsewhere, &aside.what, Role::News, story);
    }
    if let Some(mark) = app.mark(card.id()) {
        state(glyphs.changed, "just now", Role::News, format!("{}: {}", mark.by, mark.what));
    }
}

fn fields(lines: &mut Vec<Line>, app: &App, card: &Card, width: usize) {
    let names = app.board.names();
    let mut field = |name: &str, values: Line| {
        let mut parts = line(format!("{name:<NAME$}"), Role::Faint);
        parts.extend(values);
        lines.push(parts);
    };
    let people: Line =
        card.who().iter().map(|name| (format!("@{} ", names.text(*name)), Role::Person)).collect();
    field("who", if people.is_empty() { line("nobody yet", Role::Faint) } else { people });
    let labels: Line =
        card.labels().iter().map(|name| (format!("#{} ", names.text(*name)), Role::Label)).collect();
    if !labels.is_empty() {
        field("labels", labels);
    }
    if let Some(class) = card.class().and_then(|id| app.board.class(id)) {
        field("class", line(class.name.to_string(), Role::Text));
    }
    let due = card.value(Field::Due);
    if !due.is_empty() {
        field(Field::Due.word(), due_line(app, card, due));
    }
    let kind = card.value(Field::Kind);
    if !kind.is_empty() {
        field(Field::Kind.word(), line(text::fit(kind, width.saturating_sub(NAME)).to_string(), Role::Text));
    }
    let here = app.now.since(card.entered());
    let entered = date(card.entered(), app.now, app.board.zone());
    let since =
        vec![(duration(here), Role::Text), (format!("  since {}", entered.trim_start()), Role::Faint)];
    field("here for", since);
}

/// The day in words, and what it is in the file.
fn due_line(app: &App, card: &Card, value: &str) -> Line {
    let today = local_day(app.now, app.board.zone());
    let Some(day) = due::of_value(value) else { return line(text::fit(value, 40).to_string(), Role::Text) };
    let finished = app.board.column(card.column()).kind == ColumnKind::Done;
    let role = match due::urgency(day, today) {
        _ if finished => Role::Text,
        Urgency::Overdue => Role::Bad,
        Urgency::Soon => Role::Warn,
        Urgency::Later => Role::Text,
    };
    let told = match due::urgency(day, today) {
        Urgency::Overdue if !finished => due::due(day, today),
        _ => due::told(day, today),
    };
    vec![(due::named(day, today), Role::Text), (format!("  {told}"), role)]
}
