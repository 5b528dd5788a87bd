//! Work in process and how old it is: a lane for each column, and the cards one by one.

use crate::board::ColumnIx;
use crate::flow::{Measure, PERCENTILES};
use crate::report::absence::no_data;
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{duration, duration_or_dash, number, percent};
use crate::report::{Oldest, Report};
use crate::text::fit;

/// Cells of a lane, and of the column's name before it.
const LANE: usize = 56;
const NAME: usize = 16;
/// How many cards are told one by one.
const CARDS: usize = 40;
/// How a lane is shaded up to each of the percentiles.
const SHADES: [char; 4] = ['·', '░', '▒', '▓'];

pub fn ageing(report: &Report) -> Section {
    let mut section = Section::new("Work in process");
    let (metrics, wip) = (&report.metrics, &report.metrics.wip);
    if let Some(absence) = metrics.absence(Measure::Wip) {
        section.fact("Window", no_data(absence));
    } else {
        if let Some(mean) = wip.mean {
            section.fact("Mean", format!("{} cards in process over the window", number(mean)));
        }
        section.fact(
            "Traffic",
            format!(
                "{} at its start + {} in − {} out = {} at its end",
                wip.start, wip.arrivals, wip.departures, wip.end
            ),
        );
    }
    if let Some(absence) = metrics.absence(Measure::Age) {
        section.fact("Now", no_data(absence));
        return section;
    }
    section.fact("Now", format!("{} in process, {} blocked", wip.now, wip.blocked));
    if let Some(absence) = metrics.absence(Measure::Pace) {
        section.fact("Pace", no_data(absence));
    }
    section.picture(lanes(report));
    section.table(pace(report));
    section.table(cards(report, CARDS));
    if metrics.pace.cards.len() > CARDS {
        section.line(format!("(and {} younger ones)", metrics.pace.cards.len() - CARDS));
    }
    section
}

/// The oldest card in a sentence: "17d 7h, in Doing, blocked: zm96 Pagination".
pub fn oldest(oldest: &Oldest) -> Words {
    let blocked = if oldest.blocked { ", blocked" } else { "" };
    said(format!("{}, in ", duration(oldest.age_ms)))
        .theirs(fit(&oldest.column, 24).to_string())
        .said(format!("{blocked}: "))
        .theirs(&*oldest.short_id)
        .said(" ")
        .theirs(&*oldest.title)
}

/// A line for each column, from age 0 to the greatest there is; the cards stand where they are.
fn lanes(report: &Report) -> Vec<Words> {
    let pace = &report.metrics.pace;
    let told = pace.columns.iter().filter_map(|column| column.ages.told_ms(95));
    let most = pace.cards.iter().map(|card| card.age_ms).chain(told).max().unwrap_or(0).max(1);
    let place = |age_ms: i64| {
        let place = i128::from(age_ms) * (LANE as i128 - 1) / i128::from(most);
        usize::try_from(place).unwrap_or(0).min(LANE - 1)
    };
    let mut lines = Vec::new();
    for column in &pace.columns {
        let mut lane = [' '; LANE];
        let mut from = 0;
        for (p, shade) in PERCENTILES.into_iter().zip(SHADES) {
            let Some(age) = column.ages.told_ms(p) else { break };
            let to = place(age);
            lane.iter_mut().take(to + 1).skip(from).for_each(|cell| *cell = shade);
            from = to + 1;
        }
        let mut standing = [0_u32; LANE];
        for card in pace.cards.iter().filter(|card| card.column == column.column) {
            standing[place(card.age_ms)] += 1;
        }
        for (cell, cards) in lane.iter_mut().zip(standing).filter(|(_, cards)| *cards > 0) {
            *cell = match cards {
                1 => '●',
                _ => char::from_digit(cards, 10).unwrap_or('+'),
            };
        }
        lines.push(name(report, column.column).said(format!(" │{}│", lane.iter().collect::<String>())));
    }
    if !lines.is_empty() {
        let most = duration(most);
        lines.push(said(format!("{:NAME$}  0{most:>width$}", "", width = LANE - 1)));
        lines.push(said(format!("{:NAME$}  ● a card, digits several; ages up to 50 · 70 ░ 85 ▒ 95 ▓ %", "")));
    }
    lines
}

fn name(report: &Report, column: ColumnIx) -> Words {
    let name = fit(report.column(column), NAME);
    let pad = NAME - name.width();
    theirs(name.to_string()).said(" ".repeat(pad))
}

/// The ages at which finished cards left each column.
fn pace(report: &Report) -> Table {
    let mut table = Table::new(["<left for good at an age of", "n", "50 %", "70 %", "85 %", "95 %"]);
    for column in &report.metrics.pace.columns {
        let [p50, p70, p85, p95] = PERCENTILES.map(|p| said(duration_or_dash(column.ages.told_ms(p))));
        let n = said(column.ages.n.to_string());
        table.row([theirs(report.column(column.column)), n, p50, p70, p85, p95]);
    }
    table
}

/// The cards in process, the oldest first, and at most so many.
pub fn cards(report: &Report, most: usize) -> Table {
    let (pace, level) = (&report.metrics.pace, &report.metrics.sle);
    let mut table = Table::new(["=card", "<column", "age", "<pace", "of SLE", "risk", "<title"]);
    for card in pace.cards.iter().take(most) {
        let beside = level.at_risk.iter().find(|risk| risk.card == card.card);
        let known = report.card(card.card);
        let blocked = if card.blocked { "blocked: " } else { "" };
        table.row([
            theirs(known.map_or_else(|| card.card.to_string(), |known| known.short_id.clone())),
            theirs(report.column(card.column)),
            said(duration(card.age_ms)),
            said(match card.past {
                None => "–".to_owned(),
                Some(0) => "on pace".to_owned(),
                Some(p) => format!("past {p} %"),
            }),
            super::or_dash(beside.map(|risk| percent(risk.of_sle))),
            super::or_dash(beside.and_then(|risk| risk.risk).map(percent)),
            said(blocked).theirs(known.map_or("", |known| &known.title)),
        ]);
    }
    table
}
