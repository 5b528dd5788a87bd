//! A card's way over the board: its visits in order, and how long each took.

use super::clock::{date, span};
use super::panel::{Line, line};
use crate::board::{Card, ColumnIx, ColumnKind, Standing, Timestamp};
use crate::text;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// A stay in a column.
struct Visit {
    column: ColumnIx,
    from: Timestamp,
    ms: i64,
    open: bool,
}

/// The visits in order. A clock that ran backwards makes a visit of no time, never of less.
fn visits(card: &Card, now: Timestamp) -> Vec<Visit> {
    let mut visits: Vec<Visit> = Vec::new();
    let mut clock = Timestamp::MIN;
    let places = card.events().iter().filter(|event| event.standing == Standing::Holds);
    for (column, at) in places.filter_map(|event| Some((event.destination()?, event.at))) {
        clock = clock.max(at);
        if let Some(last) = visits.last_mut() {
            last.ms = clock.since(last.from);
        }
        visits.push(Visit { column, from: clock, ms: 0, open: false });
    }
    if let Some(last) = visits.last_mut() {
        last.ms = now.since(last.from).max(0);
        last.open = card.on_board();
    }
    visits
}

/// The journey: a line for each visit, with a bar as long as it took.
pub fn lines(lines: &mut Vec<Line>, app: &App, card: &Card, width: usize, glyphs: &Glyphs) {
    let visits = visits(card, app.now);
    let in_process: i64 =
        visits.iter().filter(|visit| kind(app, visit).in_process()).map(|visit| visit.ms).sum();
    let mut head = line("Journey", Role::Strong);
    if in_process > 0 {
        head.push((format!("  {} in process", span(in_process)), Role::Faint));
    }
    lines.push(head);
    let shown = |visit: &Visit| kind(app, visit) != ColumnKind::Done;
    let longest = visits.iter().filter(|visit| shown(visit)).map(|visit| visit.ms).max().unwrap_or(0).max(1);
    let name_of = |visit: &Visit| app.board.column(visit.column).name.as_ref();
    let names = visits.iter().map(|visit| text::width(name_of(visit))).max().unwrap_or(0).clamp(4, 20);
    let date_width = 13;
    let bars = width.saturating_sub(2 + names + 2 + 8 + 2 + date_width).min(32);
    for visit in &visits {
        let name = text::fit(name_of(visit), names).to_string();
        let pad = " ".repeat((names + 2).saturating_sub(text::width(&name)));
        let (symbol, role) =
            if visit.open { (glyphs.here, Role::Focus) } else { (glyphs.there, Role::Faint) };
        let (bar, bar_role) = match kind(app, visit) {
            ColumnKind::Done => (String::new(), Role::Faint),
            ColumnKind::Active => (bar(visit.ms, longest, bars, glyphs), Role::Work),
            _ => (bar(visit.ms, longest, bars, glyphs), Role::Wait),
        };
        let took = if kind(app, visit) == ColumnKind::Done { String::new() } else { span(visit.ms) };
        let mut parts = vec![
            (format!("{symbol} "), role),
            (name, if visit.open { Role::Strong } else { Role::Text }),
            (pad, Role::Text),
            (format!("{took:<8}"), Role::Text),
        ];
        let gap = " ".repeat(bars.saturating_sub(text::width(&bar)) + 2);
        parts.push((bar, bar_role));
        let from = date(visit.from, app.now, app.board.zone());
        parts.push((format!("{gap}{from}"), Role::Faint));
        lines.push(parts);
    }
    if bars >= 8 && in_process > 0 {
        let full = glyphs.eighths[7];
        lines.push(vec![
            ("  ".to_owned(), Role::Faint),
            (full.to_owned(), Role::Work),
            (" work  ".to_owned(), Role::Faint),
            (full.to_owned(), Role::Wait),
            (" waiting".to_owned(), Role::Faint),
        ]);
    }
}

fn kind(app: &App, visit: &Visit) -> ColumnKind {
    app.board.column(visit.column).kind
}

/// `part` of `whole` as a bar of at most `cells`, in eighths of a cell; never empty.
pub fn bar(part: i64, whole: i64, cells: usize, glyphs: &Glyphs) -> String {
    let all = i128::try_from(cells * 8).unwrap_or(0);
    let eighths = i128::from(part.max(0)) * all / i128::from(whole.max(1));
    let eighths = usize::try_from(eighths.min(all)).unwrap_or(0).max(usize::from(cells > 0));
    let mut bar = glyphs.eighths[7].repeat(eighths / 8);
    if let Some(rest) = (eighths % 8).checked_sub(1) {
        bar.push_str(glyphs.eighths[rest]);
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_long_as_their_share() {
        let of = |part, whole, cells| bar(part, whole, cells, &Glyphs::UNICODE);
        assert_eq!(of(1, 2, 4), "██");
        assert_eq!(of(5, 16, 4), "█▎");
        assert_eq!(of(0, 9, 4), "▏");
        assert_eq!(of(-3, 0, 2), "▏");
        assert_eq!(of(i64::MAX, 1, 2), "██");
        assert_eq!(of(1, 1, 0), "");
    }
}
