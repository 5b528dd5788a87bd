//! The bar of time travel: the line of time, where on it the screen is, and what happened there.

use chrono::DateTime;
use chrono_tz::Tz;

use super::clock::{age, date};
use super::pen::Pen;
use crate::board::{Entry, Timestamp};
use crate::report::history;
use crate::text;
use crate::tui::app::App;
use crate::tui::layout::Plan;
use crate::tui::theme::Role;
use crate::tui::travel::{History, Travel};

/// Draws the bar where the plan has room for it.
pub fn draw(pen: &mut Pen<'_>, app: &App, plan: &Plan) {
    let Some(travel) = &app.travel else { return };
    let area = plan.travel;
    if area.height == 0 {
        return;
    }
    pen.within(area).clear();
    let history = app.history.as_deref();
    if area.height > 1 {
        let (left, right) = (area.x.saturating_add(1), area.right().saturating_sub(1));
        if let Some(history) = history {
            track(pen, history, travel, (left, area.y, right));
        } else {
            pen.rule(left, area.y, right, pen.glyphs().rule, Role::Rule);
        }
    }
    words(pen, app, travel, history, (area.x, area.bottom() - 1, area.right()));
}

/// The line of time: how much happened when, as a row of bars, with the moment on it.
fn track(pen: &mut Pen<'_>, history: &History, travel: &Travel, (left, y, right): (u16, u16, u16)) {
    let glyphs = pen.glyphs();
    let zone = history.board.zone();
    let Some(first) = history.line.at(0) else { return };
    let end = travel.clock.max(first.plus_ms(1));
    let from = date(first, travel.clock, zone);
    let from = from.trim();
    let named = usize::from(right.saturating_sub(left)) >= text::width(from) + 24;
    let (mut left, mut right) = (left, right);
    if named {
        left = pen.parts(left, y, right, &[(from, Role::Faint), (" ", Role::Faint)]);
        right = pen.parts_right(left, y, right, &[(" now", Role::Faint)]);
    }
    let cells = i64::from(right.saturating_sub(left));
    if cells == 0 {
        return;
    }
    let span = end.since(first).max(1);
    // Whole milliseconds of a cell times cells would lose the last ones.
    let edge = |cell: i64| {
        first.plus_ms(i64::try_from(i128::from(span) * i128::from(cell) / i128::from(cells)).unwrap_or(0))
    };
    let counts: Vec<usize> = (0..cells)
        .map(|cell| {
            let until = if cell + 1 == cells { Timestamp::END } else { edge(cell + 1).plus_ms(-1) };
            let before = if cell == 0 { 0 } else { history.line.by(edge(cell).plus_ms(-1)) };
            history.line.by(until).saturating_sub(before)
        })
        .collect();
    let most = counts.iter().copied().max().unwrap_or(0).max(1);
    let at = travel.moment.at.unwrap_or(end).min(end);
    let here = (0..cells).rev().find(|cell| edge(*cell) <= at).unwrap_or(0);
    for ((cell, count), x) in (0..).zip(counts).zip(left..right) {
        let role = if cell <= here { Role::Work } else { Role::Faint };
        if cell == here {
            pen.cell(x, y, glyphs.here, Role::Focus, None);
        } else if count == 0 {
            pen.cell(x, y, glyphs.rule, if cell < here { Role::Faint } else { Role::Rule }, None);
        } else {
            // A busy day must not make all others look alike.
            let level = (count.ilog2() + 1) * 8 / (most.ilog2() + 1);
            let level = usize::try_from(level).unwrap_or(1).clamp(1, 8);
            pen.cell(x, y, glyphs.rising[level - 1], role, None);
        }
    }
}

/// When it is, how long ago that was, how far on the line, and what happened just then.
fn words(
    pen: &mut Pen<'_>,
    app: &App,
    travel: &Travel,
    history: Option<&History>,
    (left, y, end): (u16, u16, u16),
) {
    let glyphs = pen.glyphs();
    let zone = travel.home.board.zone();
    let mut x = left.saturating_add(1);
    if let Some(at) = travel.moment.at {
        x = pen.parts(x, y, end, &[("PAST", Role::Warn), ("  ", Role::Faint)]);
        x = pen.put(x, y, end, &instant(at, travel.clock, zone), Role::Strong);
        let ago = match travel.clock.since(at) {
            ahead if ahead < 0 => "  ahead of this clock".to_owned(),
            ago => format!("  {} ago", age(ago).replace("now", "moments")),
        };
        x = pen.put(x, y, end, &ago, Role::Faint);
    } else {
        x = pen.parts(x, y, end, &[("NOW", Role::Good), ("  ", Role::Faint)]);
        x = pen.put(x, y, end, &instant(travel.clock, travel.clock, zone), Role::Strong);
    }
    let Some(history) = history else {
        pen.put(x, y, end, "  reading the history", Role::Faint);
        return;
    };
    let place = format!("  {}/{}", travel.moment.count, history.line.len());
    if usize::from(end.saturating_sub(x)) > text::width(&place) + 30 {
        x = pen.put(x, y, end, &place, Role::Faint);
    }
    x = x.saturating_add(2);
    if travel.is_under_way() {
        pen.put(x, y, end, "on the way", Role::Faint);
        return;
    }
    let Some((place, entry)) =
        travel.moment.count.checked_sub(1).and_then(|place| Some((place, history.entry(place)?)))
    else {
        return;
    };
    let end = end.saturating_sub(1);
    x = pen.parts(x, y, end, &[(glyphs.changed, Role::News), (" ", Role::News)]);
    x = pen.parts(x, y, end, &[(entry.by(&history.board), Role::Person), (" ", Role::Faint)]);
    // What came between two events is told by the one before.
    let since = history.line.at(place).zip(travel.moment.at).map_or(0, |(event, at)| at.since(event));
    if since > 0 {
        x = pen.put(x, y, end, &format!("{} before ", age(since).replace("now", "just")), Role::Faint);
    } else if history.line.at(place).is_some_and(|at| at > entry.at()) {
        // The order is that of causes; the clock of who wrote it was behind.
        let clock = instant(entry.at(), travel.clock, zone);
        x = pen.put(x, y, end, &format!("(by a clock at {clock}) "), Role::Faint);
    }
    pen.put(x, y, end, &deed(app, &entry), Role::Text);
}

/// What happened, told of the board as it was.
fn deed(app: &App, entry: &Entry<'_>) -> String {
    match entry {
        Entry::Card(card, event) => {
            let then = app.board.card(card.id()).unwrap_or(card);
            format!(
                "{} {}: {}",
                app.board.short_id(card.id()),
                then.title(),
                history::deed(&app.board, card, event)
            )
        }
        Entry::Board(setting) => history::setting(&app.board, setting),
    }
}

/// An instant with its day of the week: `Thu 12 Nov 14:02`.
fn instant(at: Timestamp, now: Timestamp, zone: Tz) -> String {
    let day = DateTime::from_timestamp_millis(at.ms()).unwrap_or_default().with_timezone(&zone);
    format!("{} {}", day.format("%a"), date(at, now, zone).trim())
}
