//! Kinds of work beside the shares the team set itself, and what came in between.

use super::Section;
use crate::flow::Measure;
use crate::report::html::chart::meter;
use crate::report::html::markup::{Markup, tag};
use crate::report::html::pieces::{ROWS, Table, cell, more, nothing, strong, theirs};
use crate::report::html::source::Source;
use crate::report::words::{count, percent};
use crate::text::fit;

pub(super) fn section(source: &Source) -> Section {
    Section { id: "kinds", title: "Kinds of work", body: body(source) }
}

fn body(source: &Source) -> Markup {
    if let Some(why) = source.absent(Measure::WorkKinds) {
        return nothing(why).done();
    }
    let kinds = &source.metrics().work_kinds;
    let dash = |share: Option<f64>| share.map_or_else(|| "–".to_owned(), percent);
    let heads = ["Kind", "#Finished", "~#Of the cards", "#Of the work", "~", "#Target"];
    let mut table = Table::new("What was finished, by kind; the line on a bar is the target", &heads);
    for kind in kinds.kinds.iter().take(ROWS) {
        let work = kinds.share_of_work(kind.process_ms);
        let target = kind.target.map(crate::board::Share::part);
        let name = if kind.kind.is_empty() { "none given" } else { &kind.kind };
        table.row(
            "",
            theirs(fit(name, 40).as_str()),
            [
                cell(kind.finished.to_string()),
                cell(dash(kinds.share_of_cards(kind.finished))),
                cell(dash(work)),
                meter("work", work.unwrap_or(0.0), target),
                cell(kind.target.map_or_else(|| "–".to_owned(), |share| share.to_string())),
            ],
        );
    }
    let expedited =
        tag("p").put(strong(format!("{} expedited", count(kinds.expedited, "card")))).say(format!(
            ": {} of the finished cards, {} of the work.",
            dash(kinds.share_of_cards(kinds.expedited)),
            dash(kinds.share_of_work(kinds.expedited_process_ms))
        ));
    let rest = more(kinds.kinds.len().saturating_sub(ROWS), "kinds");
    [table.done().done(), rest.into(), expedited.done()].into()
}
