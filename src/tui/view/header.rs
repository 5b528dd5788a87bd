//! The first line: whose board this is, how it stands with the file, the work in process.

use super::column::{self, Standing};
use super::pen::Pen;
use super::{finding, gauge, in_git, level, open_boards};
use crate::board::{Card, Scope};
use crate::text;
use crate::tui::app::{App, Health};
use crate::tui::layout::Plan;
use crate::tui::theme::Role;

/// Cells of the bar of the work in process.
const GAUGE: usize = 6;
/// From this width of the screen on it has one.
const GAUGES_FROM: u16 = 70;
/// Cells kept free for how the board stands with the file and in git, for cords and the filter.
const BESIDE: usize = 44;

pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let area = plan.header;
    let glyphs = pen.glyphs();
    let (count, limit) = (app.board.count(Scope::Board), app.board.board_limit());
    let Standing { number, symbol, word, role, gauge } = column::standing(count, limit, glyphs);
    let role = if role == Role::Bad || role == Role::Warn { role } else { Role::Strong };
    let mut wip = vec![("WIP ".to_owned(), Role::Faint), (number, role)];
    let state = if word.is_empty() { String::new() } else { format!(" {symbol} {word}") };
    let bar = gauge::bar(count, limit, glyphs, GAUGE);
    if area.width >= GAUGES_FROM && !bar.is_empty() {
        wip.push((format!(" {bar}"), gauge));
    }
    wip.push((state, role));
    let (start, y, end) = (area.x + 12.min(area.width / 2), area.y, area.right().saturating_sub(1));
    // Where there is room for all that may stand left of it, what the team promises follows.
    let promise = level::forms(app, glyphs).into_iter().find(|form| {
        let taken = wide(form) + 3 + wide(&wip) + text::width(&app.title()) + BESIDE;
        taken <= usize::from(area.width)
    });
    if let Some(form) = promise {
        wip.push(("   ".to_owned(), Role::Faint));
        wip.extend(form);
    }
    let wip: Vec<(&str, Role)> = wip.iter().map(|(text, role)| (text.as_str(), *role)).collect();
    let end = pen.parts_right(start, y, end, &wip);
    let end = cord(pen, app, (start, y, end.saturating_sub(2)));
    let mut x = if app.others.is_empty() {
        pen.put(area.x + 1, area.y, end, &app.title(), Role::Strong)
    } else {
        open_boards::draw(pen, app, plan, end)
    };
    let (words, role) = standing(app);
    x = in_git(pen, app, (x, area.y, end), words);
    if !words.is_empty() {
        x = pen.parts(x, area.y, end, &[(" ", Role::Faint), (glyphs.dot, Role::Faint), (" ", Role::Faint)]);
        x = pen.put(x, area.y, end, words, role);
    }
    if !app.filter.is_empty() {
        let told = finding::told(app);
        // How many fit is told before all of what they fit is.
        let count = told.last().map_or(0, |(count, _)| text::width(count));
        let text_end = end.saturating_sub(u16::try_from(count).unwrap_or(0));
        x += 2;
        for (nth, (part, role)) in told.iter().enumerate() {
            x = pen.put(x, area.y, if nth + 1 < told.len() { text_end } else { end }, part, *role);
        }
    }
}

fn wide(parts: &[(String, Role)]) -> usize {
    parts.iter().map(|(text, _)| text::width(text)).sum()
}

/// How the board stands in git, as far as that leaves room for what matters more: `words` about
/// the file, and the filter. Returns where it ended.
fn in_git(pen: &mut Pen<'_>, app: &App, (x, y, end): (u16, u16, u16), words: &str) -> u16 {
    let taken = |text: &str, around| if text.is_empty() { 0 } else { text::width(text) + around };
    let others =
        taken(words, 3) + finding::told(app).iter().fold(2, |sum, (part, _)| sum + text::width(part));
    let room = usize::from(end.saturating_sub(x)).saturating_sub(others);
    for form in in_git::forms(&app.git, pen.glyphs()) {
        let width: usize = form.iter().map(|(text, _)| text::width(text)).sum();
        if width + 3 <= room {
            let dot = pen.glyphs().dot;
            let x = pen.parts(x, y, end, &[(" ", Role::Faint), (dot, Role::Faint), (" ", Role::Faint)]);
            return form.iter().fold(x, |x, (text, role)| pen.put(x, y, end, text, *role));
        }
    }
    x
}

/// How many cords are pulled, if any is, to the left of `end`. Returns where that begins.
fn cord(pen: &mut Pen<'_>, app: &App, (start, y, end): (u16, u16, u16)) -> u16 {
    let open = app.board.pulled_cards().len();
    if open == 0 {
        return end;
    }
    let cords = app.board.pulled_cards().filter_map(Card::cord);
    let unanswered = cords.filter(|cord| cord.answered.is_none()).count();
    let glyphs = pen.glyphs();
    let (symbol, rest, role) = match unanswered {
        0 => (glyphs.answered, ", answered", Role::Answered),
        _ => (glyphs.andon, "", Role::Andon),
    };
    let long = format!("{symbol} andon: {open} open{rest}");
    for text in [&long, &format!("{symbol} {open} andon"), &format!("{symbol} {open}")] {
        let x = pen.parts_right(start, y, end, &[(text, role)]);
        if x < end {
            return x.saturating_sub(2);
        }
    }
    end
}

/// How it stands with the file, where that is not as always.
fn standing(app: &App) -> (&'static str, Role) {
    match &app.health {
        Health::Broken(_) => ("file unreadable, nothing is written", Role::Bad),
        Health::SaveFailed(_) => ("not saved, trying again", Role::Bad),
        Health::ReadOnly(_) => ("read-only", Role::Warn),
        Health::Well if !app.pending.is_empty() => ("saving", Role::Faint),
        Health::Well => ("", Role::Faint),
    }
}
