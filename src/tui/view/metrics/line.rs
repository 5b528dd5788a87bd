//! The measures in one line: what fits of them, the most asked for first.

use ratatui::layout::Rect;

use crate::report::Report;
use crate::report::words::{duration, number, percent};
use crate::text;
use crate::tui::app::App;
use crate::tui::theme::Role;
use crate::tui::view::pen::Pen;

pub fn draw(pen: &mut Pen<'_>, app: &App, area: Rect) {
    let glyphs = pen.glyphs();
    pen.rule(area.x, area.y, area.right(), glyphs.rule, Role::Rule);
    let end = area.right().saturating_sub(1);
    let title = format!(" {} days ", app.metrics.window);
    let mut x = pen.put(area.x.saturating_add(2), area.y, end, &title, Role::Faint);
    let Some(measured) = &app.metrics.measured else {
        pen.parts(x, area.y, end, &[(glyphs.dot, Role::Faint), (" measuring ", Role::Faint)]);
        return;
    };
    for (nth, part) in parts(&measured.report).iter().enumerate() {
        let role = if nth == 0 { Role::Faint } else { Role::Rule };
        let wide: usize = part.iter().map(|(text, _)| text::width(text)).sum::<usize>() + 3;
        if usize::from(end.saturating_sub(x)) < wide {
            // A shorter one further on may still fit.
            continue;
        }
        x = pen.parts(x, area.y, end, &[(glyphs.dot, role), (" ", role)]);
        for (text, role) in part {
            x = pen.put(x, area.y, end, text, *role);
        }
        x = pen.put(x, area.y, end, " ", Role::Rule);
    }
}

type Part = Vec<(String, Role)>;

fn parts(report: &Report) -> Vec<Part> {
    let metrics = &report.metrics;
    let faint = |text: &str| (text.to_owned(), Role::Faint);
    let strong = |text: String| (text, Role::Text);
    let mut parts: Vec<Part> = Vec::new();
    let lead = &metrics.times.lead;
    match (lead.told_ms(50), lead.told_ms(85)) {
        (Some(half), Some(most)) => parts.push(vec![
            faint("lead time 50% "),
            strong(duration(half)),
            faint(" 85% "),
            strong(duration(most)),
        ]),
        (Some(half), None) => parts.push(vec![faint("lead time 50% "), strong(duration(half))]),
        _ => parts.push(vec![faint("lead time: no data yet")]),
    }
    if let Some(rate) = metrics.throughput.per_day {
        parts.push(vec![faint("throughput "), strong(format!("{}/day", number(rate)))]);
    }
    if let Some(now) = metrics.little.started_now_ms.filter(|_| metrics.wip.now > 0) {
        let doubt = if metrics.little.is_reliable() { "" } else { "?" };
        parts.push(vec![faint("Little: started now "), strong(format!("{}{doubt}", duration(now)))]);
    }
    if let Some(process) = metrics.times.process.told_ms(50) {
        parts.push(vec![faint("process 50% "), strong(duration(process))]);
    }
    if let Some(ratio) = metrics.activity.ratio() {
        parts.push(vec![faint("activity "), strong(percent(ratio))]);
    }
    if let Some(mean) = metrics.wip.mean {
        parts.push(vec![faint("mean WIP "), strong(number(mean))]);
    }
    if let Some(oldest) = &report.oldest {
        parts
            .push(vec![faint("oldest "), strong(format!("{} {}", oldest.short_id, duration(oldest.age_ms)))]);
    }
    parts
}
