//! The last line: news to the left, the keys that help now to the right.

use ratatui::layout::Rect;

use super::pen::Pen;
use crate::text;
use crate::tui::app::{App, Notice, Tone};
use crate::tui::command;
use crate::tui::layer::Layer;
use crate::tui::theme::Role;

/// The most lines of news.
const NEWS_MAX: u16 = 4;

/// Draws news and hints in `area`. Long news grows upwards over what is there, so that nothing
/// moves because of it.
pub fn draw(pen: &mut Pen<'_>, app: &App, area: Rect) {
    let hints = command::hints_of(app);
    let Some(notice) = app.notice.as_ref().filter(|notice| !is_told_above(app, notice, area)) else {
        let mut x = area.x + 1;
        // What was typed and has not done anything yet.
        let count = app.count.map(|count| count.to_string()).unwrap_or_default();
        let typed = format!("{count}{}", app.chord_text());
        if !typed.is_empty() {
            x = pen.parts(x, area.y, area.right(), &[(&typed, Role::Strong), ("   ", Role::Faint)]);
        }
        if typed.is_empty() && app.acts_on_several() {
            let x = selection(pen, app, (x, area.y, area.right()));
            keys(pen, &hints, (x, area.y, area.right().saturating_sub(1)), false);
            return;
        }
        // What somebody else did to the card under the cursor, for as long as it is marked.
        let mark = app.card().filter(|_| app.layers.is_empty()).and_then(|card| app.mark(card.id()));
        if let Some(mark) = mark.filter(|_| typed.is_empty()) {
            let parts = [(pen.glyphs().changed, Role::News), (" ", Role::News), (&mark.by, Role::Person)];
            x = pen.parts(x, area.y, area.right(), &parts);
            x = pen.parts(x, area.y, area.right(), &[(": ", Role::News), (&mark.what, Role::News)]);
            keys(pen, &hints, (x + 3, area.y, area.right().saturating_sub(1)), true);
            return;
        }
        keys(pen, &hints, (x, area.y, area.right().saturating_sub(1)), false);
        return;
    };
    let (symbol, role) = look(pen, notice.tone);
    let width = usize::from(area.width.saturating_sub(4));
    let most = NEWS_MAX.min(area.bottom().saturating_sub(pen.area.y));
    let lines = text::wrap(&notice.text, width, usize::from(most));
    let above = u16::try_from(lines.len().saturating_sub(1)).unwrap_or(0);
    let top = area.y.saturating_sub(above);
    let strip = Rect { y: top, height: area.bottom() - top, ..area };
    pen.within(strip).clear();
    pen.put(area.x + 1, top, area.right(), symbol, role);
    let mut x = area.x;
    for (line, y) in lines.iter().zip(top..) {
        x = pen.put(area.x + 3, y, area.right(), line.as_str(), role);
    }
    if above == 0 {
        keys(pen, &hints, (x + 3, area.y, area.right().saturating_sub(1)), true);
    }
}

/// True if the line being typed says it already, wholly.
fn is_told_above(app: &App, notice: &Notice, area: Rect) -> bool {
    match app.top() {
        Some(Layer::Prompt(prompt)) => {
            let room = usize::from(area.width.saturating_sub(6));
            prompt.error.as_ref() == Some(&notice.text) && text::width(&notice.text) <= room
        }
        _ => false,
    }
}

fn look(pen: &Pen<'_>, tone: Tone) -> (&'static str, Role) {
    let glyphs = pen.glyphs();
    match tone {
        Tone::Done => (glyphs.good, Role::Good),
        Tone::Unavailable => (glyphs.dot, Role::Text),
        Tone::Refused => (glyphs.full, Role::Warn),
        Tone::Failed => (glyphs.bad, Role::Bad),
        Tone::Other => (glyphs.changed, Role::News),
    }
}

/// How many cards are selected. Returns where that ends.
fn selection(pen: &mut Pen<'_>, app: &App, (x, y, end): (u16, u16, u16)) -> u16 {
    let hidden = match app.chosen_out_of_sight() {
        0 => String::new(),
        n => format!(", {n} of them hidden by the filter"),
    };
    let told = format!(" {} selected{hidden}: ", app.chosen.len());
    pen.parts(x, y, end, &[(pen.glyphs().chosen, Role::Key), (&told, Role::Strong)])
}

fn keys(pen: &mut Pen<'_>, hints: &[command::Hint], (mut x, y, end): (u16, u16, u16), right: bool) {
    let width = |(key, title): &command::Hint| text::width(key) + 1 + text::width(title);
    let room = usize::from(end.saturating_sub(x));
    let mut used = 0;
    let fitting: Vec<_> = hints
        .iter()
        .filter(|hint| {
            let fits = used + width(hint) <= room;
            used += if fits { width(hint) + 3 } else { 0 };
            fits
        })
        .collect();
    if right {
        let all: usize = fitting.iter().map(|hint| width(hint) + 3).sum();
        x = end.saturating_sub(u16::try_from(all.saturating_sub(3)).unwrap_or(0)).max(x);
    }
    for (key, title) in fitting {
        x = pen.parts(x, y, end, &[(key, Role::Key), (" ", Role::Faint), (title, Role::Faint)]) + 3;
    }
}
