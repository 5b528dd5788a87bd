//! What the words mean: the definitions that `andon report --explain` gives, one for each word.

use super::Section;
use crate::report::definitions;
use crate::report::html::markup::{Markup, tag};

pub(super) fn section() -> Section {
    let entry = |(term, meaning): (&str, &str)| -> Markup {
        [tag("dt").say(term).done(), tag("dd").say(meaning).done()].into()
    };
    let body = tag("dl").class("glossary").put_all(definitions().map(entry)).done();
    Section { id: "glossary", title: "What the words mean", body }
}
