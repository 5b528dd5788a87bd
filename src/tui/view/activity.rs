//! The feed of what happened, the latest first, under heads for the days.

use chrono::{DateTime, NaiveDate};
use ratatui::layout::{Position, Rect};

use super::clock::age;
use super::pen::Pen;
use super::{ask, panel};
use crate::board::{Entry, Timestamp};
use crate::flow::local_day;
use crate::report::history;
use crate::text;
use crate::tui::activity::Activity;
use crate::tui::app::App;
use crate::tui::theme::Role;
use crate::tui::travel::History;

/// A line of the feed.
enum Row {
    Day(NaiveDate),
    Event(usize),
}

/// Draws the feed. Answers where words are typed, if they are.
pub fn draw(pen: &mut Pen<'_>, app: &App, activity: &Activity) -> Option<Position> {
    let new = match activity.unread.len() {
        0 => String::new(),
        n => format!(": {n} new from others"),
    };
    let height = pen.area.height.saturating_sub(2).max(8);
    let inner = panel::centred(pen, (110, height), &format!("What happened{new}"));
    let Some(history) = &app.history else {
        pen.put(inner.x, inner.y, inner.right(), "reading the history", Role::Faint);
        return None;
    };
    let all = history.line.len();
    let rows = activity.len(all);
    let (cursor, top) = query(pen, activity, rows, inner);
    let room = Rect { y: top, height: inner.bottom().saturating_sub(top), ..inner };
    if rows == 0 {
        let words = if all == 0 { "Nothing has happened here yet." } else { "Nothing here has these words." };
        pen.put(room.x, room.y, room.right(), words, Role::Faint);
        return cursor;
    }
    let day = |row: usize| {
        let place = activity.place(row, all)?;
        Some(local_day(history.line.at(place)?, history.board.zone()))
    };
    let selected = activity.selected.min(rows - 1);
    for (row, y) in in_sight(selected, rows, room.height.into(), day).into_iter().zip(room.y..room.bottom()) {
        match row {
            Row::Day(date) => head(pen, app, date, (room.x, y, room.right())),
            Row::Event(row) => {
                if let Some(place) = activity.place(row, all) {
                    event(pen, app, history, activity, (place, row == selected), (room.x, y, room.right()));
                }
            }
        }
    }
    cursor
}

/// The line of words to search for, where there are any. Answers where the rows begin.
fn query(pen: &mut Pen<'_>, activity: &Activity, rows: usize, inner: Rect) -> (Option<Position>, u16) {
    if !activity.typing && activity.query.is_empty() {
        return (None, inner.y);
    }
    let x = pen.parts(inner.x, inner.y, inner.right(), &[("/ ", Role::Key)]);
    let searching = activity.found.as_ref().is_none_or(|found| found.words != activity.query.text());
    let count = if searching && !activity.query.is_empty() {
        "searching".to_owned()
    } else {
        format!("{rows} found")
    };
    let end = pen.parts_right(x + 8, inner.y, inner.right(), &[(&count, Role::Faint)]);
    let line = Rect { x, y: inner.y, width: end.saturating_sub(x + 1), height: 1.min(inner.height) };
    let cursor = ask::input(&mut pen.within(line), &activity.query, activity.typing);
    (cursor, inner.y.saturating_add(2))
}

/// The lines in sight: the chosen row is the last of them, or further up where the feed begins.
fn in_sight(
    selected: usize,
    rows: usize,
    height: usize,
    day: impl Fn(usize) -> Option<NaiveDate>,
) -> Vec<Row> {
    // From the chosen row up until the room is filled; the first row in sight has its day's head.
    let mut first = selected;
    let mut used = 2;
    while first > 0 {
        let cost = 1 + usize::from(day(first - 1) != day(first));
        if used + cost > height {
            break;
        }
        used += cost;
        first -= 1;
    }
    let mut lines = Vec::with_capacity(height);
    let mut before = None;
    for row in first..rows {
        if lines.len() >= height {
            break;
        }
        let date = day(row);
        if date != before && (height > 1 || row != selected) {
            lines.extend(date.map(Row::Day));
            before = date;
        }
        lines.push(Row::Event(row));
    }
    lines
}

/// `Thu 12 Nov` over the events of a day, and how far back it is.
fn head(pen: &mut Pen<'_>, app: &App, date: NaiveDate, (x, y, end): (u16, u16, u16)) {
    let now = app.travel.as_ref().map_or(app.now, |travel| travel.clock);
    let today = local_day(now, app.board_now().zone());
    let ago = match today.signed_duration_since(date).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days > 1 => format!("{days} days ago"),
        _ => String::new(),
    };
    let year = if date.format("%Y").to_string() == today.format("%Y").to_string() { "" } else { " %Y" };
    let name = date.format(&format!("%a %-d %b{year}")).to_string();
    let x = pen.parts(
        x,
        y,
        end,
        &[(&name, Role::Strong), ("  ", Role::Faint), (&ago, Role::Faint), (" ", Role::Faint)],
    );
    pen.rule(x, y, end, pen.glyphs().rule, Role::Rule);
}

/// From this many cells on there is room for a card's title beside its id and what happened.
const TITLE_FROM: usize = 36;

/// `14:02  3h  maria  4f1a Retry: moved from Ready to Review`.
fn event(
    pen: &mut Pen<'_>,
    app: &App,
    history: &History,
    activity: &Activity,
    (place, chosen): (usize, bool),
    (x, y, end): (u16, u16, u16),
) {
    let Some((entry, at)) = history.entry(place).zip(history.line.at(place)) else { return };
    let glyphs = pen.glyphs();
    let board = &history.board;
    let now = app.travel.as_ref().map_or(app.now, |travel| travel.clock);
    let id = match entry {
        Entry::Card(_, event) => event.id,
        Entry::Board(setting) => setting.id,
    };
    let unread = activity.unread.contains(&id);
    let mark = if chosen { glyphs.select } else { " " };
    let news = if unread { glyphs.changed } else { " " };
    let x = pen.parts(
        x,
        y,
        end,
        &[(mark, Role::Focus), (news, Role::News), (&clock(at, board.zone()), Role::Faint)],
    );
    let ago = format!("{:>5} ", age(now.since(at)));
    let x = if end.saturating_sub(x) > 40 { pen.put(x, y, end, &ago, Role::Faint) } else { x + 1 };
    // A clock that is behind is told of: the order is that of causes.
    let behind = if at > entry.at() {
        format!("(by a clock at {}) ", clock(entry.at(), board.zone()))
    } else {
        String::new()
    };
    let x =
        pen.parts(x, y, end, &[(entry.by(board), Role::Person), (" ", Role::Faint), (&behind, Role::Faint)]);
    let role = if chosen { Role::Focus } else { Role::Text };
    match entry {
        Entry::Card(card, of) => {
            let said = history::event(board, card, of);
            let id = format!("{} ", board.short_id(card.id()));
            // What happened is what is looked for: a long title gives way to it.
            let row = usize::from(end.saturating_sub(x));
            if row < TITLE_FROM {
                pen.parts(x, y, end, &[(&id, Role::Faint), (&said, role)]);
                return;
            }
            let room = row.saturating_sub(text::width(&id) + text::width(&said) + 2);
            let title = text::fit(card.title(), room.max(12));
            pen.parts(
                x,
                y,
                end,
                &[(&id, Role::Faint), (title.as_str(), role), (": ", Role::Faint), (&said, role)],
            );
        }
        Entry::Board(setting) => {
            pen.put(x, y, end, &history::setting(board, setting), role);
        }
    }
}

fn clock(at: Timestamp, zone: chrono_tz::Tz) -> String {
    let local = DateTime::from_timestamp_millis(at.ms()).unwrap_or_default().with_timezone(&zone);
    local.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of two days, `d` for a head.
    fn lines(selected: usize, rows: usize, height: usize) -> String {
        let day = |row: usize| NaiveDate::from_ymd_opt(2026, 3, if row < 3 { 2 } else { 1 });
        let lines = in_sight(selected, rows, height, day);
        let text = |row: &Row| match row {
            Row::Day(_) => "d".to_owned(),
            Row::Event(row) => row.to_string(),
        };
        lines.iter().map(text).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_chosen_row_is_in_sight_under_the_head_of_its_day() {
        for (selected, rows, height, seen) in [
            (0, 9, 5, "d 0 1 2 d"),
            (3, 9, 6, "d 0 1 2 d 3"),
            (3, 9, 5, "d 1 2 d 3"),
            (8, 9, 4, "d 6 7 8"),
            (2, 3, 9, "d 0 1 2"),
            (5, 9, 2, "d 5"),
            (5, 9, 1, "5"),
            (0, 9, 0, ""),
        ] {
            let lines = lines(selected, rows, height);
            let lines: Vec<&str> = lines.split(' ').take(height).collect();
            assert_eq!(lines.join(" "), seen, "{selected} of {rows} in {height}");
        }
    }
}
