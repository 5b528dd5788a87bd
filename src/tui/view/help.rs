//! The commands, those of this place first, and the marks of the board: searched by key or words.
//! The one under the cursor can be done at once.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use super::panel::{self, Line, line};
use super::pen::Pen;
use super::{ask, list};
use crate::filter::TermRow;
use crate::text;
use crate::tui::app::App;
use crate::tui::command::{Entry, Group, Listed, Match};
use crate::tui::fuzzy;
use crate::tui::glyphs;
use crate::tui::layer::Help;
use crate::tui::legend::{self, Mark};
use crate::tui::theme::Role;

/// Cells of the keys.
const KEYS: usize = 18;
/// The most lines of a help that is not under the cursor.
const LINES: usize = 4;

pub fn draw(pen: &mut Pen<'_>, app: &App, help: &Help) -> Option<Position> {
    let inner = panel::centred(pen, size(pen.area), "Help");
    let query = "key or words: ";
    let x = pen.put(inner.x, inner.y, inner.right(), query, Role::Faint);
    let row = Rect { x, y: inner.y, width: inner.right().saturating_sub(x), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(row), &help.query, true);
    let found = app.matches();
    let text = help.query.text();
    let page = Page { app, query: text.trim(), width: inner.width.into(), symbols: pen.glyphs() };
    let (lines, places) = page.lines(&found, help.selected);
    let rows = rows(inner);
    panel::scrolled(pen, rows, &lines, first(rows, &places, help.selected));
    list::position(pen, inner, help.selected, found.len());
    cursor
}

fn size(room: Rect) -> (u16, u16) {
    (104, room.height)
}

fn rows(inner: Rect) -> Rect {
    Rect { y: inner.y.saturating_add(2), height: inner.height.saturating_sub(2), ..inner }
}

/// The first line in sight: the one under the cursor is, with its heading where it is the first.
fn first(rows: Rect, places: &[Range<usize>], selected: usize) -> u16 {
    let chosen = places.get(selected).or(places.last()).cloned().unwrap_or_default();
    let first = chosen.end.saturating_sub(rows.height.into()).min(chosen.start);
    u16::try_from(first).unwrap_or(u16::MAX)
}

/// The command or mark at a place, as its row.
pub fn row(room: Rect, app: &App, help: &Help, place: Position) -> Option<usize> {
    let inner = panel::inside(room, size(room));
    let rows = rows(inner);
    let down = place.y.checked_sub(rows.y).filter(|_| rows.contains(place))?;
    let text = help.query.text();
    let page = Page { app, query: text.trim(), width: inner.width.into(), symbols: &glyphs::Glyphs::UNICODE };
    let (lines, places) = page.lines(&app.matches(), help.selected);
    // The last page is full.
    let last = lines.len().saturating_sub(rows.height.into());
    let line = usize::from(first(rows, &places, help.selected)).min(last) + usize::from(down);
    places.iter().position(|place| place.contains(&line))
}

/// What the lines are made with.
struct Page<'a> {
    app: &'a App,
    query: &'a str,
    width: usize,
    symbols: &'static glyphs::Glyphs,
}

impl Page<'_> {
    /// The lines, and for each that was found which of them are about it.
    fn lines(&self, found: &[Match], selected: usize) -> (Vec<Line>, Vec<Range<usize>>) {
        let mut lines: Vec<Line> = Vec::new();
        if found.is_empty() {
            return (
                vec![line(
                    "No command, mark or term of the filter has this key or these words.",
                    Role::Faint,
                )],
                Vec::new(),
            );
        }
        let selected = selected.min(found.len() - 1);
        let mut places = Vec::with_capacity(found.len());
        let mut heading = None;
        for (nth, found) in found.iter().enumerate() {
            let above = lines.len();
            if self.query.is_empty() && heading != Some(self.heading(found)) {
                heading = Some(self.heading(found));
                if !lines.is_empty() {
                    lines.push(Line::new());
                }
                lines.extend(heading.map(|(title, aside)| head(title, aside)));
            }
            let is_chosen = nth == selected;
            match found.listed {
                Listed::Command(entry) => self.command(&mut lines, entry, found, is_chosen),
                Listed::Mark(mark) => self.mark(&mut lines, mark, found, is_chosen),
                Listed::Term(term) => self.term(&mut lines, term, found, is_chosen),
            }
            places.push(above..lines.len());
        }
        (lines, places)
    }

    /// The heading something stands under, and what is said beside it.
    fn heading(&self, found: &Match) -> (&'static str, &'static str) {
        match found.listed {
            Listed::Mark(_) => (legend::TITLE, ""),
            Listed::Term(_) => ("What a filter may say", ""),
            Listed::Command(entry) => {
                let elsewhere = !self.app.is_here(entry) && entry.group != Group::Dialog;
                (entry.group.title(), if elsewhere { "elsewhere" } else { "" })
            }
        }
    }

    /// A command's keys, name and help; one that is not to be had is dimmed and says why.
    fn command(&self, lines: &mut Vec<Line>, entry: &Entry, found: &Match, chosen: bool) {
        let keys: Vec<String> =
            self.app.keymap.keys(entry.command).iter().map(|key| crate::tui::keymap::spoken(key)).collect();
        let unavailable = (entry.available)(self.app).err();
        let roles = match (&unavailable, chosen) {
            (Some(_), _) => [Role::Faint; 3],
            (None, true) => [Role::Key, Role::Focus, Role::Text],
            (None, false) => [Role::Key, Role::Strong, Role::Text],
        };
        let help = self.app.help_text(entry);
        let help = match unavailable {
            None => help,
            Some(why) => format!("Not now: {why}. {help}"),
        };
        self.row(
            lines,
            (&keys.join(" or "), roles[0]),
            (entry.title, roles[1], found),
            (&help, roles[2]),
            chosen,
        );
    }

    /// A mark, its word and its meaning.
    fn mark(&self, lines: &mut Vec<Line>, mark: &Mark, found: &Match, chosen: bool) {
        let meaning = self.app.keymap.told(mark.meaning);
        let symbol = (mark.symbol)(self.symbols);
        self.row(lines, (symbol, mark.role), (mark.word, mark.role, found), (&meaning, Role::Text), chosen);
    }

    /// A term of the filter, and what it finds.
    fn term(&self, lines: &mut Vec<Line>, term: &TermRow, found: &Match, chosen: bool) {
        self.row(lines, (term.form, Role::Key), ("", Role::Text, found), (&term.told(), Role::Text), chosen);
    }

    fn row(
        &self,
        lines: &mut Vec<Line>,
        (keys, key_role): (&str, Role),
        (title, title_role, found): (&str, Role, &Match),
        (help, role): (&str, Role),
        chosen: bool,
    ) {
        let mark = if chosen { self.symbols.select } else { " " };
        let keys = text::fit(keys, KEYS).to_string();
        let gap = KEYS + 2;
        let beside = self.width.saturating_sub(gap + 1);
        let mut here: Line = vec![(mark.to_owned(), Role::Focus), (keys.clone(), key_role)];
        let (indent, room) = if beside < 30 {
            // No room for columns: the help goes below.
            here.push(("  ".to_owned(), Role::Text));
            (2, self.width.saturating_sub(3))
        } else {
            here.push((" ".repeat(gap.saturating_sub(text::width(&keys))), Role::Text));
            (gap, beside)
        };
        for (part, fits) in fuzzy::parts(title, &found.letters) {
            here.push((part.to_owned(), if fits { Role::Warn } else { title_role }));
        }
        let used = match title {
            "" => 0,
            _ => text::width(title) + 2,
        };
        here.push((" ".repeat(used.min(2)), Role::Text));
        let used = if beside < 30 { room } else { used };
        let mut widths = vec![room.max(1); LINES];
        widths[0] = room.saturating_sub(used).max(1);
        let mut finder = fuzzy::Finder::default();
        let parts =
            if beside < 30 { text::wrap(help, room.max(1), LINES) } else { text::wrap_in(help, &widths) };
        let mut parts = parts.iter();
        if beside < 30 {
            lines.push(std::mem::take(&mut here));
        }
        for (nth, part) in parts.by_ref().enumerate() {
            if nth > 0 || beside < 30 {
                let mark = if chosen { self.symbols.select } else { " " };
                here = vec![(mark.to_owned(), Role::Focus), (" ".repeat(indent), Role::Text)];
            }
            let ranges = finder.words_in(self.query, part.as_str());
            for (part, fits) in fuzzy::parts(part.as_str(), &ranges) {
                here.push((part.to_owned(), if fits { Role::Warn } else { role }));
            }
            lines.push(std::mem::take(&mut here));
        }
        if !here.is_empty() {
            lines.push(here);
        }
    }
}

fn head(title: &'static str, aside: &'static str) -> Line {
    let mut head = line(title, Role::Strong);
    if !aside.is_empty() {
        head.push((format!("  {aside}"), Role::Faint));
    }
    head
}
