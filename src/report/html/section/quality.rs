//! Data quality: the cards whose history was awkward, and what the numbers make of it.

use super::Section;
use crate::report::html::markup::{Markup, tag};
use crate::report::html::pieces::{cards, nothing, strong, unfold};
use crate::report::html::source::Source;
use crate::report::words::count;
use crate::report::{meaning, phrase};

pub(super) fn section(source: &Source) -> Section {
    Section { id: "quality", title: "Data quality", body: body(source) }
}

fn body(source: &Source) -> Markup {
    let quality = &source.metrics().quality;
    if quality.cases.is_empty() {
        return nothing("Nothing awkward: no rule had to bend a number.").done();
    }
    let head = tag("p")
        .put(strong(count(quality.cards, "card")))
        .say(" had a history that a rule was made for. A rule may bend a number away from what you expect.");
    let case = |(oddity, ids): &(crate::flow::Oddity, Vec<crate::board::Id>)| {
        let mut ids = ids.clone();
        ids.sort_unstable();
        let inside = [tag("p").say(format!("Each {}.", meaning(*oddity))).done(), cards(source, &ids)];
        unfold(format!("{} {}", count(ids.len(), "card"), phrase(*oddity)), inside)
    };
    let cases = tag("div").class("cases").put_all(quality.cases.iter().map(case));
    [head.done(), cases.done()].into()
}
