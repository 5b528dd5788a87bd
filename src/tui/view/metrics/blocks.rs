//! Blocks of measures, each a few lines under one idea.

use crate::board::{Board, Scope};
use crate::flow::little::Condition;
use crate::flow::{Distribution, PERCENTILES};
use crate::report::words::{count, duration, duration_or_dash, number, percent};
use crate::report::{Report, condition, phrase};
use crate::text;
use crate::tui::glyphs::Glyphs;
use crate::tui::theme::Role;
use crate::tui::view::journey::bar;
use crate::tui::view::panel::{Line, line};

/// Cells of what stands before a line.
const LABEL: usize = 14;
/// Cells of a number of the table of times.
const CELL: usize = 10;

fn labelled(label: &str, rest: Line) -> Line {
    let mut parts = line(format!("{label:<LABEL$}"), Role::Faint);
    parts.extend(rest);
    parts
}

fn part(text: impl Into<String>, role: Role) -> (String, Role) {
    (text.into(), role)
}

/// Lead, cycle and process time by percentiles, and how much of it is work.
pub fn times(report: &Report) -> Vec<Line> {
    let times = &report.metrics.times;
    if times.lead.n == 0 {
        return vec![labelled("Times", line("no data yet: no card finished in this window", Role::Text))];
    }
    let mut head = line(format!("{:<LABEL$}", count(times.lead.n, "card")), Role::Strong);
    head.extend(PERCENTILES.map(|p| part(format!("{:>CELL$}", format!("{p} %")), Role::Faint)));
    head.push(part(format!("{:>CELL$}", "mean"), Role::Faint));
    let row = |name: &str, of: &Distribution| {
        let told = PERCENTILES.map(|p| {
            let role = if p == 85 { Role::Strong } else { Role::Text };
            part(format!("{:>CELL$}", duration_or_dash(of.told_ms(p))), role)
        });
        let mut parts = labelled(name, told.to_vec());
        parts.push(part(format!("{:>CELL$}", duration_or_dash(of.mean_ms())), Role::Faint));
        parts
    };
    let mut lines = vec![
        head,
        row("Lead time", &times.lead),
        row("Cycle time", &times.cycle),
        row("Process time", &times.process),
    ];
    let activity = &report.metrics.activity;
    lines.push(match (activity.ratio(), activity.flow_efficiency()) {
        (Some(ratio), Some(efficiency)) => labelled(
            "Activity",
            vec![
                part(percent(ratio), Role::Strong),
                part(" of lead time is work, ", Role::Faint),
                part(percent(efficiency), Role::Strong),
                part(" of cycle time", Role::Faint),
            ],
        ),
        _ if !activity.is_known => labelled(
            "Activity",
            line("unknown: no queue column, and no block was ever recorded", Role::Faint),
        ),
        _ => labelled("Activity", line("no data yet", Role::Faint)),
    });
    lines
}

/// What finishes, what is in process, what is oldest.
pub fn work(report: &Report, width: usize, glyphs: &Glyphs) -> Vec<Line> {
    let metrics = &report.metrics;
    let mut throughput =
        vec![part(metrics.throughput.total.to_string(), Role::Strong), part(" finished", Role::Faint)];
    if let Some(rate) = metrics.throughput.per_day {
        throughput.extend([
            part(", ", Role::Faint),
            part(number(rate), Role::Strong),
            part(" a day, ", Role::Faint),
            part(number(rate * 7.0), Role::Strong),
            part(" a week  ", Role::Faint),
        ]);
    }
    let used: usize = throughput.iter().map(|(text, _)| text::width(text)).sum();
    let bars = width.saturating_sub(LABEL + used + 1).min(metrics.throughput.days.len());
    if bars >= 7 {
        throughput.push(part(super::spark(report, bars, glyphs), Role::Work));
    }
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

/// Little's law in its three lines: the identity, the estimate, the conditions.
pub fn little(report: &Report, width: usize, glyphs: &Glyphs) -> Vec<Line> {
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
        _ => vec![faint("no estimate: nothing finished")],
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

/// What finished in each week, as bars with their numbers.
pub fn weeks(report: &Report, width: usize, glyphs: &Glyphs) -> Vec<Line> {
    let weeks = &report.metrics.throughput.weeks;
    let most = weeks.iter().map(|week| week.finished).max().unwrap_or(0);
    if most == 0 {
        return Vec::new();
    }
    let cells = width.saturating_sub(LABEL + 6).min(48);
    let mut lines = vec![line("Finished by week", Role::Strong)];
    for week in weeks {
        let finished = week.finished;
        let drawn =
            if finished == 0 { String::new() } else { bar(finished.into(), most.into(), cells, glyphs) };
        lines.push(labelled(
            &week.day.format("%e %b").to_string(),
            vec![part(drawn, Role::Work), part(format!(" {finished}"), Role::Text)],
        ));
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

/// The cards whose history was in some way awkward.
pub fn quality(report: &Report, width: usize) -> Vec<Line> {
    let cases = &report.metrics.quality.cases;
    if cases.is_empty() {
        return vec![labelled("Data quality", line("nothing awkward", Role::Faint))];
    }
    let mut lines = Vec::new();
    for (nth, (oddity, cards)) in cases.iter().enumerate() {
        let label = if nth == 0 { "Data quality" } else { "" };
        let words = format!("{} {}", cards.len(), phrase(*oddity));
        let words = text::fit(&words, width.saturating_sub(LABEL).max(10)).to_string();
        lines.push(labelled(label, line(words, Role::Text)));
    }
    lines
}
