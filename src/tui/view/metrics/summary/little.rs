//! Little's law in its three lines: the identity, the estimate, the conditions.

use super::{LABEL, labelled};
use crate::flow::little::Condition;
use crate::report::absence::no_estimate;
use crate::report::words::{duration, number, percent};
use crate::report::{Report, condition};
use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;
use crate::tui::view::metrics::part;
use crate::tui::view::panel::{Line, line};

/// Little's law in its three lines: the identity, the estimate, the conditions.
pub fn lines(report: &Report, width: usize, glyphs: &Glyphs) -> Vec<Line> {
    let metrics = &report.metrics;
    let little = &metrics.little;
    let (Some(mean), Some(arrivals)) = (little.mean_wip, little.arrivals_per_day) else {
        return vec![labelled(
            "Little's law",
            line("no data yet: none of the window has passed", Role::Faint),
        )];
    };
    let mean = number(mean);
    let faint = |text: &str| part(text, Role::Faint);
    let text = |text: String| part(text, Role::Text);
    let identity = match little.residence_ms {
        Some(stay) => vec![
            text(mean.clone()),
            faint(" in process = "),
            text(number(arrivals)),
            faint(" arrivals a day × "),
            text(duration(stay)),
            faint(" each"),
        ],
        None => vec![text(mean.clone()), faint(" in process, and nothing arrived")],
    };
    let mut lines = vec![labelled("Little's law", identity)];
    let rate = number(metrics.throughput.per_day.unwrap_or_default());
    let estimate = match (little.cycle.estimate_ms, little.cycle.measured_ms) {
        (Some(estimate), Some(measured)) => {
            let gap = little.cycle.gap().map_or_else(String::new, |gap| {
                format!(" ({}{})", if gap > 0.0 { "+" } else { "" }, percent(gap))
            });
            vec![
                text(format!("{mean} ÷ {rate}/day")),
                faint(" = "),
                part(duration(estimate), Role::Strong),
                faint(if width < 72 { "; measured " } else { " cycle time; measured " }),
                text(duration(measured)),
                faint(&gap),
            ]
        }
        (Some(estimate), None) => vec![text(format!("{mean} ÷ {rate}/day = {}", duration(estimate)))],
        _ => vec![faint(no_estimate(metrics.throughput.per_day))],
    };
    lines.push(labelled("  estimate", estimate));
    if let Some(today) = little.started_now_ms.filter(|_| metrics.wip.now > 0) {
        let mut parts = vec![
            faint("at a WIP of "),
            text(metrics.wip.now.to_string()),
            faint(", a card started now takes about "),
            part(duration(today), Role::Strong),
        ];
        if !little.is_reliable() {
            parts.push(part(" (unreliable)", Role::Warn));
        }
        lines.push(labelled("", parts));
    }
    for (ok, label, symbol, role) in [
        (Some(true), "  steady", glyphs.good, Role::Good),
        (Some(false), "  not steady", glyphs.bad, Role::Bad),
        (None, "  unknown", glyphs.dot, Role::Faint),
    ] {
        let said: Vec<String> =
            little.conditions.iter().filter(|of: &&Condition| of.ok == ok).map(condition).collect();
        if said.is_empty() {
            continue;
        }
        let room = width.saturating_sub(LABEL + 2).max(10);
        for (nth, words) in text::wrap(&said.join("; "), room, 3).iter().enumerate() {
            let (label, symbol) = if nth == 0 { (label, symbol) } else { ("", " ") };
            lines.push(labelled(label, vec![part(format!("{symbol} "), role), text(words.to_string())]));
        }
    }
    lines
}
