//! %C/A, first-pass yield, batches and hand-offs.

use std::cmp::Reverse;

use super::Term;
use super::asked::Asked;
use crate::board::{ColumnIx, Id, Timestamp};
use crate::flow::accuracy::{HandedOn, handed_on, moved_back};
use crate::flow::{Measure, batches};
use crate::report::page::{Section, Table, Words, said, theirs};
use crate::report::words::{count, number, percent};

pub const TERMS: &[Term] = &[
    Term {
        name: "%C/A",
        also: &["per cent complete and accurate", "ca", "rolled %C/A", "accuracy", "quality"],
        meaning: "Of the moves forward out of a stage that works, the share after which the card did not come \
                  back TO that stage. The blame is that stage's alone, once per hand-off. A move back into the \
                  backlog is an un-commit and no defect; leaving done is a return by the customer. Rolled %C/A \
                  is the product over the stages that have hand-offs.",
        source: "Martin and Osterling, Value Stream Mapping; The DevOps Handbook, chapter 1",
        tell: accuracy,
    },
    Term {
        name: "first-pass yield",
        also: &["fpy", "first pass"],
        meaning: "Of the cards that finished in the window, the share that was never moved back, un-commits \
                  aside. It needs no independence of the stages.",
        source: "Six Sigma's first-pass yield",
        tell: first_pass,
    },
    Term {
        name: "hand-offs",
        also: &["handoffs", "handoff", "hand-off"],
        meaning: "Changes of who is on a card, and moves forward from one stage to another, over the whole \
                  journey of each card that finished in the window.",
        source: "The DevOps Handbook, chapter 1",
        tell: handoffs,
    },
    Term {
        name: "batch size",
        also: &["batches", "batch", "transfer batch", "single-piece flow"],
        meaning: "Cards that came forward into the same column within one hour of the first of them crossed \
                  together. In single-piece flow every batch is one card.",
        source: "The DevOps Handbook, chapter 1",
        tell: batch_size,
    },
];

/// How many rows are listed.
const ROWS: usize = 40;

fn accuracy(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::Accuracy, section) {
        return;
    }
    let accuracy = &asked.metrics().accuracy;
    let mut shares = Vec::new();
    for stage in accuracy.stages.iter().filter(|stage| stage.handoffs > 0) {
        let share = stage.share().map(percent).unwrap_or_default();
        let told = format!(": 1 − {} ÷ {} = {share}", stage.failed, stage.handoffs);
        section.fact(
            if shares.is_empty() { "Stages" } else { "" },
            theirs(asked.report.name(stage.scope)).said(told),
        );
        shares.push(format!("{} ÷ {}", stage.handoffs - stage.failed, stage.handoffs));
    }
    if let Some(rolled) = accuracy.rolled() {
        section.fact("Rolled", format!("({}) = {}", shares.join(") × ("), percent(rolled)));
    }
    section.fact("Customer returns", format!("{} out of done", count(accuracy.customer_returns, "move")));
    let handed = handed_on(asked.journeys, asked.metrics().window);
    let failed: Vec<&HandedOn> = handed.iter().filter(|it| it.back.is_some()).collect();
    let mut table = Table::new(["=card", "=handed on", "<from", "<to", "=came back", "<from", "<title"]);
    for it in failed.iter().take(ROWS) {
        let Some(back) = it.back else { continue };
        let column = |column: ColumnIx| theirs(asked.report.column(column));
        let row = [asked.at(it.at), column(it.from), column(it.to), asked.at(back.at), column(back.from)];
        let [handed, from, to, came, whence] = row;
        table.row([asked.id(it.card), handed, from, to, came, whence, asked.title(it.card)]);
    }
    let all = count(handed.len(), "hand-off");
    section.line(match failed.len() {
        0 => format!("{all} in this window; none of their cards came back."),
        n => format!("{all} in this window, of which {n} failed, by the moves that brought the card back:"),
    });
    section.table(table);
    more(section, failed.len());
}

fn first_pass(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::FirstPass, section) {
        return;
    }
    let accuracy = &asked.metrics().accuracy;
    if let Some(share) = accuracy.first_pass_yield() {
        section.fact(
            "Yield",
            format!("{} ÷ {} finished = {}", accuracy.first_pass, accuracy.finished, percent(share)),
        );
    }
    let back = moved_back(asked.journeys, asked.metrics().window);
    let mut table = Table::new(["=card", "moves back", "of them reopenings", "un-commits", "<title"]);
    for it in back.iter().filter_map(|card| asked.journey(*card)).take(ROWS) {
        let [returns, reopens, uncommits] =
            [it.returns, it.reopens, it.uncommits].map(|n| said(n.to_string()));
        table.row([asked.id(it.card), returns, reopens, uncommits, asked.title(it.card)]);
    }
    if !back.is_empty() {
        section.line("The cards that were moved back:");
    }
    section.table(table);
    more(section, back.len());
}

fn handoffs(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::Handoffs, section) {
        return;
    }
    let handoffs = &asked.metrics().handoffs;
    if let Some(mean) = handoffs.mean() {
        section.fact("Mean", format!("{} ÷ {} cards = {}", handoffs.total, handoffs.cards, number(mean)));
    }
    if let Some(median) = handoffs.median {
        section.fact("Median", median.to_string());
    }
    let timed = asked.metrics().finished.iter().filter(|card| card.times.is_some());
    let mut cards: Vec<_> = timed.filter_map(|card| asked.journey(card.card)).collect();
    cards.sort_by_key(|it| (Reverse(it.handoffs), it.card));
    let mut table = Table::new(["hand-offs", "=card", "<title"]);
    for it in cards.iter().take(ROWS) {
        table.row([said(it.handoffs.to_string()), asked.id(it.card), asked.title(it.card)]);
    }
    section.table(table);
    more(section, cards.len());
}

fn batch_size(asked: &Asked, section: &mut Section) {
    if asked.nothing(Measure::Batches, section) {
        return;
    }
    let measured = &asked.metrics().batches;
    if let Some(mean) = measured.mean() {
        section.fact(
            "Mean",
            format!("{} moves ÷ {} batches = {}", measured.crossings, measured.batches, number(mean)),
        );
    }
    let mut found: Vec<(ColumnIx, Timestamp, Vec<Id>)> = Vec::new();
    batches::each(
        asked.journeys,
        asked.metrics().window,
        |journey| journey.card,
        |column, crossings| {
            if let [(first, _), _, ..] = crossings {
                found.push((column, *first, crossings.iter().map(|(_, card)| *card).collect()));
            }
        },
    );
    found.sort_by_key(|(_, at, cards)| (Reverse(cards.len()), *at));
    let mut table = Table::new(["cards", "<into", "=from", "<which"]);
    for (column, at, cards) in found.iter().take(ROWS) {
        let which = Words::join(cards.iter().map(|card| asked.id(*card)), " ");
        table.row([
            said(cards.len().to_string()),
            theirs(asked.report.column(*column)),
            asked.at(*at),
            which,
        ]);
    }
    section.line(match found.len() {
        0 => "Every card crossed alone.".to_owned(),
        _ => "The batches of more than one card, the largest first:".to_owned(),
    });
    section.table(table);
    more(section, found.len());
}

fn more(section: &mut Section, all: usize) {
    if all > ROWS {
        section.line(format!("(and {} more)", all - ROWS));
    }
}
