//! Cumulative flow: how far cards have come.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::{cumulative, standing};
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::pieces::{Table, figure, nothing, number as cell, unfold};
use crate::report::html::source::{Source, date};
use crate::report::words::count;

/// The most rows of the table of numbers.
const ROWS: usize = 32;

pub(super) fn section(source: &Source) -> Section {
    Section { id: "cumulative", title: "Cumulative flow", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::Cumulative) {
        return nothing(why).done();
    }
    let flow = &source.metrics().cumulative;
    let Some(last) = flow.days.last() else {
        return nothing("no data yet: no day of the window has begun").done();
    };
    let Some(picture) = cumulative(source) else {
        return [nothing("A line takes two days, and there is one.").done(), numbers(source).done()]
            .into_iter()
            .collect();
    };
    let mut places = [0; 4];
    let columns = flow.columns.iter().zip(standing(source, last)).map(|(column, (name, n))| {
        let kind = source.report.kind(*column);
        let of_kind = &mut places[kind.map_or(0, |kind| kind as usize)];
        let class = Source::colour(kind, *of_kind);
        *of_kind += 1;
        key(class, &format!("{n} {name}"))
    });
    let legend = tag("ul").class("key").put_all(columns.collect::<Vec<_>>());
    let open = flow.corrections.iter().filter(|correction| !correction.recovered).count();
    let back = match flow.corrections.len() {
        0 => "No card was moved back.".to_owned(),
        n => format!(
            "{} below the areas for cards left of the furthest column they had come to, where the areas do not show \
             them; {open} of these {n} have not come back.",
            count(n, "bar")
        ),
    };
    let abandoned = match last.abandoned {
        0 => String::new(),
        n => format!(" Abandoned cards stay counted where they had come to: {n}."),
    };
    let caption = [
        legend.done(),
        tag("p").say("The numbers are of the last day: cards whose furthest column that is. The scale begins at those that had arrived before. ").say(back).say(abandoned).done(),
        unfold("The numbers by day", numbers(source)).done(),
    ];
    figure("", picture, caption.into_iter().collect::<Markup>()).done()
}

/// A colour and what it stands for.
fn key(class: &'static str, words: &str) -> Element {
    let swatch = tag("rect").class(class).set("width", "12").set("height", "12");
    let swatch = tag("svg")
        .class("swatch")
        .set("width", "12")
        .set("height", "12")
        .set("aria-hidden", "true")
        .put(swatch);
    tag("li").put(swatch).say(" ").say(words)
}

/// How many had come to each column or further, for some of the days, the last among them.
fn numbers(source: &Source) -> Element {
    let flow = &source.metrics().cumulative;
    let every = flow.days.len().div_ceil(ROWS).max(1);
    let mut heads = vec!["End of day"];
    let names: Vec<String> =
        flow.columns.iter().map(|column| format!("#{}", source.report.column(*column))).collect();
    heads.extend(names.iter().map(String::as_str));
    heads.push("#abandoned");
    let mut table = Table::new("Cards that had come to a column or further", &heads);
    let mut days: Vec<_> = flow.days.iter().rev().step_by(every).collect();
    days.reverse();
    for day in days {
        let counts = day.reached.iter().chain([&day.abandoned]).map(|n| cell(n.to_string()));
        table.row("", crate::report::html::markup::text(&date(day.day)), counts);
    }
    table.done()
}
