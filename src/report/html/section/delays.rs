//! Waiting and blocks: where time was lost in the window, and why.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::meter;
use crate::report::html::markup::{Markup, tag};
use crate::report::html::pieces::{ROWS, Table, cell, more, nothing, strong, theirs};
use crate::report::html::source::Source;
use crate::report::words::duration;
use crate::text::fit;

pub(super) fn section(source: &Source) -> Section {
    Section { id: "delays", title: "Waiting and blocked", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::Blocks) {
        return nothing(why).done();
    }
    let delays = &source.metrics().delays;
    let head = tag("p");
    let head = match source.absent(Measure::Queues) {
        Some(why) => head.say(format!("Waiting: {why}. ")),
        None => head.put(strong(time(delays.queue_ms))).say(" were spent waiting in queues, "),
    };
    let head = head
        .put(strong(time(delays.blocked_ms)))
        .say(" blocked: sums over all cards of the window, finished or not, so days of cards.");
    if delays.steps.is_empty() {
        return [head.done(), nothing("Nothing waited, and nothing was blocked.").done()].into();
    }
    let most = delays.steps.iter().map(|step| step.queue_ms.max(step.blocked_ms)).max().unwrap_or(0).max(1);
    let share = |ms: i128| ms as f64 / most as f64;
    let mut steps = Table::new("By stage", &["Stage", "#Waiting", "~", "#Blocked", "~", "#Blocks"]);
    for step in &delays.steps {
        steps.row(
            "",
            theirs(source.place(step.scope)),
            [
                cell(time(step.queue_ms)),
                meter("wait", share(step.queue_ms), None),
                cell(time(step.blocked_ms)),
                meter("blocked", share(step.blocked_ms), None),
                cell(step.blocks.to_string()),
            ],
        );
    }
    [head.done(), steps.done().done(), reasons(source)].into()
}

fn reasons(source: &Source) -> Markup {
    let reasons = &source.metrics().delays.reasons;
    if reasons.is_empty() {
        return nothing("No card was blocked.").done();
    }
    let most = reasons.iter().map(|reason| reason.blocked_ms).max().unwrap_or(0).max(1);
    let mut table =
        Table::new("By reason, the costliest first", &["Reason", "#Blocked", "~", "~#Blocks", "#Open now"]);
    for reason in reasons.iter().take(ROWS) {
        let why = if reason.why.trim().is_empty() { "no reason given" } else { &reason.why };
        table.row(
            "",
            theirs(fit(why, 70).as_str()),
            [
                cell(time(reason.blocked_ms)),
                meter("blocked", reason.blocked_ms as f64 / most as f64, None),
                cell(reason.blocks.to_string()),
                cell(reason.open.to_string()),
            ],
        );
    }
    let rest = more(reasons.len().saturating_sub(ROWS), "reasons");
    [table.done().done(), rest.into()].into()
}

/// A sum over cards. One of more than 290 million years is told as that.
fn time(ms: i128) -> String {
    duration(i64::try_from(ms).unwrap_or(i64::MAX))
}
