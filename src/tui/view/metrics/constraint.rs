//! The stage that sets the pace, and the evidence: a line for each stage that works.
//!
//! The answer is in words first. It may be that there is none, and why. Under the evidence stands
//! what to do next: the five focusing steps (Goldratt, *The Goal*).

use ratatui::layout::Rect;

use super::{View, absent, head, list, note, part};
use crate::flow::Measure;
use crate::flow::constraint::{Evidence, Verdict, Yardstick};
use crate::report::next_step;
use crate::report::words::{count, number, percent};
use crate::text;
use crate::tui::theme::Role;
use crate::tui::view::journey::bar;
use crate::tui::view::panel::{Line, line};
use crate::tui::view::pen::Pen;

/// Cells of a column of numbers.
const CELL: usize = 8;
/// The narrowest and the widest bar.
const BAR_MIN: usize = 6;
const BAR_MAX: usize = 48;
/// The numbers beside each stage: what they are called, and what they are.
const NUMBERS: [(&str, &str); 6] = [
    ("busy", "share of time in which a card was worked on"),
    ("full", "share of time at its limit"),
    ("empty", "share of time without a card"),
    ("starved", "share of time without a card while work waited in the backlog"),
    ("waits", "cards finished here that waited to be pulled on, on average"),
    ("queue", "cards in the queues in front of it, on average"),
];

pub fn draw(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let metrics = &view.report.metrics;
    let found = &metrics.constraint;
    let area = head(pen, view, area, &answer(view));
    let (area, told) = note::room(view, area);
    if let (true, Some(absence)) = (found.stages.is_empty(), metrics.absence(Measure::Constraint)) {
        return absent::say(pen, area, &absent::words(absence));
    }
    let chosen = view.pane().scope().filter(|_| view.has_cursor);
    let y = evidence(pen, view, area, chosen);
    let below = Rect { y: y.min(area.bottom()), height: area.bottom().saturating_sub(y), ..area };
    let y = words(pen, view, below).saturating_add(1);
    shares(pen, view, Rect { y: y.min(area.bottom()), height: area.bottom().saturating_sub(y), ..area });
    if let (Some(stage), Some(area)) = (chosen.and_then(|place| found.stages.get(place)), told) {
        tell(pen, view, area, stage);
    }
}

/// The answer in a line.
fn answer(view: &View<'_>) -> Vec<Line> {
    let found = &view.report.metrics.constraint;
    let score = |place: usize| found.stages.get(place).and_then(|of| of.score).map_or(String::new(), percent);
    let name = |place: usize| found.stages.get(place).map_or("", |of| view.report.name(of.scope)).to_owned();
    let mut told = vec![line("Constraint", Role::Strong)];
    match found.verdict {
        Verdict::Named { stage, runner_up } => {
            told.push(line(name(stage), Role::Bad));
            told.push(line(format!("{} {}", yardstick(found.yardstick), score(stage)), Role::Text));
            told.extend(
                runner_up.map(|second| line(format!("then {} {}", name(second), score(second)), Role::Faint)),
            );
        }
        Verdict::NoClear { first, second } => {
            told.push(line("no clear one", Role::Warn));
            let [one, two] = [first, second].map(|place| format!("{} {}", name(place), score(place)));
            told.push(line(format!("{one} and {two} are close"), Role::Text));
        }
        Verdict::Unknown(_) => told.push(line("not known", Role::Text)),
    }
    told
}

pub fn yardstick(of: Yardstick) -> &'static str {
    match of {
        Yardstick::Utilisation => "utilisation",
        Yardstick::DropOfFullness => "drop of fullness",
    }
}

/// A line for each stage. Answers the row below.
fn evidence(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, chosen: Option<usize>) -> u16 {
    let found = &view.report.metrics.constraint;
    let glyphs = pen.glyphs();
    let width = usize::from(area.width);
    let names = found.stages.iter().map(|of| text::width(view.report.name(of.scope))).max().unwrap_or(0);
    let name_cells = names.min(width / 4 + 1).max(6);
    // The numbers give way to the bar, from the right.
    let numbers = numbers(width, name_cells);
    let bars = width.saturating_sub(name_cells + 4 + 8 + numbers * CELL).min(BAR_MAX);
    let mut y = area.y;
    let put = |pen: &mut Pen<'_>, y: u16, parts: &Line| {
        if y < area.bottom() {
            parts.iter().fold(area.x, |x, (text, role)| pen.put(x, y, area.right(), text, *role));
        }
    };
    let mut heads = vec![part(
        format!("{:width$}", yardstick(found.yardstick), width = name_cells + 4 + bars + 8),
        Role::Faint,
    )];
    heads.extend(NUMBERS.iter().take(numbers).map(|(name, _)| part(format!("{name:>CELL$}"), Role::Faint)));
    put(pen, y, &heads);
    y += 1;
    // Air between the stages where there is room for it and for the words below.
    let air = usize::from(area.height) > found.stages.len() * 2 + 10;
    for (place, of) in found.stages.iter().enumerate() {
        let (symbol, role) = match found.verdict {
            Verdict::Named { stage, .. } if stage == place => (glyphs.paces[3], Role::Bad),
            Verdict::NoClear { first, second } if place == first || place == second => {
                (glyphs.paces[2], Role::Warn)
            }
            Verdict::Named { runner_up, .. } if runner_up == Some(place) => (glyphs.paces[2], Role::Text),
            _ => (" ", Role::Text),
        };
        let select = if chosen == Some(place) { glyphs.select } else { " " };
        let name_role = if chosen == Some(place) { Role::Focus } else { Role::Text };
        let name = text::fit(view.report.name(of.scope), name_cells).to_string();
        let pad = " ".repeat(name_cells.saturating_sub(text::width(&name)) + 1);
        let mut parts = vec![
            part(select, Role::Focus),
            part(symbol, role),
            part(" ", Role::Text),
            part(name, name_role),
            part(pad, Role::Text),
        ];
        let drawn = of.score.map_or(String::new(), |score| share_bar(score, bars, glyphs));
        let blank = " ".repeat(bars.saturating_sub(text::width(&drawn)));
        parts.push(part(drawn, if role == Role::Bad { Role::Bad } else { Role::Work }));
        let score = of.score.map_or_else(|| "–".to_owned(), percent);
        parts.push(part(format!(" {score:<7}"), Role::Strong));
        parts.push(part(blank, Role::Text));
        parts.extend(
            cells(of).into_iter().take(numbers).map(|cell| part(format!("{cell:>CELL$}"), Role::Text)),
        );
        put(pen, y, &parts);
        y = y.saturating_add(1 + u16::from(air));
    }
    y.saturating_add(u16::from(!air))
}

/// How many of the numbers fit beside the names, the scores and a short bar.
fn numbers(width: usize, name_cells: usize) -> usize {
    (width.saturating_sub(name_cells + 4 + 8 + BAR_MIN) / CELL).min(NUMBERS.len())
}

fn cells(of: &Evidence) -> [String; 6] {
    [
        percent(of.busy),
        of.full.map_or_else(|| "–".to_owned(), percent),
        percent(of.empty),
        percent(of.starved),
        number(of.finished_waiting),
        number(of.queue_in_front),
    ]
}

/// A share as a bar; what is below nothing has none.
fn share_bar(share: f64, cells: usize, glyphs: &crate::tui::glyphs::Glyphs) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
    let thousandths = (share.clamp(0.0, 1.0) * 1000.0) as i64;
    if thousandths == 0 { String::new() } else { bar(thousandths, 1000, cells, glyphs) }
}

/// The shares of time as bars, a group for each stage, where there is room for all of them.
fn shares(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) {
    let stages = &view.report.metrics.constraint.stages;
    let glyphs = pen.glyphs();
    let bars = usize::from(area.width).saturating_sub(24).min(BAR_MAX * 2);
    if stages.is_empty() || usize::from(area.height) < stages.len() * 6 {
        return;
    }
    let lines = stages.iter().flat_map(|of| {
        let shares = [
            ("busy", Some(of.busy), Role::Work),
            ("full", of.full, Role::Label),
            ("empty", Some(of.empty), Role::Wait),
            ("starved", Some(of.starved), Role::Bad),
        ];
        let bar = shares.map(|(name, share, role)| {
            let told = share.map_or_else(|| "–".to_owned(), percent);
            let drawn = share.map_or(String::new(), |share| share_bar(share, bars, glyphs));
            vec![
                part(format!("  {name:<8}"), Role::Faint),
                part(drawn, role),
                part(format!(" {told}"), Role::Text),
            ]
        });
        std::iter::once(line(view.report.name(of.scope), Role::Text))
            .chain(bar)
            .chain(std::iter::once(Line::new()))
    });
    list(pen, area, "Shares of the window", lines);
}

/// What the numbers are, and what to do. Answers the row below.
fn words(pen: &mut Pen<'_>, view: &View<'_>, area: Rect) -> u16 {
    let found = &view.report.metrics.constraint;
    let ranks = match found.yardstick {
        Yardstick::Utilisation => {
            "Ranked by utilisation: the share of its workers' time that went into work."
        }
        Yardstick::DropOfFullness => {
            "Ranked by drop of fullness: the share of time at its limit, less that of the stage after it."
        }
    };
    let mut lines: Vec<(String, Role)> = Vec::new();
    let mut say = |words: &str, role: Role| {
        let wrapped = text::wrap(words, area.width.into(), area.height.into());
        lines.extend(wrapped.iter().map(|part| (part.to_string(), role)));
    };
    if let Verdict::Unknown(absence) = found.verdict {
        say(&absent::words(absence), Role::Text);
        say(" ", Role::Text);
    }
    if let Some(of) = found.named() {
        say(&format!("Next of the five focusing steps: {}.", next_step(of)), Role::Text);
        say(" ", Role::Text);
    }
    say(ranks, Role::Faint);
    for (name, meaning) in NUMBERS {
        say(&format!("{name}: {meaning}"), Role::Faint);
    }
    for ((words, role), y) in lines.iter().zip(area.y..area.bottom()) {
        pen.parts(area.x, y, area.right(), &[(words, *role)]);
    }
    area.y.saturating_add(u16::try_from(lines.len()).unwrap_or(u16::MAX))
}

fn tell(pen: &mut Pen<'_>, view: &View<'_>, area: Rect, of: &Evidence) {
    let workers = of.workers.map_or("workers not known".to_owned(), |n| count(n, "worker"));
    let limit = of.limit.map_or("no limit".to_owned(), |n| format!("limit {n}"));
    let mut facts = vec![
        line(view.report.name(of.scope), Role::Strong),
        line(workers, Role::Faint),
        line(limit, Role::Faint),
    ];
    facts.extend(of.utilisation.map(|share| line(format!("utilisation {}", percent(share)), Role::Faint)));
    facts.push(line(format!("work ended here {}", count(of.pieces, "time")), Role::Faint));
    note::words(pen, area, &facts);
}
