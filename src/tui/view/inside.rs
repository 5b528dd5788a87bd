//! What is in a card: what it is part of, its links, its checklist, its parts.

use super::clock::age;
use super::panel::{Line, line};
use crate::board::{Board, Card, ColumnKind, Parent, Parts};
use crate::report::history;
use crate::text;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::layer::Detail;
use crate::tui::spot::{LISTED_MAX, PARTS_MAX, Spot, parts, spots};
use crate::tui::theme::Role;

/// Cells of a bar of progress.
const BAR: usize = 20;
/// The most lines an item takes.
const ITEM_LINES: usize = 4;

/// The things in a card, and which of them the cursor is on.
pub struct Inside<'a> {
    app: &'a App,
    card: &'a Card,
    width: usize,
    glyphs: &'a Glyphs,
    at: Option<Spot>,
}

impl<'a> Inside<'a> {
    pub fn new(app: &'a App, card: &'a Card, detail: &Detail, width: usize, glyphs: &'a Glyphs) -> Self {
        let at = detail.cursor.as_ref().and_then(|cursor| {
            let mut spots = spots(&app.board, card);
            cursor.among(&spots).map(|place| spots.swap_remove(place))
        });
        Self { app, card, width, glyphs, at }
    }

    /// The line with the cursor, from 0.
    pub fn cursor_line(&self, lines: &[Line]) -> Option<usize> {
        let mark = (self.glyphs.select.to_owned(), Role::Focus);
        self.at.as_ref().and_then(|_| lines.iter().position(|line| line.contains(&mark)))
    }

    /// The mark of the cursor, or the room it would take.
    fn mark(&self, spot: &Spot) -> (String, Role) {
        if self.at.as_ref() == Some(spot) {
            (self.glyphs.select.to_owned(), Role::Focus)
        } else {
            (" ".to_owned(), Role::Text)
        }
    }

    /// What it is part of, its links, and when it is done here: as fields, names of `name` cells.
    pub fn fields(&self, lines: &mut Vec<Line>, name: usize) {
        let (board, card) = (&self.app.board, self.card);
        let room = self.width.saturating_sub(name);
        let named = |word: &str| (format!("{word:<0$}", name.saturating_sub(1)), Role::Faint);
        match board.parent(card) {
            Some(Parent::Card(whole)) => {
                let mut parts = vec![named("part of"), self.mark(&Spot::Parent(whole.id()))];
                parts.extend(cut(self.card_line(whole, true), room));
                lines.push(parts);
            }
            Some(Parent::Unknown(id)) => {
                let told = format!(" {}, which is not in this board's file", text::fit(id, room / 2));
                lines.push(vec![named("part of"), (told, Role::Faint)]);
            }
            None => {}
        }
        for (nth, link) in card.links().iter().take(LISTED_MAX).enumerate() {
            let text = board.names().text(*link).to_owned();
            let mark = self.mark(&Spot::Link(text.clone()));
            let shown = text::fit(&text, room).to_string();
            lines.push(vec![named(if nth == 0 { "links" } else { "" }), mark, (shown, Role::Label)]);
        }
        let done_when = board.done_when(card.column());
        if card.on_board() && !done_when.is_empty() {
            for (nth, part) in text::wrap(done_when, room.max(1), 8).iter().enumerate() {
                let word = if nth == 0 { "done when" } else { "" };
                lines.push(vec![named(word), (" ".to_owned(), Role::Text), (part.to_string(), Role::Text)]);
            }
        }
    }

    /// The checklist under its progress.
    pub fn checklist(&self, lines: &mut Vec<Line>) {
        let (done, all) = self.card.checked();
        if all == 0 {
            return;
        }
        lines.push(Line::new());
        lines.push(self.heading("Checklist", &format!("{done}/{all}"), (done, all)));
        for item in self.card.items().iter().take(LISTED_MAX) {
            let text = self.app.board.names().text(item.text).to_owned();
            let (sign, role) = if item.done { ("[x] ", Role::Good) } else { ("[ ] ", Role::Faint) };
            let words = if item.done { Role::Faint } else { Role::Text };
            let mark = self.mark(&Spot::Item(text.clone()));
            let wrapped = text::wrap(&text, self.width.saturating_sub(6).max(1), ITEM_LINES);
            for (nth, part) in wrapped.iter().enumerate() {
                lines.push(if nth == 0 {
                    vec![mark.clone(), (format!(" {sign}"), role), (part.to_string(), words)]
                } else {
                    vec![("      ".to_owned(), words), (part.to_string(), words)]
                });
            }
        }
        more(lines, all, LISTED_MAX);
    }

    /// The parts under their progress.
    pub fn parts(&self, lines: &mut Vec<Line>) {
        let (board, id) = (&self.app.board, self.card.id());
        let children = board.children(id).len();
        if children == 0 {
            return;
        }
        let Parts { done, blocked, all } = board.parts(id);
        let blocked = if blocked == 0 { String::new() } else { format!(", {blocked} blocked") };
        lines.push(Line::new());
        lines.push(self.heading("Parts", &format!("{done}/{all} done{blocked}"), (done, all)));
        for part in parts(board, id) {
            let mut parts = vec![self.mark(&Spot::Part(part.id())), (" ".to_owned(), Role::Text)];
            parts.extend(cut(self.card_line(part, false), self.width.saturating_sub(2)));
            lines.push(parts);
        }
        more(lines, children, PARTS_MAX);
    }

    fn heading(&self, title: &str, told: &str, (done, all): (usize, usize)) -> Line {
        let filled = (done * BAR).checked_div(all).unwrap_or(0);
        let [full, _, empty] = self.glyphs.fills;
        vec![
            (title.to_owned(), Role::Strong),
            (format!("  {told}  "), Role::Faint),
            (full.repeat(filled), Role::Good),
            (empty.repeat(BAR - filled), Role::Faint),
        ]
    }

    /// A card as one line: what is the matter with it, its id and title, where it stands.
    fn card_line(&self, card: &Card, counted: bool) -> Line {
        let (board, glyphs) = (&self.app.board, self.glyphs);
        let (symbol, told, role) = standing(board, card, glyphs, &|at| age(self.app.now.since(at)));
        let mut parts = vec![
            (format!("{symbol} "), role),
            (format!("{} ", board.short_id(card.id())), Role::Faint),
            (card.title().to_owned(), if role == Role::Faint { Role::Faint } else { Role::Text }),
            (format!("  {told}"), role),
        ];
        if counted {
            let Parts { done, all, .. } = board.parts(card.id());
            parts.push((format!("  {done}/{all} done"), Role::Faint));
        } else if let Some(block) = card.block().filter(|_| role == Role::Blocked) {
            parts.push((format!(": {}", text::fit(block.why, 60)), Role::Faint));
        }
        parts
    }
}

/// The line cut so that all of it fits: what stands last first, then the title.
fn cut(mut line: Line, room: usize) -> Line {
    let width = |line: &Line| line.iter().map(|(text, _)| text::width(text)).sum::<usize>();
    for (place, least) in [(4, 3), (2, 8)] {
        let over = width(&line).saturating_sub(room);
        if let Some((part, _)) = line.get_mut(place).filter(|_| over > 0) {
            let shorter = text::fit(part, text::width(part).saturating_sub(over).max(least)).to_string();
            *part = shorter;
        }
    }
    line
}

/// Where a card stands, as a symbol, words and a role.
fn standing(
    board: &Board,
    card: &Card,
    glyphs: &Glyphs,
    ago: &dyn Fn(crate::board::Timestamp) -> String,
) -> (&'static str, String, Role) {
    let column = || history::column(board, card.column());
    if card.is_archived() {
        (glyphs.good, "archived".to_owned(), Role::Faint)
    } else if card.is_deleted() {
        (glyphs.bad, "deleted".to_owned(), Role::Faint)
    } else if board.column(card.column()).kind == ColumnKind::Done {
        (glyphs.good, column(), Role::Good)
    } else if let Some(block) = card.block() {
        (glyphs.blocked, format!("blocked {} in {}", ago(block.since), column()), Role::Blocked)
    } else if board.column(card.column()).kind.in_process() {
        (glyphs.here, column(), Role::Work)
    } else {
        (glyphs.there, column(), Role::Wait)
    }
}

fn more(lines: &mut Vec<Line>, all: usize, shown: usize) {
    if all > shown {
        lines.push(line(format!("  and {} more", all - shown), Role::Faint));
    }
}
