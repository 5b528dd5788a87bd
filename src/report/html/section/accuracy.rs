//! %C/A: how often what a stage handed on was complete and accurate.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::meter;
use crate::report::html::markup::{Markup, tag};
use crate::report::html::pieces::{Table, cell, nothing, strong, theirs};
use crate::report::html::source::Source;
use crate::report::words::{count, percent};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "accuracy", title: "Quality: %C/A", body: body(source) }
}

fn body(source: &Source) -> Markup {
    let accuracy = &source.metrics().accuracy;
    let first = match (source.absent(Measure::FirstPass), accuracy.first_pass_yield()) {
        (None, Some(share)) => tag("p")
            .put(strong(format!("First-pass yield {}", percent(share))))
            .say(format!(
                ": {} of {} that finished were never moved back. ",
                accuracy.first_pass,
                count(accuracy.finished, "card")
            ))
            .say(returns(accuracy.customer_returns)),
        (why, _) => nothing(format!("First-pass yield: {}", why.unwrap_or_else(|| "no data yet".to_owned()))),
    };
    if let Some(why) = source.absent(Measure::Accuracy) {
        return [nothing(format!("%C/A: {why}")).done(), first.done()].into();
    }
    let mut table = Table::new(
        "Hand-offs by stage, and those that came back to it",
        &["Stage", "#Hand-offs", "#Came back", "#%C/A", "~"],
    );
    for stage in &accuracy.stages {
        let share = stage.share();
        table.row(
            "",
            theirs(source.place(stage.scope)),
            [
                cell(stage.handoffs.to_string()),
                cell(stage.failed.to_string()),
                cell(share.map_or_else(|| "–".to_owned(), percent)),
                share.map(|share| meter("work", share, None)).into(),
            ],
        );
    }
    let rolled = accuracy.rolled().map(|share| {
        tag("p")
            .class("lede")
            .put(strong(format!("Rolled %C/A {}", percent(share))))
            .say(format!(": the product over the stages, of {}.", count(accuracy.handoffs(), "hand-off")))
    });
    [rolled.into(), table.done().done(), first.done()].into()
}

fn returns(n: usize) -> String {
    match n {
        0 => "None came back from the customer.".to_owned(),
        1 => "1 came back from the customer.".to_owned(),
        n => format!("{n} came back from the customer."),
    }
}
