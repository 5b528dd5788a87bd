//! The head of a column: its name, how full it is, what is out of sight.

use super::pen::Pen;
use super::{gauge, strip};
use crate::board::{Board, ColumnIx, Id, Scope, WipLimit};
use crate::text;
use crate::tui::app::{App, Tone};
use crate::tui::glyphs::Glyphs;
use crate::tui::layout::{Plan, Slot};
use crate::tui::theme::Role;

/// What a place over its limit is, and does.
const CLOSED: &str = "OVER, takes nothing";
/// Cells of a bar in a head.
const GAUGE: usize = 5;

/// How a place stands against its limit, for people to see.
pub struct Standing {
    /// How many of how many.
    pub number: String,
    /// The symbol of a place that is full or over; else empty.
    pub symbol: &'static str,
    /// The word for it; else empty.
    pub word: &'static str,
    /// What the number and the word are.
    pub role: Role,
    /// What the bar is.
    pub gauge: Role,
}

/// How so many cards stand against a limit.
pub fn standing(count: usize, limit: Option<WipLimit>, glyphs: &Glyphs) -> Standing {
    let Some(limit) = limit else {
        let number = count.to_string();
        return Standing { number, symbol: "", word: "", role: Role::Faint, gauge: Role::Faint };
    };
    let number = format!("{count}/{limit}");
    let (symbol, word, role, gauge) = match count.cmp(&limit.cards()) {
        std::cmp::Ordering::Less => ("", "", Role::Text, Role::Good),
        std::cmp::Ordering::Equal => (glyphs.full, "FULL", Role::Warn, Role::Warn),
        std::cmp::Ordering::Greater => (glyphs.over, "OVER", Role::Bad, Role::Bad),
    };
    Standing { number, symbol, word, role, gauge }
}

/// Draws the heads of the columns in sight, and the rule below them.
pub fn heads(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let names = plan.heads.bottom().saturating_sub(2);
    let rule = plan.heads.bottom().saturating_sub(1);
    let glyphs = pen.glyphs();
    let board = &app.board;
    pen.rule(plan.heads.x, rule, plan.heads.right(), glyphs.rule, Role::Rule);
    let mut drawn: Option<Id> = None;
    for (nth, slot) in plan.slots.iter().enumerate() {
        let column = board.column(slot.column);
        let (left, right) = (slot.cards.x, slot.cards.right());
        // A strip has no room for its stage's name.
        let stage = column.stage.filter(|_| plan.staged && !slot.folded);
        if let Some(id) = stage.filter(|id| drawn != Some(*id)) {
            let same = |other: &&Slot| !other.folded && board.column(other.column).stage == Some(id);
            let last = plan.slots.iter().skip(nth).take_while(same).last().unwrap_or(slot);
            head(pen, (plan.heads.y, None), (left, last.cards.right()), board, Scope::Stage(id), false);
        }
        drawn = stage;
        let y = if plan.staged && stage.is_none() { plan.heads.y } else { names };
        let selected = app.selection.column == Some(column.id);
        // A column without a stage has the row under its name for how it stands.
        let below = (plan.staged && stage.is_none()).then_some(names);
        if slot.folded {
            let role = if selected { Role::Focus } else { Role::Faint };
            pen.put(left, plan.heads.y, right, &strip::number(app, slot), role);
        } else {
            head(pen, (y, below), (left, right), board, Scope::Column(slot.column), selected);
        }
        if refused_by(app, column.id, column.stage) {
            pen.rule(left, rule, right, glyphs.heavy, Role::Warn);
        } else if selected {
            pen.rule(left, rule, right, glyphs.heavy, Role::Focus);
        }
        if !slot.folded {
            out_of_sight(pen, slot, rule);
        }
        // A stage's name stands over its columns, so the line between them begins below it.
        let next = plan.slots.get(nth + 1);
        if let Some(next) = next {
            let together = stage.is_some() && !next.folded && board.column(next.column).stage == stage;
            let top = if together { names } else { plan.heads.y };
            pen.bar(right, top, rule, glyphs.bar, Role::Rule);
            pen.rule(right, rule, right + 1, glyphs.cross, Role::Rule);
        }
    }
}

/// True while the news is that this column takes no more, by its own limit or its stage's.
fn refused_by(app: &App, column: Id, stage: Option<Id>) -> bool {
    app.notice.as_ref().is_some_and(|notice| {
        let named = notice.column == Some(column) || (stage.is_some() && notice.stage == stage);
        notice.tone == Tone::Refused && named
    })
}

/// One column at a time: its name, where it stands among the others.
pub fn single(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let area = plan.heads;
    let glyphs = pen.glyphs();
    let Some(slot) = plan.slots.first() else { return };
    let rule = area.bottom().saturating_sub(1);
    pen.rule(area.x, rule, area.right(), glyphs.heavy, Role::Focus);
    let columns = app.board.display_order().len();
    let dots: Vec<(&str, Role)> = (0..columns)
        .map(
            |place| {
                if place == slot.place { (glyphs.here, Role::Focus) } else { (glyphs.there, Role::Faint) }
            },
        )
        .collect();
    let position = format!("{} of {columns}", slot.place + 1);
    let end = area.right().saturating_sub(1);
    let shown =
        if columns <= usize::from(area.width / 3) { &dots[..] } else { &[(position.as_str(), Role::Faint)] };
    let end = pen.parts_right(area.x + 8, area.y, end, shown);
    let board = &app.board;
    let stage = board.column(slot.column).stage.and_then(|id| board.stage(id));
    let x = match stage {
        Some(stage) => {
            let part = format!("{} {} ", stage.name, glyphs.right);
            pen.put(area.x + 1, area.y, end / 2, &part, Role::Faint).saturating_sub(1)
        }
        None => area.x,
    };
    head(pen, (area.y, None), (x, end), board, Scope::Column(slot.column), true);
    out_of_sight(pen, slot, rule);
}

/// A name, and how many of how many: `Review 2/2 ▕█████▏ ■ FULL`. The numbers are kept whole; where
/// the row `below` is free, what they mean stands there.
fn head(
    pen: &mut Pen<'_>,
    (y, below): (u16, Option<u16>),
    (left, right): (u16, u16),
    board: &Board,
    scope: Scope,
    selected: bool,
) {
    let glyphs = pen.glyphs();
    let (count, limit) = (board.count(scope), board.limit(scope));
    let Standing { number, symbol, word, role, gauge } = standing(count, limit, glyphs);
    let bar = gauge::bar(count, limit, glyphs, GAUGE);
    let aside = match expedited(board, scope) {
        0 => String::new(),
        cards => format!("+{cards}{}", glyphs.expedite),
    };
    let name = match scope {
        Scope::Column(column) if board.column(column).gone => {
            format!("(removed) {}", board.scope_name(scope))
        }
        _ => board.scope_name(scope),
    };
    let name_role = if selected { Role::Focus } else { Role::Strong };
    let start = left + 1;
    let told = |bar: &str, word: &str| -> Vec<(String, Role)> {
        let parts = [(bar, gauge), (symbol, role), (word, role), (&aside, Role::Expedite)];
        let said = parts.into_iter().filter(|(text, _)| !text.is_empty());
        said.map(|(text, role)| (text.to_owned(), role)).collect()
    };
    // A place over its limit admits nothing until it is back: said where there is room.
    let closed = if role == Role::Bad { CLOSED } else { word };
    let forms = [told(&bar, closed), told(&bar, word), told("", closed), told("", word)];
    let wide = |parts: &[(String, Role)]| parts.iter().map(|(text, _)| text::width(text) + 1).sum::<usize>();
    if let Some(below) = below {
        let room = usize::from(right.saturating_sub(left));
        let form = forms.iter().find(|form| wide(form) < room).unwrap_or(&forms[3]);
        write(pen, (left, below, right), form);
    }
    // Where there is no room, the bar goes first, then the count of cards set apart, then the
    // symbol, then letters of the name: the word says most.
    let room = usize::from(right.saturating_sub(start));
    let whole = text::width(&name) + 1 + text::width(&number);
    let least = text::width(&name).min(4) + 1 + text::width(&number);
    let state = &forms[3];
    let without: Vec<(String, Role)> =
        state.iter().filter(|(_, of)| *of != Role::Expedite).cloned().collect();
    let short: Vec<(String, Role)> =
        without.iter().filter(|(text, _)| word.is_empty() || text == word).cloned().collect();
    let inline: &[(String, Role)] = if below.is_some() {
        &[]
    } else if let Some(form) = forms.iter().find(|form| whole + wide(form) <= room) {
        form
    } else {
        [state, &without, &short].into_iter().find(|form| least + wide(form) <= room).map_or(&[], |form| form)
    };
    let tail: usize = 1 + text::width(&number) + wide(inline);
    let name_end = start + u16::try_from(room.saturating_sub(tail)).unwrap_or(0);
    let x = pen.put(start, y, name_end, &name, name_role);
    let x = pen.parts(x, y, right, &[(" ", role), (&number, role)]);
    write(pen, (x, y, right), inline);
}

/// Writes parts, each after a blank.
fn write(pen: &mut Pen<'_>, (x, y, right): (u16, u16, u16), parts: &[(String, Role)]) -> u16 {
    parts.iter().fold(x, |x, (text, role)| pen.parts(x, y, right, &[(" ", *role), (text, *role)]))
}

/// Cards with right of way are not counted in the limits of columns and stages.
fn expedited(board: &Board, scope: Scope) -> usize {
    let of = |column: ColumnIx| board.cards_in(column).len() - board.count(Scope::Column(column));
    match scope {
        Scope::Column(column) => of(column),
        _ => 0,
    }
}

/// How many cards are above and below what is in sight.
fn out_of_sight(pen: &mut Pen<'_>, slot: &Slot, y: u16) {
    let glyphs = pen.glyphs();
    let mut words = String::new();
    for (symbol, cards) in [(glyphs.up, slot.above), (glyphs.down, slot.below)] {
        if cards > 0 {
            words.extend([" ", symbol, &cards.to_string()]);
        }
    }
    if !words.is_empty() {
        let end = slot.cards.right().saturating_sub(1);
        pen.parts_right(slot.cards.x, y, end, &[(&words, Role::Faint), (" ", Role::Faint)]);
    }
}
