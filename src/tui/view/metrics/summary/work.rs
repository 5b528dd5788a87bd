//! What finishes, what is in process, what is oldest.

use super::{LABEL, labelled};
use crate::board::{Board, Scope};
use crate::flow::Measure;
use crate::report::Report;
use crate::report::words::{duration, number};
use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;
use crate::tui::view::metrics::{absent, part};
use crate::tui::view::panel::{Line, line};

/// What finishes, what is in process, what is oldest.
pub fn lines(report: &Report, width: usize, glyphs: &Glyphs) -> Vec<Line> {
    let metrics = &report.metrics;
    let throughput = match metrics.absence(Measure::Throughput) {
        Some(absence) => line(absent::words(absence), Role::Text),
        None => finished(report, width, glyphs),
    };
    let mut wip = vec![part(metrics.wip.now.to_string(), Role::Strong), part(" now", Role::Faint)];
    if let Some(mean) = metrics.wip.mean {
        wip.extend([
            part(", ", Role::Faint),
            part(number(mean), Role::Strong),
            part(" on average", Role::Faint),
        ]);
    }
    if metrics.wip.blocked > 0 {
        let blocked = format!("{} {} blocked", glyphs.blocked, metrics.wip.blocked);
        wip.extend([part(", ", Role::Faint), part(blocked, Role::Blocked)]);
    }
    let mut lines = vec![labelled("Throughput", throughput), labelled("In process", wip)];
    if let Some(oldest) = &report.oldest {
        let mut parts = vec![
            part(duration(oldest.age_ms), Role::Strong),
            part(" in process: ", Role::Faint),
            part(format!("{} ", oldest.short_id), Role::Faint),
        ];
        let column = format!(", in {}", oldest.column);
        let used: usize =
            LABEL + parts.iter().map(|(text, _)| text::width(text)).sum::<usize>() + text::width(&column);
        parts.push(part(text::fit(&oldest.title, width.saturating_sub(used).max(8)).to_string(), Role::Text));
        parts.push(part(column, Role::Faint));
        if oldest.blocked {
            parts.push(part(format!(" {}", glyphs.blocked), Role::Blocked));
        }
        lines.push(labelled("Oldest", parts));
    }
    lines
}

/// The cards in process, the oldest first, as far as `most` lines go.
pub fn ages(report: &Report, board: &Board, width: usize, most: usize, glyphs: &Glyphs) -> Vec<Line> {
    let ages = &report.metrics.ages.cards;
    // One is told as the oldest already.
    if ages.len() < 2 || most < 3 {
        return Vec::new();
    }
    let mut lines = vec![line("In process, the oldest first", Role::Strong)];
    for aged in ages.iter().take(most - 1) {
        // The board on screen may have gone on since it was measured.
        let Some(card) = board.card(aged.card).filter(|card| card.on_board()) else { continue };
        let column = format!("  {}", board.scope_name(Scope::Column(card.column())));
        let mark = if card.block().is_some() { format!(" {}", glyphs.blocked) } else { String::new() };
        let id = format!("{} ", board.short_id(card.id()));
        let used = LABEL + text::width(&id) + text::width(&column) + text::width(&mark);
        let title = text::fit(card.title(), width.saturating_sub(used).max(8)).to_string();
        lines.push(labelled(
            &format!("{:>8}", duration(aged.age_ms)),
            vec![
                part(id, Role::Faint),
                part(title, Role::Text),
                part(column, Role::Faint),
                part(mark, Role::Blocked),
            ],
        ));
    }
    if let Some(last) = lines.last_mut().filter(|_| ages.len() > most - 1) {
        *last = labelled("", line(format!("and {} more", ages.len() - (most - 2)), Role::Faint));
    }
    lines
}

/// How many finished, how fast, beside the window before, and when.
fn finished(report: &Report, width: usize, glyphs: &Glyphs) -> Line {
    let throughput = &report.metrics.throughput;
    let mut parts = vec![part(throughput.total.to_string(), Role::Strong), part(" finished", Role::Faint)];
    if let Some(rate) = throughput.per_day {
        let was = report.before.as_deref().and_then(|before| before.throughput.per_day);
        let was = was.map_or(String::new(), |was| format!(", was {}", number(was)));
        parts.extend([
            part(", ", Role::Faint),
            part(number(rate), Role::Strong),
            part(format!(" a day{was}  "), Role::Faint),
        ]);
    }
    let used: usize = parts.iter().map(|(text, _)| text::width(text)).sum();
    let bars = width.saturating_sub(LABEL + used + 1).min(throughput.days.len());
    if bars >= 7 {
        parts.push(part(spark(report, bars, glyphs), Role::Work));
    }
    parts
}

/// The finished cards a day, as a picture with the greatest number beside it.
fn spark(report: &Report, most_bars: usize, glyphs: &Glyphs) -> String {
    let days = &report.metrics.throughput.days;
    let shown = days.get(days.len().saturating_sub(most_bars)..).unwrap_or_default();
    let most = shown.iter().map(|day| day.finished).max().unwrap_or(0).max(1);
    let bar = |finished: u32| match usize::try_from((u64::from(finished) * 8).div_ceil(u64::from(most))) {
        Ok(height @ 1..=8) => glyphs.rising[height - 1],
        _ => glyphs.dot,
    };
    shown.iter().map(|day| bar(day.finished)).collect()
}
