//! Batches and hand-offs: how many cards move together, and how often one changes hands.

use super::Section;
use crate::flow::Measure;
use crate::report::html::markup::{Element, Markup, tag, text};
use crate::report::html::pieces::{nothing, strong};
use crate::report::html::source::Source;
use crate::report::words::{count, number};

pub(super) fn section(source: &Source) -> Section {
    let body = [batches(source).done(), handoffs(source).done()];
    Section { id: "handoffs", title: "Batches and hand-offs", body: body.into() }
}

fn batches(source: &Source) -> Element {
    let batches = &source.metrics().batches;
    let (None, Some(mean)) = (source.absent(Measure::Batches), batches.mean()) else {
        let why = source.absent(Measure::Batches).unwrap_or_else(|| "no data yet".to_owned());
        return nothing(format!("Batches: {why}"));
    };
    let line = tag("p").put(strong(format!("{} cards a batch", number(mean)))).say(format!(
        " on average, {} in {}. ",
        count(batches.crossings, "crossing"),
        if batches.batches == 1 { "1 batch".to_owned() } else { format!("{} batches", batches.batches) }
    ));
    let line = match batches.largest {
        Some(largest) if largest.cards > 1 => line.say(format!(
            "The largest: {} into {} at {}. ",
            count(largest.cards, "card"),
            source.column(largest.column),
            source.minute(largest.at)
        )),
        _ => line,
    };
    line.say("Cards that come into a column within an hour crossed together; single-piece flow is 1.")
}

fn handoffs(source: &Source) -> Element {
    let handoffs = &source.metrics().handoffs;
    let (None, Some(mean)) = (source.absent(Measure::Handoffs), handoffs.mean()) else {
        let why = source.absent(Measure::Handoffs).unwrap_or_else(|| "no data yet".to_owned());
        return nothing(format!("Hand-offs: {why}"));
    };
    let median = handoffs.median.map(|median| format!(", median {median}")).unwrap_or_default();
    let line = tag("p")
        .put(strong(format!("{} hand-offs a card", number(mean))))
        .say(format!(" on average{median}, over the {} that finished. ", count(handoffs.cards, "card")));
    let most = handoffs.most.map(|(card, n)| -> Markup {
        [text(&format!("The most, {n}: ")), source.card(card), text(". ")].into()
    });
    line.put(most).say("Counted are changes of who is on a card and moves forward from stage to stage.")
}
