//! The service level expectation: what was promised, how it was kept, and who may miss it.

use super::Section;
use crate::flow::Measure;
use crate::flow::sle::{Burn, ServiceLevel};
use crate::report::html::chart::meter;
use crate::report::html::markup::{Element, Markup, tag, text};
use crate::report::html::pieces::{ROWS, Table, cell, more, nothing, paragraph, state, strong, theirs};
use crate::report::html::source::Source;
use crate::report::html::svg::number as coordinate;
use crate::report::sections;
use crate::report::words::{count, duration, number, percent};

/// The most squares of a budget; more is told in numbers alone.
const SQUARES: usize = 60;

pub(super) fn section(source: &Source) -> Section {
    Section { id: "sle", title: "Service level and error budget", body: body(source) }
}

fn body(source: &Source) -> Markup {
    let level = &source.metrics().sle;
    let Some(sle) = level.sle else {
        let why = source.absent(Measure::ServiceLevel);
        return nothing(why.unwrap_or_else(|| "no data yet".to_owned())).done();
    };
    let promise = paragraph("")
        .class("lede")
        .put(strong(format!("{} of cards within {}", sle.share, duration(sle.within_ms))))
        .say(" of being started")
        .say(if level.suggested {
            ", suggested from this window: the team has agreed on none."
        } else {
            ", as agreed."
        });
    let kept = match level.hit_rate() {
        Some(rate) => paragraph("")
            .put(strong(format!("{} of {}", level.kept, count(level.finished, "card"))))
            .say(format!(" kept it ({}). ", percent(rate)))
            .put(budget_words(level)),
        None => nothing("no data yet: no card finished in this window, so none kept or missed it"),
    };
    let body = [promise.done(), kept.done(), budget(level).into(), at_risk(source)];
    body.into()
}

fn budget_words(level: &ServiceLevel) -> Markup {
    let (Some(rate), Some(burn)) = (level.burn_rate(), level.burn()) else {
        return text("No card may miss it, so there is no budget.");
    };
    let (class, sign) = match burn {
        Burn::Calm => ("good", "✓"),
        Burn::Over | Burn::Review => ("warn", "▲"),
        Burn::StopAndFix => ("bad", "■"),
    };
    let missed = format!("The budget allows {}, {} did: burn rate ", misses(level.allowed), level.missed());
    [
        text(&missed),
        strong(number(rate)).done(),
        text(", "),
        state(class, sign, sections::burn(burn)).done(),
        text("."),
    ]
    .into()
}

fn misses(n: usize) -> String {
    if n == 1 { "1 miss".to_owned() } else { format!("{n} misses") }
}

/// A square for each miss: spent and left of the budget, and beyond it.
fn budget(level: &ServiceLevel) -> Option<Element> {
    const SIDE: f64 = 18.0;
    let (missed, allowed) = (level.missed(), level.allowed);
    let squares = missed.max(allowed);
    if squares == 0 || squares > SQUARES || level.finished == 0 {
        return None;
    }
    let square = |place: usize| {
        let class = match (place < missed, place < allowed) {
            (true, true) => "spent",
            (true, false) => "over",
            _ => "left-over",
        };
        let x = place as f64 * SIDE;
        let rect =
            tag("rect").class(class).px("x", x + 1.0).set("y", "1").set("width", "14").set("height", "14");
        let cross = (class == "over").then(|| {
            let course = format!("M{} 4l8 8m0 -8l-8 8", coordinate(x + 4.0));
            tag("path").class("crossed").set("d", course)
        });
        Markup::from([rect.done(), cross.into()])
    };
    let words = format!("Error budget: {missed} missed, {allowed} allowed");
    let wide = squares as f64 * SIDE;
    let svg = tag("svg")
        .px("width", wide)
        .set("height", "16")
        .set("viewBox", format!("0 0 {} 16", coordinate(wide)));
    let svg = svg.put_all((0..squares).map(square));
    let key = format!(
        "a square a miss: {} allowed and used{}{}",
        missed.min(allowed),
        if allowed > missed { format!(", {} left", allowed - missed) } else { String::new() },
        if missed > allowed { format!(", {} over (crossed)", missed - allowed) } else { String::new() }
    );
    let picture = tag("div").class("budget").set("role", "img").set("aria-label", words).put(svg);
    Some(tag("figure").put(picture).put(tag("figcaption").say(key)))
}

fn at_risk(source: &Source) -> Markup {
    let cards = &source.metrics().sle.at_risk;
    if cards.is_empty() {
        return nothing("No card is in process, so none can miss it.").done();
    }
    let heads = ["Card", "~Column", "#Age", "#Of it", "~", "#Will miss", "~#Judged by"];
    let mut table = Table::new("Cards in process beside the expectation, the oldest first", &heads);
    for card in cards.iter().take(ROWS) {
        let missed = card.of_sle > 1.0;
        let bar = meter(if missed { "over" } else { "work" }, card.of_sle, None);
        let risk = match card.risk {
            _ if missed => state("bad", "◆", "missed").done(),
            Some(risk) => text(&percent(risk)),
            None => text("–"),
        };
        let n = if missed { "–".to_owned() } else { count(card.risk_n, "card") };
        let column = source.row(card.card).and_then(|row| row.journey.column);
        let column = column.map(|column| theirs(source.column(column)));
        table.row(
            "",
            source.card(card.card),
            [column.into(), cell(duration(card.age_ms)), cell(percent(card.of_sle)), bar, risk, cell(n)],
        );
    }
    let note = "“Will miss” is the share that missed of the past cards that got at least as old.";
    let rest = more(cards.len().saturating_sub(ROWS), "cards in process");
    [table.done().done(), rest.into(), tag("p").class("small").say(note).done()].into()
}
