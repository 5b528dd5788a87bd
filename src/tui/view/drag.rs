//! A card that is carried: its ghost under the pointer, and the mark where it would land.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::board::Card;
use crate::text;
use crate::tui::app::App;
use crate::tui::drag::{Beside, Carried, Drag, Target};
use crate::tui::layout::Plan;
use crate::tui::theme::Role;

/// The cells of a ghost, at most.
const GHOST: u16 = 28;

/// Draws what is carried over the board.
pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let Some(Drag::Card(carried)) = app.drag.as_ref() else { return };
    let Some(card) = app.board.card(carried.card).filter(|_| carried.is_under_way()) else { return };
    if let Some(target) = &carried.target {
        mark(pen, app, plan, target);
    }
    ghost(pen, app, plan, carried, card);
}

/// Where the card would land: a line between two cards, or over the column's head that it is full.
fn mark(pen: &mut Pen<'_>, app: &App, plan: &Plan, target: &Target) {
    let glyphs = pen.glyphs();
    let Some(slot) = app.board.find_column(target.column).and_then(|column| plan.slot(column)) else {
        return;
    };
    let (left, right) = (slot.cards.x, slot.cards.right());
    let role = if target.full.is_some() { Role::Warn } else { Role::Focus };
    pen.rule(left, plan.heads.bottom().saturating_sub(1), right, glyphs.heavy, role);
    let place = |beside: Beside| {
        let (card, below) = match beside {
            Beside::Above(card) => (card, false),
            Beside::Below(card) => (card, true),
        };
        let row = app.row_of(app.board.card(card)?)?;
        let cell = slot.cells.iter().find(|cell| (cell.first..cell.first + cell.len).contains(&row))?;
        let down = u16::try_from(row - cell.first + usize::from(below)).ok()? * plan.face.rows();
        // In the air between two cards, where there is some; else on the first line of the lower.
        let air = u16::from(plan.face.rows() > plan.face.lines() && down > 0);
        Some((cell.area.y + down - air).min(cell.area.bottom().saturating_sub(1)))
    };
    if let Some(y) = target.beside.and_then(place) {
        pen.parts(left, y, right, &[(glyphs.right, Role::Focus)]);
        pen.rule(left + 1, y, right, glyphs.heavy, Role::Focus);
    }
}

/// The card under the pointer: its title, and what letting it go would do.
fn ghost(pen: &mut Pen<'_>, app: &App, plan: &Plan, carried: &Carried, card: &Card) {
    let glyphs = pen.glyphs();
    let told = match &carried.target {
        None => (glyphs.dot, "let go: stays where it is".to_owned(), Role::Faint),
        Some(Target { full: Some(full), .. }) => {
            (glyphs.full, format!("FULL, takes nothing: {full}"), Role::Warn)
        }
        Some(target) => {
            let column = app.board.find_column(target.column);
            let name = column.map_or_else(String::new, |column| app.board.column(column).name.to_string());
            (glyphs.arrow, name, Role::Good)
        }
    };
    let id = app.board.short_id(card.id());
    let title = format!("{id} {}", card.title());
    let (symbol, words, role) = told;
    let wanted = text::width(&title).max(text::width(&words) + 2) + 2;
    let width = u16::try_from(wanted).unwrap_or(GHOST).min(GHOST).min(plan.body.width);
    // It goes along with the pointer, or stands still at the foot of the board.
    let (x, y) =
        if app.is_still() { (plan.body.x, plan.body.bottom().saturating_sub(2)) } else { carried.at };
    let area = Rect {
        x: x.saturating_add(u16::from(!app.is_still())).min(plan.body.right().saturating_sub(width)),
        y: y.min(plan.hint.y.saturating_sub(2)),
        width,
        height: 2,
    };
    let mut pen = pen.within(area);
    pen.clear();
    pen.bar(area.x, area.y, area.bottom(), glyphs.select, role);
    let x = area.x.saturating_add(1);
    pen.put(x, area.y, area.right(), &title, Role::Strong);
    pen.parts(x, area.y.saturating_add(1), area.right(), &[(symbol, role), (" ", role), (&words, role)]);
}
