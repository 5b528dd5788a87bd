//! A card's way over the board: its visits in order, and how long each took.

use super::clock::date;
use super::panel::{Line, line};
use crate::board::{Card, ColumnKind, Timestamp};
use crate::flow::{Journey, Journeys, Stay};
use crate::report::words::duration;
use crate::text;
use crate::tui::app::App;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;

/// Cells of the time a stay took.
const SPAN: usize = 8;
/// Cells of a date.
const DATE: usize = 13;

/// The journey: a line for each stay, with a bar as long as it took.
pub fn lines(lines: &mut Vec<Line>, app: &App, card: &Card, width: usize, glyphs: &Glyphs) {
    let journeys = Journeys::of_card(&app.board, card, app.now);
    let Some(journey) = journeys.list().first() else { return };
    let stays = journeys.stays(journey);
    let kind = |stay: &Stay| app.board.column(stay.column).kind;
    let mut head = line("Journey", Role::Strong);
    head.push((format!("  {}", totals(journey, app.now, glyphs)), Role::Faint));
    lines.push(head);
    let took = |stay: &Stay| stay.to.since(stay.from);
    let shown = stays.iter().filter(|stay| kind(stay) != ColumnKind::Done);
    let longest = shown.map(took).max().unwrap_or(0).max(1);
    let name_of = |stay: &Stay| app.board.column(stay.column).name.as_ref();
    let names = stays.iter().map(|stay| text::width(name_of(stay))).max().unwrap_or(0).clamp(4, 20);
    let bars = width.saturating_sub(2 + names + 2 + SPAN + 2 + DATE).min(32);
    for (nth, stay) in stays.iter().enumerate() {
        let here = nth + 1 == stays.len() && card.on_board();
        let name = text::fit(name_of(stay), names).to_string();
        let pad = " ".repeat((names + 2).saturating_sub(text::width(&name)));
        let (symbol, role) = if here { (glyphs.here, Role::Focus) } else { (glyphs.there, Role::Faint) };
        let mut parts = vec![
            (format!("{symbol} "), role),
            (name, if here { Role::Strong } else { Role::Text }),
            (pad, Role::Text),
        ];
        let mut drawn = 0;
        if kind(stay) == ColumnKind::Done {
            parts.push((" ".repeat(SPAN), Role::Text));
        } else {
            parts.push((format!("{:<SPAN$}", duration(took(stay))), Role::Text));
            let (fill, role) = if kind(stay) == ColumnKind::Active {
                (glyphs.fills[0], Role::Work)
            } else {
                (glyphs.fills[1], Role::Wait)
            };
            drawn = share(took(stay), longest, bars);
            let blocked = if stay.blocked_ms > 0 { share(stay.blocked_ms, took(stay), drawn) } else { 0 };
            parts.push((fill.repeat(drawn - blocked), role));
            parts.push((glyphs.fills[2].repeat(blocked), Role::Blocked));
        }
        let from = date(stay.from, app.now, app.board.zone());
        parts.push((format!("{}{from}", " ".repeat((bars + 2).saturating_sub(drawn))), Role::Faint));
        lines.push(parts);
    }
    if bars >= 8 {
        let mut legend = line("  ", Role::Faint);
        let fills = [(Role::Work, " work   "), (Role::Wait, " waiting   "), (Role::Blocked, " blocked")];
        for (symbol, (role, word)) in glyphs.fills.into_iter().zip(fills) {
            legend.extend([(symbol.to_owned(), role), (word.to_owned(), Role::Faint)]);
        }
        lines.push(legend);
    }
}

/// The card's clocks, by the definitions of the flow measures.
fn totals(journey: &Journey, now: Timestamp, glyphs: &Glyphs) -> String {
    let mut words = Vec::new();
    if let Some(lead) = journey.lead_ms() {
        words.push(format!("lead time {}", duration(lead)));
    }
    if let Some(cycle) = journey.cycle_ms() {
        words.push(format!("cycle time {}", duration(cycle)));
    }
    if let Some(age) = journey.age_ms(now) {
        words.push(format!("in process for {}", duration(age)));
    }
    for (ms, what) in
        [(journey.process_ms, "work"), (journey.queue_ms, "waiting"), (journey.blocked_ms, "blocked")]
    {
        if ms > 0 {
            words.push(format!("{} {what}", duration(ms)));
        }
    }
    words.join(&format!(" {} ", glyphs.dot))
}

/// How many of `cells` stand for `part` of `whole`: at least one.
fn share(part: i64, whole: i64, cells: usize) -> usize {
    let all = i128::try_from(cells).unwrap_or(0);
    let share = i128::from(part.max(0)) * all / i128::from(whole.max(1));
    usize::try_from(share).unwrap_or(cells).clamp(1, cells.max(1)).min(cells)
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
