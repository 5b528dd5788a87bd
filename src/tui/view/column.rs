//! The head of a column: its name, how full it is, what is out of sight.

use super::pen::Pen;
use crate::board::{Board, ColumnIx, Id, Scope};
use crate::text;
use crate::tui::app::{App, Tone};
use crate::tui::layout::{Plan, Slot};
use crate::tui::theme::Role;

/// What a place over its limit is, and does.
const CLOSED: &str = "OVER, takes nothing";

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
        let stage = column.stage.filter(|_| plan.staged);
        if let Some(id) = stage.filter(|id| drawn != Some(*id)) {
            let same = |other: &&Slot| board.column(other.column).stage == Some(id);
            let last = plan.slots.iter().skip(nth).take_while(same).last().unwrap_or(slot);
            head(pen, (plan.heads.y, None), (left, last.cards.right()), board, Scope::Stage(id), false);
        }
        drawn = stage;
        let y = if plan.staged && stage.is_none() { plan.heads.y } else { names };
        let selected = app.selection.column == Some(column.id);
        // A column without a stage has the row under its name for how it stands.
        let below = (plan.staged && stage.is_none()).then_some(names);
        head(pen, (y, below), (left, right), board, Scope::Column(slot.column), selected);
        if refused_by(app, column.id, column.stage) {
            pen.rule(left, rule, right, glyphs.heavy, Role::Warn);
        } else if selected {
            pen.rule(left, rule, right, glyphs.heavy, Role::Focus);
        }
        out_of_sight(pen, slot, rule);
        // A stage's name stands over its columns, so the line between them begins below it.
        let next = plan.slots.get(nth + 1);
        if let Some(next) = next {
            let together = stage.is_some() && board.column(next.column).stage == stage;
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

/// A name, and how many of how many: `Review 2/2 ■ FULL`. The numbers are kept whole; where the
/// row `below` is free, what they mean stands there.
fn head(
    pen: &mut Pen<'_>,
    (y, below): (u16, Option<u16>),
    (left, right): (u16, u16),
    board: &Board,
    scope: Scope,
    selected: bool,
) {
    let glyphs = pen.glyphs();
    let count = board.count(scope);
    let (number, symbol, word, role) = match board.limit(scope) {
        None => (count.to_string(), "", "", Role::Faint),
        Some(limit) => {
            let number = format!("{count}/{limit}");
            match count.cmp(&limit.cards()) {
                std::cmp::Ordering::Less => (number, "", "", Role::Text),
                std::cmp::Ordering::Equal => (number, glyphs.full, "FULL", Role::Warn),
                std::cmp::Ordering::Greater => (number, glyphs.over, "OVER", Role::Bad),
            }
        }
    };
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
    // A place over its limit admits nothing until it is back: said where there is room.
    let told = |word| -> Vec<(&str, Role)> {
        [(symbol, role), (word, role), (aside.as_str(), Role::Expedite)]
            .into_iter()
            .filter(|(text, _)| !text.is_empty())
            .flat_map(|(text, role)| [(" ", role), (text, role)])
            .collect()
    };
    let state = told(word);
    let long = told(if role == Role::Bad { CLOSED } else { word });
    let wide = |parts: &[(&str, Role)]| parts.iter().map(|(text, _)| text::width(text)).sum::<usize>();
    if let Some(below) = below {
        let fits = wide(&long) < usize::from(right.saturating_sub(left));
        pen.parts(left, below, right, if fits { &long } else { &state });
    }
    // Where there is no room, the count of cards set apart goes first, then the symbol, then
    // letters of the name: the word says most.
    let room = usize::from(right.saturating_sub(start));
    let least = text::width(&name).min(4) + 1 + text::width(&number);
    let short = [(" ", role), (if word.is_empty() { symbol } else { word }, role)];
    let fits = |parts: &[(&str, Role)]| least + wide(parts) <= room;
    let without = state.get(..state.len().min(4)).unwrap_or_default();
    let inline: &[(&str, Role)] = match below {
        // Words may take room that is free, and no letter of the name.
        None if text::width(&name) + 1 + text::width(&number) + wide(&long) <= room => &long,
        None if fits(&state) => &state,
        None if fits(without) => without,
        None if !symbol.is_empty() && fits(&short) => &short,
        _ => &[],
    };
    let tail: usize = 1 + text::width(&number) + wide(inline);
    let name_end = start + u16::try_from(room.saturating_sub(tail)).unwrap_or(0);
    let x = pen.put(start, y, name_end, &name, name_role);
    let x = pen.parts(x, y, right, &[(" ", role), (&number, role)]);
    pen.parts(x, y, right, inline);
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
    let below = slot.total.saturating_sub(slot.first + slot.len);
    let mut words = String::new();
    for (symbol, cards) in [(glyphs.up, slot.first), (glyphs.down, below)] {
        if cards > 0 {
            words.extend([" ", symbol, &cards.to_string()]);
        }
    }
    if !words.is_empty() {
        let end = slot.cards.right().saturating_sub(1);
        pen.parts_right(slot.cards.x, y, end, &[(&words, Role::Faint), (" ", Role::Faint)]);
    }
}
