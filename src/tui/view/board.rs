//! The board: columns of cards side by side.

use ratatui::layout::Rect;

use super::pen::Pen;
use super::{card, column, header, lane, metrics, strip};
use crate::board::ColumnKind;
use crate::text;
use crate::tui::app::App;
use crate::tui::layout::{Plan, Slot};
use crate::tui::pane::PaneSize;
use crate::tui::theme::Role;

pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    header::draw(pen, app, plan);
    metrics::draw(pen, app, plan);
    if plan.pane == PaneSize::Full {
        return;
    }
    if plan.single {
        column::single(pen, app, plan);
    } else {
        column::heads(pen, app, plan);
    }
    let glyphs = pen.glyphs();
    let empty = app.filter.is_empty() && !any_card(app);
    for (nth, slot) in plan.slots.iter().enumerate() {
        if nth + 1 < plan.slots.len() {
            pen.bar(slot.cards.right(), slot.cards.y, slot.cards.bottom(), glyphs.bar, Role::Rule);
        }
        match (slot.folded, empty) {
            (true, _) => {}
            (_, true) => teach(pen, app, slot),
            _ => cards(pen, app, plan, slot),
        }
    }
    for band in &plan.bands {
        lane::head(pen, app, plan, band);
    }
    // A strip between two columns has the lines of lanes to its left and right, not across it.
    for slot in plan.slots.iter().filter(|slot| slot.folded) {
        strip::draw(pen, app, slot);
    }
    if let Some(words) = nothing(app, plan).filter(|_| !empty) {
        say(pen, plan, words);
    }
    // Columns further left and right are told at the edges of the rule.
    let (left, right) = if plan.single { (0, 0) } else { plan.hidden(app) };
    let rule = plan.heads.bottom().saturating_sub(1);
    if left > 0 {
        pen.parts(
            plan.heads.x,
            rule,
            plan.heads.right(),
            &[(glyphs.left, Role::Key), (&left.to_string(), Role::Key)],
        );
    }
    if right > 0 {
        let parts = [(right.to_string(), Role::Key), (glyphs.right.to_owned(), Role::Key)];
        let parts: Vec<(&str, Role)> = parts.iter().map(|(text, role)| (text.as_str(), *role)).collect();
        pen.parts_right(plan.heads.x, rule, plan.heads.right(), &parts);
    }
}

/// The cards of a column that are in sight.
fn cards(pen: &mut Pen<'_>, app: &App, plan: &Plan, slot: &Slot) {
    let selected = app.selection.card;
    for cell in &slot.cells {
        let ys = (cell.area.y..).step_by(plan.face.rows().into());
        for (row, y) in (cell.first..cell.first + cell.len).zip(ys) {
            let Some(shown) = app.card_at(slot.column, row) else { break };
            let area = Rect { y, height: plan.face.lines(), ..cell.area }.intersection(cell.area);
            let mut pen = pen.within(area);
            card::face(&mut pen, app, shown, plan.face, selected == Some(shown.id()));
            if !app.is_found(shown.id()) {
                pen.recede();
            }
        }
    }
}

/// Why no card is in sight, where a person may wonder.
fn nothing(app: &App, plan: &Plan) -> Option<&'static str> {
    if plan.slots.iter().all(|slot| slot.folded) {
        return Some("All columns are folded. zo opens them.");
    }
    let none = plan.slots.iter().all(|slot| slot.total == 0);
    (none && !app.filter.is_empty()).then_some("No card here fits the filter. Esc shows all of them.")
}

/// Says something calm in the middle of the board.
fn say(pen: &mut Pen<'_>, plan: &Plan, words: &str) {
    let body = plan.body;
    // Right of the strips, if there are any.
    let left = plan.slots.iter().take_while(|slot| slot.folded).last();
    let left = left.map_or(body.x, |slot| slot.cards.right().saturating_add(1));
    let width = u16::try_from(text::width(words)).unwrap_or(u16::MAX);
    let x = left.max((body.x + body.width.saturating_sub(width) / 2).saturating_sub(1));
    let y = body.y + 1;
    pen.parts(x, y, body.right(), &[(" ", Role::Faint), (words, Role::Faint), (" ", Role::Faint)]);
}

fn any_card(app: &App) -> bool {
    app.board.display_order().iter().any(|column| app.board.cards_in(*column).len() > 0)
}

/// An empty board shows the keys in its columns.
fn teach(pen: &mut Pen<'_>, app: &App, slot: &Slot) {
    let column = app.board.column(slot.column);
    let limit =
        column.wip.or_else(|| column.stage.and_then(|id| app.board.stage(id)).and_then(|stage| stage.wip));
    let mut lessons: Vec<String> = Vec::new();
    if slot.place == 0 {
        lessons.push("a  adds a card".to_owned());
        lessons.push("h j k l  or the arrows go around".to_owned());
        lessons.push("?  shows all keys".to_owned());
    } else {
        let lesson = match column.kind {
            ColumnKind::Backlog => "Wishes wait here; nobody has promised them yet.",
            ColumnKind::Queue => "Waiting for the next step. L moves a card right, H left.",
            ColumnKind::Active => "Work. b says that a card is blocked, and why.",
            ColumnKind::Done => "Delivered. m shows how work flows.",
        };
        lessons.push(lesson.to_owned());
    }
    if let Some(limit) = limit {
        lessons.push(format!("At most {limit}: when it is full, finish one before you start one."));
    }
    let area = slot.cards;
    let width = usize::from(area.width.saturating_sub(2));
    let mut y = area.y + 1;
    for lesson in lessons {
        for line in text::wrap(&lesson, width, 6) {
            if y >= area.bottom() {
                return;
            }
            pen.put(area.x + 1, y, area.right(), line.as_str(), Role::Faint);
            y += 1;
        }
        y += 1;
    }
}
