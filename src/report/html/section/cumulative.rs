//! Cumulative flow: how far cards have come.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::{CumulativeFlow, cumulative, few, standing, thinned};
use crate::report::html::markup::{Element, Markup, tag};
use crate::report::html::pieces::{Table, cell, figure, nothing, swatch, unfold};
use crate::report::html::source::{Source, date};

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
    let Some(CumulativeFlow { picture, begins, marked }) = cumulative(source) else {
        let why = nothing("no line yet: it takes two days, and there is one");
        return [why.done(), numbers(source).done()].into();
    };
    let columns = source.colours(&flow.columns).into_iter().zip(standing(source, last));
    let key = columns.map(|(class, (name, n))| swatch(class, format!("{n} {name}")));
    let key = tag("ul").class("key").put_all(key);
    let begins = match &*begins {
        "0" => String::new(),
        n => format!("The scale begins at {n}; below it lies what had arrived before. "),
    };
    let open = flow.corrections.iter().filter(|correction| !correction.recovered).count();
    let back = match flow.corrections.len() {
        0 => "No card was moved back.".to_owned(),
        n => format!(
            "{}, {} below the areas, {open} still open: until a card is back at its furthest column, the \
             areas show it there.",
            if n == 1 { "1 move back".to_owned() } else { format!("{n} moves back") },
            if marked == n { "marked".to_owned() } else { format!("the first {marked} marked") }
        ),
    };
    let abandoned = match last.abandoned {
        0 => String::new(),
        n => format!(" Abandoned cards stay counted where they had come to: {n}."),
    };
    let caption = [
        key.done(),
        tag("p")
            .say("The numbers are of the last day, by the furthest column a card had come to. ")
            .say(begins)
            .say(back)
            .say(abandoned)
            .done(),
        unfold("The numbers by day", numbers(source)).done(),
    ];
    figure("", picture, caption).done()
}

/// How many had come to each column or further, for some of the days, the last among them.
fn numbers(source: &Source) -> Element {
    let flow = &source.metrics().cumulative;
    let mut heads = vec!["End of day"];
    let names: Vec<String> =
        flow.columns.iter().map(|column| format!("#{}", source.column(*column))).collect();
    heads.extend(names.iter().map(String::as_str));
    heads.push("#abandoned");
    let mut table = Table::new("Cards that had come to a column or further", &heads);
    for day in thinned(&flow.days, few(ROWS, flow.columns.len())) {
        let counts = day.reached.iter().chain([&day.abandoned]).map(|n| cell(n.to_string()));
        table.row("", crate::report::html::markup::text(&date(day.day)), counts);
    }
    table.done()
}
